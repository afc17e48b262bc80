"""The phrases that give a line away, looked up together."""

import re
from functools import lru_cache

from sources.ingest.ballot import SURE, Vote
from sources.ingest.credits import CREDITS
from sources.ingest.furniture import FURNITURE, WHOLE_LINES
from sources.ingest.needed import Likely
from sources.vocabulary import Kind

CUES = (*FURNITURE, *CREDITS)
MENU = Vote(Kind.BOILERPLATE, 6.0, "a row of buttons or menu words", SURE)
APART = ("  ", "\t", "|", "] [", "][", " · ", " • ")
CELLS = re.compile(r"\s{2,}|\t|\s*[|•·]\s*|\]\s*\[")
COUNTED = re.compile(r"\s*\(\d[\d.,]*k?\)")  # "Like (31)"
BUTTON = re.compile(
    rf"(?:{WHOLE_LINES}|society|mining|economy|features?|columns?|letters|a ?[-+−]|×|ok, i agree"
    r"|find out more|advertise)$"
)
LONGEST_ROW, LONGEST_CELL = 24, 4  # words
LONG, BEGINNING, ENDING = 420, 150, 200
# Each pattern with the place of its cue: how it is tried, and which of them may match in a line.
_TRIED = [
    (place, test)
    for place, cue in enumerate(CUES)
    for test in (*(one.match for one in cue.anchored), *(one.search for one in cue.free))
]
_LIKELY = Likely([pattern for cue in CUES for pattern in (*cue.anchored, *cue.free)])


@lru_cache(maxsize=4096)
def cues_of(plain: str, words: int) -> tuple[Vote, ...]:
    """Give the votes of all cues in a line; a cue in a line near its longest is worth half."""
    low = plain.replace("’", "'").replace("‘", "'").lower()
    if len(low) > LONG:
        # A paragraph's cues stand where it begins or ends; looking through all of it costs the most.
        low = f"{low[:BEGINNING]} … {low[-ENDING:]}"
    votes: dict[int, Vote] = {}
    for place, test in map(_TRIED.__getitem__, _LIKELY.within(low)):
        cue = CUES[place]
        if place not in votes and words <= cue.longest and test(low):
            share = 1.0 - 0.5 * max(0, words - 12) / cue.longest if cue.fades else 1.0
            votes[place] = Vote(cue.kind, cue.weight * share, cue.reason, cue.trust)
    given = tuple(votes.values())
    return (*given, MENU) if words <= LONGEST_ROW and _is_row_of_buttons(low) else given


def _is_row_of_buttons(low: str) -> bool:
    """Tell whether a line is set in cells, most of which are a button or a menu's word."""
    if not any(part in low for part in APART):
        return False
    cells = [cell for cell in CELLS.split(COUNTED.sub("", low.strip("[] "))) if cell]
    known = sum(bool(BUTTON.match(cell)) for cell in cells)
    is_short = all(cell.count(" ") < LONGEST_CELL for cell in cells)
    return is_short and (known == len(cells) > 1 or (known > 1 and known * 2 >= len(cells)))
