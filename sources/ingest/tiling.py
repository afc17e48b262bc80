"""Whether regions cover a text: in order, no overlap, and nothing left out but white space.

Nothing of a source is thrown away: what is not article text is labelled, and stays a region. A byte
order mark at the head of a file may stand outside, like white space.
"""

from collections.abc import Iterable, Iterator

from sources.values.span import Span

_BLANK = "\ufeff"
_SHOWN = 40


def tiling_faults(text: str, regions: Iterable[tuple[str, Span]]) -> Iterator[str]:
    """Say where named regions, in order of place, do not cover a text."""
    place = 0
    for name, span in regions:
        if span.end > len(text):
            yield f"{name} ends at {span.end}, but the text has {len(text)} characters."
            return
        if span.start < place:
            yield f"{name} begins at {span.start}, inside the one before it, which ends at {place}."
        elif span.of(text) != span.of(text).strip():
            yield f"{name} at {span.start}–{span.end} begins or ends with white space."
        yield from _left_out(text, place, span.start)
        place = max(place, span.end)
    yield from _left_out(text, place, len(text))


def _left_out(text: str, start: int, end: int) -> Iterator[str]:
    words = text[start:end].strip().strip(_BLANK).strip()
    if words:
        yield (
            f"“{words[:_SHOWN]}” between {start} and {end} is in no passage; "
            "regions cover everything but white space."
        )
