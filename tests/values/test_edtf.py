from calendar import isleap
from datetime import date
from time import struct_time

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.values.edtf import Edtf, days, in_words, overlaps, parse

YEARS = st.integers(1, 9999).map("{:04}".format)
MONTHS = st.builds("{}-{:02}".format, YEARS, st.integers(1, 12))
DAYS = st.dates().map(date.isoformat)
PLAIN = st.one_of(YEARS, MONTHS, DAYS)
QUALIFIED = st.builds("{}{}".format, PLAIN, st.sampled_from(["", "", "?", "~", "%"]))
SEASONS = st.builds("{}-{}".format, YEARS, st.integers(21, 41))
DECADES = st.integers(1, 999).map("{:03}X".format)
CENTURIES = st.integers(0, 99).map("{:02}XX".format)
UNKNOWN = st.one_of(DECADES, CENTURIES, YEARS.map("{}-XX".format), MONTHS.map("{}-XX".format))
SINGLES = st.one_of(QUALIFIED, SEASONS, UNKNOWN)


def in_order(texts: list[str]) -> list[str]:
    return sorted(texts, key=lambda text: parse(text).earliest or date.min)


INTERVALS = st.lists(SINGLES, min_size=2, max_size=2).map(
    lambda pair: "/".join(in_order(pair)) if parse(pair[0]).latest != parse(pair[1]).latest else pair[0]
)
SETS = st.builds(
    lambda members, brackets: brackets[0] + ",".join(members) + brackets[1],
    st.lists(SINGLES, min_size=1, max_size=4),
    st.sampled_from(["[]", "{}"]),
)
OPEN = st.builds(str.format, st.sampled_from(["{}/..", "../{}", "{}/", "/{}", "[..{}]", "[{}..]"]), PLAIN)


def readable(text: str) -> bool:
    """Decades that end before the other side begins, and the like, are refused: tested elsewhere."""
    try:
        parse(text)
    except ValueError:
        return False
    return True


EXPRESSIONS = st.one_of(SINGLES, INTERVALS, SETS, OPEN).filter(readable)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2011-12-16", date(2011, 12, 16), date(2011, 12, 16), "day"),
        ("2011-12", date(2011, 12, 1), date(2011, 12, 31), "month"),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29), "month"),
        ("2011", date(2011, 1, 1), date(2011, 12, 31), "year"),
        ("2011-21", date(2011, 3, 1), date(2011, 5, 31), "season"),
        ("2011-22", date(2011, 6, 1), date(2011, 8, 31), "season"),
        ("2011-23", date(2011, 9, 1), date(2011, 11, 30), "season"),
        ("2011-24", date(2011, 12, 1), date(2012, 2, 29), "season"),
        ("9999-24", date(9999, 12, 1), date(9999, 12, 31), "season"),
        ("2011-21~", date(2011, 3, 1), date(2011, 5, 31), "season"),
        ("2012-31", date(2012, 3, 1), date(2012, 5, 31), "season"),
        ("2012-39", date(2012, 9, 1), date(2012, 12, 31), "season"),
        ("199X", date(1990, 1, 1), date(1999, 12, 31), "decade"),
        ("201X-12", date(2010, 12, 1), date(2019, 12, 31), "decade"),
        ("201X-21", date(2010, 3, 1), date(2019, 5, 31), "decade"),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), "century"),
        ("00XX", date(1, 1, 1), date(99, 12, 31), "century"),
        ("2011-XX", date(2011, 1, 1), date(2011, 12, 31), "year"),
        ("2011-XX-31", date(2011, 1, 31), date(2011, 12, 31), "year"),
        ("2011-0X-31", date(2011, 1, 31), date(2011, 8, 31), "year"),
        ("2011-12-1X", date(2011, 12, 10), date(2011, 12, 19), "month"),
        ("201X-02-29", date(2012, 2, 29), date(2016, 2, 29), "decade"),
        ("1848-03~", date(1848, 3, 1), date(1848, 3, 31), "month"),
        ("1927?", date(1927, 1, 1), date(1927, 12, 31), "year"),
        ("2011-~06-11", date(2011, 6, 11), date(2011, 6, 11), "day"),
        ("2011-12-16/2011-12-17", date(2011, 12, 16), date(2011, 12, 17), "interval"),
        ("2009/2010-03", date(2009, 1, 1), date(2010, 3, 31), "interval"),
        ("../1927", None, date(1927, 12, 31), "interval"),
        ("/1927", None, date(1927, 12, 31), "interval"),
        ("1927/..", date(1927, 1, 1), None, "interval"),
        ("1927/", date(1927, 1, 1), None, "interval"),
        ("[2011-12-18,2011-12-19]", date(2011, 12, 18), date(2011, 12, 19), "set"),
        ("{1927-10,1927-10-03}", date(1927, 10, 1), date(1927, 10, 31), "set"),
        ("[1927,1929..1931]", date(1927, 1, 1), date(1931, 12, 31), "set"),
        ("[..1927,1930]", None, date(1930, 12, 31), "set"),
        ("{1925,1927-10..}", date(1925, 1, 1), None, "set"),
    ],
)
def test_parse_gives_bounds_and_precision(text, earliest, latest, precision):
    assert parse(text) == Edtf(text, earliest, latest, precision)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (" 2011 ", "2011"),
        ("199u", "199X"),
        ("19xx", "19XX"),
        ("2011-12-uu", "2011-12-XX"),
        ("1927?~", "1927%"),
        ("1927~?", "1927%"),
        ("?1927", "1927?"),
        ("1927/open", "1927/.."),
        ("unknown/1927", "/1927"),
        ("2011 / 2012", "2011/2012"),
        ("2011/2011", "2011"),
        ("[2011]", "2011"),
        ("[2011-12-19, 2011-12-18, 2011-12-19]", "[2011-12-18,2011-12-19]"),
        ("[1927 .. 1929]", "[1927..1929]"),
    ],
)
def test_parse_normalises(written: str, value: str):
    assert parse(written).value == value


NOT_A_DATE = "is not a date in EDTF. Write for example 2011-12-16"
OUTSIDE = "is not in the years 1 to 9999"
NO_SUCH_DAY = "is on no calendar"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", NOT_A_DATE),
        ("Febuary 1848", NOT_A_DATE),
        ("Tuesday 3", NOT_A_DATE),
        ("16/12/2011", NOT_A_DATE),
        ("2011/2012/2013", NOT_A_DATE),
        ("2011-12-16\n2011-12-17", NOT_A_DATE),
        ("²011", NOT_A_DATE),
        ("1950S2", NOT_A_DATE),
        ("[2011", NOT_A_DATE),
        ("[2011,]", NOT_A_DATE),
        ("[2011}", NOT_A_DATE),
        ("2011-~2011-11", NOT_A_DATE),
        ("-0044", OUTSIDE),
        ("0000", OUTSIDE),
        ("Y12345", OUTSIDE),
        ("1XXX", OUTSIDE),
        ("XXXX-12-25", OUTSIDE),
        ("2011-13", NO_SUCH_DAY),
        ("2011-00", NO_SUCH_DAY),
        ("2011-02-29", NO_SUCH_DAY),
        ("2011-04-3X", None),
        ("2011-21-03", NO_SUCH_DAY),
        ("2011-02-~30", NO_SUCH_DAY),
        ("2011-12-16T10:00:00", "has a time of day"),
        ("2009/2008", "ends before it begins. Write the earlier date first: 2008/2009"),
        ("../..", "is open on both sides"),
        ("/", "is open on both sides"),
        ("[..]", "is open on both sides"),
    ],
)
def test_parse_refuses_with_a_sentence(text: str, sentence: str | None):
    if sentence is None:
        assert parse(text).earliest == parse(text).latest == date(2011, 4, 30)
        return
    with pytest.raises(ValueError, match=sentence) as refusal:
        parse(text)

    assert str(refusal.value).startswith(f'"{text}"')


@given(EXPRESSIONS)
def test_parse_of_its_own_value_is_the_same(text: str):
    edtf = parse(text)

    assert parse(edtf.value) == edtf


@given(EXPRESSIONS)
def test_bounds_are_in_order(text: str):
    edtf = parse(text)

    assert (edtf.earliest or date.min) <= (edtf.latest or date.max)


@given(SETS)
def test_a_set_means_the_same_in_any_order(text: str):
    members = text[1:-1].split(",")

    assert parse(f"{text[0]}{','.join(reversed(members))}{text[-1]}") == parse(text)


def by_library(text: str) -> tuple[date | None, date | None]:
    """The strict bounds as the edtf library has them."""
    found = parse_edtf(text)
    return as_day(found.lower_strict()), as_day(found.upper_strict())


def as_day(bound: struct_time | float) -> date | None:
    return date(*bound[:3]) if isinstance(bound, struct_time) else None


# Not the library's: its winter ends with December, its 00XX begins in year 0, and it guesses ten
# years for an unknown side.
LIBRARY_SEASONS = st.builds("{}-{}".format, YEARS, st.sampled_from([21, 22, 23, 25, 26, 27, *range(33, 42)]))
LIBRARY_UNKNOWN = UNKNOWN.filter(lambda text: text != "00XX")
LIBRARY_SINGLES = st.one_of(QUALIFIED, LIBRARY_SEASONS, LIBRARY_UNKNOWN)
LIBRARY_OPEN = st.builds(str.format, st.sampled_from(["{}/..", "../{}", "[..{}]", "{{{}..}}"]), PLAIN)
LIBRARY_INSIDE = st.builds(
    lambda day, sign, place: day[:place] + sign + day[place:],
    DAYS,
    st.sampled_from("?~%"),
    st.sampled_from([0, 4, 5, 7, 8]),
)


@settings(max_examples=80, deadline=None)
@given(
    st.one_of(
        LIBRARY_SINGLES,
        LIBRARY_OPEN,
        LIBRARY_INSIDE,
        st.builds("{}/{}".format, QUALIFIED, QUALIFIED).filter(readable),
        st.builds("[{},{}]".format, QUALIFIED, QUALIFIED),
    )
)
def test_bounds_are_the_strict_bounds_of_the_library(text: str):
    edtf = parse(text)

    assert (edtf.earliest, edtf.latest) == by_library(edtf.value)


@given(st.integers(1, 9998))
def test_winter_ends_with_february(year: int):
    assert parse(f"{year:04}-24").latest == date(year + 1, 2, 29 if isleap(year + 1) else 28)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2011-12-16", "16 December 2011"),
        ("2011-12", "December 2011"),
        ("2011", "2011"),
        ("0044-03-15", "15 March AD 44"),
        ("2011-21", "spring 2011"),
        ("2011-24", "winter 2011–12"),
        ("1999-24", "winter 1999–2000"),
        ("2012-30", "summer 2012–13 (southern hemisphere)"),
        ("2012-26", "summer 2012 (northern hemisphere)"),
        ("2012-33", "first quarter of 2012"),
        ("2012-41", "second half of 2012"),
        ("199X", "the 1990s"),
        ("19XX", "the 20th century"),
        ("00XX", "the 1st century"),
        ("10XX", "the 11th century"),
        ("2011-XX", "a month in 2011"),
        ("2011-XX-XX", "a day in 2011"),
        ("2011-12-XX", "a day in December 2011"),
        ("2011-12-1X", "a day within 10–19 December 2011"),
        ("201X-12", "a day within 1 December 2010 – 31 December 2019"),
        ("1848-03~", "about March 1848"),
        ("1927?", "perhaps 1927"),
        ("1927%", "perhaps about 1927"),
        ("199X~", "about the 1990s"),
        ("2011-21?", "perhaps spring 2011"),
        ("2011-~06-11", "11 June 2011, month approximate"),
        ("2011?-06-~11", "11 June 2011, year uncertain, day approximate"),
        ("2011-06%-11", "11 June 2011, year and month uncertain and approximate"),
        ("2011-12-16/2011-12-17", "16–17 December 2011"),
        ("2011-11-28/2011-12-03", "28 November – 3 December 2011"),
        ("2011-12-28/2012-01-03", "28 December 2011 – 3 January 2012"),
        ("2011-11/2011-12", "November–December 2011"),
        ("2010-12/2011-03", "December 2010 – March 2011"),
        ("2009/2010", "2009–2010"),
        ("2009/2010-03", "2009 – March 2010"),
        ("2011-21/2011-22", "spring–summer 2011"),
        ("2011-23/2011-24", "autumn 2011 – winter 2011–12"),
        ("196X/198X", "the 1960s – the 1980s"),
        ("1927-10-03~/1927-10-05?", "from about 3 October 1927 to perhaps 5 October 1927"),
        ("1927-10-03/..", "from 3 October 1927"),
        ("1927-10-03/", "from 3 October 1927 (end not known)"),
        ("../1927-10-24", "until 24 October 1927"),
        ("/1927?", "until perhaps 1927 (beginning not known)"),
        ("[2011-12-18,2011-12-19]", "18 or 19 December 2011"),
        ("[2011-11-30,2011-12-01]", "30 November or 1 December 2011"),
        ("{1927-10-03,1927-10-05,1927-10-07}", "3, 5 and 7 October 1927"),
        ("[1927-10,1927-11]", "October or November 1927"),
        ("[1927,1928]", "1927 or 1928"),
        ("[1927-12-31,1928-01-01]", "31 December 1927 or 1 January 1928"),
        ("[1927~,1928]", "about 1927 or 1928"),
        ("[199X,2001-05]", "the 1990s or May 2001"),
        ("[..1927]", "1927 or before"),
        ("{1927..}", "1927 and later"),
        ("[1927-10-03..1927-10-05]", "within 3–5 October 1927"),
        ("{1927-10-03..1927-10-05}", "all of 3–5 October 1927"),
        ("[1927,1929..1931]", "1927 or within 1929–1931"),
    ],
)
def test_in_words(value: str, words: str):
    assert in_words(value) == words


@given(EXPRESSIONS)
def test_in_words_of_any_date_holds_no_sign_of_edtf(text: str):
    words = in_words(text)

    assert set(words) & set("X~?%[]{}/_") == set()
    assert words == words.strip() != ""


@given(st.lists(st.one_of(DAYS, MONTHS, YEARS, SEASONS), min_size=2, max_size=2, unique=True))
def test_in_words_tells_different_dates_apart(pair: list[str]):
    assert in_words(pair[0]) != in_words(pair[1])


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2011-12-16", "2011-12", True),
        ("2011-12-16", "2011-12-17", False),
        ("2011-24", "2012-01", True),
        ("2011/..", "2050-01-01", True),
        ("../2011", "2012", False),
        ("../2011", "1900/..", True),
        ("[2011-12-18,2011-12-20]", "2011-12-19", True),
    ],
)
def test_overlaps(a: str, b: str, *, expected: bool):
    assert overlaps(parse(a), parse(b)) is expected
    assert overlaps(parse(b), parse(a)) is expected


def test_days_of_an_interval_are_all_its_days():
    assert list(days(parse("2011-12-30/2012-01-01"))) == [
        date(2011, 12, 30),
        date(2011, 12, 31),
        date(2012, 1, 1),
    ]


def test_days_of_the_last_day_of_the_calendar_end():
    assert list(days(parse("9999-12-31"))) == [date(9999, 12, 31)]


def test_days_of_an_open_interval_are_refused():
    with pytest.raises(ValueError, match=r'"2011/\.\." is open on one side'):
        days(parse("2011/.."))
