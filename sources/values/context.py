"""Words in their context: keyword in context, cut at words, for lists that an eye runs down."""

from dataclasses import dataclass

from sources.values.span import Span


@dataclass(frozen=True, slots=True)
class InContext:
    """What stands before some words, the words, and what stands after."""

    before: str
    words: str
    after: str


def in_context(text: str, span: Span, width: int = 40) -> InContext:
    """Give up to ``width`` code points on either side of a span, cut where a word begins or ends."""
    before, after = text[: span.start], text[span.end :]
    return InContext(_last(before, width), span.of(text), _first(after, width))


def _last(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    cut = text[-width:]
    if text[-width - 1].isspace():
        return f"…{cut}"
    head, space, tail = cut.partition(" ")
    return f"…{tail}" if space else f"…{head}"


def _first(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    cut = text[:width]
    if text[width].isspace():
        return f"{cut}…"
    head, space, tail = cut.rpartition(" ")
    return f"{head}…" if space else f"{tail}…"
