"""How a reader may type a month, a season or a weekday: as English has it, and as the site's language does.

What the site prints as a date can be typed: its own names of the months, in each form that it uses
(``values.calendar_words``), and those of Unicode CLDR for its language, after a day and by themselves, whole
and cut short, with or without the full stop.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from sources.values.calendar_words import brief as cut_short
from sources.values.calendar_words import month, month_of_day, month_short
from sources.values.edtf_words import MONTHS
from sources.values.language import spoken

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_BESIDE = frozenset({"the", "of", "on", "in", "st", "nd", "rd", "th", "tues", "thurs", *_WEEKDAYS})
_SHORT = frozenset(day[:3] for day in _WEEKDAYS)


def plain(words: str) -> str:
    """Write words as they are compared: without capitals, each letter in one form."""
    return unicodedata.normalize("NFC", words.casefold())


def months() -> Mapping[str, int]:
    """Give the number of each month and season (21 is spring) by each of its names."""
    return _months(spoken())


def beside() -> frozenset[str]:
    """Give the words that may stand in a date and say nothing of it: weekdays, "the", "of"."""
    return _beside(spoken())


@lru_cache(maxsize=8)
def _months(language: str) -> Mapping[str, int]:
    found: dict[str, int] = dict(_SEASONS)
    for number, name in enumerate(MONTHS, 1):
        own = (month(number), month_of_day(number), month_short(number), cut_short(month(number)))
        for one in (name, name[:3], *own, *_of_cldr("months", number, language)):
            found.setdefault(plain(one).strip(". "), number)
    return found | {"sept": 9}


@lru_cache(maxsize=8)
def _beside(language: str) -> frozenset[str]:
    own = (one for number in range(7) for one in _of_cldr("days", number, language))
    return _BESIDE | _SHORT | {plain(one).strip(". ") for one in own}


def _of_cldr(what: str, number: int, language: str) -> Iterator[str]:
    if language.startswith("en"):
        return
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 -- slow import, and of no use in English

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):  # a language that CLDR does not know
        return
    for forms in getattr(locale, what).values():
        for width in ("wide", "abbreviated"):
            yield forms[width][number]
