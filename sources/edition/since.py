"""Since when each article is as readers see it, and which are gone: for feeds, sitemap and harvesters.

It is told by comparing a finished file with the one before: by the leaves of each article (``digest.py``),
without those of its passages, in which stands what other sources have beside them; what a passage itself
shows is in the article's fingerprint. So it follows from the two files, whichever way the new one was
made, and is no part of what the edition says: one content with two histories has one digest.

Gone are those of which the file says where they lead or that they were withdrawn. What was hidden is not
told: it answers as what never was.
"""

import sqlite3
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from sources.edition.building import insert, opened, raw
from sources.edition.digest import parts
from sources.edition.models import Since

_BESIDE = "passage"
_ARTICLES = """
SELECT a.public_id, a.id, c.slug FROM edition_article a JOIN edition_corpus c ON c.id = a.corpus_id
"""
_GONE = """
SELECT public_id FROM edition_tombstone UNION SELECT old FROM edition_redirect r
JOIN edition_article a ON a.public_id = r.new
"""


def tell_since(file: Path, made_at: datetime, before: Path | None) -> None:
    """Write into a finished file since when its articles are as they are; ``before``: what it replaces."""
    known, former = _told(before) if before else ({}, {})
    moment = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with opened(file) as building:
        connection = raw(building)
        now = _leaves(connection)
        rows = []
        for public_id, number, corpus in connection.execute(_ARTICLES):
            one = known.get(public_id)
            is_same = one is not None and not one.is_gone and former.get(public_id) == now.get(number)
            rows.append(
                Since(
                    public_id=public_id,
                    article_id=number,
                    corpus=corpus,
                    first_at=one.first_at if one else moment,
                    changed_at=one.changed_at if one and is_same else moment,
                )
            )
        rows += _gone(connection, known, moment)
        connection.execute("BEGIN")
        connection.execute("DELETE FROM edition_since")
        insert(building, rows)
        connection.execute("COMMIT")


def _gone(connection: sqlite3.Connection, known: dict[str, Since], moment: str) -> list[Since]:
    """Give those that an edition before had and of which this one says where they went."""
    corpora = {slug for (slug,) in connection.execute("SELECT slug FROM edition_corpus")}
    here = {public_id for (public_id,) in connection.execute("SELECT public_id FROM edition_article")}
    gone = sorted(one for (one,) in connection.execute(_GONE) if one in known and one not in here)
    return [
        Since(
            public_id=public_id,
            corpus=known[public_id].corpus if known[public_id].corpus in corpora else "",
            first_at=known[public_id].first_at,
            changed_at=known[public_id].changed_at if known[public_id].is_gone else moment,
        )
        for public_id in gone
    ]


def _told(file: Path) -> tuple[dict[str, Since], dict[str, frozenset[tuple[str, str]]]]:
    """Read what a file tells, and the leaves of its articles; nothing where it is of another format."""
    connection = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    try:
        columns = "public_id, article_id, corpus, first_at, changed_at"
        rows = connection.execute(f"SELECT {columns} FROM edition_since").fetchall()  # noqa: S608 -- our own words
        leaves = _leaves(connection)
    except sqlite3.DatabaseError:
        return {}, {}
    finally:
        connection.close()
    known = {
        public_id: Since(
            public_id=public_id,
            article_id=number,
            corpus=corpus,
            first_at=first_at,
            changed_at=changed_at,
        )
        for public_id, number, corpus, first_at, changed_at in rows
    }
    numbers = {one.article_id: public_id for public_id, one in known.items() if one.article_id}
    return known, {numbers[owner]: found for owner, found in leaves.items() if owner in numbers}


def _leaves(connection: sqlite3.Connection) -> dict[int, frozenset[tuple[str, str]]]:
    """Give the leaves of each article, by its number in the file."""
    tables = [part.table for part in parts() if part.owner == "article" and part.table != _BESIDE]
    places = ", ".join("?" * len(tables))
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    statement = f'SELECT owner, "table", digest FROM edition_leaf WHERE owner > 0 AND "table" IN ({places})'  # noqa: S608 -- only "?" is put in
    for owner, table, digest in connection.execute(statement, tables):
        found[owner].add((table, digest))
    return {owner: frozenset(leaves) for owner, leaves in found.items()}
