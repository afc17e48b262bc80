"""Newspapers, sites, agencies."""

from typing import cast

from django.contrib import admin
from django.db import models
from django.db.models import Count
from django.http import HttpRequest

from sources.admin.recorded import RecordedAdmin
from sources.admin.site import desk
from sources.models import Publication


@admin.register(Publication, site=desk)
class PublicationAdmin(RecordedAdmin):
    """What articles appeared in."""

    list_display = ["name", "kind", "place", "language", "articles_in_it", "url"]
    list_filter = ["kind", "language"]
    search_fields = ["name", "place", "public_id"]
    ordering = ["name"]
    readonly_fields = ["public_id"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Publication]:
        """Add the number of articles."""
        counted = super().get_queryset(request).annotate(article_count=Count("articles"))
        return cast("models.QuerySet[Publication]", counted)

    @admin.display(description="articles", ordering="article_count")
    def articles_in_it(self, row: Publication) -> int:
        """Count its articles."""
        return int(getattr(row, "article_count", 0))
