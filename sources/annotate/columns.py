"""Rows of one model as columns: for the many rows that a document is made of.

A file becomes some fifty rows of which most columns are the same in all of them. Making a model's object of
each, asking it for its values, checking these and telling them again cost more than inserting them. Here a
column that nobody names has its default once, a column of whole numbers is checked by its least and its
greatest, any other by each value that it has, and the rows are put together only for the statement.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models

from sources.annotate import rows


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows to be inserted: for each stored column its values as told, and as the database takes them."""

    model: type[models.Model]
    number: int
    told: tuple[Sequence[Any], ...]
    stored: tuple[Sequence[Any], ...]


def fill(model: type[models.Model], number: int, given: Mapping[str, Sequence[Any]]) -> Columns:
    """Check the columns given (plain values; by column, so ``article_id``) and add the others' defaults.

    Raises ValidationError as ``rows.clean`` does, and TypeError for a column that the model has not.
    """
    fields = rows.stored_fields(model)
    if unknown := given.keys() - {field.attname for field in fields}:
        raise TypeError(f"{model.__name__} has no column {', '.join(sorted(unknown))}.")
    checked = rows.checked_fields(model)
    errors = {name: found for name, values in given.items() if (found := _errors(checked.get(name), values))}
    if errors:
        raise ValidationError(errors)
    return laid_out(model, number, given)


def laid_out(model: type[models.Model], number: int, given: Mapping[str, Sequence[Any]]) -> Columns:
    """Add the other columns' defaults to those given, without a check: for what no person has typed."""
    told: list[Sequence[Any]] = []
    stored: list[Sequence[Any]] = []
    for field in rows.stored_fields(model):
        if field.attname in given:
            told.append(given[field.attname])
            stored.append(given[field.attname])
            continue
        make, is_each = _default(field)
        if is_each:
            told.append([make() for _ in range(number)])
            stored.append(told[-1])
        else:
            value = make()
            told.append([value] * number)
            stored.append([field.get_db_prep_save(value, connection)] * number)
    return Columns(model, number, tuple(told), tuple(stored))


def insert(columns: Columns) -> list[int]:
    """Insert the rows in order and give their primary keys."""
    size = max(1, rows.MOST_VALUES // len(columns.stored))
    whole = list(zip(*columns.stored, strict=True))
    keys: list[int] = []
    with connection.cursor() as cursor:
        for start in range(0, columns.number, size):
            group = whole[start : start + size]
            statement = rows.statement(columns.model, len(group), connection.vendor)
            cursor.execute(statement, list(chain.from_iterable(group)))
            keys += [key for (key,) in cursor.fetchall()]
    return keys


def snapshots(columns: Columns, keys: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Give each row as its columns, with its key, in order."""
    primary = columns.model._meta.pk
    names = [field.attname for field in rows.stored_fields(columns.model)]
    for key, values in zip(keys, zip(*columns.told, strict=True), strict=True):
        yield {primary.attname if primary else "id": key, **dict(zip(names, values, strict=True))}


def _errors(checked: rows.Checked | None, values: Sequence[Any]) -> list[ValidationError]:
    """Say what is wrong in a column; relations are the database's own to check."""
    if checked is None:
        return []
    distinct = set(values)
    if isinstance(checked.field, models.IntegerField) and not checked.field.choices:
        numbers = {value for value in distinct if type(value) is int}
        ends = {min(numbers), max(numbers)} if numbers else set()
        distinct = (distinct - numbers) | ends
    errors: list[ValidationError] = []
    for value in distinct:
        try:
            rows.check(checked, value)
        except ValidationError as error:
            errors += error.error_list
    return errors


@cache
def _default(field: rows.Field) -> tuple[Callable[[], Any], bool]:
    """Give what makes a column's default, and whether each row has one of its own."""
    if field.unique and callable(field.default):
        return field.default, True
    return field.get_default, False
