"""What a region says: the first revision of a passage.

It is the slice of the captured text with each line-break character replaced by one space, so that
offset in passage + start of passage = offset in document, whatever the line ends.
"""

from sources.values.span import Span

# UAX #14's mandatory breaks, each one code point: CR LF becomes two spaces.
_BREAKS = dict.fromkeys(map(ord, "\n\v\f\r\x85\u2028\u2029"), " ")


def wording(text: str, span: Span) -> str:
    """Give the first revision of the region ``span`` of a captured text."""
    return span.of(text).translate(_BREAKS)
