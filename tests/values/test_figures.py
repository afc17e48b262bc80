"""Figures: their bounds, their one way of being written, and how readers see them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.values.figures import Figure, bounds, in_words, read, written

WHOLE = st.integers(min_value=0, max_value=10**12)
TAKES_A_NUMBER = ("exact", "about", "at_least", "more_than", "at_most", "fewer_than")


@given(WHOLE)
def test_whole_number_is_read_back_as_it_was_written(number):
    assert (written(float(number)), read(str(number))) == (str(number), float(number))


@given(st.decimals(min_value=0, max_value=10**9, places=3))
def test_decimal_number_is_read_back_as_it_was_written(number):
    assert read(written(float(number))) == float(number)


@pytest.mark.parametrize(
    "text", ["016", "16.0", "1e3", "-1", "1,500", "٣", " 16", "1000000000001", "1.", "nan"]
)
def test_number_written_otherwise_is_refused(text):
    with pytest.raises(ValueError, match="not a number from 0"):
        read(text)


@given(st.sampled_from(TAKES_A_NUMBER), WHOLE)
def test_figure_with_the_bounds_of_its_measure_has_no_fault(measure, number):
    assert Figure(measure, *bounds(measure, float(number))).fault == ""


@pytest.mark.parametrize(
    "figure",
    [
        Figure("exact", 16.0, None),
        Figure("exact", 14.0, 16.0),
        Figure("at_least", 64.0, 64.0),
        Figure("at_most", 20.0, 20.0),
        Figure("between", 16.0, 14.0),
        Figure("between", 16.0, 16.0),
        Figure("between", 16.0, None),
        Figure("about"),
        Figure("in_words", 16.0, 16.0),
        Figure("", None, 16.0),
    ],
)
def test_figure_whose_bounds_do_not_go_with_its_measure_has_a_fault(figure):
    assert figure.fault != ""


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (Figure("exact", 16.0, 16.0), "16"),
        (Figure("about", 70.0, 70.0), "about 70"),
        (Figure("at_least", 64.0, None), "at least 64"),
        (Figure("more_than", 1500.0, None), "more than 1\u202f500"),
        (Figure("at_most", None, 20.0), "at most 20"),
        (Figure("fewer_than", None, 0.5), "fewer than 0.5"),
        (Figure("between", 14.0, 16.0), "14–16"),
        (Figure("exact", 1e9, 1e9), "1\u202f000\u202f000\u202f000"),
        (Figure("in_words"), "dozens"),
    ],
)
def test_figure_is_said_no_more_exactly_than_it_is(figure, said):
    assert in_words(figure, "dozens") == said
