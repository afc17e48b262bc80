"""The archive's own name forms, looked for as they are written, everywhere.

An Aho-Corasick automaton reads the text once, however many forms there are; the longest form that
begins leftmost wins ("New York" before "York"). A form counts only between word edges: "Aral" is not
in "Aralsk", but it is in "Aral’s" and "Aral-based".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import ahocorasick_rs

from sources.recognise.candidate import Candidate, KnownName, SearchRegion
from sources.values.span import Span

_SCORE = 0.95
# Halves of a surrogate pair are no characters: an automaton refuses them.
HALVES = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Known:
    """Name forms prepared once, to be looked for in any number of texts."""

    names: tuple[KnownName, ...]
    automaton: ahocorasick_rs.AhoCorasick | None

    @classmethod
    def of(cls, names: Iterable[KnownName]) -> "Known":
        """Prepare the forms that are not blank."""
        kept = tuple(name for name in names if name.form.strip())
        longest = ahocorasick_rs.MatchKind.LeftmostLongest
        forms = [name.form for name in kept]
        return cls(kept, ahocorasick_rs.AhoCorasick(forms, matchkind=longest) if forms else None)


def find_known(text: str, regions: Sequence[SearchRegion], known: Known) -> list[Candidate]:
    """Give the known forms in the regions, in text order; nothing where there are none."""
    return [candidate for region in regions for candidate in _in_region(text, region.span, known)]


def _in_region(text: str, region: Span, known: Known) -> Iterator[Candidate]:
    if known.automaton is None:
        return
    for index, start, end in known.automaton.find_matches_as_indexes(region.of(text)):
        span = Span(region.start + start, region.start + end)
        if at_word_edges(text, span):
            name = known.names[index]
            yield Candidate(span, span.of(text), name.kind, "name:known", _SCORE, entity=name.entity)


def at_word_edges(text: str, span: Span) -> bool:
    """Tell whether a span begins and ends where words do."""
    before = text[span.start - 1] if span.start else " "
    after = text[span.end] if span.end < len(text) else " "
    inner = text[span.start].isalnum() and before.isalnum()
    return not inner and not (text[span.end - 1].isalnum() and after.isalnum())
