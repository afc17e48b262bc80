"""Dates on the calendar: one shared, immutable row for each normalised EDTF value.

``earliest`` and ``latest`` are the strict bounds of the value (ISO 8601-2, EDTF); null is an open
side. The words of a source, the rule that read them and what they were counted from belong to the
Mention, not here.
"""

from django.db import models

from sources.models.identity import validate_edtf
from sources.values import edtf

PRECISIONS = ("century", "day", "decade", "interval", "month", "season", "set", "year")


class DateQuerySet(models.QuerySet["Date"]):
    """Dates by what they cover."""

    def overlapping(self, value: edtf.Edtf) -> "DateQuerySet":
        """Keep those that share at least one day with ``value``."""
        found = self
        if value.latest is not None:
            found = found.filter(models.Q(earliest=None) | models.Q(earliest__lte=value.latest))
        if value.earliest is not None:
            found = found.filter(models.Q(latest=None) | models.Q(latest__gte=value.earliest))
        return found


class Date(models.Model):
    """A day, month, season, year, interval or set on the calendar."""

    edtf = models.CharField(
        max_length=100,
        unique=True,
        validators=[validate_edtf],
        help_text="EDTF, e.g. 1848-03~ for “about March 1848”, 2011-12-16/2011-12-17 for two days.",
    )
    earliest = models.DateField(null=True, help_text="Its first day; empty where that side is open.")
    latest = models.DateField(null=True, help_text="Its last day; empty where that side is open.")
    precision = models.CharField(
        max_length=10, help_text="day, month, season, year, decade, century, interval, set."
    )

    objects = DateQuerySet.as_manager()

    class Meta:
        ordering = ["earliest", "latest", "edtf"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(earliest=None)
                | models.Q(latest=None)
                | models.Q(earliest__lte=models.F("latest")),
                name="date_earliest_not_after_latest",
                violation_error_message="The earliest day of a date may not be after its latest.",
            ),
            models.CheckConstraint(
                condition=~models.Q(edtf=""),
                name="date_edtf_not_blank",
                violation_error_message="A date needs its EDTF value.",
            ),
            models.CheckConstraint(
                condition=models.Q(precision__in=PRECISIONS),
                name="date_precision_in_vocabulary",
                violation_error_message=f"The precision of a date is one of: {', '.join(PRECISIONS)}.",
            ),
        ]
        indexes = [models.Index(fields=["earliest", "latest"], name="date_by_bounds")]

    def __str__(self) -> str:
        return self.edtf

    @property
    def in_words(self) -> str:
        """The date as a reader would say it, e.g. “16 December 2011”."""
        return edtf.in_words(self.edtf)
