"""Days, months and years with their counts: the strip on a date's page, the list of all dates."""

import calendar
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sources.public import addresses, wording
from sources.values import calendar_words
from sources.values.edtf import in_words

# From how many passages a cell is one step darker; each also carries its number.
HEAT = (1, 4, 12, 30)


@dataclass(frozen=True, slots=True)
class Counted:
    """A date with the number of passages that name it."""

    edtf: str
    words: str
    precision: str
    earliest: date | None
    latest: date | None
    count: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a strip."""

    label: str
    weekday: str
    count: int
    heat: str
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """A month as a row of days (on a phone, as weeks), or a year as a row of months."""

    title: str
    first_weekday: int  # 1 is Monday; 0 for a row of months
    cells: tuple[Cell, ...]
    longer: int = 0  # how many times a date within it is named that is longer than a cell


def weekday(day: date) -> str:
    """Name the day of the week."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )[day.weekday()]


def with_weekday(day: date, words: str) -> str:
    """Say a day, given in words, with the day of the week: "Friday 14 October 1927"."""
    # Translators: a day with its day of the week: "Friday" and "14 October 1927".
    return _("%(weekday)s %(day)s") % {"weekday": weekday(day), "day": words}


def _weekday_letters() -> tuple[str, ...]:
    """Give the letters above a month's days, from Monday on."""
    return (
        pgettext("letter of Monday", "M"),
        pgettext("letter of Tuesday", "T"),
        pgettext("letter of Wednesday", "W"),
        pgettext("letter of Thursday", "T"),
        pgettext("letter of Friday", "F"),
        pgettext("letter of Saturday", "S"),
        pgettext("letter of Sunday", "S"),
    )


def heat(count: int) -> str:
    """Give the class of a cell's shade: "" for none, "h1" to "h4"."""
    step = sum(count >= least for least in HEAT)
    return f"h{step}" if step else ""


def strip(
    year: int, month: int, counted: Iterable[tuple[date, date, int]], current: date | None = None
) -> Strip:
    """Give a month's days, each with its count and where it leads, from the first and last days of dates."""
    counts: Counter[date] = Counter()
    longer = 0
    for first, last, count in counted:
        if first == last:
            counts[first] += count
        else:
            longer += count
    first_weekday, length = calendar.monthrange(year, month)
    letters = _weekday_letters()
    cells = []
    for number in range(1, length + 1):
        day = date(year, month, number)
        count = counts[day]
        is_current = day == current
        address = addresses.date(day.isoformat()) if count or is_current else ""
        cells.append(Cell(str(number), letters[day.weekday()], count, heat(count), address, is_current))
    return Strip(in_words(f"{year:04}-{month:02}"), first_weekday + 1, tuple(cells), longer)


def last_day(month: date) -> date:
    """Give the last day of a day's month. December 9999 has one too, but no month after it."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def months(year: int, counted: Iterable[tuple[date, date, int]]) -> Strip:
    """Give a year's months, each with how often it or a part of it is named; a spring is not its March."""
    totals = [0] * 12
    longer = 0
    for first, last, count in counted:
        if first.month == last.month:
            totals[first.month - 1] += count
        else:
            longer += count
    cells = tuple(_month_cell(year, month, count) for month, count in enumerate(totals, 1))
    return Strip(str(year), 0, cells, longer)


def _month_cell(year: int, month: int, count: int) -> Cell:
    address = addresses.date(f"{year:04}-{month:02}") if count else ""
    return Cell(calendar_words.month_short(month), "", count, heat(count), address, is_current=False)


@dataclass(frozen=True, slots=True)
class Chip:
    """A date in a list: what is shown of it, its count, where it leads."""

    label: str
    count: int
    heat: str
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: a month with its days, or what is said of the year at large."""

    label: str
    address: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year (or a longer stretch) with its lines."""

    label: str
    anchor: str
    address: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years that name dates."""

    label: str
    years: tuple[Year, ...]


def by_decade(dates: Sequence[Counted]) -> tuple[tuple[Decade, ...], tuple[Chip, ...]]:
    """Give decades of years of months of days; and apart, what has an open side or spans years."""
    within = [row for row in dates if _year(row)]
    longer = [row for row in dates if not _year(row)]
    decades = []
    for number, rows in groupby(sorted(within, key=_order), key=lambda row: (_year(row) or 0) // 10):
        years = groupby(rows, key=lambda row: _year(row) or 0)
        decades.append(
            Decade(decade(f"{number}0"), tuple(_in_year(year, list(found)) for year, found in years))
        )
    return tuple(decades), tuple(_chip(row, row.words) for row in sorted(longer, key=_order))


def decade(year: str) -> str:
    """Name a decade, or a century, by its first year: "1920s", "1900s"."""
    # Translators: a decade by its first year, such as 1920s
    return _("%(year)ss") % {"year": year}


def _year(row: Counted) -> int | None:
    """Give the one year in which a date lies (a winter counts with the year it begins in), or None."""
    if row.earliest is None or row.latest is None:
        return None
    is_one = row.earliest.year == row.latest.year or row.precision == "season"
    return row.earliest.year if is_one else None


def _order(row: Counted) -> tuple[date, date, str]:
    return (row.earliest or date.min, row.latest or date.max, row.edtf)


def _month(row: Counted) -> int:
    """Give the one month in which a date lies; 0 where it is longer."""
    if (
        row.earliest
        and row.latest
        and (row.earliest.year, row.earliest.month) == (row.latest.year, row.latest.month)
    ):
        return row.earliest.month
    return 0


def _in_year(year: int, dates: list[Counted]) -> Year:
    rows = []
    at_large = [row for row in dates if not _month(row)]
    if at_large:
        rows.append(Row("", "", tuple(_chip(row, row.words) for row in at_large)))
    days = sorted((row for row in dates if _month(row)), key=lambda row: (_month(row), _order(row)))
    for month, found in groupby(days, key=_month):
        whole = f"{year:04}-{month:02}"
        chips = tuple(_chip(row, _in_month(row, whole)) for row in found)
        rows.append(Row(calendar_words.month(month), addresses.date(whole), chips))
    return Year(str(year), f"y{year}", addresses.date(f"{year:04}"), tuple(rows))


def _in_month(row: Counted, whole: str) -> str:
    """Say a date where its month is already said: 14; "the month"; "16–17"."""
    if row.edtf == whole:
        return _("the month")
    if row.precision == "day" and row.earliest:
        return str(row.earliest.day)
    return row.words.removesuffix(f" {in_words(whole)}")


def _chip(row: Counted, label: str) -> Chip:
    return Chip(label, row.count, heat(row.count), addresses.date(row.edtf))


def total(dates: Iterable[Counted]) -> str:
    """Say how many dates there are."""
    return wording.count_in_words(len(list(dates)), "date")
