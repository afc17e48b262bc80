"""Pairs of entities that may be one, found without comparing every two, each with the reason.

Names fall into blocks by the consonants of each of their words, so that spellings of one name meet; in a
block each is compared with its neighbours in the order of their keys only. The work thus grows with the
number of names, not with its square. Identifiers cannot be shared: the database refuses that; two names
whose records have different ones are two, and are not proposed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from django.conf import settings
from django.db.models import Count, Max, Sum
from django.utils import timezone
from rapidfuzz.distance import Indel

from sources.annotate.acts import Actor, Refused, act
from sources.annotate.merge import IDENTIFIERS
from sources.models import Apart, Change, ChangeSet, Entity, LogPosition, Name
from sources.values import spelling
from sources.vocabulary import ActKind

# With how many of those that follow it in a block a name is compared.
NEIGHBOURS = 12
COUNTED = "look-alikes"
# The tables on whose rows it depends which pairs there are.
_DECISIVE = ("apart", "entity", "name")
_SHORTEST_WORD = 3
# So many consonants of a word decide the block that it falls into.
_CONSONANTS = 3
_VOWELS = frozenset("aeiouy")
# Letters in common, by a fast count, below which the slow comparison is not made.
_WORTH_COMPARING = 0.75
_SAME_KEY = "the same name, as spelling goes"


@dataclass(frozen=True)
class Bearer:
    """One name of one entity, as it is compared."""

    entity: int
    kind: str
    form: str
    key: str
    identifiers: tuple[str, ...]

    @cached_property
    def readings(self) -> frozenset[str]:
        """Its keys in every manner of spelling."""
        return spelling.readings(self.form)


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Two entities (by primary key, the earlier first), the two names that are alike, and why."""

    first: int
    second: int
    first_name: str
    second_name: str
    score: float
    reason: str


def look_alikes() -> tuple[LookAlike, ...]:
    """Give the pairs that nobody has told apart, the most alike first.

    Five queries; the comparing is done again only when an entity or a name has changed since.
    """
    apart = set(Apart.objects.values_list("first", "second"))
    return tuple(pair for pair in _pairs(state_of_names()) if (pair.first, pair.second) not in apart)


@dataclass(frozen=True, slots=True)
class Figure:
    """How many pairs there were when they were last counted, and whether a name has changed since."""

    pairs: int
    counted_at: datetime
    is_old: bool


def last_count() -> Figure | None:
    """Give the last figure, None where nobody has counted yet; two queries, whatever has changed."""
    position = LogPosition.objects.filter(name=COUNTED).first()
    if position is None or position.figure is None or position.counted_at is None:
        return None
    since = Change.objects.filter(changeset__gt=position.changeset, model__in=_DECISIVE)
    return Figure(position.figure, position.counted_at, since.exists())


def recount() -> tuple[LookAlike, ...]:
    """Look for the pairs, and keep their number for ``last_count``; written only where it is old."""
    known = last_count()
    # Read before the pairs are: an act in between makes the figure old, never one that is wrong for ever.
    newest = ChangeSet.objects.aggregate(newest=Max("pk"))["newest"] or 0
    pairs = look_alikes()
    is_other = known is None or known.is_old or known.pairs != len(pairs)
    if is_other and not settings.READ_ONLY:
        LogPosition.objects.update_or_create(
            name=COUNTED, defaults={"changeset": newest, "figure": len(pairs), "counted_at": timezone.now()}
        )
    return pairs


def tell_apart(first: Entity, second: Entity, *, actor: Actor) -> Apart:
    """Remember, as one act, that two entities are not the same."""
    if first.pk == second.pk:
        raise Refused(f"“{first}” is one record; choose two.")
    earlier, later = sorted((first, second), key=lambda entity: entity.pk)
    with act(ActKind.REVIEW, f"“{earlier}” and “{later}” are not the same", actor=actor) as doing:
        if Apart.objects.filter(first=earlier, second=later).exists():
            raise Refused(f"“{earlier}” and “{later}” are known not to be the same already.")
        return doing.create(Apart(first=earlier, second=later))


def state_of_names() -> tuple[object, ...]:
    """Give what changes whenever a name or a record does: numbers, the newest, the sum of versions.

    The public ids, being random, tell one database from another.
    """
    counted = (
        model.objects.aggregate(
            number=Count("pk"), newest=Max("pk"), saved=Sum("version"), last=Max("public_id")
        )
        for model in (Entity, Name)
    )
    return tuple(tuple(one.values()) for one in counted)


@lru_cache(maxsize=2)
def _pairs(state: tuple[object, ...]) -> tuple[LookAlike, ...]:
    found: dict[tuple[int, int], LookAlike] = {}
    for one, other in _met(_bearers()):
        pair = _compared(one, other)
        if pair is None:
            continue
        known = found.get((pair.first, pair.second))
        if known is None or known.score < pair.score:
            found[pair.first, pair.second] = pair
    return tuple(sorted(found.values(), key=lambda pair: (-pair.score, pair.first, pair.second)))


def _bearers() -> list[Bearer]:
    columns = ("pk", "kind", "preferred_name", "spelling_key", *IDENTIFIERS)
    standing = list(Entity.objects.standing().values_list(*columns))
    bearers = [
        Bearer(pk, kind, form, key, tuple(identifiers)) for pk, kind, form, key, *identifiers in standing
    ]
    known = {one.entity: one for one in bearers}
    names = Name.objects.filter(entity__merged_into=None).values_list("entity", "form", "spelling_key")
    bearers += [
        Bearer(pk, known[pk].kind, form, key, known[pk].identifiers) for pk, form, key in names if pk in known
    ]
    return [one for one in bearers if one.key]


def _met(bearers: Iterable[Bearer]) -> Iterator[tuple[Bearer, Bearer]]:
    """Give the pairs of names of one kind that share a block and stand near each other in it, each once."""
    blocks: dict[tuple[str, str], list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        for block in _blocks(bearer):
            blocks[bearer.kind, block].append(bearer)
    seen: set[tuple[int, str, int, str]] = set()
    for met_in in blocks.values():
        met_in.sort(key=lambda bearer: (bearer.key, bearer.entity))
        for place, one in enumerate(met_in):
            for other in met_in[place + 1 : place + 1 + NEIGHBOURS]:
                met = (one.entity, one.key, other.entity, other.key)
                if one.entity != other.entity and met not in seen:
                    seen.add(met)
                    yield one, other


def _blocks(bearer: Bearer) -> set[str]:
    """Give the blocks of a name: its keys as a whole, and the first consonants of each longer word."""
    words = [word for word in bearer.key.split() if len(word) >= _SHORTEST_WORD]
    bones = {_bones(word)[:_CONSONANTS] for word in words}
    return {*(f"={reading}" for reading in bearer.readings), *(bone for bone in bones if bone)}


def _compared(one: Bearer, other: Bearer) -> LookAlike | None:
    """Compare two names; None where they are not alike, or their records are known to be two."""
    if any(a and b and a != b for a, b in zip(one.identifiers, other.identifiers, strict=True)):
        return None
    is_same = one.key == other.key
    if not is_same and not _is_worth_comparing(one, other):
        return None
    score = 1.0 if is_same else spelling.similarity(one.form, other.form)
    if score < spelling.ALIKE:
        return None
    first, second = sorted((one, other), key=lambda bearer: bearer.entity)
    reason = _SAME_KEY if is_same else spelling.explain(first.form, second.form)
    return LookAlike(first.entity, second.entity, first.form, second.form, score, reason)


def _is_worth_comparing(one: Bearer, other: Bearer) -> bool:
    """Tell, fast, whether two names could be alike; any order of words.

    An initial shares no letters with the name that it stands for: with one on either side the last words
    alone count.
    """
    if one.key in other.readings or other.key in one.readings:
        return True
    first, second = one.key.split(), other.key.split()
    if any(len(word) == 1 for word in (*first, *second)):
        first, second = first[-1:], second[-1:]
    a, b = " ".join(sorted(first)), " ".join(sorted(second))
    letters = Indel.normalized_similarity(a, b)
    return max(letters, Indel.normalized_similarity(_bones(a), _bones(b))) >= _WORTH_COMPARING


def _bones(key: str) -> str:
    return "".join(letter for letter in key if letter not in _VOWELS)
