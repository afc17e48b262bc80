"""Beside each passage: passages of other sources on the same people, place and day, and why.

Two passages belong beside each other by what both name, the rare counting more than the common (the
logarithm of how few passages name it). Copies of one text are one source and never stand beside each
other. Weights are whole quarters of a doubling: one passage more changes them for those few alone that
name what it names, so a small publication finds anew what it must and leaves the rest. Pure: ids in,
ids out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol

from sources.edition.tally import Named

SHOWN = 2
# What every passage names still says something: two such names together are just enough.
COMMON = 5
# Below this the shared names say nothing: one name that half of the passages share.
LEAST = 10
# How many passages are looked at for one: what it names is followed from the rarest on, until as
# many as this were met. What half an archive names leads nowhere in particular, and costs much.
FOLLOWED = 100
# Of those met, how many are weighed by everything they share, what was not followed included.
WEIGHED = 8
# How many a passage's own list of them has; past these, the day or the name leads further.
LISTED = 24


@dataclass(frozen=True, slots=True)
class Item:
    """An entity or a day, as one corpus names it.

    ``order`` is the number of passages that name it and then what never changes of it, so that of
    equals always the same comes first.
    """

    id: int
    order: tuple[int, str]
    weight: int
    where: Callable[[], Iterable[int]]

    @property
    def count(self) -> int:
        """Give how many passages name it."""
        return self.order[0]


class Index(Protocol):
    """Who and when each passage names, and where each is named: in memory, or in an edition's file."""

    def named(self, passage: int) -> Named:
        """Give what a passage names."""
        ...

    def entities(self, named: Named) -> Sequence[Item]:
        """Give the entities of a passage as items."""
        ...

    def days(self, named: Named) -> Sequence[Item]:
        """Give the days of a passage as items."""
        ...

    def own(self, named: Named) -> Set[int]:
        """Give the passages of the same article."""
        ...


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


def quarters(number: int) -> int:
    """Give how many quarters of a doubling lie between 1 and ``number``: four times its logarithm."""
    return (number**4).bit_length()


def weight(count: int, size: int) -> int:
    """Weigh what ``count`` of a corpus's ``size`` passages name."""
    return max(quarters(size) - quarters(count), 0) + COMMON


def near(items: Iterable[Item], own: Set[int]) -> list[int]:
    """Follow what a passage names, the rarest first; give the passages near, best first.

    ``own`` are those of the same article. Ties are in reading order.
    """
    scores: dict[int, int] = {}
    left = FOLLOWED
    for item in sorted(items, key=_by_order):
        left -= item.order[0]
        if left < 0:
            break
        if not scores:
            scores = dict.fromkeys(item.where(), item.weight)
            continue
        gained, score = item.weight, scores.get
        for other in item.where():
            scores[other] = score(other, 0) + gained
    for passage in scores.keys() & own:
        del scores[passage]
    # One number for each, the score above the id, sorts in a third of the time of two.
    found = [other - (score << _BITS) for other, score in scores.items() if score >= LEAST]
    found.sort()
    return [one & _MASK for one in found]


_BITS = 48  # more than any id of a passage has
_MASK = (1 << _BITS) - 1
_by_order = attrgetter("order")


class Finder:
    """Finds what stands beside a passage, by an index of who and when each passage names."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def beside(self, passage: int) -> Neighbours:
        """Find the passages nearest to ``passage``, best first; ties in reading order."""
        return self.weighed(passage, self.nearest(passage))

    def nearest(self, passage: int) -> list[int]:
        """Find the passages near to ``passage`` by what was followed of it, best first."""
        here = self.index.named(passage)
        return near([*self.index.entities(here), *self.index.days(here)], self.index.own(here))

    def weighed(self, passage: int, found: Sequence[int]) -> Neighbours:
        """Choose of those that are near by everything that they share."""
        here = self.index.named(passage)
        entities, days = self.index.entities(here), self.index.days(here)
        of_entity, of_day = _weights(entities), _weights(days)
        best = []
        for other in found[:WEIGHED]:
            there = self.index.named(other)
            shared = sum(map(of_entity.__getitem__, here.entities & there.entities))
            best.append((-shared - sum(map(of_day.__getitem__, here.days & there.days)), other))
        best.sort()
        return Neighbours(
            tuple(self._neighbour(entities, here, other) for _, other in best[:SHOWN]),
            max(len(found) - SHOWN, 0),
        )

    def _neighbour(self, entities: Sequence[Item], here: Named, other: int) -> Neighbour:
        there = self.index.named(other)
        shared = [item for item in entities if item.id in there.entities]
        if len(shared) > 1:
            shared.sort(key=lambda item: (-item.weight, item.order[1]))
        return Neighbour(other, not here.days.isdisjoint(there.days), tuple([item.id for item in shared]))


def _weights(items: Iterable[Item]) -> Mapping[int, int]:
    return {item.id: item.weight for item in items}
