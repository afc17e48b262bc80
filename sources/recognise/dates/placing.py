"""In which year a day or month is that a text names: the one written with it, else the one told of."""

import re
from dataclasses import replace

from sources.recognise.dates import calendar, story
from sources.recognise.dates.anchors import Anchor, Anchors, is_future, latest_death, year_for
from sources.recognise.dates.calendar import Moment
from sources.recognise.dates.reading import UNANCHORED, Reading, Resolved, anchored

_SENTENCE = 160
_SURE, _LIKELY = 0.98, 0.9


def stated_year(reading: Reading) -> int:
    """Give the year that the words state, "of last year" included; 0 where they state none."""
    if reading.year:
        return reading.year
    relative = (reading.group("rel") or "").lower()
    base = (
        reading.anchors.latest
        if re.search(r"that|same|following|previous", relative)
        else reading.anchors.base
    )
    if not relative or not base:
        return 0
    step = -1 if re.search("last|previous", relative) else 1 if re.search("next|following", relative) else 0
    return base.moment.year + step


def _in_sentence(reading: Reading) -> Anchors:
    """Give the anchors; where the sentence has just named a year of long ago, without the day of writing.

    "In August 1914 and again on the 9th of September": that of 1914, whenever the text was written.
    """
    anchors = reading.anchors
    told = anchors.focus
    if not told or told is anchors.base or not anchors.is_retrospect or anchors.calendar_day:
        return anchors
    before = reading.text[max(0, reading.start - _SENTENCE) : reading.start]
    before = before[max(before.rfind(stop) for stop in ".!?") + 1 :]
    return replace(anchors, calendar_day=told) if str(told.moment.year) in before else anchors


def placed(reading: Reading, month: int, day: int, weekday: int | None = None) -> Anchor | None:
    """Give the month or day with its year: the one stated, else the one the anchors give."""
    year = stated_year(reading)
    if year:
        is_day = calendar.is_day(year, month, day or 1)
        return Anchor(reading.plain, Moment(year, month, day), "") if is_day else None
    future = is_future(reading.text, reading.start, reading.end)
    lately = latest_death(reading.text, reading.start, (month, day), reading.anchors)
    anchors = _in_sentence(reading)
    found = lately or year_for(month, day, anchors, future=future, weekday=weekday)
    return story.confirmed(found, reading.text, reading.end, reading.anchors) if found else None


def day_or_month(reading: Reading, month: int, day: int, weekday: int | None = None) -> Resolved | None:
    """Resolve a day, or a month where ``day`` is 0; None for what no calendar has."""
    if not calendar.is_day(2000, month, day or 1):
        return None
    found = placed(reading, month, day, weekday)
    if found is None:
        return UNANCHORED
    return anchored(found.moment, found, _SURE if not found.words else _LIKELY)
