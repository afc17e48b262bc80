"""What ``manage.py ingest`` says, and that a mistyped corpus makes none."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sources.management.commands.ingest import MANY
from sources.models import Corpus
from tests.benchmarks.reports import report

TOP = Path(__file__).parents[2]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA = tmp_path / "data"


@pytest.fixture
def note(tmp_path):
    file = tmp_path / "note.txt"
    file.write_text("Lamps out\n\nThe lamps on the quay went out at nine, said the keeper.\n", "utf-8")
    return file


def test_ingest_refuses_a_corpus_that_is_not_there(note):
    Corpus.objects.create(slug="lamps", title="Lamps")

    with pytest.raises(CommandError) as refused:
        call_command("ingest", str(note), "--corpus", "lmaps")

    assert str(refused.value) == (
        "There is no corpus “lmaps”; there are: lamps. Name one of them, or add --new-corpus to make it."
    )
    assert list(Corpus.objects.values_list("slug", flat=True)) == ["lamps"]


@pytest.mark.parametrize(
    ("named", "made"), [(["--corpus", "lamps", "--new-corpus"], "lamps"), ([], "unsorted")]
)
def test_ingest_says_that_it_made_a_corpus(note, capsys, named, made):
    call_command("ingest", str(note), *named)

    assert capsys.readouterr().out.splitlines()[1] == f"New corpus: {made}."


def test_ingest_counts_one_of_each_in_the_singular(note, capsys):
    call_command("ingest", str(note))

    assert capsys.readouterr().out.splitlines()[-1] == (
        "unsorted: 1 document taken in, with 1 article (1 distinct, 0 copies)."
    )


def test_ingest_says_that_no_article_was_found(tmp_path, capsys):
    file = tmp_path / "scrap.txt"
    file.write_text("Home | News | Sport\n", "utf-8")

    call_command("ingest", str(file))

    assert (
        capsys.readouterr()
        .out.splitlines()[0]
        .endswith("No article was found in it: it is kept as regions only, which readers are not shown.")
    )


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def many(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(MANY + 1):
        (folder / f"{number}.txt").write_text(report(number), "utf-8")
    (folder / "bad.txt").write_bytes(b"")
    return folder


def test_bar_stands_alone_on_a_terminal_but_what_was_refused_is_told(many, monkeypatch, capsys):
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)

    with pytest.raises(SystemExit):
        call_command("ingest", many, "--dry-run", stderr=screen)

    assert "of 22" in screen.getvalue()
    assert f"{many}/bad.txt: refused. The file is empty" in screen.getvalue()
    assert capsys.readouterr().out.splitlines() == [
        "New corpus: unsorted.",
        "unsorted: 21 documents taken in, with 21 articles (20 distinct, 1 copy). 1 refused. "
        "Dry run: nothing was changed.",
    ]


def test_json_alone_is_on_the_output(many, monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr", Terminal())
    (many / "bad.txt").unlink()

    call_command("ingest", many, "--dry-run", format="json")

    said = json.loads(capsys.readouterr().out)
    assert (said["articles"], said["is_dry_run"], said["stopped"]) == (21, True, "")


def test_ingest_looks_through_what_is_new_where_asked(tmp_path, capsys):
    file = tmp_path / "quay.txt"
    file.write_text("Lamps out\n\nAnna Petrova came to Nairobi and spoke to the crews there.\n", "utf-8")

    call_command("ingest", str(file), "--suggest")

    assert capsys.readouterr().out.splitlines()[-1] == "2 suggestions in 1 article."


def test_second_run_over_many_files_tells_its_last_line_only(tmp_path, capsys):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(MANY + 1):
        words = f"Lamp {number} out\n\nLamp {number} went out at nine, he said.\n"
        (folder / f"{number}.txt").write_text(words)
    call_command("ingest", str(folder))
    capsys.readouterr()

    call_command("ingest", str(folder))

    assert capsys.readouterr().out.splitlines() == [
        "unsorted: 0 documents taken in, with 0 articles (0 distinct, 0 copies). 21 already there."
    ]


def test_interruption_while_everything_is_loaded_ends_with_a_sentence(note, tmp_path):
    (tmp_path / "settings_stopped.py").write_text("raise KeyboardInterrupt\n")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "DJANGO_SETTINGS_MODULE": "settings_stopped"}

    done = subprocess.run(
        [sys.executable, str(TOP / "manage.py"), "ingest", str(note)],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
    )

    assert (done.returncode, done.stderr) == (2, "Interrupted.\n")
