"""The figures by who gave them: a row for each asserter, in the order in which they first spoke.

A point is a figure, a bar with ends a range, an arrow an open bound; what was said to be about a figure has
a dashed mark, what is denied a cross. Nothing is drawn more exactly than it was said: a figure in words is
told beside the row. There is no viewBox: lines stretch, lettering keeps its size (see ``timeline``), and
marks whose lettering would meet on a phone stand one below the other. The table has every figure again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from sources.public.showing.answers import Answer, Link
from sources.public.showing.changed import has_figure, one_after_another, with_day
from sources.public.showing.marks import MIDDLE, ROW, Mark, Move, in_rows, moves
from sources.public.showing.scale import Scale, Tick
from sources.values.listing import listed
from sources.vocabulary import Measure, Stance

ARROW = 9.0  # per cent that an open bound is drawn beyond its figure
MOST_TOLD = 2  # answers in words beside a row; the table has them all

_OPEN_ABOVE = frozenset({Measure.AT_LEAST, Measure.MORE_THAN})
_OPEN_BELOW = frozenset({Measure.AT_MOST, Measure.FEWER_THAN})


@dataclass(frozen=True, slots=True)
class Claimant:
    """One asserter's row."""

    asserter: Link
    note: str
    marks: tuple[Mark, ...]
    moves: tuple[Move, ...]

    @property
    def lines(self) -> list[int]:
        """The heights of its lines."""
        return [line * ROW + MIDDLE for line in range(max((one.line for one in self.marks), default=0) + 1)]

    @property
    def height(self) -> int:
        """Its height in pixels."""
        return len(self.lines) * ROW


@dataclass(frozen=True, slots=True)
class Plot:
    """The whole picture, with its rows under the groups that editors name, or the years."""

    groups: tuple[tuple[str, tuple[Claimant, ...]], ...]
    ticks: tuple[Tick, ...]
    unit: str
    scale: Scale
    year: str  # that all days are of, where they are; the days are then without it
    summary: str
    shapes: frozenset[str]
    has_rings: bool


def plot(found: Sequence[Answer], unit: str) -> Plot | None:
    """Draw answers, given by asserter in order of their first; None where there is no figure to draw."""
    drawn = [bound for one in found for bound in (one.claim.low, one.claim.high) if bound is not None]
    if not drawn:
        return None
    scale = Scale.of(drawn, is_open=any(one.claim.measure in _OPEN_ABOVE for one in found))
    year = _only_year(found)
    by_asserter = [list(group) for _asserter, group in groupby(found, key=lambda one: one.key)]
    rows = [(_heading(own, found), _claimant(own, scale, year)) for own in by_asserter]
    headings = _in_order(by_asserter, found)
    marks = [mark for _, row in rows for mark in row.marks]
    return Plot(
        groups=tuple((one, tuple(row for heading, row in rows if heading == one)) for one in headings),
        ticks=scale.ticks(),
        unit=unit,
        scale=scale,
        year=year,
        summary=" ".join(_sentence(own) for own in by_asserter),
        shapes=frozenset(mark.shape for mark in marks),
        has_rings=any(mark.has_ring for mark in marks),
    )


def _only_year(found: Sequence[Answer]) -> str:
    years = {one.since.year for one in found if one.since}
    return str(years.pop()) if len(years) == 1 else ""


def _heading(own: Sequence[Answer], found: Sequence[Answer]) -> str:
    """Give the group of an asserter; the year of the first figure where editors named no groups."""
    if any(one.party for one in found):
        return next((one.party for one in own if one.party), _("Others"))
    since = own[0].since
    return str(since.year) if since else _("Undated")


def _in_order(by_asserter: Sequence[Sequence[Answer]], found: Sequence[Answer]) -> list[str]:
    """Give the headings: groups as the editors order them, years as they come."""
    headings = list(dict.fromkeys(_heading(own, found) for own in by_asserter))
    places = {one.party: one.claim.party.rank for one in found if one.claim.party}
    return sorted(headings, key=lambda one: places.get(one, len(headings) + 1)) if places else headings


def _claimant(own: Sequence[Answer], scale: Scale, year: str) -> Claimant:
    by_figure: dict[tuple[object, ...], list[Answer]] = {}
    for one in own:
        claim = one.claim
        by_figure.setdefault((claim.stance, claim.measure, claim.low, claim.high), []).append(one)
    drawn = (_mark(same, scale, year) for same in by_figure.values())
    marks = in_rows(mark for mark in drawn if mark is not None)
    told = list(dict.fromkeys(one.said for one in own if not has_figure(one)))
    more = len(told) - MOST_TOLD
    # Translators: the end of a list of answers in words that is cut; the table below has them all.
    rest = [_("and %(number)s more below") % {"number": more}] if more > 0 else []
    note = listed([*told[:MOST_TOLD], *rest], "semicolon")
    return Claimant(own[0].asserter, note, marks, moves(marks))


def _mark(same: Sequence[Answer], scale: Scale, year: str) -> Mark | None:
    first = same[0]
    low, high = first.claim.low, first.claim.high
    number = low if low is not None else high
    if number is None:
        return None
    at = scale.place(number)
    to = scale.place(high) if high is not None else at
    shape = _shape(first)
    if shape == "above":
        to = min(at + ARROW, 100.0)
    elif shape == "below":
        to = max(at - ARROW, 0.0)
    when = first.when.removesuffix(f" {year}" if year else "")
    if first.is_published:
        # Translators: "published", short, before a day on a drawing: "publ. 16 Oct".
        when = _("publ. %(day)s") % {"day": when}
    more = f" +{len(same) - 1}" if len(same) > 1 else ""
    has_ring = any(one.claim.retellings for one in same)
    return Mark(shape, at, to, first.said, f"{when}{more}", has_ring)


def _shape(answer: Answer) -> str:
    claim = answer.claim
    if claim.stance in (Stance.DENIES, Stance.DISPUTES):
        return "denied"
    if claim.measure in _OPEN_ABOVE:
        return "above"
    if claim.measure in _OPEN_BELOW:
        return "below"
    return {Measure.BETWEEN: "range", Measure.ABOUT: "about"}.get(Measure(claim.measure), "point")


def _sentence(own: Sequence[Answer]) -> str:
    """Say a row for who cannot see it: "Prefecture: 4, 14 Oct 1927; then 7, 16 Oct 1927."."""
    told = one_after_another(dict.fromkeys(with_day(one) for one in own), _("%(earlier)s; then %(later)s"))
    return _("%(asserter)s: %(answers)s.") % {"asserter": own[0].asserter.name, "answers": told}
