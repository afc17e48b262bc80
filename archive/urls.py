"""Addresses: the desk under ``/admin/``, everything else is the readers' site."""

from django.contrib import admin
from django.urls import include, path

handler404 = "sources.public.views.errors.not_found"
handler500 = "sources.public.views.errors.failed"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("sources.public.urls")),
]
