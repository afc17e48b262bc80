"""Articles and passages that repeat others, among texts that are at hand.

For those of a whole corpus see ``ingest.known``; what is compared, and how, is in ``ingest.runs``. Only one
run in eight is kept in the index that proposes pairs, so that the cost of a new article depends on its own
length and not on how many articles there are.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from sources.ingest.runs import (
    CONTAINED,
    FEWEST_RUNS,
    LONG_ENOUGH,
    Worded,
    likeness,
    similarity,
    worded,
)
from sources.ingest.tokens import tokens_in

KEPT = 8
NEAR = 0.65
# A copy shares at least a sixth of the smaller text's runs; of the few that are kept, chance may take some.
WORTH_A_LOOK = 0.1


@dataclass(frozen=True, slots=True)
class Copy:
    """An article repeats an earlier one: that one's key, and the share of the wording they share."""

    of: int
    similarity: float


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Give the words of a passage without case and punctuation, to compare it by."""
    return " ".join(tokens_in(text.casefold()))


class CopyIndex:
    """Texts known so far, by some of their runs: proposes which of them a text may be a copy of."""

    def __init__(self) -> None:
        self._places: dict[int, list[int]] = {}
        self._sizes: dict[int, int] = {}

    def add(self, place: int, own: Worded) -> None:
        """Remember the runs of a text under a key of the caller's."""
        kept = [run for run in own.runs if run % KEPT == 0]
        self._sizes[place] = len(kept)
        for run in kept:
            self._places.setdefault(run, []).append(place)

    def nearest(self, own: Worded, words_of: Callable[[int], Worded]) -> Copy | None:
        """Give the text that this one is most like, the earliest of several; None where it is no copy.

        ``words_of`` gives all words of a text proposed, by its key: the index itself keeps only some.
        """
        if len(own.runs) < FEWEST_RUNS:
            return None
        kept = [run for run in own.runs if run % KEPT == 0]
        shared = Counter(place for run in kept for place in self._places.get(run, ()))
        best = max(
            (
                _copy(own, words_of(place), place)
                for place, count in shared.most_common(5)
                if count >= WORTH_A_LOOK * min(len(kept), self._sizes[place])
            ),
            key=lambda copy: (copy.similarity, -copy.of),
            default=None,
        )
        return best if best is not None and best.similarity > 0 else None


def find_copies(texts: list[str]) -> dict[int, Copy]:
    """Link each text that nearly repeats an earlier one to the earliest it is most like."""
    index = CopyIndex()
    known: list[Worded] = []
    found: dict[int, Copy] = {}
    for place, text in enumerate(texts):
        own = worded(text)
        best = index.nearest(own, known.__getitem__)
        if best is not None:
            origin = found.get(best.of)
            found[place] = Copy(origin.of if origin else best.of, best.similarity)
        index.add(place, own)
        known.append(own)
    return found


def _copy(own: Worded, other: Worded, place: int) -> Copy:
    """Measure a proposed pair; similarity 0 where it is no copy."""
    share = likeness(own, other)
    return Copy(place, round(share, 4) if share is not None else 0.0)


def match_passages(originals: list[str], repeats: list[str]) -> dict[int, int]:
    """Give for each repeated passage of a copy the place of the earlier one, by order and wording."""
    by_text: dict[str, list[int]] = {}
    by_run: dict[int, int] = {}
    known = [worded(text) for text in originals]
    for place, text in enumerate(originals):
        by_text.setdefault(normal(text), []).append(place)
        for run in known[place].runs:
            by_run.setdefault(run, place)
    used: Counter[str] = Counter()
    matches: dict[int, int] = {}
    for place, text in enumerate(repeats):
        key = normal(text)
        places = by_text.get(key)
        if places:
            matches[place] = places[min(used[key], len(places) - 1)]
            used[key] += 1
        elif (near := _nearest(worded(text), by_run, known)) is not None:
            matches[place] = near
    return matches


def _nearest(own: Worded, by_run: dict[int, int], known: list[Worded]) -> int | None:
    """Give the passage nearly the same, or the one of those this is put together from that gave most."""
    votes = Counter(by_run[run] for run in own.runs if run in by_run)
    if not votes:
        return None
    place = votes.most_common(1)[0][0]
    # Papers cut and join an agency's paragraphs: what it says stood there, though not in one passage.
    is_made_of = len(own.runs) >= LONG_ENOUGH and votes.total() >= CONTAINED * len(own.runs)
    return place if is_made_of or similarity(own, known[place]) >= NEAR else None
