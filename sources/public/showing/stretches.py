"""Longer and uncertain times, drawn as spans below the days or months that they cover.

A day has a cell of its own in the strip above; a stretch of days, a season, "about 14 October" and an open
end have none, and would else be told in the list only. Each is a line from its first day to its last, broken
where it is uncertain, running out of the drawing where it goes on. No viewBox: lines stretch with the page.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sources.public import addresses
from sources.public.showing.calendar import last_day
from sources.public.showing.scale import percent

MOST_DRAWN = 12  # those named most
COLUMNS = 31  # of a month's strip, also of a shorter month
_UNCERTAIN = frozenset("?~%X")


@dataclass(frozen=True, slots=True)
class Known:
    """A date that some source names, as the edition has it."""

    edtf: str
    words: str
    earliest: date | None
    latest: date | None
    count: int

    @property
    def first(self) -> date:
        """Give its first day, of an open beginning the first there is."""
        return self.earliest or date.min

    @property
    def last(self) -> date:
        """Give its last day, of an open end the last there is."""
        return self.latest or date.max

    @property
    def is_uncertain(self) -> bool:
        """Whether it is qualified, or leaves something unspecified."""
        return bool(_UNCERTAIN & set(self.edtf))


@dataclass(frozen=True, slots=True)
class Window:
    """What the drawing covers; ``place`` gives where a day begins, in per cent of its width.

    ``has_months`` where the strip above has a cell for each month, not for each day.
    """

    first: date
    last: date
    place: Callable[[date], float]
    has_months: bool = False

    def has_cell(self, one: Known) -> bool:
        """Tell whether a date is counted in a cell of the strip."""
        if one.is_uncertain:
            return False
        in_one_month = (one.first.year, one.first.month) == (one.last.year, one.last.month)
        return one.first == one.last or (self.has_months and in_one_month)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One span of the drawing."""

    words: str
    address: str
    count: int
    x1: str
    x2: str
    is_uncertain: bool
    is_whole: bool  # covers all that is drawn: a line would say no more than its words


def month_of(day: date) -> Window:
    """Cover a month, as its strip of days does."""
    first = day.replace(day=1)
    return Window(first, last_day(first), lambda one: (one - first).days * 100 / COLUMNS)


def year_of(day: date) -> Window:
    """Cover a year, as its strip of months does: each month as wide as the others."""
    first, last = day.replace(month=1, day=1), day.replace(month=12, day=31)

    def place(one: date) -> float:
        length = last_day(one).day
        return (one.year - first.year) * 100 + (one.month - 1 + (one.day - 1) / length) * 100 / 12

    return Window(first, last, place, has_months=True)


def whole(first: date, last: date) -> Window:
    """Cover a time from end to end."""
    days = (last - first).days + 1
    return Window(first, last, lambda one: (one - first).days * 100 / days)


def stretches(known: Iterable[Known], asked: tuple[date, date], window: Window) -> tuple[Stretch, ...]:
    """Draw of the dates that share a day with what is asked those that have no cell of their own."""
    first, last = asked
    shared = (one for one in known if one.count and one.first <= last and one.last >= first)
    own = [one for one in shared if not window.has_cell(one)]
    most = sorted(own, key=lambda one: -one.count)[:MOST_DRAWN]
    return tuple(_stretch(one, window) for one in _in_time(most))


def _in_time(found: Sequence[Known]) -> list[Known]:
    """Put what begins first before, and of what begins together the longer."""
    by_end = sorted(found, key=lambda one: (one.last, one.edtf), reverse=True)
    return sorted(by_end, key=lambda one: one.first)


def _stretch(one: Known, window: Window) -> Stretch:
    begins, ends = max(one.first, window.first), min(one.last, window.last)
    after = window.place(ends + timedelta(days=1)) if ends < date.max else 100.0
    return Stretch(
        words=one.words,
        address=addresses.date(one.edtf),
        count=one.count,
        # What goes on beyond the drawing runs out of it, over its edge.
        x1=percent(window.place(begins) if one.first >= window.first else -1.0),
        x2=percent(after if one.last <= window.last else 101.0),
        is_uncertain=one.is_uncertain,
        is_whole=one.first <= window.first and one.last >= window.last,
    )
