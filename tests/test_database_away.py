"""A dead database silences the desk with a sentence, and nobody else; it comes back by itself.

That its server is killed is played here with the error that Django then gives; with a real PostgreSQL,
killed and started again under readers and an editor, before a release (``-m long``).
"""

import http.client
import os
import secrets
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.admin.conftest import sign_in
from tests.factories import make_user
from tests.faults.failing import Server
from tests.test_architecture import TOP
from tests.test_container import free_port

AWAY = "The editors’ database does not answer; readers notice nothing."


def away(*_):
    raise OperationalError("server closed the connection unexpectedly")


def full(*_):
    cause = sqlite3.OperationalError("database or disk is full")
    cause.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise OperationalError("database or disk is full") from cause


def no_such_column(*_):
    cause = sqlite3.OperationalError("no such column: colour")
    cause.sqlite_errorcode = sqlite3.SQLITE_ERROR
    raise OperationalError("no such column: colour") from cause


@pytest.mark.django_db
@pytest.mark.parametrize("fault", [away, full])
@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/sources/article/"])
def test_desk_says_that_its_database_is_away(edition, fault, path):
    client = sign_in(make_user("wren", role="editor"))
    client.raise_request_exception = False

    with connection.execute_wrapper(fault):
        answer = client.get(path)

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert AWAY in answer.content.decode()
    assert client.get("/admin/").status_code == 200


@pytest.mark.django_db
def test_fault_of_the_program_is_not_taken_for_the_databases(edition):
    client = sign_in(make_user("wren", role="editor"))
    client.raise_request_exception = False

    with connection.execute_wrapper(no_such_column):
        answer = client.get("/admin/sources/article/")

    assert answer.status_code == 500
    assert AWAY not in answer.content.decode()


@pytest.mark.django_db(databases=["default", "edition"])
def test_reader_notices_nothing(edition):
    with connection.execute_wrapper(away):
        answers = [Client().get(path).status_code for path in ("/", "/people/", "/search/?q=lamps")]

    assert answers == [200, 200, 200]


def asked(port, path, **headers):
    """The status of an answer, its words, and how long it took."""
    reader = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    begun = time.monotonic()
    reader.request("GET", path, headers={"Host": "localhost", **headers})
    answer = reader.getresponse()
    return answer.status, answer.read().decode(), time.monotonic() - begun


@pytest.fixture
def archive(tmp_path):
    """A PostgreSQL of its own and an archive on it, served; gives the server and the port."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))  # not pytest's: other runs tidy those away
    server, port = Server(folder), free_port()
    environment = {
        **os.environ,
        "ARCHIVE_DATA": str(tmp_path),
        "DATABASE_URL": server.address,
        "ARCHIVE_PORT": str(port),
        "ARCHIVE_WORKERS": "1",
        "ARCHIVE_SECRET_KEY": secrets.token_urlsafe(64),
    }
    how = {"cwd": TOP, "env": environment}
    for command in (("migrate", "-v0"), ("load_corpus", "seeds/temrava"), ("publish",)):
        subprocess.run([sys.executable, "manage.py", *command], check=True, capture_output=True, **how)
    serving = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "archive/gunicorn.py", "archive.wsgi"], **how
    )
    try:
        while True:
            try:
                asked(port, "/healthz")
                break
            except OSError:
                time.sleep(0.2)
        yield server, port
    finally:
        serving.terminate()
        serving.wait()
        server.stop()


@pytest.mark.long
def test_postgresql_killed_and_started_again(archive):
    server, port = archive
    pages = ("/", "/people/", "/articles/", "/healthz", "/search/?q=lamps")
    someone = {"Cookie": f"session={'a' * 32}"}  # who asks with it is looked up among the sign-ins
    assert asked(port, "/admin/login/", **someone)[0] == 200

    server.kill()
    while_dead = [asked(port, path) for path in pages]
    desk = asked(port, "/admin/login/", **someone)
    server.bring_back()
    after = asked(port, "/admin/login/", **someone)

    assert [status for status, _, _ in while_dead] == [200] * len(pages)
    assert (desk[0], AWAY in desk[1]) == (503, True)
    assert desk[2] < 10, "an editor is not kept waiting"
    assert after[0] == 200
