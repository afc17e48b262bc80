import pytest

from sources.ingest.join import join_lines
from sources.ingest.lines import split_lines
from sources.ingest.succession import read_head
from sources.vocabulary import Kind

TEXT = """The keepers of the lower lock at Vesna opened the gates by hand on Monday, and the barges that had
waited since the storm went through one by one while the whole town stood on the bank.

“Nobody paid us for the night,” said Oto Brill, who has kept the lock since he was a boy."""


def head_of(*lines):
    text = "\n\n".join([*lines, TEXT.replace("\n", " ", 1)])
    head = read_head(units := join_lines(text, split_lines(text)), 0, len(units))
    return [head.lines[index].kind for index in sorted(head.lines)]


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (
            ("Keepers open Vesna lock by hand", "By Ana Lund", "3 May 2004"),
            [Kind.TITLE, Kind.BYLINE, Kind.PUBLICATION_DATE],
        ),
        (
            (
                "Keepers open Vesna lock by hand",
                "A week after the storm the barges are moving, and nobody has been paid for it.",
                "By Ana Lund",
                "3 May 2004",
            ),
            [Kind.TITLE, Kind.SUBTITLE, Kind.BYLINE, Kind.PUBLICATION_DATE],
        ),
        (
            ("3 May 2004", "Keepers open Vesna lock by hand", "Ana Lund"),
            [Kind.PUBLICATION_DATE, Kind.TITLE, Kind.BYLINE],
        ),
        (
            ("Home | News | Sport", "Opinion", "Keepers open Vesna lock by hand", "By Ana Lund"),
            [Kind.BOILERPLATE, Kind.HEADING, Kind.TITLE, Kind.BYLINE],
        ),
    ],
)
def test_the_head_is_read_in_whatever_order_it_stands(lines, kinds):
    assert head_of(*lines) == kinds


def test_a_sentence_with_no_byline_after_it_is_the_first_paragraph():
    head = head_of("Keepers open Vesna lock by hand", "The barges are moving again at Vesna, a week late.")

    assert head == [Kind.TITLE]


def test_a_text_without_a_headline_begins_at_once():
    assert head_of() == []
