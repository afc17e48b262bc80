"""The marks of one asserter's row, on as many lines as their lettering needs on a phone (see ``plot``)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sources.public.showing.scale import percent

ROW = 64  # pixels of one line of marks
MIDDLE, ABOVE, BELOW = 32, 18, 56  # where in it the mark, the figure and the day stand
LETTER, SMALL = 3.1, 2.3  # per cent of a phone's width that a letter of a figure and of a day takes
PAIR = 3.0  # per cent between two marks whose lettering is turned outwards


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure of an asserter: ``shape`` is point, about, range, above, below or denied."""

    shape: str
    at: float
    to: float
    label: str
    when: str
    has_ring: bool  # told again by other articles
    line: int = 0
    anchor: str = "middle"

    @property
    def x(self) -> str:
        """Where it stands, or begins."""
        return percent(self.at)

    @property
    def end(self) -> str:
        """Where it ends."""
        return percent(self.to)

    @property
    def middle(self) -> str:
        """Where its lettering stands."""
        return percent((self.at + self.to) / 2 if self.shape == "range" else self.at)

    @property
    def dx(self) -> str:
        """How far the lettering is moved where it is turned to one side."""
        return {"end": "6", "start": "-6"}.get(self.anchor, "0")

    @property
    def y(self) -> int:
        """The height of the mark."""
        return self.line * ROW + MIDDLE

    @property
    def tick_top(self) -> int:
        """The upper end of a tick."""
        return self.y - 7

    @property
    def tick_bottom(self) -> int:
        """The lower end of a tick."""
        return self.y + 7

    @property
    def text_y(self) -> int:
        """The line on which a cross or an arrow's head stands, so that its middle is the mark's."""
        return self.y + 7

    @property
    def label_y(self) -> int:
        """The height of the figure."""
        return self.line * ROW + ABOVE

    @property
    def when_y(self) -> int:
        """The height of the day."""
        return self.line * ROW + BELOW


@dataclass(frozen=True, slots=True)
class Move:
    """A line from one figure of an asserter to the next."""

    x1: str
    x2: str
    y: int


def in_rows(drawn: Iterable[Mark]) -> tuple[Mark, ...]:
    """Give each mark its line, and turn the lettering of two on one line away from each other."""
    marks: list[Mark] = []
    for mark in drawn:
        marks.append(_placed(mark, marks))
        if marks[-1].anchor == "start" and len(marks) > 1 and marks[-2].line == marks[-1].line:
            marks[-2] = replace(marks[-2], anchor="end")
    return tuple(marks)


def _extent(mark: Mark, anchor: str = "") -> tuple[float, float]:
    """Give from where to where a mark and its lettering reach on a phone, in per cent."""
    width = max(LETTER * len(mark.label), SMALL * len(mark.when))
    middle = (mark.at + mark.to) / 2 if mark.shape == "range" else mark.at
    left = {"start": middle, "end": middle - width}.get(anchor or mark.anchor, middle - width / 2)
    return min(left, mark.at, mark.to), max(left + width, mark.at, mark.to)


def _placed(mark: Mark, before: Sequence[Mark]) -> Mark:
    """Give a mark the first line on which its lettering meets no other's, turned inwards at the edges."""
    own = _inwards(mark)
    for line in range(max((one.line for one in before), default=-1) + 1):
        there = [one for one in before if one.line == line]
        if all(_are_apart(_extent(one), _extent(own)) for one in there):
            return replace(own, line=line)
        if len(there) == 1 and there[0] is before[-1] and _can_pair(there[0], mark):
            return replace(mark, line=line, anchor="start")
    return replace(own, line=max((one.line for one in before), default=-1) + 1)


def _inwards(mark: Mark) -> Mark:
    left, right = _extent(mark)
    if left < -LETTER and mark.shape != "range":
        return replace(mark, anchor="start")
    return replace(mark, anchor="end") if right > 100 + LETTER and mark.shape != "range" else mark


def _can_pair(one: Mark, other: Mark) -> bool:
    """Tell whether two marks fit on one line with their lettering turned away from each other."""
    if "range" in (one.shape, other.shape) or other.at - one.at < PAIR:
        return False
    if max(one.at, one.to) >= min(other.at, other.to):
        return False
    return _extent(one, "end")[0] >= -LETTER and _extent(other, "start")[1] <= 100 + LETTER


def _are_apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[1] + 1 < other[0] or other[1] + 1 < one[0]


def moves(marks: Sequence[Mark]) -> tuple[Move, ...]:
    """Join the figures that an asserter gave one after the other, where they stand on one line.

    What was denied was not given; a line from row to row would run through the lettering.
    """
    given = [one for one in marks if one.shape != "denied"]
    return tuple(Move(one.x, other.x, one.y) for one, other in pairwise(given) if one.line == other.line)
