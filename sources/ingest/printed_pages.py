"""What a printed page has over and under all of its articles: name, day, rubric, notices, imprint.

These lines belong to none of the articles, unless every article has a newspaper's name over it, as clippings
put one after another do.
"""

import re
from dataclasses import replace

from sources.ingest.ballot import Vote
from sources.ingest.join import Unit
from sources.ingest.letters import is_rubric
from sources.ingest.signs import PAPER, VOLUME, has_cue, is_dateline, is_masthead
from sources.ingest.stamps import find_stamp
from sources.vocabulary import Kind

IMPRINT = re.compile(r"^\W*printed (?:and published )?(?:by|for|at)\b", re.IGNORECASE)
COLUMN_RUBRIC = re.compile(
    r"^\W*(?:(?:latest |special |foreign |cable |our |to-?day'?s |by )*(?:telegrams?|telegraph"
    r"|cablegrams|intelligence"
    r"|despatches)|(?:news|world|nation|county)? ?in brief|news of the (?:day|world|week))\W*$",
    re.IGNORECASE,
)
PAGE_HEAD = 8  # lines
HEAD_OF_FILE = 5  # lines
FULL_DAY = len("1911-10-06")
# What stands by a paper's name in print and not on the web: the number, the price, the page.
PRINTED = re.compile(
    r"^\W*(?:page|p\.) ?\d{1,3}\W*$|\b(?:price|cents|pence|centavos|annas?|kopecks)\b", re.IGNORECASE
)
NAME_OF_PAPER = Vote(Kind.BOILERPLATE, 3.4, "a newspaper's name over the day of its issue")
LONGEST_ADDRESS = 12  # words


def with_issue(units: list[Unit]) -> list[Unit]:
    """Mark the day of a newspaper's issue where its name stands on a line of its own over it.

        THE OSBY TIDINGS.
        OSBY, OHIO, FRIDAY, OCTOBER 6, 1911.
        VOL. XLVII.    TWO CENTS.

    On the web a name and a day are a line each too: only a place before the day, or a number, a price or a
    page beside it, are print's.
    """
    for place in range(1, min(HEAD_OF_FILE, len(units))):
        name, day = units[place - 1], units[place]
        stamp = find_stamp(day.shape.plain)
        if not PAPER.match(name.shape.plain) or not stamp or len(stamp.edtf) != FULL_DAY:
            continue
        beside = units[place + 1 : place + 3] + units[: place - 1]
        printed = any(VOLUME.match(unit.text) or PRINTED.search(unit.text) for unit in beside)
        if is_dateline(day) or (day.stamp and printed):
            named = replace(name, cues=(*name.cues, NAME_OF_PAPER), strongest=NAME_OF_PAPER.weight)
            return [*units[: place - 1], named, replace(day, is_issue=True), *units[place + 1 :]]
    return units


def above_page_foot(units: list[Unit], start: int, end: int) -> int:
    """Give where the last of several articles ends, above a printed page's imprint and notices."""
    own = above_foot(units, start, end)
    is_foot = any(unit.shape.rule or IMPRINT.match(unit.shape.plain) for unit in units[own:end])
    is_print = any(is_masthead(unit) or is_page_rubric(unit) for unit in units[:PAGE_HEAD])
    return own if is_foot or is_print else end


def above_foot(units: list[Unit], start: int, end: int) -> int:
    """Give where the rules, notices and addresses begin with which a file ends."""
    while end - 1 > start and _is_foot(units[end - 1]):
        end -= 1
    return end


def _is_foot(unit: Unit) -> bool:
    """Tell whether a line at the end is no article's: a rule, a notice, a bare address."""
    is_address = unit.shape.words <= LONGEST_ADDRESS and unit.text.startswith(("http://", "https://", "www."))
    return unit.shape.rule or is_address or has_cue(unit, Kind.BOILERPLATE)


def below_page_head(units: list[Unit], heads: list[tuple[int, int | None]]) -> int:
    """Give the first line below what stands over all of a page's articles: its name, day, price, rubric.

    Where later articles have a newspaper's name over them too, each has its own.
    """
    start, title = 0, heads[0][1] or 0
    is_shared = not any(is_masthead(unit) for unit in units[title:])
    for place in range(title):
        if (is_shared and is_masthead(units[place])) or is_page_rubric(units[place]):
            start = place + 1
    while 0 < start < title and has_cue(units[start], Kind.EDITOR_NOTE, Kind.BOILERPLATE, Kind.SOURCE_CREDIT):
        start += 1
    return start


def is_page_rubric(unit: Unit) -> bool:
    """Tell whether a line is a rubric over a column of several pieces: letters, telegrams."""
    return is_rubric(unit) or bool(COLUMN_RUBRIC.match(unit.shape.plain))
