"""The desk: Django's admin in its own dress, with what to do next on its first page."""

from typing import Any, cast

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path

from sources.admin import dashboard, publishing
from sources.models import Entity, User


class EntityFirst(AutocompleteJsonView):
    """Type-ahead that tells two people of one name apart."""

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        """Add an entity's kind and the beginning of its description."""
        found: dict[str, str] = super().serialize_result(obj, to_field_name)
        if isinstance(obj, Entity):
            about = f" – {obj.description[:60]}" if obj.description else ""
            found["text"] = f"{obj.preferred_name} ({obj.kind}){about}"
        return found


class Desk(AdminSite):
    """The editors' site."""

    site_header = f"{settings.SITE_NAME} desk"
    site_title = f"{settings.SITE_NAME} desk"
    index_title = "What to do next"
    index_template = "admin/sources/dashboard.html"
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        """Admit open staff accounts only."""
        user = request.user
        return isinstance(user, User) and user.is_active and user.is_staff

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Add the desk's own pages to those of the models."""
        own: list[URLResolver | URLPattern] = [
            path("publish/", self.admin_view(self.publish), name="publish"),
        ]
        return own + list(super().get_urls())

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show what waits for a decision, and the last acts."""
        return super().index(request, dashboard.context() | (extra_context or {}))

    def publish(self, request: HttpRequest) -> HttpResponse:
        """Show the plan of the next edition, and publish it."""
        return publishing.publish_view(request, self.each_context(request))

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answer type-ahead, entities with their kind."""
        return cast("HttpResponse", EntityFirst.as_view(admin_site=self)(request))


desk = Desk(name="admin")
