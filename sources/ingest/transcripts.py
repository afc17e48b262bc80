"""Transcripts that print each speaker's name on a line of its own, over the words.

    Jon Aske
    Welcome back. Two pilots today.

A name alone is a byline once, and a speaker when it comes back: two names that each stand alone several
times, with words under them, are a transcript's. A time beside the name ("Jon Aske 00:14") is no part of it.
"""

import re
from collections import Counter

from sources.ingest.bylines import is_name
from sources.ingest.join import Unit

TIMED = re.compile(r"^(?P<name>.{3,40}?)[\s,(\[|–—-]*(?:\d{1,2}:)?\d{1,2}:\d\d\W*$")
FEWEST_TIMES, FEWEST_SPEAKERS, FEWEST_LINES = 2, 2, 4
LONGEST_NAME = 6  # words, the time included
SHORTEST_SURNAME = 3  # letters
MOSTLY = 0.8


def named_lines(units: list[Unit], start: int, end: int) -> dict[int, str]:
    """Give the names that stand alone over what they say, by index; none where it is no transcript."""
    alone = {index: name for index in range(start, end) if (name := _name(units[index]))}
    counts = Counter(alone.values())
    speakers = {name for name, count in counts.items() if count >= FEWEST_TIMES}
    first = min((index for index, name in alone.items() if name in speakers), default=end)
    lines = {
        index: name
        for index, name in alone.items()
        if index >= first and index + 1 < end and units[index + 1].shape.ends_sentence
    }
    # The words of menus stand alone and come back too, but nobody says anything under them.
    says = len(lines) > MOSTLY * sum(index >= first for index in alone)
    is_transcript = says and len(speakers) >= FEWEST_SPEAKERS and len(lines) >= FEWEST_LINES
    return lines if is_transcript else {}


def _name(unit: Unit) -> str:
    form = unit.shape
    if not 0 < form.words <= LONGEST_NAME or unit.cues or form.ends_sentence or form.rule:
        return ""
    found = TIMED.match(form.plain)
    name = (found["name"] if found else form.plain).rstrip(" :")
    # A surname alone is a speaker's in capitals only.
    whole = " " in name or (name.isupper() and len(name) >= SHORTEST_SURNAME)
    return name if whole and is_name(name) else ""
