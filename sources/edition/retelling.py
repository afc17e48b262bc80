"""Which claims are one assertion: who tells first, and who tells it again.

An editor says that a claim repeats another; what a copy of an article carries repeats what the original
carries there. Everything that leads to one first telling is one assertion, also where that first telling is
not public itself. One public claim stands for each: the first telling, or else the first of the others, one
that is in no copy where there is any. Pure: keys in, keys out.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Telling:
    """One public claim: its key, the article that it stands in, that article's original if it is a copy.

    ``said`` is what two claims have in common that are one assertion in an original and its copy.
    """

    key: int
    article: int
    original: int | None
    said: Hashable


@dataclass(frozen=True, slots=True)
class Assertion:
    """The claims that are one assertion: the one that stands for it, those that tell it again.

    ``counts`` is false where all of them are in copies whose original does not carry it.
    """

    standing: int
    others: tuple[int, ...]
    counts: bool


def assertions(tellings: Sequence[Telling], repeats: Mapping[int, int]) -> tuple[Assertion, ...]:
    """Gather public claims, given in reading order, into assertions.

    ``repeats`` leads from claims, public or not, to what an editor says they repeat.
    """
    carried: dict[tuple[int, Hashable], int] = {}
    for one in tellings:
        carried.setdefault((one.article, one.said), one.key)
    groups: dict[int, list[Telling]] = defaultdict(list)
    for one in tellings:
        groups[_first(one, carried, repeats)].append(one)
    return tuple(_assertion(first, group) for first, group in groups.items())


def _first(one: Telling, carried: Mapping[tuple[int, Hashable], int], repeats: Mapping[int, int]) -> int:
    key = _root(one.key, repeats)
    if key == one.key and one.original is not None:
        return _root(carried.get((one.original, one.said), key), repeats)
    return key


def _root(key: int, repeats: Mapping[int, int]) -> int:
    seen = {key}
    while (before := repeats.get(key)) is not None and before not in seen:
        key = before
        seen.add(key)
    return key


def _assertion(first: int, group: Sequence[Telling]) -> Assertion:
    own = [one for one in group if one.original is None]
    candidates = own or group
    standing = next((one.key for one in candidates if one.key == first), candidates[0].key)
    return Assertion(standing, tuple(one.key for one in group if one.key != standing), bool(own))
