"""An axis for figures of any size: from 0 in even steps, or by powers of ten where steps would hide them.

Places are per cent of the width, so that one drawing serves phone and desk. Figures of very different size
(16 and 3,000,000) cannot be told apart in even steps; then each step is ten times the one before, and 0,
which has no place on such an axis, stands before a break.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sources.values import figures

EVEN_UP_TO = 50  # how many times the least figure the greatest may be on an axis of even steps
HEADROOM = 1.12  # above a figure whose upper side is open, for its arrow
MOST_TICKS = 7
BREAK = 8.0  # per cent: where an axis of powers of ten begins that has a 0 before it


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid with its figure."""

    x: str
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Where each figure stands; ``powers`` tells the lowest power of ten of an axis that is made of them."""

    high: float
    powers: int | None = None
    has_zero: bool = False

    @classmethod
    def of(cls, numbers: Iterable[float], *, is_open: bool = False) -> "Scale":
        """Choose the axis for these figures; ``is_open`` where one has no upper side."""
        found = set(numbers)
        most = max(found, default=1.0) or 1.0
        least = min((one for one in found if one > 0), default=most)
        if most / least > EVEN_UP_TO:
            top = math.ceil(round(math.log10(most), 9))
            if is_open and math.log10(most) > top - 0.2:
                top += 1
            return cls(10.0**top, math.floor(math.log10(least)), 0.0 in found)
        step = _step(most)
        end = step * math.ceil(most / step)
        if is_open and end < most * HEADROOM:
            end += step
        return cls(end)

    @property
    def is_broken(self) -> bool:
        """Whether a 0 stands before the powers of ten."""
        return self.powers is not None and self.has_zero

    def place(self, number: float) -> float:
        """Give where a figure stands, in per cent."""
        if self.powers is None:
            return 100 * number / self.high
        if number <= 0:
            return 0.0
        start = BREAK if self.has_zero else 0.0
        share = (math.log10(number) - self.powers) / (math.log10(self.high) - self.powers)
        return start + (100 - start) * share

    def ticks(self) -> tuple[Tick, ...]:
        """Give the grid."""
        if self.powers is None:
            step = _step(self.high)
            numbers = [step * place for place in range(round(self.high / step) + 1)]
        else:
            top = round(math.log10(self.high))
            every = math.ceil((top - self.powers) / MOST_TICKS)
            numbers = [10.0**power for power in range(self.powers, top + 1, every)]
            numbers = [0.0, *numbers] if self.has_zero else numbers
        return tuple(self._tick(number) for number in numbers)

    def _tick(self, number: float) -> Tick:
        x = self.place(number)
        anchor = "start" if x <= 0 else "end" if x >= 100 else "middle"  # noqa: PLR2004 -- per cent
        return Tick(percent(x), _brief(number), anchor)


def _step(most: float) -> float:
    """Give the least of 1, 2, 5, 10, 20 … that leaves few steps up to ``most``."""
    rough = most / MOST_TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * one for one in (1, 2, 5, 10) if power * one >= rough * 0.999999)


def _brief(number: float) -> str:
    """Write a figure of the axis; millions and more by their names, for there is little room."""
    sizes = (
        (1e12, _("%(figure)s trillion")),
        (1e9, _("%(figure)s billion")),
        (1e6, _("%(figure)s million")),
    )
    for size, words in sizes:
        if number >= size:
            return words % {"figure": figures.written(number / size)}
    return figures.grouped(number)


def percent(value: float) -> str:
    """Write a place on the axis."""
    return f"{value:.2f}%"
