"""A point on the calendar known to the day, the month or the year, and its arithmetic.

EDTF strings are built here and nowhere else in the recogniser, so that what a rule gives is
always a form of ISO 8601-2 level 0, 1 or 2.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from itertools import pairwise

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_TWELVE = 12
_MAX_YEAR = 9999


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, a month of it or a day of it; ``month`` or ``day`` is 0 where it is not known."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def edtf(self) -> str:
        """Give the EDTF of level 0: 2011, 2011-12 or 2011-12-16."""
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
        if self.day:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)

    @property
    def earliest(self) -> datetime.date:
        """Give the first day that it may be."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> datetime.date:
        """Give the last day that it may be."""
        month = self.month or _TWELVE
        return datetime.date(self.year, month, self.day or days_in(self.year, month))

    @property
    def date(self) -> datetime.date | None:
        """Give the day, or None where only the month or year is known."""
        return self.earliest if self.day else None


def read(edtf: str) -> Moment | None:
    """Give the first day, month or year that an EDTF string holds; None where it holds none."""
    found = _ISO.search(edtf)
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if month > _TWELVE:
        return Moment(year) if year else None
    if not is_day(year, month or 1, day or 1):
        return None
    return Moment(year, month, day)


def on(date: datetime.date) -> Moment:
    """Give the day as a moment."""
    return Moment(date.year, date.month, date.day)


def days_in(year: int, month: int) -> int:
    """Count the days of a month."""
    return calendar.monthrange(year, month)[1]


def is_day(year: int, month: int, day: int) -> bool:
    """Tell whether there is such a day (29 February 2011 is none)."""
    return 1 <= year <= _MAX_YEAR and 1 <= month <= _TWELVE and 1 <= day <= days_in(year, month)


def plus_days(date: datetime.date, days: int) -> datetime.date | None:
    """Give the day so many days on; None outside the years 1 to 9999."""
    try:
        return date + datetime.timedelta(days=days)
    except OverflowError:
        return None


def plus_months(moment: Moment, months: int) -> Moment | None:
    """Give the month so many months on, without its day."""
    index = moment.year * _TWELVE + (moment.month or 1) - 1 + months
    year, month = divmod(index, _TWELVE)
    return Moment(year, month + 1) if 1 <= year <= _MAX_YEAR else None


def plus_years(moment: Moment, years: int) -> Moment | None:
    """Give the year so many years on, without month and day."""
    year = moment.year + years
    return Moment(year) if 1 <= year <= _MAX_YEAR else None


def weekday_before(anchor: datetime.date, weekday: int, *, strictly: bool = False) -> datetime.date | None:
    """Give the latest such weekday up to the anchor, the anchor's own day included unless strictly."""
    back = (anchor.weekday() - weekday) % 7
    return plus_days(anchor, -(back or 7) if strictly else -back)


def weekday_after(anchor: datetime.date, weekday: int, *, strictly: bool = False) -> datetime.date | None:
    """Give the first such weekday from the anchor on, the anchor's own day included unless strictly."""
    on_from = (weekday - anchor.weekday()) % 7
    return plus_days(anchor, (on_from or 7) if strictly else on_from)


def week_of(date: datetime.date) -> tuple[datetime.date, datetime.date] | None:
    """Give the Monday and the Sunday of a day's week (ISO 8601)."""
    monday = plus_days(date, -date.weekday())
    sunday = monday and plus_days(monday, 6)
    return (monday, sunday) if monday and sunday else None


def interval(first: Moment, last: Moment) -> str:
    """Give the EDTF of a stretch of time; the two ends in their order."""
    if first.earliest > last.latest:
        first, last = last, first
    return f"{first.edtf}/{last.edtf}"


def one_of(moments: list[Moment]) -> str:
    """Give the EDTF of "this day or that": [2011-12-18,2011-12-19]."""
    return f"[{','.join(m.edtf for m in moments)}]"


def all_of(moments: list[Moment]) -> str:
    """Give the EDTF of days named together: an interval when they follow each other, else a set."""
    days = [m.date for m in moments]
    run = all(a and b and (b - a).days == 1 for a, b in pairwise(days))
    return interval(moments[0], moments[-1]) if run else f"{{{','.join(m.edtf for m in moments)}}}"


def easter(year: int) -> datetime.date:
    """Give Easter Sunday of the Gregorian calendar (the anonymous algorithm as in New Scientist, 1961)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * n) // 433
    month = (h + n - 7 * m + 90) // 25
    day = (h + n - 7 * m + 33 * month + 19) % 32
    return datetime.date(year, month, day)
