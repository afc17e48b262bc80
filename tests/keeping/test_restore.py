"""An archive lost and brought back: what was withheld since stays withheld, who was let go stays out.

Done as in an emergency, by the commands, each in a process of its own; the rehearsal, which goes all the
way, on both databases.
"""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.test_postgres import server as postgresql  # a database server for this module

__all__ = ["postgresql"]
pytestmark = pytest.mark.slow

TOP = Path(__file__).parent.parent.parent
NEWS = (
    "Lamps out\n\nBy Ada Quill\n\n3 May 1931\n\nTomas Wick put out every lamp on Salt Quay, said Zqxv Wrbl.\n"
)


class Archive:
    """One archive: a data folder, a database, a secret."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder, self.secret = folder, secrets.token_urlsafe(64)
        self.database = database
        self.backup, self.identity = str(folder.with_suffix(".age")), str(folder.with_suffix(".identity"))
        folder.mkdir(parents=True, exist_ok=True)

    def run(self, *command: str, fails: bool = False) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=TOP,
            env={
                **os.environ,
                "ARCHIVE_DATA": str(self.folder),
                "ARCHIVE_SECRET_KEY": self.secret,
                "DATABASE_URL": self.database,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert bool(done.returncode) == fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    def do(self, python: str) -> str:
        return self.run("shell", "--no-imports", "-c", python)


SET_UP = """
from sources.models import *
from sources.annotate.acts import act
from sources.vocabulary import ActKind
User.objects.create_superuser("clerk", password="lamps on the quay 1931")
with act(ActKind.EDIT, "Published") as doing:
    doing.change(Article.objects.get(), status="published", access="full")
"""
SINCE = """
from sources.models import *
from sources.annotate.acts import act
from sources.vocabulary import ActKind
from django.contrib.sessions.backends.db import SessionStore
with act(ActKind.CREATE, "Made") as doing:
    doing.create(Person(preferred_name="Zqxv Wrbl", sort_name="Wrbl", spelling_key="zqxv wrbl",
                        is_protected=True, pseudonym="A porter"))
with act(ActKind.EDIT, "Closed") as doing:
    doing.change(User.objects.get(), is_active=False)
"""


def fresh_database(server):
    """An empty database on the server that an address names."""
    name = f"archive_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def lost(archive):
    """Back an archive up and change it then: a witness protected, an account closed, an edition made."""
    file = archive.folder.with_suffix(".txt")
    file.write_text(NEWS)
    archive.run("ingest", str(file), "--corpus", "lamps", "--new-corpus")
    for code in ("kk", "ru"):
        catalogue = archive.folder / "locale" / f"{code}.po"
        catalogue.parent.mkdir(exist_ok=True)
        catalogue.write_text(f"# {code}, before")
    archive.do(SET_UP)
    archive.run("publish")
    key = archive.run("backup", archive.identity, "--make-key").strip()
    archive.run("backup", archive.backup, "--key", key)
    archive.do(SINCE)
    return archive


@pytest.fixture(scope="module")
def on_sqlite(begun, tmp_path_factory):
    """An archive on SQLite that is lost; nothing that is done about it writes to it."""
    return lost(Archive(begun(tmp_path_factory.mktemp("lost"))))


@pytest.fixture
def on_postgresql(postgresql, tmp_path):
    """An archive on PostgreSQL that is lost."""
    archive = Archive(tmp_path / "lost", fresh_database(postgresql))
    archive.run("migrate", "--verbosity", "0")
    return lost(archive)


def test_t08_restore_keeps_what_was_withheld_since(on_sqlite, tmp_path):
    restored = Archive(tmp_path / "restored")
    journal = str(on_sqlite.folder / "journal" / "journal.jsonl")
    keys = ("--identity", on_sqlite.identity, "--journal", journal)
    newer = restored.folder / "locale" / "ru.po"
    newer.parent.mkdir()
    newer.write_text("# ru, newer")

    in_place = restored.run("restore", on_sqlite.backup, *keys)
    refused = restored.run("publish", fails=True)
    silent = restored.do(
        "from django.test import Client\n"
        "print([Client(SERVER_NAME='localhost').get(path).status_code for path in ('/', '/admin/login/')])"
    )
    finished = restored.run("finish_restore")
    state = restored.do(
        "import json\nfrom sources.models import *\nfrom django.contrib.sessions.models import Session\n"
        "print(json.dumps([User.objects.get().is_active, Entity.objects.get().is_protected,"
        " Session.objects.count(), Restoration.objects.get().replayed,"
        " ChangeSet.objects.order_by('pk').values_list('kind', flat=True).last()]))"
    )

    assert "Nobody is answered yet" in in_place
    assert "Run manage.py finish_restore" in refused
    assert "[503, 503]" in silent
    # The name stands unmarked in the text: rather no edition than that one.
    assert "readers not yet" in finished
    assert json.loads(state.strip().splitlines()[-1]) == [False, True, 0, 2, "restore"]
    assert not (restored.folder / "editions" / "current.sqlite3").exists()
    assert "nothing damaged" in restored.run("verify")
    mine = (restored.folder / "journal" / "journal.jsonl").stat().st_mode & 0o777
    assert oct(mine) == "0o600"
    said = [file.read_text() for file in sorted(newer.parent.iterdir())]
    assert said == ["# kk, before", "# ru, newer"]


def test_i13_same_secret_is_refused_and_a_full_archive_too_and_another_finishes(on_sqlite, tmp_path):
    restored = Archive(tmp_path / "restored")
    restored.secret = on_sqlite.secret
    command = ("restore", on_sqlite.backup, "--identity", on_sqlite.identity)
    restored.run(*command)

    assert "Set a new one" in restored.run("finish_restore", fails=True)
    assert "a backup is restored into an empty one" in restored.run(*command, fails=True)

    restored.secret = secrets.token_urlsafe(64)
    assert "Edition 1 stands as it was" in restored.run("finish_restore")


@pytest.mark.parametrize("database", ["on_sqlite", pytest.param("on_postgresql", marks=pytest.mark.long)])
def test_i12_rehearsal_says_how_long_it_took(request, database):
    archive = request.getfixturevalue(database)

    found = json.loads(
        archive.run("drill", archive.backup, "--identity", archive.identity, "--format", "json")
    )

    assert sorted(found["seconds"]) == ["finish", "pages", "restore", "verify"]
    assert (found["checked"]["documents"], found["pages"]) == (1, 2)
