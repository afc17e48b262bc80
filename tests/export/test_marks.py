"""Who marked what: every mark with what found it and what was decided, by handle."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sources.annotate import marking, quoting
from sources.export import csvtext
from sources.export.marks import HEADER, as_csv, as_jsonl, marks
from sources.export.writing import OWN, write_whole
from sources.values.span import Span
from tests.factories import (
    make_article,
    make_claim,
    make_corpus,
    make_document,
    make_entity,
    make_mention,
    make_passage,
    make_question,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamps():
    """A corpus in which Adler marked a name, rejected a suggestion, and left another alone."""
    corpus = make_corpus(slug="lamps")
    adler = make_user("adler@paper.example", handle="M. Adler")
    revision = make_passage(
        make_article(make_document(corpus)), "Tomas Wick and =Harbour Watch said: no lamp."
    )
    wick = make_entity("Tomas Wick")
    marking.mark(revision, Span(0, 10), wick, actor=adler)
    guess = {"status": "suggested", "rule": "capitals", "score": 0.4, "recogniser": "house 1"}
    wrong = make_mention(revision, "=Harbour Watch", wick, **guess)
    marking.reject(wrong, actor=adler)
    make_mention(revision, "Watch", wick, **guess)
    quoting.mark(revision, Span(36, 43), wick, actor=make_user("second", handle=""))
    make_claim(
        revision,
        "no lamp",
        make_question(corpus, slug="how-many"),
        asserter=wick,
        measure="exact",
        low=0,
        high=0,
    )
    return corpus


def told(corpus) -> list[dict]:
    return [json.loads(line) for line in as_jsonl(marks(corpus))]


def test_each_mark_says_who_made_it_and_who_decided(lamps):
    rows = [
        (
            one["mark"],
            one["exact"],
            one["status"],
            one["rule"],
            one["score"],
            one["made_by"],
            one["decided_by"],
        )
        for one in told(lamps)
    ]

    second = next(one["made_by"] for one in told(lamps) if one["mark"] == "quotation")
    assert rows == [
        ("mention", "Tomas Wick", "accepted", "hand", None, "M. Adler", None),
        ("mention", "=Harbour Watch", "rejected", "capitals", 0.4, None, "M. Adler"),
        ("mention", "Watch", "suggested", "capitals", 0.4, None, None),
        ("quotation", "no lamp", "accepted", "hand", None, second, None),
        ("claim", "no lamp", "accepted", "", None, None, None),
    ]
    assert second.startswith("account ")


def test_every_act_on_a_mark_is_told(lamps):
    [rejected] = [one for one in told(lamps) if one["status"] == "rejected"]

    assert [(one["by"], one["from"], one["to"]) for one in rejected["acts"]] == [
        ("M. Adler", "suggested", "rejected")
    ]


def test_name_of_an_account_is_nowhere(lamps):
    assert "paper.example" not in "".join([*as_jsonl(marks(lamps)), *as_csv(marks(lamps))])


def test_table_has_a_row_for_each_mark_and_gives_the_words_back(lamps):
    header, *rows = csv.reader(StringIO("".join(as_csv(marks(lamps))), newline=""))

    assert tuple(header) == HEADER
    assert [csvtext.unguarded(row[header.index("exact")]) for row in rows] == [
        one["exact"] for one in told(lamps)
    ]
    assert [row[header.index("acts")] for row in rows] == ["1", "1", "0", "1", "0"]


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_command_says_how_many(lamps, tmp_path, capsys, kind):
    call_command("export_marks", "lamps", tmp_path / "marks", format=kind)

    said = capsys.readouterr().out
    assert said.startswith(f"lamps: 5 marks in {tmp_path / 'marks'}.")
    assert "it is for editors" in said
    assert (tmp_path / "marks").stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["marks"]


def test_what_fails_leaves_what_was_there_and_nothing_else(lamps, tmp_path):
    (tmp_path / "marks").write_text("as before")
    (tmp_path / ".marks.part").write_text("left by a run that was killed")

    def broken():
        yield b"mark"
        raise OSError("no space")

    with pytest.raises(OSError, match="no space"):
        write_whole(tmp_path / "marks", broken(), OWN)

    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("marks", "as before")]
    with pytest.raises(CommandError, match="was not written"):
        call_command("export_marks", "lamps", tmp_path / "nowhere" / "marks")


def test_number_of_questions_does_not_grow_with_the_marks(lamps, django_assert_num_queries):
    with django_assert_num_queries(7):
        list(as_jsonl(marks(lamps)))
