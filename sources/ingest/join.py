"""Which lines are one passage.

Text reaches an archive with lines that are paragraphs, or wrapped at a column, or broken inside a
sentence where a link or a picture stood. Lines are joined where the sentence is plainly open (the line
ends with "the" or a comma, the next begins in lower case) or where the text is wrapped and the line was
full, that is, the next word would not have fitted. A joined passage runs from the first to the last
character that is not white space of its adjacent lines.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sources.ingest.ballot import Vote
from sources.ingest.bylines import label_of
from sources.ingest.cues import cues_of
from sources.ingest.datelines import opens_with_dateline
from sources.ingest.lines import Line
from sources.ingest.shape import OPEN_WORDS, STRONG_OPEN_WORDS, WEAK_OPEN_WORDS, Shape, is_crosshead, shape
from sources.ingest.stamps import MONTHS, is_clock, is_stamp
from sources.values.span import Span

WIDEST_COLUMN = 100
INITIALS = re.compile(r"(?:[^\W\d_a-z]\.\s?){2,4}$")  # by which an article is signed
MOSTLY = 0.7  # of the lines of a text that is all in capitals, as teleprinters wrote
LOUD = 0.85  # share of capitals in a headline of old
LONGEST_HEADING = 8  # words
BEFORE_DAY = frozenset(
    {"on", "of", "in", "from", "since", "until", "by", "and", "to", "before", "after", "the", "dated"}
)
DAY_AND_YEAR = re.compile(r"\d{1,2}(?:st|nd|rd|th)?,? \d{4}\b.{0,20}$")
ENDS_WEEKDAY = re.compile(r"\b(?:on|until|since|from|last) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,$")
FRAME = 2.4  # a cue of this weight makes a line a thing of its own


@dataclass(frozen=True, slots=True)
class Unit:
    """One or more lines that belong together: what becomes a passage."""

    span: Span
    text: str
    shape: Shape
    gap: int
    indent: int
    lines: int
    cues: tuple[Vote, ...]
    strongest: float  # the weight of the strongest cue
    stamp: bool  # a date and nothing else
    is_open: bool  # ends inside a sentence
    is_issue: bool = False  # the day of a newspaper's issue, by the lines beside it (``printed_pages``)


def join_lines(text: str, lines: list[Line]) -> list[Unit]:
    """Give the passages of the text, in order, each with its lines joined."""
    width = column_width(lines)
    prose = _prose_blocks(lines) if width else []
    is_loud = bool(width) and sum(shape(line.text).capitals > LOUD for line in lines) > MOSTLY * len(lines)
    units: list[Unit] = []
    first = 0
    for index in range(1, len(lines) + 1):
        column = width if width and index < len(lines) and prose[index] else 0
        if index == len(lines) or not _belong(lines, index, column, index - first, is_loud=is_loud):
            units.append(_unit(text, lines[first:index]))
            first = index
    return units


def _prose_blocks(lines: list[Line]) -> list[bool]:
    """Tell for each line whether its block, between blank lines, has a sentence that ends.

    A block without one is a headline with its decks, or a list: there a full line is no reason to join.
    """
    flags = [False] * len(lines)
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].gap:
            block = lines[start:index]
            is_prose = len(block) > 8 or any(
                shape(line.text).sentences > 1 or shape(line.text).ends_sentence for line in block
            )
            flags[start:index] = [is_prose] * len(block)
            start = index
    return flags


def column_width(lines: list[Line]) -> int:
    """Give the column at which the text was wrapped, or 0 where each line is a paragraph."""
    pairs = [(a, b) for a, b in pairwise(lines) if b.gap == 0]
    if len(pairs) < 3:
        return 0
    lengths = sorted(len(a.text) for a, _ in pairs)
    width = lengths[int(len(lengths) * 0.95)] if len(lengths) > 20 else lengths[-1]
    if (
        not 20 <= width <= WIDEST_COLUMN
        or sum(len(line.text) > 1.3 * width for line in lines) > len(lines) / 8
    ):
        return 0
    full = [a for a, b in pairs if _is_full(a, b, width)]
    broken = [a for a in full if not shape(a.text).ends_sentence]
    if len(full) < 0.45 * len(pairs) or len(broken) < 0.5 * len(full):
        return 0
    return width


def is_open(before: Shape, after: Shape, gap: int) -> bool:
    """Tell whether a sentence runs from one line into the next."""
    if before.ends_sentence or before.ends_colon or before.level or after.level or after.bullet:
        return False
    strong = before.last_word in STRONG_OPEN_WORDS
    if gap:
        return after.starts_lower and (strong or before.last_word == ",") and before.words > 3
    if before.last_word == "," and after.capitals > 0.85 > before.capitals:
        return False  # a signature under "your obedient servant,"
    if strong or before.last_word in {",", "-", "[", "("}:
        return True
    if before.last_word in WEAK_OPEN_WORDS:
        return after.starts_lower or before.words > 25
    return after.starts_lower and before.words > 3


def _belong(lines: list[Line], index: int, width: int, so_far: int, *, is_loud: bool) -> bool:
    """Tell whether line ``index`` goes on with the passage before it, which has so_far lines."""
    before, after = lines[index - 1], lines[index]
    first, second = shape(before.text), shape(after.text)
    if (width and _is_midway(before, after, width)) or _is_broken_day(first, after):
        return True
    if _parts(before, after, first, second):
        return False
    if label_of(second.plain) and (
        first.ends_sentence or not (width or first.last_word in STRONG_OPEN_WORDS)
    ):
        return False  # the next turn of an interview
    if (
        so_far > 1
        and after.gap == 0
        and second.starts_lower
        and not (first.ends_sentence or first.ends_colon)
    ):
        return True  # after the words of a link, which stood between two parts of a sentence
    if is_open(first, second, after.gap):
        return not (width and after.gap and so_far == 1 and not _is_full(before, after, width))
    return _holds_link(lines, index, width) or (
        bool(width) and _is_wrapped(before, after, width, is_loud=is_loud)
    )


def _is_broken_day(first: Shape, after: Line) -> bool:
    """Tell whether the end of a line broke a day: "FEBRUARY" over "11, 1984"."""
    is_day = not after.gap and after.text[0].isdigit() and bool(DAY_AND_YEAR.match(after.text))
    return is_day and first.last_word in MONTHS


def _is_midway(before: Line, after: Line, width: int) -> bool:
    """Tell whether a full line stops within a sentence, whatever phrase of a page's frame it may hold."""
    first, second = shape(before.text), shape(after.text)
    if after.gap or first.rule or second.bullet or first.ends_sentence or first.ends_colon:
        return False
    goes_on = second.starts_lower or (first.last_word in STRONG_OPEN_WORDS and second.capitals < LOUD)
    if is_stamp(second.plain):
        goes_on = first.last_word in BEFORE_DAY or bool(ENDS_WEEKDAY.search(before.text))  # "on | May 4."
    return first.words > 3 and goes_on and _is_full(before, after, width)


def _parts(before: Line, after: Line, first: Shape, second: Shape) -> bool:
    """Tell whether two lines cannot be one passage, whatever their words: rules, lists, buttons."""
    if first.rule or second.rule or second.level or second.bullet or first.quoted != second.quoted:
        return True
    return _stands_alone(before.text) or _stands_alone(after.text)


def _holds_link(lines: list[Line], index: int, width: int) -> bool:
    """Tell whether a short line is a link's words: the sentence stops before it and goes on after."""
    before, link = shape(lines[index - 1].text), shape(lines[index].text)
    if (
        index + 1 == len(lines)
        or lines[index].gap
        or lines[index + 1].gap
        or link.words > 8
        or link.ends_sentence
    ):
        return False
    after = shape(lines[index + 1].text)
    if _stands_alone(lines[index + 1].text) or (width and _is_full(lines[index], lines[index + 1], width)):
        return False  # a byline in lower case, or the first line of a paragraph in a column
    return (
        after.starts_lower
        and not after.bullet
        and before.words > 3
        and not (before.ends_sentence or before.ends_colon)
    )


def _is_wrapped(before: Line, after: Line, width: int, *, is_loud: bool) -> bool:
    """Tell whether a line was broken only because the column was full."""
    if after.gap or not _is_full(before, after, width):
        return False
    first, second = shape(before.text), shape(after.text)
    if after.indent >= before.indent + 2 and first.ends_sentence:
        return False  # an indented line opens a paragraph
    if first.ends_sentence and (
        is_crosshead(second) or _is_heading(after, second, width) or INITIALS.match(after.text)
    ):
        return False
    if not is_loud and first.words > 1 and first.capitals > LOUD and not first.ends_sentence:
        return second.capitals > LOUD and (second.ends_sentence or _continues(first, second))
    return not opens_with_dateline(second.plain)


def _is_heading(line: Line, form: Shape, width: int) -> bool:
    """Tell whether a line has its words capitalised, no stop, and room left: a crosshead, not a paragraph."""
    room = len(line.text) < 0.8 * width and form.words <= LONGEST_HEADING
    is_unstopped = not (form.ends_sentence or form.ends_colon) or form.capitals > LOUD
    return room and form.titled > 0.8 and is_unstopped


def _continues(first: Shape, second: Shape) -> bool:
    """Tell whether a headline's second line completes its first, and is no deck with a sense of its own."""
    return first.last_word in {*OPEN_WORDS, ","} or second.plain.split(None, 1)[0].lower() in OPEN_WORDS


@lru_cache(maxsize=64)  # each line is asked about twice, as the one after and the one before
def _stands_alone(text: str) -> bool:
    """Tell whether a line is a thing of its own: a date, a button, a credit, the start of a turn."""
    form = shape(text)
    if form.words <= 12 and (is_stamp(text) or is_clock(text)):
        return True
    if form.words <= 16 and form.plain.lower().startswith(("by ", "http://", "https://")):
        return form.words <= 1 or form.titled > 0.7
    return any(vote.weight >= FRAME for vote in cues_of(form.plain, form.words))


def _is_full(line: Line, following: Line, width: int) -> bool:
    """Tell whether the next line's first word would not have fitted on this one."""
    word = following.text.split(None, 1)[0]
    length = len(line.text) + min(line.indent, 8)
    return length >= 0.6 * width and length + 1 + len(word) > 0.86 * width


def _unit(text: str, lines: list[Line]) -> Unit:
    span = Span(lines[0].span.start, lines[-1].span.end)
    words = " ".join(line.text for line in lines) if len(lines) > 1 else lines[0].text
    form = shape(words)
    cues = cues_of(form.plain, form.words)
    return Unit(
        span=span,
        text=words,
        shape=form,
        gap=lines[0].gap,
        indent=lines[0].indent,
        lines=len(lines),
        cues=cues,
        strongest=max([vote.weight for vote in cues], default=0.0),
        stamp=form.words <= 20 and is_stamp(form.plain),
        is_open=not form.ends_sentence and form.last_word in {*STRONG_OPEN_WORDS, ","},
    )
