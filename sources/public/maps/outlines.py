"""Coasts and borders for any window of the world, from Natural Earth, as paths of SVG 2 §9.3.

``outlines.json`` is made by ``.ci/outlines``, which says how it is laid out. Only what the window shows is
drawn, and of that only what the eye can tell apart: a corpus's map weighs a few kilobytes.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from sources.public.maps.window import Window

FILE = Path(__file__).with_name("outlines.json")
FAR = 40.0  # degrees of longitude from which the coarser outlines are enough
FINEST = 1.5  # degrees below which the finest that there are would be wrong by streets
CLOSEST, COARSEST = 1.6, 3.2  # units between two points that are both drawn: of a region, of the world
SMALLEST = 4.0  # units: an island less wide and less high is not drawn
HALF = 180.0  # degrees: no shore goes so far in one step
PAD = 0.06  # of the window, beyond its edge: so far are lines drawn

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of coast or border: its points in degrees, and its bounds."""

    points: tuple[Point, ...]
    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Scale:
    """All outlines at one scale; ``land`` are rings of numbers of lines, ~n for line n backwards."""

    lines: tuple[Line, ...]
    borders: tuple[int, ...]
    land: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The outlines in one window, each the ``d`` of a path; empty where there are none."""

    land: str = ""
    borders: str = ""


@lru_cache(maxsize=2)
def scale(name: str) -> Scale:
    """Read one scale, "near" or "far"."""
    data = json.loads(FILE.read_text(encoding="utf-8"))[name]
    lines = tuple(_line(flat, data["step"]) for flat in data["lines"])
    return Scale(lines, tuple(data["borders"]), tuple(tuple(ring) for ring in data["land"]))


def _line(flat: Sequence[int], step: float) -> Line:
    x = y = 0
    points = []
    for dx, dy in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x * step, y * step))
    return _bounded(tuple(points))


def _bounded(points: tuple[Point, ...]) -> Line:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Line(points, min(xs), min(ys), max(xs), max(ys))


@lru_cache(maxsize=512)
def drawn(window: Window) -> Drawn:
    """Draw the outlines in a window; none where they would not be true at its scale."""
    wide = window.east - window.west
    if wide < FINEST:
        return Drawn()
    name = "far" if wide > FAR else "near"
    outlines = scale(name)
    edge = _Edge.of(window)
    shores = (_closed(_joined(shore, edge), window) for shore in _rings(name))
    land = "".join(filter(None, shores))
    borders = (run for number in outlines.borders for run in edge.runs(outlines.lines[number]))
    return Drawn(land, "".join(_path(run, window) for run in borders))


@dataclass(frozen=True, slots=True)
class _Edge:
    """The window and a little beyond, to which what is farther away is drawn in."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def of(cls, window: Window) -> "_Edge":
        x, y = (window.east - window.west) * PAD, (window.north - window.south) * PAD
        return cls(window.west - x, window.south - y, window.east + x, window.north + y)

    def misses(self, line: Line) -> bool:
        return (
            line.east < self.west
            or line.west > self.east
            or line.north < self.south
            or line.south > self.north
        )

    def drawn_in(self, point: Point) -> Point:
        """Move a point that lies outside to the edge; what is inside the edge is enclosed as before."""
        return min(max(point[0], self.west), self.east), min(max(point[1], self.south), self.north)

    def runs(self, line: Line) -> Iterator[list[Point]]:
        """Give the parts of a line that come into the window."""
        if self.misses(line):
            return
        run: list[Point] = []
        for one, other in pairwise(line.points):
            if (
                max(one[0], other[0]) < self.west
                or min(one[0], other[0]) > self.east
                or max(one[1], other[1]) < self.south
                or min(one[1], other[1]) > self.north
                or abs(one[0] - other[0]) > HALF
            ):
                if run:
                    yield run
                run = []
                continue
            run = [*run, other] if run else [one, other]
        if run:
            yield run


Ring = tuple[Line, ...]


@lru_cache(maxsize=2)
def _rings(name: str) -> tuple[Ring, ...]:
    """Give the shores of all land, each the lines that lead round it.

    What crosses the meridian of 180° is there on both sides; what goes round a pole is closed at it.
    """
    outlines = scale(name)
    return tuple(shore for ring in outlines.land for shore in _unrolled(_round(outlines, ring)))


def _round(outlines: Scale, ring: Iterable[int]) -> list[Line]:
    return [outlines.lines[number] if number >= 0 else _backwards(outlines.lines[~number]) for number in ring]


def _backwards(line: Line) -> Line:
    return Line(line.points[::-1], line.west, line.south, line.east, line.north)


def _unrolled(ring: Sequence[Line]) -> Iterator[Ring]:
    if not any(_leaps(one, other) for line in ring for one, other in pairwise(line.points)) and not any(
        _leaps(one.points[-1], other.points[0]) for one, other in pairwise(ring)
    ):
        yield tuple(ring)
        return
    points: list[Point] = []
    turned = 0.0
    for x, y in (point for line in ring for point in line.points):
        if points and abs(x + turned - points[-1][0]) > HALF:
            turned += 2 * HALF if points[-1][0] > x + turned else -2 * HALF
        points.append((x + turned, y))
    if abs(points[-1][0] - points[0][0]) > HALF:
        pole = -90.0 if points[0][1] < 0 else 90.0
        points += [(points[-1][0], pole), (points[0][0], pole)]
    for away in (-2 * HALF, 0.0, 2 * HALF):
        line = _bounded(tuple((x + away, y) for x, y in points))
        if line.east > -HALF and line.west < HALF:
            yield (line,)


def _leaps(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) > HALF


def _joined(ring: Ring, edge: _Edge) -> list[Point]:
    """Join the lines of a ring, what lies outside drawn in to the edge."""
    points: list[Point] = []
    for line in ring:
        # Of a line wholly beyond one side only the ends matter.
        own = (line.points[0], line.points[-1]) if edge.misses(line) else line.points
        points += map(edge.drawn_in, own)
    return points


def _closed(points: Sequence[Point], window: Window) -> str:
    xs, ys = {x for x, _ in points}, {y for _, y in points}
    wide, high = (max(xs) - min(xs)) * window.unit, (max(ys) - min(ys)) * window.stretch
    if max(wide, high) < SMALLEST or not (wide and high):
        return ""
    path = _path(points, window)
    return f"{path}z" if path else ""


def _path(points: Iterable[Point], window: Window) -> str:
    """Write a line in whole units, each point from the one before, leaving out what is nearer than told."""
    closest = COARSEST if window.east - window.west > FAR else CLOSEST
    placed = [window.place(*point) for point in points]
    first, *others = placed
    x, y = round(first[0]), round(first[1])
    steps = [f"M{x} {y}"]
    for number, (px, py) in enumerate(others):
        dx, dy = round(px) - x, round(py) - y
        if (abs(dx) < closest and abs(dy) < closest and number < len(others) - 1) or not (dx or dy):
            continue
        steps.append(f"{'l' if len(steps) == 1 else '' if dx < 0 else ' '}{dx}{'' if dy < 0 else ' '}{dy}")
        x, y = x + dx, y + dy
    return "".join(steps) if len(steps) > 1 else ""
