"""A map of places: outlines, a dot for each place by how often it is named, names where there is room.

Where most of what is told happened in one corner of the map, that corner is drawn by itself, and a frame
on the wider map says where it lies. The names that find no room are in the table behind it, like all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

from django.utils.translation import gettext as _

from sources.public import wording
from sources.public.maps.labels import Dot, labelled
from sources.public.maps.outlines import Drawn, drawn
from sources.public.maps.window import Window, around, centred, round_length

SPANS = (0.04, 0.15, 0.6, 2.5, 6.0, 15.0)  # degrees of latitude that a closer map may show
FEWEST = 3  # places that are worth a closer map
MOST_OF_ALL = 0.5  # of all passages must be of places there
BESIDE, IN_A_COLUMN = 1.65, 1.55  # letters, where the drawing is shown smaller
LARGEST, LEAST = 17.0, 5.0  # radius of a dot


@dataclass(frozen=True, slots=True)
class Placed:
    """A place with coordinates, as a list counts it."""

    name: str
    address: str
    latitude: float
    longitude: float
    count: int
    where: str  # its coordinates in words


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a closer map lies on this one."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Ruler:
    """The scale: a round number of kilometres."""

    x1: float
    x2: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Map:
    """One drawing."""

    id: str
    window: Window
    outlines: Drawn
    dots: tuple[Dot, ...]
    ruler: Ruler
    frame: Frame | None
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class Atlas:
    """The drawings of some places, the closest first, with all of them as a table."""

    maps: tuple[Map, ...]
    rows: tuple[Placed, ...]
    is_outlined: bool


def atlas(places: Sequence[Placed], *, is_fiction: bool, of: str) -> Atlas | None:
    """Draw places, given the most named first; None where there are none.

    Invented places have no coast: the world's own would claim that they lie there.
    """
    if not places:
        return None
    wide = around(_points(places), width=1000, height=520, least=_least(places))
    near = closer(places, wide)
    maps = []
    if near is not None:
        own = [one for one in places if near.holds(one.longitude, one.latitude)]
        title = _("Where most of it lies: %(corpus)s") % {"corpus": of}
        maps.append(_map("near", near, own, is_fiction=is_fiction, title=title))
    size = BESIDE if near else 1.0
    title = _("Places named: %(corpus)s") % {"corpus": of}
    whole = _map("wide", wide, places, is_fiction=is_fiction, title=title, size=size)
    maps.append(replace(whole, frame=_frame(near, wide)) if near else whole)
    return Atlas(tuple(maps), tuple(places), any(one.outlines.land for one in maps))


def small(places: Sequence[Placed], *, is_fiction: bool) -> Map:
    """Draw one place, the first, with those that are named with it and lie near, for a narrow column."""
    first = places[0]
    shape = {"width": 560, "height": 420}
    middle = (first.longitude, first.latitude)
    windows = [centred(middle, span, **shape) for span in SPANS]
    least = 2 if is_fiction else 3
    near = next(
        (one for one in windows if sum(one.holds(row.longitude, row.latitude) for row in places) >= least),
        centred(middle, 8.0, **shape),
    )
    own = [one for one in places if near.holds(one.longitude, one.latitude)]
    title = _("Where %(place)s lies") % {"place": first.name}
    return _map("place", near, own, is_fiction=is_fiction, title=title, size=IN_A_COLUMN)


def closer(places: Sequence[Placed], wide: Window) -> Window | None:
    """Find the smallest window round the place most named with enough others and most of the passages."""
    total = sum(one.count for one in places)
    middle = places[0].longitude, places[0].latitude
    for span in SPANS:
        looked = centred(middle, span, width=1000, height=520)
        found = [one for one in places if looked.holds(one.longitude, one.latitude)]
        if len(found) >= FEWEST and sum(one.count for one in found) >= MOST_OF_ALL * total:
            near = around(_points(found), width=1000, height=520, least=_least(found))
            is_worth_it = wide.north - wide.south > 2 * (near.north - near.south)
            return near if is_worth_it else None
    return None


def _points(places: Sequence[Placed]) -> list[tuple[float, float]]:
    return [(one.longitude, one.latitude) for one in places]


def _least(places: Sequence[Placed]) -> float:
    """Give the fewest degrees to show: a street's width where places are told apart by streets."""
    extent = max(
        max(one.latitude for one in places) - min(one.latitude for one in places),
        max(one.longitude for one in places) - min(one.longitude for one in places),
    )
    return 6.0 if extent == 0 else 0.01


def _map(
    name: str,
    window: Window,
    places: Sequence[Placed],
    *,
    is_fiction: bool,
    title: str,
    size: float = 1.0,
) -> Map:
    return Map(
        id=name,
        window=window,
        outlines=Drawn() if is_fiction else drawn(window),
        dots=labelled([_dot(one, window, places) for one in places], window.width, window.height, size),
        ruler=_ruler(window),
        frame=None,
        title=title,
        summary=_summary(places),
    )


def _dot(one: Placed, window: Window, places: Sequence[Placed]) -> Dot:
    x, y = window.place(one.longitude, one.latitude)
    most = max(row.count for row in places)
    r = max(LEAST, LARGEST * sqrt(one.count / most)) if most else LEAST
    return Dot(round(x, 1), round(y, 1), round(r, 1), one.name, 0, 0, "", one is places[0])


def _ruler(window: Window) -> Ruler:
    number, length = round_length(window)
    if number >= 1:
        words = _("%(number)s km") % {"number": wording.figure(int(number))}
    else:
        words = _("%(number)s m") % {"number": round(number * 1000)}
    return Ruler(16, round(16 + length, 1), window.height - 16, words)


def _frame(near: Window, wide: Window) -> Frame:
    left, top = wide.place(near.west, near.north)
    right, bottom = wide.place(near.east, near.south)
    middle = (left + right) / 2, (top + bottom) / 2
    width, height = max(right - left, 14.0), max(bottom - top, 14.0)
    return Frame(
        round(middle[0] - width / 2, 1), round(middle[1] - height / 2, 1), round(width, 1), round(height, 1)
    )


def _summary(places: Sequence[Placed]) -> str:
    """Say in a sentence what the map shows, for who cannot see it."""
    first = places[0]
    others = wording.listing(one.name for one in places[1:4])
    most = _("Most passages, %(number)s, name %(place)s, at %(where)s.")
    words = most % {"number": first.count, "place": first.name, "where": first.where}
    return f"{words} {_('Then come %(places)s.') % {'places': others}}" if others else words
