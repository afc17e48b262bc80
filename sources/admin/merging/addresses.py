"""Addresses of what is done to authority records as wholes; all below the list of entities."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from sources.admin.merging import look_alikes, views
from sources.admin.site import desk

View = Callable[..., HttpResponse]

# name: (address below the list of entities, view)
PAGES: dict[str, tuple[str, View]] = {
    "look_alikes": ("look-alikes/", look_alikes.look_alikes_view),
    "merge": ("<int:pk>/merge/", views.merge_view),
    "unmerge": ("<int:pk>/unmerge/", views.unmerge_view),
    "split": ("<int:pk>/split/", views.split_view),
    "kind": ("<int:pk>/kind/", views.kind_view),
}


def patterns() -> list[URLPattern]:
    """Give the addresses, each view behind the desk's own sign-in."""
    return [
        path(address, desk.admin_view(view), name=f"sources_entity_{name}")
        for name, (address, view) in PAGES.items()
    ]
