import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.values.selector import resolve_quote, text_position, text_quote
from sources.values.span import Span

TEXT = "The men held the mole. The troops took the mole at seven."


def test_text_position_says_start_and_end():
    assert text_position(Span(4, 7)) == {"type": "TextPositionSelector", "start": 4, "end": 7}


def test_text_quote_gives_context_on_either_side():
    assert text_quote(TEXT, Span(17, 21), context=6) == {
        "type": "TextQuoteSelector",
        "exact": "mole",
        "prefix": "d the ",
        "suffix": ". The ",
    }


def test_text_quote_at_the_ends_of_a_text_has_less_context():
    quote = text_quote("😀 mole", Span(0, 6))

    assert (quote["prefix"], quote["exact"], quote["suffix"]) == ("", "😀 mole", "")


def test_text_quote_outside_the_text_is_refused():
    with pytest.raises(ValueError, match="ends outside a text of 4 characters"):
        text_quote("mole", Span(2, 5))


def test_resolve_quote_with_context_finds_the_one_meant():
    assert resolve_quote(TEXT, "mole", "the ", " at seven") == Span(43, 47)


def test_resolve_quote_found_twice_is_nowhere():
    assert resolve_quote(TEXT, "mole", "the ") is None


def test_resolve_quote_found_twice_overlapping_is_nowhere():
    assert resolve_quote("banana", "ana") is None


def test_resolve_quote_not_found_is_nowhere():
    assert resolve_quote(TEXT, "Mole") is None


def test_resolve_quote_of_no_words_is_nowhere():
    assert resolve_quote(TEXT, "", "The ", "men") is None


@given(st.text(alphabet="ab 😀\u0301", min_size=1, max_size=30), st.data())
def test_resolve_quote_finds_what_text_quote_wrote_or_nothing(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    quote = text_quote(text, span, context=4)

    found = resolve_quote(text, quote["exact"], quote["prefix"], quote["suffix"])

    quoted = quote["prefix"] + quote["exact"] + quote["suffix"]
    places = [at for at in range(len(text)) if text.startswith(quoted, at)]
    assert found == (span if len(places) == 1 else None)
