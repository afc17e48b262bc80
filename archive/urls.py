"""Addresses: the desk under ``/admin/``, everything else is the readers' site."""

from django.urls import include, path

from sources.admin.site import desk

handler403 = "sources.admin.refusing.forbidden"
handler404 = "sources.public.views.errors.not_found"
handler500 = "archive.failing.failed"

urlpatterns = [
    path("admin/", desk.urls),
    path("", include("sources.public.urls")),
]
