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

from sources.annotate import drawing, rows
from sources.models.digested import DigestedMark, digest_of
from sources.values.public_id import new_id

_ID = "public_id"


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows to be inserted: for each stored column its values as told, and as the database takes them."""

    model: type[models.Model]
    number: int
    told: tuple[list[Any], ...]
    stored: tuple[list[Any], ...]


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
    told: list[list[Any]] = []
    stored: list[list[Any]] = []
    for field in rows.stored_fields(model):
        if field.attname in given:
            told.append(list(given[field.attname]))
            stored.append(told[-1])
            continue
        make, is_each = _default(field)
        if is_each:
            told.append([make() for _ in range(number)])
            # SQLite's driver looks long at what is a string only by descent.
            stored.append([str(one) for one in told[-1]] if field.attname == _ID else told[-1])
        else:
            value = make()
            told.append([value] * number)
            stored.append([field.get_db_prep_save(value, connection)] * number)
    return Columns(model, number, tuple(told), tuple(stored))


def insert(columns: Columns) -> list[int]:
    """Insert the rows in order and give their primary keys."""
    size = max(1, rows.MOST_VALUES // len(columns.stored))
    starts = range(0, columns.number, size)
    return [key for start in starts for key in _keys(columns, start, min(start + size, columns.number))]


def _keys(columns: Columns, start: int, end: int) -> list[int]:
    """Insert as many rows as one statement takes, and give their keys."""
    return drawing.insert(
        rows.statement(columns.model, end - start, connection.vendor),
        columns.model,
        values=lambda: list(
            chain.from_iterable(zip(*(values[start:end] for values in columns.stored), strict=True))
        ),
        ids=lambda: _column(columns.told, columns.model, _ID)[start:end],
        draw_again=lambda place: _draw_again(columns, start + place),
    )


def _draw_again(columns: Columns, place: int) -> None:
    """Give a row another public id; the digest of its words follows."""
    drawn = new_id()
    _column(columns.told, columns.model, _ID)[place] = drawn
    _column(columns.stored, columns.model, _ID)[place] = str(drawn)
    if issubclass(columns.model, DigestedMark):
        exact = _column(columns.told, columns.model, "exact")[place]
        # One list, as told and as stored: a digest is a column that is given.
        _column(columns.told, columns.model, "digest")[place] = digest_of(drawn, exact)


def _column(of: Sequence[list[Any]], model: type[models.Model], name: str) -> list[Any]:
    return of[[field.attname for field in rows.stored_fields(model)].index(name)]


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
