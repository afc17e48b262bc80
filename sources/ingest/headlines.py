"""Which line is the headline.

Above an article's text stand a rubric, the headline, its decks, a byline, a day. The headline is the line
whose words the text takes up, of a headline's length, above its decks and near the byline; what looks like
a menu, a name or a place and a day speaks against itself.
"""

import re

from sources.ingest.bylines import is_byline
from sources.ingest.join import Unit
from sources.ingest.signs import (
    frame_weight,
    is_dateline,
    is_name_only,
    is_prose,
    is_title_like,
    opens_with_dateline,
)

# Rubrics that newspapers and magazines print over a headline.
KICKER = re.compile(
    r"^(?i:(?:a )?letter from .*|first person|opinions?|comment|analysis|feature"
    r"|reportage|exclusive|profile|interview|q ?& ?a|special report|"
    r"dispatch(?:es)?(?: from .*)?|in depth|the long read|long read|news|world(?: "
    r"news)?|politics|essay|reviews?|obituary|background|"
    r"explainer|investigation|eyewitness|from our (?:archives?|contemporaries"
    r"|correspondents?)|latest(?: news)?|breaking(?: news)?|editorial|"
    r"foreign (?:news|intelligence)|home news|by telegraph|stop press|.{0,20}\bspecial)\W*$"
)
TITLE_LABEL = re.compile(r"^(?:headline|title|subject)\s*:", re.IGNORECASE)


def first_title(units: list[Unit]) -> int | None:
    """Choose the headline among what stands before the first running text."""
    end = head_end(units, 0)
    candidates = [index for index in range(end) if is_title_like(units[index])]
    if not candidates:
        return None
    content = content_of(units, end)
    scored = [(title_points(units, index, content), -index) for index in candidates]
    points, place = max(scored)
    return -place if points > 0 else None


def title_points(units: list[Unit], index: int, content: frozenset[str]) -> float:
    """Score how well a line would do as the headline of the text whose words are given."""
    form = units[index].shape
    points = 0.5 if 3 <= form.words <= 25 else -0.7
    points += 0.5 if 5 <= form.words <= 18 else 0.0
    points += {1: 3.0, 2: 1.0}.get(form.level, 0.0)
    points += 0.7 if (form.capitals > 0.85 or form.titled > 0.8) and form.words > 2 else 0.0
    points -= 0.8 if ";" in form.plain else 0.0
    points -= 2.0 * _headlines_above(units, index)
    points -= 2.0 if KICKER.match(form.plain) else 0.0
    points -= (
        1.0
        if any(unit.shape.ends_sentence and unit.shape.words > 5 for unit in units[max(0, index - 6) : index])
        else 0.0
    )
    points -= (
        0.7
        if any(unit.stamp or is_byline(unit.shape.plain) for unit in units[max(0, index - 6) : index])
        else 0.0
    )
    points -= 1.5 if any(mark in form.plain for mark in "|›»•") else 0.0
    points -= 1.5 if is_name_only(units[index]) else 0.0
    points -= 2.0 if is_dateline(units[index]) else 0.0
    points += 4.0 if TITLE_LABEL.match(form.plain) else 0.0
    points -= frame_weight(units[index])
    words = _words(form.plain)
    points += 2.5 * len(words & content) / max(len(words), 3)
    following = units[index + 1 : index + 5]
    points += sum(0.8 for unit in following if unit.stamp or is_byline(unit.shape.plain))
    points += (
        0.5
        if any(is_prose(unit) or (unit.shape.ends_sentence and unit.shape.words > 6) for unit in following)
        else 0.0
    )
    return points - 0.04 * index


def _headlines_above(units: list[Unit], index: int) -> int:
    """Count the lines directly above that could be the headline, so that this is its deck."""
    count = 0
    for unit in reversed(units[max(0, index - 2) : index]):
        if (
            not is_title_like(unit)
            or unit.shape.words < 3
            or KICKER.match(unit.shape.plain)
            or is_name_only(unit)
        ):
            break
        count += 1
    return count


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
        words |= _words(unit.shape.plain)
    return frozenset(words)


def _words(plain: str) -> frozenset[str]:
    """Give the stems (six letters) of the longer words."""
    return frozenset(word.strip("\"'“”‘’.,:;!?()[]").lower()[:6] for word in plain.split() if len(word) > 3)
