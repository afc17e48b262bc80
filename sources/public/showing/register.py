"""Who, where and which organisations an article or passage names, with what the card says of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sources.edition.models import Entity, Passage
from sources.public import addresses, wording

KINDS = ("person", "place", "organisation")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entity of a register."""

    entity: Entity
    address: str
    remark: str


def ids_named(passages: Iterable[Passage]) -> set[str]:
    """Give the public ids of the entities that these passages' marks, or their quotations, lead to."""
    rows = list(passages)
    quoted = {row[4] for passage in rows if passage.is_reading for row in passage.sayings if row[4]}
    return quoted | {row[3] for passage in rows for row in passage.marks if row[2] != "date"}


def entries(entities: Sequence[Entity]) -> tuple[Entry, ...]:
    """Give the entries: people, places, organisations, each in the order of their names."""
    rows = sorted(entities, key=lambda row: (KINDS.index(row.kind), row.sort_name, row.pk))
    return tuple(
        Entry(row, addresses.entity(row.kind, row.public_id, row.slug), _remark(row)) for row in rows
    )


def _remark(entity: Entity) -> str:
    """Say who it is, and in how many passages it is named anywhere in the archive."""
    passages = wording.stopped(wording.sentence(wording.count_in_words(entity.passage_count, "passage")))
    return " ".join(filter(None, (entity.description, passages)))
