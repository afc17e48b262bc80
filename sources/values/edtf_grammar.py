"""What an EDTF string says, as a small tree: one date, an interval of two, or a set of several.

The Extended Date/Time Format (ISO 8601-2:2019; https://www.loc.gov/standards/datetime/) is read
here at the levels a source archive needs, in microseconds, because a corpus holds thousands of
dates. Only a qualifier inside a date ("2011-~06-11", level 2) goes to the ``edtf`` library. Refused,
each with a sentence: times of day, years outside 1 to 9999, dates without a century. The strings
of the 2012 draft (199u, open, unknown, ?~) are read and written in today's form.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import ClassVar

from sources.values.language import gettext as _

# First month and number of months. Codes 21-24 name no hemisphere; this archive reads them as
# northern. 25-28 are northern, 29-32 southern, then quarters, thirds and halves of a year.
_NORTHERN = ((3, 3), (6, 3), (9, 3), (12, 3))
_SOUTHERN = ((9, 3), (12, 3), (3, 3), (6, 3))
_PARTS = ((1, 3), (4, 3), (7, 3), (10, 3), (1, 4), (5, 4), (9, 4), (1, 6), (7, 6))
SEASONS = dict(enumerate((*_NORTHERN, *_NORTHERN, *_SOUTHERN, *_PARTS), start=21))

_SINGLE = re.compile(
    r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?(?P<qualifier>[?~%]?)"
)
_QUALIFIED_INSIDE = re.compile(r"[?~%]?[0-9]{4}[?~%]?(?:-[?~%]?[0-9]{2}[?~%]?){0,2}")

Bounds = tuple[date | None, date | None]


@dataclass(frozen=True)
class Single:
    """One date: digits of year, month (or season code) and day, X for each digit not known."""

    year: str
    month: str = ""
    day: str = ""
    qualifier: str = ""
    # Qualifiers within the date, as written; "" where there are none.
    inside: str = ""

    def __str__(self) -> str:
        return self.inside or "-".join(filter(None, (self.year, self.month, self.day))) + self.qualifier

    @property
    def season(self) -> int:
        """The season code, or 0."""
        return int(self.month) if self.month.isdigit() and int(self.month) in SEASONS else 0

    @property
    def has_unknown_digits(self) -> bool:
        """Whether any digit is written X."""
        return "X" in self.year + self.month + self.day

    @cached_property
    def bounds(self) -> tuple[date, date]:
        """The earliest and latest day it can mean; "about" and "perhaps" do not widen them."""
        if self.season:
            years = list(_numbers(self.year, 1, 9999))
            return _season_bounds(years[0], self.season)[0], _season_bounds(years[-1], self.season)[1]
        return next(self.days()), next(self.days(latest_first=True))

    @property
    def precision(self) -> str:
        """How closely it is known: the finest part without an unknown digit before or in it."""
        if "X" in self.year:
            return "decade" if self.year[:3].isdigit() else "century"
        if self.season:
            return "season"
        if not self.month.isdigit():
            return "year"
        return "day" if self.day.isdigit() else "month"

    def days(self, *, latest_first: bool = False) -> Iterator[date]:
        """Give each day it can mean, but for a season; none where there is no such day."""
        for year in _numbers(self.year, 1, 9999, down=latest_first):
            for month in _numbers(self.month, 1, 12, down=latest_first):
                for day in _numbers(self.day, 1, monthrange(year, month)[1], down=latest_first):
                    yield date(year, month, day)


@dataclass(frozen=True)
class Interval:
    """From one date to another; ".." is an open side, "" one that is not known."""

    lower: Single | str
    upper: Single | str
    sign: str = "/"

    def __str__(self) -> str:
        if self.sign == "..":
            return "..".join("" if isinstance(side, str) else str(side) for side in (self.lower, self.upper))
        return f"{self.lower}/{self.upper}"

    @property
    def bounds(self) -> Bounds:
        """The first day of its first date and the last of its last; None on an open side."""
        return (
            None if isinstance(self.lower, str) else self.lower.bounds[0],
            None if isinstance(self.upper, str) else self.upper.bounds[1],
        )

    @property
    def precision(self) -> str:
        """Always interval."""
        return "interval"


@dataclass(frozen=True)
class DateSet:
    """Several dates: one of them is meant ("[…]") or all ("{…}")."""

    members: tuple[Single | Interval, ...]
    is_choice: bool

    BRACKETS: ClassVar[dict[bool, str]] = {True: "[]", False: "{}"}

    def __str__(self) -> str:
        brackets = self.BRACKETS[self.is_choice]
        return brackets[0] + ",".join(map(str, self.members)) + brackets[1]

    @property
    def bounds(self) -> Bounds:
        """The first day of the earliest member and the last of the latest; None where one is open."""
        starts, ends = zip(*(member.bounds for member in self.members), strict=True)
        return (
            None if None in starts else min(filter(None, starts)),
            None if None in ends else max(filter(None, ends)),
        )

    @property
    def precision(self) -> str:
        """Always set."""
        return "set"


Expression = Single | Interval | DateSet


def read(text: str) -> Expression:
    """Read an EDTF string; raise ValueError with a sentence that says what to write instead."""
    tidy = _modernised(text)
    if re.search(r"[0-9]T[0-9]|:", tidy):
        msg = _('"%(text)s" has a time of day. A date here is a day or longer: write the day alone.')
        raise ValueError(msg % {"text": text})
    try:
        return _read(tidy)
    except ValueError as error:
        if isinstance(error, _Fault) and error.of == text:
            raise
        msg = _('"%(text)s" cannot be read: %(fault)s')
        raise ValueError(msg % {"text": text, "fault": error}) from error


class _Fault(ValueError):
    """What is wrong with a date, or with a part of one."""

    def __init__(self, of: str, sentence: str) -> None:
        super().__init__(sentence)
        self.of = of


def _read(tidy: str) -> Expression:
    if tidy[:1] in {"[", "{"}:
        return _read_set(tidy)
    if "/" in tidy:
        return _read_interval(tidy)
    return _read_single(tidy)


def _modernised(text: str) -> str:
    """Bring the 2012 draft's spellings and stray spaces into today's form."""
    tidy = re.sub(r"\s*([/,\[\]{}]|\.\.)\s*", r"\1", text.strip())
    tidy = re.sub(r"(?<=[0-9uxX-])[ux]", "X", tidy)
    return re.sub(r"\?~|~\?", "%", tidy)


def _read_set(text: str) -> Expression:
    brackets = text[0] + text[-1]
    if brackets not in DateSet.BRACKETS.values():
        raise _not_a_date(text)
    members = {_read_member(part) for part in text[1:-1].split(",")}
    # One order whatever the order written, so that equal sets are one date.
    ordered = tuple(sorted(members, key=lambda member: (member.bounds[0] or date.min, str(member))))
    if len(ordered) == 1 and isinstance(ordered[0], Single):
        return ordered[0]
    return DateSet(ordered, is_choice=brackets == "[]")


def _read_member(text: str) -> Single | Interval:
    lower, dots, upper = text.partition("..")
    if not dots:
        return _read_single(text)
    return _interval(_read_single(lower) if lower else "..", _read_single(upper) if upper else "..", "..")


def _read_interval(text: str) -> Expression:
    before, _, after = text.partition("/")
    lower, upper = _read_side(before), _read_side(after)
    if lower == upper and isinstance(lower, Single):
        return lower
    return _interval(lower, upper, "/")


def _read_side(text: str) -> Single | str:
    side = {"open": "..", "unknown": ""}.get(text, text)
    return side if side in {"", ".."} else _read_single(side)


def _interval(lower: Single | str, upper: Single | str, sign: str) -> Interval:
    interval = Interval(lower, upper, sign)
    earliest, latest = interval.bounds
    if earliest is None and latest is None:
        open_ended = _('"%(text)s" is open on both sides and says nothing. Give at least one date.')
        raise _Fault(str(interval), open_ended % {"text": interval})
    if earliest and latest and latest < earliest:
        backwards = _('"%(text)s" ends before it begins. Write the earlier date first: %(other)s.')
        raise _Fault(str(interval), backwards % {"text": interval, "other": f"{upper}{sign}{lower}"})
    return interval


def _read_single(text: str) -> Single:
    found = _SINGLE.fullmatch(text)
    if not found:
        return _read_by_library(text)
    single = Single(*(part or "" for part in found.groups()))
    if "X" in single.year[:2] or single.year == "0000":
        raise _outside_the_calendar(text)
    if single.season and not single.day:
        return single
    if next(single.days(), None) is None:
        raise _no_such_day(text)
    return single


def _read_by_library(text: str) -> Single:
    """Read a date with a qualifier inside, such as "2011-~06-11" (level 2)."""
    if re.match(r"-[0-9]|Y", text):
        raise _outside_the_calendar(text)
    if not _QUALIFIED_INSIDE.fullmatch(text) or not _library_accepts(text):
        raise _not_a_date(text)
    plain = _read_single(re.sub(r"[?~%]", "", text))
    if not plain.month:
        return replace(plain, qualifier=text.strip("0123456789"))
    return replace(plain, inside=text)


def _library_accepts(text: str) -> bool:
    from edtf import is_valid_edtf  # noqa: PLC0415 -- slow import: 0.3 s, and it loads Django

    return bool(is_valid_edtf(text))


def _season_bounds(year: int, season: int) -> tuple[date, date]:
    month, length = SEASONS[season]
    # The winter of a year begins in its December and ends in the February after.
    years_on, last = divmod(month + length - 2, 12)
    if year + years_on > date.max.year:
        return date(year, month, 1), date.max
    return date(year, month, 1), date(year + years_on, last + 1, monthrange(year + years_on, last + 1)[1])


def _numbers(digits: str, low: int, high: int, *, down: bool = False) -> Iterator[int]:
    """Give the numbers from low to high that digits (X for any, "" for no digit known) can stand for."""
    if digits:
        low = max(low, int(digits.replace("X", "0")))
        high = min(high, int(digits.replace("X", "9")))
    pattern = re.compile(digits.replace("X", "[0-9]") or "[0-9]+")
    for number in range(high, low - 1, -1) if down else range(low, high + 1):
        if pattern.fullmatch(f"{number:0{len(digits)}}"):
            yield number


def _not_a_date(text: str) -> ValueError:
    sentence = _(
        '"%(text)s" is not a date in EDTF. Write for example 2011-12-16, 2011-12, 2011, 2011-21 (spring), '
        "199X, 1848-03~ (about), 1927? (perhaps), 2009/2010, [2011-12-18,2011-12-19] (one of the two)."
    )
    return _Fault(text, sentence % {"text": text})


def _outside_the_calendar(text: str) -> ValueError:
    return ValueError(
        f'"{text}" is not in the years 1 to 9999, or does not say which century. Only such dates are kept '
        "here: put what the source says into the note."
    )


def _no_such_day(text: str) -> ValueError:
    return ValueError(
        f'"{text}" is on no calendar. Months are 01 to 12, seasons 21 (spring) to 24 (winter) without a day; '
        "check that the month has so many days."
    )
