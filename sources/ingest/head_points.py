"""What speaks for a line being a headline: the company it keeps above and below.

A byline, a day, a standfirst and a dateline under it, a rule, furniture or another article's end over
it; each is worth some points, and ``ENOUGH`` of them open an article.
"""

from sources.ingest.bylines import is_byline
from sources.ingest.datelines import opens_with_dateline
from sources.ingest.join import Unit
from sources.ingest.letters import ADDRESSED
from sources.ingest.signs import (
    STRONG,
    frame_weight,
    has_cue,
    is_dateline,
    is_masthead,
    is_name_only,
    is_prose,
    is_title_like,
)
from sources.ingest.stamps import find_stamp
from sources.vocabulary import Kind

ENOUGH = 3.0
LOUD = 0.85  # share of capitals
WINDOW = 9


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
        # What stands under a rule, after text, is another article's.
        if has_cue(unit, Kind.COMMENT, Kind.RELATED_LINK) or (passed and unit.shape.rule):
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
