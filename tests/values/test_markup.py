import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.values.markup import Mark, Piece, pieces
from sources.values.span import Span


def mark(start: int, end: int, kind: str = "person") -> Mark:
    return Mark(Span(start, end), f"{kind}{start}-{end}", kind)


def test_pieces_of_an_unmarked_text_are_one():
    assert pieces("The mole", []) == (Piece("The mole", (), 0),)


def test_pieces_of_no_text_are_none():
    assert pieces("", []) == ()


def test_pieces_of_one_mention():
    temrava = mark(3, 10, "place")

    assert pieces("In Temrava.", [temrava]) == (
        Piece("In ", (), 0),
        Piece("Temrava", (temrava,), 3),
        Piece(".", (), 10),
    )


def test_pieces_of_nested_mentions_link_to_the_innermost():
    union, temrava = mark(0, 15, "organisation"), mark(0, 7, "place")

    found = pieces("Temrava Dockers", [temrava, union])

    assert found == (Piece("Temrava", (union, temrava), 0), Piece(" Dockers", (union,), 7))
    assert [piece.link for piece in found] == [temrava, union]
    assert [piece.outer for piece in found] == [(union,), ()]


def test_pieces_of_crossing_mentions_give_the_shared_words_to_the_first():
    text = "Colonel Velisar’s Border Regiment"
    colonel, regiment = mark(0, 15), mark(8, 33, "organisation")

    assert pieces(text, [colonel, regiment]) == (
        Piece("Colonel ", (colonel,), 0),
        Piece("Velisar", (regiment, colonel), 8),
        Piece("’s Border Regiment", (regiment,), 15),
    )


def test_pieces_of_equal_spans_keep_the_order_given():
    first, second = Mark(Span(0, 4), "b", "person"), Mark(Span(0, 4), "a", "place")

    assert pieces("Mole", [first, second])[0].marks == (first, second)
    assert pieces("Mole", [second, first])[0].marks == (second, first)


def test_pieces_refuse_a_mark_outside_the_text():
    with pytest.raises(ValueError, match="ends outside a text of 4 characters"):
        pieces("Mole", [mark(0, 5)])


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(alphabet="ab 😀é́ש\n", min_size=1, max_size=30))
    marks = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        marks.append(Mark(Span(start, end), str(number), "person"))
    return text, marks


@given(marked_texts())
def test_pieces_rejoin_to_the_text(marked):
    text, marks = marked

    found = pieces(text, marks)

    assert "".join(piece.text for piece in found) == text
    assert [piece.start for piece in found] == [
        sum(len(piece.text) for piece in found[:number]) for number in range(len(found))
    ]


@given(marked_texts())
def test_every_mark_covers_exactly_its_pieces(marked):
    text, marks = marked

    found = pieces(text, marks)

    for each in marks:
        own = [piece for piece in found if each in piece.marks]
        assert "".join(piece.text for piece in own) == each.span.of(text)
        assert own[0].start == each.span.start


@given(marked_texts())
def test_a_mark_that_holds_another_stands_before_it(marked):
    text, marks = marked

    for piece in pieces(text, marks):
        for number, inner in enumerate(piece.marks):
            for outer in piece.marks[:number]:
                assert outer.span == inner.span or not inner.span.covers(outer.span)
