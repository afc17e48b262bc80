"""Stretches between quotation marks, in any of the usual pairs.

“…” and „…“, «…», "…" and, where none of these is open, ‘…’ and '…' that no apostrophe explains. A stretch
that nothing closes before its paragraph ends is open: the next paragraph goes on with it where it opens
a mark again (the Chicago Manual of Style, 13.30). What stands inside another stretch is part of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sources.values.span import Span

_PAIRS = {"“": "”", "„": "“”", "«": "»", "‘": "’", "‹": "›"}
_SIGNS = re.compile(r"[“”„«»\"‘’'‹›]")
_LONGEST_SINGLE = 400


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch with its marks; ``is_open`` where the paragraph ends before it does."""

    span: Span
    is_open: bool = False

    def words(self, text: str) -> str:
        """Give what stands between the marks."""
        inside = self.span.of(text)
        return inside[1:] if self.is_open else inside[1:-1]


def quoted(text: str, paragraph: Span) -> Iterator[Quoted]:
    """Give the outermost stretches of a paragraph in text order."""
    opened: int | None = None
    closing = ""
    for found in _SIGNS.finditer(text, paragraph.start, paragraph.end):
        at, sign = found.start(), found[0]
        if opened is None:
            closing = _closing_of(text, at, paragraph)
            opened = at if closing else None
        elif sign in closing and _closes(text, at, sign, paragraph):
            yield Quoted(Span(opened, at + 1))
            opened = None
    if opened is not None and text[opened] in '“„«"':
        yield Quoted(Span(opened, paragraph.end), is_open=True)


def _closing_of(text: str, at: int, paragraph: Span) -> str:
    """Give the signs that would close what a sign opens; "" where it opens nothing."""
    sign = text[at]
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    starts = not before.isalnum() and not after.isspace()
    if sign == '"':
        return '"' if starts or not before.isalnum() else ""
    if sign not in _PAIRS and sign != "'":
        return ""
    if sign in "‘'":
        closing = "'" if sign == "'" else "’"
        return closing if starts and after.isalpha() and _is_closed(text, at, closing, paragraph) else ""
    return _PAIRS[sign]


def _is_closed(text: str, at: int, closing: str, paragraph: Span) -> bool:
    """Tell whether a single mark is one: something closes it that is no apostrophe."""
    end = min(paragraph.end, at + _LONGEST_SINGLE)
    place = text.find(closing, at + 1, end)
    while place >= 0:
        if _closes(text, place, closing, paragraph):
            return True
        place = text.find(closing, place + 1, end)
    return False


def _closes(text: str, at: int, sign: str, paragraph: Span) -> bool:
    before = text[at - 1]
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if sign in "’'":
        # "the workers’ leader" closes nothing; ‘gone,’ does.
        return not after.isalnum() and (before in ".,?!…—-" or not (before == "s" and after == " "))
    return sign != '"' or not (before.isspace() and after.isalnum())
