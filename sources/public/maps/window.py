"""The part of the world that a map shows, and where on the drawing a place then lies.

Plate carrée (EPSG:4087 by another name), true to scale along the middle of the window: enough for a map
that says which place lies where among the others, and no more is claimed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

DEGREE = 111.2  # kilometres from one parallel to the next
MOST_NORTH = 84.0  # beyond it the projection draws nothing but a smear
MARGIN = 0.16  # of the extent of the places, on each side


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of degrees, drawn ``width`` units wide and ``height`` high."""

    west: float
    south: float
    east: float
    north: float
    width: int
    height: int

    @property
    def unit(self) -> float:
        """Give how many units of the drawing a degree of longitude takes."""
        return self.width / (self.east - self.west)

    @property
    def stretch(self) -> float:
        """Give how many units a degree of latitude takes."""
        return self.height / (self.north - self.south)

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Give where a point lies on the drawing."""
        return (longitude - self.west) * self.unit, (self.north - latitude) * self.stretch

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point lies within the window."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north

    @property
    def kilometre(self) -> float:
        """Give how many units a kilometre takes."""
        return self.stretch / DEGREE


def around(points: Sequence[tuple[float, float]], *, width: int, height: int, least: float) -> Window:
    """Give the smallest window of that shape with all the points (longitude, latitude) well inside it.

    ``least`` is the fewest degrees of latitude that it shows: a lone point has some country round it.
    """
    longitudes, latitudes = [one for one, _ in points], [other for _, other in points]
    middle = (min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2
    shrink = max(cos(radians(min(abs(middle[1]), 75.0))), 0.25)
    inner = 1 - 2 * MARGIN
    tall = max(
        (max(latitudes) - min(latitudes)) / inner,
        (max(longitudes) - min(longitudes)) * shrink * height / width / inner,
        least,
    )
    return centred(middle, tall, width=width, height=height)


def centred(middle: tuple[float, float], tall: float, *, width: int, height: int) -> Window:
    """Give the window of that shape round a point, ``tall`` degrees of latitude high, within the world."""
    shrink = max(cos(radians(min(abs(middle[1]), 75.0))), 0.25)
    wide = tall * width / height / shrink
    if wide >= 360:  # noqa: PLR2004 -- degrees: the whole world, as high as the drawing allows
        wide, tall = 360.0, min(360.0 * height / width * shrink, 2 * MOST_NORTH)
    west = min(max(middle[0] - wide / 2, -180.0), 180.0 - wide)
    south = min(max(middle[1] - tall / 2, -MOST_NORTH), MOST_NORTH - tall)
    return Window(west, south, west + wide, south + tall, width, height)


def round_length(window: Window, share: float = 0.22) -> tuple[int | float, float]:
    """Give a round number of kilometres for the scale, and its length on the drawing: at most that share."""
    most = window.width * share / window.kilometre
    size = 10.0 ** (len(str(int(most))) - 1) if most >= 1 else 0.1
    number = next(one * size for one in (5, 2, 1) if one * size <= most or one == 1)
    return (int(number) if number >= 1 else number), number * window.kilometre
