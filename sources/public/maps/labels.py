"""Names beside the dots of a drawing, where they hide neither a dot nor another name.

The most important dot comes first and has the first choice. On a phone the letters are as large as on a
desk and the drawing a third as wide, so fewer names have room; the table behind the drawing has them all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

LETTER = 9.4  # width of a letter, in units of the drawing; the style sheet's size is 17
LINE = 20.0  # height of a name
ON_A_PHONE = 2.5  # times as large, in units

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the drawing; its name stands beside it where there is room."""

    x: float
    y: float
    r: float
    name: str
    label_x: float
    label_y: float
    anchor: str  # empty: no room for the name
    is_most: bool
    is_narrow: bool = False  # the name has room on a phone too

    @property
    def side(self) -> float:
        """Give the side of a square of about the same weight."""
        return round(1.8 * self.r, 1)

    @property
    def left(self) -> float:
        """Give the left edge of that square."""
        return round(self.x - 0.9 * self.r, 1)

    @property
    def top(self) -> float:
        """Give its upper edge."""
        return round(self.y - 0.9 * self.r, 1)


def labelled(dots: Sequence[Dot], width: int, height: int, size: float = 1.0) -> tuple[Dot, ...]:
    """Give names to the dots, the most named first, where they hide neither a dot nor another name.

    ``size`` is that of the letters, 1 being 17 units.
    """
    taken = [(one.x - one.r, one.y - one.r, one.x + one.r, one.y + one.r) for one in dots]
    wide: list[tuple[float, float, float, float]] = []
    narrow: list[tuple[float, float, float, float]] = []
    named = []
    for number, dot in enumerate(dots):
        others = taken[:number] + taken[number + 1 :]
        found = _room(dot, (width, height), others + wide, size)
        if found is None:
            named.append(dot)
            continue
        box, x, y, anchor = found
        wide.append(box)
        # On a phone the letters are two and a half times as large: fewer names have room.
        large = _box(dot, x, y, anchor, ON_A_PHONE)
        is_narrow = _is_free(large, narrow) and _is_inside(large, (width, height))
        if is_narrow:
            narrow.append(large)
        named.append(replace(dot, label_x=x, label_y=y, anchor=anchor, is_narrow=is_narrow))
    return tuple(named)


def _room(
    dot: Dot, extent: tuple[int, int], taken: Sequence[Box], size: float
) -> tuple[Box, float, float, str] | None:
    half = len(dot.name) * LETTER * size / 2
    # Near an edge a name above or below its dot stands aside as far as it must.
    middle = min(max(dot.x, half), extent[0] - half)
    for x, y, anchor in (
        (dot.x + dot.r + 6, dot.y + 6, "start"),
        (dot.x - dot.r - 6, dot.y + 6, "end"),
        (middle, dot.y - dot.r - 7, "middle"),
        (middle, dot.y + dot.r + LINE * size, "middle"),
        (middle, dot.y - dot.r - 7 - LINE * size, "middle"),
        (middle, dot.y + dot.r + 2 * LINE * size, "middle"),
    ):
        box = _box(dot, x, y, anchor, size)
        if _is_inside(box, extent) and _is_free(box, taken):
            return box, round(x, 1), round(y, 1), anchor
    return None


def _box(dot: Dot, x: float, y: float, anchor: str, size: float) -> Box:
    wide, high = len(dot.name) * LETTER * size, LINE * size
    left = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
    return left, y - 0.8 * high, left + wide, y + 0.2 * high


def _is_inside(box: Box, extent: tuple[int, int]) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= extent[0] and box[3] <= extent[1]


def _is_free(box: Box, taken: Sequence[Box]) -> bool:
    return all(
        box[2] < other[0] or box[0] > other[2] or box[3] < other[1] or box[1] > other[3] for other in taken
    )
