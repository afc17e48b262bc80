"""Figures read from words: how many, and how exactly that is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.recognise.figures import find_figures, read_figure, whole_figure
from sources.recognise.number_words import value_of
from sources.values.figures import Figure, bounds, grouped, in_words, written

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
ONES = f"{ONES} sixteen seventeen eighteen nineteen".split()
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
QUALIFIERS = {
    "at least": "at_least", "no fewer than": "at_least", "more than": "more_than", "over": "more_than",
    "up to": "at_most", "no more than": "at_most", "fewer than": "fewer_than", "under": "fewer_than",
    "about": "about", "some": "about", "around": "about", "nearly": "about",
}  # fmt: skip


def spelt(number):
    """Write a number in English words, as a second way to the same figure."""
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if size == 100 else " "
            return f"{spelt(number // size)} {name}" + (f"{joint}{spelt(rest)}" if rest else "")
    if number < 20:
        return ONES[number]
    return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")


@given(st.integers(min_value=0, max_value=10**10))
def test_number_in_words_is_the_number_in_digits(number):
    assert value_of(spelt(number)) == value_of(str(number)) == value_of(f"{number:,}") == number


@given(st.sampled_from(sorted(QUALIFIERS)), st.integers(min_value=2, max_value=999), st.booleans())
def test_qualifier_says_how_a_figure_is_meant_in_digits_and_in_words(qualifier, number, in_words):
    said = f"{qualifier} {spelt(number) if in_words else number}"

    found = read_figure(said)

    assert (found.figure.measure, found.span.of(said)) == (QUALIFIERS[qualifier], said)
    assert number in (found.figure.low, found.figure.high)
    assert found.figure.fault == ""


@given(st.integers(min_value=0, max_value=998), st.integers(min_value=1, max_value=10**9))
def test_range_has_both_its_ends(low, more):
    for said in (f"between {low} and {low + more}", f"{low}–{low + more}", f"from {low} to {low + more}"):
        assert read_figure(said).figure == Figure("between", float(low), float(low + more))


@given(
    st.sampled_from(["exact", "about", "at_least", "more_than", "at_most", "fewer_than", "between"]),
    st.integers(min_value=0, max_value=10**12 - 1),
    st.integers(min_value=1, max_value=10**6),
)
def test_figure_said_as_a_reader_would_is_read_again_as_itself(measure, number, more):
    figure = Figure(measure, *bounds(measure, float(number), min(float(number + more), 1e12)))

    assert whole_figure(in_words(figure)).figure == figure


@pytest.mark.parametrize(
    "said", ["one lamp, by the crane", "16 %", "-5", "14, 15 or 16", "2000000000000", ""]
)
def test_words_that_are_more_than_one_figure_are_none(said):
    assert whole_figure(said) is None


def test_numbers_side_by_side_are_two_and_a_word_that_ends_like_a_label_is_none():
    assert [one.figure.low for one in find_figures("fourteen fifteen")] == [14, 15]
    assert read_figure("damaged 64 houses").figure == Figure("exact", 64.0, 64.0)
    assert read_figure("a man aged 64") is None


@given(st.text(max_size=60))
def test_any_text_is_read_without_fault_and_each_figure_stands_where_it_says(text):
    found = find_figures(text)

    assert all(one.figure.fault == "" for one in found)
    assert all(one.span.end <= len(text) for one in found)
    assert [one.span.start for one in found] == sorted({one.span.start for one in found})


@pytest.mark.parametrize(
    ("said", "measure", "low", "high"),
    [
        ("16", "exact", 16, 16),
        ("sixteen people", "exact", 16, 16),
        ("two hundred", "exact", 200, 200),
        ("two hundred and fifty-three men", "exact", 253, 253),
        ("1.5 million tenge", "exact", 1_500_000, 1_500_000),
        ("1,500", "exact", 1500, 1500),
        ("1 500", "exact", 1500, 1500),
        ("2m", "exact", 2_000_000, 2_000_000),
        ("a thousand", "exact", 1000, 1000),
        ("a score", "about", 20, 20),
        ("a dozen", "about", 12, 12),
        ("half a dozen", "about", 6, 6),
        ("three dozen", "about", 36, 36),
        ("at least three dozen", "at_least", 36, None),
        ("64 or more", "at_least", 64, None),
        ("70+", "at_least", 70, None),
        ("seventy or so", "about", 70, 70),
        ("20 at most", "at_most", None, 20),
        ("not only 16 lamps", "more_than", 16, None),
        ("14 or 15", "between", 14, 15),
        ("ten to twelve", "between", 10, 12),
        ("fourteen and more", "at_least", 14, None),
        ("an estimated 3 million", "about", 3_000_000, 3_000_000),
        ("nobody", "exact", 0, 0),
    ],
)
def test_figure_is_read_as_it_is_meant(said, measure, low, high):
    assert read_figure(said).figure == Figure(measure, low, high)


@pytest.mark.parametrize(
    "said",
    ["dozens", "scores", "hundreds of people", "tens of thousands", "several", "several dozen", "a few"],
)
def test_amount_without_a_number_stays_in_its_words(said):
    found = read_figure(said)

    assert (found.figure, found.text) == (Figure("in_words"), said.removesuffix(" of people"))


@pytest.mark.parametrize(
    "said",
    [
        "on 16 December", "December 16", "in 1927", "the 16th", "at 10:30", "aged 42", "a 42-year-old",
        "40 %", "40 per cent", "page 12", "two kilometres", "three days", "the lamps went out", "No. 7",
    ],
)  # fmt: skip
def test_what_counts_nobody_is_no_figure(said):
    assert find_figures(said) == ()


def test_figures_of_a_sentence_are_found_in_their_order():
    text = "On 3 May 1931 at least 14 lamps went out, some say twenty; of dozens of wardens none was hurt."

    found = [(one.span.of(text), one.figure.measure) for one in find_figures(text)]

    assert found == [
        ("at least 14", "at_least"),
        ("twenty", "exact"),
        ("dozens", "in_words"),
        ("none", "exact"),
    ]


def test_two_figures_are_not_one():
    assert read_figure("14 dead and 64 hurt") is None
    assert read_figure("the quay") is None


@given(st.integers(min_value=0, max_value=10**9))
def test_figure_as_the_archive_writes_it_is_read_back(number):
    found = read_figure(f"some {grouped(float(number))}")

    assert found is None or written(found.figure.low) == str(number)
