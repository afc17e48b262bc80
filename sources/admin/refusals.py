"""What an editor reads when something is refused: the rule's own sentence, never a database's."""

import re
from collections.abc import Iterator

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db.models import ProtectedError, RestrictedError

from sources.annotate.acts import Conflict, Refused
from sources.models import triggers

# Everything that an act may end in without being a fault of the program.
REFUSALS = (Refused, IntegrityError, ValidationError)


def sentence(error: Exception) -> str:
    """Say in a sentence why an act was refused."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, ProtectedError | RestrictedError):
        return _still_used(error)
    if isinstance(error, IntegrityError):
        return _of_database(str(error))
    return str(error)


def status_of(error: Exception) -> int:
    """Give the HTTP status: 409 where somebody else was first, 400 otherwise."""
    return 409 if isinstance(error, Conflict) else 400


def _still_used(error: ProtectedError | RestrictedError) -> str:
    rows = error.protected_objects if isinstance(error, ProtectedError) else error.restricted_objects
    users = sorted({str(row._meta.verbose_name_plural) for row in rows})
    return (
        f"It is still used by {len(rows)} of: {', '.join(users)}. Release those first; nothing was changed."
    )


def _of_database(text: str) -> str:
    # PostgreSQL names the rule that was broken; SQLite names the columns of a unique one.
    columns = re.findall(r"(\w+\.\w+)", text) if "UNIQUE" in text else []
    for rule, own_columns in _rules():
        if rule.name in text or (columns and columns == own_columns):
            return str(rule.violation_error_message)
    for _, _, _, said in triggers.TRIGGERS.values():
        if said in text:
            return said
    if columns:
        return f"There is one with this {' and '.join(columns)} already; nothing was changed."
    return "It names a row that is not there, or breaks a rule of the archive; nothing was changed."


def _rules() -> Iterator[tuple[models.BaseConstraint, list[str]]]:
    for model in apps.get_app_config("sources").get_models():
        own = model._meta
        for rule in own.constraints:
            names = rule.fields if isinstance(rule, models.UniqueConstraint) else ()
            columns = [getattr(own.get_field(name), "column", name) for name in names]
            yield rule, [f"{own.db_table}.{column}" for column in columns]
