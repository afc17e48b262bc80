"""A question that sources answer differently: what is asked, of where and when, and how one may answer.

Nothing in it says which answer is right. What is counted, and how the answers were gathered, is said in the
editors' words, so that a reader knows which figures can be compared at all.
"""

from django.core.exceptions import ValidationError
from django.db import models

from sources.models.corpus import Corpus
from sources.models.date import Date
from sources.models.entity import Entity
from sources.models.identity import Identified, choices, one_of
from sources.models.validators import validate_name, validate_prose
from sources.values import options
from sources.vocabulary import Asks


def validate_options(value: str) -> None:
    """Refuse anything but options as ``slug=Label|slug=Label``."""
    try:
        options.read(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions in the words of the trade."""

    def for_listing(self) -> "QuestionQuerySet":
        """Bring along where and when each is asked of, in the order of the index."""
        return self.select_related("corpus", "place", "time").order_by("corpus__title", "position", "slug")


class Question(Identified):
    """One question of a corpus; its claims are the answers."""

    corpus = models.ForeignKey(
        Corpus, on_delete=models.PROTECT, related_name="questions", help_text="The collection it is asked of."
    )
    slug = models.SlugField(max_length=80, unique=True, help_text="Its address, e.g. killed-on-the-mole.")
    wording = models.CharField(
        max_length=300, validators=[validate_name], help_text="e.g. “How many people died on the Coal Mole?”"
    )
    asks = models.CharField(
        max_length=20,
        choices=choices(Asks),
        help_text="What answers it: a number, yes or no, one of its options, or a few words.",
    )
    unit = models.CharField(
        max_length=60,
        blank=True,
        validators=[validate_name],
        help_text="What is counted, for numbers only, e.g. people.",
    )
    counted = models.CharField(
        max_length=300,
        blank=True,
        validators=[validate_name],
        help_text="Who or what is counted or asked about, in one line.",
    )
    place = models.ForeignKey(
        Entity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        help_text="The place that it is asked of; empty: none in particular.",
    )
    time = models.ForeignKey(
        Date,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        help_text="The day or time that it is asked of; empty: none in particular.",
    )
    method = models.TextField(
        blank=True,
        validators=[validate_prose],
        help_text="How the answers were gathered and counted, in words.",
    )
    options = models.TextField(
        blank=True,
        validators=[validate_options, validate_prose],
        help_text="The answers of a choice, e.g. drowned=Drowned|shot=Shot.",
    )
    position = models.PositiveIntegerField(default=0, help_text="Its place in the index; the lowest first.")

    objects = QuestionQuerySet.as_manager()

    class Meta(Identified.Meta):
        ordering = ["position", "slug"]
        constraints = [
            *Identified.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(wording__endswith="?"),
                name="question_wording_is_a_question",
                violation_error_message="The wording of a question ends with a question mark.",
            ),
            models.CheckConstraint(
                condition=one_of("asks", Asks),
                name="question_asks_in_vocabulary",
                violation_error_message="A question asks for one of: choice, number, text, yes_no.",
            ),
            models.CheckConstraint(
                condition=models.Q(asks="number") | models.Q(unit=""),
                name="question_unit_is_of_a_number",
                violation_error_message="Only a question for a number has a unit.",
            ),
            models.CheckConstraint(
                condition=models.Q(asks="choice") & ~models.Q(options="")
                | ~models.Q(asks="choice") & models.Q(options=""),
                name="question_choice_has_options",
                violation_error_message="A choice has options, and no other question has.",
            ),
        ]

    def __str__(self) -> str:
        return self.wording

    @property
    def answers(self) -> dict[str, str]:
        """The label of each option by its slug; none for a number or a few words."""
        if self.asks == Asks.YES_NO:
            return {"yes": "Yes", "no": "No"}
        return options.read(self.options)
