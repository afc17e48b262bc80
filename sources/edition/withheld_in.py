"""Of an edition's file, the public ids of what is withheld by now: closed until a file without it is there.

What ``former`` asks of a file as a whole (does it show anything that may not be seen now?) is asked here
article by article. Rather too much than too little is named: an article of which one wording is withheld, or
that names somebody who is protected now, is closed whole, and so is whoever only such articles name.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sources.edition.closure import EVERYTHING
from sources.edition.former import Public
from sources.models import Entity


def withheld_in(file: Path) -> frozenset[str]:
    """Give the public ids; all that there are where the file cannot be looked through."""
    public = Public.now()
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
            connection.execute("CREATE TEMP TABLE closed (id INTEGER PRIMARY KEY)")
            found = {*_regions(connection, public), *_people(connection, public)}
            for public_id in (*public.closed_articles(connection), *_of_wordings(connection, public)):
                _close(connection, "SELECT id FROM edition_article WHERE public_id = ?", public_id)
            return frozenset({*found, *_articles(connection)})
    except sqlite3.DatabaseError:
        return EVERYTHING


def _close(connection: sqlite3.Connection, articles: str, *values: object) -> None:
    connection.execute(f"INSERT OR IGNORE INTO temp.closed {articles}", values)


def _regions(connection: sqlite3.Connection, public: Public) -> Iterator[str]:
    """Give the documents that are closed now and of which regions of no article are shown."""
    for public_id in public.closed_regions(connection):
        _close(
            connection,
            "SELECT a.id FROM edition_article a JOIN edition_document d ON d.id = a.document_id"
            " WHERE d.public_id = ?",
            public_id,
        )
        yield public_id


def _of_wordings(connection: sqlite3.Connection, public: Public) -> Iterator[str]:
    """Give the articles of passages of which a wording is shown that is withheld now."""
    for passage in public.closed_wordings(connection):
        for (article,) in connection.execute(
            "SELECT a.public_id FROM edition_passage p JOIN edition_article a ON a.id = p.article_id"
            " WHERE p.public_id = ?",
            [passage],
        ):
            yield article


_NAMING = (
    "SELECT article_id FROM edition_appearance WHERE entity_id = ?",
    "SELECT article_id FROM edition_saying WHERE speaker_id = ?",
    "SELECT article_id FROM edition_passage WHERE speaker_id = ? AND article_id IS NOT NULL",
    "SELECT x.article_id FROM edition_originarticle x JOIN edition_origin o ON o.id = x.origin_id"
    " WHERE o.entity_id = ?",
)
_WRITING = (
    "SELECT article_id FROM edition_passage WHERE instr(lower(text), lower(?)) AND article_id IS NOT NULL",
    "SELECT id FROM edition_article WHERE instr(lower(title || ' ' || byline), lower(?))",
)


def _people(connection: sqlite3.Connection, public: Public) -> Iterator[str]:
    """Give the people at risk whom the file shows by their own record, and close whatever names them."""
    people = Entity.objects.filter(pk__in=list(public.people.stand_ins))
    for pk, public_id in people.values_list("pk", "public_id"):
        row = connection.execute("SELECT id FROM edition_entity WHERE public_id = ?", [public_id]).fetchone()
        if row is None:
            continue
        for query in _NAMING:
            _close(connection, query, row[0])
        for form in public.people.forms[pk]:
            for query in _WRITING:
                _close(connection, query, form)
        yield public_id


# Who, and where from, nobody reads of but in articles that are closed: lists tell the name without them.
_ONLY_THERE = (
    "SELECT e.public_id FROM edition_entity e WHERE e.id IN (SELECT x.entity_id FROM temp.closed c"
    " JOIN edition_appearance x ON x.article_id = c.id) AND NOT EXISTS (SELECT 1 FROM edition_appearance y"
    " WHERE y.entity_id = e.id AND y.article_id NOT IN (SELECT id FROM temp.closed))",
    "SELECT o.public_id FROM edition_origin o WHERE EXISTS (SELECT 1 FROM edition_originarticle x"
    " WHERE x.origin_id = o.id AND x.article_id IN (SELECT id FROM temp.closed))"
    " AND NOT EXISTS (SELECT 1 FROM edition_originarticle y"
    " WHERE y.origin_id = o.id AND y.article_id NOT IN (SELECT id FROM temp.closed))",
)
_CLOSED = (
    "SELECT a.public_id FROM temp.closed c JOIN edition_article a ON a.id = c.id",
    "SELECT p.public_id FROM temp.closed c JOIN edition_passage p ON p.article_id = c.id",
)


def _articles(connection: sqlite3.Connection) -> Iterator[str]:
    for query in (*_CLOSED, *_ONLY_THERE):
        yield from (public_id for (public_id,) in connection.execute(query))
