"""Where in a text a date may begin, and in which ways of writing.

Every date begins with one of few words, or with a digit ("the", "last", "Dec", "16th"), and every way of
writing one holds a word of its own soon after ("December", "week", "’82"). Both are looked for in one
scan each; a pattern of the grammar is tried only where it may begin and what it needs stands near enough.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import IntFlag, auto
from functools import cache, reduce
from operator import or_

import ahocorasick_rs

from sources.recognise.dates.grammar import AGES, PATTERNS, Pattern, feast_pattern
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
from sources.recognise.known import HALVES
from sources.values.span import Span

# How far from its beginning the word may stand that a way of writing needs.
_FARTHEST = 90
_LONGEST_WORD = 20
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


_FEASTS = " ".join(re.split(r"\W", name)[0] for name in (*FEASTS, *EASTER_FEASTS, *OPEN_FEASTS))
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
    "feast": Start.FEAST | Start.WHICH,
}


_YEAR = int(Start.YEAR)


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
}
_NEEDS: dict[str, Need] = {
    **dict.fromkeys(("iso_date", "numeric_date"), Need.NUMBERS),
    "short_year": Need.SHORT_YEAR,
    "feast": Need.FEAST,
    **dict.fromkeys(
        ("day_range", "day_or_day", "day_and_day", "day_list", "date_range", "date_or_date", "day"),
        Need.MONTH,
    ),
    **dict.fromkeys(("month_range", "month_or_month", "month", "offset_from"), Need.MONTH),
    **dict.fromkeys(("weekday_range", "weekday_or_weekday", "weekday", "named_day"), Need.WEEKDAY),
    **dict.fromkeys(("year_range", "year_or_year", "year_onwards", "year", "quarter"), Need.YEAR),
    **dict.fromkeys(("year_part", "day_week", "narrative_span", "calendar_span", "offset"), Need.UNIT),
    **dict.fromkeys(("narrative", "event_day"), Need.UNIT | Need.PART),
    "before_last": Need.UNIT | Need.WEEKDAY,
    "deictic": Need.DEICTIC | Need.UNIT | Need.PART,
    "old_month": Need.OLD_MONTH,
    "season": Need.SEASON,
    "decade": Need.YEAR | Need.SHORT_YEAR | Need.AGES,
    "century": Need.CENTURY,
    "ordinal_day": Need.NTH,
}


def _prefix_tree(words: Iterable[str]) -> str:
    """Give one pattern for many words, as a tree of their letters: no letter is looked at twice."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[:1], []).append(word[1:])
    ends = "" in branches
    told = [
        re.escape(letter) + (_prefix_tree(rest) if any(rest) else "")
        for letter, rest in sorted(branches.items())
        if letter
    ]
    inner = told[0] if len(told) == 1 and not ends else f"(?:{'|'.join(told)})"
    return f"(?:{inner})?" if ends else inner


@cache
def _starts_of_words(feasts: tuple[str, ...]) -> dict[str, int]:
    """Give, for each first word in lower case, what it may begin."""
    found = dict.fromkeys("0123456789", int(Start.DIGIT)) | dict.fromkeys("’'‘", int(Start.QUOTE))
    own = (re.split(r"[^A-Za-z]", feast.lower())[0] for feast in feasts)
    for start, words in [*_WORDS.items(), (Start.FEAST, " ".join(own))]:
        for word in words.split():
            found[word] = found.get(word, 0) | int(start)
    return found


@cache
def _first_words(feasts: tuple[str, ...]) -> re.Pattern[str]:
    """Give what finds the first words; "the" only before a word with which a date may go on.

    What stands before must be no part of a word, price or tag.
    """
    starts = {word for word in _starts_of_words(feasts) if word.isalpha()}
    plain = _prefix_tree(starts - {"the"})
    after_the = _prefix_tree(starts | _AFTER_THE)
    return re.compile(
        rf"(?<![\w$€£#])(?:(?:{plain}|the(?=\s{{1,3}}(?:(?:{after_the})(?![A-Za-z])|[0-9’'‘])))(?![A-Za-z])"
        r"|(?P<year>[0-9]{4}(?![0-9]))|[0-9]|[’'‘](?=[0-9]))",
        re.IGNORECASE,
    )


@cache
def _signs(feasts: tuple[str, ...]) -> tuple[ahocorasick_rs.AhoCorasick, list[int]]:
    """Give what finds the words that ways of writing need, and for which each is a sign."""
    kinds: dict[str, int] = {}
    first = (re.split(r"[^A-Za-z]", feast.lower())[0] for feast in feasts)
    for need, words in [*_SIGNS.items(), (Need.FEAST, " ".join(first))]:
        for word in words.split():
            for form in (word, word.capitalize(), word.upper()):
                kinds[form] = kinds.get(form, 0) | int(need)
    # Of words that begin alike only the longest is reported, which stands for the others too.
    for form in kinds:
        kinds[form] = reduce(or_, (kinds.get(form[:n], 0) for n in range(2, len(form) + 1)))
    matchkind = ahocorasick_rs.MatchKind.LeftmostLongest
    return ahocorasick_rs.AhoCorasick(list(kinds), matchkind=matchkind), list(kinds.values())


# "1984-85" is a stretch of years, "2011-12-16" a day.
_NUMBERS = re.compile(
    r"(?P<numbers>[0-9]{1,4}(?=[-./][0-9]))|(?P<nth>[0-9]{1,2}(?:st|nd|rd|th|d)(?!\w))|(?P<year>[0-9]{4})"
    r"|(?P<short>[’'‘][0-9]{2})",
    re.IGNORECASE,
)
_BY_GROUP = {
    "numbers": int(Need.NUMBERS | Need.YEAR),
    "nth": int(Need.NTH),
    "year": int(Need.YEAR),
    "short": int(Need.SHORT_YEAR),
}


def _needs_met(text: str, span: Span, feasts: tuple[str, ...]) -> list[tuple[int, int]]:
    """Give where signs stand in a region, in order, and for what."""
    automaton, kinds = _signs(feasts)
    words = automaton.find_matches_as_indexes(HALVES.sub(" ", span.of(text)))
    found = [(span.start + start, kinds[which]) for which, start, _ in words]
    numbers = _NUMBERS.finditer(text, span.start, span.end)
    found += [(one.start(), _BY_GROUP[one.lastgroup or ""]) for one in numbers]
    found.sort()
    return found


@cache
def _beginning(start: int, met: int, feasts: tuple[str, ...]) -> tuple[tuple[int, Pattern], ...]:
    patterns = (*PATTERNS, feast_pattern(feasts)) if feasts else PATTERNS
    return tuple((n, p) for n, p in enumerate(patterns) if _STARTS[p.name] & start and _NEEDS[p.name] & met)


def tries(
    text: str, span: Span, feasts: tuple[str, ...] = ()
) -> Iterator[tuple[int, Pattern, "re.Match[str]"]]:
    """Give what the patterns match in a region, with each pattern's place in the grammar.

    Of one pattern no two matches overlap, as if it had been looked for by itself.
    """
    starts, signs = _starts_of_words(feasts), _needs_met(text, span, feasts)
    ends: dict[int, int] = {}
    near, last = 0, len(signs)
    for first in _near(text, span, signs, _first_words(feasts)):
        at = first.start()
        while near < last and signs[near][0] < at:
            near += 1
        met, sign = 0, near
        while sign < last and signs[sign][0] - at <= _FARTHEST:
            met |= signs[sign][1]
            sign += 1
        start = _YEAR if first.lastgroup else starts.get(first.group().lower(), 0)
        for order, pattern in _beginning(start, met, feasts):
            if ends.get(order, 0) > at or (pattern.gate and not pattern.gate.match(text, at, span.end)):
                continue
            match = pattern.shape.match(text, at, span.end)
            if match:
                ends[order] = match.end()
                yield order, pattern, match


def _near(
    text: str, span: Span, signs: Sequence[tuple[int, int]], first_words: re.Pattern[str]
) -> Iterator["re.Match[str]"]:
    """Give the first words that stand near enough before a sign."""
    start, end = span.start, span.start
    for place, _ in signs:
        if place - _FARTHEST > end:
            yield from first_words.finditer(text, start, end)
            start = place - _FARTHEST
        end = min(place + _LONGEST_WORD, span.end)
    yield from first_words.finditer(text, start, end)
