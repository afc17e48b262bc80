"""Beside each passage: passages of other sources on the same people, place and day, and why.

Two passages belong beside each other by what both name, the rare counting more than the common
(the logarithm of how few passages name it). Copies of one text are one source and never stand
beside each other. Pure: ids in, ids out.
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sources.edition.tally import Named

SHOWN = 2
# Below this the shared names say nothing: one name that three passages in eight share.
LEAST = 1.3
# How many passages are looked at for one: what it names is followed from the rarest on, until as
# many as this were met. What half an archive names leads nowhere in particular, and costs much.
FOLLOWED = 200
# Of those met, how many are weighed by everything they share, what was not followed included.
WEIGHED = 8
# How many a passage's own list of them has; past these, the day or the name leads further.
LISTED = 24

Item = tuple[int, str, int]  # corpus id, "entity" | "day", id


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A passage of another source, with the days and entities shared, rarest first."""

    passage: int
    day_is_shared: bool
    entities: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest passages, how many more there are, and the nearest of all of them for a list."""

    shown: tuple[Neighbour, ...]
    more: int
    listed: tuple[int, ...]


def items_of(named: Named) -> list[Item]:
    """Give what a passage names, as index entries."""
    return [
        *((named.corpus, "entity", one) for one in sorted(named.entities)),
        *((named.corpus, "day", one) for one in sorted(named.days)),
    ]


class Finder:
    """Finds what stands beside a passage, by an index of who and when each passage names."""

    def __init__(self, passages: Mapping[int, Named]) -> None:
        self.passages = passages
        self.index: dict[Item, list[int]] = defaultdict(list)
        self.own: dict[int, set[int]] = defaultdict(set)  # the passages of each article
        for passage, named in passages.items():
            self.own[named.article].add(passage)
            for item in items_of(named):
                self.index[item].append(passage)
        sizes = Counter(named.corpus for named in passages.values())
        self.weight = {item: math.log(1 + sizes[item[0]] / len(where)) for item, where in self.index.items()}

    def beside(self, passage: int) -> Neighbours:
        """Find the passages nearest to ``passage``, best first; ties in reading order."""
        here = self.passages[passage]
        met = self._met(here)
        own = self.own[here.article]
        near = [(-score, other) for other, score in met.items() if score >= LEAST and other not in own]
        listed = heapq.nsmallest(LISTED, near)
        nearest = listed[:WEIGHED]
        best = heapq.nsmallest(SHOWN, ((-self._weigh(here, other), other) for _, other in nearest))
        return Neighbours(
            tuple(self._neighbour(here, other) for _, other in best),
            max(len(near) - SHOWN, 0),
            tuple(other for _, other in listed),
        )

    def _met(self, here: Named) -> dict[int, float]:
        """Follow what a passage names, the rarest first; give each passage met with what it shares."""
        scores: dict[int, float] = {}
        left = FOLLOWED
        for item in sorted(items_of(here), key=lambda item: len(self.index[item])):
            where, weight = self.index[item], self.weight[item]
            left -= len(where)
            if left < 0:
                break
            for other in where:
                scores[other] = scores.get(other, 0.0) + weight
        return scores

    def _weigh(self, here: Named, other: int) -> float:
        there = self.passages[other]
        shared = [self.weight[here.corpus, "entity", one] for one in here.entities & there.entities]
        return math.fsum([*shared, *(self.weight[here.corpus, "day", one] for one in here.days & there.days)])

    def _neighbour(self, here: Named, other: int) -> Neighbour:
        there = self.passages[other]
        shared = sorted(
            here.entities & there.entities, key=lambda one: (-self.weight[here.corpus, "entity", one], one)
        )
        return Neighbour(other, bool(here.days & there.days), tuple(shared))
