"""Who is named together with whom, as the edition laid it out: a drawing with a table behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from textwrap import shorten

from django.utils.translation import gettext as _

from sources.public import addresses, wording
from sources.public.maps.labels import Dot, labelled

WIDTH, HEIGHT = 1000, 620
EDGE = (150, 40)  # units kept free at the sides and above and below, for names
LARGEST, LEAST = 20.0, 6.0
THICKEST = 9.0  # width of the strongest line
LONGEST = 26  # letters of a name on the drawing; the table behind it has them all


@dataclass(frozen=True, slots=True)
class Joint:
    """A line between two dots."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True)
class Pair:
    """A line as the table has it: both names, where they lead, in how many passages."""

    one: str
    one_address: str
    other: str
    other_address: str
    count: int


@dataclass(frozen=True, slots=True)
class Network:
    """The whole drawing."""

    width: int
    height: int
    people: tuple[Dot, ...]
    organisations: tuple[Dot, ...]
    lines: tuple[Joint, ...]
    rows: tuple[Pair, ...]
    summary: str


def network(laid_out: Mapping[str, Sequence[Sequence[object]]]) -> Network | None:
    """Draw what ``edition.network`` laid out; None where nobody is named with anybody."""
    dots, lines = laid_out.get("dots", ()), laid_out.get("lines", ())
    if not lines:
        return None
    most = max(int(str(row[4])) for row in dots)
    drawn = [_dot(row, most) for row in dots]
    order = sorted(range(len(dots)), key=lambda place: (-drawn[place].r, place))
    named = dict(zip(order, labelled([drawn[place] for place in order], WIDTH, HEIGHT), strict=True))
    rows = _pairs(dots, lines)
    return Network(
        width=WIDTH,
        height=HEIGHT,
        people=tuple(named[place] for place, row in enumerate(dots) if row[0] == "person"),
        organisations=tuple(named[place] for place, row in enumerate(dots) if row[0] != "person"),
        lines=tuple(_joints(drawn, lines)),
        rows=rows,
        summary=_summary(rows[0]),
    )


def _summary(most: Pair) -> str:
    """Say in a sentence what the drawing shows first, for who cannot see it."""
    return _("Most often together, in %(passages)s: %(one)s and %(other)s.") % {
        "passages": wording.count(most.count, "passage"),
        "one": most.one,
        "other": most.other,
    }


def _dot(row: Sequence[object], most: int) -> Dot:
    name, count, x, y = row[3:]
    return Dot(
        round(EDGE[0] + float(str(x)) * (WIDTH - 2 * EDGE[0]), 1),
        round(EDGE[1] + float(str(y)) * (HEIGHT - 2 * EDGE[1]), 1),
        round(max(LEAST, LARGEST * sqrt(int(str(count)) / most)), 1),
        _brief(str(name)),
        0,
        0,
        "",
        is_most=False,
    )


def _brief(name: str) -> str:
    """Cut a long name between two words: a body of ten words would find room beside no dot."""
    cut = shorten(name, LONGEST, placeholder="…")
    return name if cut == "…" else cut


def _joints(dots: Sequence[Dot], lines: Sequence[Sequence[object]]) -> list[Joint]:
    strongest = max(int(str(row[2])) for row in lines)
    found = []
    for one, other, count in lines:
        first, second = dots[int(str(one))], dots[int(str(other))]
        width = max(1.2, THICKEST * int(str(count)) / strongest)
        found.append(Joint(first.x, first.y, second.x, second.y, round(width, 1)))
    return found


def _pairs(dots: Sequence[Sequence[object]], lines: Sequence[Sequence[object]]) -> tuple[Pair, ...]:
    """Give the lines as a table, the strongest first."""
    found = []
    for one, other, count in sorted(lines, key=lambda row: (-int(str(row[2])), row[0], row[1])):
        first, second = dots[int(str(one))], dots[int(str(other))]
        found.append(Pair(*_who(first), *_who(second), int(str(count))))
    return tuple(found)


def _who(row: Sequence[object]) -> tuple[str, str]:
    kind, public_id, slug, name, *_ = row
    return str(name), addresses.entity(str(kind), str(public_id), str(slug))
