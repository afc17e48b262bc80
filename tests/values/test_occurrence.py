"""Where forms of a name stand: whole words, the longest first, never one inside another."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sources.values.occurrence import occurrences, shortest


def found(text, *forms):
    return [span.of(text) for span in occurrences(text, forms)]


def test_words_are_whole():
    assert found("Aral, Aralsk, Aral’s, Aral-based, balAral", "Aral") == ["Aral", "Aral", "Aral"]


def test_longest_form_wins():
    text = "Stepan Vorchenko and Vorchenko"

    assert found(text, "Vorchenko", "Stepan Vorchenko") == ["Stepan Vorchenko", "Vorchenko"]


def test_form_that_ends_in_a_sign():
    assert found("Col. Velisar, Col.", "Col.") == ["Col.", "Col."]


def test_letters_of_any_script_hold_a_word_together():
    assert found("Аралск и Арал", "Арал") == ["Арал"]


def test_no_form_finds_nothing():
    assert found("Aral", "") == []


def test_shortest_forms_stand_for_those_that_hold_them():
    assert shortest(["Stepan Vorchenko", "Vorchenko", "S. Worczenko"]) == ["Vorchenko", "S. Worczenko"]


@given(st.text("ab .é😀", max_size=40), st.lists(st.text("ab.é😀", min_size=1, max_size=4), max_size=4))
def test_what_is_found_is_a_form_and_nothing_overlaps(text, forms):
    spans = list(occurrences(text, forms))

    assert all(span.of(text) in forms for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
