"""Quotations as a review list: who said what, accepted or rejected as one act."""

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest

from sources.admin.recorded import RecordedAdmin, doing_of
from sources.admin.site import desk
from sources.admin.standing import Standing
from sources.annotate import quoting
from sources.models import Quotation

_SHOWN = 90


@admin.register(Quotation, site=desk)
class QuotationAdmin(RecordedAdmin):
    """Every quotation; new ones are suggested, or marked where the text is read."""

    is_added_here = False
    list_display = ["words", "said_by", "kind", "status", "article", "rule", "score"]
    list_filter = [Standing, "status", "kind", "certainty"]
    search_fields = ["exact", "speaker__preferred_name", "speaker_name", "note", "public_id"]
    ordering = ["revision__passage__document", "revision__passage__start", "start", "-end", "pk"]
    list_select_related = ["speaker", "proposed_speaker", "revision__passage__article"]
    autocomplete_fields = ["speaker"]
    actions = ["accept", "reject"]
    fields = [
        "exact",
        "speaker",
        "speaker_name",
        "kind",
        "status",
        "certainty",
        "note",
        "article",
        "reason",
        "score",
        "recogniser",
        "public_id",
    ]
    readonly_fields = ["exact", "article", "reason", "score", "recogniser", "public_id"]

    @admin.display(description="words", ordering="exact")
    def words(self, row: Quotation) -> str:
        """Show how it begins."""
        words = row.exact or "(the text is not held)"
        return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"

    @admin.display(description="said by")
    def said_by(self, row: Quotation) -> str:
        """Name the speaker; a proposal in brackets."""
        if row.speaker is not None:
            return row.speaker.preferred_name
        proposed = row.proposed_speaker.preferred_name if row.proposed_speaker else row.speaker_name
        return f"[{proposed}]" if proposed else "–"

    @admin.display(description="article", ordering="revision__passage__article__title")
    def article(self, row: Quotation) -> str:
        """Name the article and the passage."""
        passage = row.revision.passage
        return f"{passage.article.title}, {passage}" if passage.article else str(passage)

    @admin.action(description="Accept, where it is clear who said it", permissions=["change"])
    def accept(self, request: HttpRequest, queryset: models.QuerySet[Quotation]) -> None:
        """Accept what is ticked."""
        _tell(request, quoting.accept_all(queryset, actor=doing_of(request)), "accepted")

    @admin.action(description="Reject", permissions=["change"])
    def reject(self, request: HttpRequest, queryset: models.QuerySet[Quotation]) -> None:
        """Reject what is ticked."""
        _tell(request, quoting.reject_all(queryset, actor=doing_of(request)), "rejected")


def _tell(request: HttpRequest, done: quoting.QuotationsReviewed, verb: str) -> None:
    messages.success(request, f"{done.count} {verb}.")
    for sentence in done.stayed[:10]:
        messages.warning(request, sentence)
