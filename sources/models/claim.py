"""An answer that a source gives to a question: what, by whom, and how it reached us.

A claim stands on a span of a wording and cannot be without it. The archive says who asserts what, never
that it is so: ``certainty`` is of the reading. The value is a figure with its bounds, one of the question's
options, or a few words of the editors' own; the chain of those through whom it came is its relays.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from sources.models.date import Date
from sources.models.digested import DigestedMark, digest_constraints
from sources.models.entity import Entity
from sources.models.identity import choices, one_of
from sources.models.party import Party
from sources.models.passage import PassageRevision
from sources.models.question import Question
from sources.models.quotation import Quotation
from sources.models.span_bearing import WAITING, SpanBearing, in_use, on_withheld_words
from sources.models.validators import validate_name
from sources.values import figures
from sources.values.figures import Figure
from sources.vocabulary import Measure, MentionStatus, Stance

_NUMBERS = (MinValueValidator(0), MaxValueValidator(figures.LARGEST))
_NONE = models.Q(low=None, high=None)
# Said beside a comparison: what is compared with null is neither true nor false, and a CHECK lets it pass.
_BOTH = models.Q(low__isnull=False, high__isnull=False)


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims in the words of the trade."""

    def accepted(self) -> "ClaimQuerySet":
        """Keep an editor's: the only ones that can become public."""
        return self.filter(status=MentionStatus.ACCEPTED)

    def awaiting_review(self) -> "ClaimQuerySet":
        """Keep what an editor has still to decide."""
        return self.in_use().filter(status__in=WAITING)

    def in_use(self) -> "ClaimQuerySet":
        """Leave out those of withdrawn documents and superseded articles."""
        return self.filter(in_use())

    def of_article(self, article_id: int) -> "ClaimQuerySet":
        """Keep those in the passages of one article; those that went with withheld words aside."""
        return self.filter(~on_withheld_words(), revision__passage__article_id=article_id)

    def standing_for(self, question_id: int) -> "ClaimQuerySet":
        """Keep the answers to a question that nobody rejected."""
        return self.filter(question=question_id).exclude(status=MentionStatus.REJECTED)

    def for_publishing(self) -> "ClaimQuerySet":
        """Bring along what an edition shows of each, in the order of its words."""
        return (
            self.select_related(
                *("question__place", "question__time", "asserter", "party", "as_of", "quotation"),
                "revision__passage",
            )
            .prefetch_related("relays__entity")
            .order_by("start", "-end", "pk")
        )

    def for_reading(self) -> "ClaimQuerySet":
        """Bring along what a page shows of each, in reading order."""
        return (
            self.select_related("question", "asserter", "party", "as_of", "revision__passage__article")
            .prefetch_related("relays__entity")
            .order_by("revision__passage__document", "revision__passage__start", "start", "-end", "pk")
        )


class Claim(DigestedMark):
    """One answer of one asserter, where one passage gives it."""

    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, related_name="claims", help_text="What it answers."
    )
    revision = models.ForeignKey(
        PassageRevision,
        on_delete=models.PROTECT,
        related_name="claims",
        help_text="The wording in which the words stand.",
    )
    stance = models.CharField(
        max_length=20,
        choices=choices(Stance),
        default=Stance.ASSERTS,
        help_text="Whether the answer is asserted, denied or disputed, or said not to be known.",
    )
    measure = models.CharField(
        max_length=20,
        choices=choices(Measure),
        blank=True,
        help_text="How a figure is meant: exact, about, at_least, between, in_words (“dozens”) …",
    )
    low = models.FloatField(
        null=True, blank=True, validators=_NUMBERS, help_text="The lower bound, e.g. 64; empty: open."
    )
    high = models.FloatField(
        null=True, blank=True, validators=_NUMBERS, help_text="The upper bound, e.g. 70; empty: open."
    )
    option = models.CharField(max_length=60, blank=True, help_text="The slug of one of its options.")
    text = models.CharField(
        max_length=300,
        blank=True,
        validators=[validate_name],
        help_text="The answer in our own words, or a remark on it; never a sentence of the source.",
    )
    asserter = models.ForeignKey(
        Entity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        help_text="Who asserts it.",
    )
    asserter_name = models.CharField(
        max_length=300, blank=True, help_text="Who asserts it, in our words, e.g. “residents”."
    )
    # What an editor sorts by is not to be taken away while something is sorted by it.
    party = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        help_text="The group that the asserter belongs to.",
    )
    as_of = models.ForeignKey(
        Date,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        help_text="The moment that it stands for, or when it was asserted, e.g. 1927-10-14.",
    )
    quotation = models.ForeignKey(
        Quotation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        help_text="The quotation in which it stands; its speaker asserts it unless told otherwise.",
    )
    repeats = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="repeated_by",
        help_text="The claim of which this is the same assertion, told again.",
    )

    objects = ClaimQuerySet.as_manager()

    class Meta(SpanBearing.Meta):
        ordering = ["revision", "start", "-end"]
        constraints = [
            *SpanBearing.Meta.constraints,
            *digest_constraints("claim"),
            models.CheckConstraint(
                condition=one_of("stance", Stance),
                name="claim_stance_in_vocabulary",
                violation_error_message="A stance is one of: asserts, denies, disputes, unknown.",
            ),
            models.CheckConstraint(
                condition=(models.Q(measure__in=["", "in_words"]) & _NONE)
                | (models.Q(measure__in=["exact", "about"], low=models.F("high")) & _BOTH)
                | models.Q(measure__in=["at_least", "more_than"], low__isnull=False, high=None)
                | models.Q(measure__in=["at_most", "fewer_than"], low=None, high__isnull=False)
                | (models.Q(measure="between", low__lt=models.F("high")) & _BOTH),
                name="claim_bounds_match_measure",
                violation_error_message="The bounds of a figure go with its measure: exact and about have "
                "both alike, between has two, at least and more than a lower one, the others an upper one.",
            ),
            models.CheckConstraint(
                condition=(models.Q(low=None) | models.Q(low__gte=0, low__lte=figures.LARGEST))
                & (models.Q(high=None) | models.Q(high__gte=0, high__lte=figures.LARGEST)),
                name="claim_figure_in_range",
                violation_error_message="A figure is from 0 to 1,000,000,000,000.",
            ),
            models.CheckConstraint(
                condition=~models.Q(measure="in_words") | ~models.Q(text=""),
                name="claim_in_words_has_words",
                violation_error_message="A figure in words needs the words.",
            ),
            models.CheckConstraint(
                condition=models.Q(measure="") | models.Q(option=""),
                name="claim_figure_or_option",
                violation_error_message="A claim has a figure or an option, not both.",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="accepted") | ~models.Q(asserter=None, asserter_name=""),
                name="claim_accepted_has_asserter",
                violation_error_message="An accepted claim needs its asserter, or the asserter in words.",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="accepted", stance="asserts", measure="", option="", text=""),
                name="claim_accepted_says_something",
                violation_error_message="An accepted claim needs its answer.",
            ),
            models.CheckConstraint(
                condition=models.Q(repeats=None) | ~models.Q(repeats=models.F("pk")),
                name="claim_repeats_another",
                violation_error_message="A claim cannot repeat itself.",
            ),
            models.UniqueConstraint(
                fields=[
                    *("question", "revision", "start", "end", "asserter"),
                    *("stance", "measure", "low", "high", "option", "text"),
                ],
                condition=models.Q(asserter__isnull=False),
                name="claim_once_on_a_span",
                violation_error_message="These words are this asserter's claim already.",
            ),
        ]
        indexes = [models.Index(fields=["asserter", "status"], name="claim_by_asserter")]

    @property
    def figure(self) -> Figure:
        """Its figure; one without a measure where the question asks for none."""
        return Figure(self.measure, self.low, self.high)

    @property
    def answer(self) -> str:
        """What it says, as a reader would: "at least 64", an option's label, the words."""
        if self.option:
            return self.question.answers.get(self.option, self.option)
        return figures.in_words(self.figure, self.text) or self.text

    def retold(self) -> list[int]:
        """Give the keys of what it repeats, and of what that repeats, to the first telling."""
        keys: list[int] = []
        key = self.repeats_id
        while key is not None and key not in keys:
            keys.append(key)
            key = Claim.objects.values_list("repeats", flat=True).get(pk=key)
        return keys

    @property
    def meaning(self) -> str:
        """Who asserts it, by the best name there is; "" where nobody is known."""
        return self.asserter.preferred_name if self.asserter is not None else self.asserter_name


class Relay(models.Model):
    """One of those through whom a claim reached the article: "heard by X, told to agency Y"."""

    # A step of a chain is nothing without the claim.
    claim = models.ForeignKey(
        Claim, on_delete=models.CASCADE, related_name="relays", help_text="The claim that came this way."
    )
    position = models.PositiveIntegerField(help_text="Its place in the chain, the asserter's side first.")
    entity = models.ForeignKey(
        Entity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="relays",
        help_text="Through whom it came.",
    )
    words = models.CharField(
        max_length=300, blank=True, help_text="Through whom, in our words, e.g. “a relative”."
    )

    class Meta:
        ordering = ["claim", "position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(entity__isnull=False, words="")
                | models.Q(entity=None) & ~models.Q(words=""),
                name="relay_entity_or_words",
                violation_error_message="A step of the chain is an entity, or words.",
            ),
            models.CheckConstraint(
                condition=~models.Q(words__contains="|"),
                name="relay_words_have_no_bar",
                violation_error_message="A step of the chain has no “|”, which parts the steps in files.",
            ),
            models.UniqueConstraint(
                fields=["claim", "position"],
                name="relay_once_at_a_place",
                violation_error_message="The chain has a step at this place already.",
            ),
        ]

    def __str__(self) -> str:
        return self.entity.preferred_name if self.entity is not None else self.words
