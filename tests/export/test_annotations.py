"""Web Annotations as a JSON reader reads them: both selectors on the same words, whatever these are."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.export import annotations
from tests.export.making import SITE, make_whole, texts


def read(whole):
    """Give the annotations of an article as read back."""
    return json.loads("".join(annotations.collection("https://archive.example/x", "Title", [whole], SITE)))


@settings(max_examples=60, deadline=None)
@given(text=texts, data=st.data())
def test_both_selectors_give_the_words_back(text, data):
    start, end = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))

    told = read(make_whole([text], title=text, spans=[(1, start, end, "entity"), (1, start, end, "1931-05")]))

    position, quote = told["first"]["items"][0]["target"]["selector"]
    around = quote["prefix"] + quote["exact"] + quote["suffix"]
    assert text[position["start"] : position["end"]] == quote["exact"] == text[start:end]
    assert text.find(around) <= start - len(quote["prefix"])
    assert told["total"] == len(told["first"]["items"]) == 2
    assert told["first"]["items"][1]["body"][0]["value"] == "1931-05"


def test_a_text_that_may_not_be_shown_is_pointed_at_and_not_quoted():
    [one] = read(make_whole([None], access="snippets", spans=[(1, 3, 8, "entity")]))["first"]["items"]

    assert one["target"] == {"source": "https://archive.example/a/aaaaaaa0/tax-posted/1/"}


def test_no_marks_are_no_page_for_none_may_be_empty():
    told = read(make_whole(["No lamp was lit."]))

    assert (told["total"], "first" in told) == (0, False)
