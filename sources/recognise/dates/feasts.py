"""Feasts: the same day every year, so many days from Easter, with the moon, or the archive's own."""

from dataclasses import replace

from sources.recognise.dates import calendar
from sources.recognise.dates.anchors import is_future
from sources.recognise.dates.calendar import Moment
from sources.recognise.dates.moon import MOVING_FEASTS, days_of
from sources.recognise.dates.placing import day_or_month, placed, stated_year
from sources.recognise.dates.reading import UNANCHORED, Reading, Resolved, anchored
from sources.recognise.dates.words import EASTER_FEASTS, FEASTS, OPEN_FEASTS, WEEKDAY_FEASTS

_WEEK = 7
_LIKELY, _FAIR, _WEAK = 0.9, 0.75, 0.5
_OTHER_WAY = 3.0


def feast(reading: Reading) -> Resolved | None:
    """Give the day of the feast that the words name."""
    words = " ".join(reading.match["f"].lower().split())
    if words in reading.feasts:
        return _defined_feast(reading, reading.feasts[words])
    if words in OPEN_FEASTS:
        return _open_feast(reading)
    if words in FEASTS:
        return _told_feast(reading, *FEASTS[words]) or day_or_month(reading, *FEASTS[words])
    if words in WEEKDAY_FEASTS:
        return _weekday_feast(reading, *WEEKDAY_FEASTS[words])
    if words in MOVING_FEASTS:
        return _moving_feast(reading, words)
    return _easter_feast(reading, EASTER_FEASTS[words])


def _open_feast(reading: Reading) -> Resolved:
    """Read a feast that every land keeps on a day of its own: news of it is news of what happened on it."""
    year, told = stated_year(reading), reading.anchors.latest_day
    if told and not year:
        return anchored(told.moment, told, _WEAK)
    return Resolved(f"{year:04d}", _FAIR, None) if year else UNANCHORED


def _easter_feast(reading: Reading, days: int) -> Resolved | None:
    """Count from Easter, which moves: its feasts fall in February to June, so April chooses the year."""
    found = placed(reading, 4, 1)
    if not found:
        return UNANCHORED
    date = calendar.plus_days(calendar.easter(found.moment.year), days)
    return anchored(calendar.on(date), found, _LIKELY) if date else None


def _weekday_feast(reading: Reading, month: int, weekday: int, which: int) -> Resolved | None:
    """Read "Thanksgiving Day" and "last Thanksgiving": the fourth Thursday of a November."""
    found = _told_feast(reading, month, _WEEK * which) or day_or_month(reading, month, _WEEK * which)
    if not found or not found.moment or not found.moment.date:
        return found
    first = found.moment.date.replace(day=1)
    day = 1 + (weekday - first.weekday()) % _WEEK + _WEEK * (which - 1)
    moment = Moment(first.year, month, day)
    return replace(found, edtf=moment.edtf, moment=moment)


def _moving_feast(reading: Reading, name: str) -> Resolved | None:
    """Read "Eid al-Fitr", "last Diwali", "Ramadan 2011": a feast that no month of ours has for its own."""
    year, anchors = stated_year(reading), reading.anchors
    if year:
        found = days_of(name, year)
        # Twice in one year of ours: which of the two, only the year can say.
        return Resolved(found[0][0] if len(found) == 1 else f"{year:04d}", _LIKELY, None)
    anchor = anchors.focus if anchors.is_retrospect and anchors.focus else anchors.base
    if not anchor:
        return UNANCHORED
    near = [one for n in (-1, 0, 1) for one in days_of(name, anchor.moment.year + n)]
    which, here = reading.words("which"), anchor.moment
    to_come = which == "next" or is_future(reading.text, reading.start, reading.end)
    if which in ("last", "next"):
        near = [(edtf, day) for edtf, day in near if (day.latest < here.earliest) is (which == "last")]
    if not near:
        return UNANCHORED
    edtf, day = min(near, key=lambda one: _far(one[1], here, to_come=to_come))
    return Resolved.of(edtf, anchor, _FAIR, day if "/" not in edtf else None)


def _far(day: Moment, here: Moment, *, to_come: bool) -> float:
    """Count the days between; what is still to come costs more unless the sentence speaks of it."""
    days = (day.earliest - here.earliest).days
    cost = _OTHER_WAY if (days > 0) is not to_come and days else 1.0
    return abs(days) * cost


def _told_feast(reading: Reading, month: int, day: int) -> Resolved | None:
    """Read "last Christmas" and "next New Year's Day", counted from the day of writing."""
    which, base = reading.words("which"), reading.anchors.base
    if not which or not base or not base.moment.date:
        return None
    year = base.moment.year
    here = Moment(year, month, day).earliest
    if which == "last":
        year -= here >= base.moment.date
    elif which == "next":
        year += here <= base.moment.date
    return anchored(Moment(year, month, day), base, _LIKELY)


def _defined_feast(reading: Reading, when: str) -> Resolved | None:
    """Read a feast that the archive defines: "12-16" every year, or a full EDTF day."""
    month, _, day = when.rpartition("-")[0][-2:], "-", when[-2:]
    if not (month.isdecimal() and day.isdecimal()):
        return UNANCHORED
    return day_or_month(reading, int(month), int(day))
