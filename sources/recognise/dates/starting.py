"""Where in a text a date may begin, and in which ways of writing.

Every date begins with one of few words, or with a digit ("the", "last", "Dec", "16th"). The words of a
text are looked up once each, and a pattern of the grammar is tried only where a word stands that it may begin
with: most words cost a look in a dictionary and nothing more.
"""

import re
from collections.abc import Iterator
from enum import Flag, auto
from functools import cache

from sources.recognise.dates.grammar import PATTERNS, Pattern, feast_pattern
from sources.recognise.dates.words import (
    EASTER_FEASTS,
    FEASTS,
    MONTHS,
    NUMBERS,
    OPEN_FEASTS,
    ORDINALS,
    SEASONS,
    WEEKDAYS,
)
from sources.values.span import Span

# The first letters or digits of a word; what stands before them must be no part of a word, price or tag.
_FIRST = re.compile(r"(?<![\w$€£#])(?:[A-Za-z]+|[0-9]|[’'‘])")

_SECOND = re.compile(r"\s{1,3}([A-Za-z]+|[0-9]|[’'‘])")
_AFTER_THE = frozenset(
    {
        "day",
        "days",
        "night",
        "eve",
        "evening",
        "morning",
        "afternoon",
        "following",
        "previous",
        "preceding",
        "same",
        "past",
        "week",
        "weekend",
        "month",
        "year",
        "decade",
        "century",
        "fortnight",
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
        "eighteen",
        "nineteen",
    }
)


class Start(Flag):
    """What a date may begin with."""

    DIGIT = auto()
    MONTH = auto()
    WEEKDAY = auto()
    THE = auto()
    # "early May", "mid-1990s", "earlier this year"
    PART = auto()
    # "end of May", "first half of 1995"
    EDGE = auto()
    # "last", "this", "next", "that"
    WHICH = auto()
    BETWEEN = auto()
    SEASON = auto()
    COUNT = auto()
    NTH = auto()
    ABOUT = auto()
    NOON = auto()
    DEICTIC = auto()
    FROM = auto()
    OVER = auto()
    QUOTE = auto()
    FEAST = auto()
    QUARTER = auto()


_WORDS: dict[Start, str] = {
    Start.MONTH: " ".join(MONTHS),
    Start.WEEKDAY: " ".join(WEEKDAYS),
    Start.THE: "the",
    Start.PART: "early late mid earlier later",
    Start.EDGE: "very beginning start end middle close turn latter "
    "first second third fourth last final opening closing",
    Start.WHICH: "last this next that",
    Start.BETWEEN: "between",
    Start.SEASON: " ".join(SEASONS),
    Start.COUNT: " ".join(word.partition(" ")[0] for word in NUMBERS) + " half",
    Start.NTH: " ".join(word.partition("-")[0] for word in ORDINALS),
    Start.ABOUT: "about around circa c ca roughly approximately "
    "almost nearly some more over just less at exactly",
    Start.NOON: "noon midday midnight",
    Start.DEICTIC: "yesterday to today tomorrow tonight this",
    Start.QUARTER: "q",
    Start.FROM: "from",
    Start.OVER: "over at during",
    Start.FEAST: " ".join(re.split(r"\W", name)[0] for name in (*FEASTS, *EASTER_FEASTS, *OPEN_FEASTS)),
}
_A_DAY = Start.DIGIT | Start.NTH | Start.THE
# A clock time or "the night of" before a day.
_LED = _A_DAY | Start.NOON
_PARTED = Start.THE | Start.PART | Start.EDGE
_STARTS: dict[str, Start] = {
    "iso_date": Start.DIGIT,
    "numeric_date": Start.DIGIT,
    "day_range": _LED | Start.MONTH,
    "day_or_day": _A_DAY | Start.MONTH,
    "day_and_day": _A_DAY | Start.MONTH,
    "day_list": _A_DAY | Start.MONTH,
    "date_range": _A_DAY | Start.MONTH | Start.BETWEEN,
    "date_or_date": _A_DAY,
    "day": _LED | Start.MONTH | Start.WEEKDAY,
    "offset_from": Start.COUNT | Start.DIGIT | Start.ABOUT,
    "old_month": _LED | Start.WEEKDAY,
    "month_range": Start.MONTH | Start.BETWEEN,
    "month_or_month": Start.MONTH,
    "month": _PARTED | Start.MONTH | Start.WHICH,
    "season": _PARTED | Start.SEASON | Start.WHICH,
    "decade": _PARTED | Start.DIGIT | Start.QUOTE,
    "century": _PARTED | Start.DIGIT | Start.NTH,
    "year_range": Start.DIGIT | Start.BETWEEN,
    "year_or_year": Start.DIGIT,
    "year_onwards": Start.FROM,
    "year": _PARTED | Start.DIGIT | Start.ABOUT,
    "short_year": Start.QUOTE,
    "quarter": Start.THE | Start.EDGE | Start.QUARTER,
    "year_part": Start.THE | Start.EDGE,
    "weekday_range": Start.WEEKDAY | Start.BETWEEN,
    "weekday_or_weekday": Start.WEEKDAY,
    "weekday": Start.WEEKDAY | Start.WHICH | _LED,
    "day_week": Start.DEICTIC,
    "before_last": Start.THE,
    "deictic": Start.DEICTIC | Start.WHICH | Start.THE,
    "narrative": Start.THE | Start.WHICH,
    "event_day": Start.THE,
    "narrative_span": Start.THE | Start.WHICH,
    "calendar_span": Start.PART | Start.WHICH | Start.THE | Start.OVER,
    "offset": Start.COUNT | Start.DIGIT | Start.ABOUT,
    "ordinal_day": _LED,
    "named_day": Start.WEEKDAY,
    "feast": Start.FEAST,
}


@cache
def _starts_of_words(feasts: tuple[str, ...]) -> dict[str, Start]:
    """Give, for each first word in lower case, what it may begin."""
    found = dict.fromkeys("0123456789", Start.DIGIT) | dict.fromkeys("’'‘", Start.QUOTE)
    own = (re.split(r"[^A-Za-z]", feast.lower())[0] for feast in feasts)
    for start, words in [*_WORDS.items(), (Start.FEAST, " ".join(own))]:
        for word in words.split():
            found[word] = found.get(word, Start(0)) | start
    return found


@cache
def _beginning(start: Start, feasts: tuple[str, ...]) -> tuple[tuple[int, Pattern], ...]:
    patterns = (*PATTERNS, feast_pattern(feasts)) if feasts else PATTERNS
    return tuple((n, p) for n, p in enumerate(patterns) if _STARTS[p.name] & start)


def _goes_on(text: str, end: int, starts: dict[str, Start]) -> bool:
    """Tell whether a date may go on after "the": most articles stand before anything but a date."""
    second = _SECOND.match(text, end)
    word = second[1].lower() if second else ""
    return word in _AFTER_THE or word in starts


def tries(
    text: str, span: Span, feasts: tuple[str, ...] = ()
) -> Iterator[tuple[int, Pattern, "re.Match[str]"]]:
    """Give what the patterns match in a region, with each pattern's place in the grammar.

    Of one pattern no two matches overlap, as if it had been looked for by itself.
    """
    starts = _starts_of_words(feasts)
    ends: dict[int, int] = {}
    for first in _FIRST.finditer(text, span.start, span.end):
        start = starts.get(first.group().lower())
        if not start or (start is Start.THE and not _goes_on(text, first.end(), starts)):
            continue
        at = first.start()
        for order, pattern in _beginning(start, feasts):
            if ends.get(order, 0) > at:
                continue
            match = pattern.shape.match(text, at, span.end)
            if match:
                ends[order] = match.end()
                yield order, pattern, match
