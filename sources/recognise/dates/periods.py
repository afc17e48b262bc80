"""Years, their parts and what is made of them: seasons, quarters, decades, centuries, stretches of years."""

import re
from collections.abc import Callable

from sources.recognise.dates import calendar
from sources.recognise.dates.anchors import is_future
from sources.recognise.dates.calendar import Moment
from sources.recognise.dates.placing import stated_year
from sources.recognise.dates.reading import UNANCHORED, Reading, Resolved
from sources.recognise.dates.words import ORDINALS, SEASONS, day_number

_SURE, _LIKELY, _FAIR = 0.98, 0.9, 0.75
_TWO_DIGITS = 2
_QUARTERS, _MONTHS_A_QUARTER, _BEFORE_QUARTERS = 4, 3, 32
# Where nothing says when a text was written.
_LATEST = 1999
_AGES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


def _season(reading: Reading) -> Resolved | None:
    code = SEASONS[reading.match["s"].lower()]
    year = stated_year(reading)
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
    if reading.group("ages"):
        return _decade_in_words(reading)
    digits = re.sub(r"\D", "", reading.match["dec"])
    if len(digits) > _TWO_DIGITS:
        return Resolved(f"{digits[:3]}X", _SURE, None)
    base = reading.anchors.base
    year = base.moment.year if base else 2000
    century = year // 100 - (int(digits) > year % 100)
    return Resolved(f"{century:02d}{digits[0]}X", _LIKELY, None)


def _decade_in_words(reading: Reading) -> Resolved:
    """Read "the eighties": those of the century told of, unless "the eighteen-eighties" says which."""
    digit = _AGES.index(reading.words("ages")) + 2
    named = {"eighteen": 18, "nineteen": 19}.get(reading.words("cent"))
    base = reading.anchors.base
    year = base.moment.year if base else _LATEST
    century = named or year // 100 - (digit * 10 > year % 100)
    return Resolved(f"{century:02d}{digit}X", _LIKELY, None)


def _century(reading: Reading) -> Resolved | None:
    word = reading.match["c"].lower().replace(" ", "-")
    number = ORDINALS.get(word) or day_number(word)
    return Resolved(f"{number - 1:02d}XX", _LIKELY, None) if number > 1 else None


def _year(reading: Reading) -> Resolved:
    year = int(reading.match["y"])
    mark = "~" if reading.group("about") else ""
    return Resolved(f"{year:04d}{mark}", _LIKELY, Moment(year))


def _year_as_written(reading: Reading) -> Resolved:
    return Resolved(f"{reading.year:04d}", _FAIR, Moment(reading.year))


def _quarter(reading: Reading) -> Resolved:
    """Read "the third quarter of 2011" by the codes 33 to 36 of EDTF level 2; without a year, the last."""
    number = int(reading.group("q") or 0) or ORDINALS.get(reading.words("nq"), 0)
    year, base = stated_year(reading), reading.anchors.base
    if year and number:
        return Resolved(f"{year:04d}-{_BEFORE_QUARTERS + number}", _LIKELY, Moment(year))
    if not base or not base.moment.month:
        return UNANCHORED
    now = base.moment.year * _QUARTERS + (base.moment.month - 1) // _MONTHS_A_QUARTER
    if number:
        found = base.moment.year * _QUARTERS + number - 1
        is_to_come = found > now and not is_future(reading.text, reading.start, reading.end)
        found -= _QUARTERS if is_to_come else 0
    else:
        which = reading.words("which")
        found = now + (1 if "next" in which else -1 if "last" in which or "latest" in which else 0)
    year, quarter = divmod(found, _QUARTERS)
    return Resolved.of(f"{year:04d}-{_BEFORE_QUARTERS + 1 + quarter}", base, _FAIR, Moment(year))


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


PERIODS: dict[str, Callable[[Reading], Resolved | None]] = {
    "season": _season,
    "decade": _decade,
    "century": _century,
    "year": _year,
    "short_year": _year_as_written,
    "year_in_words": _year_as_written,
    "quarter": _quarter,
    "year_onwards": _year_onwards,
    "year_range": _year_range,
    "year_or_year": _year_or_year,
}
