"""Whether the text after a line still speaks of what the text before it spoke of.

A heading inside an article and the headline of the next look alike where a newspaper's column, a letters
page or a dump of a site sets one article under another. The words tell: what follows a crosshead takes up
names and things already mentioned, what follows a headline does not (Hearst's lexical cohesion, 1997).
"""

from sources.ingest.headlines import words_of
from sources.ingest.join import Unit
from sources.ingest.signs import is_prose

LOOK, LONGEST = 12, 60  # passages on each side, and how far to look for them
ALIKE, STRANGE = 0.22, 0.12
FEWEST_BEFORE, FEWEST_AFTER = 30, 8  # words on each side, below which nothing can be said


def break_points(units: list[Unit], index: int, start: int) -> float:
    """Score how far the subject changes at a line: above 0 for another subject, below for the same."""
    before = _words(units[max(start, index - LONGEST) : index][::-1], LOOK)
    after = _words(units[index + 1 : index + 5], 2)
    if len(before) < FEWEST_BEFORE or len(after) < FEWEST_AFTER:
        return 0.0
    share = len(before & after) / len(after)
    return 1.5 if share < STRANGE else -1.5 if share > ALIKE else 0.0


def _words(units: list[Unit], most: int) -> frozenset[str]:
    """Give the longer words of the first paragraphs among passages."""
    words: set[str] = set()
    for unit in [unit for unit in units if is_prose(unit)][:most]:
        words |= words_of(unit.shape.plain)
    return frozenset(words)
