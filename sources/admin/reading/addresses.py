"""Addresses of the reading page, of the annotation desk, and of what is done on both."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from sources.admin.reading import correcting, desk, looking, lookups, splicing, tagging, views
from sources.admin.site import desk as site

View = Callable[..., HttpResponse]

# name: (address below the list of articles, view)
PAGES: dict[str, tuple[str, View]] = {
    "read": ("<int:pk>/read/", views.read),
    "mark": ("<int:pk>/read/mark/<int:passage>/", views.mark),
    "mention": ("<int:pk>/read/mention/<int:mention>/", views.change),
    "passage": ("<int:pk>/read/passage/<int:passage>/", views.about),
    "correct": ("<int:pk>/read/correct/<int:passage>/", correcting.correct),
    "move": ("<int:pk>/read/move/", views.move),
    "desk": ("<int:pk>/desk/", desk.annotate),
    "desk_look": ("<int:pk>/desk/look/", looking.look),
    "desk_act": ("<int:pk>/desk/act/", desk.do),
    "desk_changes": ("<int:pk>/desk/changes/", desk.changes),
    "desk_about": ("<int:pk>/desk/about/", lookups.about),
    "desk_lookup": ("<int:pk>/desk/lookup/", lookups.lookup),
    "desk_tag_all": ("<int:pk>/desk/tag-all/", tagging.tag_all_plan),
    "desk_splice": ("<int:pk>/desk/splice/", splicing.plan),
}


def patterns() -> list[URLPattern]:
    """Give the addresses, each view behind the desk's own sign-in."""
    return [
        path(address, site.admin_view(view), name=f"sources_article_{name}")
        for name, (address, view) in PAGES.items()
    ]
