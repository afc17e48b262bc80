"""What stands in an address is a row's number, or 0."""

import pytest

from sources.values.row_number import row_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("007", 7), ("9" * 18, 10**18 - 1), ("", 0), ("x", 0), ("²", 0), ("٣", 0), ("-1", 0)],
)
def test_row_number_is_the_number_or_0(text, number):
    assert row_number(text) == number


def test_row_number_of_more_digits_than_a_database_holds_is_0():
    assert row_number("9" * 5000) == 0
