"""Everything the recogniser finds in a text: dates, names, and the archive's own name forms.

Pure: text, regions and name forms in, candidates out. Each article is read by itself, because what
a surname or "the following day" means is settled within one text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from sources.recognise.candidate import Candidate, KnownName, SearchRegion
from sources.recognise.dates.finding import Given, find_dates
from sources.recognise.gather import gather
from sources.recognise.known import Known, find_known
from sources.recognise.names.day_names import called_after_days
from sources.recognise.names.finding import find_names
from sources.recognise.overlap import settle
from sources.values.span import Span
from sources.vocabulary import UNSEARCHED_KINDS

# One blank for each line break and for each half of a surrogate pair, which is no character and which the
# automata refuse, so that every offset stays what it was.
# A word broken at the end of a line: "Alexan-" and "dria"; the scanners of old newspapers write "¬".
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ac\u00ad](\r?\n)(?=[a-z])")
# As it is, with the gap put behind the word and its comma: "after¬ noon," as "afternoon,  ".
_HALVES = re.compile(r"(?<=[^\W\d_])\u00ac( {1,2})([a-z]{1,20})([,.;:]?)")
_BREAK = re.compile(r"\u00ac +")
_LINE_BREAKS = re.compile(r"[\r\n\u0085\u2028\u2029\v\f\t\ud800-\udfff]")


def find(
    text: str,
    regions: Sequence[SearchRegion],
    published: str = "",
    event_years: Sequence[str] = (),
    *,
    known: Sequence[KnownName] = (),
    feasts: Mapping[str, str] | None = None,
) -> list[Candidate]:
    """Give the candidates in text order; regions that are nobody's report are not searched.

    ``published`` is the EDTF of the publication, ``feasts`` the archive's own ("Independence Day":
    "12-16"). Spans are code points of ``text`` as handed in, surfaces its own slices.
    """
    flat = _LINE_BREAKS.sub(" ", _BROKEN_WORD.sub(r"¬\1", text))
    given = Given(published, tuple(int(y[:4]) for y in event_years if y[:4].isdecimal()), feasts)
    forms = Known.of(known)
    rejoined, gaps = _rejoined(flat)
    found: list[Candidate] = []
    for article in _articles(regions):
        called = called_after_days(flat, article)
        dates = [_past_gap(date, gaps) for date in find_dates(rejoined, article, given, but=called)]
        own = [_whole(name) for name in find_names(flat, article, called)]
        names = settle(find_known(flat, article, forms), own)
        found += settle(dates, gather(names, flat))
    return [_as_captured(text, candidate) for candidate in sorted(found, key=lambda c: c.span)]


def _articles(regions: Sequence[SearchRegion]) -> list[list[SearchRegion]]:
    searched = [r for r in regions if r.kind not in UNSEARCHED_KINDS]
    order = sorted(searched, key=lambda r: (-1 if r.article is None else r.article, r.span))
    return [list(group) for _article, group in groupby(order, key=lambda r: r.article)]


def _whole(candidate: Candidate) -> Candidate:
    """Give a name that goes on in the next line in one word, as it stands elsewhere."""
    if "\u00ac" not in candidate.surface:
        return candidate
    surface = _BREAK.sub("", candidate.surface)
    return replace(candidate, surface=surface, entity=surface)


def _rejoined(flat: str) -> tuple[str, dict[int, int]]:
    """Put together what was broken at the end of a line; where such a word ends then, and where it ended."""
    if "\u00ac" not in flat:
        return flat, {}
    gaps = {m.start() + len(m[2]): m.end(2) for m in _HALVES.finditer(flat)}
    return _HALVES.sub(r"\2\3 \1", flat), gaps


def _past_gap(candidate: Candidate, gaps: Mapping[int, int]) -> Candidate:
    """Let a date that ends in a word broken at the end of a line end where that word does."""
    end = gaps.get(candidate.span.end)
    return replace(candidate, span=Span(candidate.span.start, end)) if end else candidate


def _as_captured(text: str, candidate: Candidate) -> Candidate:
    return candidate.at(text)
