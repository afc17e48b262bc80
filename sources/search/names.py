"""Entities whose name a query gives, in any spelling: found by the spelling's key, then shown by form."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sources.edition.models import Entity, EntityName, NameKey
from sources.search.query import Query, possible_names
from sources.values import spelling

MOST = 8  # entities shown before the passages; a word that leads to more is a word, not a name


@dataclass(frozen=True, slots=True)
class Match:
    """An entity that the query names, the form that matched, and the words that led to it."""

    entity: Entity
    form: str
    words: str


@dataclass(slots=True)
class Matches:
    """The entities found, and for each run of the query's words the other spellings the sources use."""

    entities: list[Match] = field(default_factory=list)
    spellings: dict[tuple[int, int], list[str]] = field(default_factory=dict)


def find(query: Query) -> Matches:
    """Find the entities that the words of a query name; of overlapping runs the longest counts."""
    runs = [(first, after, words, spelling.key(words)) for first, after, words in possible_names(query)]
    rows = NameKey.objects.filter(key__in={key for *_, key in runs if key}).select_related("entity")
    by_key: dict[str, list[NameKey]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    found = Matches()
    taken: set[int] = set()
    chosen: list[tuple[int, int, str, list[NameKey]]] = []
    for first, after, words, key in runs:
        if key in by_key and taken.isdisjoint(range(first, after)):
            taken.update(range(first, after))
            chosen.append((first, after, words, by_key[key]))
    for first, after, words, keys in chosen:
        ranked = sorted(keys, key=lambda row: (-row.entity.passage_count, row.entity.sort_name))
        found.entities += [Match(row.entity, row.form, words) for row in ranked[:MOST]]
        found.spellings[first, after] = _other_spellings(words, ranked)
    return found


def _other_spellings(words: str, keys: Sequence[NameKey]) -> list[str]:
    """Give the forms (or the words in them) that sound as these words do but are written otherwise."""
    if len(keys) > MOST:
        return []
    key = spelling.key(words)
    forms = EntityName.objects.filter(entity__in=[row.entity_id for row in keys], times__gt=0)
    same: dict[str, None] = {}
    for form in forms.values_list("form", flat=True):
        parts = [form, *form.split()] if " " in form else [form]
        same |= dict.fromkeys(part.strip(",.;") for part in parts if spelling.key(part) == key)
    return [part for part in same if part.casefold() != words.casefold()]
