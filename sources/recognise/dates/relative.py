"""Dates that name no day of their own: "Friday morning", "the following day", "last week".

Counted from the dateline or the publication ("yesterday", "last week", "Friday"), or from the date last
named in the text ("the following day").
"""

import re
from collections.abc import Callable
from dataclasses import replace

from sources.recognise.dates import calendar, events
from sources.recognise.dates.anchors import Anchor, is_future, is_past
from sources.recognise.dates.calendar import Moment
from sources.recognise.dates.offsets import OFFSETS
from sources.recognise.dates.reading import UNANCHORED, Reading, Resolved, anchored, plus
from sources.recognise.dates.weekdays import BY_WEEKDAY
from sources.recognise.dates.words import WEEKDAYS, day_number

_LIKELY, _FAIR, _WEAK = 0.9, 0.75, 0.6
_DAYS_A_WEEK = 7
_DAY_STEPS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


def _deictic(reading: Reading) -> Resolved | None:
    words = reading.words("word").replace("-", "")
    if words.startswith("the day"):
        return plus(reading.anchors.base, -2 if "before" in words else 2, _LIKELY)
    if words.startswith("last"):
        return plus(reading.anchors.base, -1, _LIKELY)
    return plus(reading.anchors.base, _DAY_STEPS.get(words, 0), _LIKELY if words == "yesterday" else _FAIR)


def _day_week(reading: Reading) -> Resolved | None:
    """Read "to-morrow week" and, back from the day of writing, "yesterday week"."""
    word = reading.words("word").replace("-", "")
    days = 2 * _DAYS_A_WEEK if "fortnight" in reading.words("after") else _DAYS_A_WEEK
    back = word == "yesterday" or (word != "tomorrow" and is_past(reading.text, reading.start))
    return plus(reading.anchors.base, _DAY_STEPS.get(word, 0) + (-days if back else days), _FAIR)


def _before_last(reading: Reading) -> Resolved | None:
    """Read "the night before last", "the week before last"."""
    base, unit = reading.anchors.base, reading.words("u")
    if unit in WEEKDAYS:
        return _weekday_before_last(base, WEEKDAYS[unit])
    if unit == "night":
        return plus(base, -2, _LIKELY)
    if not base:
        return UNANCHORED
    if unit == "weekend" and base.moment.date:
        week_ago = calendar.plus_days(base.moment.date, -_DAYS_A_WEEK)
        earlier = replace(base, moment=calendar.on(week_ago)) if week_ago else base
        return _past_weekend(earlier)
    return _stretch(base, unit, -2)


def _weekday_before_last(base: Anchor | None, weekday: int) -> Resolved | None:
    """Read "the Sunday before last"."""
    if not base or not base.moment.date:
        return UNANCHORED
    last = calendar.weekday_before(base.moment.date, weekday, strictly=True)
    day = calendar.plus_days(last, -_DAYS_A_WEEK) if last else None
    return anchored(calendar.on(day), base, _LIKELY) if day else None


def _narrative(reading: Reading) -> Resolved | None:
    """Count from the day last named; without one the words are left alone."""
    words = reading.words("word")
    latest = reading.anchors.story_day if words.startswith("that") else reading.anchors.here_day
    latest = latest or reading.anchors.latest_day
    if not latest:
        return None
    if re.search(r"\b(?:next|following|after)\b", words):
        return plus(latest, 1, _LIKELY)
    if re.search(r"\b(?:previous|preceding|before)\b", words):
        return plus(latest, -1, _LIKELY)
    return plus(latest, 0, _FAIR)


def _event_day(reading: Reading) -> Resolved | None:
    """Read "the night of the fire" as the day on which the text says it was."""
    anchors = reading.anchors
    anchor = events.day_of(reading.words("event"), reading.text, reading.start, anchors)
    if anchor:
        return plus(anchor, 0, _WEAK)
    month = None if anchors.latest_day else next(iter(anchors.stated.values()), None)
    return anchored(month.moment, month, _WEAK) if month else None


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
    found = _stretch(latest, reading.words("u", "u2"), _step(reading.words("word")))
    return replace(found, score=min(found.score, _FAIR)) if found else None


def _calendar_span(reading: Reading) -> Resolved | None:
    base = reading.anchors.base
    if not base:
        return UNANCHORED
    unit, which = reading.words("u").replace("-", ""), reading.words("which")
    if unit == "weekend" and not which:
        to_come = is_future(reading.text, reading.start, reading.end)
        return _week(base, unit, 0) if to_come else _past_weekend(base)
    if unit == "fortnight" or "past" in which:
        return None
    # "took place this weekend", printed on a Tuesday
    if unit == "weekend" and "this" in which and _is_over(reading, base):
        return _past_weekend(base)
    # "Last weekend" in a Monday's report ended yesterday: the one before, whatever the week.
    if unit == "weekend" and "last" in which:
        return _past_weekend(base)
    return _stretch(base, unit, _step(which))


def _is_over(reading: Reading, base: Anchor) -> bool:
    day = base.moment.date
    return bool(day and day.weekday() <= WEEKDAYS["thursday"] and is_past(reading.text, reading.start))


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
    "day_week": _day_week,
    "before_last": _before_last,
    **BY_WEEKDAY,
    "narrative": _narrative,
    "event_day": _event_day,
    "narrative_span": _narrative_span,
    "calendar_span": _calendar_span,
    "year_part": _year_part,
    **OFFSETS,
    "ordinal_day": _ordinal_day,
}
