"""The phrases that give a line away, looked up together."""

from functools import lru_cache

from sources.ingest.ballot import Vote
from sources.ingest.credits import CREDITS
from sources.ingest.furniture import FURNITURE
from sources.ingest.needed import Likely

CUES = (*FURNITURE, *CREDITS)
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
    return tuple(votes.values())
