"""A passage with its names and dates as links, drawn as the designs draw them.

Each stretch of the text leads to the innermost mark on it. A mark that wholly holds others is a
``span`` round them (its line stands lower), its remaining words plain links inside it. Where two
marks only cross, the words in both are one link with both lines: links cannot nest.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from sources.public import addresses
from sources.public.showing.quoted import NOTHING, Corners
from sources.values.markup import Mark, Piece, pieces
from sources.values.span import Span

_HEADING_SIGN = re.compile(r"#{1,6}\s+")
# The signs that turn the direction of what follows, by the names that Unicode shortens them to.
TURNING = {
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u061c": "ALM",
    **{chr(0x202A + number): name for number, name in enumerate(("LRE", "RLE", "PDF", "LRO", "RLO"))},
    **{chr(0x2066 + number): name for number, name in enumerate(("LRI", "RLI", "FSI", "PDI"))},
}
_TURNING = re.compile(f"([{''.join(TURNING)}])")
CLASSES = {"person": "person", "place": "place", "organisation": "org", "date": "date"}


@dataclass(frozen=True, slots=True)
class Target:
    """What a mark leads to."""

    address: str
    card: str  # the entity's id, by which the card finds its entry; empty for a date


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring pieces that lead to the same mark: one link."""

    pieces: tuple[Piece, ...]

    @property
    def link(self) -> Mark | None:
        return self.pieces[0].link

    @property
    def start(self) -> int:
        """Give where the run begins in the text."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Give where it ends."""
        return self.pieces[-1].start + len(self.pieces[-1].text)

    @property
    def covering(self) -> set[Mark]:
        """Give the marks that cover every word of the run."""
        return set.intersection(*(set(piece.marks) for piece in self.pieces))


def without_heading_sign(text: str, rows: Sequence[Sequence[object]]) -> tuple[str, list[list[object]]]:
    """Leave out the "# " with which a plain-text dump marks a heading, and move the marks with it.

    For the reading page only: as captured, the sign is there.
    """
    sign = _HEADING_SIGN.match(text)
    skip = sign.end() if sign else 0
    moved = [[int(str(row[0])) - skip, int(str(row[1])) - skip, *row[2:]] for row in rows]
    return text[skip:], [row for row in moved if int(str(row[0])) >= 0]


def marked(
    text: str, rows: Sequence[Sequence[object]], sayings: Sequence[Sequence[object]] = ()
) -> SafeString:
    """Draw a text with the marks of its passage, ``[[start, end, kind, id, slug, name], …]``.

    Nothing of the text is added, lost or normalised: without its tags it is the text. ``sayings`` are
    the passage's quotations, which get a corner at either end.
    """
    drawn = None if sayings else drawn_apart(text, rows)
    return drawn_nested(text, rows, sayings) if drawn is None else drawn


def drawn_nested(
    text: str, rows: Sequence[Sequence[object]], sayings: Sequence[Sequence[object]]
) -> SafeString:
    """Draw a text with marks that may hold or cross each other, and with corners."""
    targets: dict[Mark, Target] = {}
    for number, (start, end, kind, identity, slug, _) in enumerate(rows):
        mark = Mark(Span(int(str(start)), int(str(end))), str(number), str(kind))
        card = "" if kind == "date" else str(identity)
        targets[mark] = Target(addresses.marked(str(kind), str(identity), str(slug)), card)
    runs = [_Run(tuple(run)) for _, run in groupby(pieces(text, list(targets)), key=lambda piece: piece.link)]
    crossing = {mark for run in runs for piece in run.pieces for mark in set(piece.marks) - run.covering}
    return _Drawing(targets, crossing, _holders(runs, crossing), Corners.of(sayings)).of(runs, frozenset())


def drawn_apart(text: str, rows: Sequence[Sequence[object]]) -> SafeString | None:
    """Draw a text of which no mark touches another, as most are; None where two overlap.

    The same as all the rest of this module would draw, in a tenth of its time.
    """
    drawn, place = [], 0
    for start, end, kind, identity, slug, _ in sorted(rows, key=lambda row: int(str(row[0]))):
        first, last = int(str(start)), int(str(end))
        if first < place or last <= first or last > len(text):
            return None
        address = escape(addresses.marked(str(kind), str(identity), str(slug)))
        card = "" if kind == "date" else f' data-card="{escape(str(identity))}"'
        drawn.append(
            f'{visible(text[place:first])}<a class="m {CLASSES[str(kind)]}" href="{address}"{card}>'
            f"{visible(text[first:last])}</a>"
        )
        place = last
    drawn.append(visible(text[place:]))
    return mark_safe("".join(drawn))  # noqa: S308 -- every part of it is escaped or our own


def _holders(runs: Sequence[_Run], crossing: set[Mark]) -> dict[Mark, tuple[int, int]]:
    """Give the marks that stand round whole runs, with the first run and the one after the last.

    A mark that only crosses another covers a part of some run, and is drawn inside that link.
    """
    extents: dict[Mark, list[int]] = {}
    for number, run in enumerate(runs):
        for mark in run.covering:
            extents.setdefault(mark, []).append(number)
    return {
        mark: (numbers[0], numbers[-1] + 1)
        for mark, numbers in extents.items()
        if mark not in crossing and (len(numbers) > 1 or runs[numbers[0]].link != mark)
    }


def visible(text: str) -> SafeString:
    """Draw a text so that signs which turn its direction are seen, and turn nothing beyond themselves.

    The sign stays where it was captured, alone in an element that isolates it (Unicode UAX #9 §3.3.2,
    HTML's ``bdi``); the style sheet writes its name before it.
    """
    if _TURNING.search(text) is None:
        return escape(text)
    parts = (part for part in _TURNING.split(text) if part)
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<bdi class="turns" data-sign="{}">{}</bdi>', TURNING[part], part),)
            if part in TURNING
            else (part,)
            for part in parts
        ),
    )


class _Drawing:
    def __init__(
        self,
        targets: dict[Mark, Target],
        crossing: set[Mark],
        holders: dict[Mark, tuple[int, int]],
        corners: Corners,
    ) -> None:
        self.targets = targets
        self.crossing = crossing
        self.holders = holders
        self.corners = corners

    def of(self, runs: Sequence[_Run], inside: frozenset[Mark], first: int = 0) -> SafeString:
        """Draw runs ``first`` and on, within the holders that are already open."""
        drawn = []
        number = 0
        while number < len(runs):
            holder = self._opening_at(first + number, first + len(runs), inside)
            if holder is None:
                drawn.append((self._cornered(runs[number], inside),))
                number += 1
                continue
            length = self.holders[holder][1] - first - number
            content = self.of(runs[number : number + length], inside | {holder}, first + number)
            drawn.append((format_html('<span class="m {} holds">{}</span>', CLASSES[holder.kind], content),))
            number += length
        return format_html_join("", "{}", drawn)

    def _opening_at(self, number: int, end: int, inside: frozenset[Mark]) -> Mark | None:
        """Give the widest holder that begins at this run and fits into the holders round it."""
        fitting = [
            mark
            for mark, (first, last) in self.holders.items()
            if first == number and last <= end and mark not in inside
        ]
        return max(fitting, key=lambda mark: (self.holders[mark][1], -int(mark.id)), default=None)

    def _cornered(self, run: _Run, inside: frozenset[Mark]) -> SafeString:
        """Draw a run with the corners of quotations that begin before it and end after it."""
        drawn = self._run(run, inside)
        opened, closed = self.corners.opened(run.start), self.corners.closed(run.end)
        return format_html("{}{}{}", opened, drawn, closed) if opened or closed else drawn

    def _run(self, run: _Run, inside: frozenset[Mark]) -> SafeString:
        link = run.link
        words = format_html_join(
            "",
            "{}{}",
            ((self._between(piece, run), self._words(piece, link, inside)) for piece in run.pieces),
        )
        if link is None:
            return words
        target = self.targets[link]
        css = "in" if link in inside else f"m {CLASSES[link.kind]}"
        if link in self.crossing:
            css += " holds"  # the line goes on at the height it has inside the link that it crosses
        card = format_html(' data-card="{}"', target.card) if target.card else ""
        return format_html('<a class="{}" href="{}"{}>{}</a>', css, target.address, card, words)

    def _words(self, piece: Piece, link: Mark | None, inside: frozenset[Mark]) -> SafeString:
        """Draw a piece's words, with the lines of the marks that only cross its link."""
        drawn = self._cut(piece)
        for mark in reversed(piece.marks):
            if mark != link and mark not in inside:
                drawn = format_html('<span class="m {} holds">{}</span>', CLASSES[mark.kind], drawn)
        return drawn

    def _between(self, piece: Piece, run: _Run) -> SafeString:
        """Draw the corners between a piece and the one before it in its run."""
        return self._at(piece.start, piece) if piece.start != run.start else NOTHING

    def _at(self, place: int, piece: Piece) -> SafeString:
        closed = self.corners.closed(place, in_link=piece.link is not None)
        return format_html("{}{}", closed, self.corners.opened(place))

    def _cut(self, piece: Piece) -> SafeString:
        """Draw a piece's text with the corners that stand within it."""
        end = piece.start + len(piece.text)
        drawn, before = NOTHING, piece.start
        for place in self.corners.within(piece.start, end):
            words = visible(piece.text[before - piece.start : place - piece.start])
            drawn = format_html("{}{}{}", drawn, words, self._at(place, piece))
            before = place
        rest = visible(piece.text[before - piece.start :])
        return format_html("{}{}", drawn, rest) if drawn else rest
