"""``manage.py read``, without a database: pytest-django refuses any query here."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_bytes(
        "\ufeffWells run dry\r\n\r\nNo rain has fallen since May, and the wells of Mezra are dry.".encode()
    )
    return str(path)


def read(*arguments):
    out, err = StringIO(), StringIO()
    code = 0
    try:
        call_command("read", *arguments, stdout=out, stderr=err)
    except SystemExit as exit_:
        code = exit_.code
    return out.getvalue(), err.getvalue(), code


def test_read_prints_one_json_line_a_region(story):
    out, err, code = read(story, "--format", "jsonl")

    assert [json.loads(line) for line in out.splitlines()] == [
        {
            "file": story,
            "article": 0,
            "start": 0,
            "end": 14,
            "kind": "title",
            "speaker": None,
            "duplicate_of": None,
        },
        {
            "file": story,
            "article": 0,
            "start": 18,
            "end": 79,
            "kind": "body",
            "speaker": None,
            "duplicate_of": None,
        },
    ]
    assert (err, code) == ("", 0)


def test_read_prints_the_captured_text_whole(story):
    out, _, _ = read(story, "--text")

    assert out == "\ufeffWells run dry\r\n\r\nNo rain has fallen since May, and the wells of Mezra are dry."


def test_a_refused_file_is_named_and_the_others_go_on(story, tmp_path):
    out, err, code = read(str(tmp_path), story, "--format", "jsonl")

    assert len(out.splitlines()) == 2
    assert err == f"{tmp_path}: This is a directory, and one file was expected; name the files in it.\n"
    assert code == 1


def test_a_reader_who_stops_early_gets_no_traceback(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(f"Boat {number} came in with nobody at the helm." for number in range(5000)))
    manage = Path(__file__).parents[2] / "manage.py"

    with subprocess.Popen(
        [sys.executable, str(manage), "read", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as reading:
        reading.stdout.readline()
        reading.stdout.close()

        assert reading.stderr.read() == b""
