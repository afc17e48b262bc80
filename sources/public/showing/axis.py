"""The parts of a timeline's axis: the days one by one, and at their sides longer units, of as few columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from sources.public.showing.calendar import decade
from sources.values import calendar_words

COLUMNS = 12  # in a side, at most
FARTHEST = 30  # days on each side of the day most spoken of
LONGEST_GAP = 14  # empty days that end the days shown one by one
GAP = 4.0  # per cent between the parts
UNITS = ("month", "year", "decade", "century")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the chart with columns of one unit."""

    unit: str
    first: int
    last: int
    left: float
    width: float
    name: str = ""

    def place(self, day: date) -> tuple[float, float]:
        """Give the left edge and the width, in per cent, of the column in which a day stands."""
        column = self.width / (self.last - self.first + 1)
        return self.left + (number_of(day, self.unit) - self.first) * column, column


def number_of(day: date, unit: str) -> int:
    """Number the days, months, years … from the beginning of the calendar."""
    return {
        "day": day.toordinal(),
        "month": day.year * 12 + day.month - 1,
        "year": day.year,
        "decade": day.year // 10,
        "century": day.year // 100,
    }[unit]


def part_of(day: date, parts: Sequence[Part]) -> Part:
    """Find the part in which a day stands: among the days if it is one of them, else at its side."""
    middle = next(part for part in parts if part.unit == "day")
    number = day.toordinal()
    if middle.first <= number <= middle.last:
        return middle
    return parts[0] if number < middle.first else parts[-1]


def parts_of(first: date, last: date, everything: Sequence[date]) -> tuple[Part, ...]:
    """Part the chart: what is earlier, the days one by one, what is later."""
    before = [day for day in everything if day < first]
    after = [day for day in everything if day > last]
    left, right = _side_width(before), _side_width(after)
    start = left + GAP if before else 0.0
    room = 100 - start - (right + GAP if after else 0.0)
    middle = Part("day", first.toordinal(), last.toordinal(), start, room)
    sides = (_side(before, 0.0, left), middle, _side(after, 100 - right, right))
    return tuple(part for part in sides if part is not None)


def window(counts: Mapping[date, int], told: Iterable[date]) -> tuple[date, date]:
    """Give the first and last day shown one by one: from the busiest out, over short gaps only."""
    most = max(counts, key=lambda day: (counts[day], day))
    near = sorted(day for day in {*counts, *told} if abs((day - most).days) <= FARTHEST)
    first = last = most
    for day in near:
        if last < day and (day - last).days <= LONGEST_GAP:
            last = day
    for day in reversed(near):
        if day < first and (first - day).days <= LONGEST_GAP:
            first = day
    room = max(0, 13 - (last - first).days)  # a lone day still stands among a fortnight
    return first - timedelta(days=1 + room // 2), last + timedelta(days=1 + room // 2)


def _unit(days: Sequence[date]) -> str:
    """Choose the shortest unit that leaves at most a dozen columns, or the longest there is."""
    for unit in UNITS:
        if number_of(max(days), unit) - number_of(min(days), unit) < COLUMNS:
            return unit
    return UNITS[-1]


def _side_width(days: Sequence[date]) -> float:
    if not days:
        return 0.0
    unit = _unit(days)
    return min(24.0, 7.0 + 1.6 * (number_of(max(days), unit) - number_of(min(days), unit)))


def _side(days: Sequence[date], left: float, width: float) -> Part | None:
    if not days:
        return None
    unit = _unit(days)
    first, last = (_month_or_year(day, unit) for day in (min(days), max(days)))
    name = first if first == last else f"{first} – {last}"
    return Part(unit, number_of(min(days), unit), number_of(max(days), unit), left, width, name)


def _month_or_year(day: date, unit: str) -> str:
    """Say when a side begins or ends: the month where it has a column for each, else the year."""
    return brief_month(day) if unit == "month" else str(day.year)


def brief_month(day: date) -> str:
    """Name the month of a day, with its year, where there is little room."""
    # Translators: a month of a chart, such as Oct 1927
    return _("%(month)s %(year)s") % {"month": calendar_words.month_short(day.month), "year": day.year}


def name_of(number: int, unit: str) -> str:
    """Say which day, month or year a column is, as short as it is understood."""
    if unit == "day":
        day = date.fromordinal(number)
        # Translators: a day of a chart without its year, such as 14 Oct
        return _("%(day)s %(month)s") % {"day": day.day, "month": calendar_words.month_short(day.month)}
    if unit == "month":
        return _month_or_year(date(number // 12, number % 12 + 1, 1), unit)
    years = {"decade": f"{number}0", "century": f"{number}00"}.get(unit)
    return decade(years) if years else str(number)
