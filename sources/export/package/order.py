"""The order of rows that refer to each other, and the fixed order of a package."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from sources.export.package.rows import Package

Item = TypeVar("Item")


def ring(leads_to: Mapping[str, str]) -> tuple[str, ...]:
    """Give the keys of a ring that the references form, or nothing where there is none."""
    sound: set[str] = set()
    for first in leads_to:
        path: dict[str, None] = {}
        key = first
        while key and key not in sound:
            if key in path:
                steps = list(path)
                return (*steps[steps.index(key) :], key)
            path[key] = None
            key = leads_to.get(key, "")
        sound.update(path)
    return ()


def waves(
    rows: Iterable[Item], refers: Callable[[Item], Iterable[str]], key: Callable[[Item], str]
) -> Iterator[list[Item]]:
    """Give rows in groups, each referring only to rows of the groups before it (or of none given).

    Raises ValueError where the references form a ring.
    """
    waiting = {key(row): row for row in rows}
    while waiting:
        ready = [row for row in waiting.values() if not any(name in waiting for name in refers(row))]
        if not ready:
            raise ValueError(f"These rows refer to each other in a ring: {', '.join(sorted(waiting))}.")
        yield ready
        for row in ready:
            del waiting[key(row)]


def in_order(package: Package) -> Package:
    """Give the package with every table in the order that the format fixes.

    Documents by file name, articles by document and index, passages by document and place,
    entities by kind and sort name, what belongs to a row after that row's order; names and words
    compare by code point, ids decide where all else is equal.
    """
    documents = sorted(package.documents, key=lambda row: (row.file_name, row.id))
    document_rank = {row.id: rank for rank, row in enumerate(documents)}
    passages = sorted(package.passages, key=lambda row: (document_rank[row.document], row.start, row.id))
    rank = {row.id: place for place, row in enumerate(passages)}
    entities = sorted(package.entities, key=lambda row: (row.kind, row.sort_name, row.id))
    entity_rank = {row.id: place for place, row in enumerate(entities)}
    return replace(
        package,
        topics=tuple(sorted(package.topics, key=lambda row: row.slug)),
        publications=tuple(sorted(package.publications, key=lambda row: (row.name, row.id))),
        documents=tuple(documents),
        articles=tuple(sorted(package.articles, key=lambda row: (document_rank[row.document], row.index))),
        passages=tuple(passages),
        revisions=tuple(sorted(package.revisions, key=lambda row: (rank[row.passage], row.number))),
        entities=tuple(entities),
        names=tuple(sorted(package.names, key=lambda row: (entity_rank[row.entity], row.form, row.id))),
        mentions=tuple(
            sorted(package.mentions, key=lambda row: (rank[row.passage], row.start, row.end, row.id))
        ),
        quotations=tuple(
            sorted(package.quotations, key=lambda row: (rank[row.passage], row.start, row.end, row.id))
        ),
        parties=tuple(sorted(package.parties, key=lambda row: (row.position, row.slug))),
        questions=tuple(sorted(package.questions, key=lambda row: (row.position, row.slug))),
        claims=tuple(sorted(package.claims, key=lambda row: (rank[row.passage], row.start, row.end, row.id))),
        tags=tuple(sorted(package.tags, key=lambda row: (rank[row.passage], row.tag))),
    )
