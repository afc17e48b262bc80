"""Whether every row is as the record of acts left it.

Each act tells of each row that it touched how that is afterwards. So the last that the record tells of a
row is what the row must be: one that was edited, replaced, added or taken away by anything else than an act
differs from it, in whatever column. The chain of digests proves the record; this proves the rows by it.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db import connection
from django.db import models as django_models

from sources import models
from sources.annotate.told import name_of, snapshot
from sources.values import edtf
from sources.vocabulary import MentionStatus

State = Mapping[str, Any]
Told = tuple[int, tuple[str, ...]]  # the digest of a row's columns, and which these are

# What no act makes: the record itself, what follows from other rows, what a machine notes, sign-ins.
UNRECORDED = frozenset(
    {
        *("change", "changeset", "concern", "copymark", "date", "examination", "findings", "fixitycheck"),
        *("logposition", "markedarticle", "passkey", "recoverycode", "retiredid", "secondfactor", "tries"),
    }
)
# Suggestions that nobody has touched are made, and made again, without an act.
_SUGGESTED = frozenset({"mention", "quotation", "claim"})
# An account may be made at the command line; what it may do is told by the record where an act gave it.
_ACCOUNT = frozenset({"username", "role", "is_active", "is_staff", "is_superuser"})


def unlike_the_record() -> Iterator[tuple[str, str, str] | None]:
    """Give None for each row looked at; table, row and a sentence where it is not as the record left it."""
    told = _told()
    for model in apps.get_app_config("sources").get_models():
        name = name_of(model)
        if not model._meta.proxy and name not in UNRECORDED:
            yield from _of_table(model, name, told.pop(name, {}))


def _of_table(
    model: type[django_models.Model], name: str, told: "dict[str, Told | None]"
) -> Iterator[tuple[str, str, str] | None]:
    for row in model._base_manager.order_by("pk").iterator():
        yield None
        last = told.pop(str(row.pk), None)
        if last is None:
            if name != "user" and not _is_suggestion(name, row):
                yield name, _named(row), "The record of acts does not tell of it."
        elif _digest(snapshot(row), last[1]) != last[0]:
            yield name, _named(row), "It is not as the record of acts left it."
    for key, last in told.items():
        if last is not None:
            yield name, key, "The record of acts tells of it, and it is not there."


def neither_true_nor_false() -> Iterator[tuple[str, str, str]]:
    """Give table, row and a sentence where SQLite holds another number than yes or no have.

    Python's sqlite3 reads whatever is not 1 as no, and SQL takes whatever is not 0 for yes: no row that
    is read tells of it, and a question asked by that column finds it.
    """
    if connection.vendor != "sqlite":
        return
    quoted = connection.ops.quote_name
    for model in apps.get_app_config("sources").get_models():
        for field in model._meta.local_concrete_fields:
            if not isinstance(field, django_models.BooleanField) or model._meta.proxy:
                continue
            table, key, column = (
                quoted(model._meta.db_table),
                quoted(model._meta.pk.attname),
                quoted(field.attname),
            )
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {key} FROM {table} WHERE {column} NOT IN (0, 1)")  # noqa: S608 -- our own names
                for (row,) in cursor.fetchall():
                    yield name_of(model), str(row), f"Its {field.attname} is neither yes nor no."


def unlike_their_value() -> Iterator[tuple[str, str, str] | None]:
    """Give the same of dates, which follow from their own EDTF value."""
    for row in models.Date.objects.order_by("pk").iterator():
        yield None
        try:
            parsed = edtf.parse(row.edtf)
            own = (row.edtf, row.earliest, row.latest, row.precision)
            is_sound = own == (parsed.value, parsed.earliest, parsed.latest, parsed.precision)
        except ValueError:
            is_sound = False
        if not is_sound:
            yield "date", row.edtf, "Its days are not those of its value."


def _told() -> dict[str, dict[str, Told | None]]:
    """Read what the record tells of each row last; None where that it was taken away."""
    told: dict[str, dict[str, Told | None]] = defaultdict(dict)
    columns: dict[str, frozenset[str]] = {
        name_of(model): frozenset(field.attname for field in model._meta.concrete_fields)
        for model in apps.get_app_config("sources").get_models()
    } | {"user": _ACCOUNT}
    kept: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
    changes = models.Change.objects.order_by("changeset_id", "position")
    for name, row, after in changes.values_list("model", "row", "after").iterator(chunk_size=2000):
        if after is None or (name in _SUGGESTED and after.get("status") == MentionStatus.SUGGESTED):
            told[name][row] = None
            continue
        if not isinstance(after, dict):
            told[name][row] = (0, ())  # the record itself was damaged
            continue
        # A column that came or went since cannot be compared.
        names = tuple(sorted(after.keys() & columns.get(name, frozenset())))
        names = kept.setdefault((name, names), names)
        told[name][row] = (_digest(after, names), names)
    return told


def _digest(state: State, names: tuple[str, ...]) -> int:
    """Stand for these columns of a row in eight bytes: there are a million rows."""
    written = json.dumps([state[name] for name in names], sort_keys=True, ensure_ascii=False)
    return int.from_bytes(hashlib.blake2b(written.encode(), digest_size=8).digest())


def _is_suggestion(name: str, row: django_models.Model) -> bool:
    return name in _SUGGESTED and getattr(row, "status", "") == MentionStatus.SUGGESTED


def _named(row: django_models.Model) -> str:
    return str(getattr(row, "public_id", "") or row.pk)
