"""What every row of the archive's content has: a public id and a version.

The public id is how the outside names a row: eight random characters of lower-case Crockford base
32, never reused. The version counts saved changes, so that a second editor's save can be refused
instead of overwriting the first (optimistic concurrency).
"""

import re
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact, GreaterThan

from sources.values import edtf
from sources.values.public_id import new_id


def one_of(field: str, vocabulary: type[StrEnum]) -> models.Q:
    """Give the condition that a field holds a word of a vocabulary."""
    return models.Q(**{f"{field}__in": [str(word) for word in vocabulary]})


def choices(vocabulary: type[StrEnum]) -> list[tuple[str, str]]:
    """Give a vocabulary as Django's choices, the words themselves with spaces for underscores."""
    return [(str(word), str(word).replace("_", " ")) for word in vocabulary]


def validate_edtf(value: str) -> None:
    """Refuse what is not an EDTF date, with the reader's own sentence."""
    try:
        edtf.parse(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def validate_event_years(value: object) -> None:
    """Refuse anything but a list of EDTF dates, e.g. ["2011"]."""
    if not isinstance(value, list) or not all(isinstance(year, str) for year in value):
        raise ValidationError(f'Event years are {value!r}; expected a list of EDTF dates, e.g. ["2011"].')
    for year in value:
        validate_edtf(year)


_FEAST = re.compile(r"[^:]+: (0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def validate_feasts(value: object) -> None:
    """Refuse anything but a list of feasts with their day of the year, e.g. ["Lantern Day: 10-14"]."""
    if not isinstance(value, list) or not all(isinstance(feast, str) for feast in value):
        raise ValidationError(f'Feasts are {value!r}; expected a list, e.g. ["Lantern Day: 10-14"].')
    for feast in value:
        if not _FEAST.fullmatch(feast):
            raise ValidationError(
                f"“{feast}” is no feast; expected its name and month-day, e.g. Lantern Day: 10-14."
            )


def validate_no_nul(value: str) -> None:
    """Refuse NUL, which SQLite's length() takes for the end of the text."""
    if "\0" in value:
        raise ValidationError(f"The text holds a NUL character at {value.index(chr(0))}; remove it.")


class Identified(models.Model):
    """A row of the archive's content, named outside by its public id."""

    public_id = models.CharField(
        max_length=8,
        unique=True,
        default=new_id,
        editable=False,
        help_text="How the outside names this row, e.g. k3m9x2ab. Given once, never reused.",
    )
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Counts the saved changes of this row."
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Exact(Length("public_id"), 8),
                name="%(class)s_public_id_has_8_characters",
                violation_error_message="A public id has eight characters.",
            ),
            models.CheckConstraint(
                condition=GreaterThan(models.F("version"), 0),
                name="%(class)s_version_counts_from_1",
                violation_error_message="Versions count from 1.",
            ),
        ]

    def draw_again(self) -> None:
        """Take another public id: the one that was drawn is taken, and this row is not stored yet."""
        self.public_id = new_id()
