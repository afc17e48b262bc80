"""What stands in the margin of a passage: as much as there is room for beside its text.

A margin longer than its passage tears the article's text apart. So what there is room for is reckoned
from the length of the text, in lines, as the style sheet sets them on a wide screen: questions and other
sources stand there by turns, beside one line of text perhaps none. What is over is no loss: one line says
how many questions wait folded, another leads to the page of the other sources. The reckoning is rough, for
letters differ in width; a line more or less does no harm.
"""

from collections.abc import Sequence
from itertools import zip_longest
from math import ceil

TEXT_LINE = 64  # letters in a line of the article
NOTE_LINE = 52  # letters in a line of the margin
HEIGHT = 1.5  # lines of the margin beside one line of the text
LEAST = 2.4  # lines of the margin beside the shortest passage: its own and the gap to the next
LINK = 0.35  # of a line: the room round a link


def lines(*parts: str) -> float:
    """Reckon the lines that a note needs: each part begins one, the first is a link."""
    return LINK + sum(ceil(len(part) / NOTE_LINE) for part in parts)


def room(length: int, *, taken: float) -> float:
    """Reckon the lines that are free beside a text of this many letters, where some are taken."""
    return max(LEAST, ceil(length / TEXT_LINE) * HEIGHT) - taken


def fitting(free: float, answers: Sequence[float], neighbours: Sequence[float]) -> tuple[int, int]:
    """Choose how many of each, in order and by turns, fit into the lines that are free.

    Where an answer may be over, one line is kept for what unfolds it.
    """
    is_over = sum(answers) > free or (len(answers) > 1 and sum(answers) + sum(neighbours) > free)
    if is_over:
        free -= 1 + LINK
    chosen, closed = [0, 0], [False, False]
    for turn in zip_longest(answers, neighbours):
        for kind, height in enumerate(turn):
            if height is None or closed[kind]:
                continue
            if height > free:
                closed[kind] = True
                continue
            free -= height
            chosen[kind] += 1
    return chosen[0], chosen[1]
