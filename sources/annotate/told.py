"""What the log says of a row: its columns before and after, as JSON can hold them.

A wording is told by its digest only, so that the log never holds a text that is withheld later.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db import models

from sources.models import PassageRevision

Snapshot = dict[str, Any]  # Any: what the columns hold

# What a row has for itself alone: never in the log, and no part of what an act changed.
UNLOGGED = {"user": frozenset({"password", "last_login", "sign_in_salt"})}


@dataclass(frozen=True, slots=True)
class Touched:
    """A row that an act under way touched: what becomes its Change."""

    model: str
    row: str
    label: str
    before: Snapshot | None
    after: Snapshot | None


def snapshot(row: models.Model) -> Snapshot:
    """Give a row's columns as JSON can hold them; a revision's text as its digest only.

    An account's password and last sign-in stay out: the log is read by others.
    """
    values: Snapshot = {}
    for name in _logged(type(row)):
        value = getattr(row, name)
        values[name] = value.isoformat() if isinstance(value, date) else value
    if isinstance(row, PassageRevision):
        values["text"] = digest_only(row.text)
    return values


def digest_only(text: str | None) -> dict[str, str] | None:
    """Give what the log says of a wording."""
    return None if text is None else {"sha256": hashlib.sha256(text.encode()).hexdigest()}


@cache
def _logged(model: type[models.Model]) -> tuple[str, ...]:
    unlogged = UNLOGGED.get(name_of(model), frozenset())
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname not in unlogged)


def model_name(row: models.Model) -> str:
    """Name a row's table in the log: its model's name; a proxy's is its entity's."""
    return name_of(type(row))


@cache
def name_of(model: type[models.Model]) -> str:
    """Name a table in the log."""
    concrete = model._meta.concrete_model
    return str(concrete._meta.model_name) if concrete else ""
