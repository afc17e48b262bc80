import pytest

from sources.ingest.join import join_lines
from sources.ingest.letters import find_letters, is_valediction
from sources.ingest.lines import split_lines
from sources.ingest.reading import read_text

PAGE = """THE SELWICK OBSERVER. SATURDAY, MARCH 9, 1872.
CORRESPONDENCE.
We do not hold ourselves responsible for the opinions of our correspondents.
THE NEW PIER.
SIR,—I see that the Council means to build its pier of greenheart, and that no engineer has been asked.
I am, Sir, yours, &c.,
A RATEPAYER.
Penhal, March 6.
THE SAME.
SIR,—Your correspondent of last week has never stood upon the old pier in a gale. I have, and I was wet.
Your obedient servant,
JOHN TULLEY,
Harbour Master.
[The Council meets on Tuesday.—ED.]
"""


def units_of(text):
    return join_lines(text, split_lines(text))


def test_each_letter_of_a_page_is_an_article_with_its_heading():
    reading = read_text(PAGE)

    assert [article.title for article in reading.articles] == ["THE NEW PIER.", "THE SAME."]
    assert [(region.article, region.kind.value) for region in reading.regions] == [
        (None, "publication_date"),
        (None, "heading"),
        (None, "editor_note"),
        (0, "title"),
        (0, "body"),
        (0, "body"),
        (0, "byline"),
        (0, "dateline"),
        (1, "title"),
        (1, "body"),
        (1, "body"),
        (1, "byline"),
        (1, "editor_note"),
    ]


def test_a_signature_is_the_lines_under_the_valediction():
    signatures = [
        [unit.text for unit in units_of(PAGE)[letter.signature.start : letter.signature.stop]]
        for letter in find_letters(units_of(PAGE))
    ]

    assert signatures == [
        ["A RATEPAYER.", "Penhal, March 6."],
        ["JOHN TULLEY, Harbour Master.", "[The Council meets on Tuesday.—ED.]"],
    ]


def test_one_letter_is_no_letters_page():
    assert find_letters(units_of("\n".join(PAGE.splitlines()[3:8]))) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("I am, Sir, yours, &c.,", True),
        ("Yours faithfully,", True),
        ("I have the honour to remain, Sir, your obedient servant,", True),
        ("With best wishes,", True),
        ("I am a docker, and I was on the mole that night when they fired at us from the roof.", False),
        ("Yours was the first boat to leave the harbour.", False),
    ],
)
def test_a_valediction_takes_leave(line, expected):
    (unit,) = units_of(line)

    assert is_valediction(unit) is expected
