"""Many rows at once, checked and inserted without paying Django's price for each.

A document is some fifty rows and an entry in the log that tells every one of them. ``bulk_create`` compiles
its statement anew each time and asks every field what to do with its value; that, checking and telling a row
were nine tenths of what an import cost. Here the statement is kept for each table and number of rows, and a
field is asked only where it may do something to the value.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from functools import cache
from itertools import chain
from typing import Any, TypeAlias, TypeVar

from django.core.exceptions import ValidationError
from django.db import connection, models

from sources.annotate import drawing

Row = TypeVar("Row", bound=models.Model)
Field: TypeAlias = "models.Field[Any, Any]"

# Fields whose value goes to the database as it is; a StrEnum becomes the string that it is.
_PLAIN = (
    models.BooleanField,
    models.CharField,
    models.FloatField,
    models.ForeignKey,
    models.IntegerField,
    models.TextField,
)
# Values that any field hands to the database as they are; other kinds its own field looks at.
_AS_THEY_ARE = frozenset({str, type(None)})
# Any database takes so many values in one statement.
MOST_VALUES = 900
# How many values a field is remembered to have let pass, and how long these may be.
_MOST_PASSED, _LONGEST_PASSED = 5_000, 40
_SCALAR = (str, int, float)


@dataclass(frozen=True, slots=True)
class Checked:
    """A field to check, and the values that it is known to let pass."""

    field: Field
    passed: set[object] = attribute(default_factory=set)


def clean(row: models.Model) -> None:
    """Check the fields of a row, relations aside; raise ValidationError.

    Asking the database whether each target exists is the database's own work at commit; a null (the text of
    a passage that is not held) is not the same as blank.
    """
    errors: dict[str, list[ValidationError]] = {}
    for name, checked in checked_fields(type(row)).items():
        value = getattr(row, name)
        try:
            cleaned = check(checked, value, row)
        except ValidationError as error:
            errors[checked.field.name] = error.error_list
            continue
        if cleaned is not value:
            setattr(row, name, cleaned)
    if errors:
        raise ValidationError(errors)


def check(checked: Checked, value: Any, row: models.Model | None = None) -> Any:  # noqa: ANN401 -- whatever a column holds
    """Give a value as its field takes it, and remember a short one that it let pass as it was."""
    field, passed = checked.field, checked.passed
    if (value is None and field.null) or (isinstance(value, _SCALAR) and (type(value), value) in passed):
        return value
    if isinstance(value, str) and "\0" in value:  # PostgreSQL has no NUL, SQLite ends the text there
        raise ValidationError(f"It holds a NUL character at {value.index(chr(0))}; remove it.")
    if field.blank and value in field.empty_values:
        return value
    cleaned = field.clean(value, row)
    is_short = isinstance(value, _SCALAR) and (not isinstance(value, str) or len(value) <= _LONGEST_PASSED)
    if is_short and cleaned is value and not field.unique:
        if len(passed) >= _MOST_PASSED:
            passed.clear()
        passed.add((type(value), value))
    return cleaned


def insert(rows: Sequence[Row]) -> Sequence[Row]:
    """Insert rows of one model, in order, and give each its primary key."""
    kind = type(rows[0])
    model: type[models.Model] = kind._meta.concrete_model or kind
    if drawing.has_id(model):
        drawing.come_back(model, rows)
    if model._meta.parents or any(row.pk is not None for row in rows):
        return kind._default_manager.bulk_create(rows, batch_size=500)
    fields = stored_fields(model)
    size = max(1, MOST_VALUES // len(fields))
    for start in range(0, len(rows), size):
        group = rows[start : start + size]
        for row, key in zip(group, _keys(model, group, fields), strict=True):
            row.pk = key
            row._state.adding = False  # noqa: SLF001 -- documented with Model.from_db
            row._state.db = connection.alias  # noqa: SLF001 -- as above
    return rows


def _keys(model: type[models.Model], group: Sequence[Any], fields: tuple[Field, ...]) -> list[int]:
    """Insert as many rows as one statement takes, and give their keys."""
    return drawing.insert(
        statement(model, len(group), connection.vendor),
        model,
        values=lambda: [value for row in group for value in _values(row, fields)],
        ids=lambda: [row.public_id for row in group],
        draw_again=lambda place: group[place].draw_again(),
    )


def insert_new(row: models.Model) -> bool:
    """Insert a row and give it its key, unless one like it is there (whatever is unique in it)."""
    model, fields = type(row), stored_fields(type(row))
    command = statement(model, 1, connection.vendor).replace(
        " RETURNING", " ON CONFLICT DO NOTHING RETURNING"
    )
    with connection.cursor() as cursor:
        cursor.execute(command, list(_values(row, fields)))
        made = cursor.fetchone()
    if made is None:
        return False
    row.pk = made[0]
    row._state.adding = False  # noqa: SLF001 -- documented with Model.from_db
    row._state.db = connection.alias  # noqa: SLF001 -- as above
    return True


def update(rows: Sequence[Row], names: Sequence[str]) -> None:
    """Write some columns of rows that are stored; ``bulk_update`` builds an expression for each value."""
    model = type(rows[0])
    fields = tuple(_field(model, name) for name in names)
    update_told(model, names, [[*_values(row, fields), row.pk] for row in rows])


def update_told(
    model: type[models.Model],
    names: Sequence[str],
    told: Sequence[Sequence[Any]],
    only: Mapping[str, Any] | None = None,
) -> None:
    """Write some columns of rows that are only columns (JSON as text already), the key of each last.

    With ``only`` a row of which these columns have other values by now stays as it is.
    """
    only = only or {}
    if only:
        told = [[*one, *only.values()] for one in told]
    with connection.cursor() as cursor:
        cursor.executemany(_update_statement(model, tuple(names), tuple(only)), told)


@cache
def _update_statement(model: type[models.Model], names: tuple[str, ...], only: tuple[str, ...]) -> str:
    columns = ", ".join(f"{_quoted(_field(model, name))} = %s" for name in names)
    wanted = " AND ".join(
        f"{_quoted(field)} = %s" for field in (model._meta.pk, *(_field(model, name) for name in only))
    )
    return f"UPDATE {model._meta.db_table} SET {columns} WHERE {wanted}"  # noqa: S608 -- names of our own models


def _field(model: type[models.Model], name: str) -> Field:
    return next(field for field in model._meta.concrete_fields if name in (field.name, field.attname))


def insert_told(model: type[models.Model], names: Sequence[str], told: Sequence[Sequence[Any]]) -> None:
    """Insert rows that are only columns (JSON as text already), whose primary keys nobody asks for."""
    size = MOST_VALUES // len(names)
    with connection.cursor() as cursor:
        for start in range(0, len(told), size):
            group = told[start : start + size]
            cursor.execute(_told_statement(model, tuple(names), len(group)), list(chain.from_iterable(group)))


@cache
def _told_statement(model: type[models.Model], names: tuple[str, ...], number: int) -> str:
    columns = ", ".join(_quoted(model._meta.get_field(name)) for name in names)
    places = ", ".join([f"({', '.join(['%s'] * len(names))})"] * number)
    return f"INSERT INTO {model._meta.db_table} ({columns}) VALUES {places}"  # noqa: S608 -- names of our own models


@cache
def checked_fields(model: type[models.Model]) -> dict[str, Checked]:
    """Give the fields to check by their columns; relations are the database's own to check."""
    fields = model._meta.concrete_fields
    return {field.attname: Checked(field) for field in fields if not field.is_relation}


@cache
def stored_fields(model: type[models.Model]) -> tuple[Field, ...]:
    """Give the columns that an insertion names: all but the primary key."""
    return tuple(field for field in model._meta.concrete_fields if not field.primary_key)


@cache
def statement(model: type[models.Model], number: int, vendor: str) -> str:
    """Give the statement that inserts so many rows; ``vendor`` only keeps databases apart."""
    fields = stored_fields(model)
    columns = ", ".join(_quoted(field) for field in fields)
    places = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * number)
    key = _quoted(model._meta.pk)
    return f"INSERT INTO {model._meta.db_table} ({columns}) VALUES {places} RETURNING {key}"  # noqa: S608 -- names of our own models


def _quoted(field: Any) -> str:  # noqa: ANN401 -- the stubs make a column one of several things
    return str(connection.ops.quote_name(field.column))


def _values(row: models.Model, fields: tuple[Field, ...]) -> Iterator[Any]:
    for field in fields:
        value = getattr(row, field.attname)
        if value is None and isinstance(field, models.ForeignKey) and field.is_cached(row):
            value = _key_of(row, field)
        if type(value) in _AS_THEY_ARE:
            yield value
        elif isinstance(field, _PLAIN):
            yield str(value) if isinstance(value, str) else value
        else:
            yield field.get_db_prep_save(value, connection)


def _key_of(row: models.Model, field: Field) -> object:
    """Give the key of a target that was set before it had one."""
    target = getattr(row, field.name)
    if target is None:
        return None
    if target.pk is None:
        raise ValueError(f"{field.name} of “{row}” is not stored yet; store it first.")
    setattr(row, field.attname, target.pk)
    return target.pk
