"""The readers' site: every public address."""

from django.urls import URLPattern

app_name = "sources"

urlpatterns: list[URLPattern] = []
