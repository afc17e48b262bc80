"""A collection about one event or question. Every Document belongs to one; entities are shared."""

from django.db import models

from sources.models.identity import Identified, validate_event_years, validate_feasts
from sources.models.validators import validate_name, validate_prose


class Corpus(Identified):
    """One collection of sources with its description and the licence of its annotation."""

    slug = models.SlugField(
        max_length=60, unique=True, help_text="Its address, e.g. “temrava” for /c/temrava/."
    )
    title = models.CharField(
        max_length=200, validators=[validate_name], help_text="e.g. “The Temrava Strike, 1927”."
    )
    description = models.TextField(
        validators=[validate_prose],
        blank=True,
        help_text="What is collected here and why, in two or three sentences.",
    )
    event_years = models.JSONField(
        default=list,
        blank=True,
        validators=[validate_event_years],
        help_text='The years it is about, as EDTF, e.g. ["2011"]. A date without a year is read in them.',
    )
    feasts = models.JSONField(
        default=list,
        blank=True,
        validators=[validate_feasts],
        help_text='Feasts that its sources date by, with month and day, e.g. ["Lantern Day: 10-14"].',
    )
    licence = models.CharField(
        max_length=40, default="CC-BY-4.0", help_text="The licence of the annotation (SPDX), e.g. CC-BY-4.0."
    )
    is_fiction = models.BooleanField(default=False, help_text="Invented texts: every page then says so.")

    class Meta(Identified.Meta):
        ordering = ["title"]
        verbose_name_plural = "corpora"
        constraints = [
            *Identified.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(title=""),
                name="corpus_title_not_blank",
                violation_error_message="A corpus needs a title.",
            ),
        ]

    @property
    def feast_days(self) -> dict[str, str]:
        """The month and day of each feast, by its name."""
        return {name: day for name, _, day in (feast.partition(": ") for feast in self.feasts)}

    def __str__(self) -> str:
        return self.title
