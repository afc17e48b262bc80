"""Days by the Julian calendar: "25 October (7 November) 1917", "9 (22) January 1905", "2 May 1825, O.S.".

Russia kept it until 1918, Greece until 1923, England until 1752. A day written both ways is that of the later
number, ten to thirteen days on: nothing else is. EDTF counts by the Gregorian calendar (ISO 8601-1, 4.2.1).
"""

import datetime
import re

from sources.recognise.dates import calendar
from sources.recognise.dates.calendar import Moment
from sources.recognise.dates.words import day_number, month_number

_LEAST, _MOST = 10, 13
_TWELVE = 12
_LAST_YEAR = 1923
# The Julian days from which on the calendars stand a day further apart, with how far.
_APART = (((1900, 3, 1), 13), ((1800, 3, 1), 12), ((1700, 3, 1), 11), ((1, 1, 1), 10))


def in_new_style(match: "re.Match[str]") -> Moment | None:
    """Give the Gregorian day; None where the two days named are not as far apart as the calendars."""
    part = match.groupdict()
    year, month = int(part["y"]), month_number(part["m"])
    first = _day(year, month, day_number(part["d"]))
    if first is None or first.year > _LAST_YEAR:
        return None
    if not part.get("d2"):
        days = next(days for since, days in _APART if (first.year, first.month, first.day) >= since)
        moved = calendar.plus_days(first, days)
        return calendar.on(moved) if moved else None
    month2 = month_number(part["m2"]) if part.get("m2") else month
    # The year that is written with both is the later one's.
    if month2 < month:
        first = _day(year - 1, month, first.day)
    second = _day(year, month2, day_number(part["d2"]))
    is_apart = first and second and _LEAST <= (second - first).days <= _MOST
    return calendar.on(second) if second and is_apart else None


def _day(year: int, month: int, day: int) -> datetime.date | None:
    return datetime.date(year, month, day) if month <= _TWELVE and calendar.is_day(year, month, day) else None
