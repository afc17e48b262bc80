"""Numbered regions of the captured text, and their wordings.

A passage is a place in its document (``start``, ``end``: code points of the captured text) with a
kind. What it says is a PassageRevision: revision 1 is the slice of the captured text with each
line-break character replaced by one space; a correction inserts another with the splices that lead
to it. Revisions never change; the one thing that may happen to one is that its text, unknown while
the document was not held, is filled in (the database's triggers see to both).

A split or a join gives a passage another place. It makes a revision too, which records the former
place and whose splices begin anew from the captured text of the new one; only with such a revision
may a place change, and only undoing that act takes the revision away again.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce
from taggit.managers import TaggableManager

from sources.models.article import Article
from sources.models.document import Document
from sources.models.entity import Entity
from sources.models.identity import Identified, choices, one_of, validate_no_nul
from sources.models.topic import TaggedPassage
from sources.values.span import Span
from sources.vocabulary import READING_KINDS, UNSEARCHED_KINDS, Kind, MadeBy


class PassageQuerySet(models.QuerySet["Passage"]):
    """Passages in the words of the trade."""

    def standing(self) -> "PassageQuerySet":
        """Leave out those joined into another."""
        return self.filter(joined_into=None)

    def in_use(self) -> "PassageQuerySet":
        """Leave out those joined into another, of superseded articles and of withdrawn documents."""
        return self.standing().filter(document__withdrawn_on=None, article__leads_to=None)

    def read_as_article(self) -> "PassageQuerySet":
        """Keep what a reader is shown as the article."""
        return self.filter(kind__in=[str(kind) for kind in READING_KINDS])

    def searched(self) -> "PassageQuerySet":
        """Keep what is looked through for names, dates and words."""
        return self.exclude(kind__in=[str(kind) for kind in UNSEARCHED_KINDS])

    def with_making(self) -> "PassageQuerySet":
        """Add ``first_made_by``: "split" for a passage that a split made."""
        first = PassageRevision.objects.filter(passage=models.OuterRef("pk"), number=1)
        return self.annotate(
            first_made_by=Coalesce(models.Subquery(first.values("made_by")), models.Value(""))
        )

    def with_wording(self) -> "PassageQuerySet":
        """Bring along every revision, in order, and the topics."""
        ordered = PassageRevision.objects.order_by("number")
        tagged = TaggedPassage.objects.select_related("tag")
        return self.select_related("speaker").prefetch_related(
            models.Prefetch("revisions", queryset=ordered), models.Prefetch("tagged_topics", queryset=tagged)
        )


class Passage(Identified):  # type: ignore[django-manager-missing]  # taggit's through row has no types
    """A numbered region of a document's captured text."""

    # A passage is evidence: neither document nor article can go while it stands.
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="passages", help_text="The file it stands in."
    )
    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="passages",
        help_text="The article it belongs to; empty for what belongs to none.",
    )
    number = models.CharField(
        max_length=8,
        help_text="Per article in captured order, e.g. 7; 7a after a split; f1 outside articles.",
    )
    kind = models.CharField(
        max_length=20, choices=choices(Kind), help_text="What it is; the true kind in a copy too."
    )
    start = models.PositiveIntegerField(help_text="First code point in the captured text, from 0.")
    end = models.PositiveIntegerField(help_text="The code point after the last.")
    continues = models.BooleanField(
        default=False, help_text="Goes on with the sentence of the passage before the interruption."
    )
    speaker = models.ForeignKey(
        Entity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="turns",
        help_text="Who speaks all of it.",
    )
    speaker_name = models.CharField(
        max_length=200, blank=True, help_text="The speaker as the text names them."
    )
    duplicate_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="repeats",
        help_text="The earlier passage that it repeats.",
    )
    joined_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="joined_from",
        editable=False,
        help_text="The passage that it was joined into; its address leads there.",
    )
    confidence = models.FloatField(
        default=1.0, help_text="How sure the label is, 0 to 1; 1 when an editor decided."
    )
    reason = models.CharField(max_length=200, blank=True, help_text="Why it is labelled so.")

    topics = TaggableManager(through=TaggedPassage, blank=True, related_name="passages")
    objects = PassageQuerySet.as_manager()

    class Meta(Identified.Meta):
        ordering = ["document", "start"]
        constraints = [
            *Identified.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")),
                name="passage_not_empty",
                violation_error_message="A passage covers at least one character.",
            ),
            models.CheckConstraint(
                condition=one_of("kind", Kind),
                name="passage_kind_in_vocabulary",
                violation_error_message="The kind of a passage must be a word of the list.",
            ),
            models.CheckConstraint(
                condition=models.Q(confidence__gte=0, confidence__lte=1),
                name="passage_confidence_from_0_to_1",
                violation_error_message="A confidence is from 0 to 1.",
            ),
            models.CheckConstraint(
                condition=~models.Q(number=""),
                name="passage_number_not_blank",
                violation_error_message="A passage needs a number.",
            ),
            models.UniqueConstraint(
                fields=["article", "number"],
                condition=models.Q(article__isnull=False),
                name="passage_number_once_in_an_article",
                violation_error_message="The article has a passage with this number already.",
            ),
            models.UniqueConstraint(
                fields=["document", "number"],
                condition=models.Q(article=None),
                name="passage_number_once_outside_articles",
                violation_error_message="The document has a passage of no article with this number already.",
            ),
            models.CheckConstraint(
                condition=models.Q(duplicate_of=None) | ~models.Q(duplicate_of=models.F("pk")),
                name="passage_not_its_own_duplicate",
                violation_error_message="A passage cannot repeat itself.",
            ),
        ]
        indexes = [models.Index(fields=["document", "start"], name="passage_by_place")]

    def __str__(self) -> str:
        return f"¶{self.number}"

    @property
    def head(self) -> "PassageRevision":
        """The revision now in force: the last of the prefetched, or one query."""
        return max(self.revisions.all(), key=lambda revision: revision.number)

    @property
    def place(self) -> Span:
        """Where it stands in the captured text."""
        return Span(self.start, self.end)

    def places(self) -> dict[int, Span]:
        """Give where it stood when each revision was in force, by number: splits and joins move edges."""
        return places_of(self.place, self.revisions.all())


def places_of(place: Span, revisions: Iterable["PassageRevision"]) -> dict[int, Span]:
    """Give where a passage that is now at ``place`` stood when each of its revisions was in force."""
    found = {}
    for revision in sorted(revisions, key=lambda revision: -revision.number):
        found[revision.number] = place
        if revision.former_start is not None and revision.former_end is not None:
            place = Span(revision.former_start, revision.former_end)
    return found


class PassageRevision(models.Model):
    """One immutable wording of a passage."""

    passage = models.ForeignKey(
        Passage, on_delete=models.PROTECT, related_name="revisions", help_text="The passage that it words."
    )
    number = models.PositiveSmallIntegerField(
        default=1, help_text="Counts from 1; 1 is the text as captured."
    )
    text = models.TextField(
        null=True,
        validators=[validate_no_nul],
        help_text="The wording. Null: the document is not held, only described.",
    )
    splices = models.JSONField(
        default=list,
        blank=True,
        help_text="What led here from the revision before: [[start, end, replacement], …].",
    )
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was corrected.")
    made_on = models.DateField(
        null=True, blank=True, help_text="The day of the correction; empty for revision 1."
    )
    withholds_former = models.BooleanField(
        default=False, help_text="The wording before this one is not for the public."
    )
    made_by = models.CharField(
        max_length=10,
        choices=choices(MadeBy),
        blank=True,
        default="",
        help_text="split or join: its splices begin from the captured text of its new place.",
    )
    former_start = models.PositiveIntegerField(
        null=True, blank=True, help_text="Where the passage began before this split or join, e.g. 120."
    )
    former_end = models.PositiveIntegerField(
        null=True, blank=True, help_text="Where the passage ended before this split or join, e.g. 480."
    )

    class Meta:
        ordering = ["passage", "number"]
        # The few of a great many, asked for with each page that somebody reads who may not read all.
        indexes = [
            models.Index(
                fields=["passage"],
                condition=models.Q(withholds_former=True),
                name="passagerevision_withholding",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["passage", "number"],
                name="passagerevision_number_once",
                violation_error_message="The passage has a revision with this number already.",
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1),
                name="passagerevision_counts_from_1",
                violation_error_message="Revisions count from 1.",
            ),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""),
                name="passagerevision_correction_has_reason",
                violation_error_message="A correction needs its reason.",
            ),
            models.CheckConstraint(
                condition=models.Q(text=None) | ~models.Q(text=""),
                name="passagerevision_text_not_blank",
                violation_error_message="A revision's text cannot be empty.",
            ),
            models.CheckConstraint(
                condition=one_of("made_by", MadeBy),
                name="passagerevision_made_by_in_vocabulary",
                violation_error_message="A revision is made by the capture, a correction, a join or a split.",
            ),
            models.CheckConstraint(
                condition=models.Q(former_start=None, former_end=None)
                | (
                    models.Q(former_start__isnull=False, former_end__isnull=False)
                    & models.Q(former_start__lt=models.F("former_end"))
                    & ~models.Q(made_by="")
                    & models.Q(number__gt=1)
                ),
                name="passagerevision_former_place_of_structure",
                violation_error_message="Only a split or join of a standing passage has a former place.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.passage} rev. {self.number}"

    def steps(self, former: str) -> list[list[Any]]:
        """Give the splices that lead here from the text of the revision before, ``former``.

        A split leaves the first words of it, a join adds to its end.
        """
        if not self.made_by or self.text is None:
            return list(self.splices)
        if former.startswith(self.text):
            return [[len(self.text), len(former), ""]]
        if self.text.startswith(former):
            return [[len(former), len(former), self.text[len(former) :]]]
        return [[0, len(former), self.text]]

    @property
    def begins_anew(self) -> bool:
        """Whether its splices lead from the captured text, not from the revision before."""
        return self.number == 1 or bool(self.made_by)
