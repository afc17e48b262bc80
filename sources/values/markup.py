"""A text and the marks on it, cut into pieces that a page can show.

Marks nest (a date in a longer date expression) and cross ("Colonel Velisar" and "Velisar's Border
Regiment" share a word), and HTML links do neither. So the text is cut at every edge of every
mark; each piece knows the marks that cover it, and is one link, to the innermost of them. The
pieces rejoin to the text exactly: nothing is added, lost or normalised.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sources.values.span import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A span with what it stands for: the id of its row and the kind that decides its line."""

    span: Span
    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """An uncut stretch of text from ``start`` on, with the marks that cover it, outermost first."""

    text: str
    marks: tuple[Mark, ...]
    start: int

    @property
    def link(self) -> Mark | None:
        """The mark that the piece leads to: the innermost."""
        return self.marks[-1] if self.marks else None

    @property
    def outer(self) -> tuple[Mark, ...]:
        """The marks that only hold the piece, outermost first."""
        return self.marks[:-1]


def pieces(text: str, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """Cut ``text`` at every edge of ``marks``, in the order of the text; "" has no pieces.

    Of two crossing marks the one that begins first counts as the inner, and so keeps the link on
    the words they share. Equal spans keep the order in which they were given. Raise ValueError
    where a mark ends outside the text.
    """
    for mark in marks:
        mark.span.of(text)
    edges = sorted({0, len(text)} | {edge for mark in marks for edge in (mark.span.start, mark.span.end)})
    number_of = {edge: number for number, edge in enumerate(edges)}
    covering: list[list[Mark]] = [[] for _ in edges]
    # The later end first puts the holder before the held, and of crossing marks the second first.
    for mark in sorted(marks, key=lambda mark: (-mark.span.end, mark.span.start)):
        for number in range(number_of[mark.span.start], number_of[mark.span.end]):
            covering[number].append(mark)
    return tuple(
        Piece(text[start:end], tuple(covering[number]), start)
        for number, (start, end) in enumerate(pairwise(edges))
    )
