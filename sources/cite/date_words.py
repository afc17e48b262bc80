"""CSL dates in the words of a citation style.

Chicago and APA write the month first, MLA and Harvard the day, MLA with shortened months. A range
says once what its two ends share (CSL 1.0.2, "Date ranges"): October 15–16, 1927; 30 October–2
November 1927. Styles that put the year elsewhere ask for the date without it.
"""

from dataclasses import dataclass
from typing import Final

from sources.cite.dates import CslDate, ends

_FULL: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT: Final = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip
_SEASONS: Final = ("Spring", "Summer", "Autumn", "Winter")


@dataclass(frozen=True, slots=True)
class Order:
    """How a style writes a date: its months, and whether the month comes before the day."""

    months: tuple[str, ...] = _FULL
    is_month_first: bool = False


MONTH_FIRST: Final = Order(is_month_first=True)
DAY_FIRST: Final = Order()
DAY_FIRST_SHORT: Final = Order(months=_SHORT)


def spoken(date: CslDate | None, order: Order) -> str:
    """Give the whole date: "October 15, 1927" or "15 October 1927"; a literal as it is."""
    if not date:
        return ""
    if literal := date.get("literal"):
        return literal
    first, last = ends(date)
    if first == last or first[0] == last[0]:
        return _with_year(without_year(date, order), first, order)
    whole = [_with_year(_day_and_month(end[1:], order), end, order) for end in (first, last)]
    return "–".join(whole)


def guarded(date: CslDate | None, order: Order) -> str:
    """Give the whole date, "about" before it where nobody knows it for certain."""
    return f"{'about ' if date and date.get('circa') else ''}{spoken(date, order)}"


def without_year(date: CslDate | None, order: Order) -> str:
    """Give month and day, or the season; nothing where only years are known."""
    if not date:
        return ""
    if season := date.get("season"):
        return _SEASONS[season - 1]
    first, last = ends(date)
    start, stop = first[1:], last[1:]
    if start == stop:
        return _day_and_month(start, order)
    if first[:2] == last[:2] and len(start) == len(stop) == 2:  # noqa: PLR2004 -- month and day
        days = f"{start[1]}–{stop[1]}"
        month = order.months[start[0] - 1]
        return f"{month} {days}" if order.is_month_first else f"{days} {month}"
    return "–".join(filter(None, (_day_and_month(start, order), _day_and_month(stop, order))))


def years(date: CslDate | None) -> str:
    """Give the year or the two years of a range: "1927", "1927–1928"."""
    first, last = ends(date)
    return "–".join(dict.fromkeys(str(end[0]) for end in (first, last) if end))


def _day_and_month(parts: list[int], order: Order) -> str:
    """Give "October 15", "15 October", "October" or nothing, from [month, day]."""
    if not parts:
        return ""
    month = order.months[parts[0] - 1]
    days = [str(day) for day in parts[1:]]
    return " ".join([month, *days] if order.is_month_first else [*days, month])


def _with_year(words: str, end: list[int], order: Order) -> str:
    """Put the year behind, after a comma where a day stands next to it."""
    comma = "," if order.is_month_first and words[-1:].isdigit() else ""
    return f"{words}{comma} {end[0]}".strip()
