import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.values.span import Span, from_utf16, to_utf16

TEXTS = st.text(alphabet="ab 𝔸😀é́שנ\u00a0\r\n", max_size=40)


def test_span_gives_its_words():
    assert Span(4, 8).of("The mole at Temrava") == "mole"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3)])
def test_span_refuses_what_is_not_a_place(start: int, end: int):
    with pytest.raises(ValueError, match="A span needs 0 <= start < end"):
        Span(start, end)


def test_span_ending_outside_the_text_is_refused():
    with pytest.raises(ValueError, match="ends outside a text of 3 characters"):
        Span(0, 4).of("abc")


def test_span_covers_itself_and_what_is_inside():
    assert Span(2, 6).covers(Span(2, 6))
    assert Span(2, 6).covers(Span(3, 4))
    assert not Span(2, 6).covers(Span(5, 7))


def test_spans_that_only_meet_do_not_overlap():
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))


def test_i03_utf16_counts_characters_beyond_the_basic_plane_twice():
    text = "𝔸 and 😀 end"

    assert [to_utf16(text, offset) for offset in (0, 1, 6, 7, len(text))] == [0, 2, 7, 9, 13]


def test_i03_utf16_offset_inside_a_pair_is_refused():
    with pytest.raises(ValueError, match="falls inside a character"):
        from_utf16("a😀b", 2)


@pytest.mark.parametrize("offset", [-1, 5])
def test_utf16_offset_outside_the_text_is_refused(offset: int):
    with pytest.raises(ValueError, match="outside a text of 3 characters"):
        to_utf16("a😀b", offset)
    with pytest.raises(ValueError, match="outside a text of 4 UTF-16 units"):
        from_utf16("a😀b", offset)


@given(TEXTS)
def test_i03_utf16_and_back_is_the_same_offset(text: str):
    offsets = range(len(text) + 1)

    assert [from_utf16(text, to_utf16(text, offset)) for offset in offsets] == list(offsets)
