"""The names of the months, in the forms in which a language needs them.

Many languages bend a month's name after its day ("16 декабря", "декабрь"), and shorten it by rules of their
own: so each form is a message of its own (Unicode CLDR tells "format" from "stand-alone" alike).
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from sources.values.language import pgettext, spoken


def month(number: int) -> str:
    """Name a month by itself or with its year: "December"."""
    return _months(spoken())[number - 1]


def month_of_day(number: int) -> str:
    """Name the month of a day: "December", after "16"."""
    return _months_of_days(spoken())[number - 1]


def month_short(number: int) -> str:
    """Name a month where there is little room, as beside a drawing: "Dec"."""
    return _months_short(spoken())[number - 1]


def brief(words: str) -> str:
    """Shorten the months of a date in words: "16 December 2011" is "16 Dec 2011"."""
    return _brief(words, spoken())


@lru_cache(maxsize=8192)
def _brief(words: str, language: str) -> str:
    short = _shortened(language)
    return _pattern(language).sub(lambda found: short[found[0]], words)


@lru_cache(maxsize=8)
def _months(language: str) -> tuple[str, ...]:
    return (
        # Translators: the names of the months, standing by themselves or with a year.
        pgettext("month", "January"),
        pgettext("month", "February"),
        pgettext("month", "March"),
        pgettext("month", "April"),
        pgettext("month", "May"),
        pgettext("month", "June"),
        pgettext("month", "July"),
        pgettext("month", "August"),
        pgettext("month", "September"),
        pgettext("month", "October"),
        pgettext("month", "November"),
        pgettext("month", "December"),
    )


@lru_cache(maxsize=8)
def _months_of_days(language: str) -> tuple[str, ...]:
    return (
        # Translators: the names of the months as they stand beside a day ("16 December").
        pgettext("month of a day", "January"),
        pgettext("month of a day", "February"),
        pgettext("month of a day", "March"),
        pgettext("month of a day", "April"),
        pgettext("month of a day", "May"),
        pgettext("month of a day", "June"),
        pgettext("month of a day", "July"),
        pgettext("month of a day", "August"),
        pgettext("month of a day", "September"),
        pgettext("month of a day", "October"),
        pgettext("month of a day", "November"),
        pgettext("month of a day", "December"),
    )


@lru_cache(maxsize=8)
def _months_short(language: str) -> tuple[str, ...]:
    return (
        # Translators: the names of the months beside a drawing, as short as can be.
        pgettext("month beside a drawing", "Jan"),
        pgettext("month beside a drawing", "Feb"),
        pgettext("month beside a drawing", "Mar"),
        pgettext("month beside a drawing", "Apr"),
        pgettext("month beside a drawing", "May"),
        pgettext("month beside a drawing", "Jun"),
        pgettext("month beside a drawing", "Jul"),
        pgettext("month beside a drawing", "Aug"),
        pgettext("month beside a drawing", "Sep"),
        pgettext("month beside a drawing", "Oct"),
        pgettext("month beside a drawing", "Nov"),
        pgettext("month beside a drawing", "Dec"),
    )


@lru_cache(maxsize=8)
def _months_brief(language: str) -> tuple[str, ...]:
    return (
        # Translators: the names of the months cut short within a date ("16 Dec 2011").
        pgettext("month cut short", "Jan"),
        pgettext("month cut short", "Feb"),
        pgettext("month cut short", "Mar"),
        pgettext("month cut short", "Apr"),
        pgettext("month cut short", "May"),
        pgettext("month cut short", "June"),
        pgettext("month cut short", "July"),
        pgettext("month cut short", "Aug"),
        pgettext("month cut short", "Sep"),
        pgettext("month cut short", "Oct"),
        pgettext("month cut short", "Nov"),
        pgettext("month cut short", "Dec"),
    )


@lru_cache(maxsize=8)
def _shortened(language: str) -> Mapping[str, str]:
    brief_names = _months_brief(language)
    whole = (_months(language), _months_of_days(language))
    return {name: short for names in whole for name, short in zip(names, brief_names, strict=True)}


@lru_cache(maxsize=8)
def _pattern(language: str) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, _shortened(language)), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")
