"""What holds for any text at all."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.ingest.reading import read_text

LINES = st.sampled_from(
    [
        "By Ana Petrova",
        "17 January 2018",
        "Share this",
        "Q: What happened then?",
        (
            "A: We waited in the yard until the shooting stopped, and then we walked home "
            "along the harbour wall."
        ),
        (
            "LONDON, Oct. 15.—The strike at the port went into its eleventh day with no sign "
            "of an agreement between the two sides."
        ),
        "# Strike at Temrava enters second week",
        "STRIKE AT THE PORT",
        "3 comments",
        "* one",
        "> quoted",
        "---",
        "(Photo: A. Petrova)",
        "Read more: The harbour in winter",
        "she said that the",
        "",
        "  ",
        "|",
        "\ufeff",
        "\u200b",
        "http://port.example/1",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=40).map("\n".join)
)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_regions_tile_any_text(text):
    regions = read_text(text).regions

    position = 0
    for region in regions:
        assert region.span.start >= position
        assert text[position : region.span.start].strip() == ""
        words = text[region.span.start : region.span.end]
        assert words == words.strip() != ""
        position = region.span.end
    assert text[position:].strip() == ""


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_articles_hold_their_regions_in_order(text):
    reading = read_text(text)

    assert [article.index for article in reading.articles] == list(range(len(reading.articles)))
    for region in reading.regions:
        assert region.article is None or reading.articles[region.article].span.covers(region.span)
    for before, after in zip(reading.articles, reading.articles[1:], strict=False):
        assert before.span.end <= after.span.start


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_repeat_points_back(text):
    for region in read_text(text).regions:
        assert region.duplicate_of is None or region.duplicate_of.end <= region.span.start


def test_time_grows_with_the_text():
    # A doubling may cost somewhat over twice the time (noise); a quadratic rule would cost four times.
    worst = [
        "[" * 40 + "(" * 40,
        "a" * 120,
        "By By By By By By By By",
        "- - - - - - -",
        "Mr. J. J. J. J. " * 8,
        "x, " * 40,
    ]

    def seconds(copies):
        text = "\n".join(line + str(number) for number in range(copies) for line in worst)
        start = time.process_time()
        read_text(text)
        return time.process_time() - start

    seconds(50)
    assert seconds(1600) < 10 * max(seconds(400), 0.05)


def test_one_line_of_a_megabyte_is_read():
    text = "word " * 200_000 + "[(" * 100_000

    start = time.process_time()
    regions = read_text(text).regions

    assert len(regions) == 1
    assert time.process_time() - start < 5
