"""The one command of the README makes everything, and a second run changes nothing."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

TOP = Path(__file__).parent.parent


def command(data, *arguments):
    """The command line and its surroundings: a data folder of its own, nothing of the session's."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {
        "args": [sys.executable, "manage.py", *map(str, arguments)],
        "cwd": TOP,
        "env": {**environment, "ARCHIVE_DATA": str(data), "ARCHIVE_MODE": "local"},
        "text": True,
    }


def manage(data, *arguments):
    return subprocess.run(**command(data, *arguments), check=False, capture_output=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A data folder after the first run, and what that run said."""
    data = tmp_path_factory.mktemp("demo")
    done = manage(data, "demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    return data, done.stdout


def test_first_run_says_what_to_open_and_prints_the_password(made):
    _, said = made

    assert re.findall(r"http://\S+", said) == ["http://127.0.0.1:8000/", "http://127.0.0.1:8000/admin/"]
    assert len(re.search(r"^Password: (\S+) ", said, flags=re.MULTILINE)[1]) >= 16
    assert "Corpus zhanaozen: loaded, as an index: its 5 texts are not held here." in said


def test_second_run_changes_nothing(made):
    data, _ = made

    done = manage(data, "demo", "--no-serve")

    assert done.returncode == 0, done.stderr
    assert "Corpus temrava: there already." in done.stdout
    assert "Edition 1: current, nothing has changed since." in done.stdout
    assert "Password: as before" in done.stdout
    editions = sorted(path.name for path in (data / "editions").glob("edition-*.sqlite3"))
    assert editions == ["edition-000001.sqlite3"]


def test_what_was_made_is_sound(made):
    assert manage(made[0], "verify").returncode == 0


def test_new_password_is_given_where_asked(made):
    data, said = made

    done = manage(data, "demo", "--no-serve", "--reset-password")

    found = [re.search(r"^Password: (\S+) ", text, flags=re.MULTILINE)[1] for text in (said, done.stdout)]
    assert found[0] != found[1]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--port", "abc"], "--port is 'abc'; expected a whole number from 1 to 65535, e.g. 8000."),
        (["--port", "0"], "--port is '0'; expected a whole number from 1 to 65535, e.g. 8000."),
        (["--port", "70000"], "--port is '70000'; expected a whole number from 1 to 65535, e.g. 8000."),
        (
            ["--no-serve", "--texts", "nowhere"],
            "--texts is nowhere, which is not a folder; name the one that holds the files.",
        ),
    ],
)
def test_bad_option_gets_one_sentence_and_makes_nothing(arguments, sentence, tmp_path):
    done = manage(tmp_path, "demo", *arguments)

    assert (done.returncode, done.stderr.strip()) == (1, f"CommandError: {sentence}")
    assert list(tmp_path.glob("*.sqlite3")) == []


def test_port_in_use_is_refused_before_anything_is_made(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = manage(tmp_path, "demo", "--port", port)

    assert (done.returncode, done.stderr.strip()) == (
        1,
        f"CommandError: 127.0.0.1:{port} cannot be served (Address already in use); "
        "choose another with --port or --host.",
    )
    assert list(tmp_path.glob("*.sqlite3")) == []


def test_texts_given_later_are_attached_and_published(made, tmp_path, real_texts):
    data, _ = made

    done = manage(data, "demo", "--no-serve", "--texts", real_texts)

    assert "Corpus zhanaozen: 5 texts attached." in done.stdout
    assert "Edition 2: published" in done.stdout
    assert manage(data, "verify").returncode == 0


def test_archive_is_served_with_its_style_sheets(made):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen(**command(made[0], "demo", "--port", port), stdout=subprocess.PIPE) as server:
        try:
            assert answer(f"http://127.0.0.1:{port}/static/css/tokens.css") == (200, "text/css")
            assert answer(f"http://127.0.0.1:{port}/admin/login/") == (200, "text/html")
        finally:
            server.terminate()


def answer(address):
    """The status and the media type of an address, once the server is there."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address) as page:
                return page.status, page.headers.get_content_type()
        except (ConnectionError, urllib.error.URLError):
            time.sleep(0.1)
    return None
