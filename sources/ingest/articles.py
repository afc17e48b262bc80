"""Where one article ends and the next begins.

A new article shows itself by a headline with company: a byline, a day, a standfirst, a dateline after
it, furniture or a rule before it, and running text below. Each is worth some points; a line that could
be a headline and gathers enough of them opens an article. The first article opens with the text.
Whatever follows an article, its page's credits, comments and furniture included, belongs to it.
"""

import re
from dataclasses import dataclass, replace

from sources.ingest.alike_heads import LONGEST_RUBRIC, Heads
from sources.ingest.datelines import opens_with_dateline
from sources.ingest.head_points import ENOUGH, LOUD, head_points
from sources.ingest.headlines import KICKER
from sources.ingest.join import Unit
from sources.ingest.letters import find_letters
from sources.ingest.mails import mail_head
from sources.ingest.printed_pages import above_foot, above_page_foot, below_page_head, is_page_rubric
from sources.ingest.roundups import find_items
from sources.ingest.shape import Shape
from sources.ingest.signs import (
    is_bracketed,
    is_dateline,
    is_masthead,
    is_name_only,
    is_prose,
    is_title_like,
)
from sources.ingest.succession import Head, read_head

REPEATED_WORDS = 200
DOCUMENT_COUNT = re.compile(r"^\W*(?:document|article|item|story) \d+ (?:of|/) \d+\W*$", re.IGNORECASE)
FEWEST_SAID = 8  # words
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
        points = head_points(units, index) + style + heads.repeat_points(index) + heads.rule_points(index)
        is_short = bool(style) or heads.rule_points(index) > 0 or points > ENOUGH + 1 or heads.has_masthead
        fewest = FEWEST_WORDS_CABLED if is_short else FEWEST_WORDS
        if index in second or (points >= ENOUGH and _has_text(units, index, fewest)):
            best = _better_title(units, index)
            heads.add(_start_of(units, best), best)
            quiet_until = best
    edges = _closed(units, heads.places)
    whole = edges[0].start == 0 and edges[0].end == len(units)
    return [replace(edges[0], head=first)] if whole else edges


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
