"""What was published, when and by whom; and the dates of the calendar that anything is placed on."""

from django.contrib import admin
from django.db import models
from django.db.models import Count, Q
from django.http import HttpRequest

from sources.admin.recorded import EvidenceAdmin
from sources.admin.site import desk
from sources.models import Date, Edition
from sources.vocabulary import MentionStatus


@admin.register(Edition, site=desk)
class EditionAdmin(EvidenceAdmin):
    """Published states."""

    list_display = ["number", "made_at", "made_by", "articles_in_it", "size", "note", "is_withdrawn"]
    list_select_related = ["made_by"]
    ordering = ["-number"]
    search_fields = ["note", "digest", "sha256"]

    @admin.display(description="articles")
    def articles_in_it(self, row: Edition) -> int:
        """Count the distinct articles that it holds."""
        return int(row.counts.get("articles", 0))


@admin.register(Date, site=desk)
class DateAdmin(EvidenceAdmin):
    """Dates: shared and fixed. What a source says of one belongs to the mention."""

    list_display = [
        "edtf",
        "words",
        "earliest",
        "latest",
        "precision",
        "mentions_accepted",
        "published_then",
    ]
    list_filter = ["precision"]
    search_fields = ["edtf"]
    ordering = ["earliest", "latest", "edtf"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Date]:
        """Add the counts that the list shows."""
        accepted = Count("mentions", filter=Q(mentions__status=MentionStatus.ACCEPTED), distinct=True)
        found: models.QuerySet[Date] = super().get_queryset(request)
        return found.annotate(
            accepted_count=accepted, published_count=Count("articles_published", distinct=True)
        )

    @admin.display(description="in words")
    def words(self, row: Date) -> str:
        """Say it as a reader would."""
        return row.in_words

    @admin.display(description="mentions", ordering="accepted_count")
    def mentions_accepted(self, row: Date) -> int:
        """Count the accepted mentions."""
        return int(getattr(row, "accepted_count", 0))

    @admin.display(description="articles published", ordering="published_count")
    def published_then(self, row: Date) -> int:
        """Count the articles published on it."""
        return int(getattr(row, "published_count", 0))
