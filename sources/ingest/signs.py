"""What a passage looks like on its own: prose, a possible headline, a byline, a dateline.

These are the words in which the rules about articles and labels speak; each is a claim about one
passage, without its neighbours.
"""

import re

from sources.ingest.bylines import is_byline, is_name, is_name_list
from sources.ingest.credits import NEWSPAPERS
from sources.ingest.datelines import opens_with_dateline
from sources.ingest.join import Unit
from sources.ingest.shape import is_section_number
from sources.ingest.stamps import find_stamp
from sources.vocabulary import Kind

STRONG = 2.0
LONGEST_NAMED = 120  # characters of a name and a day
MONTH_ONLY = 2  # parts of "1998-03": no dateline, which has a day
NO_PLACE_BEFORE = re.compile(r"\b(?:on|for|every|this|next|last|until)\W*$", re.IGNORECASE)
HOURS = frozenset(
    {
        "morning",
        "night",
        "evening",
        "noon",
        "midnight",
        "afternoon",
        "wireless",
        "telegraph",
        "cable",
        "last",
        "inst",
    }
)
MASTHEAD_WORDS = frozenset(
    {"page", "pages", "number", "price", "vol", "volume", "columns", "column", "edition", "issue"}
)
# Lines set in columns, or menus; a newspaper's name alone.
COLUMNS = re.compile(r"\S(?:\s{3,}|\t)\S|\s[|•·]\s|[^\s.!?:;,\"”'’)] {2,}\S[^.!?]*[^\s.!?:;,\"”'’)] {2,}\S")
PAPER = re.compile(rf"^(?i:the )?(?:[^\W\d_a-z][\w'’&.-]* ){{0,4}}(?i:{NEWSPAPERS})\W*$")
ISSUE = re.compile(rf"\b(?:(?i:{NEWSPAPERS})\b|(?i:no|vol|page|p)\.? ?\d)")
META_LINE = re.compile(
    r"^(?:date|from|to|cc|sent|by|byline|author|source|section|length|published"
    r"|dateline|page|language|copyright)\s*:",
    re.IGNORECASE,
)
WEEKDAY = r"(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)"
PLACE_AND_DAY = re.compile(
    r"^[^\W\d_a-z][\w'’.\-]*(?: [^\W\d_a-z][\w'’.\-]*){0,3}"
    r"(?:, [^\W\d_a-z][\w.'’]+(?: [^\W\d_a-z][\w.'’]+)?)?[,.]? "
    r"(?:\(?by (?:telegraph|cable|wireless)\)?,? )?"
    rf"(?P<day>{WEEKDAY}.{{0,40}}|.{{0,20}}\d.{{0,40}})$"
)
PLACE_NAME = r"[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]+){0,2}"
# The line over a newspaper's columns: its name, the number, the day, the page.
MASTHEAD = re.compile(
    r"^(?P<name>(?:The )?[^\W\d_a-z][\w.&'’\-]*(?: (?:(?:of|and|the|&) )?[^\W\d_a-z][\w&'’\-]*){0,6})[.,:]?\s"
    rf"(?:.{{0,30}}\b(?:No|Vol|vol|no|Nr)\.? ?\d+.*|(?:{PLACE_NAME}[.,]?\s(?:[—–-]+\s)?)?{WEEKDAY}.*"
    rf"|.{{0,30}}\bp(?:age|\.)? ?\d.*|.{{0,12}}\d.*)$"
)
VOLUME = re.compile(r"^\W*(?:vol(?:ume)?|number|issue)\b\.? ?(?:[ivxlcdm]+|\d+)\b", re.IGNORECASE)
PAPER_FIRST = re.compile(rf"^(?:The )?(?:[^\W\d_a-z][\w'’&.-]* ){{0,4}}(?i:{NEWSPAPERS})\b")
AGENCY_AFTER = re.compile(
    r"\s*\((?:[A-Z]{2,5}|Reuters?|[A-Z][a-z]+ (?:Press|News)"
    r"|(?:[A-Z][\w.]* ){1,5}[A-Z][\w.]*)\)\W*$"
)


def is_prose(unit: Unit) -> bool:
    """Tell whether a passage is a paragraph of running text, not furniture of any kind."""
    form = unit.shape
    if (
        form.words < (16 if form.sentences < 2 else 10)
        or unit.stamp
        or form.level
        or frame_weight(unit) >= STRONG
    ):
        return False
    if form.capitals > 0.8 and form.words < 30:
        return False
    return form.ends_sentence or form.ends_colon or form.words >= 35 or form.sentences >= 3


def frame_weight(unit: Unit) -> float:
    """Give the weight of the strongest cue that speaks against running text."""
    return unit.strongest


def has_cue(unit: Unit, *kinds: Kind) -> bool:
    """Tell whether a strong cue for one of the kinds leads the cues of a passage."""
    strongest = max(unit.cues, key=lambda vote: vote.weight, default=None)
    return strongest is not None and strongest.weight >= 1.5 and strongest.kind in kinds


def is_title_like(unit: Unit) -> bool:
    """Tell whether a passage could be a headline: short, one line, not a sentence, not furniture."""
    form = unit.shape
    if (
        not 1 <= form.words <= 30
        or form.rule
        or form.bullet
        or form.quoted
        or form.starts_lower
        or form.ends_colon
    ):
        return False
    if unit.stamp or frame_weight(unit) >= STRONG or is_byline(form.plain) or opens_with_dateline(form.plain):
        return False
    if is_masthead(unit) or is_dateline(unit) or is_bracketed(unit):
        return False
    if unit.is_open and form.words > 3:
        return False
    if form.sentences > 2 or META_LINE.match(form.plain):
        return False
    stopped = form.plain.rstrip("\"'”’)*_ ").endswith((".", ";"))
    return not stopped or form.capitals > 0.8 or form.level > 0


def is_bracketed(unit: Unit) -> bool:
    """Tell whether a passage stands whole in square brackets, as editors' words do."""
    text = unit.text.strip("*_ ")
    return (
        text.startswith("[")
        and text.endswith("]")
        and "](" not in text
        and "]" not in text[1:-1]
        and unit.shape.words > 2
    )


def is_name_only(unit: Unit) -> bool:
    """Tell whether a passage is a person's name and nothing else."""
    if unit.cues or not 2 <= unit.shape.words <= 14:
        return False
    plain = unit.shape.plain
    return (unit.shape.words <= 5 and is_name(plain)) or (" and " in plain and is_name_list(plain))


def is_masthead(unit: Unit) -> bool:
    """Tell whether a line is a newspaper's name with the day of the issue, or that day beside the name."""
    return unit.is_issue or _is_name_and_day(unit)


def _is_name_and_day(unit: Unit) -> bool:
    form = unit.shape
    if not 3 <= form.words <= 18 or unit.stamp or form.sentences > 4:
        return False
    stamp = find_stamp(form.plain)
    if stamp is None:
        return False
    if VOLUME.match(form.plain):
        return bool(stamp.edtf)
    named = PAPER_FIRST.match(form.plain)
    if not (stamp.edtf or named) or not MASTHEAD.match(form.plain):
        return False
    rest = form.plain.replace(stamp.words, " ")
    if not ISSUE.search(rest):
        return False
    return not any(
        word.islower() and len(word) > 3
        for word in re.findall(r"[^\W\d_]+", rest)
        if word not in MASTHEAD_WORDS
    )


def is_interrupted(units: list[Unit], index: int) -> bool:
    """Tell whether a sentence stops short here and goes on a few lines below, after a picture or a button."""
    form = units[index].shape
    if form.words < 6 or form.ends_sentence or form.ends_colon:
        return False
    following = units[index + 1 : index + 3]
    return any(
        unit.shape.starts_lower and place and has_cue(following[0], Kind.CAPTION, Kind.BOILERPLATE)
        for place, unit in enumerate(following)
    )


def is_named_stamp(plain: str) -> bool:
    """Tell whether a line is two or three capitalised words and a full date with no comma between."""
    if len(plain) > LONGEST_NAMED:
        return False
    stamp = find_stamp(plain)
    name = plain.split(stamp.words, maxsplit=1)[0].strip() if stamp and stamp.edtf else ""
    return (
        len(name.split()) in {2, 3}
        and name[-1:].isalpha()
        and is_name(name)
        and plain.endswith(stamp.words if stamp else "")
    )


def is_place(unit: Unit) -> bool:
    """Tell whether a line is one to three words in capitals, as a place over a short piece is."""
    form = unit.shape
    if is_section_number(form.plain):
        return False
    return 1 <= form.words <= 3 and form.capitals > 0.95 and not unit.cues and form.plain[:1].isalpha()


def is_dateline(unit: Unit) -> bool:
    """Tell whether a line is a place and a day and nothing else."""
    form = unit.shape
    if not 2 <= form.words <= 12 or unit.stamp or unit.is_issue:
        return False
    plain = form.plain.rstrip(".:—– -")
    place = AGENCY_AFTER.sub("", plain)
    if unit.cues and place == plain:
        return False
    found = PLACE_AND_DAY.match(place)
    if not found or form.sentences > 1:
        return False
    day = found["day"]
    is_other = NO_PLACE_BEFORE.search(place[: found.start("day")])
    if is_other or any(
        word.islower() and len(word) > 3 for word in day.split() if word.strip(",.") not in HOURS
    ):
        return False
    stamp = find_stamp(form.plain)
    if is_named_stamp(form.plain) or (stamp and len(stamp.edtf.split("-")) == MONTH_ONLY):
        return False
    return bool(find_stamp(form.plain)) or bool(re.match(WEEKDAY, day))
