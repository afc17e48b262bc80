"""Where in a text a date may begin, and in which ways of writing.

Every date begins with one of few words, or with a digit ("the", "last", "Dec", "16th"), and every way of
writing one holds a word of its own soon after ("December", "week", "’82"). Both are looked for in one
walk over the words; a pattern of the grammar is tried only where it may begin and what it needs stands near
enough.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntFlag, auto
from functools import cache

from sources.recognise.dates.grammar import AGES, PATTERNS, Pattern, feast_pattern
from sources.recognise.dates.moon import MOVING_FEASTS
from sources.recognise.dates.words import (
    EASTER_FEASTS,
    FEASTS,
    MONTHS,
    NUMBERS,
    OPEN_FEASTS,
    ORDINALS,
    SEASONS,
    WEEKDAY_FEASTS,
    WEEKDAYS,
)
from sources.recognise.dates.year_words import SIGNS as YEAR_SIGNS
from sources.values.span import Span

# How far from its beginning the word may stand that a way of writing needs.
_FARTHEST = 90
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
        "current",
        "latest",
    }
)


class Start(IntFlag):
    """What a date may begin with."""

    DIGIT = auto()
    # Four digits.
    YEAR = auto()
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


_NAMED_DAYS = (*FEASTS, *EASTER_FEASTS, *WEEKDAY_FEASTS, *MOVING_FEASTS, *OPEN_FEASTS)
_FEASTS = " ".join(re.split(r"\W", name)[0] for name in _NAMED_DAYS)
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
    Start.FEAST: _FEASTS,
}
_A_DAY = Start.DIGIT | Start.NTH | Start.THE
# A clock time or "the night of" before a day.
_LED = _A_DAY | Start.NOON
_PARTED = Start.THE | Start.PART | Start.EDGE
_STARTS: dict[str, Start] = {
    "iso_date": Start.YEAR,
    "numeric_date": Start.DIGIT,
    "day_range": _LED | Start.MONTH,
    "day_or_day": _A_DAY | Start.MONTH,
    "day_and_day": _A_DAY | Start.MONTH,
    "day_list": _A_DAY | Start.MONTH,
    "date_range": _A_DAY | Start.MONTH | Start.BETWEEN,
    "date_or_date": _A_DAY,
    "day": _LED | Start.MONTH | Start.WEEKDAY,
    "offset_from": Start.COUNT | Start.DIGIT | Start.ABOUT,
    "old_style": _A_DAY | Start.MONTH,
    "old_month": _LED | Start.WEEKDAY,
    "month_range": Start.MONTH | Start.BETWEEN,
    "month_or_month": Start.MONTH,
    "month": _PARTED | Start.MONTH | Start.WHICH,
    "season": _PARTED | Start.SEASON | Start.WHICH,
    "decade": _PARTED | Start.YEAR | Start.QUOTE,
    "century": _PARTED | Start.DIGIT | Start.NTH,
    "year_range": Start.YEAR | Start.BETWEEN,
    "year_or_year": Start.YEAR,
    "year_onwards": Start.FROM,
    "year": _PARTED | Start.YEAR | Start.ABOUT,
    "year_in_words": _PARTED | Start.COUNT,
    "short_year": Start.QUOTE,
    "quarter": Start.THE | Start.EDGE | Start.QUARTER | Start.WHICH,
    "year_part": Start.THE | Start.EDGE,
    "weekday_range": Start.WEEKDAY | Start.BETWEEN,
    "weekday_or_weekday": Start.WEEKDAY,
    "weekday": Start.WEEKDAY | Start.WHICH | _LED,
    "day_week": Start.DEICTIC,
    "week_from": Start.COUNT | Start.DIGIT,
    "feast_day": Start.FEAST,
    "before_last": Start.THE,
    "deictic": Start.DEICTIC | Start.WHICH | Start.THE,
    "narrative": Start.THE | Start.WHICH,
    "event_day": Start.THE,
    "narrative_span": Start.THE | Start.WHICH,
    "calendar_span": Start.PART | Start.WHICH | Start.THE | Start.OVER,
    "offset": Start.COUNT | Start.DIGIT | Start.ABOUT,
    "ordinal_day": _LED,
    "named_day": Start.WEEKDAY,
    "feast": Start.FEAST | Start.WHICH,
}


_THE = int(Start.THE)
_NUMBER = (0, 0)


class Need(IntFlag):
    """What a way of writing a date cannot do without."""

    MONTH = auto()
    WEEKDAY = auto()
    UNIT = auto()
    PART = auto()
    SEASON = auto()
    YEAR = auto()
    SHORT_YEAR = auto()
    NTH = auto()
    CENTURY = auto()
    OLD_MONTH = auto()
    NUMBERS = auto()
    AGES = auto()
    DEICTIC = auto()
    FEAST = auto()
    YEAR_WORDS = auto()
    QUARTER = auto()


_SIGNS: dict[Need, str] = {
    Need.MONTH: " ".join(MONTHS),
    Need.WEEKDAY: " ".join(WEEKDAYS),
    Need.UNIT: "day night week fortnight month year decade century",
    Need.PART: "morning afternoon evening night noon midday midnight eve lunchtime dawn",
    Need.SEASON: " ".join(SEASONS),
    Need.CENTURY: "cent",
    Need.OLD_MONTH: "inst ult prox",
    Need.AGES: AGES.replace("|", " "),
    Need.DEICTIC: "yesterday today to-day to-morrow to-night tonight tomorrow",
    Need.FEAST: _FEASTS,
    Need.YEAR_WORDS: YEAR_SIGNS,
    Need.QUARTER: "quarter",
}
_NEEDS: dict[str, Need] = {
    **dict.fromkeys(("iso_date", "numeric_date"), Need.NUMBERS),
    "short_year": Need.SHORT_YEAR,
    "feast": Need.FEAST,
    **dict.fromkeys(
        (
            "day_range",
            "day_or_day",
            "day_and_day",
            "day_list",
            "date_range",
            "date_or_date",
            "day",
            "old_style",
        ),
        Need.MONTH,
    ),
    **dict.fromkeys(("month_range", "month_or_month", "month", "offset_from"), Need.MONTH),
    **dict.fromkeys(("weekday_range", "weekday_or_weekday", "weekday", "named_day"), Need.WEEKDAY),
    **dict.fromkeys(("year_range", "year_or_year", "year_onwards", "year"), Need.YEAR),
    "year_in_words": Need.YEAR_WORDS,
    "quarter": Need.YEAR | Need.QUARTER,
    **dict.fromkeys(("year_part", "day_week", "narrative_span", "calendar_span", "offset"), Need.UNIT),
    **dict.fromkeys(("narrative", "event_day"), Need.UNIT | Need.PART),
    "before_last": Need.UNIT | Need.WEEKDAY,
    "week_from": Need.WEEKDAY | Need.DEICTIC,
    "feast_day": Need.MONTH,
    "deictic": Need.DEICTIC | Need.UNIT | Need.PART,
    "old_month": Need.OLD_MONTH,
    "season": Need.SEASON,
    "decade": Need.YEAR | Need.SHORT_YEAR | Need.AGES,
    "century": Need.CENTURY,
    "ordinal_day": Need.NTH,
}


_QUARTERS = "q1 q2 q3 q4"
_SE_NIGHT = "nnight sennight"
_FORMS: tuple[Callable[[str], str], ...] = (str, str.capitalize, str.upper)
_QUOTES, _PRICES = "’'‘", "$€£#"
_ORDINAL_ENDS = ("st", "nd", "rd", "th", "d")
_YEAR_DIGITS = 4
_NOT_WORD = re.compile(r"[^\w ]")


@cache
def _known_words(feasts: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    """Give, for each word as it is written, what a date may begin with it and for what it is a sign."""
    starts, needs = dict.fromkeys(_AFTER_THE, 0), dict.fromkeys(_AFTER_THE, 0)
    own = " ".join(re.split(r"\W", feast.lower())[0] for feast in feasts)
    begun = [*_WORDS.items(), (Start.FEAST, own), (Start.QUARTER, _QUARTERS)]
    signs = [*_SIGNS.items(), (Need.FEAST, own), (Need.UNIT, _SE_NIGHT), (Need.DEICTIC, "morrow")]
    for found, listed in ((starts, begun), (needs, signs)):
        for flag, words in listed:
            for word in words.replace("-", " ").split():
                found[word] = found.get(word, 0) | int(flag)
    for word in _SIGNS[Need.UNIT].split():
        needs[f"{word}s"] = needs[f"{word}end"] = needs[f"{word}ends"] = int(Need.UNIT)
    needs |= dict.fromkeys(("instant", "ultimo", "proximo"), int(Need.OLD_MONTH))
    needs |= dict.fromkeys(("century", "centuries"), int(Need.CENTURY | Need.UNIT))
    told = {word: (starts.get(word, 0), needs.get(word, 0)) for word in starts | needs}
    return {form(word): flags for word, flags in told.items() for form in _FORMS}


@dataclass(slots=True)
class _Marks:
    """Where in a region a date may begin and what with, and where its signs stand and for what; in order."""

    starts: list[tuple[int, int]] = field(default_factory=list)
    signs: list[tuple[int, int]] = field(default_factory=list)

    def word(self, text: str, at: int, told: tuple[int, int]) -> None:
        """Take in a word of the grammar."""
        start, need = told
        if start and (not at or text[at - 1] not in _PRICES):
            self.starts.append((at, start))
        if need:
            self.signs.append((at, need))

    def number(self, text: str, at: int, word: str) -> None:
        """Take in a word that begins with a figure: "1990s", "16th", the 82 of "’82", "16" before ".12"."""
        end = at + len(word)
        is_year = word[:_YEAR_DIGITS].isdecimal() and len(word) >= _YEAR_DIGITS
        if at and text[at - 1] in _QUOTES:
            self.starts.append((at - 1, int(Start.QUOTE)))
            self.signs.append((at - 1, int(Need.SHORT_YEAR)))
        if not at or text[at - 1] not in _PRICES:
            whole = is_year and not word[_YEAR_DIGITS : _YEAR_DIGITS + 1].isdecimal()
            self.starts.append((at, int(Start.YEAR if whole else Start.DIGIT)))
        need = int(Need.YEAR) if is_year else 0
        if word.lower().endswith(_ORDINAL_ENDS):
            need |= int(Need.NTH)
        if text[end : end + 1] in ("-", ".", "/") and text[end + 1 : end + 2].isdecimal():
            need |= int(Need.NUMBERS | Need.YEAR)
        if need:
            self.signs.append((at, need))


def _marks(text: str, span: Span, feasts: tuple[str, ...]) -> _Marks:
    """Look at each word of a region once; "the" begins a date only where one may go on with the next word."""
    known, marks, at, the = _known_words(feasts), _Marks(), span.start, -1
    for word in _NOT_WORD.sub(" ", span.of(text)).split(" "):
        if word:
            told = known.get(word) or (_NUMBER if "0" <= word[0] <= "9" else None)
            if the >= 0 and told:
                marks.starts.append((the, _THE))
            the = at if told and told[0] == _THE else -1
            if told is _NUMBER:
                marks.number(text, at, word)
            elif told and the < 0:
                marks.word(text, at, told)
        at += len(word) + 1
    return marks


@cache
def _patterns(feasts: tuple[str, ...]) -> tuple[tuple[int, Pattern, int, int], ...]:
    """Give each pattern with its number, what it may begin with and what it needs."""
    patterns = (*PATTERNS, feast_pattern(feasts)) if feasts else PATTERNS
    return tuple((n, p, int(_STARTS[p.name]), int(_NEEDS[p.name])) for n, p in enumerate(patterns))


@cache
def _beginning(start: int, met: int, feasts: tuple[str, ...]) -> tuple[tuple[int, Pattern], ...]:
    return tuple((n, p) for n, p, begun, needed in _patterns(feasts) if begun & start and needed & met)


def tries(
    text: str, span: Span, feasts: tuple[str, ...] = ()
) -> Iterator[tuple[int, Pattern, "re.Match[str]"]]:
    """Give what the patterns match in a region, with each pattern's place in the grammar.

    Of one pattern no two matches overlap, as if it had been looked for by itself.
    """
    marks = _marks(text, span, feasts)
    signs, ends = marks.signs, dict[int, int]()
    near, last = 0, len(signs)
    for at, start in marks.starts:
        while near < last and signs[near][0] < at:
            near += 1
        met, sign = 0, near
        while sign < last and signs[sign][0] - at <= _FARTHEST:
            met |= signs[sign][1]
            sign += 1
        for order, pattern in _beginning(start, met, feasts):
            if ends.get(order, 0) > at or (pattern.gate and not pattern.gate.match(text, at, span.end)):
                continue
            match = pattern.shape.match(text, at, span.end)
            if match:
                ends[order] = match.end()
                yield order, pattern, match
