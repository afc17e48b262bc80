"""Plans that are shown before they are carried out: rows, and what each becomes.

A preview and an act cannot disagree when both are the same steps: the page lists them, the act carries
them out, and a fingerprint tells whether what is carried out is still what was shown.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from django.db import models

from sources.annotate.acts import Doing, Refused
from sources.annotate.told import model_name

CHANGED_SINCE = (
    "Something that this touches was changed since you looked. Look at the plan again, then decide."
)


class Way(StrEnum):
    """What happens to a row."""

    CHANGE = "change"
    CREATE = "create"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Step:
    """One row and what becomes of it; ``values`` by the names of its columns (attnames)."""

    row: models.Model
    values: Mapping[str, object]
    way: Way = Way.CHANGE


def fingerprint(steps: Iterable[Step]) -> str:
    """Tell one plan from another: what rows, in what version, become what."""
    told = [
        (
            step.way,
            model_name(step.row),
            step.row.pk,
            getattr(step.row, "version", 0),
            sorted((name, str(value)) for name, value in step.values.items()),
        )
        for step in steps
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def refuse_other(seen: str | None, steps: Iterable[Step]) -> None:
    """Raise Refused where ``seen``, the fingerprint of what was looked at, is of another plan."""
    if seen is not None and seen != fingerprint(steps):
        raise Refused(CHANGED_SINCE)


def values_of(model: type[models.Model], values: Mapping[str, object]) -> dict[str, object]:
    """Read what the log tells of a row back as the columns hold it."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in values.items() if name in fields}


def carry_out(steps: Sequence[Step], doing: Doing) -> None:
    """Do the steps in their order, rows of one model that follow each other in few statements."""
    for (way, _), together in groupby(steps, key=lambda step: (step.way, type(step.row))):
        _do(way, list(together), doing)


def _do(way: Way, steps: Sequence[Step], doing: Doing) -> None:
    if way == Way.DELETE:
        doing.delete_all(step.row for step in steps)
        return
    if way == Way.CREATE:
        doing.create_all(list(_set(steps)))
        return
    doing.save_all(list(_set(steps)))


def _set(steps: Iterable[Step]) -> Iterator[models.Model]:
    for step in steps:
        for name, value in step.values.items():
            setattr(step.row, name, value)
        yield step.row
