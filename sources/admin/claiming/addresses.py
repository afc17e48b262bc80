"""Addresses of an article's claims, below the list of articles."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from sources.admin.claiming import views
from sources.admin.site import desk as site

PAGES: dict[str, tuple[str, Callable[..., HttpResponse]]] = {
    "claims": ("<int:pk>/claims/", views.listed),
    "claims_carry": ("<int:pk>/claims/carry/", views.carry),
    "claim_new": ("<int:pk>/claims/new/<int:passage>/", views.make),
    "claim": ("<int:pk>/claims/<int:claim>/", views.change),
}


def patterns() -> list[URLPattern]:
    """Give them, each view behind the desk's own sign-in."""
    return [
        path(address, site.admin_view(view), name=f"sources_article_{name}")
        for name, (address, view) in PAGES.items()
    ]
