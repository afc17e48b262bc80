"""What day the words mean, counted from what.

One function for each pattern of ``grammar``, listed in ``RESOLVERS``: a match and the anchors in,
a ``Resolved`` out, or None where the words turn out to be no date (30 February). A date that
nothing anchors comes out with an empty EDTF: the words are found all the same.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from sources.recognise.dates import calendar
from sources.recognise.dates.anchors import Anchor
from sources.recognise.dates.calendar import Moment
from sources.recognise.dates.feasts import feast
from sources.recognise.dates.old_style import in_new_style
from sources.recognise.dates.periods import PERIODS
from sources.recognise.dates.placing import day_or_month, placed, stated_year
from sources.recognise.dates.reading import UNANCHORED, Reading, Resolved, anchored
from sources.recognise.dates.relative import RELATIVE
from sources.recognise.dates.words import WEEKDAYS, day_number, month_number

_SURE, _LIKELY, _FAIR, _WEAK = 0.98, 0.9, 0.75, 0.5
Resolver = Callable[[Reading], Resolved | None]


def _weekday_number(word: str | None) -> int | None:
    return WEEKDAYS[word.lower().rstrip(".")] if word else None


def _iso(reading: Reading) -> Resolved | None:
    year, month, day = (int(reading.match[g]) for g in ("y", "m", "d"))
    return (
        Resolved(Moment(year, month, day).edtf, _SURE, Moment(year, month, day))
        if calendar.is_day(year, month, day)
        else None
    )


def _numeric(reading: Reading) -> Resolved | None:
    a, b, year = int(reading.match["a"]), int(reading.match["b"]), reading.year
    ways = [Moment(year, m, d) for d, m in ((a, b), (b, a)) if calendar.is_day(year, m, d)]
    if not ways:
        return None
    # With full stops the day stands first wherever such dates are written (DIN, Russian, Turkish …).
    if len(ways) == 1 or a == b or reading.match["sep"] == ".":
        return Resolved(ways[0].edtf, _SURE, ways[0])
    if reading.anchors.day_first is not None:
        way = ways[0 if reading.anchors.day_first else 1]
        return Resolved(way.edtf, _LIKELY, way)
    return Resolved(calendar.one_of(sorted(ways, key=lambda m: m.earliest)), _FAIR, None)


def _day(reading: Reading) -> Resolved | None:
    weekday = _weekday_number(reading.group("wd") or reading.group("wdl"))
    return day_or_month(reading, month_number(reading.match["m"]), day_number(reading.match["d"]), weekday)


def _two_days(reading: Reading) -> tuple[Moment, Moment, Anchor] | None:
    month = month_number(reading.match["m"])
    first, last = day_number(reading.match["d"]), day_number(reading.match["d2"])
    found = placed(reading, month, first)
    if not found or not calendar.is_day(found.moment.year, month, last):
        return None
    return found.moment, Moment(found.moment.year, month, last), found


def _day_range(reading: Reading) -> Resolved | None:
    pair = _two_days(reading)
    # After "the night of March 13-14" the next morning is that of the 14th.
    is_night = reading.words("lead").startswith("night")
    told = pair and (pair[0] if is_night else pair[1])
    return pair and Resolved.of(calendar.interval(pair[0], pair[1]), pair[2], _LIKELY, told)


def _day_or_day(reading: Reading) -> Resolved | None:
    pair = _two_days(reading)
    return pair and Resolved.of(calendar.one_of([pair[0], pair[1]]), pair[2], _LIKELY, pair[1])


def _day_and_day(reading: Reading) -> Resolved | None:
    pair = _two_days(reading)
    # "between the 4th and the 9th of September" is a stretch of days.
    between = reading.text[max(0, reading.start - len("between ")) : reading.start].lower() == "between "
    made = (
        calendar.interval(*pair[:2]) if pair and between else calendar.all_of(list(pair[:2])) if pair else ""
    )
    return pair and Resolved.of(made, pair[2], _LIKELY, pair[1])


def _day_list(reading: Reading) -> Resolved | None:
    month = month_number(reading.match["m"])
    days = [int(n) for n in re.findall(r"\d+", reading.match["list"])]
    found = placed(reading, month, days[0])
    if not found or not all(calendar.is_day(found.moment.year, month, day) for day in days):
        return None
    moments = [Moment(found.moment.year, month, day) for day in days]
    either = " or " in reading.match["list"]
    edtf = calendar.one_of(moments) if either else calendar.all_of(moments)
    return Resolved.of(edtf, found, _LIKELY, moments[-1])


def _ends(reading: Reading) -> tuple[Moment, Moment, Anchor] | None:
    """Give the two ends of "25 November – 1 December 1890"; the year may stand at either."""
    month, month2 = month_number(reading.match["m"]), month_number(reading.match["m2"])
    day = day_number(reading.group("d") or "0")
    day2 = day_number(reading.group("d2") or "0")
    year2 = int(reading.group("y2") or 0)
    if year2 and not stated_year(reading):
        year = year2 - (1 if (month, day) > (month2, day2) else 0)
        found: Anchor | None = Anchor(reading.plain, Moment(year, month, day), "")
    else:
        found = placed(reading, month, day)
    if not found:
        return None
    year = found.moment.year
    year2 = year2 or year + (1 if (month2, day2) < (month, day) else 0)
    if not calendar.is_day(year, month, day or 1) or not calendar.is_day(year2, month2, day2 or 1):
        return None
    return Moment(year, month, day), Moment(year2, month2, day2), found


def _range(reading: Reading) -> Resolved | None:
    ends = _ends(reading)
    return ends and Resolved.of(calendar.interval(ends[0], ends[1]), ends[2], _LIKELY, ends[1])


def _either(reading: Reading) -> Resolved | None:
    ends = _ends(reading)
    return ends and Resolved.of(calendar.one_of([ends[0], ends[1]]), ends[2], _LIKELY, ends[1])


def _old_style(reading: Reading) -> Resolved | None:
    moment = in_new_style(reading.match)
    return Resolved(moment.edtf, _LIKELY, moment) if moment else None


def _old_month(reading: Reading) -> Resolved | None:
    base = reading.anchors.base
    if not base or not base.moment.month:
        return UNANCHORED
    word = reading.match["om"].lower()
    step = {"i": 0, "u": -1, "p": 1}[word[0]]
    month = calendar.plus_months(base.moment, step)
    day = day_number(reading.match["d"])
    if not month or not calendar.is_day(month.year, month.month, day):
        return None
    return anchored(Moment(month.year, month.month, day), base, _LIKELY)


def _month(reading: Reading) -> Resolved | None:
    month = month_number(reading.match["m"])
    which = (reading.group("which") or "").lower()
    base = reading.anchors.base
    if not which or not base:
        return day_or_month(reading, month, 0)
    year = base.moment.year
    if "last" in which or "past" in which:
        year -= month >= (base.moment.month or 1)
    elif "next" in which or "coming" in which:
        year += month <= (base.moment.month or 12)
    return anchored(Moment(year, month), base, _LIKELY)


RESOLVERS: dict[str, Resolver] = {
    "iso_date": _iso,
    "numeric_date": _numeric,
    "day": _day,
    "feast_day": _day,
    "day_range": _day_range,
    "day_or_day": _day_or_day,
    "day_and_day": _day_and_day,
    "day_list": _day_list,
    "date_range": _range,
    "month_range": _range,
    "date_or_date": _either,
    "month_or_month": _either,
    "old_style": _old_style,
    "old_month": _old_month,
    "month": _month,
    "feast": feast,
    **PERIODS,
    **RELATIVE,
}


def resolve(name: str, reading: Reading) -> Resolved | None:
    """Give what the words mean, by the resolver of the pattern that matched."""
    return _led(reading, RESOLVERS[name](reading))


def _led(reading: Reading, resolved: Resolved | None) -> Resolved | None:
    """Read "the eve of 16 December" as the day before, "the day after 16 December" as the next."""
    lead = reading.words("lead")
    if not lead:
        return resolved
    step = -1 if re.search(r"^eve\b|before", lead) else 1 if "after" in lead else 0
    if not (step and resolved and resolved.moment and resolved.moment.date):
        return resolved
    day = calendar.plus_days(resolved.moment.date, step)
    return replace(resolved, edtf=calendar.on(day).edtf, moment=calendar.on(day)) if day else None
