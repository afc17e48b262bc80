"""What a reader types for a date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.search.dates import asked
from sources.values.edtf import in_words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1927-10-14", "1927-10-14"),
        ("1927-10", "1927-10"),
        ("1927", "1927"),
        ("192X", "192X"),
        ("1927-10-14/1927-10-15", "1927-10-14/1927-10-15"),
        ("14 October 1927", "1927-10-14"),
        ("Friday, 14th of October, 1927.", "1927-10-14"),
        ("the 14 Oct. 1927", "1927-10-14"),
        ("October 14, 1927", "1927-10-14"),
        ("sept 3 1927", "1927-09-03"),
        ("October 1927", "1927-10"),
        ("spring 1928", "1928-21"),
        ("14.10.1927", "1927-10-14"),
        ("4/10/1927", "1927-10-04"),
    ],
)
def test_a_date_is_read_as_it_is_typed(text, value):
    assert asked(text).value == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "strike",
        "30 February 1927",
        "14 October",  # of any year
        "14 Octopus 1927",
        "31 spring 1928",
        "1927 strike",
        "12",
        "9" * 99,
    ],
)
def test_what_is_no_date_is_left_to_the_words(text):
    assert asked(text) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_in_words_is_found_again(day):
    assert asked(in_words(day.isoformat())).value == day.isoformat()


@given(st.text(max_size=70))
def test_nothing_that_is_typed_is_an_error(text):
    asked(text)
