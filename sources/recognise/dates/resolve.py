"""What day the words mean, counted from what.

One function for each pattern of ``grammar``, listed in ``RESOLVERS``: a match and the anchors in,
a ``Resolved`` out, or None where the words turn out to be no date (30 February). A date that
nothing anchors comes out with an empty EDTF: the words are found all the same.
"""

import re
from collections.abc import Callable

from sources.recognise.dates import calendar
from sources.recognise.dates.anchors import Anchor, is_future, year_for
from sources.recognise.dates.calendar import Moment
from sources.recognise.dates.reading import UNANCHORED, Reading, Resolved, anchored
from sources.recognise.dates.relative import RELATIVE
from sources.recognise.dates.words import (
    EASTER_FEASTS,
    FEASTS,
    OPEN_FEASTS,
    ORDINALS,
    SEASONS,
    WEEKDAYS,
    day_number,
    month_number,
)

_SURE, _LIKELY, _FAIR, _WEAK = 0.98, 0.9, 0.75, 0.5
_TWO_DIGITS = 2
Resolver = Callable[[Reading], Resolved | None]


def _stated_year(reading: Reading) -> int:
    year = reading.group("y") or reading.group("yb")
    if year:
        return int(year)
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


def _placed(reading: Reading, month: int, day: int, weekday: int | None = None) -> Anchor | None:
    """Give the month or day with its year: the one stated, else the one the anchors give."""
    year = _stated_year(reading)
    if year:
        return (
            Anchor(reading.plain, Moment(year, month, day), "")
            if calendar.is_day(year, month, day or 1)
            else None
        )
    future = is_future(reading.text, reading.start, reading.end)
    return year_for(month, day, reading.anchors, future=future, weekday=weekday)


def _one(reading: Reading, month: int, day: int, weekday: int | None = None) -> Resolved | None:
    if not calendar.is_day(2000, month, day or 1):
        return None
    found = _placed(reading, month, day, weekday)
    if found is None:
        return UNANCHORED
    return anchored(found.moment, found, _SURE if not found.words else _LIKELY)


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
    a, b, year = (int(reading.match[g]) for g in ("a", "b", "y"))
    ways = [Moment(year, m, d) for d, m in ((a, b), (b, a)) if calendar.is_day(year, m, d)]
    if not ways:
        return None
    # With full stops the day stands first wherever such dates are written (DIN, Russian, Turkish …).
    if len(ways) == 1 or a == b or reading.match["sep"] == ".":
        return Resolved(ways[0].edtf, _SURE, ways[0])
    return Resolved(calendar.one_of(sorted(ways, key=lambda m: m.earliest)), _FAIR, None)


def _day(reading: Reading) -> Resolved | None:
    weekday = _weekday_number(reading.group("wd") or reading.group("wdl"))
    return _one(reading, month_number(reading.match["m"]), day_number(reading.match["d"]), weekday)


def _two_days(reading: Reading) -> tuple[Moment, Moment, Anchor] | None:
    month = month_number(reading.match["m"])
    first, last = day_number(reading.match["d"]), day_number(reading.match["d2"])
    found = _placed(reading, month, first)
    if not found or not calendar.is_day(found.moment.year, month, last):
        return None
    return found.moment, Moment(found.moment.year, month, last), found


def _day_range(reading: Reading) -> Resolved | None:
    pair = _two_days(reading)
    return pair and Resolved.of(calendar.interval(pair[0], pair[1]), pair[2], _LIKELY, pair[1])


def _day_or_day(reading: Reading) -> Resolved | None:
    pair = _two_days(reading)
    return pair and Resolved.of(calendar.one_of([pair[0], pair[1]]), pair[2], _LIKELY, pair[1])


def _day_and_day(reading: Reading) -> Resolved | None:
    pair = _two_days(reading)
    return pair and Resolved.of(calendar.all_of([pair[0], pair[1]]), pair[2], _LIKELY, pair[1])


def _day_list(reading: Reading) -> Resolved | None:
    month = month_number(reading.match["m"])
    days = [int(n) for n in re.findall(r"\d+", reading.match["list"])]
    found = _placed(reading, month, days[0])
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
    if year2 and not _stated_year(reading):
        year = year2 - (1 if (month, day) > (month2, day2) else 0)
        found: Anchor | None = Anchor(reading.plain, Moment(year, month, day), "")
    else:
        found = _placed(reading, month, day)
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
        return _one(reading, month, 0)
    year = base.moment.year
    if "last" in which or "past" in which:
        year -= month >= (base.moment.month or 1)
    elif "next" in which or "coming" in which:
        year += month <= (base.moment.month or 12)
    return anchored(Moment(year, month), base, _LIKELY)


def _season(reading: Reading) -> Resolved | None:
    code = SEASONS[reading.match["s"].lower()]
    year = _stated_year(reading)
    if year:
        return Resolved(f"{year:04d}-{code}", _SURE, Moment(year))
    which = (reading.group("which") or "").lower()
    narrative = re.search("that|following|previous", which)
    base = reading.anchors.latest if narrative else reading.anchors.base
    if not base:
        return UNANCHORED
    first_month = (code - 20) * 3
    month = base.moment.month or 6
    year = base.moment.year
    if "last" in which or "previous" in which:
        year -= first_month + 2 >= month
    elif "next" in which or "following" in which:
        year += first_month <= month
    return Resolved.of(f"{year:04d}-{code}", base, _FAIR, Moment(year))


def _decade(reading: Reading) -> Resolved | None:
    digits = re.sub(r"\D", "", reading.match["dec"])
    if len(digits) > _TWO_DIGITS:
        return Resolved(f"{digits[:3]}X", _SURE, None)
    base = reading.anchors.base
    year = base.moment.year if base else 2000
    century = year // 100 - (int(digits) > year % 100)
    return Resolved(f"{century:02d}{digits[0]}X", _LIKELY, None)


def _century(reading: Reading) -> Resolved | None:
    word = reading.match["c"].lower().replace(" ", "-")
    number = ORDINALS.get(word) or day_number(word)
    return Resolved(f"{number - 1:02d}XX", _LIKELY, None) if number > 1 else None


def _year(reading: Reading) -> Resolved:
    year = int(reading.match["y"])
    mark = "~" if reading.group("about") else ""
    return Resolved(f"{year:04d}{mark}", _LIKELY, Moment(year))


def _year_onwards(reading: Reading) -> Resolved:
    year = int(reading.match["y"])
    return Resolved(f"{year:04d}/..", _LIKELY, Moment(year))


def _year_range(reading: Reading) -> Resolved:
    first, words = int(reading.match["y"]), reading.match["y2"]
    last = int(words) if len(words) > _TWO_DIGITS else first // 100 * 100 + int(words)
    return Resolved(calendar.interval(Moment(first), Moment(last)), _LIKELY, Moment(last))


def _year_or_year(reading: Reading) -> Resolved:
    years = [Moment(int(reading.match[g])) for g in ("y", "y2")]
    return Resolved(calendar.one_of(years), _LIKELY, years[1])


def _feast(reading: Reading) -> Resolved | None:
    words = " ".join(reading.match["f"].lower().split())
    if words in reading.feasts:
        return _defined_feast(reading, reading.feasts[words])
    if words in OPEN_FEASTS:
        year = _stated_year(reading)
        # News of a feast is news of what happened on it: the day that the text is telling of.
        told = reading.anchors.latest_day
        if told and not year:
            return anchored(told.moment, told, _WEAK)
        return Resolved(f"{year:04d}", _FAIR, None) if year else UNANCHORED
    if words in FEASTS:
        return _one(reading, *FEASTS[words])
    # Easter moves: its feasts fall in February to June, so April chooses the year.
    found = _placed(reading, 4, 1)
    if not found:
        return UNANCHORED
    date = calendar.plus_days(calendar.easter(found.moment.year), EASTER_FEASTS[words])
    return anchored(calendar.on(date), found, _LIKELY) if date else None


def _defined_feast(reading: Reading, when: str) -> Resolved | None:
    """Read a feast that the archive defines: "12-16" every year, or a full EDTF day."""
    month, _, day = when.rpartition("-")[0][-2:], "-", when[-2:]
    if not (month.isdecimal() and day.isdecimal()):
        return UNANCHORED
    return _one(reading, int(month), int(day))


RESOLVERS: dict[str, Resolver] = {
    "iso_date": _iso,
    "numeric_date": _numeric,
    "day": _day,
    "day_range": _day_range,
    "day_or_day": _day_or_day,
    "day_and_day": _day_and_day,
    "day_list": _day_list,
    "date_range": _range,
    "month_range": _range,
    "date_or_date": _either,
    "month_or_month": _either,
    "old_month": _old_month,
    "month": _month,
    "season": _season,
    "decade": _decade,
    "century": _century,
    "year": _year,
    "year_onwards": _year_onwards,
    "year_range": _year_range,
    "year_or_year": _year_or_year,
    "feast": _feast,
    **RELATIVE,
}


def resolve(name: str, reading: Reading) -> Resolved | None:
    """Give what the words mean, by the resolver of the pattern that matched."""
    return RESOLVERS[name](reading)
