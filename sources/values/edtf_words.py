"""An EDTF date as a British reader would say it: "16–17 December 2011", "about March 1848".

ISO 8601-2 gives the signs their meaning (~ approximate, ? uncertain, % both, X not known, [] one
of, {} all of); the words are this archive's own and stay the same on every page and in every export.
"""

from collections.abc import Sequence
from functools import lru_cache

from sources.values.edtf_grammar import DateSet, Expression, Interval, Single, read

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
_SEASON_NAMES = ("spring", "summer", "autumn", "winter")
_PARTS_OF_A_YEAR = {
    33: "first quarter",
    34: "second quarter",
    35: "third quarter",
    36: "last quarter",
    37: "first third",
    38: "second third",
    39: "last third",
    40: "first half",
    41: "second half",
}
# December to February lies in two years, and says so: "winter 2011–12", "winter 1999–2000".
_CROSSING_SEASONS = frozenset({24, 28, 30})
_LAST_OF_CENTURY = 99
_QUALIFIERS = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}


@lru_cache(maxsize=8192)
def in_words(value: str) -> str:
    """Say an EDTF date in words, to stand within a sentence; raise ValueError where it is not one."""
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
        return f"{_plain(single)}, {_doubts(single.inside)}"
    return _QUALIFIERS[single.qualifier] + _plain(single)


def _plain(single: Single) -> str:
    if "X" in single.year:
        return _in_unknown_year(single)
    if single.season:
        return _season(int(single.year), single.season)
    year = _year(single.year)
    if "X" not in single.month + single.day:
        return " ".join(filter(None, (_day(single), _month(single), year)))
    if single.day in {"", "XX"} and single.month == "XX":
        return f"{'a day' if single.day else 'a month'} in {year}"
    if single.day == "XX" and single.month.isdigit():
        return f"a day in {_month(single)} {year}"
    return _between(single)


def _in_unknown_year(single: Single) -> str:
    if single.month or not single.year.endswith("X") or "X" in single.year[:2]:
        return _between(single)
    if single.year.endswith("XX"):
        return f"the {_ordinal(int(single.year[:2]) + 1)} century"
    return f"the {int(single.year[:3])}0s" if single.year[:3].isdigit() else _between(single)


def _between(single: Single) -> str:
    """Say the bounds of a date whose unknown digits no word is made for."""
    year, month, day = single.bounds[0].isoformat().split("-")
    first = Single(year, month, day)
    year, month, day = single.bounds[1].isoformat().split("-")
    return f"a day within {_stretch(first, Single(year, month, day))}"


def _year(digits: str) -> str:
    return digits if digits > "0999" else f"AD {int(digits)}"


def _month(single: Single) -> str:
    return MONTHS[int(single.month) - 1] if single.month else ""


def _day(single: Single) -> str:
    return str(int(single.day)) if single.day else ""


def _season(year: int, season: int) -> str:
    digits = _year(f"{year:04}")
    if season in _PARTS_OF_A_YEAR:
        return f"{_PARTS_OF_A_YEAR[season]} of {digits}"
    name = _SEASON_NAMES[(season - 21) % 4]
    hemisphere = {1: " (northern hemisphere)", 2: " (southern hemisphere)"}.get((season - 21) // 4, "")
    end = f"{year + 1}"[0 if year % 100 == _LAST_OF_CENTURY else -2 :]
    return f"{name} {digits}{f'–{end}' if season in _CROSSING_SEASONS else ''}{hemisphere}"


def _ordinal(number: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number // 10 == 1 else endings.get(number % 10, 'th')}"


def _doubts(inside: str) -> str:
    """Say which parts a qualifier inside a date speaks of.

    Left of a part it is for that part; right of one, for that part and all before it.
    """
    doubts: dict[str, list[str]] = {}
    names = ("year", "month", "day")
    for number, part in enumerate(inside.split("-")):
        if part[0] in _QUALIFIERS:
            doubts.setdefault(part[0], []).append(names[number])
        if part[-1] in _QUALIFIERS:
            doubts.setdefault(part[-1], []).extend(names[: number + 1])
    words = {"~": "approximate", "?": "uncertain", "%": "uncertain and approximate"}
    return ", ".join(f"{_listed(parts, 'and')} {words[sign]}" for sign, parts in doubts.items())


def _interval(interval: Interval) -> str:
    lower, upper = interval.lower, interval.upper
    if isinstance(upper, str):
        unknown = "" if upper or interval.sign == ".." else " (end not known)"
        return f"from {_side(lower)}{unknown}"
    if isinstance(lower, str):
        unknown = "" if lower or interval.sign == ".." else " (beginning not known)"
        return f"until {_side(upper)}{unknown}"
    if lower.qualifier or upper.qualifier or lower.inside or upper.inside:
        return f"from {_side(lower)} to {_side(upper)}"
    return _stretch(lower, upper)


def _side(side: Single | str) -> str:
    return side if isinstance(side, str) else _single(side)


def _stretch(lower: Single, upper: Single) -> str:
    """Say two dates with what they share said once: "16–17 December 2011", "2009–2010"."""
    if _is_plain(lower) and _is_plain(upper) and lower.precision == upper.precision:
        first, rest = _without_shared(lower, upper)
        last = _plain(upper).removesuffix(rest)
        spaced = " " in first + last.strip()
        return f"{first}{' – ' if spaced else '–'}{last}{rest}"
    return f"{_plain(lower)} – {_plain(upper)}"


def _is_plain(single: Single) -> bool:
    """Whether it is a day, month, year, or season within one year: certain and fully known."""
    is_qualified = bool(single.qualifier or single.inside)
    return not is_qualified and not single.has_unknown_digits and single.season in {0, 21, 22, 23}


def _without_shared(single: Single, last: Single) -> tuple[str, str]:
    """Give what must be said of ``single`` when ``last`` follows, and the words both share."""
    words = _plain(single)
    year = " " + _year(last.year)
    if single.month and single.year == last.year:
        shared = f" {_month(last)}{year}" if single.day and single.month == last.month else year
        return words.removesuffix(shared), shared
    return words, ""


def _set(dates: DateSet) -> str:
    joint = "or" if dates.is_choice else "and"
    members = dates.members
    if len(members) == 1 and isinstance(members[0], Interval):
        return _range(members[0], joint)
    singles = [member for member in members if isinstance(member, Single)]
    if len(singles) < len(members) or not _are_alike(singles):
        return _listed([_range(m, joint) if isinstance(m, Interval) else _single(m) for m in members], joint)
    return _alike_listed(singles, joint)


def _are_alike(singles: Sequence[Single]) -> bool:
    return all(_is_plain(single) and single.precision == singles[0].precision for single in singles)


def _alike_listed(singles: Sequence[Single], joint: str) -> str:
    """List dates of one precision, saying month and year once where all have them."""
    last = singles[-1]
    months = {(single.year, single.month) for single in singles}
    years = {single.year for single in singles}
    shared = ""
    if last.day and len(months) == 1:
        shared = f" {_month(last)} {_year(last.year)}"
    elif last.month and len(years) == 1:
        shared = f" {_year(last.year)}"
    return _listed([_plain(single).removesuffix(shared) for single in singles], joint) + shared


def _range(interval: Interval, joint: str) -> str:
    """Say a range inside a set: any day of it, or every day of it."""
    if isinstance(interval.upper, str):
        return f"{_side(interval.lower)} {joint} later"
    if isinstance(interval.lower, str):
        return f"{_side(interval.upper)} {joint} before"
    return ("within " if joint == "or" else "all of ") + _interval(interval)


def _listed(words: Sequence[str], joint: str) -> str:
    return f" {joint} ".join(filter(None, (", ".join(words[:-1]), words[-1])))
