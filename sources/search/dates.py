"""A query that is a date and nothing else: "1927-10-14", "14 October 1927", "Oct. 14, 1927", "14.10.1927".

A passage seldom writes its date out, so the words of one find little; the date's own page has every
passage that speaks of it. Read are EDTF (ISO 8601-2) and what a reader writes for a day, a month or a
season; where only figures are given the day comes first. Pure: text in, EDTF out.
"""

import re
from collections.abc import Iterator

from sources.values import edtf
from sources.values.edtf_words import MONTHS

LONGEST = 60  # characters; no date that is typed is longer

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_BEGINS_WITH_A_YEAR = re.compile(r"\W?\d{3}[\dX]")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAME = r"(?P<name>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        rf"{_WEEKDAY}(?:the\s+)?{_DAY}\s+(?:of\s+)?{_NAME},?\s+{_YEAR}",
        rf"{_WEEKDAY}{_NAME}\s+{_DAY},?\s+{_YEAR}",
        rf"{_NAME},?\s+(?:of\s+)?{_YEAR}",
        rf"(?P<day>\d{{1,2}})(?P<sign>[./-])(?P<month>\d{{1,2}})(?P=sign){_YEAR}",
    )
)


def asked(text: str) -> edtf.Edtf | None:
    """Give the date that the whole query is, or None where it is none."""
    words = " ".join(text[: LONGEST + 1].strip(" .,").split())
    if len(words) > LONGEST:
        return None
    for written in _possible(words):
        try:
            return edtf.parse(written)
        except ValueError:  # the thirtieth of February: words like any others
            continue
    return None


def _possible(words: str) -> Iterator[str]:
    if _BEGINS_WITH_A_YEAR.match(words):
        yield words
    for form in _FORMS:
        if found := form.fullmatch(words):
            part = found.groupdict()
            month = int(part.get("month") or 0) or _month(part.get("name") or "")
            if month:
                day = f"-{int(part['day']):02}" if part.get("day") else ""
                yield f"{part['year']}-{month:02}{day}"


def _month(name: str) -> int:
    """Give the number of a month, also of its first three letters ("Sept" too), or of a season; else 0."""
    small = name.lower()
    if small in _SEASONS:
        return _SEASONS[small]
    short = "sep" if small == "sept" else small
    return next((n for n, one in enumerate(MONTHS, 1) if short in {one.lower(), one[:3].lower()}), 0)
