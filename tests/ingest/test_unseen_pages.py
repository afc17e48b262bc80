"""Pages and interviews of kinds not read before: a printed page's masthead, speakers nobody could name."""

import pytest

from sources.ingest.reading import read_text
from sources.vocabulary import Kind

PAGE = """THE OSBY MORNING TIDINGS.
OSBY, OHIO, FRIDAY, OCTOBER 6, 1911.
VOL. XLVII.        NO. 238.        TWO CENTS.

LAMP GOES OUT; SHIP IS LOST.

Fifty Dead at Osby, Many Missing.

KEEPER ARRESTED.

OSBY, Oct. 5.--The great lamp of this place went out at 2:20 o'clock
this afternoon and in the space of ten minutes the ship Hope was upon
the rocks. At a late hour to-night fifty bodies had been recovered.

A WOMAN'S STORY.

The keeper, Jens Rohde, was taken in charge by Constable Falk. His wife
says that the wind put it out, and nobody here believes her at all.

---------------------

GOAT IS FOUND.

SANDVIK, Oct. 5.--The goat which was lost from the Osby lamp house on
Monday last has been found on the roof of the church in this town. It
was brought down by the fire company with a ladder and some hay.

---------------------

LOCAL BREVITIES.

Hon. A. D. Falk returned yesterday from Columbus, where he had gone to
see about the new bridge, which is not to be built after all this year.

RHEUMATISM CURED. Dr. Hale's Ointment, 25c. At all druggists.
"""
TALK = """Panel: the lights of Osby
Recorded in the museum

{0}: Welcome to the museum. When did you come to the lamp house?
{1}: In nineteen thirty-one. My father had the keys then.
{0}: Who else lived there?
{1}: The three of us and a goat.
{0}: Did you see the ship?
{1}: I saw her lights go out one after another.
"""


def read(text: str) -> list[tuple[int | None, Kind, str]]:
    return [(r.article, r.kind, r.span.of(text).split("\n")[0]) for r in read_text(text).regions]


def kind_of(text: str, words: str) -> Kind:
    return next(kind for _article, kind, line in read(text) if words in line)


def test_masthead_on_lines_of_its_own_belongs_to_no_article():
    assert read(PAGE)[:3] == [
        (None, Kind.BOILERPLATE, "THE OSBY MORNING TIDINGS."),
        (None, Kind.PUBLICATION_DATE, "OSBY, OHIO, FRIDAY, OCTOBER 6, 1911."),
        (None, Kind.BOILERPLATE, "VOL. XLVII.        NO. 238.        TWO CENTS."),
    ]


def test_decks_stand_above_a_paragraph_that_says_where_it_was_sent_from():
    assert kind_of(PAGE, "Fifty Dead") == Kind.SUBTITLE
    assert kind_of(PAGE, "KEEPER ARRESTED") == Kind.SUBTITLE


def test_page_that_rules_its_articles_off_has_crossheads_elsewhere():
    titles = [line for _article, kind, line in read(PAGE) if kind == Kind.TITLE]

    assert titles == ["LAMP GOES OUT; SHIP IS LOST.", "GOAT IS FOUND.", "LOCAL BREVITIES."]
    assert kind_of(PAGE, "A WOMAN'S STORY") == Kind.HEADING


@pytest.mark.parametrize(
    "line",
    [
        "You are here: Home > Courts",
        "Add your comment   Report this article",
        "Buy photos: visit our shop",
        "WhatsApp us on 0000 000000",
        "The Lantern is published by Quern Media. Privacy | Terms | Cookies",
        "TO LET: two rooms near the harbour",
    ],
)
def test_frame_of_a_page_is_no_text(line):
    lead = "The keeper of the lamp was cleared on Friday of putting it out on the night of the wreck.\n"
    text = f"Keeper cleared\nBy Jonas Ekdal\n\n{lead * 2}\n{lead}\n{line}\n"

    assert kind_of(text, line) == Kind.BOILERPLATE


@pytest.mark.parametrize("day", ["Oct 5, 2018 • 4 min read", "5 November 2018 | Updated 10:30 | 1.2k views"])
def test_day_with_the_time_it_takes_to_read_is_a_day(day):
    assert (
        kind_of(f"Keeper cleared of all\n{day}\nBy Jonas Ekdal\n\nThe keeper went home.\n", day)
        == Kind.PUBLICATION_DATE
    )


@pytest.mark.parametrize(
    ("asker", "answerer"),
    [("Speaker 1", "Speaker 2"), ("Interviewer 1", "Participant A"), ("Audience member", "Speaker 2")],
)
def test_speakers_nobody_could_name_keep_their_labels(asker, answerer):
    found = {r.speaker for r in read_text(TALK.format(asker, answerer)).regions if r.speaker}

    assert found == {asker, answerer}


def test_surnames_in_capitals_over_what_they_say_are_speakers():
    text = TALK.format("EKDAL", "FALK").replace(": ", "\n").replace("Panel\n", "Panel: ")

    assert {r.speaker for r in read_text(text).regions if r.speaker} == {"EKDAL", "FALK"}


def test_word_that_opens_a_sentence_is_nobody_who_answers():
    text = (
        "“They came for the trees”: Wanjiru wa Kamole on forty years of saying no\nBy Jonas Ekdal\n\n"
        "When I arrive at her house she is up a ladder with a saw. She is 71.\n\n"
        "How did you begin?\n\nWith a spade, and a neighbour who lent it to me for a week.\n\n"
        "Were you afraid?\n\nOf you people, yes, and of the bulldozer, which had no brakes at all.\n\n"
        "What is next for you?\n\nThe railway, I suppose, and after the railway a long sleep.\n"
    )

    answers = {r.speaker for r in read_text(text).regions if r.kind == Kind.ANSWER}

    assert answers == {"Wanjiru wa Kamole"}
