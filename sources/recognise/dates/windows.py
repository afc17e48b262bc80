"""Where in a text a date may stand, and in which ways of writing.

An automaton looks for the words that dates contain ("Dec", "day", "19…"); the grammar then reads only
the stretches round them, and of its patterns only those that such a word allows. That keeps long
texts cheap: most of their words are never looked at twice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Flag, auto
from functools import cache

import ahocorasick_rs

from sources.recognise.dates.grammar import PATTERNS, Pattern, feast_pattern
from sources.values.span import Span

# Room left and right of a trigger: "on the night of Wednesday the …" before, ", 2011" after.
_ROOM = 64
_LOOSE = 24


class Sign(Flag):
    """What sort of trigger was met."""

    MONTH = auto()
    WEEKDAY = auto()
    UNIT = auto()
    DAYTIME = auto()
    SEASON = auto()
    DIGITS = auto()
    NTH = auto()
    CENTURY = auto()
    OLD = auto()
    FEAST = auto()


_TRIGGERS: dict[Sign, str] = {
    Sign.MONTH: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec "
    "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC",
    Sign.WEEKDAY: "Mon Tue Wed Thu Fri Sat Sun MON TUE WED THU FRI SAT SUN",
    Sign.UNIT: "week month year decade fortnight Week Month Year Decade",
    Sign.DAYTIME | Sign.UNIT: "day DAY night morning evening afternoon noon morrow Day",
    Sign.SEASON: "spring summer autumn fall winter Spring Summer Autumn Fall Winter",
    Sign.DIGITS: "10 11 12 13 14 15 16 17 18 19 20 0s",
    Sign.NTH: "1st 2nd 2d 3d 3rd 4th 5th 6th 7th 8th 9th",
    Sign.CENTURY | Sign.UNIT: "centur Centur",
    Sign.OLD: "inst ult prox",
    Sign.FEAST: "Eve EVE Night ichaelmas ogmanay Easter Whit Ascension Lent Palm Maundy Good Shrove Ash",
}
_ALLOWS: dict[str, Sign] = {
    "iso_date": Sign.DIGITS,
    "numeric_date": Sign.DIGITS,
    "old_month": Sign.OLD,
    "season": Sign.SEASON,
    "decade": Sign.DIGITS,
    "century": Sign.CENTURY,
    "year": Sign.DIGITS,
    "year_range": Sign.DIGITS,
    "year_or_year": Sign.DIGITS,
    "year_onwards": Sign.DIGITS,
    "year_part": Sign.UNIT,
    "weekday": Sign.WEEKDAY,
    "weekday_range": Sign.WEEKDAY,
    "weekday_or_weekday": Sign.WEEKDAY,
    "deictic": Sign.DAYTIME,
    "narrative": Sign.DAYTIME,
    "event_day": Sign.DAYTIME,
    "narrative_span": Sign.UNIT,
    "calendar_span": Sign.UNIT,
    "offset": Sign.UNIT,
    "named_day": Sign.WEEKDAY,
    "ordinal_day": Sign.NTH | Sign.DIGITS,
    "feast": Sign.FEAST | Sign.DAYTIME | Sign.WEEKDAY,
}

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
_UNITS = "days?|nights?|weeks?|fortnights?|months?|years?|decades?"
_TWO_MONTHS = rf"(?:{_MONTHS})[^|]*?(?:{_MONTHS})"
_TWO_WEEKDAYS = r"(?:day|DAY)[^|]*?(?:day|DAY)"
_TO_NUMBER = r"\d[a-z]{0,2}(?:\W?[-/\u2010-\u2015]\W?|\s+(?:to|till|until|through|and)\s+(?:the\s+)?)\d"
# A simpler shape that every date of the pattern contains: cheaper to look for than the pattern.
_NEEDS: dict[str, re.Pattern[str]] = {
    name: re.compile(shape)
    for name, shape in {
        "iso_date": r"\d{4}-\d\d-",
        "numeric_date": r"\d[./]\d{1,2}[./]\d{4}",
        "day_range": _TO_NUMBER,
        "year_range": _TO_NUMBER,
        "date_range": _TWO_MONTHS,
        "month_range": _TWO_MONTHS,
        "month_or_month": _TWO_MONTHS,
        "date_or_date": _TWO_MONTHS,
        "weekday_range": _TWO_WEEKDAYS,
        "weekday_or_weekday": _TWO_WEEKDAYS,
        "day_or_day": r"\d[a-z]{0,2}\s+or\s",
        "day_and_day": r"\d[a-z]{0,2}\s+and\s",
        "day_list": r"\d[a-z]{0,2},\s+\d",
        "year_or_year": r"\d{4}\s+or\s",
        "year_onwards": r"[Ff]rom\s+\d{4}\s",
        "feast": r"[A-Z][\w.’']*\s+(?i:day|eve|night|\w{3,6}day)\b|(?i:ichaelmas|ogmanay|year[’']s)",
        "year": r"\d{4}",
        "decade": r"\d0[’']?s",
        "named_day": r"(?:day|DAY),?\s+the\s",
        "ordinal_day": r"[Tt]he\s+\d",
        "year_part": rf"(?i)of\s+(?:last|this|next|the|that)\s+(?:{_UNITS})",
        "deictic": r"(?i)yesterday|to-?day|morrow|to-?night|last\s+(?:night|evening)|"
        r"this\s+(?:mor|aft|eve|noon)",
        "narrative": r"(?i)next|following|same|previous|preceding|that\s|[ytg]\s+(?:before|after)",
        "event_day": r"(?:day|night|morning|evening|afternoon)\s+of\s+the\s",
        "narrative_span": r"(?i)that|following|same|previous|preceding|next|[hkr]\s+(?:before|after|that)",
        "calendar_span": rf"(?i)(?:last|this|next|past)\s+(?:{_UNITS}|century)|week-?end",
        "offset": rf"(?i)(?:{_UNITS})\s+(?:ago|earlier|later|before|after|previous|prior|hence|back|on)",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch that may hold dates, and the patterns that may find them, in the grammar's order."""

    span: Span
    patterns: tuple[tuple[int, Pattern], ...]


@cache
def _automaton(feasts: tuple[str, ...]) -> tuple[ahocorasick_rs.AhoCorasick, tuple[Sign, ...]]:
    words = [(word, sign) for sign, line in _TRIGGERS.items() for word in line.split()]
    words += [(feast, Sign.FEAST) for feast in feasts]
    return ahocorasick_rs.AhoCorasick([w for w, _ in words]), tuple(s for _, s in words)


@cache
def _patterns(signs: Sign, feasts: tuple[str, ...]) -> tuple[tuple[int, Pattern], ...]:
    patterns = (*PATTERNS, feast_pattern(feasts)) if feasts else PATTERNS
    return tuple((n, p) for n, p in enumerate(patterns) if _ALLOWS.get(p.name, Sign.MONTH) & signs)


def _needed(
    text: str, span: Span, patterns: tuple[tuple[int, Pattern], ...]
) -> tuple[tuple[int, Pattern], ...]:
    return tuple(
        (n, p)
        for n, p in patterns
        # The feasts that an archive defines may be written in any way.
        if p.name not in _NEEDS or n >= len(PATTERNS) or _NEEDS[p.name].search(text, span.start, span.end)
    )


def _window(text: str, found: tuple[int, int, Sign], region: Span, feasts: tuple[str, ...]) -> Window:
    start, end, signs = found
    span = _widened(text, start, end, region)
    return Window(span, _needed(text, span, _patterns(signs, feasts)))


def windows(text: str, span: Span, feasts: tuple[str, ...] = ()) -> Iterator[Window]:
    """Give the windows of a region in order; those that touch are one, cut at white space."""
    automaton, signs_of = _automaton(feasts)
    start = end = -1
    signs = Sign(0)
    for trigger, at, after in automaton.find_matches_as_indexes(span.of(text)):
        left, right = max(span.start, span.start + at - _ROOM), min(span.end, span.start + after + _ROOM)
        if start >= 0 and left <= end:
            end = right
            signs |= signs_of[trigger]
            continue
        if start >= 0:
            yield _window(text, (start, end, signs), span, feasts)
        start, end, signs = left, right, signs_of[trigger]
    if start >= 0:
        yield _window(text, (start, end, signs), span, feasts)


def _widened(text: str, start: int, end: int, span: Span) -> Span:
    """Move both ends outwards to white space, but not further than a long word."""
    first, last = max(span.start, start - _LOOSE), min(span.end, end + _LOOSE)
    while start > first and not text[start - 1].isspace():
        start -= 1
    while end < last and not text[end].isspace():
        end += 1
    return Span(start, end)
