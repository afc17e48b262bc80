"""A place in a text in the words of the W3C Web Annotation Data Model.

A TextPositionSelector (§4.2.5) says where; a TextQuoteSelector (§4.2.4) says which words, with a
little of what stands before and after, so that a reader with another copy of the text can find
them. Within the archive a place is always a position: a quote is only for going out and coming in,
and coming in it is taken only where it fits one place (see ``values.splice`` for the reason).
"""

from typing import Literal, TypedDict

from sources.values.span import Span

# What Hypothesis and Recogito write, so that theirs and ours are alike.
CONTEXT = 32


class TextPositionSelector(TypedDict):
    """Web Annotation §4.2.5; ``start`` and ``end`` in code points."""

    type: Literal["TextPositionSelector"]
    start: int
    end: int


class TextQuoteSelector(TypedDict):
    """Web Annotation §4.2.4."""

    type: Literal["TextQuoteSelector"]
    exact: str
    prefix: str
    suffix: str


def text_position(span: Span) -> TextPositionSelector:
    """Say a span as a selector."""
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}


def text_quote(text: str, span: Span, context: int = CONTEXT) -> TextQuoteSelector:
    """Quote a span with up to ``context`` code points on either side, less at the text's ends."""
    return {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[max(0, span.start - context) : span.start],
        "suffix": text[span.end : span.end + context],
    }


def resolve_quote(text: str, exact: str, prefix: str = "", suffix: str = "") -> Span | None:
    """Find the one place where ``exact`` stands between ``prefix`` and ``suffix``, letter for letter.

    None where there is no such place, or more than one: then a person must choose.
    """
    if not exact:
        return None
    quoted = prefix + exact + suffix
    first = text.find(quoted)
    if first < 0 or text.find(quoted, first + 1) >= 0:
        return None
    start = first + len(prefix)
    return Span(start, start + len(exact))
