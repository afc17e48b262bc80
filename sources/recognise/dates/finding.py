"""Find the date expressions of an article in order, each counted from what stands before it.

Of matches that overlap the longest stands, then the one whose pattern comes first in the grammar.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sources.recognise.candidate import Candidate, SearchRegion
from sources.recognise.dates import calendar
from sources.recognise.dates.anchors import Anchor, Anchors, is_flashback
from sources.recognise.dates.guard import is_date_here
from sources.recognise.dates.reading import Reading, Resolved
from sources.recognise.dates.resolve import resolve
from sources.recognise.dates.windows import windows
from sources.values.span import Span
from sources.vocabulary import AnchorKind, Kind, MentionKind

_LONGEST_DATELINE = 48
_INLINE_DATELINE = re.compile(r"^[A-Z][A-Z .,’'-]{2,40}[A-Z.][,.]? (?=.{3,40}?(?:[-–—:.]|\())")


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
    feasts = tuple(sorted(given.feasts or ()))
    found = [
        _Match(pattern.name, order, match)
        for window in windows(text, span, feasts)
        for order, pattern in window.patterns
        for match in pattern.shape.finditer(text, window.span.start, window.span.end)
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
    # What had happened before does not move the story on.
    if anchors.latest_day and is_flashback(text, candidate.span.start):
        return anchors
    return anchors.told(resolved.moment, candidate.surface)


def _is_inline_dateline(text: str, region: SearchRegion, candidate: Candidate) -> bool:
    """Tell whether the date stands in "LONDON, Dec. 16 –" at the head of a paragraph."""
    head = text[region.span.start : candidate.span.start]
    return bool(
        region.kind is Kind.BODY
        and head
        and _INLINE_DATELINE.match(text[region.span.start : region.span.start + 80])
        and head.split(",")[0].isupper()
        and len(head) <= _LONGEST_DATELINE
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
