"""Feasts that move with the moon, by the rules by which they are kept.

The Jewish calendar is arithmetic and exact, and so is the Easter of the Orthodox (the Julian computus). The
month of Islam begins when the new moon is seen, which no rule foretells to the day: its feasts are those of
the tabular calendar, marked approximate (EDTF ``~``), as are Diwali and Holi, which the lands of India keep a
day apart. The Lunar New Year is the new moon of 21 January to 20 February in Beijing. New and full moons
after Jean Meeus, Astronomical Algorithms (2nd ed., 1998), chapter 49, good to some minutes; calendars after
Reingold and Dershowitz, Calendrical Calculations.
"""

import datetime
import math
from collections.abc import Callable, Iterator
from functools import lru_cache

from sources.recognise.dates import calendar
from sources.recognise.dates.calendar import Moment

_DAY_ONE = 1_721_424.5  # the Julian day on which the ordinal 0 of ``datetime.date`` begins
_MONTH = 29.530588861
_SOLSTICE_2000, _YEAR = 2451900.05952, 365.24274049
_NEW, _FULL = 0.0, 0.5
# Amplitude, and how often M (the sun), M' (the moon), F (latitude) go into the angle; new moon, then full.
_TERMS = (
    (-0.40720, -0.40614, 0, 1, 0), (0.17241, 0.17302, 1, 0, 0), (0.01608, 0.01614, 0, 2, 0),
    (0.01039, 0.01043, 0, 0, 2), (0.00739, 0.00734, -1, 1, 0), (-0.00514, -0.00515, 1, 1, 0),
    (0.00208, 0.00209, 2, 0, 0), (-0.00111, -0.00111, 0, 1, -2), (-0.00057, -0.00057, 0, 1, 2),
    (0.00056, 0.00056, 1, 2, 0), (-0.00042, -0.00042, 0, 3, 0), (0.00042, 0.00042, 1, 0, 2),
    (0.00038, 0.00038, 1, 0, -2), (-0.00024, -0.00024, -1, 2, 0),
)  # fmt: skip
_BEIJING = 8 / 24
# Sunset in India, by universal time: the last one before the new moon is the night of Diwali.
_INDIAN_SUNSET = 12.2 / 24
_NIGHT = 0.5
_FITR = ("eid al-fitr", "eid-al-fitr", "eid ul-fitr", "eid-ul-fitr", "eid el-fitr", "hari raya")
_ADHA = ("eid al-adha", "eid-al-adha", "eid ul-adha", "eid-ul-adha", "eid el-kabir", "eid-el-kabir", "bakrid")
_FIRST_YEAR, _LAST_YEAR = 1700, 2200
_SHAWWAL, _RAMADAN, _DHU_AL_HIJJA, _MUHARRAM, _RABI = 10, 9, 12, 1, 3
_HEBREW_EPOCH = -1_373_427  # the ordinal of 1 Tishri of the year 1, less one
_LONG_YEARS = (355, 385)


def _moons(year: int, phase: float) -> Iterator[float]:
    """Give the new or full moons of a year and of the weeks round it, as Julian days by universal time."""
    first = math.floor((year - 2000) * 12.3685) - 1
    for number in range(first, first + 16):
        k = number + phase
        t = k / 1236.85
        sun, moon, latitude = (
            math.radians(start + rate * k)
            for start, rate in ((2.5534, 29.10535670), (201.5643, 385.81693528), (160.7108, 390.67050284))
        )
        mean = 2451550.09766 + _MONTH * k + 0.00015437 * t * t
        yield mean + sum(
            (full if phase else new) * math.sin(m * sun + mp * moon + f * latitude)
            for new, full, m, mp, f in _TERMS
        )


def _moon_days(year: int, phase: float, shift: float) -> list[datetime.date]:
    """Give the days of the moons, their clock put on by ``shift`` days."""
    return [_civil(jd + shift) for jd in _moons(year, phase)]


def _civil(julian: float) -> datetime.date:
    return datetime.date.fromordinal(math.floor(julian - _DAY_ONE))


def _first_after(days: list[datetime.date], first: datetime.date) -> list[str]:
    return [next(day for day in days if day >= first).isoformat()]


def _lunar_new_year(year: int) -> list[str]:
    """Give the second new moon after that in whose month the solstice falls, as Beijing counts days."""
    solstice = _civil(_SOLSTICE_2000 + _YEAR * (year - 2001) + _BEIJING)
    days = _moon_days(year, _NEW, _BEIJING)
    after = [day for day in days if day > solstice]
    # After a leap month, as that of 2033, it is the third.
    return _first_after(after[1:], datetime.date(year, 1, 21))


def _about(of: Callable[[int], list[str]]) -> Callable[[int], list[str]]:
    return lambda year: [f"{day}~" for day in of(year)]


def _diwali(year: int) -> list[str]:
    return _first_after(_moon_days(year, _NEW, -_INDIAN_SUNSET), datetime.date(year, 10, 16))


def _holi(year: int) -> list[str]:
    return _first_after(_moon_days(year, _FULL, _NIGHT), datetime.date(year, 3, 1))


def _islamic(year: int, month: int, day: int) -> datetime.date:
    """Give a day of the tabular calendar (civil epoch; leap years 2, 5, 7, 10, 13, 16, 18, 21 …)."""
    days = day + math.ceil(29.5 * (month - 1)) + (year - 1) * 354 + (3 + 11 * year) // 30
    return datetime.date.fromordinal(227_014 + days)


def _islamic_feast(month: int, day: int) -> Callable[[int], list[str]]:
    def of(year: int) -> list[str]:
        about = math.floor((year - 622) * 33 / 32)
        days = (_islamic(y, month, day) for y in range(max(1, about - 1), about + 3))
        return [f"{found.isoformat()}~" for found in days if found.year == year]

    return of


def _ramadan(year: int) -> list[str]:
    """Give the month of the fast, from its first day to its last."""
    about = math.floor((year - 622) * 33 / 32)
    found = []
    for islamic in range(max(1, about - 1), about + 3):
        first, last = _islamic(islamic, _RAMADAN, 1), _islamic(islamic, _RAMADAN, 30)
        if first.year == year:
            found.append(f"{first.isoformat()}~/{last.isoformat()}~")
    return found


def _elapsed(year: int) -> int:
    """Count the days from the Hebrew epoch to 1 Tishri of a Hebrew year, put off by the four rules."""
    months = (235 * year - 234) // 19
    parts = 12_084 + 13_753 * months
    day = 29 * months + parts // 25_920
    return day + 1 if (3 * (day + 1)) % 7 < 3 else day  # noqa: PLR2004 -- a week's days, its Sunday, Wednesday, Friday


def _rosh_hashanah(hebrew: int) -> int:
    """Give the ordinal of 1 Tishri; years may not be 356 or 382 days long."""
    before, here, after = (_elapsed(hebrew + n) for n in (-1, 0, 1))
    put_off = 2 if after - here == 356 else 1 if here - before == 382 else 0  # noqa: PLR2004 -- forbidden lengths
    return _HEBREW_EPOCH + here + put_off


def _autumn_feast(days: int) -> Callable[[int], list[str]]:
    return lambda year: [datetime.date.fromordinal(_rosh_hashanah(year + 3761) + days).isoformat()]


def _spring_feast(days: int) -> Callable[[int], list[str]]:
    # From 15 Nisan to the next 1 Tishri are always 163 days.
    return lambda year: [datetime.date.fromordinal(_rosh_hashanah(year + 3761) - 163 + days).isoformat()]


def _hanukkah(year: int) -> list[str]:
    first = _rosh_hashanah(year + 3761)
    is_long = _rosh_hashanah(year + 3762) - first in _LONG_YEARS
    return [datetime.date.fromordinal(first + 83 + is_long).isoformat()]


def _orthodox(days: int) -> Callable[[int], list[str]]:
    """Count from the Easter of the Julian calendar, given by the Gregorian one."""

    def of(year: int) -> list[str]:
        a, b, c = year % 4, year % 7, year % 19
        d = (19 * c + 15) % 30
        month, day = divmod(d + (2 * a + 4 * b - d + 34) % 7 + 114, 31)
        put_on = year // 100 - year // 400 - 2
        return [(datetime.date(year, month, day + 1) + datetime.timedelta(days=put_on + days)).isoformat()]

    return of


MOVING_FEASTS: dict[str, Callable[[int], list[str]]] = {
    **dict.fromkeys(("lunar new year", "chinese new year", "spring festival"), _lunar_new_year),
    "tet": _about(_lunar_new_year),
    **dict.fromkeys(("diwali", "deepavali"), _about(_diwali)),
    "holi": _about(_holi),
    **dict.fromkeys(_FITR, _islamic_feast(_SHAWWAL, 1)),
    **dict.fromkeys(_ADHA, _islamic_feast(_DHU_AL_HIJJA, 10)),
    "ashura": _islamic_feast(_MUHARRAM, 10),
    "islamic new year": _islamic_feast(_MUHARRAM, 1),
    "mawlid": _islamic_feast(_RABI, 12),
    "ramadan": _ramadan,
    "ramzan": _ramadan,
    **dict.fromkeys(("rosh hashanah", "rosh hashana"), _autumn_feast(0)),
    "yom kippur": _autumn_feast(9),
    **dict.fromkeys(("sukkot", "succoth"), _autumn_feast(14)),
    **dict.fromkeys(("hanukkah", "chanukah"), _hanukkah),
    "purim": _spring_feast(-30),
    **dict.fromkeys(("passover", "pesach"), _spring_feast(0)),
    **dict.fromkeys(("shavuot", "shavuoth"), _spring_feast(50)),
    "orthodox easter sunday": _orthodox(0),
    "orthodox easter": _orthodox(0),
    "orthodox good friday": _orthodox(-2),
    "orthodox easter monday": _orthodox(1),
}  # fmt: skip


@lru_cache(maxsize=1024)
def days_of(feast: str, year: int) -> tuple[tuple[str, Moment], ...]:
    """Give when a feast is kept in a year, as EDTF and by its first day; of Islam's it may be twice or never.

    Nothing outside the years for which the moon is reckoned here.
    """
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return ()
    found = ((edtf, calendar.read(edtf)) for edtf in MOVING_FEASTS[feast](year))
    return tuple((edtf, moment) for edtf, moment in found if moment)
