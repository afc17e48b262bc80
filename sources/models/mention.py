"""A span of a passage that names an entity or a date.

The database refuses a mention whose words are not the slice of its revision, whichever way the row is
written. A suggestion carries what is proposed and why; only an editor's decision fills ``entity`` or
``date`` for good.
"""

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from sources.models.date import Date
from sources.models.entity import Entity
from sources.models.identity import Identified, choices, one_of, validate_edtf
from sources.models.passage import PassageRevision
from sources.models.span_bearing import (
    WAITING,
    SpanBearing,
    in_use,
    machines,
    on_withheld_words,
    span_constraints,
)
from sources.vocabulary import AnchorKind, MentionKind, MentionStatus, Status


class MentionQuerySet(models.QuerySet["Mention"]):
    """Mentions in the words of the trade."""

    def accepted(self) -> "MentionQuerySet":
        """Keep an editor's: the only ones that can become public."""
        return self.filter(status=MentionStatus.ACCEPTED)

    def awaiting_review(self) -> "MentionQuerySet":
        """Keep what an editor has still to decide."""
        return self.in_use().filter(status__in=WAITING)

    def machines(self) -> "MentionQuerySet":
        """Keep the recogniser's suggestions that nobody has decided on."""
        return self.filter(machines())

    def meaning_something(self) -> "MentionQuerySet":
        """Keep those that name an entity or a date."""
        return self.exclude(entity=None, date=None)

    def in_use(self) -> "MentionQuerySet":
        """Leave out those of superseded articles and of withdrawn documents."""
        return self.filter(in_use())

    def naming_only(self) -> "MentionQuerySet":
        """Keep those that propose a name and no entity of the lists yet."""
        return self.filter(entity=None, date=None, proposed_entity=None).exclude(proposed_name="")

    def without_year(self) -> "MentionQuerySet":
        """Keep the dates whose year nobody knows yet, rejected ones aside."""
        known_not = models.Q(date__edtf__startswith="XXXX") | models.Q(
            date=None, proposed_kind=MentionKind.DATE, proposed_edtf__startswith="XXXX"
        )
        unread = models.Q(date=None, proposed_kind=MentionKind.DATE, proposed_edtf="")
        return self.filter(known_not | unread).exclude(status=MentionStatus.REJECTED)

    def withheld(self) -> "MentionQuerySet":
        """Keep those that wait in published articles since a correction touched their words."""
        return self.in_use().filter(
            status=MentionStatus.NEEDS_REVIEW, revision__passage__article__status=Status.PUBLISHED
        )

    def counted_from_outside(self) -> "MentionQuerySet":
        """Keep the dates counted from the publication, the dateline or the event's year; no rejected ones."""
        outside = [AnchorKind.PUBLISHED, AnchorKind.DATELINE, AnchorKind.EVENT_YEAR]
        return self.filter(anchor_kind__in=outside).exclude(status=MentionStatus.REJECTED)

    def same_overlapping(self, mention: "Mention") -> "MentionQuerySet":
        """Keep the standing marks of the same entity or date that share words with a mark."""
        same = self.filter(
            revision=mention.revision_id, start__lt=mention.end, end__gt=mention.start
        ).exclude(pk=mention.pk)
        named = models.Q(entity=mention.entity_id) if mention.entity_id else models.Q(date=mention.date_id)
        return same.filter(named).exclude(status=MentionStatus.REJECTED)

    def of_article(self, article_id: int) -> "MentionQuerySet":
        """Keep those in the passages of one article; those that went with withheld words aside."""
        return self.filter(~on_withheld_words(), revision__passage__article_id=article_id)

    def annotate_article(self) -> "MentionQuerySet":
        """Add ``of_article``, the id of the article that each stands in."""
        return self.annotate(of_article=models.F("revision__passage__article_id"))

    def for_reading(self) -> "MentionQuerySet":
        """Bring along what a page shows of each, in reading order."""
        return self.select_related("entity", "date", "revision__passage__article").order_by(
            "revision__passage__document", "revision__passage__start", "start", "-end", "pk"
        )


class Mention(SpanBearing):
    """A place in a passage where somebody, somewhere or some day is named."""

    revision = models.ForeignKey(
        PassageRevision,
        on_delete=models.PROTECT,
        related_name="mentions",
        help_text="The wording in which the words stand.",
    )
    entity = models.ForeignKey(
        Entity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mentions",
        help_text="Who, what or where is named; empty for a date.",
    )
    date = models.ForeignKey(
        Date,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mentions",
        help_text="The day or time that is named, e.g. 1927-10-14; empty for an entity.",
    )
    anchor_kind = models.CharField(
        max_length=20,
        choices=choices(AnchorKind),
        blank=True,
        help_text="What a date in words was counted from.",
    )
    anchor_mention = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="anchored",
        help_text="The date in the text that it was counted from.",
    )
    proposed_kind = models.CharField(
        max_length=20, choices=choices(MentionKind), blank=True, help_text="What a suggestion takes it for."
    )
    proposed_name = models.CharField(
        max_length=300, blank=True, help_text="The name that a suggestion proposes, e.g. “Stepan Vorchenko”."
    )
    proposed_edtf = models.CharField(
        max_length=100,
        blank=True,
        validators=[validate_edtf],
        help_text="The date that a suggestion proposes (EDTF), e.g. 1927-10-14.",
    )
    # Not the entity itself: a guess must not keep an entity from being deleted or unmade.
    proposed_entity = models.ForeignKey(
        Entity,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposed_in",
        help_text="Who, what or where a suggestion takes it for, of the authority list.",
    )
    alternatives = models.JSONField(
        default=list,
        blank=True,
        help_text="Public ids of the other entities that the words may name, likeliest first.",
    )

    objects = MentionQuerySet.as_manager()

    class Meta(SpanBearing.Meta):
        ordering = ["revision", "start", "-end"]
        constraints = [
            *Identified.Meta.constraints,
            *span_constraints("mention"),
            models.CheckConstraint(
                condition=Exact(Length("exact"), models.F("end") - models.F("start")),
                name="mention_exact_as_long_as_span",
                violation_error_message="The words of a mention must be as long as its span.",
            ),
            models.CheckConstraint(
                condition=models.Q(entity=None) | models.Q(date=None),
                name="mention_entity_or_date",
                violation_error_message="A mention names an entity or a date, not both.",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="accepted") | ~models.Q(entity=None, date=None),
                name="mention_accepted_names_something",
                violation_error_message="An accepted mention names exactly one entity or date.",
            ),
            models.CheckConstraint(
                condition=models.Q(anchor_kind="mention", anchor_mention__isnull=False)
                | (
                    one_of("anchor_kind", AnchorKind)
                    & ~models.Q(anchor_kind="mention")
                    & models.Q(anchor_mention=None)
                ),
                name="mention_anchor_matches_its_kind",
                violation_error_message="An anchor in the text names its mention; another kind names none.",
            ),
            models.CheckConstraint(
                condition=models.Q(proposed_kind="") | one_of("proposed_kind", MentionKind),
                name="mention_proposed_kind_in_vocabulary",
                violation_error_message="A proposed kind is one of: date, organisation, person, place.",
            ),
            models.UniqueConstraint(
                fields=["revision", "start", "end", "entity"],
                condition=models.Q(entity__isnull=False),
                name="mention_entity_once_on_a_span",
                violation_error_message="These words are marked as this entity already.",
            ),
            models.UniqueConstraint(
                fields=["revision", "start", "end", "date"],
                condition=models.Q(date__isnull=False),
                name="mention_date_once_on_a_span",
                violation_error_message="These words are marked as this date already.",
            ),
        ]
        indexes = [models.Index(fields=["entity", "status"], name="mention_by_entity")]

    @property
    def meaning(self) -> str:
        """Whom, where or when it names; "" where nothing is decided or proposed for good."""
        return str(self.entity or self.date or "")

    @property
    def kind(self) -> str:
        """person, place, organisation or date: what it names, or what is proposed ("" if neither)."""
        if self.date_id:
            return MentionKind.DATE
        return self.entity.kind if self.entity else self.proposed_kind
