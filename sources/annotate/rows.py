"""Many rows at once, checked and inserted without paying Django's price for each.

A document is some fifty rows and an entry in the log that tells every one of them. ``bulk_create`` compiles
its statement anew each time and asks every field what to do with its value; that, checking and telling a row
were nine tenths of what an import cost. Here the statement is kept for each table and number of rows, and a
field is asked only where it may do something to the value.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, TypeAlias, TypeVar

from django.core.exceptions import ValidationError
from django.db import connection, models

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
_MOST_VALUES = 900
# How many values a field is remembered to have let pass, and how long these may be.
_MOST_PASSED, _LONGEST_PASSED = 5_000, 40
_SCALAR = (str, int, float)


def clean(row: models.Model) -> None:
    """Check the fields of a row, relations aside; raise ValidationError.

    Asking the database whether each target exists is the database's own work at commit; a null (the text of
    a passage that is not held) is not the same as blank.
    """
    errors: dict[str, list[ValidationError]] = {}
    for field, name, passed in _checked(type(row)):
        value = getattr(row, name)
        if (value is None and field.null) or (isinstance(value, _SCALAR) and (type(value), value) in passed):
            continue
        try:
            cleaned = _cleaned(field, value, row, passed)
        except ValidationError as error:
            errors[field.name] = error.error_list
            continue
        if cleaned is not value:
            setattr(row, name, cleaned)
    if errors:
        raise ValidationError(errors)


def _cleaned(field: Field, value: Any, row: models.Model, passed: set[object]) -> Any:  # noqa: ANN401 -- whatever a column holds
    """Give the value as the field takes it, and remember a short one that it let pass as it was."""
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
    model = type(rows[0])
    if model._meta.proxy or model._meta.parents or any(row.pk is not None for row in rows):
        return model._default_manager.bulk_create(rows, batch_size=500)
    fields = _stored(model)
    size = max(1, _MOST_VALUES // len(fields))
    with connection.cursor() as cursor:
        for start in range(0, len(rows), size):
            group = rows[start : start + size]
            values = [value for row in group for value in _values(row, fields)]
            cursor.execute(_statement(model, len(group), connection.vendor), values)
            for row, (key,) in zip(group, cursor.fetchall(), strict=True):
                row.pk = key
                row._state.adding = False  # noqa: SLF001 -- documented with Model.from_db
                row._state.db = connection.alias  # noqa: SLF001 -- as above
    return rows


def insert_told(model: type[models.Model], names: Sequence[str], told: Sequence[Sequence[Any]]) -> None:
    """Insert rows that are only columns (JSON as text already), whose primary keys nobody asks for."""
    columns = ", ".join(_quoted(model._meta.get_field(name)) for name in names)
    places = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({places})", told)  # noqa: S608 -- names of our own models


@cache
def _checked(model: type[models.Model]) -> tuple[tuple[Field, str, set[object]], ...]:
    """Give the fields to check, their columns, and the values that each is known to let pass."""
    fields = model._meta.concrete_fields
    return tuple((field, field.attname, set[object]()) for field in fields if not field.is_relation)


@cache
def _stored(model: type[models.Model]) -> tuple[Field, ...]:
    return tuple(field for field in model._meta.concrete_fields if not field.primary_key)


@cache
def _statement(model: type[models.Model], number: int, vendor: str) -> str:
    """Give the statement that inserts so many rows; ``vendor`` only keeps databases apart."""
    fields = _stored(model)
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
