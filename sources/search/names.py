"""Entities whose name a query gives, in any spelling: found by the spelling's key, then shown by form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sources.edition import closure
from sources.edition.models import Entity, EntityName, NameKey
from sources.search import passages
from sources.search.query import Query, possible_names
from sources.values import spelling

MOST = 8  # entities shown before the passages; a word that leads to more is a word, not a name
SHORTEST = 5  # letters of a word, and signs of its key, for which a name is suggested
MOST_WORDS = 3  # of a query that names are suggested for
MOST_KEYS = 5000  # looked through for each of them
MOST_SUGGESTED = 5
# Signs of a spelling key that may be left out, put in, changed or swapped: one for every five. More than that
# makes names of plain words.
ONE_MORE_FOR_EACH, MOST_SLIPS = 5, 3


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
    runs = [(first, after, words, _keys(words)) for first, after, words in possible_names(query)]
    wanted = {key for *_, keys in runs for key in keys}
    by_key: dict[str, list[NameKey]] = {}
    for row in NameKey.objects.filter(key__in=wanted).select_related("entity") if wanted else ():
        by_key.setdefault(row.key, []).append(row)
    found = Matches()
    taken: set[int] = set()
    chosen: list[tuple[int, int, str, list[NameKey]]] = []
    for first, after, words, keys in runs:
        if (rows := _of(by_key, keys)) and taken.isdisjoint(range(first, after)):
            taken.update(range(first, after))
            chosen.append((first, after, words, rows))
    written = _written({row.entity_id for *_, keys in chosen if len(keys) <= MOST for row in keys})
    for first, after, words, rows in chosen:
        ranked = sorted(rows, key=lambda row: (-row.entity.passage_count, row.entity.sort_name))
        found.entities += [Match(row.entity, row.form, words) for row in ranked[:MOST]]
        found.spellings[first, after] = _other_spellings(words, ranked, written)
    return found


def _keys(words: str) -> frozenset[str]:
    """Give the keys of a name as somebody may type it: whoever has no ć at hand asks for Maric."""
    return spelling.accented(words) - {""}


def _of(by_key: Mapping[str, list[NameKey]], keys: frozenset[str]) -> list[NameKey]:
    """Give what these keys lead to, each entity once."""
    found: dict[int, NameKey] = {}
    for key in sorted(keys):
        for row in by_key.get(key, ()):
            found.setdefault(row.entity_id, row)
    return list(found.values())


def _written(entities: set[int]) -> dict[int, list[str]]:
    """Give the forms in which sources write the names of these entities."""
    found: dict[int, list[str]] = {}
    rows = EntityName.objects.filter(entity__in=entities, times__gt=0) if entities else ()
    for row in rows:
        found.setdefault(row.entity_id, []).append(row.form)
    return found


def _other_spellings(words: str, keys: Sequence[NameKey], written: Mapping[int, list[str]]) -> list[str]:
    """Give the forms (or the words in them) that sound as these words do but are written otherwise."""
    if len(keys) > MOST:
        return []
    sought = _keys(words)
    same: dict[str, None] = {}
    for form in (
        form for entity in sorted({row.entity_id for row in keys}) for form in written.get(entity, ())
    ):
        parts = [form, *form.split()] if " " in form else [form]
        same |= dict.fromkeys(part.strip(",.;") for part in parts if spelling.key(part) in sought)
    return [part for part in same if part.casefold() != words.casefold()]


def suggestions(query: Query) -> list[str]:
    """Give names that are written much like a word of the query that leads to nobody, the nearest first.

    A word that stands in some text is spelt as somebody spells it, and was not meant as another.
    """
    words = [term.words for term in query.wanted if not term.is_prefix and len(term.words) >= SHORTEST]
    found: dict[str, None] = {}
    closed = closure.closed()
    written = passages.written(words[:MOST_WORDS])
    for word in words[:MOST_WORDS]:
        if word in written:
            continue
        key = spelling.key(word)
        if len(key) < SHORTEST:
            continue
        rows = NameKey.objects.filter(key__startswith=key[0]).values_list("key", "form", "entity__public_id")
        # A form stands here without the public id by which all else that is closed is known. Of several with
        # one key the shortest: Zhanaozen itself before its town hall.
        forms: dict[str, str] = {}
        for other, form, whose in rows[:MOST_KEYS]:
            if whose not in closed and len(form) < len(forms.get(other, form + " ")):
                forms[other] = form
        if not forms.keys().isdisjoint(_keys(word)):
            continue
        found |= dict.fromkeys(forms[one] for one in _near(key, forms))
    return list(found)[:MOST_SUGGESTED]


def _near(key: str, others: Iterable[str]) -> list[str]:
    """Give the keys that differ from one by no more than slips of the pen, the nearest first."""
    slips = min(MOST_SLIPS, max(1, len(key) // ONE_MORE_FOR_EACH))
    near = process.extract(key, list(others), scorer=OSA.distance, score_cutoff=slips, limit=MOST_SUGGESTED)
    return [other for other, *_ in near]
