"""Where the dots of a small network stand: those named together often near each other, all apart.

The forces of Fruchterman and Reingold, "Graph Drawing by Force-directed Placement" (1991), from a circle
instead of from chance: the same network always has the same drawing. For a few dozen dots; the work grows
with the square of their number.
"""

from collections.abc import Mapping
from math import cos, hypot, pi, sin, sqrt

STEPS = 260
HOT = 0.12  # of the side of the drawing: how far a dot moves in the first step
PULL = 0.9  # towards the middle, so that what is joined to nothing does not drift away


def laid_out(count: int, weights: Mapping[tuple[int, int], int]) -> list[tuple[float, float]]:
    """Place ``count`` dots in a square of side 1; ``weights`` are those of the pairs that are joined."""
    if count == 0:
        return []
    places = [
        [0.5 + 0.4 * cos(2 * pi * n / count), 0.5 + 0.4 * sin(2 * pi * n / count)] for n in range(count)
    ]
    apart = sqrt(1 / count)
    most = max(weights.values(), default=1)
    for step in range(STEPS):
        moves = _pushed(places, apart)
        for (one, other), weight in weights.items():
            _pull(places, moves, one, other, (0.4 + 0.6 * weight / most) / apart)
        heat = HOT * (1 - step / STEPS)
        for place, move in zip(places, moves, strict=True):
            dx, dy = (way + PULL * (0.5 - at) for way, at in zip(move, place, strict=True))
            length = hypot(dx, dy) or 1.0
            place[0] += dx / length * min(length, heat)
            place[1] += dy / length * min(length, heat)
    return _fitted(places)


def _pushed(places: list[list[float]], apart: float) -> list[list[float]]:
    """Push every two dots from each other, the more the nearer they are."""
    moves = [[0.0, 0.0] for _ in places]
    for one in range(len(places)):
        for other in range(one):
            dx, dy = places[one][0] - places[other][0], places[one][1] - places[other][1]
            # Two in one spot part in a direction that their numbers give.
            length = hypot(dx, dy)
            if length < 1e-6:  # noqa: PLR2004 -- no distance at all
                dx, dy, length = 1e-3 * cos(one), 1e-3 * sin(one), 1e-3
            force = apart * apart / (length * length)
            moves[one][0] += dx * force
            moves[one][1] += dy * force
            moves[other][0] -= dx * force
            moves[other][1] -= dy * force
    return moves


def _pull(places: list[list[float]], moves: list[list[float]], one: int, other: int, force: float) -> None:
    """Draw two joined dots together, the more the farther apart they are."""
    dx, dy = places[one][0] - places[other][0], places[one][1] - places[other][1]
    length = hypot(dx, dy)
    moves[one][0] -= dx * length * force
    moves[one][1] -= dy * length * force
    moves[other][0] += dx * length * force
    moves[other][1] += dy * length * force


def _fitted(places: list[list[float]]) -> list[tuple[float, float]]:
    """Spread the dots over the whole square."""
    left, top = min(x for x, _ in places), min(y for _, y in places)
    wide = max(x for x, _ in places) - left or 1.0
    high = max(y for _, y in places) - top or 1.0
    if len(places) == 1:
        return [(0.5, 0.5)]
    return [(round((x - left) / wide, 4), round((y - top) / high, 4)) for x, y in places]
