"""Weekdays: "Friday morning", "Tuesday last", "from Monday to Wednesday", "Monday the 30th".

A report's weekdays count from its own day; those of somebody who tells what was years ago count from the
last day that he named, and stay within its week.
"""

import datetime
import re
from collections.abc import Callable

from sources.recognise.dates import calendar
from sources.recognise.dates.anchors import Anchor, Anchors, is_flashback, is_future, is_past, year_for
from sources.recognise.dates.calendar import Moment
from sources.recognise.dates.grammar import DAY, MONTH
from sources.recognise.dates.guard import is_beside_noun
from sources.recognise.dates.reading import UNANCHORED, Reading, Resolved, anchored
from sources.recognise.dates.words import WEEKDAYS, count, day_number, month_number

_LIKELY, _FAIR = 0.9, 0.75
_MONTHS_A_YEAR = 12
_FAR_BACK = 45
_LONG_PAST = 5
_ONE_WEEK = 7
_THE_DAY = re.compile(r"the\s+[A-Z][a-z]+day$")
# "Wednesday week", "Monday fortnight", "Friday se’nnight"
_MORE_DAYS = {"week": 7, "fortnight": 14, "se'nnight": 7, "se’nnight": 7, "sennight": 7}
# "Saturday [7 September]": the editor says which.
_GLOSSED = re.compile(
    rf"[ \u00a0]?[\[(](?:(?P<d>{DAY})[ \u00a0](?P<m>{MONTH})|(?P<m2>{MONTH})[ \u00a0](?P<d2>{DAY}))"
)


def _is_the_day(reading: Reading) -> bool:
    """Tell "on the Wednesday" from "on Wednesday" and "the Wednesday protests"."""
    return bool(_THE_DAY.match(reading.match.group())) and not is_beside_noun(reading.match)


def _weekday_base(reading: Reading) -> Anchor | None:
    """Give what a bare weekday counts from: in a look back, the day last named in the text."""
    anchors = reading.anchors
    told, now = anchors.latest_day, anchors.base
    # "He came on Monday, 28 November, and again on the Wednesday."
    here = anchors.here_day or told
    if here and _is_the_day(reading):
        return here
    counts = told and anchors.latest is told
    if told and (
        (anchors.is_retrospect and (counts or anchors.focus is told)) or not (now and now.moment.day)
    ):
        return told
    if now and anchors.is_retrospect and any(now.moment.year - e > _LONG_PAST for e in anchors.event_years):
        return None
    if (
        told
        and now
        and counts
        and not anchors.is_report
        and (now.moment.earliest - told.moment.latest).days > _FAR_BACK
    ):
        return told
    return anchors.base if anchors.base and anchors.base.moment.day else None


def _weekday_date(reading: Reading, weekday: int) -> Resolved | None:
    which = reading.words("which", "after", "after2")
    base = _weekday_base(reading)
    if re.search("following|previous", which):
        base = reading.anchors.latest_day or base
    if not base or not base.moment.date:
        return UNANCHORED
    date, onward = _by_words(reading, weekday, base, which)
    return anchored(calendar.on(date), base, _LIKELY if not onward else _FAIR) if date else None


def _by_words(reading: Reading, weekday: int, base: Anchor, which: str) -> tuple[datetime.date | None, bool]:
    """Give the day meant, and whether the weekday is told as still to come after its anchor."""
    anchor_day = base.moment.earliest
    told = base in (reading.anchors.latest_day, reading.anchors.here_day)
    onward = told or is_future(reading.text, reading.start, reading.end)
    if which in ("last week", "next week"):
        monday = calendar.plus_days(anchor_day, -anchor_day.weekday() + (7 if "next" in which else -7))
        date = calendar.plus_days(monday, weekday) if monday else None
    elif re.search("last|previous|past", which):
        date = calendar.weekday_before(anchor_day, weekday, strictly=True)
    elif which in _MORE_DAYS:
        date, onward = _and_more(reading, weekday, anchor_day, _MORE_DAYS[which])
    elif re.search("next|following|coming", which):
        date = calendar.weekday_after(anchor_day, weekday, strictly=True)
    elif told and not _is_the_day(reading) and is_flashback(reading.text, reading.start, reading.end):
        date = calendar.weekday_before(anchor_day, weekday)
    elif told:
        date = _within_story(anchor_day, weekday, reading.anchors)
    elif onward or which == "this":
        date = calendar.weekday_after(anchor_day, weekday)
    else:
        # "Not seen since Friday", printed on a Friday, means the week before.
        since = reading.text[max(0, reading.start - 6) : reading.start].lower().endswith("since ")
        date = calendar.weekday_before(anchor_day, weekday, strictly=since)
    return date, onward


def _and_more(
    reading: Reading, weekday: int, anchor: datetime.date, more: int
) -> tuple[datetime.date | None, bool]:
    """Count "Wednesday week" on from the next Wednesday, or back from the last where what was is told."""
    if is_past(reading.text, reading.start):
        date = calendar.weekday_before(anchor, weekday, strictly=True)
        return (calendar.plus_days(date, -more) if date else None), False
    date = calendar.weekday_after(anchor, weekday, strictly=True)
    return (calendar.plus_days(date, more) if date else None), True


def _within_story(latest: datetime.date, weekday: int, anchors: Anchors) -> datetime.date | None:
    """Go on to the next such weekday, but never out of the week of the last day given by the calendar.

    A chain of weekdays, each counted from the one before, would run away: people tell things in no order.
    """
    onward = calendar.weekday_after(latest, weekday)
    frame = anchors.calendar_day.moment.date if anchors.calendar_day else None
    if not frame or not onward or (onward - frame).days <= _ONE_WEEK:
        return onward
    eve = calendar.plus_days(frame, -1)
    return calendar.weekday_after(eve, weekday) if eve else None


def _glossed(reading: Reading, weekday: int) -> Resolved | None:
    """Read the day of the month that stands in brackets after the weekday."""
    gloss = _GLOSSED.match(reading.text, reading.end)
    if not gloss:
        return None
    month, day = month_number(gloss["m"] or gloss["m2"]), day_number(gloss["d"] or gloss["d2"])
    found = year_for(month, day, reading.anchors, future=False, weekday=weekday)
    return anchored(found.moment, found, _LIKELY) if found else None


def _weekday(reading: Reading) -> Resolved | None:
    glossed = _glossed(reading, WEEKDAYS[reading.match["wd"].lower()])
    return glossed or _weekday_date(reading, WEEKDAYS[reading.match["wd"].lower()])


def _two_weekdays(reading: Reading) -> tuple[Moment, Moment, Resolved] | None:
    last = _weekday_date(reading, WEEKDAYS[reading.match["wd2"].lower()])
    if not last or not last.moment or not last.moment.date:
        return None
    first = calendar.weekday_before(last.moment.date, WEEKDAYS[reading.match["wd"].lower()])
    return (calendar.on(first), last.moment, last) if first else None


def _weekday_range(reading: Reading) -> Resolved | None:
    pair = _two_weekdays(reading)
    if not pair:
        return UNANCHORED
    first, last, why = pair
    joined = " and " in reading.match.group() and "between" not in reading.match.group().lower()
    edtf = calendar.all_of([first, last]) if joined else calendar.interval(first, last)
    return Resolved(edtf, _FAIR, last, why.anchor, why.anchor_words)


def _weekday_or_weekday(reading: Reading) -> Resolved | None:
    pair = _two_weekdays(reading)
    if not pair:
        return UNANCHORED
    return Resolved(calendar.one_of([pair[0], pair[1]]), _FAIR, pair[1], pair[2].anchor, pair[2].anchor_words)


def _named_day(reading: Reading) -> Resolved | None:
    """Read "Monday the 30th": the month nearest to what is told of in which that day is a Monday."""
    weekday, day = WEEKDAYS[reading.match["wd"].lower()], day_number(reading.match["d"])
    told = reading.anchors.calendar_day or reading.anchors.latest_day
    anchor = told if told and reading.anchors.is_retrospect else reading.anchors.base
    if not anchor or not anchor.moment.month:
        return UNANCHORED
    for step in sorted(range(-_MONTHS_A_YEAR, _MONTHS_A_YEAR + 1), key=abs):
        month = calendar.plus_months(anchor.moment, step)
        if month and calendar.is_day(month.year, month.month, day):
            moment = Moment(month.year, month.month, day)
            if moment.earliest.weekday() == weekday:
                return anchored(moment, anchor, _FAIR)
    return UNANCHORED


def _week_from(reading: Reading) -> Resolved | None:
    """Read "a week from Sunday" and "a week ago Sunday": weeks past the next such day, or before the last."""
    base, back = reading.anchors.base, reading.words("dir") == "ago"
    if not base or not base.moment.date:
        return UNANCHORED
    if reading.group("wd"):
        weekday = WEEKDAYS[reading.match["wd"].lower()]
        count_from = calendar.weekday_before if back else calendar.weekday_after
        start = count_from(base.moment.date, weekday, strictly=True)
    else:
        step = {"y": -1, "m": 1}.get(reading.words("word").replace("to-", "").replace("to", "")[:1], 0)
        start = calendar.plus_days(base.moment.date, step)
    weeks = count(reading.match["n"]) * (2 if reading.words("u").startswith("f") else 1)
    date = calendar.plus_days(start, round(_ONE_WEEK * weeks) * (-1 if back else 1)) if start else None
    return anchored(calendar.on(date), base, _LIKELY) if date else None


BY_WEEKDAY: dict[str, Callable[[Reading], Resolved | None]] = {
    "weekday": _weekday,
    "weekday_range": _weekday_range,
    "weekday_or_weekday": _weekday_or_weekday,
    "named_day": _named_day,
    "week_from": _week_from,
}
