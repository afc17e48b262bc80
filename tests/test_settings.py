"""A bad setting stops the start with a sentence that names it; SQLite is opened as its faults demand."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db.utils import ConnectionHandler, OperationalError

from archive import settings
from tests.test_architecture import TOP

SECRET = "t" * 50
PRODUCTION = {"ARCHIVE_MODE": "production", "ARCHIVE_SECRET_KEY": SECRET, "ARCHIVE_HOSTS": "archive.example"}


def start(folder, said="MODE", **environment):
    """Load the settings in a process of their own, with only these variables; give its last line."""
    done = subprocess.run(
        [sys.executable, "-c", f"from archive import settings; print(settings.{said})"],
        cwd=TOP,
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "ARCHIVE_DATA": str(folder), **environment},
    )
    return (
        (done.stdout + done.stderr)
        .strip()
        .splitlines()[-1]
        .removeprefix("django.core.exceptions.ImproperlyConfigured: ")
    )


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        (
            {"ARCHIVE_CONTACT": "the keeper"},
            "ARCHIVE_CONTACT is 'the keeper'; expected an e-mail address, e.g. archive@example.org.",
        ),
        (
            {"ARCHIVE_LANGUAGE": "Русский"},
            "ARCHIVE_LANGUAGE is 'Русский'; expected the tag of a language, e.g. ru, kk or pt-br.",
        ),
        ({"ARCHIVE_MODE": "prod"}, "ARCHIVE_MODE is 'prod'; expected one of: local, production."),
        (
            {"ARCHIVE_DEBUG": "maybe"},
            "ARCHIVE_DEBUG is 'maybe'; expected one of: 0, 1, false, no, true, yes.",
        ),
        (
            {"ARCHIVE_SECRET_KEY": "short"},
            "ARCHIVE_SECRET_KEY has 5 characters; expected at least 50 random ones.",
        ),
        (
            {"ARCHIVE_HOSTS": "*"},
            "ARCHIVE_HOSTS holds '*'; name the hosts, e.g. archive.example,localhost.",
        ),
        (
            {"ARCHIVE_HOSTS": "archive.example", "ARCHIVE_ORIGINALS_HOST": "Archive.example:8443"},
            "ARCHIVE_ORIGINALS_HOST is 'archive.example:8443'; expected a host name that is not among "
            "ARCHIVE_HOSTS, e.g. originals.archive.example.",
        ),
        (
            {"ARCHIVE_ORIGINALS_HOST": "https://originals.example"},
            "ARCHIVE_ORIGINALS_HOST is 'https://originals.example'; expected a host name that is not among "
            "ARCHIVE_HOSTS, e.g. originals.archive.example.",
        ),
        *(
            (
                {"ARCHIVE_FETCHING_PROXY": address},
                "ARCHIVE_FETCHING_PROXY cannot be read; expected e.g. "
                "http://user:password@proxy.example:3128 or socks5://127.0.0.1:9050 (not socks5h: addresses "
                "are judged here).",
            )
            for address in ("proxy.example:3128", "socks5h://127.0.0.1:9050", "http://proxy.example:99999")
        ),
        (
            {"DATABASE_URL": "mysql://host/name"},
            "DATABASE_URL names django.db.backends.mysql; expected a sqlite or postgres address.",
        ),
        (
            {"DATABASE_URL": "nonsense"},
            "DATABASE_URL cannot be read; expected e.g. postgres://user:password@host:5432/name "
            "or sqlite:////folder/file.sqlite3.",
        ),
        (
            {**PRODUCTION, "ARCHIVE_SECRET_KEY": ""},
            "ARCHIVE_SECRET_KEY is not set; ARCHIVE_MODE=production needs 50 or more random characters.",
        ),
        (
            {**PRODUCTION, "ARCHIVE_HOSTS": ""},
            "ARCHIVE_HOSTS is not set; ARCHIVE_MODE=production needs the site's host names, comma-separated.",
        ),
        (
            {**PRODUCTION, "ARCHIVE_DEBUG": "yes"},
            "ARCHIVE_DEBUG is on; it must be off where ARCHIVE_MODE=production.",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_s33_bad_value_stops_the_start_with_a_sentence(tmp_path, environment, sentence):
    assert start(tmp_path, **environment) == sentence


def test_good_values_start(tmp_path):
    assert start(tmp_path) == "local"
    assert start(tmp_path, **PRODUCTION) == "production"


def test_data_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")

    said = start(tmp_path / "file" / "data")

    assert said == (
        f"ARCHIVE_DATA is '{tmp_path}/file/data', which cannot be made: Not a directory. "
        "Name a folder that this user may write to."
    )


@pytest.mark.parametrize("static", [".", ".."], ids=["the data folder", "what holds it"])
def test_s09_what_is_served_is_not_where_the_archive_keeps_its_files(tmp_path, static):
    data = tmp_path / "data"

    said = start(data, ARCHIVE_STATIC=str(data / static))

    assert said == (
        f"ARCHIVE_STATIC is '{(data / static).resolve()}', in which the archive's own data lies ('{data}'), "
        "and all in it is served. Name a folder of its own."
    )


def test_s28_readers_are_limited_in_production_alone(tmp_path):
    limits = "RATE, settings.EFFORT"

    assert start(tmp_path, limits) == "0 0"
    assert start(tmp_path, limits, **PRODUCTION) == "120 4"
    assert start(tmp_path, limits, ARCHIVE_RATE="7", ARCHIVE_EFFORT="1") == "7 1"


def test_secret_made_for_a_local_archive_is_kept_and_private(tmp_path):
    start(tmp_path)
    first = (tmp_path / "secret-key").read_text()
    start(tmp_path)

    assert (tmp_path / "secret-key").read_text() == first
    assert len(first) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_i15_sqlite_is_opened_as_its_faults_demand(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'editorial.sqlite3'}")
    connection = ConnectionHandler({"default": settings.editorial_database()})["default"]

    def pragma(name):
        with connection.cursor() as cursor:
            return cursor.execute(f"PRAGMA {name}").fetchone()[0]

    try:
        assert {
            name: pragma(name)
            for name in ("busy_timeout", "foreign_keys", "mmap_size", "recursive_triggers", "synchronous")
        } == {
            "busy_timeout": 20_000,
            "foreign_keys": 1,
            "mmap_size": 0,
            "recursive_triggers": 1,
            "synchronous": 2,
        }
        assert pragma("journal_mode") == settings.journal_mode().lower()
        assert connection.transaction_mode == "IMMEDIATE"
    finally:
        connection.close()


@pytest.mark.django_db
def test_s30_read_only_archive_opens_a_database_that_cannot_be_written(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'editorial.sqlite3'}")
    writable = ConnectionHandler({"default": settings.editorial_database()})["default"]
    monkeypatch.setattr(settings, "READ_ONLY", True)
    closed = ConnectionHandler({"default": settings.editorial_database()})["default"]
    try:
        with writable.cursor() as cursor:
            cursor.execute("CREATE TABLE lamp (lit)")
        with closed.cursor() as cursor:
            assert cursor.execute("SELECT count(*) FROM lamp").fetchone() == (0,)
            with pytest.raises(OperationalError, match="readonly"):
                cursor.execute("INSERT INTO lamp VALUES (1)")
    finally:
        writable.close()
        closed.close()


def test_s30_read_only_archive_asks_postgresql_for_the_same(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://clerk@127.0.0.1/archive?sslmode=require")
    monkeypatch.setattr(settings, "READ_ONLY", True)

    assert settings.editorial_database()["OPTIONS"] == {
        "sslmode": "require",
        "options": "-c default_transaction_read_only=on",
    }


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "PERSIST"),
        ((3, 44, 5), "PERSIST"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 0), "PERSIST"),
        ((3, 50, 6), "PERSIST"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "PERSIST"),
        ((3, 51, 3), "WAL"),
        ((4, 0, 0), "WAL"),
    ],
)
def test_write_ahead_log_only_where_sqlite_is_mended(monkeypatch, version, mode):
    monkeypatch.setattr(settings.sqlite3, "sqlite_version_info", version)

    assert settings.journal_mode() == mode


def test_secret_is_the_same_for_processes_that_start_together(tmp_path):
    with ThreadPoolExecutor(16) as pool:
        read = set(pool.map(lambda _: settings.kept_secret(tmp_path / "secret-key"), range(64)))

    assert read == {(tmp_path / "secret-key").read_text()}
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_s33_secret_that_was_left_empty_stops_the_start(tmp_path):
    (tmp_path / "secret-key").touch()

    said = start(tmp_path)

    assert said.startswith(f"'{tmp_path}/secret-key' holds 0 characters; expected at least 50")


def test_an_edition_is_kept_in_memory_by_the_kernel_and_not_by_each_thread(settings):
    assert settings.DATABASES["edition"]["OPTIONS"] == {"init_command": "PRAGMA cache_size=-256"}
