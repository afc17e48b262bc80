"""Paragraphs as the finder of quotations reads them: their stretches, and the sentences round these.

Sentences are cut on a copy in which every stretch is masked, so that a full stop inside a quotation does
not end the sentence that quotes it, but one at its end does, where a new sentence follows.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sources.recognise.quotations.marks import Quoted, quoted
from sources.values.span import Span
from sources.vocabulary import Kind

_END = re.compile(r"[.!?…][)\]]*\s+(?=[A-ZÀ-ÞQ(\[])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Capt|Sgt|Maj|Sen|Rep|Gov|Hon|Rev|Fr|St|No|Inc|Ltd|Co|vs|etc|"
    r"Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.$"
)
_TERMINAL = ".!?…"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One region: its stretches, the masked text from its start, where its sentences begin."""

    span: Span
    kind: Kind
    stretches: tuple[Quoted, ...]
    masked: str
    begins: tuple[int, ...]

    def sentence_start(self, at: int) -> int:
        """Give where the sentence round a place of the text begins."""
        return self.begins[bisect_right(self.begins, at) - 1]

    def sentence_end(self, at: int) -> int:
        """Give where it ends."""
        place = bisect_right(self.begins, at)
        return self.begins[place] if place < len(self.begins) else self.span.end

    def plain(self, span: Span | None) -> str:
        """Give the masked words of a span; "" of none."""
        if span is None:
            return ""
        return self.masked[span.start - self.span.start : span.end - self.span.start]


def between(start: int, end: int) -> Span | None:
    """Give the span from one place to another; None where nothing is between."""
    return Span(start, end) if start < end else None


def paragraph(text: str, span: Span, kind: Kind) -> Paragraph:
    """Read one region."""
    stretches = tuple(quoted(text, span))
    masked = _masked(text, span, stretches)
    begins = [
        span.start + end.end()
        for end in _END.finditer(masked)
        if not _ABBREVIATED.search(masked, max(0, end.start() - 8), end.start() + 1)
    ]
    return Paragraph(span, kind, stretches, masked, (span.start, *begins))


def _masked(text: str, span: Span, stretches: Sequence[Quoted]) -> str:
    parts, at = [], span.start
    for stretch in stretches:
        inside = stretch.words(text).rstrip()
        closes = "." if inside[-1:] in _TERMINAL and inside else "Q"
        parts += [text[at : stretch.span.start], "Q" * (len(stretch.span) - 1), closes]
        at = stretch.span.end
    return "".join([*parts, text[at : span.end]])
