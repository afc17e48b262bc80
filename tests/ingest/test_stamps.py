import pytest

from sources.ingest.stamps import Stamp, find_stamp, is_clock, is_stamp


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("13 January 2020, 12.00am", "2020-01-13"),
        ("Monday, December 19, 2011", "2011-12-19"),
        ("Updated: Dec. 19, 2011 | 10:04 GMT", "2011-12-19"),
        ("Published on 3rd of October 1927", "1927-10-03"),
        ("2011-12-19T10:04:00Z", "2011-12-19"),
        ("19.12.2011", "2011-12-19"),
        ("12/19/2011", "2011-12-19"),
        ("3/4/2011", "2011"),  # March or April: the country is not known
        ("June 2004", "2004-06"),
        ("Issue 12, Winter 2014", "2014-24"),
        ("31 February 2011", ""),
        ("Friday 16 December", ""),
        ("3 hours ago", ""),
    ],
)
def test_stamp_on_a_line_of_its_own(line, edtf):
    stamp = find_stamp(line)

    assert is_stamp(line)
    assert stamp is not None
    assert stamp.edtf == edtf


@pytest.mark.parametrize(
    "line",
    [
        "16 December. What happened on the mole",
        "On 16 December the police came back.",
        "The strike of 3 October 1927",
        "Twelve years on",
    ],
)
def test_a_line_that_says_more_is_no_stamp(line):
    assert not is_stamp(line)


def test_stamp_keeps_the_words_as_printed():
    assert find_stamp("From Temrava, 14th October 1927, by wire") == Stamp("14th October 1927", "1927-10-14")


def test_an_hour_alone_is_a_clock():
    assert [is_clock(line) for line in ("14:32", "2.15pm GMT", "14 men", "At 14:32 they left")] == [
        True,
        True,
        False,
        False,
    ]
