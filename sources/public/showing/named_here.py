"""Whom, where and when some passages name: beside a list of them, most often named first.

Counted from the passages that the page shows, never from more: so it costs the same whatever the archive
holds, and a page of a long list says what is on that page.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sources.edition.models import Appearance, Passage
from sources.public import addresses

MOST_NAMED, MOST_DAYS = 12, 8


@dataclass(frozen=True, slots=True)
class Often:
    """Somebody, some place or a date, with how many of the passages name it."""

    name: str
    mark: str  # how it is underlined: person, place, org, date
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class NamedHere:
    """What passages name most."""

    entities: tuple[Often, ...]
    days: tuple[Often, ...]


def named_here(passages: Sequence[Passage]) -> NamedHere:
    """Count what passages name, each passage once, those of copies left out: one query."""
    rows = Appearance.objects.filter(passage__in=[row.pk for row in passages], in_copy=False)
    told = rows.values_list("passage", *_ENTITY, *_DATE).order_by("position")
    entities: Counter[tuple[str, ...]] = Counter()
    days: Counter[tuple[str, str]] = Counter()
    for _, kind, public_id, slug, name, value, words in dict.fromkeys(told):
        if public_id is not None:
            entities[kind, public_id, slug, name] += 1
        else:
            days[value, words] += 1
    return NamedHere(
        tuple(
            Often(name, _MARKS.get(kind, kind), addresses.entity(kind, public_id, slug), count)
            for (kind, public_id, slug, name), count in entities.most_common(MOST_NAMED)
        ),
        tuple(
            Often(words, "date", addresses.date(value), count)
            for (value, words), count in days.most_common(MOST_DAYS)
        ),
    )


_ENTITY = ("entity__kind", "entity__public_id", "entity__slug", "entity__name")
_DATE = ("date__edtf", "date__words")
_MARKS = {"organisation": "org"}
