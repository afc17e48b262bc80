"""Where the words of one capture of a text stand in another, better one.

The two are compared as wholes, not passage by passage: a better capture may have joined two lines
or parted them. ``values.splice.diff`` says which words are the same words; whatever it leaves in
doubt has no place. Passages of the two belong together where most of their common characters do.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from sources.values.parting import origins
from sources.values.span import Span
from sources.values.splice import Splice, diff, map_span

# Between passages; in a text of a passage there is no line end.
EDGE = "\n"


@dataclass(frozen=True, slots=True)
class Recapture:
    """Two captures laid on each other: passages by their place in each, from 0."""

    old_starts: tuple[int, ...]
    new_starts: tuple[int, ...]
    new_lengths: tuple[int, ...]
    splices: tuple[Splice, ...]
    pairs: dict[int, int]

    def find(self, passage: int, span: Span) -> tuple[int, Span] | None:
        """Give the new passage and the span's place in it; None where it has none of its own."""
        found = map_span(span.shifted(self.old_starts[passage]), self.splices)
        if found is None:
            return None
        for number, (start, length) in enumerate(zip(self.new_starts, self.new_lengths, strict=True)):
            if start <= found.start and found.end <= start + length:
                return number, found.shifted(-start)
        return None


def recapture(olds: Sequence[str], news: Sequence[str]) -> Recapture:
    """Lay the passages of a better capture on those of the former."""
    old, new = EDGE.join(olds), EDGE.join(news)
    splices = diff(old, new)
    old_starts, new_starts = _starts(olds), _starts(news)
    return Recapture(
        old_starts, new_starts, tuple(map(len, news)), splices, _pairs(origins(len(old), splices), olds, news)
    )


def _starts(texts: Sequence[str]) -> tuple[int, ...]:
    return tuple(accumulate((len(text) + len(EDGE) for text in texts[:-1]), initial=0)) if texts else ()


def _pairs(found: Sequence[int | None], olds: Sequence[str], news: Sequence[str]) -> dict[int, int]:
    """Give for each old passage the new one with which it shares most characters, if any."""
    homes = [number for number, text in enumerate(olds) for _ in range(len(text) + len(EDGE))]
    shared: dict[int, Counter[int]] = {}
    at = 0
    for number, text in enumerate(news):
        for origin, character in zip(found[at : at + len(text)], text, strict=True):
            if origin is not None and not character.isspace():
                shared.setdefault(homes[origin], Counter())[number] += 1
        at += len(text) + len(EDGE)
    # Half of the words at least: a name and a full stop in common make no pair.
    return {
        old: counts.most_common(1)[0][0]
        for old, counts in shared.items()
        if 2 * counts.total() >= len("".join(olds[old].split()))
    }
