"""Words in their context, cut where a word begins or ends."""

from hypothesis import given
from hypothesis import strategies as st

from sources.values.context import in_context
from sources.values.span import Span


def test_short_text_is_whole():
    found = in_context("Then Ada Quill slept.", Span(5, 14))

    assert (found.before, found.words, found.after) == ("Then ", "Ada Quill", " slept.")


def test_long_text_is_cut_at_words():
    text = "In the long morning of the strike Ada Quill lit the lamp by the wall of the quay."
    start = text.index("Ada Quill")

    found = in_context(text, Span(start, start + 9), width=14)

    assert (found.before, found.after) == ("…of the strike ", " lit the lamp…")


@given(st.text("ab 😀é", min_size=1, max_size=60), st.data())
def test_what_is_shown_stands_in_the_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    found = in_context(text, Span(start, end), width=8)

    assert found.before.removeprefix("…") + found.words + found.after.removesuffix("…") in text
    assert max(len(found.before), len(found.after)) <= 9
