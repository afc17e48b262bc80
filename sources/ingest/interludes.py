"""Lines that look like a page's furniture and stand within the text: below them the article goes on.

An advertisement's label between paragraphs, the "MORE" and the slug between an agency's takes, a table's cell
or a crosshead of one word that menus have too ("Report", "Weather").
"""

import re

from sources.ingest.join import Unit
from sources.ingest.signs import STRONG, frame_weight

FEWEST_SAID = 5  # words
# Furniture that stands between paragraphs: the text goes on below it. An agency sends a report in takes, each
# closed with "MORE" and headed by its slug.
BETWEEN = re.compile(
    r"^\W*(?:advert(?:isement|ising)?s?|(?:story|article|text) continues\b.{0,30}|continue reading\b.{0,30}"
    r"|skip (?:ad|advert\w*)(?: promotion)?|sponsored|more|more follows|mf|urgent"
    r"|bc-[\w-]+.{0,60}"
    r"|.{0,60}\b(?:take \d+(?: of \d+)?|\d(?:st|nd|rd|th) ?(?:add|ld|lead)(?:-\w+)?)\b.{0,30})"
    r"\W*$",
    re.IGNORECASE,
)
# Menu words that are just as well a table's cell or a crosshead: alone among text they open no furniture.
ORDINARY = re.compile(
    r"^\W*(?:news|sports?|opinion|search|contact|about|help|top|report|transcript|world|business|politics"
    r"|technology|science|health|culture|arts|lifestyle|travel|weather|topics?|tags?|categor(?:y|ies)|sections?"
    r"|archives?|jobs|careers|home|required|obituaries|classifieds|english)\W*$",
    re.IGNORECASE,
)
COMPANY_NEAR = 2  # lines on each side in which a menu's word has others of its kind


def is_between(units: list[Unit], index: int, end: int) -> bool:
    """Tell whether a line says that the text goes on, and a sentence does follow."""
    if not BETWEEN.match(units[index].shape.plain):
        return False
    following = (unit for unit in units[index + 1 : end] if not BETWEEN.match(unit.shape.plain))
    unit = next(following, None)
    return unit is not None and is_sentence(unit) and unit.shape.words >= FEWEST_SAID


def is_sentence(unit: Unit) -> bool:
    """Tell whether a line ends as a sentence does, or holds several, and no phrase of a page's is in it."""
    return (unit.shape.ends_sentence or unit.shape.sentences > 1) and not unit.cues


def is_ordinary(units: list[Unit], index: int) -> bool:
    """Tell whether a menu's word stands alone among other lines: a table's cell then, or a crosshead."""
    if not ORDINARY.match(units[index].shape.plain):
        return False
    near = units[max(0, index - COMPANY_NEAR) : index] + units[index + 1 : index + 1 + COMPANY_NEAR]
    return not any(frame_weight(unit) >= STRONG and not ORDINARY.match(unit.shape.plain) for unit in near)
