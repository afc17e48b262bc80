"""Articles and passages that repeat others.

Two captures of one article are nearly the same, never quite: comments differ, a credit is missing. They
are compared by runs of five words (shingles; Broder 1997): similarity is the share that both have (Dice).
Only one run in eight, chosen by its checksum, is kept in the index that proposes pairs, so that the cost
of a new article depends on its own length and not on how many articles there are.
"""

import re
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

RUN = 5
KEPT = 8
ALIKE = 0.5
CONTAINED = 0.8
FEWEST_RUNS = 20
NEAR = 0.6
# A copy shares at least half of the smaller text's runs; of the few that are kept, chance may take some.
WORTH_A_LOOK = 0.2

TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Copy:
    """An article repeats an earlier one: that one's key, and the share of the wording they share."""

    of: int
    similarity: float


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Give the words of a passage without case and punctuation, to compare it by."""
    return " ".join(TOKEN.findall(text.casefold()))


def runs(text: str) -> frozenset[int]:
    """Give the checksums of all runs of five words; of all its words where it has fewer."""
    words = TOKEN.findall(text.casefold())
    if len(words) < RUN:
        return frozenset({zlib.crc32(" ".join(words).encode())} if words else ())
    return frozenset(
        zlib.crc32(" ".join(words[place : place + RUN]).encode()) for place in range(len(words) - RUN + 1)
    )


def similarity(first: frozenset[int], second: frozenset[int]) -> float:
    """Give the share of runs that two texts have in common (Dice), 0 to 1."""
    if not first or not second:
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


class CopyIndex:
    """Texts known so far, by some of their runs: proposes which of them a text may be a copy of."""

    def __init__(self) -> None:
        self._places: dict[int, list[int]] = {}
        self._sizes: dict[int, int] = {}

    def add(self, place: int, own: frozenset[int]) -> None:
        """Remember the runs of a text under a key of the caller's."""
        kept = [run for run in own if run % KEPT == 0]
        self._sizes[place] = len(kept)
        for run in kept:
            self._places.setdefault(run, []).append(place)

    def nearest(self, own: frozenset[int], runs_of: Callable[[int], frozenset[int]]) -> Copy | None:
        """Give the text that this one is most like, the earliest of several; None where it is no copy.

        ``runs_of`` gives all runs of a text proposed, by its key: the index itself keeps only some.
        """
        if len(own) < FEWEST_RUNS:
            return None
        kept = [run for run in own if run % KEPT == 0]
        shared = Counter(place for run in kept for place in self._places.get(run, ()))
        best = max(
            (
                _copy(own, runs_of(place), place)
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
    known: list[frozenset[int]] = []
    found: dict[int, Copy] = {}
    for place, text in enumerate(texts):
        own = runs(text)
        best = index.nearest(own, known.__getitem__)
        if best is not None:
            origin = found.get(best.of)
            found[place] = Copy(origin.of if origin else best.of, best.similarity)
        index.add(place, own)
        known.append(own)
    return found


def _copy(own: frozenset[int], other: frozenset[int], place: int) -> Copy:
    """Measure a proposed pair; similarity 0 where it is no copy."""
    common = len(own & other)
    share = similarity(own, other)
    smaller = min(len(own), len(other))
    is_copy = share >= ALIKE or (smaller >= FEWEST_RUNS and common >= CONTAINED * smaller)
    return Copy(place, round(share, 4) if is_copy else 0.0)


def match_passages(originals: list[str], repeats: list[str]) -> dict[int, int]:
    """Give for each repeated passage of a copy the place of the earlier one, by order and wording."""
    by_text: dict[str, list[int]] = {}
    by_run: dict[int, int] = {}
    sizes: dict[int, frozenset[int]] = {}
    for place, text in enumerate(originals):
        by_text.setdefault(normal(text), []).append(place)
        sizes[place] = runs(text)
        for run in sizes[place]:
            by_run.setdefault(run, place)
    used: Counter[str] = Counter()
    matches: dict[int, int] = {}
    for place, text in enumerate(repeats):
        key = normal(text)
        places = by_text.get(key)
        if places:
            matches[place] = places[min(used[key], len(places) - 1)]
            used[key] += 1
        elif (near := _nearest(runs(text), by_run, sizes)) is not None:
            matches[place] = near
    return matches


def _nearest(own: frozenset[int], by_run: dict[int, int], sizes: dict[int, frozenset[int]]) -> int | None:
    votes = Counter(by_run[run] for run in own if run in by_run)
    if not votes:
        return None
    place = votes.most_common(1)[0][0]
    return place if similarity(own, sizes[place]) >= NEAR else None
