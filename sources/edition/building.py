"""A file that is becoming an edition: its tables, its rows, its full-text index.

The file is built beside the others under a name of its own, with no journal and no syncing: until
it is finished it is nobody's. ``finished`` puts it on the disk for good.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.sqlite3.base import DatabaseWrapper

from sources.edition import rows

MEMORY = 256 << 20  # of the file's pages while it is made
WORDS_IN_MEMORY = 64 << 20  # of the full-text index, before they are written

# What can be searched: words in the articles themselves. A view of its own lets FTS5 rebuild and
# check the index against exactly these rows.
SEARCHABLE = """
CREATE VIEW passage_searchable AS
SELECT id, text FROM edition_passage
WHERE text IS NOT NULL AND article_id IS NOT NULL
  AND kind NOT IN ('boilerplate', 'comment', 'related_link', 'source_credit')
"""
FULL_TEXT = """
CREATE VIRTUAL TABLE passage_text USING fts5(
  text, content='passage_searchable', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
)
"""


def edition_models() -> list[type[models.Model]]:
    """Name the edition's tables in the order in which they are filled."""
    return sorted(apps.get_app_config("edition").get_models(), key=lambda model: model._meta.db_table)


@contextmanager
def new_file(path: Path) -> Iterator[DatabaseWrapper]:
    """Open a fresh edition file with empty tables; close it whatever happens."""
    with opened(path) as connection:
        with connection.schema_editor(atomic=False) as editor:
            for model in edition_models():
                editor.create_model(model)
        with connection.cursor() as cursor:
            # Children go in before their parents, which would make each parent's insert look for
            # them in every table; verify asks for broken references once, at the end. Only now:
            # the schema editor leaves the pragma on.
            cursor.execute("PRAGMA foreign_keys=OFF")
            cursor.execute(SEARCHABLE)
            cursor.execute(FULL_TEXT)
            cursor.execute("BEGIN")
        yield connection


@contextmanager
def opened(path: Path) -> Iterator[DatabaseWrapper]:
    """Open a file that is nobody's yet for writing; close it whatever happens."""
    connection = _wrapper(str(path))
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=OFF")
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA page_size=8192")
            # Rows are written as articles are read and found by ids given at random: with SQLite's own
            # 2 MB of memory each would be fetched from the disk and written again.
            cursor.execute(f"PRAGMA cache_size=-{MEMORY // 1024}")
            cursor.execute("PRAGMA temp_store=MEMORY")
        yield connection
    finally:
        connection.close()


@contextmanager
def opened_to_read(path: Path) -> Iterator[DatabaseWrapper]:
    """Open a file to which nobody writes meanwhile, without locking it; close it whatever happens."""
    connection = _wrapper(f"file:{path}?mode=ro&immutable=1")
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size=-{MEMORY // 1024}")
        yield connection
    finally:
        connection.close()


def _wrapper(name: str) -> DatabaseWrapper:
    settings: dict[str, Any] = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {},
        "TIME_ZONE": None,
    }
    settings |= {"ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}
    return DatabaseWrapper(settings, alias="building")


def insert(connection: DatabaseWrapper, found: Sequence[models.Model | rows.Row]) -> None:
    """Insert rows of one table, with the ids they carry."""
    if not found:
        return
    table = _table(type(found[0]))  # type: ignore[arg-type]  # classes are hashable; a model's metaclass hides it
    plain: Iterable[Sequence[object]] = map(table.columns, found)
    if table.json or table.dates:
        plain = (_plain(table, row) for row in plain)
    # Django's cursor would translate the same statement for every batch.
    raw(connection).executemany(table.statement, plain)


def raw(connection: DatabaseWrapper) -> sqlite3.Connection:
    """Give the driver's own connection."""
    connection.ensure_connection()
    driver: sqlite3.Connection = connection.connection
    return driver


@dataclass(frozen=True, slots=True)
class _Table:
    """How rows of one class go into their table."""

    statement: str
    columns: Callable[[object], tuple[object, ...]]
    json: tuple[int, ...]  # the places of JSON columns
    dates: tuple[int, ...]


@cache
def _table(kind: type) -> _Table:
    model: type[models.Model] = getattr(kind, "model", kind)
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join("?" * len(fields))
    names = [field.attname for field in fields]
    return _Table(
        f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})',  # noqa: S608 -- names of our own tables
        attrgetter(*names) if len(names) > 1 else lambda row: (getattr(row, names[0]),),
        tuple(place for place, field in enumerate(fields) if isinstance(field, models.JSONField)),
        tuple(place for place, field in enumerate(fields) if isinstance(field, models.DateField)),
    )


def _plain(table: _Table, row: Sequence[object]) -> Sequence[object]:
    """Write what SQLite has no type for: JSON, days."""
    values = list(row)
    for place in table.json:
        found = values[place]
        if not isinstance(found, str):  # which is JSON already
            values[place] = _json(found) if found else _EMPTY[type(found)]
    for place in table.dates:
        day = values[place]
        values[place] = day.isoformat() if isinstance(day, date) else day
    return values


_EMPTY: dict[type, str] = {list: "[]", dict: "{}", tuple: "[]"}  # most columns of most rows
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def as_json(value: object) -> str:
    """Write a JSON column's value, always the same way."""
    return _json(value)


def declared_indexes() -> dict[str, str]:
    """Give the statements that make the indexes that the read models declare, by name.

    Django makes none for unmanaged models: those of Meta, and of foreign keys and ``db_index`` fields
    where no index of Meta begins with the same column.
    """
    statements = {}
    for model in edition_models():
        table = model._meta.db_table
        columns = {
            index.name: [_ordered(model, name) for name in index.fields] for index in model._meta.indexes
        }
        for field in model._meta.local_concrete_fields:
            leads = {names[0] for names in columns.values()}
            if getattr(field, "db_index", False) and not field.unique and f'"{field.column}"' not in leads:
                columns[f"{table}_{field.column}"] = [f'"{field.column}"']
        for name, parts in columns.items():
            statements[name] = f'CREATE INDEX "{name}" ON "{table}" ({", ".join(parts)})'
    return statements


def _ordered(model: type[models.Model], name: str) -> str:
    column = model._meta.get_field(name.removeprefix("-")).column  # type: ignore[union-attr]  # own columns only
    return f'"{column}"' + (" DESC" if name.startswith("-") else "")


_OF_TEXTS = ("edition_article", "edition_passage", "edition_appearance", "edition_saying")


def _indexes(*, of_texts: bool) -> list[str]:
    statements = declared_indexes().values()
    return [one for one in statements if any(f'ON "{table}"' in one for table in _OF_TEXTS) == of_texts]


def index_texts(connection: sqlite3.Connection) -> None:
    """Make the indexes of the texts and what they name, and fill the full-text index: most of the work."""
    for statement in _indexes(of_texts=True):
        connection.execute(statement)
    # Of words that are put on disk in fewer pieces, fewer have to be merged: three quarters of the time.
    connection.execute(
        "INSERT INTO passage_text(passage_text, rank) VALUES ('hashsize', ?)", [WORDS_IN_MEMORY]
    )
    connection.execute("INSERT INTO passage_text(passage_text) VALUES ('rebuild')")
    connection.execute("INSERT INTO passage_text(passage_text) VALUES ('optimize')")
    check_words(connection)


def check_words(connection: sqlite3.Connection) -> None:
    """Compare the full-text index with the texts, word for word; SQLite raises where they differ."""
    connection.execute("INSERT INTO passage_text(passage_text, rank) VALUES ('integrity-check', 1)")


def index_names(connection: sqlite3.Connection) -> None:
    """Make the other indexes, and let SQLite learn what is in the tables."""
    for statement in _indexes(of_texts=False):
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def settle(path: Path) -> None:
    """Put a finished file and its name on the disk for good, readable only."""
    path.chmod(0o440)
    for target, flags in ((path, os.O_RDONLY), (path.parent, os.O_RDONLY)):
        descriptor = os.open(target, flags)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
