"""Find the date expressions of an article in order, each counted from what stands before it.

An automaton looks for the words that every date contains ("Dec", "day", "19…"); the grammar then
reads only the stretches round them, which keeps long texts without dates cheap.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import ahocorasick_rs

from sources.recognise.candidate import Candidate, SearchRegion
from sources.recognise.dates import calendar
from sources.recognise.dates.anchors import Anchor, Anchors
from sources.recognise.dates.grammar import PATTERNS, Pattern, feast_pattern
from sources.recognise.dates.guard import is_date_here
from sources.recognise.dates.reading import Reading, Resolved
from sources.recognise.dates.resolve import resolve
from sources.values.span import Span
from sources.vocabulary import AnchorKind, Kind, MentionKind

# Room left of and right of a trigger: "on the night of Wednesday the …" before, ", 2011" after.
_ROOM = 64
_LOOSE = 24
_INLINE_DATELINE = re.compile(r"^[A-Z][A-Z .,’'-]{2,40}[A-Z.][,.]? (?=.{3,24}?(?:[-–—:]|\())")
_TRIGGERS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    "day", "DAY", "week", "month", "year", "decade", "centur", "Centur", "fortnight", "night", "morning",
    "evening", "afternoon", "spring", "summer", "autumn", "fall of", "winter", "Spring", "Summer", "Autumn", "Winter",
    "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "morrow", " inst", " ult", " prox",
    "1st", "2nd", "2d", "3d", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "0th", "1th", "2th", "3th", "Hogmanay",
    "Eve", "Day", "ichaelmas", "Night", "0s",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller knows: the publication date, the event's years, the archive's own feasts."""

    published: str = ""
    event_years: tuple[int, ...] = ()
    feasts: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Match:
    name: str
    order: int
    found: "re.Match[str]"


@cache
def _automaton(feasts: tuple[str, ...]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick([*_TRIGGERS, *feasts])


def windows(text: str, span: Span, feasts: tuple[str, ...] = ()) -> Iterator[Span]:
    """Give the stretches of a region that may hold a date, merged, cut at white space."""
    start = end = -1
    for _pattern, at, after in _automaton(feasts).find_matches_as_indexes(span.of(text)):
        left, right = max(span.start, span.start + at - _ROOM), min(span.end, span.start + after + _ROOM)
        if start >= 0 and left <= end:
            end = right
            continue
        if start >= 0:
            yield _widened(text, start, end, span)
        start, end = left, right
    if start >= 0:
        yield _widened(text, start, end, span)


def _widened(text: str, start: int, end: int, span: Span) -> Span:
    """Move both ends outwards to white space, but not further than a long word."""
    while start > span.start and not text[start - 1].isspace() and start > span.start - _LOOSE:
        start -= 1
    while end < span.end and not text[end].isspace():
        end += 1
    return Span(start, end)


def find_dates(text: str, regions: Sequence[SearchRegion], given: Given) -> list[Candidate]:
    """Give the dates of one article's regions in text order, resolved one after the other."""
    matches = [(region, match) for region in regions for match in _matches(text, region.span, given)]
    anchors = _first_anchors(text, matches, given)
    feasts = {name.lower(): day for name, day in (given.feasts or {}).items()}
    candidates = []
    for region, match in matches:
        resolved = resolve(match.name, Reading(text, match.found, anchors, feasts))
        if resolved is None:
            continue
        candidate = _candidate(match, resolved)
        anchors = _moved_on(text, region, candidate, resolved, anchors)
        candidates.append(candidate)
    return candidates


def _matches(text: str, span: Span, given: Given) -> list[_Match]:
    """Give the matches that hold, the longest of those that overlap, in text order."""
    found = [
        _Match(pattern.name, order, match)
        for window in windows(text, span, tuple(sorted(given.feasts or ())))
        for order, pattern in enumerate(_patterns(given))
        for match in pattern.shape.finditer(text, window.start, window.end)
        if is_date_here(pattern.name, text, match)
    ]
    found.sort(key=lambda m: (m.found.start() - m.found.end(), m.order))
    kept: list[_Match] = []
    taken: set[int] = set()
    for match in found:
        places = range(match.found.start(), match.found.end())
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(match)
    return sorted(kept, key=lambda m: m.found.start())


def _patterns(given: Given) -> tuple[Pattern, ...]:
    return (*PATTERNS, feast_pattern(tuple(sorted(given.feasts)))) if given.feasts else PATTERNS


def _first_anchors(text: str, matches: list[tuple[SearchRegion, _Match]], given: Given) -> Anchors:
    """Give what is known before the first word is read, with the days that the text states in full."""
    moment = calendar.read(given.published)
    published = Anchor(AnchorKind.PUBLISHED, moment, given.published) if moment else None
    stated: dict[tuple[int, int], Anchor] = {}
    anchors = Anchors(published=published, event_years=given.event_years)
    for region, match in matches:
        groups = match.found.groupdict()
        if match.name not in ("day", "month") or not (groups.get("y") or groups.get("yb")):
            continue
        resolved = resolve(match.name, Reading(text, match.found, anchors))
        if not resolved or not resolved.moment or region.kind in (Kind.PUBLICATION_DATE, Kind.CAPTION):
            continue
        anchor = Anchor(AnchorKind.MENTION, resolved.moment, match.found.group())
        for key in ((resolved.moment.month, resolved.moment.day), (resolved.moment.month, 0)):
            stated.setdefault(key, anchor)
    return replace(anchors, stated=stated)


def _moved_on(
    text: str, region: SearchRegion, candidate: Candidate, resolved: Resolved, anchors: Anchors
) -> Anchors:
    """Let a date serve as the anchor of what follows it."""
    if not resolved.moment or region.kind is Kind.PUBLICATION_DATE:
        return anchors
    if region.kind is Kind.DATELINE or _is_inline_dateline(text, region, candidate):
        return replace(anchors, dateline=Anchor(AnchorKind.DATELINE, resolved.moment, candidate.surface))
    if region.kind is Kind.CAPTION:
        return anchors
    return anchors.told(resolved.moment, candidate.surface)


def _is_inline_dateline(text: str, region: SearchRegion, candidate: Candidate) -> bool:
    """Tell whether the date stands in "LONDON, Dec. 16 –" at the head of a paragraph."""
    head = text[region.span.start : candidate.span.start]
    return bool(
        region.kind is Kind.BODY
        and head
        and _INLINE_DATELINE.match(text[region.span.start : region.span.start + 80])
        and head.rstrip(", .").isupper()
    )


def _candidate(match: _Match, resolved: Resolved) -> Candidate:
    return Candidate(
        span=Span(match.found.start(), match.found.end()),
        surface=match.found.group(),
        kind=MentionKind.DATE,
        rule=f"date:{match.name}",
        score=resolved.score,
        edtf=resolved.edtf,
        anchor=resolved.anchor,
        anchor_words=resolved.anchor_words,
    )
