"""What every mark on the words of a passage has: its span, its standing and how it came to be.

``start`` and ``end`` are code points of the revision's text; ``exact`` is the words there (the
TextQuoteSelector's word for them, W3C Web Annotation Data Model §4.2.4). Mentions and quotations are
marks; whatever bears a span takes part in corrections through ``sources.annotate.spans``.
"""

from django.db import models

from sources.models.identity import Identified, choices, one_of, validate_no_nul
from sources.models.withholding import Withholding
from sources.values.span import Span
from sources.vocabulary import Certainty, MentionStatus

BY_HAND = "hand"


class SpanBearing(Identified):
    """A mark on a span of one wording; the model that extends it adds ``revision`` and a meaning."""

    start = models.PositiveIntegerField(help_text="First code point in the revision's text, from 0.")
    end = models.PositiveIntegerField(help_text="The code point after the last.")
    exact = models.TextField(validators=[validate_no_nul], help_text="The words there, letter for letter.")
    status = models.CharField(
        max_length=20,
        choices=choices(MentionStatus),
        default=MentionStatus.SUGGESTED,
        help_text="A suggestion, or what an editor decided.",
    )
    certainty = models.CharField(
        max_length=20,
        choices=choices(Certainty),
        default=Certainty.CERTAIN,
        help_text="How sure the editor is that this is meant.",
    )
    rule = models.CharField(
        max_length=60, blank=True, help_text="What found or read it, e.g. weekday, known_name."
    )
    score = models.FloatField(null=True, blank=True, help_text="How sure the rule was, 0 to 1.")
    recogniser = models.CharField(
        max_length=40, blank=True, help_text="Name and version of what suggested it."
    )
    reason = models.CharField(
        max_length=300,
        blank=True,
        help_text="Why it was suggested, e.g. “Vorchenko: form of Stepan Vorchenko in the authority list”.",
    )
    note = models.CharField(max_length=500, blank=True, help_text="For other editors; never public.")

    class Meta(Identified.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.exact

    @property
    def span(self) -> Span:
        """Its place in the revision's text."""
        return Span(self.start, self.end)

    @property
    def is_waiting(self) -> bool:
        """Whether an editor has still to decide on it."""
        return self.status in WAITING

    @property
    def is_machines(self) -> bool:
        """Whether it is the recogniser's, and nobody has decided on it.

        A package may bring what somebody suggested by hand, with a note: that is for editors alone.
        """
        is_by_hand = self.recogniser in {"", BY_HAND} or self.rule == BY_HAND
        return self.status == MentionStatus.SUGGESTED and not is_by_hand


WAITING = (MentionStatus.SUGGESTED, MentionStatus.NEEDS_REVIEW)


def in_use() -> models.Q:
    """Give the condition that a mark's document is not withdrawn and its article not superseded.

    What found no place in the article that took its own's place goes on waiting for an editor; what went with
    withheld words waits for nobody.
    """
    standing = models.Q(revision__passage__article__leads_to=None)
    standing |= models.Q(status=MentionStatus.NEEDS_REVIEW)
    return models.Q(revision__passage__document__withdrawn_on=None) & standing & ~on_withheld_words()


def on_withheld_words() -> models.Q:
    """Give the condition that a mark stands on a wording that was withheld: it comes back with its words."""
    withheld = Withholding.objects.standing().exclude(revision=None)
    later = withheld.filter(
        revision__passage=models.OuterRef("revision__passage"),
        revision__number__gt=models.OuterRef("revision__number"),
    )
    # The few passages first: of a million marks none is asked about one by one.
    passages = models.Q(revision__passage__in=withheld.values("revision__passage"))
    return passages & models.Q(models.Exists(later))


def machines() -> models.Q:
    """Give the condition of ``SpanBearing.is_machines``."""
    by_hand = models.Q(recogniser__in=["", BY_HAND]) | models.Q(rule=BY_HAND)
    return models.Q(status=MentionStatus.SUGGESTED) & ~by_hand


def span_constraints(noun: str) -> list[models.CheckConstraint]:
    """Give the rules that every mark keeps, in the words of one: "mention", "quotation"."""
    return [
        models.CheckConstraint(
            condition=models.Q(start__lt=models.F("end")),
            name=f"{noun}_not_empty",
            violation_error_message=f"A {noun} must cover at least one character.",
        ),
        models.CheckConstraint(
            condition=one_of("status", MentionStatus),
            name=f"{noun}_status_in_vocabulary",
            violation_error_message="The status must be a word of the list.",
        ),
        models.CheckConstraint(
            condition=one_of("certainty", Certainty),
            name=f"{noun}_certainty_in_vocabulary",
            violation_error_message="A certainty is one of: certain, possible, probable.",
        ),
        models.CheckConstraint(
            condition=models.Q(score=None) | models.Q(score__gte=0, score__lte=1),
            name=f"{noun}_score_from_0_to_1",
            violation_error_message="A score is from 0 to 1.",
        ),
    ]
