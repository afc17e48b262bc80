"""The archive's own name forms, looked for as they are written, everywhere.

An Aho-Corasick automaton reads the text once, however many forms there are; the longest form that
begins leftmost wins ("New York" before "York"). A form counts only between word edges: "Aral" is not
in "Aralsk", but it is in "Aral’s" and "Aral-based".
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import ahocorasick_rs

from sources.recognise.candidate import Candidate, KnownName, SearchRegion
from sources.values.span import Span

_SCORE = 0.95
# Halves of a surrogate pair are no characters: an automaton refuses them.
HALVES = re.compile(r"[\ud800-\udfff]")


@lru_cache(maxsize=4)
def _automaton(forms: tuple[str, ...]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(list(forms), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def find_known(text: str, regions: Sequence[SearchRegion], known: Sequence[KnownName]) -> list[Candidate]:
    """Give the known forms in the regions, in text order; nothing where there are none."""
    names = [name for name in known if name.form.strip()]
    if not names:
        return []
    automaton = _automaton(tuple(name.form for name in names))
    return [candidate for region in regions for candidate in _in_region(text, region.span, automaton, names)]


def _in_region(
    text: str, region: Span, automaton: ahocorasick_rs.AhoCorasick, names: Sequence[KnownName]
) -> Iterator[Candidate]:
    for index, start, end in automaton.find_matches_as_indexes(region.of(text)):
        span = Span(region.start + start, region.start + end)
        if at_word_edges(text, span):
            name = names[index]
            yield Candidate(span, span.of(text), name.kind, "name:known", _SCORE, entity=name.entity)


def at_word_edges(text: str, span: Span) -> bool:
    """Tell whether a span begins and ends where words do."""
    before = text[span.start - 1] if span.start else " "
    after = text[span.end] if span.end < len(text) else " "
    inner = text[span.start].isalnum() and before.isalnum()
    return not inner and not (text[span.end - 1].isalnum() and after.isalnum())
