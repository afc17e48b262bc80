"""Dates that name no day of their own: "Friday morning", "the following day", "half a year earlier".

Counted from the dateline or the publication ("yesterday", "last week", "Friday"), or from the
date last named in the text ("the following day", "two years after"). Days count exactly; weeks,
months and years before or after something are approximate, which EDTF writes ``~``.
"""

import re
from collections.abc import Callable

from sources.recognise.dates import calendar
from sources.recognise.dates.anchors import Anchor, is_future
from sources.recognise.dates.calendar import Moment
from sources.recognise.dates.reading import UNANCHORED, Reading, Resolved, anchored
from sources.recognise.dates.weekdays import BY_WEEKDAY
from sources.recognise.dates.words import WEEKDAYS, count, day_number
from sources.values import edtf
from sources.vocabulary import AnchorKind

_LIKELY, _FAIR, _WEAK = 0.9, 0.75, 0.6
_MONTHS_A_YEAR = 12
_DAYS_A_WEEK = 7
_SHORT = frozenset({"day", "night", "week", "fortnight"})
_DAY_STEPS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


def _plus(anchor: Anchor | None, days: int, score: float) -> Resolved | None:
    """Give the day so many days from an anchor that is known to the day."""
    if not anchor or not anchor.moment.date:
        return UNANCHORED
    date = calendar.plus_days(anchor.moment.date, days)
    return anchored(calendar.on(date), anchor, score) if date else None


def _deictic(reading: Reading) -> Resolved | None:
    words = reading.words("word").replace("-", "")
    if words.startswith("the day"):
        return _plus(reading.anchors.base, -2 if "before" in words else 2, _LIKELY)
    if words.startswith("last"):
        return _plus(reading.anchors.base, -1, _LIKELY)
    return _plus(reading.anchors.base, _DAY_STEPS.get(words, 0), _LIKELY if words == "yesterday" else _FAIR)


def _narrative(reading: Reading) -> Resolved | None:
    """Count from the day last named; without one the words are left alone."""
    latest = reading.anchors.latest_day
    if not latest:
        return None
    words = reading.words("word")
    if re.search("next|following|after", words):
        return _plus(latest, 1, _LIKELY)
    if re.search("previous|preceding|before", words):
        return _plus(latest, -1, _LIKELY)
    return _plus(latest, 0, _FAIR)


def _event_day(reading: Reading) -> Resolved | None:
    """Read "the night of the fire" as the day last named, else the first day that the text gives in full."""
    anchors = reading.anchors
    days = [anchor for (_month, day), anchor in anchors.stated.items() if day]
    anchor = anchors.latest_day or (days[0] if days else None)
    return _plus(anchor, 0, _WEAK) if anchor else None


def _step(words: str) -> int:
    if re.search(r"last|previous|preceding|before", words):
        return -1
    return 1 if re.search(r"next|follow|after", words) else 0


def _stretch(anchor: Anchor, unit: str, step: int) -> Resolved | None:
    """Give the week, month, year or decade so many on from the one that holds the anchor."""
    moment = anchor.moment
    if unit in ("week", "weekend"):
        return _week(anchor, unit, step)
    if unit == "month":
        month = calendar.plus_months(moment, step) if moment.month else None
        return anchored(month, anchor, _LIKELY) if month else UNANCHORED
    year = calendar.plus_years(moment, step * {"decade": 10, "century": 100}.get(unit, 1))
    if not year:
        return None
    if unit == "year":
        return anchored(year, anchor, _LIKELY)
    digits = f"{year.year:04d}"
    return Resolved.of(f"{digits[:3]}X" if unit == "decade" else f"{digits[:2]}XX", anchor, _FAIR, None)


def _week(anchor: Anchor, unit: str, step: int) -> Resolved | None:
    if not anchor.moment.date:
        return UNANCHORED
    day = calendar.plus_days(anchor.moment.date, step * _DAYS_A_WEEK)
    week = calendar.week_of(day) if day else None
    if not week:
        return None
    monday, sunday = week
    first = calendar.plus_days(sunday, -1) if unit == "weekend" else monday
    if not first:
        return None
    edtf = calendar.interval(calendar.on(first), calendar.on(sunday))
    return Resolved.of(edtf, anchor, _FAIR, calendar.on(first))


def _narrative_span(reading: Reading) -> Resolved | None:
    latest = reading.anchors.latest
    if not latest:
        return None
    return _stretch(latest, reading.words("u", "u2"), _step(reading.words("word")))


def _calendar_span(reading: Reading) -> Resolved | None:
    base = reading.anchors.base
    if not base:
        return UNANCHORED
    unit, which = reading.words("u").replace("-", ""), reading.words("which")
    if unit == "weekend" and not which:
        return _past_weekend(base)
    if unit == "fortnight" or "past" in which:
        return None
    # "Last weekend" in a Monday's report ended yesterday: the one before, whatever the week.
    if unit == "weekend" and "last" in which:
        return _past_weekend(base)
    return _stretch(base, unit, _step(which))


def _past_weekend(base: Anchor) -> Resolved | None:
    if not base.moment.date:
        return UNANCHORED
    sunday = calendar.weekday_before(base.moment.date, WEEKDAYS["sunday"])
    saturday = calendar.plus_days(sunday, -1) if sunday else None
    if not sunday or not saturday:
        return None
    return Resolved.of(
        calendar.interval(calendar.on(saturday), calendar.on(sunday)), base, _FAIR, calendar.on(sunday)
    )


def _year_part(reading: Reading) -> Resolved | None:
    which = reading.words("which")
    base = reading.anchors.latest if which == "that" else reading.anchors.base
    return _stretch(base, reading.words("u"), _step(which)) if base else UNANCHORED


def _offset(reading: Reading) -> Resolved | None:
    direction = reading.words("dir")
    amount = count(reading.match["n"])
    spoken = direction in ("ago", "back", "hence")
    onward = direction in ("later", "after", "hence", "on")
    unit = reading.words("u").rstrip("s")
    anchor = (
        reading.anchors.base
        if spoken
        else reading.anchors.told_of(onward=onward, in_years=unit in ("year", "decade"))
    )
    if not spoken and unit in _SHORT and reading.anchors.latest_day:
        anchor = reading.anchors.latest_day
    if not amount:
        return None
    if not anchor:
        return UNANCHORED if spoken else _now(reading) if onward else None
    moved = _moved(anchor, (1 if onward else -1) * amount, unit, exact=not reading.group("about"))
    # "They were buried yesterday, a week after the shooting": nothing told can be after its telling.
    if moved and direction == "after" and _is_to_come(moved, reading):
        return _now(reading)
    return moved


def _is_to_come(moved: Resolved, reading: Reading) -> bool:
    base, day = reading.anchors.base, edtf.parse(moved.edtf).earliest if moved.edtf else None
    if not base or not base.moment.date or day is None:
        return False
    return day > base.moment.date and not is_future(reading.text, reading.start, reading.end)


def _now(reading: Reading) -> Resolved | None:
    """Read "Ten months after the flood, …" at the head of a report, where no day was named: it is now."""
    base = reading.anchors.base
    if not base:
        return UNANCHORED
    now = Moment(base.moment.year, base.moment.month)
    return Resolved.of(f"{now.edtf}~", base, _WEAK, None)


def _moved(anchor: Anchor, amount: float, unit: str, *, exact: bool) -> Resolved | None:
    """Count days exactly, larger units to the month or the year about which it was."""
    date = anchor.moment.date
    if unit in ("day", "night", "week", "fortnight") and date:
        days = round(amount * {"week": _DAYS_A_WEEK, "fortnight": 2 * _DAYS_A_WEEK}.get(unit, 1))
        day = calendar.plus_days(date, days)
        mark = "" if exact and unit in ("day", "night") else "~"
        if not day:
            return None
        return Resolved.of(calendar.on(day).edtf + mark, anchor, _FAIR, None if mark else calendar.on(day))
    months = {"month": 1, "year": _MONTHS_A_YEAR, "decade": 10 * _MONTHS_A_YEAR}.get(unit)
    if months is None:
        return UNANCHORED
    if unit == "year" and amount % 1 and abs(amount) > 1:
        moved = calendar.plus_months(anchor.moment, round(amount * months))
        return Resolved.of(f"{moved.year:04d}~", anchor, _FAIR, None) if moved else UNANCHORED
    whole_years = unit in ("year", "decade") and (amount * months) % _MONTHS_A_YEAR == 0
    if whole_years:
        moved = calendar.plus_years(anchor.moment, round(amount * months) // _MONTHS_A_YEAR)
    else:
        moved = calendar.plus_months(anchor.moment, round(amount * months)) if anchor.moment.month else None
    if not moved:
        return UNANCHORED
    # "Two years after" counts years; "three years ago" and all months are rounded in speech.
    plain = whole_years and exact and anchor.kind in (AnchorKind.MENTION, AnchorKind.EVENT_YEAR)
    return Resolved.of(moved.edtf if plain else f"{moved.edtf}~", anchor, _FAIR, None)


def _ordinal_day(reading: Reading) -> Resolved | None:
    day = day_number(reading.match["d"])
    base = reading.anchors.base
    latest = reading.anchors.latest
    if not (latest and latest.moment.month):
        latest = reading.anchors.latest_day if reading.anchors.is_retrospect else None
    anchor = latest or base
    if not anchor or not anchor.moment.month:
        return UNANCHORED
    moment = Moment(anchor.moment.year, anchor.moment.month, day)
    if not calendar.is_day(moment.year, moment.month, day):
        return None
    if (
        anchor is base
        and base.moment.date
        and moment.earliest > base.moment.date
        and not is_future(reading.text, reading.start, reading.end)
    ):
        month = calendar.plus_months(moment, -1)
        if month and calendar.is_day(month.year, month.month, day):
            moment = Moment(month.year, month.month, day)
    return anchored(moment, anchor, _FAIR if anchor is latest else _WEAK)


RELATIVE: dict[str, Callable[[Reading], Resolved | None]] = {
    "deictic": _deictic,
    **BY_WEEKDAY,
    "narrative": _narrative,
    "event_day": _event_day,
    "narrative_span": _narrative_span,
    "calendar_span": _calendar_span,
    "year_part": _year_part,
    "offset": _offset,
    "ordinal_day": _ordinal_day,
}
