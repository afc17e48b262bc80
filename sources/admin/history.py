"""The record in words: what an act did to each row, before and after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from sources.annotate.told import model_name
from sources.models import Change, ChangeSet

# Columns that say nothing to an editor.
SILENT = frozenset({"id", "public_id", "version", "spelling_key"})


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column of a row, before and after an act."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One row that an act touched."""

    model: str
    label: str
    what: str
    columns: tuple[ColumnLine, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One act with the lines that a page shows of it."""

    changeset: ChangeSet
    lines: tuple[ChangeLine, ...]


def entries_of(row: models.Model) -> list[Entry]:
    """Give the acts that touched one row, the latest first; four queries and one for each kind of key."""
    own = Change.objects.filter(model=model_name(row), row=str(row.pk))
    changes = list(own.select_related("changeset__actor").order_by("-changeset_id", "position"))
    touching = [one.changeset_id for one in changes]
    undone = set(ChangeSet.objects.filter(undoes__in=touching).values_list("undoes_id", flat=True))
    lines = in_lines(changes)
    grouped: dict[int, list[ChangeLine]] = {}
    for change, line in zip(changes, lines, strict=True):
        grouped.setdefault(change.changeset_id, []).append(line)
    seen = {change.changeset_id: change.changeset for change in changes}
    for pk, entry in seen.items():
        entry.is_undone = pk in undone  # type: ignore[attr-defined]  # put there by this module
    return [Entry(seen[pk], tuple(own)) for pk, own in grouped.items()]


def in_lines(changes: Iterable[Change]) -> list[ChangeLine]:
    """Write changes as lines; keys are shown as the rows that they point to."""
    changes = list(changes)
    names = _names(changes)
    return [_line(change, names) for change in changes]


def _line(change: Change, names: Mapping[tuple[str, object], str]) -> ChangeLine:
    before, after = change.before or {}, change.after or {}
    columns = []
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        if key in SILENT or old == new or (old in (None, "", []) and new in (None, "", [])):
            continue
        field = _field(change.model, key)
        label = str(field.verbose_name) if field else key
        columns.append(ColumnLine(label, _shown(key, old, field, names), _shown(key, new, field, names)))
    return ChangeLine(noun_of(change.model), change.label, what_became(change), tuple(columns))


def what_became(change: Change) -> str:
    """Say what an act did to a row."""
    return "changed" if change.before and change.after else "added" if change.after else "removed"


def noun_of(model: str) -> str:
    """Give a table of the log in an editor's word."""
    try:
        return str(apps.get_model("sources", model)._meta.verbose_name)
    except LookupError:
        return model


def _field(model: str, column: str) -> "models.Field[Any, Any] | None":
    try:
        own = apps.get_model("sources", model)._meta
    except LookupError:
        return None
    return {field.attname: field for field in own.concrete_fields}.get(column)


def _target(model: str, column: str) -> str:
    field = _field(model, column)
    if field is None or field.related_model is None or isinstance(field.related_model, str):
        return ""
    return f"{field.related_model._meta.app_label}.{field.related_model._meta.model_name}"


def _names(changes: Iterable[Change]) -> dict[tuple[str, object], str]:
    keys: dict[str, set[object]] = {}
    for change in changes:
        before, after = change.before or {}, change.after or {}
        for column in {*before, *after}:
            target = _target(change.model, column)
            if target:
                keys.setdefault(target, set()).update({before.get(column), after.get(column)} - {None})
    return {
        (target, row.pk): str(row)
        for target, wanted in keys.items()
        for row in apps.get_model(target)._base_manager.filter(pk__in=wanted)
    }


def _shown(
    column: str,
    value: object,
    field: "models.Field[Any, Any] | None",
    names: Mapping[tuple[str, object], str],
) -> str:
    if value in (None, "", []):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field is not None and field.related_model is not None and not isinstance(field.related_model, str):
        target = f"{field.related_model._meta.app_label}.{field.related_model._meta.model_name}"
        return names.get((target, value), f"no. {value} (no longer there)")
    if column == "text" and isinstance(value, dict):
        return "a wording (kept with the passage)"
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _in_words(value)


def _in_words(value: object) -> str:
    """Write a list or a table as a person would."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_in_words(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(_in_words(one) for one in value)
    return str(value)
