"""Natural Earth in a window: the known shape of known coasts, and nothing across the sea."""

import re
from itertools import pairwise

import pytest

from sources.public.maps.outlines import drawn
from sources.public.maps.window import Window, centred

WORLD = Window(-180, -84, 180, 84, 1000, 520)


def inside(path: str, x: float, y: float) -> bool:
    """Tell by the even-odd rule whether a point lies within the rings of a path."""
    crossings = 0
    for ring in points_of(path):
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                crossings += 1
    return crossings % 2 == 1


def points_of(path: str) -> list[list[tuple[int, int]]]:
    """Read a path of relative steps back into its lines."""
    lines = []
    for part in filter(None, path.split("M")):
        numbers = [int(one) for one in re.findall(r"-?\d+", part)]
        x, y = numbers[:2]
        line = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            line.append((x, y))
        lines.append(line)
    return lines


@pytest.mark.parametrize(
    ("longitude", "latitude", "is_land"),
    [
        (52.86, 43.34, True),  # the steppe east of the Caspian
        (50.5, 43.0, False),  # the Caspian
        (34.1, 43.3, False),  # the Black Sea
        (2.35, 48.85, True),
        (-30, 40, False),
        (178.0, 67.5, True),  # the far end of Siberia, on this side of 180°
        (-175.0, 66.5, True),  # and beyond it
        (0, -80, True),  # Antarctica
    ],
)
@pytest.mark.parametrize("span", [8.0, 168.0])
def test_land_is_where_it_is(longitude, latitude, is_land, span):
    window = WORLD if span > 100 else centred((longitude, latitude), span, width=1000, height=520)

    assert inside(drawn(window).land, *window.place(longitude, latitude)) == is_land


def test_no_line_leads_across_the_world():
    drawing = drawn(WORLD)

    longest = max(
        abs(ax - bx)
        for line in [*points_of(drawing.land), *points_of(drawing.borders)]
        for (ax, ay), (bx, by) in pairwise(line)
        if 30 < ay < 490 and 30 < by < 490
    )

    assert longest < 100


def test_a_map_of_streets_has_no_coast():
    assert drawn(centred((34.1, 43.3), 0.1, width=1000, height=520)).land == ""


def test_a_map_is_light():
    weights = [
        len(drawn(window).land + drawn(window).borders)
        for window in (WORLD, centred((10, 50), 15.0, width=1000, height=520))
    ]

    assert max(weights) < 40_000
