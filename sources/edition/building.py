"""A file that is becoming an edition: its tables, its rows, its full-text index.

The file is built beside the others under a name of its own, with no journal and no syncing: until
it is finished it is nobody's. ``finished`` puts it on the disk for good.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.sqlite3.base import DatabaseWrapper

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
    settings: dict[str, Any] = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {},
        "TIME_ZONE": None,
    }
    settings |= {"ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}
    connection = DatabaseWrapper(settings, alias="building")
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=OFF")
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA page_size=8192")
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
    finally:
        connection.close()


def insert(connection: DatabaseWrapper, rows: Sequence[models.Model]) -> None:
    """Insert rows of one model, with the ids they carry."""
    if not rows:
        return
    fields = rows[0]._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f'INSERT INTO "{rows[0]._meta.db_table}" ({columns}) VALUES ({marks})'  # noqa: S608 -- names of our own tables
    with connection.cursor() as cursor:
        cursor.executemany(statement, [[_plain(field, row) for field in fields] for row in rows])


def _plain(field: "models.Field[Any, Any]", row: models.Model) -> Any:  # noqa: ANN401 -- whatever the column holds
    value = getattr(row, field.attname)
    if isinstance(field, models.JSONField):
        return as_json(value)
    return value.isoformat() if isinstance(value, date) else value


def as_json(value: object) -> str:
    """Write a JSON column's value, always the same way."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def declared_indexes() -> dict[str, str]:
    """Give the statements that make the indexes that the read models declare, by name.

    Django makes none for unmanaged models: those of Meta, of foreign keys and of ``db_index`` fields.
    """
    statements = {}
    for model in edition_models():
        table = model._meta.db_table
        columns = {
            index.name: [_ordered(model, name) for name in index.fields] for index in model._meta.indexes
        }
        for field in model._meta.local_concrete_fields:
            if getattr(field, "db_index", False) and not field.unique:
                columns[f"{table}_{field.column}"] = [f'"{field.column}"']
        for name, parts in columns.items():
            statements[name] = f'CREATE INDEX "{name}" ON "{table}" ({", ".join(parts)})'
    return statements


def _ordered(model: type[models.Model], name: str) -> str:
    column = model._meta.get_field(name.removeprefix("-")).column  # type: ignore[union-attr]  # own columns only
    return f'"{column}"' + (" DESC" if name.startswith("-") else "")


def index_words(connection: DatabaseWrapper) -> None:
    """Make the indexes, fill the full-text index, let SQLite learn what is in the tables."""
    with connection.cursor() as cursor:
        for statement in declared_indexes().values():
            cursor.execute(statement)
        cursor.execute("INSERT INTO passage_text(passage_text) VALUES ('rebuild')")
        cursor.execute("INSERT INTO passage_text(passage_text) VALUES ('optimize')")
        cursor.execute("COMMIT")
        cursor.execute("ANALYZE")


def content_digest(connection: DatabaseWrapper) -> str:
    """Digest what the edition says: every row of every table but the manifest, in order.

    SHA-256 over one line of JSON a row, tables by name, rows by primary key. Two editions of the
    same content have the same digest, whenever and wherever they were made.
    """
    digest = hashlib.sha256()
    for model in edition_models():
        if model._meta.model_name == "manifest":
            continue
        table, key = model._meta.db_table, model._meta.pk.column
        digest.update(f"{table}\n".encode())
        for row in _rows(connection, f'SELECT * FROM "{table}" ORDER BY "{key}"'):  # noqa: S608 -- names of our own tables
            # Django's driver reads dates as dates; in JSON they are as they stand in the file.
            digest.update(json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=str).encode())
            digest.update(b"\n")
    return digest.hexdigest()


def _rows(connection: DatabaseWrapper, query: str) -> Iterable[Sequence[object]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        while chunk := cursor.fetchmany(1000):
            yield from chunk


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
