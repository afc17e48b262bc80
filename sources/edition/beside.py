"""Beside each passage: passages of other sources on the same people, place and day, and why.

Two passages belong beside each other by what both name, the rare counting more than the common
(the logarithm of how few passages name it). Copies of one text are one source and never stand
beside each other. Pure: ids in, ids out.
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sources.edition.tally import Named

SHOWN = 2
# Below this the shared names say nothing: one name that three passages in eight share.
LEAST = 1.3
# What more passages name than this leads nowhere in particular, and costs much to follow.
COMMONEST = 400

Item = tuple[str, int]  # ("entity" | "day", id)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A passage of another source, with the days and entities shared, rarest first."""

    passage: int
    day_is_shared: bool
    entities: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest passages, and how many more there are."""

    shown: tuple[Neighbour, ...]
    more: int


def items_of(named: Named) -> list[Item]:
    """Give what a passage names, as index entries."""
    return [
        *(("entity", one) for one in sorted(named.entities)),
        *(("day", one) for one in sorted(named.days)),
    ]


class Finder:
    """Finds what stands beside a passage, by an index of who and when each passage names."""

    def __init__(self, passages: Mapping[int, Named]) -> None:
        self.passages = passages
        self.index: dict[Item, list[int]] = defaultdict(list)
        for passage, named in passages.items():
            for item in items_of(named):
                self.index[item].append(passage)
        total = len(passages)
        self.weight = {item: math.log(1 + total / len(where)) for item, where in self.index.items()}

    def beside(self, passage: int) -> Neighbours:
        """Find the passages nearest to ``passage``, best first; ties in reading order."""
        here = self.passages[passage]
        scores: dict[int, float] = defaultdict(float)
        for item in items_of(here):
            if len(self.index[item]) <= COMMONEST:
                for other in self.index[item]:
                    scores[other] += self.weight[item]
        near = [
            (-score, other)
            for other, score in scores.items()
            if score >= LEAST
            and self.passages[other].article != here.article
            and self.passages[other].corpus == here.corpus
        ]
        best = sorted(near)[:SHOWN]
        return Neighbours(tuple(self._neighbour(here, other) for _, other in best), max(len(near) - SHOWN, 0))

    def _neighbour(self, here: Named, other: int) -> Neighbour:
        there = self.passages[other]
        shared = sorted(here.entities & there.entities, key=lambda one: (-self.weight["entity", one], one))
        return Neighbour(other, bool(here.days & there.days), tuple(shared))
