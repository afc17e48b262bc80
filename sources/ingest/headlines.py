"""Which line is the headline.

A headline has a headline's length, and the text takes up its words; what looks like a menu, a name or a
place and a day speaks against itself. How it stands to its decks, byline and day is ``succession``'s.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from sources.ingest.bylines import is_byline
from sources.ingest.datelines import opens_with_dateline
from sources.ingest.join import Unit
from sources.ingest.signs import (
    COLUMNS,
    PAPER,
    STRONG,
    is_dateline,
    is_masthead,
    is_name_only,
    is_prose,
    is_title_like,
)
from sources.ingest.stamps import find_stamp
from sources.ingest.tokens import tokens_in

# Rubrics that newspapers and magazines print over a headline.
KICKER = re.compile(
    r"^(?i:(?:a )?letter from .*|top stor(?:y|ies)|lead story|cover story|(?:our )?correspondence"
    r"|letters?(?: to the editors?)?|first person|opinions?"
    r"|comment|analysis|feature"
    r"|reportage|exclusive|profile|interview|q ?& ?a|special report|"
    r"dispatch(?:es)?(?: from .*)?|in depth|the long read|long read|news|world(?: "
    r"news)?|politics|essay|reviews?|obituary|background|"
    r"explainer|investigation|eyewitness|from our (?:archives?|contemporaries"
    r"|correspondents?)|latest(?: news)?|breaking(?: news)?|editorial|"
    r"foreign (?:news|intelligence)|home news|by telegraph|stop press|.{0,20}\bspecial"
    r"|(?:latest |special |recent |foreign |cable |our )*(?:telegrams|cablegrams|intelligence|despatches)"
    r"|(?:news|world|region|town|city|nation|county)? ?in brief|briefly|(?:around"
    r"|across) the (?:world|region|country))\W*$"
)
FEWEST_IN_POINT = 5  # words
NAMING = 12  # paragraphs in which a name is looked up
LONGER = re.compile(r"[^\W\d_]{3,}")
LOWERED = re.compile(r"[a-z]{3,}")
LIVE = re.compile(
    r"\blive(?: (?:blog|updates?))?\s?[:–—-]\s|^live(?: (?:blog|updates?))?\s?[:|–—-]", re.IGNORECASE
)
# Under a headline more often than under a site's name.
POSTED_ON = re.compile(r"^(?:posted|published|written) (?:on|by|at)\b.{4,60}$", re.IGNORECASE)
# What a live page's or a long report's first points stand under.
SUMMARY = re.compile(
    r"^(?:summary|at a glance|in (?:summary|short)|(?:the )?(?:main|key) points"
    r"|what (?:we know|you need to know)(?: so far)?"
    r"|the story so far)\W*$",
    re.IGNORECASE,
)
MOST_POINTS = 8  # lines
TITLE_LABEL = re.compile(r"^(?:headline|title|subject)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LeadIn:
    """What a head is judged against: the words of the text below it, and where that text may begin."""

    words: frozenset[str]
    lowered: frozenset[str]  # those that stand in it without a capital: words, not names
    prose: int  # the first running text that no byline or day follows
    lower: bool  # the text is written without capitals
    names: str  # the first paragraphs as printed, to look names up in

    @classmethod
    def of(cls, units: list[Unit], start: int, stop: int, end: int) -> "LeadIn":
        """Look ahead to the text of the article that begins at ``start``."""
        prose = start + head_end(units[start:end][:200], 0)
        sentences = [unit for unit in units[start:stop] if unit.shape.ends_sentence and unit.shape.words > 5]
        lower = sum(unit.shape.plain[:1].islower() for unit in sentences) > 0.6 * len(sentences) > 1
        text = [unit.shape.plain for unit in units[prose : min(end, prose + 40)] if is_prose(unit)]
        words = {word for plain in text for word in tokens_in(plain)}
        lowered = frozenset([word for word in words if LOWERED.fullmatch(word)])
        return cls(content_of(units[:end], prose), lowered, prose, lower, "\n".join(text[:NAMING]))

    def share(self, plain: str) -> float:
        """Give the share of a line's longer words that the text takes up."""
        words = words_of(plain)
        return len(words & self.words) / max(len(words), 3)

    def is_named(self, plain: str) -> bool:
        """Tell whether a line is a name by which the text calls somebody or some body."""
        words = plain.strip(" .,").split()
        name = " ".join(word.capitalize() if word.isupper() else word for word in words)
        if not 2 <= len(words) <= 6 or self.names.startswith(name):
            return False  # an obituary opens with the name that it has for a headline
        return name in self.names or (len(words) > 2 and name.casefold() in self.names.casefold())

    def is_plain(self, plain: str) -> bool:
        """Tell whether a line's words are common ones in the text, so that it is nobody's name."""
        words = LONGER.findall(plain.lower())
        return bool(words) and 2 * sum(word in self.lowered for word in words) >= len(words)

    def is_partly_plain(self, plain: str) -> bool:
        """Tell whether one of a line's words is a common one in the text."""
        return not self.lowered.isdisjoint(LONGER.findall(plain.lower()))


def title_points(units: list[Unit], index: int, lead: LeadIn) -> float:
    """Score a line as the headline of the text that ``lead`` describes."""
    unit, form = units[index], units[index].shape
    if not _may_be_title(unit, lead):
        return -1000.0 if form.words > 40 else -4.0
    points = 1.2 if 3 <= form.words <= 25 else -0.2
    points += 0.4 if 5 <= form.words <= 18 else 0.0
    points += {1: 3.0, 2: 1.0}.get(form.level, 0.0)
    points += 0.5 if (form.capitals > 0.85 or form.titled > 0.8) and form.words > 2 else 0.0
    points -= 0.8 if ";" in form.plain else 0.0
    points -= 2.0 if KICKER.match(form.plain) else 0.0
    points -= 2.0 if COLUMNS.search(unit.text) else 0.0
    points -= (
        (0.4 if lead.is_plain(form.plain) or form.capitals > 0.85 else 1.5) if is_name_only(unit) else 0.0
    )
    points -= 1.0 if PAPER.match(form.plain) else 0.0
    points -= 2.0 if lead.is_named(form.plain) else 0.0
    points += 2.5 if TITLE_LABEL.match(form.plain) else 0.0
    points += 0.8 if index + 1 < len(units) and POSTED_ON.match(units[index + 1].shape.plain) else 0.0
    points += 1.5 if LIVE.search(form.plain) and form.words > 3 else 0.0
    points -= 2.5 if is_summed_up(units, index) else 0.0
    points -= unit.strongest
    shared = lead.share(form.plain)
    points -= 0.8 if not shared and len(words_of(form.plain)) > 2 else 0.0
    points -= 1.0 if (stamp := find_stamp(form.plain)) and stamp.edtf else 0.0
    points += 0.6 if unit.gap and index + 1 < len(units) and units[index + 1].gap else 0.0
    return points + 3.0 * shared


def is_summed_up(units: list[Unit], index: int) -> bool:
    """Tell whether a line is one of the points under a line that says that they sum up the rest."""
    for unit in reversed(units[max(0, index - MOST_POINTS) : index]):
        if SUMMARY.match(unit.shape.plain):
            return True
        if unit.shape.words < FEWEST_IN_POINT or unit.stamp or unit.strongest >= STRONG:
            return False
    return False


def _may_be_title(unit: Unit, lead: LeadIn) -> bool:
    """Tell whether a line could be a headline: in quotation marks, or in some blogs without capitals."""
    form = unit.shape
    if is_title_like(unit):
        return True
    if unit.stamp or form.rule or not 1 <= form.words <= 25 or form.ends_colon or is_byline(form.plain):
        return False
    if is_dateline(unit) or is_masthead(unit) or opens_with_dateline(form.plain):
        return False
    if lead.lower and not form.ends_sentence:
        return True
    return form.plain[:1] in "'\"“‘" and form.plain[-1:] in "'\"”’" and form.words <= 18


def head_end(units: list[Unit], start: int) -> int:
    """Give the place of the first running text, past a standfirst that a byline or day follows."""
    for index in range(start, len(units)):
        if not is_prose(units[index]):
            continue
        after = units[index + 1 : index + 4]
        company = any(unit.stamp or is_byline(unit.shape.plain) for unit in after[:2])
        if company and units[index].shape.words <= 60 and not opens_with_dateline(units[index].shape.plain):
            continue
        return index
    return len(units)


def content_of(units: list[Unit], start: int) -> frozenset[str]:
    """Give the longer words of the first running text from ``start`` on."""
    words: set[str] = set()
    for unit in [unit for unit in units[start : start + 25] if is_prose(unit)][:8]:
        words |= words_of(unit.shape.plain)
    return frozenset(words)


@lru_cache(maxsize=8192)
def words_of(plain: str) -> frozenset[str]:
    """Give the stems (six letters) of the longer words of a line."""
    longer = [word for word in set(plain.split()) if len(word) > 3]
    return frozenset([word.strip("\"'“”‘’.,:;!?()[]").lower().rstrip("s")[:6] for word in longer])
