"""A span of a passage that somebody said: who, and whether in their own words."""

from django.db import models

from sources.models.digested import DigestedMark, digest_constraints
from sources.models.entity import Entity
from sources.models.identity import choices, one_of
from sources.models.passage import PassageRevision
from sources.models.span_bearing import WAITING, SpanBearing, in_use, machines, on_withheld_words
from sources.vocabulary import MentionStatus, QuotationKind


class QuotationQuerySet(models.QuerySet["Quotation"]):
    """Quotations in the words of the trade."""

    def accepted(self) -> "QuotationQuerySet":
        """Keep an editor's: the only ones that can become public."""
        return self.filter(status=MentionStatus.ACCEPTED)

    def awaiting_review(self) -> "QuotationQuerySet":
        """Keep what an editor has still to decide."""
        return self.in_use().filter(status__in=WAITING)

    def in_use(self) -> "QuotationQuerySet":
        """Leave out those of withdrawn documents and superseded articles."""
        return self.filter(in_use())

    def machines(self) -> "QuotationQuerySet":
        """Keep the recogniser's suggestions that nobody has decided on."""
        return self.filter(machines())

    def of_article(self, article_id: int) -> "QuotationQuerySet":
        """Keep those in the passages of one article; those that went with withheld words aside."""
        return self.filter(~on_withheld_words(), revision__passage__article_id=article_id)

    def for_reading(self) -> "QuotationQuerySet":
        """Bring along what a page shows of each, in reading order."""
        return self.select_related("speaker", "proposed_speaker", "revision__passage__article").order_by(
            "revision__passage__document", "revision__passage__start", "start", "-end", "pk"
        )


class Quotation(DigestedMark):
    """Words that a source puts into somebody's mouth."""

    revision = models.ForeignKey(
        PassageRevision,
        on_delete=models.PROTECT,
        related_name="quotations",
        help_text="The wording in which the words stand.",
    )
    kind = models.CharField(
        max_length=20,
        choices=choices(QuotationKind),
        default=QuotationKind.DIRECT,
        help_text="direct: in their own words, in quotation marks; indirect: told.",
    )
    speaker = models.ForeignKey(
        Entity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quotations",
        help_text="Who said it.",
    )
    speaker_name = models.CharField(
        max_length=300, blank=True, help_text="The speaker as the text names them, e.g. “a docker”."
    )
    proposed_speaker = models.ForeignKey(
        Entity,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposed_as_speaker",
        help_text="Who a suggestion takes for the speaker.",
    )

    objects = QuotationQuerySet.as_manager()

    class Meta(SpanBearing.Meta):
        ordering = ["revision", "start", "-end"]
        constraints = [
            *SpanBearing.Meta.constraints,
            *digest_constraints("quotation"),
            models.CheckConstraint(
                condition=one_of("kind", QuotationKind),
                name="quotation_kind_in_vocabulary",
                violation_error_message="A quotation is direct or indirect.",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="accepted") | ~models.Q(speaker=None, speaker_name=""),
                name="quotation_accepted_has_speaker",
                violation_error_message="An accepted quotation needs its speaker, or the speaker in words.",
            ),
            models.UniqueConstraint(
                fields=["revision", "start", "end"],
                name="quotation_once_on_a_span",
                violation_error_message="These words are marked as a quotation already.",
            ),
        ]
        indexes = [models.Index(fields=["speaker", "status"], name="quotation_by_speaker")]

    @property
    def meaning(self) -> str:
        """Who said it, by the best name there is; "" where nobody is known."""
        if self.speaker is not None:
            return self.speaker.preferred_name
        return self.speaker_name
