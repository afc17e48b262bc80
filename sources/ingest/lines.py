"""The lines of a captured text, with their places.

A line is what stands between line breaks, without the white space round it; a line of white space is
only counted (``gap``). White space and line breaks are what ``str.isspace`` and Unicode call so
(UAX #14 mandatory breaks): CR, LF, CRLF, form feed, NEL, U+2028 and U+2029.
"""

import re
from dataclasses import dataclass

from sources.values.span import Span

BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: its place without the space round it, and what stood before it."""

    span: Span
    text: str
    indent: int  # white space before the first character, in code points
    gap: int  # blank lines directly before; the first line of a text has at least 1


def split_lines(text: str) -> list[Line]:
    """Give the lines of the text that are not blank, in order."""
    lines: list[Line] = []
    gap, position = 1, 0
    while position <= len(text):
        found = BREAK.search(text, position)
        end = found.start() if found else len(text)
        words = text[position:end].strip()
        if words:
            start = position + _leading(text, position, end)
            lines.append(Line(Span(start, start + len(words)), words, start - position, gap))
            gap = 0
        else:
            gap += 1
        if not found:
            break
        position = found.end()
    return lines


def _leading(text: str, start: int, end: int) -> int:
    """Count the white space at the start of text[start:end], which is not all white space."""
    return end - start - len(text[start:end].lstrip())
