"""The items of a round-up: short reports by several hands, one under another in one file.

"News in brief", a digest, a summary of the week, a page of cables. Each item has its heading, and most have
something that only a report of its own has: a place and a day, an agency, a writer. Headings are told by what
they have in common (a number that counts on, capitals, a rule above), so that an article's own crossheads and
a report's numbered parts, under which no place and no agency stands, are not taken for them.
"""

import re
from statistics import median

from sources.ingest.bylines import is_byline, label_of
from sources.ingest.datelines import opens_with_dateline
from sources.ingest.headlines import FEWEST_IN_POINT
from sources.ingest.join import Unit
from sources.ingest.letters import ADDRESSED
from sources.ingest.shape import SENTENCE_END, is_section_number
from sources.ingest.signs import has_cue, is_bracketed, is_dateline, is_masthead, is_place, is_prose
from sources.ingest.speakers import CAP
from sources.ingest.stamps import find_stamp, is_clock
from sources.vocabulary import Kind

NUMBER = re.compile(r"^\W*(?P<number>\d{1,2})(?:[.)]|\s[–—-])\s+(?=\S)")
ROUNDUP = re.compile(
    r"\b(?:(?:news|world|nation|region|business|sports?|africa|asia|europe|americas?|week|day"
    r"|month)?\W{0,3}(?:in brief|briefs|briefly)"
    r"|round-?up|digest|news(?: and views)? summary|(?:news|daily|weekly|monthly|press) (?:bulletin"
    r"|monitor|update|review|wrap)"
    r"|(?:week|month|day|year) in review|this week in|dispatches from|in other news|at a glance"
    r"|around the (?:world|region|country))\b",
    re.IGNORECASE,
)
# A place and a day, or an agency, before the first words.
PLACED = re.compile(
    rf"^(?:[A-Z][A-Z'’. -]{{2,30}}|{CAP}(?: {CAP}){{0,2}})(?:,? (?:{CAP}|[A-Z]{{2,3}}))?,? "
    r"\(?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+\.? \d{1,2}"
    r"|[A-Z]{2,5})\)?"
    r"\s?(?:—|–|--|:| - )\s?(?=\S)"
)
STARS = re.compile(r"^[\s*•~#]{2,}$")
SIGNED_OFF = re.compile(
    r"[.!?”\"’] ?[(\[—–-]{1,2} ?(?:[A-Z]{2,5}|Reuters|[A-Z][\w.]+(?: [A-Z][\w.]+){0,3})[)\]]?\.?$"
)
FEWEST, LONGEST_HEADING = 3, 16  # items; words
FEWEST_WORDS, MOST_WORDS = 12, 170  # of an item; the second for half of them
OWN_SHARE, LOUD, HEAD = 0.6, 0.85, 12


def find_items(units: list[Unit]) -> list[int]:
    """Give the headings of a round-up's items in order; none where a file is no round-up."""
    if sum(is_clock(unit.shape.plain) for unit in units) >= FEWEST:
        return []  # a live page, whose posts are one article
    for headings in (_numbered(units), _in_capitals(units), _under_rules(units), _directly_over(units)):
        with_text = _with_text(units, headings)
        if _is_roundup(units, with_text):
            return with_text
    return _untitled(units)


def item_lines(units: list[Unit], heading: int, end: int) -> dict[int, Kind]:
    """Give what the heading and the short lines between it and an item's text are."""
    if _is_text(units[heading]):
        return {heading: Kind.BODY}
    kinds = {heading: Kind.TITLE}
    for index in range(heading + 1, min(heading + 3, end)):
        if is_dateline(units[index]) or (is_place(units[index]) and index + 1 < end):
            kinds[index] = Kind.DATELINE
        elif is_byline(units[index].shape.plain):
            kinds[index] = Kind.BYLINE
        elif not units[index].stamp:
            break
    return kinds


def _numbered(units: list[Unit]) -> list[int]:
    """Give the headings that count on from one."""
    found: list[int] = []
    for index, unit in enumerate(units):
        match = NUMBER.match(unit.text)
        if (
            match
            and int(match["number"]) == len(found) + 1
            and _may_head(units, index, unit.text[match.end() :])
        ):
            found.append(index)
    return found


def _in_capitals(units: list[Unit]) -> list[int]:
    """Give the headings in capitals that a blank line parts from the text above."""
    return [
        index
        for index, unit in enumerate(units)
        if unit.shape.capitals > LOUD
        and unit.gap
        and not NUMBER.match(unit.text)
        and _may_head(units, index, unit.text)
    ]


def _under_rules(units: list[Unit]) -> list[int]:
    """Give the headings that stand under stars ("* * *"); old papers have other rules between decks too."""
    return [
        index
        for index, unit in enumerate(units)
        if index and STARS.match(units[index - 1].text) and _may_head(units, index, unit.text)
    ]


def _with_text(units: list[Unit], headings: list[int]) -> list[int]:
    """Leave out a paper's name or a rubric that stands over a heading and has no text of its own."""
    ends = [*headings[1:], len(units)] if headings else []
    pairs = zip(headings, ends, strict=True)
    return [start for start, end in pairs if any(_is_text(unit) for unit in units[start + 1 : end])]


def _directly_over(units: list[Unit]) -> list[int]:
    """Give the headings of any type with a blank line above, and text or its place or writer below."""
    return [
        index
        for index, unit in enumerate(units[:-1])
        if unit.gap and _is_over_text(units, index) and _may_head(units, index, unit.text)
    ]


def _is_over_text(units: list[Unit], index: int) -> bool:
    below = units[index + 1]
    return _is_text(below) or is_dateline(below) or is_byline(below.shape.plain) or is_place(below)


def _untitled(units: list[Unit]) -> list[int]:
    """Give the paragraphs of a round-up whose items have a place before their first words, and no heading."""
    text = [index for index, unit in enumerate(units) if _is_text(unit)]
    placed = [index for index in text if units[index].gap and _has_place(units[index].shape.plain)]
    if len(placed) < FEWEST or len(placed) * 4 < len(text) * 3 or placed[0] != text[0]:
        return []
    return placed if _is_named(units[: placed[0]]) else []


def _may_head(units: list[Unit], index: int, words: str) -> bool:
    """Tell whether a line could be an item's heading: short, no sentence, with text under it."""
    unit = units[index]
    form = unit.shape
    if (
        form.asks_last
        or not 1 < form.words <= LONGEST_HEADING
        or unit.stamp
        or is_clock(form.plain)
        or form.ends_colon
        or is_byline(form.plain)
    ):
        return False
    if (
        has_cue(unit, Kind.BOILERPLATE, Kind.COMMENT, Kind.RELATED_LINK)
        or is_dateline(unit)
        or is_bracketed(unit)
    ):
        return False
    is_stopped = bool(SENTENCE_END.search(words))
    if (is_stopped and form.capitals <= LOUD) or is_section_number(words):
        return False
    below = units[index + 1 : index + 4]
    text = next((place for place, other in enumerate(below) if _is_text(other)), None)
    return text is not None and all(_is_headline_company(other) for other in below[:text])


def _is_text(unit: Unit) -> bool:
    form = unit.shape
    return is_prose(unit) or (form.ends_sentence and form.words >= FEWEST_WORDS and form.capitals <= LOUD)


def _is_headline_company(unit: Unit) -> bool:
    return (
        unit.stamp
        or is_dateline(unit)
        or is_byline(unit.shape.plain)
        or is_place(unit)
        or unit.shape.words <= FEWEST_IN_POINT
    )


def _is_roundup(units: list[Unit], headings: list[int]) -> bool:
    """Tell whether headings are those of reports of their own, most of them short."""
    if len(headings) < FEWEST:
        return False
    ends = [*headings[1:], len(units)]
    spans = [units[start + 1 : end] for start, end in zip(headings, ends, strict=True)]
    if any(ADDRESSED.match(unit.shape.plain) for span in spans for unit in span[:2]):
        return False  # letters
    words = [sum(unit.shape.words for unit in span if _is_text(unit)) for span in spans]
    if min(words) < FEWEST_WORDS or median(words) > MOST_WORDS:
        return False
    before = sum(unit.shape.words for unit in units[: headings[0]] if is_prose(unit))
    own = sum(_is_own(span) for span in spans)
    if before > median(words) or any(is_masthead(unit) or _is_dated(unit) for span in spans for unit in span):
        return False  # an article with parts, or articles that each have a page's whole head
    return _is_named(units[: headings[0]]) or own >= OWN_SHARE * len(headings)


def _is_dated(unit: Unit) -> bool:
    """Tell whether a line is a whole day and nothing else, as in the head of a page."""
    stamp = find_stamp(unit.shape.plain) if unit.stamp else None
    return stamp is not None and bool(stamp.edtf)


def _is_named(head: list[Unit]) -> bool:
    """Tell whether a line over the items says that they are a round-up's."""
    return any(ROUNDUP.search(unit.text) and unit.shape.words <= HEAD for unit in head)


def _has_place(opening: str) -> bool:
    if label_of(opening) and not PLACED.match(opening):
        return False  # who speaks, in an interview or a debate
    return opens_with_dateline(opening) or bool(PLACED.match(opening))


def _is_own(span: list[Unit]) -> bool:
    """Tell whether what stands under a heading begins or ends as a report of its own does."""
    first = next((place for place, unit in enumerate(span) if _is_text(unit)), 0)
    if any(is_dateline(unit) or is_byline(unit.shape.plain) or is_place(unit) for unit in span[:first]):
        return True
    last = next((unit for unit in reversed(span) if _is_text(unit)), span[first])
    has_place = _has_place(span[first].shape.plain)
    is_signed = bool(SIGNED_OFF.search(last.text[-60:])) or any(
        find_stamp(u.text) and is_bracketed(u) for u in span
    )
    return has_place or is_signed
