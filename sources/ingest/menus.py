"""Where a saved page's menus end and its article can begin.

A page saved as text opens with its menus: a hundred short lines, a teaser's sentence among them now and then.
The running text is where sentences outweigh short lines for a while: points are added up, fall back to
nothing where menus go on, and the first stretch that gathers enough of them is the text (the maximum segment,
Bentley 1984, read from the front). An article's head is a few lines long, so no headline stands far above it.
"""

from sources.ingest.join import Unit
from sources.ingest.signs import STRONG, frame_weight, is_prose

LONGEST_HEAD = 30  # lines between a headline's company and the first paragraph; a page's menus can be longer
SUBSTANTIAL = 25  # words
ENOUGH = 10.0
LONG_PROSE, PROSE, SENTENCE, SHORT, FRAME = 4.0, 2.5, 0.5, -0.7, -1.5


def skip_menus(units: list[Unit], start: int, end: int) -> int:
    """Give the first line that an article's head can hold, of those from ``start`` up to ``end``."""
    if end - start <= LONGEST_HEAD:
        return start
    return max(start, text_start(units, start, end) - LONGEST_HEAD)


def text_start(units: list[Unit], start: int, end: int) -> int:
    """Give the first paragraph of the first stretch of running text; ``start`` where there is none."""
    total, highest = 0.0, 0.0
    opening = best = start
    for index in range(start, end):
        points = _points(units[index])
        if total <= 0 and points > 0:
            opening = index
        total = max(0.0, total + points)
        if total > highest:
            highest, best = total, opening
        if highest >= ENOUGH:
            break
    return best


def _points(unit: Unit) -> float:
    """Say how far a line speaks for running text, or against it."""
    form = unit.shape
    if is_prose(unit):
        return LONG_PROSE if form.words >= SUBSTANTIAL else PROSE
    if frame_weight(unit) >= STRONG:
        return FRAME
    if unit.stamp or form.level:
        return 0.0
    return SENTENCE if form.ends_sentence and form.words > 5 else SHORT
