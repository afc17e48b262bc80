"""Passages as a list, to find those whose label is doubtful; they are worked on where they are read."""

from typing import Any, cast

from django.contrib import admin
from django.db import models
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sources.admin.recorded import EvidenceAdmin
from sources.admin.roles import Power, may
from sources.admin.shielding import shield_of
from sources.admin.site import desk
from sources.admin.standing import Standing
from sources.admin.structure import addresses
from sources.admin.withholding.choosing import to_withhold
from sources.intake.doubts import DOUBTFUL
from sources.models import Passage, PassageRevision
from sources.vocabulary import MentionStatus


class Doubtful(admin.SimpleListFilter):
    """Whether somebody should look at the label."""

    title = "label"
    parameter_name = "doubtful"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the doubtful ones."""
        return [("yes", "doubtful")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Keep the labels that an ingest was not sure of."""
        if self.value() == "yes":
            return queryset.filter(joined_into=None, confidence__lt=DOUBTFUL)
        return queryset


@admin.register(Passage, site=desk)
class PassageAdmin(EvidenceAdmin):
    """Every passage, by kind and by how sure its label is."""

    list_display = ["place", "article", "kind", "confidence", "reason", "speaker", "marks", "beginning"]
    # The passage itself leads to where it is read.
    list_display_links = ["beginning"]
    list_filter = [Standing, Doubtful, "kind", "document__corpus"]
    search_fields = ["article__title", "revisions__text", "public_id"]
    ordering = ["document", "start"]
    remark_subject = "passage"
    readonly_fields = ["remarks"]
    actions = ["withhold"]
    fields = ["article", "document", "number", "kind", "confidence", "reason", "speaker", "speaker_name"]
    fields += ["start", "end", "public_id", "remarks"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Passage]:
        """Bring along the article, the wordings and the number of accepted marks."""
        accepted = Q(revisions__mentions__status=MentionStatus.ACCEPTED)
        found = super().get_queryset(request).select_related("article", "speaker")
        wordings = models.Prefetch("revisions", queryset=PassageRevision.objects.order_by("number"))
        counted = found.annotate(mark_count=Count("revisions__mentions", filter=accepted))
        return cast("models.QuerySet[Passage]", counted.prefetch_related(wordings))

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """Find no passage by words that are withheld from whoever asks."""
        found, has_duplicates = super().get_search_results(request, queryset, search_term)
        shield = shield_of(request)
        if shield is None or not search_term or not shield.wordings:
            return found, has_duplicates
        return found.exclude(revisions__in=shield.wordings), has_duplicates

    def get_urls(self) -> list[URLPattern]:
        """Add the page of regions and what is done on it."""
        return [*addresses.of_passages(), *super().get_urls()]

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Tell whether the account may withhold."""
        return may(request.user, Power.DECIDE)

    @admin.action(description="Withhold from readers…", permissions=["decide"])
    def withhold(self, request: HttpRequest, queryset: models.QuerySet[Passage]) -> HttpResponseRedirect:
        """Show what readers will be without, before anything is done."""
        return to_withhold("passage", queryset, back=request.get_full_path())

    @admin.display(description="passage", ordering="start")
    def place(self, row: Passage) -> SafeString | str:
        """Lead to where the passage is read."""
        if row.article_id is None:
            return str(row)
        address = reverse("admin:sources_article_read", args=[row.article_id])
        return format_html('<a href="{}?passage={}#p{}">{}</a>', address, row.pk, row.pk, row)

    @admin.display(description="marks", ordering="mark_count")
    def marks(self, row: Passage) -> int:
        """Count the accepted mentions in it."""
        return int(getattr(row, "mark_count", 0))

    @admin.display(description="begins")
    def beginning(self, row: Passage) -> str:
        """Show its first words."""
        text = row.head.text
        return "(text not held)" if text is None else text[:60]
