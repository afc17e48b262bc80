"""The phrases that give a line away, looked up together."""

import re
from functools import lru_cache

from sources.ingest.ballot import Vote
from sources.ingest.credits import CREDITS
from sources.ingest.cue import TRIGGERS
from sources.ingest.furniture import FURNITURE

CUES = (*FURNITURE, *CREDITS)
# All that begin a line, in one: most lines match none.
ANCHORED = re.compile("|".join(f"(?:{pattern.pattern})" for cue in CUES for pattern in cue.anchored))
LONG, BEGINNING, ENDING = 420, 150, 200


def _is_triggered(low: str) -> bool:
    for trigger in TRIGGERS:  # noqa: SIM110 -- any() over a generator takes twice as long, for every line
        if trigger in low:
            return True
    return False


@lru_cache(maxsize=4096)
def cues_of(plain: str, words: int) -> tuple[Vote, ...]:
    """Give the votes of all cues in a line; a cue in a line near its longest is worth half."""
    low = plain.replace("’", "'").replace("‘", "'").lower()
    if len(low) > LONG:
        # A paragraph's cues stand where it begins or ends; looking through all of it costs the most.
        low = f"{low[:BEGINNING]} … {low[-ENDING:]}"
    is_triggered = _is_triggered(low)
    if not is_triggered and not ANCHORED.match(low):
        return ()
    votes = []
    for cue in CUES:
        if words <= cue.longest and cue.speaks(low, is_triggered=is_triggered):
            share = 1.0 - 0.5 * max(0, words - 12) / cue.longest if cue.fades else 1.0
            votes.append(Vote(cue.kind, cue.weight * share, cue.reason, cue.trust))
    return tuple(votes)
