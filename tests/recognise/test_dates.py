import pytest

from sources.recognise.candidate import Candidate, SearchRegion
from sources.recognise.dates.finding import Given, find_dates
from sources.values.span import Span
from sources.vocabulary import AnchorKind, Kind

MONDAY = "2011-12-19"


def dates(text: str, published: str = MONDAY, **given) -> list[Candidate]:
    return find_dates(text, [SearchRegion(Span(0, len(text)))], Given(published, **given))


def read(text: str, published: str = MONDAY, **given) -> list[tuple[str, str]]:
    return [(c.surface, c.edtf) for c in dates(text, published, **given)]


@pytest.mark.parametrize(
    ("text", "surface", "edtf"),
    [
        ("The dockers downed tools on December 16.", "December 16", "2011-12-16"),
        ("It broke out Friday morning in the port.", "Friday morning", "2011-12-16"),
        ("It was over on Sunday evening.", "Sunday evening", "2011-12-18"),
        ("The mayor spoke on Monday.", "Monday", "2011-12-19"),
        ("The vigil will begin at 8pm on December 21.", "December 21", "2011-12-21"),
        ("The curfew will last until the end of January.", "end of January", "2012-01"),
        ("Ice comes in mid-December.", "mid-December", "2011-12"),
        ("The strike began in May.", "May", "2011-05"),
        ("It began in the spring of 2011.", "spring of 2011", "2011-21"),
        ("There were strikes in 2009-2010.", "2009-2010", "2009/2010"),
        ("Shots fell on December 16-17, 2011.", "December 16-17, 2011", "2011-12-16/2011-12-17"),
        (
            "They came on the 18th or 19th of December.",
            "18th or 19th of December",
            "[2011-12-18,2011-12-19]",
        ),
        ("The pit was sold in the 1990s.", "1990s", "199X"),
        ("Half a year earlier the mill had closed.", "Half a year earlier", "2011-06~"),
    ],
)
def test_date_that_must_come_out_right(text, surface, edtf):
    assert read(text) == [(surface, edtf)]


def test_following_day_counts_from_the_day_named_before():
    found = dates("The mill burned on December 16. The owner fled the following day.")

    assert [(c.edtf, c.anchor, c.anchor_words) for c in found] == [
        ("2011-12-16", AnchorKind.PUBLISHED, MONDAY),
        ("2011-12-17", AnchorKind.MENTION, "December 16"),
    ]


def test_day_in_an_essay_of_years_later_belongs_to_the_event_year():
    found = dates("On 16 December the harbour was empty.", "2018-01-17", event_years=(2011,))

    assert [(c.edtf, c.anchor) for c in found] == [("2011-12-16", AnchorKind.EVENT_YEAR)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The letter of the 15th inst. came.", [("15th inst.", "1881-10-15")]),
        ("Yours of the 28th ult. is to hand.", [("28th ult.", "1881-09-28")]),
        ("The assizes open on the 3rd prox.", [("3rd prox.", "1881-11-03")]),
        ("On Tuesday last the barque Hope foundered.", [("Tuesday last", "1881-10-18")]),
        ("The mail left yesterday morning.", [("yesterday morning", "1881-10-19")]),
        ("To-day the court rose.", [("To-day", "1881-10-20")]),
    ],
)
def test_date_as_old_newspapers_write_it(text, found):
    assert read(text, "1881-10-20") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from Monday to Wednesday", [("Monday to Wednesday", "2011-12-12/2011-12-14")]),
        ("on Oct. 15", [("Oct. 15", "2011-10-15")]),
        ("in the winter of 1946-47", [("winter of 1946-47", "1946-24")]),
        ("the night of 14 October", [("14 October", "2011-10-14")]),
        ("on New Year's Eve", [("New Year's Eve", "2011-12-31")]),
        ("on Easter Monday 1916", [("Easter Monday 1916", "1916-04-24")]),
        ("about 1927", [("about 1927", "1927~")]),
        ("25 November – 1 December 1890", [("25 November – 1 December 1890", "1890-11-25/1890-12-01")]),
        ("December 16, 17 and 18", [("December 16, 17 and 18", "2011-12-16/2011-12-18")]),
        ("last week", [("last week", "2011-12-12/2011-12-18")]),
        ("last month", [("last month", "2011-11")]),
        ("last year", [("last year", "2010")]),
        ("three days ago", [("three days ago", "2011-12-16")]),
        ("two weeks ago", [("two weeks ago", "2011-12-05~")]),
        ("next Friday", [("next Friday", "2011-12-23")]),
        ("in April [2011]", [("April [2011]", "2011-04")]),
        ("in the 19th century", [("19th century", "18XX")]),
        ("on 2011-12-16", [("2011-12-16", "2011-12-16")]),
        ("on 16.12.2011", [("16.12.2011", "2011-12-16")]),
        ("on 12/03/2011", [("12/03/2011", "[2011-03-12,2011-12-03]")]),
        ("on 30 February 2011", []),
    ],
)
def test_date_in_other_ways_of_writing(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "May I ask who you are?",
        "Mrs May said nothing.",
        "April Jones sang.",
        "He lay on the 16th floor.",
        "The march took three days.",
        "They slept for two weeks in a tent, at nine o’clock.",
        "What use is it to today’s youth?",
        "About 1500 people and 2000 workers came.",
        "She writes for the Sunday Times about Bloody Sunday.",
        "A man aged 30 paid $1990 for it.",
    ],
)
def test_words_shaped_like_a_date_are_left_alone(text):
    assert read(text) == []


def test_weekday_tells_the_year():
    assert read("on Friday, December 16", "2013-03-01") == [("Friday, December 16", "2011-12-16")]


def test_weekday_without_any_anchor_is_found_without_a_value():
    assert read("It began on Friday.", "") == [("Friday", "")]


def test_dateline_is_what_yesterday_counts_from():
    text = "TEMRAVA, 3 October.\nThe piers were quiet yesterday."
    head = text.index("\n")
    regions = [SearchRegion(Span(0, head), Kind.DATELINE), SearchRegion(Span(head + 1, len(text)))]

    found = find_dates(text, regions, Given("1927-10-05"))

    assert [(c.surface, c.edtf, c.anchor) for c in found] == [
        ("3 October", "1927-10-03", AnchorKind.PUBLISHED),
        ("yesterday", "1927-10-02", AnchorKind.DATELINE),
    ]


def test_feast_that_the_archive_defines_is_found():
    found = read("They met on Founders’ Day.", feasts={"Founders’ Day": "12-16"})

    assert found == [("Founders’ Day", "2011-12-16")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the night of 14 October", ["14 October"]),
        ("at midnight on Tuesday", ["Tuesday"]),
        ("by the end of March", ["end of March"]),
        ("They fled the next day.", []),
        ("It rained on 14 October. They fled the next day.", ["14 October", "the next day"]),
        ("It was four days before she was found.", []),
    ],
)
def test_span_leaves_out_what_introduces_the_date(text, found):
    assert [surface for surface, _edtf in read(text)] == found


def test_weekdays_told_years_later_stay_in_the_week_of_the_day_named():
    text = (
        "On 19 March 1981 they met. On Saturday we shut the gate. On Monday he wept. "
        "On Sunday we sang. On Thursday night I slept."
    )

    assert [edtf for _words, edtf in read(text, "2010-08-31")] == [
        "1981-03-19",
        "1981-03-21",
        "1981-03-23",
        "1981-03-22",
        "1981-03-26",
    ]


def test_weekday_with_its_day_in_brackets_is_that_day():
    text = "In September 1996 it began. On the Saturday [7 September] the mill shut."

    assert read(text, "1997-05")[1:] == [("Saturday", "1996-09-07"), ("7 September", "1996-09-07")]


def test_weekday_with_its_number_finds_the_month():
    text = "The strike of 24 March 1981 ended on Monday the 30th."

    assert read(text, "2010-08-31")[1:] == [("Monday the 30th", "1981-03-30")]


def test_year_that_only_bounds_something_does_not_move_the_story():
    text = "Since 2010 she has sewn. On 14 February the stairs burned."

    assert read(text, "2013-05-24")[1:] == [("14 February", "2013-02-14")]


def test_since_a_weekday_printed_on_that_weekday_is_a_week_ago():
    assert read("Nobody has seen him since Friday.", "2008-10-10") == [("Friday", "2008-10-03")]


def test_date_that_ends_a_byline_is_the_dateline():
    text = "From our own correspondent. Halm, Friday night\nThe number cannot be told tonight."
    head = text.index("\n")
    regions = [SearchRegion(Span(0, head), Kind.BYLINE), SearchRegion(Span(head + 1, len(text)))]

    found = find_dates(text, regions, Given("1927-10-15"))

    assert [(c.surface, c.edtf, c.anchor) for c in found] == [
        ("Friday night", "1927-10-14", AnchorKind.PUBLISHED),
        ("tonight", "1927-10-14", AnchorKind.DATELINE),
    ]
