"""The editorial database as files, and back: one consistent state, no client program needed.

SQLite gives itself (``VACUUM INTO``: a whole file, from one read transaction). PostgreSQL gives each
table by ``COPY`` within one snapshot; brought back into the same migrations, in the order in which
tables name each other, without our triggers in the way, and checked by foreign keys at the end.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from sources.annotate.acts import Refused
from sources.models import triggers

SQLITE_FILE = "editorial.sqlite3"
PIECE = 1 << 20


def vendor() -> str:
    """Name the kind of database."""
    return connection.vendor


def last_migration() -> str:
    """Name the last migration of this app that the database has."""
    rows = MigrationRecorder.Migration.objects.using(connection.alias).filter(app="sources")
    return str(rows.order_by("-name").values_list("name", flat=True).first() or "")


def dump(folder: Path) -> dict[str, int]:
    """Write the database into ``folder``; give the number of rows of each table."""
    if vendor() == "sqlite":
        with connection.cursor() as cursor:
            # A read-only archive is backed up too: this writes another file.
            cursor.execute("PRAGMA query_only=OFF")
            cursor.execute("VACUUM INTO %s", [str(folder / SQLITE_FILE)])
            if settings.READ_ONLY:
                cursor.execute("PRAGMA query_only=ON")
        return counts()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for table in tables():
            with (
                (folder / f"{table}.copy").open("wb") as file,
                _copy(cursor, f'COPY "{table}" TO STDOUT') as out,
            ):
                for piece in out:
                    file.write(piece)
        return counts()


def load(folder: Path, migration: str) -> None:
    """Bring a dump back into an empty database, then up to date; raise Refused where it is not empty."""
    if vendor() == "sqlite":
        connection.close()
        target = _sqlite_file()
        (folder / SQLITE_FILE).rename(target)
        call_command("migrate", interactive=False, verbosity=0)
        return
    call_command("migrate", "sources", migration, interactive=False, verbosity=0)
    for app in ("contenttypes", "auth", "sessions", "admin", "taggit"):
        if apps.is_installed(f"django.contrib.{app}") or apps.is_installed(app):
            call_command("migrate", app, interactive=False, verbosity=0)
    triggers.drop(connection)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in tables():
            cursor.execute(f'TRUNCATE "{table}" CASCADE')
        for table in tables():
            _fill(cursor, table, folder / f"{table}.copy")
        for sql in connection.ops.sequence_reset_sql(no_style(), _ordered()):
            cursor.execute(sql)
    call_command("migrate", interactive=False, verbosity=0)


def is_empty() -> bool:
    """Tell whether the database has no archive in it."""
    if vendor() == "sqlite" and not _sqlite_file().exists():
        return True
    present = set(connection.introspection.table_names())
    if "sources_changeset" not in present:
        return True
    return not any(counts()[table] for table in ("sources_changeset", "sources_document", "sources_user"))


def tables() -> list[str]:
    """Name every table, each after those that it names."""
    present = set(connection.introspection.table_names())
    return [table for table in (model._meta.db_table for model in _ordered()) if table in present]


def counts() -> dict[str, int]:
    """Count the rows of every table."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608 -- names of our own tables
            found[table] = int(cursor.fetchone()[0])
    return found


def _sqlite_file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def _ordered() -> list[type[Model]]:
    """Give the editorial tables, each after those that it names."""
    models = [
        model for model in apps.get_models(include_auto_created=True) if model._meta.app_label != "edition"
    ]
    managed = {model for model in models if model._meta.managed and not model._meta.proxy}
    done: dict[Any, None] = {}

    def after(model: Any, waiting: tuple[Any, ...] = ()) -> None:  # noqa: ANN401 -- a model's class
        if model in done or model in waiting:
            return
        for field in model._meta.concrete_fields:
            if field.related_model is not None:
                target = field.related_model._meta.concrete_model
                if target in managed:
                    after(target, (*waiting, model))
        done[model] = None

    for model in sorted(managed, key=lambda model: model._meta.db_table):
        after(model)
    return list(done)


def _copy(cursor: Any, statement: str) -> Any:  # noqa: ANN401 -- psycopg's own, behind Django's cursor
    return cursor.cursor.copy(statement)


def _fill(cursor: Any, table: str, file: Path) -> None:  # noqa: ANN401 -- as above
    if not file.exists():
        raise Refused(
            f"The backup has no rows for the table {table}: it is of another version of the program."
        )
    with _copy(cursor, f'COPY "{table}" FROM STDIN') as into:
        for piece in _pieces(file):
            into.write(piece)


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            yield piece
