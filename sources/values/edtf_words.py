"""An EDTF date as a reader would say it: "16–17 December 2011", "about March 1848".

ISO 8601-2 gives the signs their meaning (~ approximate, ? uncertain, % both, X not known, [] one
of, {} all of); the words are this archive's own, in the language that it speaks. What a date consists of
is put together by messages (day, month and year in one, the two ends of a stretch in another), so that a
language can have its own order.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from sources.values.calendar_words import month, month_of_day
from sources.values.edtf_grammar import DateSet, Expression, Interval, Single, read
from sources.values.language import gettext, pgettext, spoken
from sources.values.listing import listed

# In English; how a date may be typed into a search, in any language of the pages.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_FIRST_PART = 33  # ISO 8601-2: from here quarters, thirds and halves of a year
# December to February lies in two years, and says so: "winter 2011–12", "winter 1999–2000".
_CROSSING_SEASONS = frozenset({24, 28, 30})
_LAST_OF_CENTURY = 99
_SIGNS = "~?%"


def in_words(value: str) -> str:
    """Say an EDTF date in words, to stand within a sentence; raise ValueError where it is not one."""
    return _in_words(value, spoken())


@lru_cache(maxsize=8192)
def _in_words(value: str, language: str) -> str:
    return _say(read(value))


def _say(expression: Expression) -> str:
    match expression:
        case Single():
            return _single(expression)
        case Interval():
            return _interval(expression)
        case DateSet():
            return _set(expression)


def _single(single: Single) -> str:
    if single.inside:
        doubts = _doubts(single.inside)
        # Translators: a date, and which of its parts are not certain ("year and month approximate").
        return gettext("%(date)s, %(doubts)s") % {"date": _plain(single), "doubts": doubts}
    match single.qualifier:
        case "~":
            said = gettext("about %(date)s")
        case "?":
            said = gettext("perhaps %(date)s")
        case "%":
            said = gettext("perhaps about %(date)s")
        case _:
            return _plain(single)
    return said % {"date": _plain(single)}


def _plain(single: Single) -> str:
    if "X" in single.year:
        return _in_unknown_year(single)
    if single.season:
        return _season(int(single.year), single.season)
    year = _year(single.year)
    if "X" not in single.month + single.day:
        return _dated(_day(single), single, year)
    if single.day in {"", "XX"} and single.month == "XX":
        said = gettext("a day in %(year)s") if single.day else gettext("a month in %(year)s")
        return said % {"year": year}
    if single.day == "XX" and single.month.isdigit():
        return gettext("a day in %(month)s") % {"month": _dated("", single, year)}
    return _between(single)


def _dated(days: str, single: Single, year: str) -> str:
    """Say a year, a month of it, or a day or days of that."""
    if not single.month:
        return year
    number = int(single.month)
    if not days:
        return pgettext("date", "%(month)s %(year)s") % {"month": month(number), "year": year}
    # Translators: a day, or several: "16", "16–17", "16, 17 and 18".
    said = pgettext("date", "%(day)s %(month)s %(year)s")
    return said % {"day": days, "month": month_of_day(number), "year": year}


def _in_unknown_year(single: Single) -> str:
    if single.month or not single.year.endswith("X") or "X" in single.year[:2]:
        return _between(single)
    if single.year.endswith("XX"):
        return gettext("the %(ordinal)s century") % {"ordinal": _ordinal(int(single.year[:2]) + 1)}
    if not single.year[:3].isdigit():
        return _between(single)
    # Translators: a decade: "the 1920s".
    return gettext("the %(year)ss") % {"year": int(single.year[:3]) * 10}


def _between(single: Single) -> str:
    """Say the bounds of a date whose unknown digits no word is made for."""
    first, last = (Single(*bound.isoformat().split("-")) for bound in single.bounds)
    return gettext("a day within %(dates)s") % {"dates": _stretch(first, last)}


def _year(digits: str) -> str:
    return digits if digits > "0999" else gettext("AD %(year)s") % {"year": int(digits)}


def _day(single: Single) -> str:
    return str(int(single.day)) if single.day else ""


def _season(year: int, season: int) -> str:
    if season >= _FIRST_PART:
        return _part_of_year(season) % {"year": _year(f"{year:04}")}
    values = {"season": _season_name(season), "year": _year(f"{year:04}")}
    if season in _CROSSING_SEASONS:
        values["end"] = f"{year + 1}"[0 if year % 100 == _LAST_OF_CENTURY else -2 :]
        # Translators: a season that lies in two years: "winter 2011–12".
        said = pgettext("date", "%(season)s %(year)s–%(end)s") % values
    else:
        said = pgettext("date", "%(season)s %(year)s") % values
    match (season - 21) // 4:
        case 1:
            return gettext("%(season)s (northern hemisphere)") % {"season": said}
        case 2:
            return gettext("%(season)s (southern hemisphere)") % {"season": said}
    return said


def _season_name(season: int) -> str:
    names = (
        pgettext("season", "spring"),
        pgettext("season", "summer"),
        pgettext("season", "autumn"),
        pgettext("season", "winter"),
    )
    return names[(season - 21) % 4]


def _part_of_year(season: int) -> str:
    return {
        33: gettext("first quarter of %(year)s"),
        34: gettext("second quarter of %(year)s"),
        35: gettext("third quarter of %(year)s"),
        36: gettext("last quarter of %(year)s"),
        37: gettext("first third of %(year)s"),
        38: gettext("second third of %(year)s"),
        39: gettext("last third of %(year)s"),
        40: gettext("first half of %(year)s"),
        41: gettext("second half of %(year)s"),
    }[season]


def _ordinal(number: int) -> str:
    """Say which century; languages that end all alike translate all four alike."""
    forms = {
        1: pgettext("century", "%(number)sst"),
        2: pgettext("century", "%(number)snd"),
        3: pgettext("century", "%(number)srd"),
    }
    others = pgettext("century", "%(number)sth")
    return (others if number // 10 == 1 else forms.get(number % 10, others)) % {"number": number}


def _doubts(inside: str) -> str:
    """Say which parts a qualifier inside a date speaks of.

    Left of a part it is for that part; right of one, for that part and all before it.
    """
    doubts: dict[str, list[str]] = {}
    names = (pgettext("of a date", "year"), pgettext("of a date", "month"), pgettext("of a date", "day"))
    for number, part in enumerate(inside.split("-")):
        if part[0] in _SIGNS:
            doubts.setdefault(part[0], []).append(names[number])
        if part[-1] in _SIGNS:
            doubts.setdefault(part[-1], []).extend(names[: number + 1])
    said = {
        # Translators: parts of a date: "year and month approximate".
        "~": gettext("%(parts)s approximate"),
        "?": gettext("%(parts)s uncertain"),
        "%": gettext("%(parts)s uncertain and approximate"),
    }
    return listed((said[sign] % {"parts": listed(parts)} for sign, parts in doubts.items()), "")


def _interval(interval: Interval) -> str:
    lower, upper = interval.lower, interval.upper
    if isinstance(upper, str):
        is_open = upper or interval.sign == ".."
        said = gettext("from %(date)s") if is_open else gettext("from %(date)s (end not known)")
        return said % {"date": _side(lower)}
    if isinstance(lower, str):
        is_open = lower or interval.sign == ".."
        said = gettext("until %(date)s") if is_open else gettext("until %(date)s (beginning not known)")
        return said % {"date": _side(upper)}
    if lower.qualifier or upper.qualifier or lower.inside or upper.inside:
        return gettext("from %(first)s to %(last)s") % {"first": _side(lower), "last": _side(upper)}
    return _stretch(lower, upper)


def _side(side: Single | str) -> str:
    return side if isinstance(side, str) else _single(side)


def _stretch(lower: Single, upper: Single) -> str:
    """Say two dates with what they share said once: "16–17 December 2011", "2009–2010"."""
    if _are_alike([lower, upper]):
        (first, last), around = _apart([lower, upper])
        is_spaced = " " in first + last
    else:
        first, last, around, is_spaced = _plain(lower), _plain(upper), str, True
    # Translators: from one date to another, apart where one of them has several words.
    said = pgettext("dates", "%(first)s – %(last)s") if is_spaced else pgettext("dates", "%(first)s–%(last)s")
    return around(said % {"first": first, "last": last})


def _is_plain(single: Single) -> bool:
    """Whether it is a day, month, year, or season within one year: certain and fully known."""
    is_qualified = bool(single.qualifier or single.inside)
    return not is_qualified and not single.has_unknown_digits and single.season in {0, 21, 22, 23}


def _are_alike(singles: Sequence[Single]) -> bool:
    return all(_is_plain(single) and single.precision == singles[0].precision for single in singles)


def _apart(singles: Sequence[Single]) -> tuple[list[str], Callable[[str], str]]:
    """Give what must be said of each, and what puts round it the month and year that all share."""
    last = singles[-1]
    year = _year(last.year)
    if not last.month or len({single.year for single in singles}) > 1:
        return [_plain(single) for single in singles], str
    if last.season:
        said = pgettext("date", "%(season)s %(year)s")
        return [
            _season_name(single.season) for single in singles
        ], lambda seasons: said % {"season": seasons, "year": year}
    if not last.day:
        said = pgettext("date", "%(month)s %(year)s")
        return [
            month(int(single.month)) for single in singles
        ], lambda months: said % {"month": months, "year": year}
    if len({single.month for single in singles}) == 1:
        return [_day(single) for single in singles], lambda days: _dated(days, last, year)
    # Translators: days of several months of one year: "16 November – 17 December" and 2011.
    said = pgettext("date", "%(days)s %(year)s")
    return [_day_and_month(single) for single in singles], lambda days: said % {"days": days, "year": year}


def _day_and_month(single: Single) -> str:
    values = {"day": _day(single), "month": month_of_day(int(single.month))}
    return pgettext("date", "%(day)s %(month)s") % values


def _set(dates: DateSet) -> str:
    joint: str = "or" if dates.is_choice else "and"
    members = dates.members
    if len(members) == 1 and isinstance(members[0], Interval):
        return _range(members[0], joint)
    singles = [member for member in members if isinstance(member, Single)]
    if len(singles) < len(members) or not _are_alike(singles):
        return listed([_range(m, joint) if isinstance(m, Interval) else _single(m) for m in members], joint)
    each, around = _apart(singles)
    return around(listed(each, joint))


def _range(interval: Interval, joint: str) -> str:
    """Say a range inside a set: any day of it, or every day of it."""
    is_any = joint == "or"
    if isinstance(interval.upper, str):
        said = gettext("%(date)s or later") if is_any else gettext("%(date)s and later")
        return said % {"date": _side(interval.lower)}
    if isinstance(interval.lower, str):
        said = gettext("%(date)s or before") if is_any else gettext("%(date)s and before")
        return said % {"date": _side(interval.upper)}
    said = gettext("within %(dates)s") if is_any else gettext("all of %(dates)s")
    return said % {"dates": _interval(interval)}
