"""The site's name, words, colours and pages: for whoever answers for the site."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from sources.admin.recorded import RecordedAdmin
from sources.admin.roles import Power, may
from sources.admin.site import desk
from sources.models import Site, SitePage


@admin.register(Site, site=desk)
class SiteAdmin(RecordedAdmin):
    """The one row; readers have what it says with the next edition."""

    power = read_power = Power.SITE
    is_deleted_here = False
    list_display = ["__str__", "contact", "lead"]
    fieldsets = [
        ("What it is called, and whom to ask", {"fields": ["name", "lead", "contact"]}),
        (
            "Colours",
            {
                "fields": ["link_light", "link_dark", "accent_light", "accent_dark"],
                "description": "Each is checked for contrast. Left empty, the site has its own.",
            },
        ),
    ]

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Let the row be made where there is none."""
        if not may(request.user, self.power):
            return False
        if not hasattr(request, "has_site"):  # every page asks, the first one twice
            request.has_site = Site.objects.exists()  # type: ignore[attr-defined]  # of this request
        return not request.has_site  # type: ignore[attr-defined]  # as above

    def complete(self, row: models.Model) -> None:
        """Give the row the only key there is."""
        row.pk = 1


@admin.register(SitePage, site=desk)
class SitePageAdmin(RecordedAdmin):
    """The pages that the owner writes."""

    power = read_power = Power.SITE
    list_display = ["title", "slug", "position"]
    search_fields = ["title", "body"]
    ordering = ["position", "title"]
    fields = ["title", "slug", "position", "body"]
