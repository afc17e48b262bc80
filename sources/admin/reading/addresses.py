"""Addresses of the reading page and of each thing done on it; all below an article's own."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from sources.admin.reading import correcting, views
from sources.admin.site import desk

View = Callable[..., HttpResponse]

# name: (address below the list of articles, view)
PAGES: dict[str, tuple[str, View]] = {
    "read": ("<int:pk>/read/", views.read),
    "mark": ("<int:pk>/read/mark/<int:passage>/", views.mark),
    "mention": ("<int:pk>/read/mention/<int:mention>/", views.change),
    "passage": ("<int:pk>/read/passage/<int:passage>/", views.about),
    "correct": ("<int:pk>/read/correct/<int:passage>/", correcting.correct),
    "move": ("<int:pk>/read/move/", views.move),
}


def patterns() -> list[URLPattern]:
    """Give the addresses, each view behind the desk's own sign-in."""
    return [
        path(address, desk.admin_view(view), name=f"sources_article_{name}")
        for name, (address, view) in PAGES.items()
    ]
