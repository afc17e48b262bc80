"""The figures by who gave them: a row for each asserter, in the order in which they first spoke.

A point is a figure, a bar with ends a range, an arrow an open bound; what was said to be about a figure has
a dashed mark, what is denied a cross. Nothing is drawn more exactly than it was said: a figure in words is
told beside the row. There is no viewBox: lines stretch, lettering keeps its size (see ``timeline``), and
marks whose lettering would meet on a phone stand one below the other. The table has every figure again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from itertools import groupby, pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.public import wording
from sources.public.showing.answers import Answer, Link
from sources.public.showing.scale import Scale, Tick, percent
from sources.values import figures
from sources.values.listing import listed
from sources.vocabulary import Measure, Stance

ROW = 64  # pixels of one line of marks
MIDDLE, ABOVE, BELOW = 32, 18, 56  # where in it the mark, the figure and the day stand
ARROW = 9.0  # per cent that an open bound is drawn beyond its figure
LETTER, SMALL = 3.1, 2.3  # per cent of a phone's width that a letter of a figure and of a day takes
MOST_TOLD = 2  # answers in words beside a row; the table has them all
PAIR = 3.0  # per cent between two marks whose lettering is turned outwards

_OPEN_ABOVE = frozenset({Measure.AT_LEAST, Measure.MORE_THAN})
_OPEN_BELOW = frozenset({Measure.AT_MOST, Measure.FEWER_THAN})


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
    marks: list[Mark] = []
    for same in by_figure.values():
        if (mark := _mark(same, scale, year)) is not None:
            marks.append(_placed(mark, marks))
            if marks[-1].anchor == "start" and len(marks) > 1 and marks[-2].line == marks[-1].line:
                marks[-2] = replace(marks[-2], anchor="end")
    told = list(dict.fromkeys(one.said for one in own if not _has_figure(one)))
    more = len(told) - MOST_TOLD
    # Translators: the end of a list of answers in words that is cut; the table below has them all.
    rest = [_("and %(number)s more below") % {"number": more}] if more > 0 else []
    note = listed([*told[:MOST_TOLD], *rest], "semicolon")
    return Claimant(own[0].asserter, note, tuple(marks), _moves(marks))


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


def _moves(marks: Sequence[Mark]) -> tuple[Move, ...]:
    """Join the figures that an asserter gave one after the other, where they stand on one line.

    What was denied was not given; a line from row to row would run through the lettering.
    """
    given = [one for one in marks if one.shape != "denied"]
    return tuple(Move(one.x, other.x, one.y) for one, other in pairwise(given) if one.line == other.line)


def _sentence(own: Sequence[Answer]) -> str:
    """Say a row for who cannot see it: "Prefecture: 4, 14 Oct 1927; then 7, 16 Oct 1927."."""
    told = _one_after_another(dict.fromkeys(_with_day(one) for one in own), _("%(earlier)s; then %(later)s"))
    return _("%(asserter)s: %(answers)s.") % {"asserter": own[0].asserter.name, "answers": told}


def _with_day(one: Answer) -> str:
    told = {"answer": one.said, "day": one.when}
    return (_("%(answer)s, published %(day)s") if one.is_published else _("%(answer)s, %(day)s")) % told


def _at(one: Answer) -> str:
    # Translators: an answer with the day that it stands for: "64 (16 Oct 1927)".
    return _("%(answer)s (%(day)s)") % {"answer": one.said, "day": one.when}


def _one_after_another(told: Iterable[str], joined: str) -> str:
    """Join what was said one after the other, as ``joined`` joins the earlier to the later."""
    first, *later = told
    return reduce(lambda earlier, one: joined % {"earlier": earlier, "later": one}, later, first)


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of figures: an asserter's one after the other, or what somebody denies."""

    asserter: Link
    words: str


def revised(found: Sequence[Answer]) -> tuple[Changed, ...]:
    """Say whose figure changed, in the order in which it did; answers given by asserter."""
    changed = []
    for _asserter, group in groupby(found, key=lambda one: one.key):
        own = [one for one in group if one.claim.stance == Stance.ASSERTS and _has_figure(one)]
        steps = [next(same) for _said, same in groupby(_dated(own), key=lambda one: one.said)]
        # Two figures of one day may be of two sorts; a later one takes the place of an earlier.
        if len({one.claim.as_of_earliest for one in steps}) > 1:
            told = _one_after_another((_at(one) for one in steps), _("%(earlier)s, then %(later)s"))
            changed.append(Changed(own[0].asserter, told))
    return tuple(changed)


def _dated(own: Sequence[Answer]) -> list[Answer]:
    """Keep what has a moment of its own: only of that can one say that it came later."""
    dated = (one for one in own if one.claim.as_of_earliest)
    return sorted(dated, key=lambda one: one.claim.as_of_earliest or date.max)


def denied(found: Sequence[Answer]) -> tuple[Changed, ...]:
    """Say who denies or disputes what, and who had asserted that."""
    told = []
    for one in found:
        if one.claim.stance not in (Stance.DENIES, Stance.DISPUTES):
            continue
        told.append(Changed(one.asserter, _denial(one, found)))
    return tuple(told)


def _denial(one: Answer, found: Sequence[Answer]) -> str:
    """Say what somebody denies, and who had asserted that."""
    asserting = dict.fromkeys(
        other.asserter.name
        for other in found
        if other.claim.stance == Stance.ASSERTS and _same(one, other) and other.key != one.key
    )
    if not asserting:
        return _at(one)
    return ngettext(
        "%(denied)s, which %(asserters)s asserts", "%(denied)s, which %(asserters)s assert", len(asserting)
    ) % {"denied": _at(one), "asserters": wording.listing(asserting)}


def _same(one: Answer, other: Answer) -> bool:
    figures_of, options = [row.figure for row in (one, other)], [row.claim.option for row in (one, other)]
    if options[0] or options[1]:
        return options[0] == options[1]
    return _has_figure(one) and figures_of[0] == figures_of[1]


def _has_figure(one: Answer) -> bool:
    return one.claim.low is not None or one.claim.high is not None


def bounds_in_words(
    low: float | None, high: float | None, *, is_open: tuple[bool, bool] = (False, False)
) -> str:
    """Say between what the figures lie: "from 4 to 31", "from 4 to 31 or more"; "" where there is none.

    ``is_open`` tells of the least and of the greatest whether it was given as an open bound.
    """
    if low is None or high is None:
        return ""
    least, most = figures.grouped(low), figures.grouped(high)
    if is_open[0]:
        least = _("%(figure)s or fewer") % {"figure": least}
    if is_open[1]:
        most = _("%(figure)s or more") % {"figure": most}
    if low != high:
        return _("from %(least)s to %(most)s") % {"least": least, "most": most}
    return least if is_open == (True, False) else most if is_open == (False, True) else figures.grouped(low)
