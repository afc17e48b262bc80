"""In which year a day or month is that a text names: the one written with it, else the one told of."""

import re

from sources.recognise.dates import calendar, story
from sources.recognise.dates.anchors import Anchor, is_future, latest_death, year_for
from sources.recognise.dates.calendar import Moment
from sources.recognise.dates.reading import Reading


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


def placed(reading: Reading, month: int, day: int, weekday: int | None = None) -> Anchor | None:
    """Give the month or day with its year: the one stated, else the one the anchors give."""
    year = stated_year(reading)
    if year:
        is_day = calendar.is_day(year, month, day or 1)
        return Anchor(reading.plain, Moment(year, month, day), "") if is_day else None
    future = is_future(reading.text, reading.start, reading.end)
    lately = latest_death(reading.text, reading.start, (month, day), reading.anchors)
    found = lately or year_for(month, day, reading.anchors, future=future, weekday=weekday)
    return story.confirmed(found, reading.text, reading.end, reading.anchors) if found else None
