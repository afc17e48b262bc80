"""What a line of an article's head could be, judged by itself and by the text below.

The points are evidence, not verdicts: which reading of all lines together is best is decided in
``succession``.
"""

import re
from collections.abc import Iterator

from sources.ingest.bodies import SALUTATION
from sources.ingest.bylines import SECTION, authors_of, is_byline, is_post, label_of
from sources.ingest.captions import is_pictured
from sources.ingest.datelines import opens_with_dateline
from sources.ingest.headlines import FEWEST_IN_POINT, KICKER, SUMMARY, LeadIn, is_summed_up, title_points
from sources.ingest.join import Unit
from sources.ingest.letters import ADDRESSED
from sources.ingest.shape import is_section_number
from sources.ingest.signs import (
    COLUMNS,
    PAPER,
    has_cue,
    is_bracketed,
    is_dateline,
    is_interrupted,
    is_masthead,
    is_name_only,
    is_named_stamp,
    is_place,
    is_prose,
    is_title_like,
)
from sources.ingest.stamps import find_stamp, is_clock
from sources.vocabulary import Kind

INTERVIEWER = re.compile(
    r"^[Ii](?:nterview|NTERVIEW)(?:e[dr]|E[DR])?(?: by)?\s*:\s*"
    r"[^\W\d_a-z][\w'’.-]+(?: [^\W\d_a-z][\w'’.-]+){1,3}$"
)
DATED = re.compile(
    r"^\W*(?:first |last |originally )?(?:published|posted|updated|modified|issued|filed|date|update)\b", re.I
)
# What a line says it is ("Date: …").
META = (
    (
        re.compile(r"^(?:headline|title|subject)\s*:\s*\S", re.IGNORECASE),
        Kind.TITLE,
        "labelled as the headline",
    ),
    (
        re.compile(r"^(?:byline|author|writer|from)\s*:\s*\S", re.IGNORECASE),
        Kind.BYLINE,
        "labelled as the writer",
    ),
    (
        re.compile(r"^(?:date|published|publication date|sent|posted|updated)\s*:\s*.*\d", re.IGNORECASE),
        Kind.PUBLICATION_DATE,
        "labelled as the day",
    ),
    (re.compile(r"^dateline\s*:\s*\S", re.IGNORECASE), Kind.DATELINE, "labelled as the dateline"),
)
NUMBERED = re.compile(r"^(?:[IVX]{1,5}|[A-H])[.)]\s")  # "III. The events of May 1951"
LONGEST_PART, FEWEST_IN_DECKS = 5, 3  # words
DECKS, LONGEST_DECK = 4, 20  # lines; words
TITLED = 0.7  # share of words with a capital
LOUD = 0.85  # share of capitals
LONGEST_SECTION, FEWEST_IN_HEADLINE = 3, 5  # words
LONGEST_NAME = 3  # words; longer ones in capitals are a deck
SAID_BY = re.compile(r"^\W*(?:written |words |story |report )?by\s", re.IGNORECASE)
CONTACT = re.compile(r"\S@\S+\.\w+\W*$|\+?[\d(][\d\- ()]{7,}\d\W*$")


def points_of(units: list[Unit], index: int, lead: LeadIn) -> dict[Kind, float]:
    """Give the points of a line for each kind that it could be in the head."""
    unit = units[index]
    if is_interrupted(units, index):
        return {}
    points = {
        Kind.BOILERPLATE: _frame(units, index),
        Kind.HEADING: _kicker(units, index),
        Kind.BYLINE: _byline(units, index, lead),
    }
    points[Kind.TITLE] = title_points(units, index, lead)
    points[Kind.SUBTITLE] = _deck(units, index, lead)
    points[Kind.PUBLICATION_DATE] = _day(unit)
    points[Kind.DATELINE] = _dateline(units, index, lead)
    points[Kind.CAPTION] = _caption(units, index)
    points[Kind.EDITOR_NOTE] = max(_cue(unit, Kind.EDITOR_NOTE), 3.8 if is_bracketed(unit) else -3.0)
    points[Kind.SOURCE_CREDIT] = max(
        _cue(unit, Kind.SOURCE_CREDIT), 3.0 if index and _is_paper_of(units[index - 1], unit) else -3.0
    )
    points[Kind.RELATED_LINK] = _cue(unit, Kind.RELATED_LINK)
    if unit.text.startswith(("http://", "https://", "www.")) and unit.shape.words <= 25:
        points[Kind.URL] = 6.0
    for kind, _ in meta_of(unit):
        points[kind] = max(points.get(kind, 0.0), 4.5)
    return points


def meta_of(unit: Unit) -> Iterator[tuple[Kind, str]]:
    """Give what a labelled line of the head says it is, and the reason to show."""
    plain = unit.shape.plain
    for pattern, kind, reason in META if unit.shape.words <= 30 else ():
        if pattern.match(plain) and (kind != Kind.BYLINE or authors_of(plain)):
            yield kind, reason


def points_in_text(units: list[Unit], index: int) -> float:
    """Give the points of a line as part of the running text, its pictures and headings included."""
    unit, form = units[index], units[index].shape
    strongest = unit.strongest
    readings = (
        (is_interrupted(units, index), 3.0),
        (_is_over_dateline(units, index), 0.2),
        (unit.shape.words >= FEWEST_IN_POINT and is_summed_up(units, index), 2.6),
        (unit.stamp, 0.8),
        (is_clock(form.plain), 1.5),
        (is_byline(form.plain) and form.words < 25, 0.5),
        (is_dateline(unit), 1.0),
        (is_bracketed(unit), 3.0),
        (strongest >= 1.5, 0.6 * strongest),
        (opens_with_dateline(form.plain) or bool(ADDRESSED.match(form.plain)), 4.5),
        (is_prose(unit), 3.4 if form.words >= 25 else 2.8),
        (form.quoted or bool(SALUTATION.match(form.plain)), 2.5),
        (bool(label_of(form.plain)), 2.2),
        (form.ends_sentence or form.ends_colon, 1.8 if form.words > 3 else 0.8),
    )
    return next((points for holds, points in readings if holds), 0.4)


def _is_over_dateline(units: list[Unit], index: int) -> bool:
    """Tell whether a paragraph that says where it was sent from stands below: the text begins there."""
    if is_prose(units[index]) or opens_with_dateline(units[index].shape.plain):
        return False
    for unit in units[index + 1 : index + 1 + DECKS]:
        if opens_with_dateline(unit.shape.plain):
            return True
        if unit.shape.words > LONGEST_DECK or unit.cues:
            return False
    return False


def _cue(unit: Unit, *kinds: Kind) -> float:
    if unit.stamp:
        return -3.0
    weight = max((vote.weight for vote in unit.cues if vote.kind in kinds), default=0.0)
    return weight if weight else -3.0


def _frame(units: list[Unit], index: int) -> float:
    """Score a line as the page's frame: a button, a menu, the site's name."""
    unit, form = units[index], units[index].shape
    cue = max(_cue(unit, Kind.BOILERPLATE), _cue(unit, Kind.COMMENT))
    readings = (
        (form.rule, 3.0),
        (cue > 0, cue),
        (bool(COLUMNS.search(unit.text)), 2.0),
        (is_prose(unit) or unit.stamp, -3.0),
        (_among_contacts(units, index), 2.2),
        (form.words <= 3 and not form.ends_sentence, 0.9),
        (form.words <= 6 and not form.ends_sentence, 0.3),
        (form.words < 12, -0.6),
    )
    return next((points for holds, points in readings if holds), -1.5)


def _among_contacts(units: list[Unit], index: int) -> bool:
    """Tell whether a line stands in one block with an address or a telephone number."""
    near = [other for other in units[index + 1 : index + 3] if not other.gap]
    near += units[index - 1 : index] if index and not units[index].gap else []
    return any(CONTACT.search(other.text) for other in near)


def _kicker(units: list[Unit], index: int) -> float:
    """Score a line as a rubric over the headline or a crosshead over the text."""
    unit, form = units[index], units[index].shape
    if (
        KICKER.match(form.plain)
        or SUMMARY.match(form.plain)
        or is_section_number(form.plain)
        or is_section(unit)
    ):
        return 4.3
    if not is_title_like(unit) or unit.cues or COLUMNS.search(unit.text):
        return -3.0
    if form.words <= LONGEST_SECTION and _stands_over(units, index):
        return 1.6
    if form.words >= FEWEST_IN_DECKS and form.capitals > LOUD and _is_decked(units, index):
        return -0.8  # the first of several lines in capitals is the headline
    return 0.4 if form.words <= 5 else -0.8 if form.words <= 9 else -2.0


def _is_decked(units: list[Unit], index: int) -> bool:
    """Tell whether a line in capitals with a stop has another such line under it, as old papers set decks."""
    follows = units[index + 1] if index + 1 < len(units) else None
    is_stopped = units[index].shape.ends_sentence and follows is not None and follows.shape.ends_sentence
    return is_stopped and follows is not None and follows.shape.capitals > LOUD and is_title_like(follows)


def is_section(unit: Unit) -> bool:
    """Tell whether a line heads a part that reports have ("I. SUMMARY")."""
    return unit.shape.words <= LONGEST_PART and bool(SECTION.match(unit.shape.plain))


def _stands_over(units: list[Unit], index: int) -> bool:
    """Tell whether a blank line parts a line from the menus above, and none from a headline below it."""
    unit, follows = units[index], units[index + 1] if index + 1 < len(units) else None
    if follows is not None and unit.shape.capitals > LOUD < follows.shape.capitals and not follows.gap:
        return follows.shape.words >= FEWEST_IN_HEADLINE and is_title_like(follows)
    if follows is None or not index or not unit.gap or PAPER.match(unit.shape.plain):
        return False
    if follows.gap and units[index - 1].gap:
        return False  # every line stands apart: a word of a menu may
    return is_title_like(follows) and follows.shape.words >= FEWEST_IN_HEADLINE and not follows.cues


def _byline(units: list[Unit], index: int, lead: LeadIn) -> float:
    """Score a line as a byline: by what it says, or as a bare name."""
    unit, plain = units[index], units[index].shape.plain
    before = units[index - 1] if index else None
    readings = (
        (bool(SAID_BY.match(plain)) and is_byline(plain), 4.0),
        (_among_contacts(units, index), -0.5),
        (before is not None and _is_paper_of(before, unit), 0.5),
        (is_byline(plain) or bool(INTERVIEWER.match(plain)), 4.0),
        (unit.shape.ends_colon, -3.0),
        (is_named_stamp(plain), 4.0),
        (is_post(plain), 3.5 if before is not None and _names_writer(before) else -0.5),
        (is_name_only(unit), _bare_name(units, index, lead)),
        (_name_in_place(plain) and not unit.cues and not lead.is_plain(plain), 2.4),
    )
    return next((points for holds, points in readings if holds), -3.0)


def _bare_name(units: list[Unit], index: int, lead: LeadIn) -> float:
    """Score a name and nothing else: by the day or post beside it, and whether it is one at all."""
    form = units[index].shape
    near = any(_is_day_or_post(other) for other in units[max(0, index - 2) : index + 3])
    points = 2.6 if near else 1.6 if form.capitals < 0.85 else 0.7
    points -= 2.0 if form.capitals > 0.85 and form.words > LONGEST_NAME and "." not in form.plain else 0.0
    points -= 1.0 if form.words > LONGEST_NAME and lead.is_partly_plain(form.plain) else 0.0
    return points - 1.6 * lead.is_plain(form.plain) - 1.5 * form.plain.endswith(".")


def _is_day_or_post(unit: Unit) -> bool:
    return unit.stamp or (is_post(unit.shape.plain) and not is_byline(unit.shape.plain))


def _names_writer(unit: Unit) -> bool:
    return is_byline(unit.shape.plain) or is_name_only(unit)


def _is_paper_of(writer: Unit, unit: Unit) -> bool:
    """Tell whether a line is the newspaper of the writer named just above."""
    return _names_writer(writer) and not unit.cues and bool(PAPER.match(unit.shape.plain))


def _name_in_place(plain: str) -> bool:
    """Tell whether a line is "Anna Petrova in Cairo" or "Anna Petrova, Cairo"."""
    found = re.match(r"^(.{3,40}?)(?: in | at |, | for | reports from )([^\W\d_a-z].{2,30})$", plain)
    is_short = len(plain.split()) <= 9 and not re.search(r"\d|[.?!]$", plain)
    return bool(found) and is_short and bool(authors_of(plain))


def _day(unit: Unit) -> float:
    plain = unit.shape.plain
    if is_masthead(unit):
        return 4.2
    if unit.stamp:
        return 3.0
    if is_clock(plain):
        return 2.0
    stamp = find_stamp(plain) if unit.shape.words <= 14 and not NUMBERED.match(plain) else None
    if stamp and DATED.match(plain):
        return 3.6
    if stamp and stamp.edtf and unit.shape.words <= 8 and not unit.shape.ends_sentence:
        return 1.2
    return -3.0


def _dateline(units: list[Unit], index: int, lead: LeadIn) -> float:
    unit = units[index]
    if is_dateline(unit) and not DATED.match(unit.shape.plain):
        return 3.6
    # "KEEPER ARRESTED." over a text that says where it was sent from is a deck.
    sent = index + 1 < len(units) and opens_with_dateline(units[index + 1].shape.plain)
    is_last = index + 1 == lead.prose and (not index or units[index - 1].shape.capitals < 0.85)
    if is_place(unit) and is_last and not sent:
        return 2.4
    return -3.0


def _caption(units: list[Unit], index: int) -> float:
    """Score a line as a picture's words: by its credit, its grammar, and what is round it."""
    unit, form = units[index], units[index].shape
    if unit.text.startswith("!["):
        return 5.0
    cue = _cue(unit, Kind.CAPTION)
    if cue > 0:
        return cue
    if not 5 <= form.words <= 45 or form.sentences > 2 or unit.stamp or opens_with_dateline(form.plain):
        return -3.0
    signs = 3.2 if index and form.emphasised and units[index - 1].text.startswith("![") else 0.0
    signs += 1.2 if is_pictured(form.plain) else 0.0
    after = units[index + 1] if index + 1 < len(units) else None
    if (
        after is not None
        and has_cue(after, Kind.CAPTION)
        and after.shape.words <= 14
        and after.text[0] != "["
    ):
        signs += 4.5 if after.shape.words <= 8 and form.sentences == 1 else 2.5
    if after is not None and opens_with_dateline(after.shape.plain):
        signs += 1.5
    if not signs and (form.bullet or (form.sentences > 1 and form.ends_sentence)):
        return -3.0  # a paragraph or a listed line is a picture's only where something else says so
    return signs + (-1.0 if form.ends_sentence else 0.4 if form.words >= 8 and form.titled < 0.6 else -0.2)


def _opens_talk(units: list[Unit], index: int) -> bool:
    """Tell whether a line is an interview's first turn: a name before it, and before the next one."""
    below = next((unit for unit in units[index + 1 : index + 3] if unit.shape.words), None)
    is_labelled = bool(label_of(units[index].shape.plain)) and below is not None
    return is_labelled and (units[index].shape.questions > 0 or bool(below and label_of(below.shape.plain)))


def _deck(units: list[Unit], index: int, lead: LeadIn) -> float:
    """Score a line as a deck or standfirst."""
    unit, form = units[index], units[index].shape
    if unit.stamp or form.rule or is_byline(form.plain) or is_dateline(unit) or form.words > 90:
        return -3.0
    if opens_with_dateline(form.plain) or ADDRESSED.match(form.plain):
        return -3.0
    strongest = unit.strongest
    if (
        KICKER.match(form.plain)
        or (index and is_clock(units[index - 1].shape.plain))
        or _opens_talk(units, index)
    ):
        return -3.0
    if form.words <= 3 and not form.ends_sentence and form.capitals < 0.85:
        return -1.0 - strongest
    points = 0.5 if form.words <= 60 else -0.5
    points -= 2.5 if is_summed_up(units, index) else 0.0
    points += 0.6 if form.emphasised else 0.0
    points += 0.8 if form.titled > TITLED and _is_over_dateline(units, index) else 0.0
    points -= 1.0 if form.bullet or form.quoted or COLUMNS.search(unit.text) else 0.0
    points -= 0.8 if is_name_only(unit) else 0.0
    points += 1.4 if is_prose(unit) else 1.2 * lead.share(form.plain)
    return points - strongest
