"""What stands between the turns and paragraphs of a page, and what a page says of itself."""

import pytest

from sources.ingest.reading import read_text
from sources.vocabulary import Kind

PROSE = (
    "The river was still brown on Thursday, and on the far bank a man in a yellow jacket was calling "
    "out names from a list that had been wet and dried again."
)
AFTER = (
    "A spokesman for the prosecutor told reporters that five officers were being questioned, and that "
    "everyone would be called to account."
)


def kinds_of(*lines: str) -> dict[str, Kind]:
    text = "\n".join(lines)
    return {region.span.of(text): region.kind for region in read_text(text).regions}


def test_text_goes_on_below_one_link():
    found = kinds_of(
        "Ostrel families ask for the list", "By Ada Quill", "", PROSE, "", PROSE.replace("brown", "red"), "",
        "SEE ALSO:", "Timeline: Six Months Of Water In Ostrel", "", AFTER,
    )  # fmt: skip

    assert found["Timeline: Six Months Of Water In Ostrel"] == Kind.RELATED_LINK
    assert found[AFTER] == Kind.BODY


def test_headline_over_read_more_is_a_link():
    found = kinds_of(
        "Ostrel families ask for the list", "By Ada Quill", "", PROSE,
        "Floods in Lentria: what we know so far", "Read more", AFTER, PROSE.replace("brown", "red"),
    )  # fmt: skip

    assert found["Floods in Lentria: what we know so far"] == Kind.RELATED_LINK
    assert found["Read more"] == Kind.RELATED_LINK
    assert found[AFTER] == Kind.BODY


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("[Recording ends]", Kind.EDITOR_NOTE),
        ("[Pause]", Kind.EDITOR_NOTE),
        ("I am not a brave man. I only kept a book.", Kind.ANSWER),
        ("Q: Where is it now?", Kind.QUESTION),
        ("A: Safe.", Kind.ANSWER),
    ],
)
def test_lines_of_an_interview(line, kind):
    found = kinds_of(
        "Interview with Leonid Hasak", "By Corinne Wardle", "",
        "Leonid Hasak was a clerk at the port until it closed. We spoke to Leonid Hasak in May.", "",
        "Q: When did you understand that something was wrong?",
        "A: When the trains stopped. A port without trains is a warehouse.", "[Pause]",
        "Q: Who gave that order?", "A: It came by telephone. Nobody signed anything that week.",
        "Q: Did you show it to anyone?", "A: To my wife. She told me to burn it.",
        "I am not a brave man. I only kept a book.", "Q: Where is it now?", "A: Safe.", "[Recording ends]",
    )  # fmt: skip

    assert found[line] == kind


def test_line_that_says_who_asks_is_no_turn():
    text = "\n".join(
        [
            "Interview with Martha Quennell, net-maker", "Interviewer: Daniel Osei", "",
            "DO: Could you tell me where you were born, please?",
            "MQ: In Carrick, in Net Loft Lane. The house isn't there now.",
            "DO: Your mother worked at the cannery.",
            "MQ: She did, until the fire. Then she took in nets, and I learnt from her.",
            "DO: And the night of the fire itself?",
            "MQ: We saw it from the window. The whole sky was orange.",
        ]
    )  # fmt: skip

    turns = [region for region in read_text(text).regions if region.speaker]

    assert [(turn.kind, turn.speaker) for turn in turns] == [
        (Kind.QUESTION, "Daniel Osei"),
        (Kind.ANSWER, "Martha Quennell"),
    ] * 3


def test_live_page_has_its_headline_and_not_its_first_point():
    found = kinds_of(
        "Home", "News", "Sport", "", "Tarsk protests live: Crowds return to the square", "LIVE", "Summary",
        "Tens of thousands are gathering in the square for a fourth day",
        "The prime minister has refused to resign", "Reporting by Nina Oswald", "",
        "18:42", "That's all for today", PROSE, "17:55", "Metro stations closed", AFTER,
    )  # fmt: skip

    assert found["Tarsk protests live: Crowds return to the square"] == Kind.TITLE
    assert found["Tens of thousands are gathering in the square for a fourth day"] == Kind.BODY
