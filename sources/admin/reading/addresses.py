"""Addresses of the reading page and of each thing done on it; all below an article's own."""

from collections.abc import Callable
from functools import partial, update_wrapper

from django.contrib.admin import AdminSite
from django.http import HttpResponse
from django.urls import URLPattern, path

from sources.admin.reading import views

View = Callable[..., HttpResponse]


def patterns(site: AdminSite) -> list[URLPattern]:
    """Give the addresses, each view behind the desk's own sign-in."""

    def guarded(view: View) -> View:
        return site.admin_view(update_wrapper(partial(view, site=site), view))

    return [
        path("<int:pk>/read/", guarded(views.read), name="sources_article_read"),
    ]
