"""The day that a file declares, as EDTF.

Machines write dates in a handful of ways: ISO 8601 with or without a time, digits run together, the e-mail
form of RFC 5322, an English month. The day is the one written, in the writer's own time zone: an article
dated 23:30 in Temrava was published that day, whatever day it was in Greenwich. Anything else is left
alone.
"""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"^\s*(?:D:)?(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?!\d)(?:$|[T\sZ+\-.]|\d{6})")
_RUN = re.compile(r"^\s*(?:D:)?(\d{4})(\d{2})(\d{2})\d{0,6}(?:$|[\sTZ+\-'])")
_SLASHES = re.compile(r"^\s*(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[\s\-]+([A-Za-z]{3,9})\.?,?[\s\-]+(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")


def day_of(words: str) -> str:
    """Give the day (or month, or year) as EDTF, or "" where the words are in no known form."""
    words = words[:100]
    if found := _RUN.match(words) or _SLASHES.match(words):
        return _written(found[1], found[2], found[3])
    if found := _ISO.match(words):
        return _written(found[1], found[2], found[3])
    if found := _DAY_FIRST.search(words):
        return _written(found[3], _month(found[2]), found[1])
    if found := _MONTH_FIRST.search(words):
        return _written(found[3], _month(found[1]), found[2])
    return ""


def _month(name: str) -> str:
    short = name[:3].lower()
    return str(_MONTHS.index(short) + 1) if short in _MONTHS else "0"


def _written(year: str, month: str | None, day: str | None) -> str:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])
