"""What the headlines of one file have in common: capitals, a place under each, the same paper below.

A page sets its headlines alike, so each that was found says something of the next.
"""

from itertools import pairwise

from sources.ingest.cohesion import break_points
from sources.ingest.head_points import LOUD
from sources.ingest.join import Unit
from sources.ingest.signs import is_masthead, is_name_only, is_place, is_prose, is_title_like

LONGEST_DECK, LONGEST_RUBRIC, LONGEST_BRIEF = 8, 2, 3  # words
FEWEST_RULES = 2
COMPANY, MOST_IN_NAME = 4, 5  # lines; words


class Heads:
    """The heads found so far, and what they have in common."""

    def __init__(self, units: list[Unit]) -> None:
        self.places: list[tuple[int, int | None]] = []
        self._units = units
        self._pairs: set[tuple[str, ...]] = set()
        self._companies: frozenset[str] = frozenset()
        self._in_capitals = self._in_brief = True
        self._is_dense = sum(unit.gap > 0 for unit in units) * 10 < len(units)  # no blank lines to part with
        self.is_ruled = _rules_over_heads(units) >= FEWEST_RULES
        self.has_masthead = any(is_masthead(unit) for unit in units[:4])

    def add(self, start: int, title: int | None) -> None:
        """Take a head: where it starts, and its headline's place."""
        self.places.append((start, title))
        if title is not None:
            self._pairs.add(self._pair(title))
            self._companies |= self._company(title)
            self._in_brief = self._in_brief and self._is_brief(title)
            self._in_capitals = self._in_capitals and self._units[title].shape.capitals > LOUD

    def style_points(self, index: int) -> float:
        """Score a line in capitals on a page whose headlines are in capitals, a newspaper's mostly."""
        form = self._units[index].shape
        if self._is_brief(index) and self._in_brief:
            return 3.0
        if form.capitals <= LOUD or not self._in_capitals or not self._is_parted(index):
            return 0.0
        if index and self._units[index - 1].shape.rule and form.words > 1 and self._heads_text(index):
            return 3.0 if self.break_points(index) >= 0 else 0.0  # papers rule off a column's articles
        if self.is_ruled:
            return 0.0  # a page that rules its articles off has crossheads where it rules nothing off
        in_columns = len(self.places) > 1 or self.has_masthead
        changes = self.has_masthead or (in_columns and self.break_points(index) > 0)
        if form.words > 1 and changes and self._heads_text(index):
            brief = form.words < 3 or is_name_only(self._units[index])  # what head_points holds against it
            return 3.0 + 2.0 * brief
        return 2.0 if in_columns and form.words > 3 else 0.0

    def rule_points(self, index: int) -> float:
        """Score a line in capitals under a rule, on a page that rules its articles off."""
        ruled = self.is_ruled and index > 0 and self._units[index - 1].shape.rule
        form = self._units[index].shape
        if not ruled or form.capitals <= LOUD:
            return 0.0
        return 2.5 + 1.5 * (form.words < LONGEST_BRIEF)  # what head_points holds against it

    def break_points(self, index: int) -> float:
        """Score how far the text's subject changes at a line, since the last headline."""
        return break_points(self._units, index, self.places[-1][1] or self.places[-1][0])

    def _heads_text(self, index: int) -> bool:
        """Tell whether text stands directly under a line, or under one short deck."""
        after = self._units[index + 1 : index + 3]
        decked = len(after) > 1 and after[0].shape.words <= LONGEST_DECK and is_prose(after[1])
        return is_prose(after[0]) or decked

    def _is_parted(self, index: int) -> bool:
        """Tell whether a line is parted from the text above as well as anything is on this page."""
        if index + 1 >= len(self._units):
            return False
        if index and not self._units[index].gap and _is_rubric(self._units[index - 1]):
            index -= 1
        return self._units[index].gap > 0 or (self._is_dense and self._units[index - 1].shape.ends_sentence)

    def _is_brief(self, index: int) -> bool:
        """Tell whether a line has under it a place in capitals, and then text, as news in brief has."""
        after = self._units[index + 1 : index + 3]
        return (
            len(after) > 1
            and is_place(after[0])
            and is_prose(after[1])
            and self._units[index].shape.words > 2
        )

    def repeat_points(self, index: int) -> float:
        """Score a headline that, with the line below it, is that of an earlier article, or has its paper."""
        if self._pair(index) in self._pairs:
            return 2.5
        return 1.5 if self._company(index) & self._companies else 0.0

    def _company(self, index: int) -> frozenset[str]:
        """Give the short lines close under a headline: the paper, the writer, but no day and no button."""
        after = self._units[index + 1 : index + 1 + COMPANY]
        return frozenset(
            unit.text
            for unit in after
            if 1 < unit.shape.words <= MOST_IN_NAME and is_name_only(unit) and not unit.cues
        )

    def _pair(self, index: int) -> tuple[str, ...]:
        return tuple(unit.text for unit in self._units[index : index + 2])


def _is_rubric(unit: Unit) -> bool:
    """Tell whether a line is a word or two in capitals with a stop, as stand over a newspaper's headlines."""
    form = unit.shape
    return unit.gap > 0 and form.words <= LONGEST_RUBRIC and form.capitals > LOUD and form.ends_sentence


def _rules_over_heads(units: list[Unit]) -> int:
    """Count the rules under which a line in capitals stands."""
    return sum(
        above.shape.rule and below.shape.capitals > LOUD and is_title_like(below)
        for above, below in pairwise(units)
    )
