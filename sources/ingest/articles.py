"""Where one article ends and the next begins.

A new article shows itself by a headline with company: a byline, a day, a standfirst, a dateline after
it, furniture or a rule before it, and running text below. Each is worth some points; a line that could
be a headline and gathers enough of them opens an article. The first article opens with the text.
Whatever follows an article, its page's credits, comments and furniture included, belongs to it.
"""

import re
from dataclasses import dataclass, replace

from sources.ingest.bylines import is_byline
from sources.ingest.cohesion import break_points
from sources.ingest.datelines import opens_with_dateline
from sources.ingest.headlines import KICKER
from sources.ingest.join import Unit
from sources.ingest.letters import ADDRESSED, find_letters
from sources.ingest.mails import mail_head
from sources.ingest.printed_pages import above_foot, above_page_foot, below_page_head, is_page_rubric
from sources.ingest.roundups import find_items
from sources.ingest.shape import Shape
from sources.ingest.signs import (
    STRONG,
    frame_weight,
    has_cue,
    is_bracketed,
    is_dateline,
    is_masthead,
    is_name_only,
    is_place,
    is_prose,
    is_title_like,
)
from sources.ingest.stamps import find_stamp
from sources.ingest.succession import Head, read_head
from sources.vocabulary import Kind

ENOUGH = 3.0
LOUD = 0.85  # share of capitals
WINDOW = 9
REPEATED_WORDS = 200
DOCUMENT_COUNT = re.compile(r"^\W*(?:document|article|item|story) \d+ (?:of|/) \d+\W*$", re.IGNORECASE)
LONGEST_DECK, LONGEST_RUBRIC = 8, 2  # words
FEWEST_SAID, COMPANY, MOST_IN_NAME = 8, 4, 5  # words; lines; words
LONGEST_HEAD = 4  # lines above a headline
SETTLED = 3  # looks at a head, each from the headline found before
FEWEST_WORDS = 60
FEWEST_WORDS_CABLED = 20


@dataclass(frozen=True, slots=True)
class Edges:
    """One article among the passages of a file: from start up to end, and its headline's place."""

    start: int
    end: int
    title: int | None
    head: Head | None = None  # as read already, where it was read over just these passages
    is_item: bool = False  # of a round-up: its first line is its headline, or its text


def find_edges(units: list[Unit]) -> list[Edges]:
    """Give the articles in order; passages that belong to none lie between them."""
    if not any(is_prose(unit) or unit.shape.words >= 5 for unit in units):
        return []
    top = mail_head(units)
    if top and len(inside := _edges(units[top:])) > 1:
        starts = [_below_note(units[top:], inside[0]), *(one.start for one in inside[1:])]
        return [
            replace(
                one,
                start=start + top,
                end=one.end + top,
                title=None if one.title is None else one.title + top,
            )
            for start, one in zip(starts, inside, strict=True)
        ]
    return _edges(units)


def _items(units: list[Unit], items: list[int]) -> list[Edges]:
    """Give the items of a round-up; what stands over and under all of them belongs to none."""
    ends = [*items[1:], len(units)]
    edges = []
    for start, stop in zip(items, ends, strict=True):
        end = stop
        while end - 1 > start and units[end - 1].shape.rule:
            end -= 1
        edges.append(Edges(start, end, None if is_prose(units[start]) else start, is_item=True))
    last = edges[-1]
    return [*edges[:-1], replace(last, end=above_foot(units, last.start, last.end))]


def _below_note(units: list[Unit], first: Edges) -> int:
    """Give where the first article of a mail begins, below what its sender wrote over it."""
    above = range(first.start, first.title or first.start)
    said = (units[index].shape for index in above)
    note = max((index for index, form in zip(above, said, strict=True) if _is_remark(form)), default=-1)
    return max(first.start, note + 1)


def _edges(units: list[Unit]) -> list[Edges]:
    if items := find_items(units):
        return _items(units, items)
    first = read_head(units, 0, len(units))
    opening = first.title
    heads = Heads(units)
    prose_before = _prose_counts(units)
    second = _second_printings(units)
    letters = {letter.start: letter for letter in find_letters(units)}
    if letters and prose_before[min(letters)] < FEWEST_WORDS_CABLED:
        quiet_until = min(letters) - 1
    else:
        heads.add(0, opening)
        # No second article opens before the text of the first.
        quiet_until = max(opening, first.body if first.body < len(units) else 0) if opening is not None else 0
    for index, unit in enumerate(units):
        if (letter := letters.get(index)) is not None and index > quiet_until:
            heads.add(index, letter.title)
            quiet_until = letter.signature.stop - 1
        if index <= quiet_until or not is_title_like(unit) or index in letters:
            continue
        if prose_before[index] - prose_before[quiet_until] < FEWEST_WORDS_CABLED:
            continue
        style = heads.style_points(index)
        points = head_points(units, index) + style + heads.repeat_points(index)
        is_short = bool(style) or points > ENOUGH + 1 or heads.has_masthead
        fewest = FEWEST_WORDS_CABLED if is_short else FEWEST_WORDS
        if index in second or (points >= ENOUGH and _has_text(units, index, fewest)):
            best = _better_title(units, index)
            heads.add(_start_of(units, best), best)
            quiet_until = best
    edges = _closed(units, heads.places)
    whole = edges[0].start == 0 and edges[0].end == len(units)
    return [replace(edges[0], head=first)] if whole else edges


class Heads:
    """The heads found so far, and what they have in common."""

    def __init__(self, units: list[Unit]) -> None:
        self.places: list[tuple[int, int | None]] = []
        self._units = units
        self._pairs: set[tuple[str, ...]] = set()
        self._companies: frozenset[str] = frozenset()
        self._in_capitals = self._in_brief = True
        self._is_dense = sum(unit.gap > 0 for unit in units) * 10 < len(units)  # no blank lines to part with
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
        in_columns = len(self.places) > 1 or self.has_masthead
        changes = self.has_masthead or (in_columns and self.break_points(index) > 0)
        if form.words > 1 and changes and self._heads_text(index):
            brief = form.words < 3 or is_name_only(self._units[index])  # what head_points holds against it
            return 3.0 + 2.0 * brief
        return 2.0 if in_columns and form.words > 3 else 0.0

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


def head_points(units: list[Unit], index: int) -> float:
    """Add up what speaks for a headline at ``index``, in a text that has already begun."""
    form = units[index].shape
    points = {1: 2.5, 2: 0.5}.get(form.level, 0.0)
    points += 1.0 if form.capitals > LOUD and form.words >= 3 else 0.0
    points += 0.5 if units[index].gap >= 2 else 0.0
    points -= 1.5 if form.words < 3 else 0.0
    points -= 1.5 if is_name_only(units[index]) else 0.0
    points -= 1.0 if form.plain.endswith("?") else 0.0
    points += 3.0 if index + 1 < len(units) and ADDRESSED.match(units[index + 1].shape.plain) else 0.0
    return points + _company_after(units, index) + _company_before(units, index)


def _company_after(units: list[Unit], index: int) -> float:
    """Score the byline, day, standfirst and dateline that follow a headline within a few lines."""
    seen: dict[str, float] = {}
    passed = 0
    for offset, unit in enumerate(units[index + 1 : index + WINDOW], start=1):
        if has_cue(unit, Kind.COMMENT, Kind.RELATED_LINK):
            break
        sign, points = _sign_of_head(units, index, offset)
        seen[sign] = max(points, seen.get(sign, 0.0))
        if is_prose(unit):
            passed += 1
            if passed > 1 or offset > 2 or unit.shape.words > 60:
                break
    return sum(seen.values())


def _sign_of_head(units: list[Unit], index: int, offset: int) -> tuple[str, float]:
    """Say what a line below a headline shows, and what that is worth."""
    unit = units[index + offset]
    plain = unit.shape.plain
    if unit.stamp and (stamp := find_stamp(plain)):
        return "day", 2.5 if stamp.edtf else 1.5 if offset <= 2 else 0.0
    if is_byline(plain):
        return "author", 2.5 if offset <= 3 else 2.0
    if is_name_only(unit) and offset <= 3 and _near_stamp(units, index + offset):
        return "author", 1.0
    if is_dateline(unit) or (opens_with_dateline(plain) and offset <= 4):
        return "dateline", 1.0 + is_prose(unit)
    if is_prose(unit) or (offset == 1 and is_title_like(unit) and unit.shape.words >= 5):
        return "standfirst", 0.5 if offset <= 2 and unit.shape.words <= 60 else 0.0
    return "buttons", 0.5 if frame_weight(unit) >= STRONG and unit.shape.words <= 3 and offset <= 5 else 0.0


def _company_before(units: list[Unit], index: int) -> float:
    """Score the end of another article just before: a rule, furniture, a credit, a day."""
    if index == 0:
        return 0.0
    previous = units[index - 1]
    if is_masthead(previous):
        return 3.0
    if previous.shape.rule:
        return 1.0
    if previous.stamp and not any(unit.stamp for unit in units[index + 1 : index + 4]):
        return 2.0
    if has_cue(previous, Kind.BOILERPLATE, Kind.SOURCE_CREDIT, Kind.COMMENT, Kind.URL):
        return 1.0
    return -1.0 if has_cue(previous, Kind.RELATED_LINK) else 0.0


def _near_stamp(units: list[Unit], index: int) -> bool:
    return any(unit.stamp for unit in units[max(0, index - 1) : index + 3])


def _has_text(units: list[Unit], index: int, fewest: int) -> bool:
    """Tell whether enough running text follows before the next thing that looks like a head."""
    words = 0
    for offset, unit in enumerate(units[index + 1 : index + 30], start=1):
        if offset > 3 and words and is_title_like(unit) and head_points(units, index + offset) >= ENOUGH:
            break
        if is_prose(unit) or (unit.shape.ends_sentence and unit.shape.words >= FEWEST_SAID and not unit.cues):
            words += unit.shape.words
        if is_dateline(unit) or (is_prose(unit) and opens_with_dateline(unit.shape.plain)):
            fewest = FEWEST_WORDS_CABLED
        if words >= fewest:
            return True
    return False


def _better_title(units: list[Unit], index: int) -> int:
    """Choose between a kicker, or another line of the page, and the headline below it."""
    for _ in range(SETTLED):
        start = _start_of(units, index)
        title = read_head(units, start, len(units)).title
        if title is None or title <= index:
            break
        index = title
    return index


def _start_of(units: list[Unit], title: int) -> int:
    """Step back from a headline over its kicker, or over a day printed above it."""
    start = title
    if (rule := _rule_above(units, title)) is not None:
        return rule + 1
    while start > 0 and start > title - 4 and _opens_head(units, start - 1, title):
        start -= 1
    while start < title and is_bracketed(units[start]) and units[start].gap < 2:
        start += 1  # a note that closes the article before
    return start


def _is_remark(form: Shape) -> bool:
    """Tell whether a line over a headline is somebody's sentence and no part of a page's head."""
    return form.words > LONGEST_RUBRIC and (form.ends_sentence or form.sentences > 1) and form.capitals < LOUD


def _rule_above(units: list[Unit], title: int) -> int | None:
    """Give the place of a rule a few short lines above a headline: it parts two articles."""
    for index in range(title - 1, max(title - LONGEST_HEAD, 0) - 1, -1):
        if units[index].shape.rule:
            return index
        if is_prose(units[index]) or units[index].shape.ends_sentence:
            break
    return None


def _opens_head(units: list[Unit], index: int, title: int) -> bool:
    """Tell whether a line above a headline is a part of its head: rubric, day, note, count."""
    unit = units[index]
    if DOCUMENT_COUNT.match(unit.shape.plain) or is_bracketed(unit):
        return True
    if unit.stamp or is_masthead(unit):
        return not any(other.stamp for other in units[title + 1 : title + 4])
    rubric = (
        unit.shape.words <= 4
        and not is_name_only(unit)
        and (unit.shape.capitals > LOUD or bool(KICKER.match(unit.shape.plain)))
    )
    return is_title_like(unit) and rubric


def _closed(units: list[Unit], heads: list[tuple[int, int | None]]) -> list[Edges]:
    """Give each article its end; a rule that only parts two articles belongs to neither."""
    edges = []
    if len(heads) > 1 and heads[0][1] and not heads[0][0]:
        heads = [(below_page_head(units, heads), heads[0][1]), *heads[1:]]
    for place, (start, title) in enumerate(heads):
        end = heads[place + 1][0] if place + 1 < len(heads) else len(units)
        if place + 1 < len(heads):
            while end - 1 > start and (units[end - 1].shape.rule or is_page_rubric(units[end - 1])):
                end -= 1
        elif place:
            end = above_page_foot(units, start, end)
        edges.append(Edges(start, end, title))
    return edges


def _prose_counts(units: list[Unit]) -> list[int]:
    counts, total = [], 0
    for unit in units:
        counts.append(total)
        total += unit.shape.words if is_prose(unit) else 0
    return counts


def _second_printings(units: list[Unit]) -> frozenset[int]:
    """Give the headlines at which a long stretch of the file begins to stand for the second time."""
    first: dict[str, int] = {}
    found = set()
    run_start, words, expected = 0, 0, 0
    for index, unit in enumerate(units):
        match = first.setdefault(unit.text, index)
        if 0 < expected < index and units[expected].text == unit.text:
            match = expected  # a line that recurs often ("Share this") does not end the run
        else:
            run_start, words = index, 0
        expected = match + 1 if match < index else 0
        if match < index and words < REPEATED_WORDS <= (words := words + unit.shape.words):
            found.add(next((place for place in range(run_start, index) if is_title_like(units[place])), -1))
    return frozenset(found)
