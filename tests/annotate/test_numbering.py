"""Numbers are never given twice, and say where a passage stands."""

import pytest

from sources.annotate.numbering import next_numbers, next_part, numbers_before_first


@pytest.mark.parametrize(
    ("number", "used", "expected"),
    [
        ("7", ["7"], "7a"),
        ("7", ["7", "7a"], "7b"),
        ("7a", ["7", "7a", "7c"], "7d"),
        ("7", ["7z", "70a"], "7aa"),
        ("7", ["7az"], "7ba"),
        ("f3", ["f3", "3a"], "f3a"),
    ],
)
def test_part_split_off_has_the_next_letter(number, used, expected):
    assert next_part(number, used) == expected


def test_counting_goes_on_after_the_highest_number():
    assert next_numbers(["1", "12b", "f40", "3"], 2) == ["13", "14"]


def test_counting_outside_articles_has_its_own_row():
    assert next_numbers(["f2", "9"], 1, prefix="f") == ["f3"]


def test_passages_before_the_first_are_lettered_after_nought():
    assert numbers_before_first(["0a", "1"], 2) == ["0b", "0c"]
