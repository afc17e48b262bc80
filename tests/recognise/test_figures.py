"""Figures are read as they were given, with their bounds, and what counts nothing is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.recognise.figures import figures, number
from sources.values.figures import Figure


def read(text):
    return [(text[one.start : one.end], one.figure) for one in figures(text)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("16", 16),
        ("1,200", 1200),
        ("3\u202f000", 3000),
        ("1.5 million", 1_500_000),
        ("20k", 20_000),
        ("sixteen", 16),
        ("sixty-four", 64),
        ("two hundred and six", 206),
        ("one thousand two hundred", 1200),
        ("a hundred", 100),
        ("three dozen", 36),
        ("two score", 40),
        ("half a million", 500_000),
        ("three hundred thousand", 300_000),
        ("999 billion", 999_000_000_000),
        ("9,999 billion", None),
        ("many", None),
    ],
)
def test_number_is_read_from_digits_and_words(words, value):
    assert number(words) == value


@pytest.mark.parametrize(
    ("text", "surface", "figure"),
    [
        ("At least 31 dockers were killed.", "At least 31", Figure("at_least", 31, None)),
        ("no fewer than thirty-one", "no fewer than thirty-one", Figure("at_least", 31, None)),
        ("more than 70 were hurt", "more than 70", Figure("more_than", 70, None)),
        ("over two hundred people", "over two hundred", Figure("more_than", 200, None)),
        ("Some 3,000 stood there", "Some 3,000", Figure("about", 3000, 3000)),
        ("about a dozen were held", "about a dozen", Figure("about", 12, 12)),
        ("twenty or so fell", "twenty or so", Figure("about", 20, 20)),
        ("up to 20 dead", "up to 20", Figure("at_most", None, 20)),
        ("fewer than ten men", "fewer than ten", Figure("fewer_than", None, 10)),
        ("nearly 500 workers", "nearly 500", Figure("fewer_than", None, 500)),
        ("sixty or more", "sixty or more", Figure("at_least", 60, None)),
        ("between 20 and 25 bodies", "between 20 and 25", Figure("between", 20, 25)),
        ("from ten to fifteen", "from ten to fifteen", Figure("between", 10, 15)),
        ("14–16 people", "14–16", Figure("between", 14, 16)),
        ("fourteen or fifteen dead", "fourteen or fifteen", Figure("between", 14, 15)),
        ("Eleven bodies were received.", "Eleven", Figure("exact", 11, 11)),
        ("Nobody was hurt.", "Nobody", Figure("exact", 0, 0)),
        ("dozens were wounded", "dozens", Figure("in_words")),
        ("tens of thousands marched", "tens of thousands", Figure("in_words")),
        ("several hundreds", "several hundreds", Figure("in_words")),
    ],
)
def test_figure_has_the_bound_that_its_words_set(text, surface, figure):
    assert (surface, figure) in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "on 14 October 1927",
        "on October 14",
        "in 1927 they struck",
        "at 6.30 p.m. it ended",
        "the 16th of the month",
        "a 42-year-old clerk",
        "aged 42",
        "the price rose by 12 per cent",
        "paid $300 for it",
        "Article 64 of the code",
        "one of the men",
        "No. 7",
    ],
)
def test_number_that_counts_nothing_is_left_alone(text):
    assert read(text) == []


def test_two_numbers_joined_are_two_figures():
    assert [figure for _, figure in read("eleven and thirteen were found")] == [
        Figure("exact", 11, 11),
        Figure("exact", 13, 13),
    ]


@given(st.text(max_size=200))
def test_any_text_gives_figures_in_order_that_go_together(text):
    end = 0
    for one in figures(text):
        assert end <= one.start < one.end <= len(text)
        assert one.figure.fault == ""
        end = one.end


@given(st.integers(1, 10**9))
def test_grouped_digits_are_read_back(value):
    text = f"At least {value:,} people came."

    assert read(text)[0][1] == Figure("at_least", value, None)
