"""Find the date expressions of an article in order, each counted from what stands before it.

Of matches that overlap the longest stands, then the one whose pattern comes first in the grammar.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sources.recognise.candidate import Candidate, SearchRegion
from sources.recognise.dates import calendar
from sources.recognise.dates.anchors import Anchor, Anchors, is_flashback
from sources.recognise.dates.calendar import Moment
from sources.recognise.dates.grammar import TIME
from sources.recognise.dates.guard import is_beside_noun, is_date_here
from sources.recognise.dates.reading import Reading, Resolved
from sources.recognise.dates.resolve import resolve
from sources.recognise.dates.starting import tries
from sources.values.span import Span
from sources.vocabulary import AnchorKind, Kind, MentionKind

_LONGEST_DATELINE = 48
_LONGEST_ASIDE = 80
_MONTHS = 12
# What stands beside the story does not carry it on.
_BESIDE = frozenset({Kind.CAPTION, Kind.EDITOR_NOTE})
_BY_CALENDAR = frozenset(
    f"date:{name}"
    for name in (
        "iso_date",
        "numeric_date",
        "day",
        "feast_day",
        "day_range",
        "day_list",
        "day_and_day",
        "old_month",
        "feast",
    )
)
# A year after these bounds something else: it does not say when the story is.
_BOUNDS = re.compile(r"\b(?:since|until|till|by|before|after|from) $", re.IGNORECASE)
# What stands before the date itself: a time of day ("8pm on", "the night of"), a preposition.
_LEAD = re.compile(
    rf"{TIME}[ \u00a0]{{1,3}}on[ \u00a0]{{1,3}}|(?:over|during|at)[ \u00a0]{{1,3}}(?=the\b)"
    r"|the[ \u00a0]{1,3}(?:(?:early|late)[ \u00a0])?(?:night|evening|morning|afternoon|early[ \u00a0]hours)"
    r"[ \u00a0]of[ \u00a0](?!the[ \u00a0][a-z])",
    re.IGNORECASE,
)
# "the Friday protests": the article is that of the noun.
_NOUNS_ARTICLE = re.compile(r"[Tt]he[ \u00a0]{1,3}(?=[A-Z])")
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


def find_dates(
    text: str, regions: Sequence[SearchRegion], given: Given, *, but: Sequence[Span] = ()
) -> list[Candidate]:
    """Give the dates of one article's regions in text order, resolved one after the other.

    ``but`` is where a day's name is a person's ("Friday Okonofua").
    """
    matches = [
        (region, match)
        for region in regions
        for match in _matches(text, region.span, given)
        if not any(name.start < match.found.end() and match.found.start() < name.end for name in but)
    ]
    anchors = _first_anchors(text, matches, given)
    feasts = {name.lower(): day for name, day in (given.feasts or {}).items()}
    candidates = []
    story = anchors
    former: SearchRegion | None = None
    for region, match in matches:
        # A caption counts from its own dates, but the story goes on from where it was.
        if region is not former:
            anchors = replace(story, here_day=None) if story.here_day else story
        former = region
        resolved = resolve(match.name, Reading(text, match.found, anchors, feasts))
        if resolved is None:
            continue
        candidate = _candidate(text, match, resolved)
        anchors = _moved_on(text, region, candidate, resolved, anchors)
        story = story if region.kind in _BESIDE else anchors
        candidates.append(candidate)
    return candidates


def _matches(text: str, span: Span, given: Given) -> list[_Match]:
    """Give the matches that hold, the longest of those that overlap, in text order."""
    feasts = tuple(sorted(given.feasts or ()))
    found = [
        _Match(pattern.name, order, match)
        for order, pattern, match in tries(text, span, feasts)
        if is_date_here(pattern.name, text, match)
    ]
    found.sort(key=lambda m: (-len(_own_words(m)), m.found.start() - m.found.end(), m.order))
    kept: list[_Match] = []
    taken: set[int] = set()
    for match in found:
        places = range(match.found.start(), match.found.end())
        if taken.isdisjoint(places):
            # "two days before 16 December" is a date, and so is the one within it.
            is_nested = match.name == "offset_from"
            taken.update(range(match.found.start(), match.found.start("from")) if is_nested else places)
            kept.append(match)
    return sorted(kept, key=lambda m: m.found.start())


def _first_anchors(text: str, matches: list[tuple[SearchRegion, _Match]], given: Given) -> Anchors:
    """Give what is known before the first word is read, with the days that the text states in full."""
    moment = calendar.read(given.published)
    published = Anchor(AnchorKind.PUBLISHED, moment, given.published) if moment else None
    stated: dict[tuple[int, int], Anchor] = {}
    order = _order_of_numbers(match.found for _, match in matches if match.name == "numeric_date")
    anchors = Anchors(published=published, event_years=given.event_years, day_first=order)
    spells = False
    for region, match in matches:
        reading = Reading(text, match.found, anchors)
        if match.name not in ("day", "month") or not reading.year:
            continue
        resolved = resolve(match.name, reading)
        if not resolved or not resolved.moment or region.kind in (Kind.PUBLICATION_DATE, Kind.CAPTION):
            continue
        anchor = Anchor(AnchorKind.MENTION, resolved.moment, match.found.group())
        for key in ((resolved.moment.month, resolved.moment.day), (resolved.moment.month, 0)):
            stated.setdefault(key, anchor)
        spells = spells or bool(moment and region.kind is Kind.BODY and _is_earlier_that_year(anchor, moment))
    return replace(anchors, stated=stated, spells_years=spells)


def _is_earlier_that_year(told: Anchor, published: Moment) -> bool:
    """Tell "in February 1992" of a text of November 1992, for which news would write "in February"."""
    return told.moment.year == published.year and told.moment.month < published.month


def _order_of_numbers(found: Iterable["re.Match[str]"]) -> bool | None:
    """Tell by "12/16/11" how a text writes its dates: whether the day stands first; None for no telling."""
    first = [(int(one["a"]) > _MONTHS, int(one["b"]) > _MONTHS) for one in found if one["sep"] == "/"]
    told = {day for day, other in first if day != other}
    return told.pop() if len(told) == 1 else None


def _moved_on(
    text: str, region: SearchRegion, candidate: Candidate, resolved: Resolved, anchors: Anchors
) -> Anchors:
    """Let a date serve as the anchor of what follows it."""
    if not resolved.moment or region.kind is Kind.PUBLICATION_DATE:
        return anchors
    if region.kind is Kind.DATELINE or _is_inline_dateline(text, region, candidate):
        return replace(anchors, dateline=Anchor(AnchorKind.DATELINE, resolved.moment, candidate.surface))
    # What had happened before does not move the story on.
    if anchors.latest_day and is_flashback(text, candidate.span.start, candidate.span.end):
        told = Anchor(AnchorKind.MENTION, resolved.moment, candidate.surface)
        if not resolved.moment.day or candidate.rule not in _BY_CALENDAR:
            return anchors.with_day(told)
        return replace(anchors.with_day(told), here_day=told)
    if _is_aside(text, region.span, candidate.span) and not resolved.moment.day:
        return anchors
    return anchors.told(
        resolved.moment,
        candidate.surface,
        by_calendar=candidate.rule in _BY_CALENDAR,
        settles=_settles(text, candidate, resolved.moment, anchors),
    )


def _settles(text: str, candidate: Candidate, year: Moment, anchors: Anchors) -> bool:
    """Tell whether a date may say when the story is: no bare "since 2010", no "the day of the fire"."""
    if candidate.rule != "date:year":
        return candidate.rule != "date:event_day"
    told = anchors.focus.moment if anchors.focus else None
    further_back = bool(told and told.month and year.year < told.year)
    start = candidate.span.start
    return not further_back and not _BOUNDS.search(text[max(0, start - 12) : start])


def _is_aside(text: str, region: Span, span: Span) -> bool:
    """Tell whether a date stands in brackets: it does not carry the story on."""
    before = text[max(region.start, span.start - _LONGEST_ASIDE) : span.start]
    return before.rfind("(") > before.rfind(")")


def _is_inline_dateline(text: str, region: SearchRegion, candidate: Candidate) -> bool:
    """Tell whether the date stands in "LONDON, Dec. 16 –" at the head of a paragraph."""
    start = region.span.start
    # "From our own correspondent. Temrava, Friday night"
    if region.kind is Kind.BYLINE:
        return not text[candidate.span.end : region.span.end].strip(" .")
    if region.kind is not Kind.BODY or not 0 < candidate.span.start - start <= _LONGEST_DATELINE:
        return False
    head = text[start : candidate.span.start]
    return head.split(",")[0].isupper() and bool(_INLINE_DATELINE.match(text[start : start + 80]))


def _own_words(match: _Match) -> Span:
    """Leave out the time of day and the preposition before a date; its article belongs to it (TIMEX3)."""
    found = match.found
    lead = _LEAD.match(found.string, found.start(), found.end())
    start = lead.end() if lead else found.start()
    if match.name == "weekday":
        article = _NOUNS_ARTICLE.match(found.string, start, found.end())
        start = article.end() if article and is_beside_noun(found) else start
    return Span(start, found.end())


def _candidate(text: str, match: _Match, resolved: Resolved) -> Candidate:
    span = _own_words(match)
    return Candidate(
        span=span,
        surface=span.of(text),
        kind=MentionKind.DATE,
        rule=f"date:{match.name}",
        score=resolved.score,
        edtf=resolved.edtf,
        anchor=resolved.anchor,
        anchor_words=resolved.anchor_words,
    )
