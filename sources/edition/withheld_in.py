"""Of an edition's file, the public ids of what is withheld by now: closed until a file without it is there.

What ``former`` asks of a file as a whole (does it show anything that may not be seen now?) is asked here
article by article. Rather too much than too little is named: an article of which one wording is withheld, or
that names somebody who is protected now, is closed whole, and so is whoever only such articles name.
"""

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from sources.edition import closure
from sources.edition.closure import EVERYTHING
from sources.edition.former import Public, was_searched_for
from sources.edition.protection import protected, rows_that_name
from sources.edition.whole_names import ids_with_names
from sources.models import Entity


def close_withheld(file: Path, *, is_searched: bool = True) -> frozenset[str]:
    """Close to readers of an edition's file what is withheld by now, and nothing else; give the public ids.

    The search for names takes long; what was withheld meanwhile is closed too.
    """
    searched = withheld_in(file) if is_searched else frozenset()
    with closure.alone():
        ids = searched | withheld_in(file, is_searched=False)
        closure.close(file, ids)
    return ids


def close_more(file: Path) -> None:
    """Close what is withheld by now besides what is closed, and what has a whole name of somebody at risk.

    At once, so without the search for parts of names and for what only sounds like one.
    """
    naming = _naming_whole(file)
    with closure.alone():
        closed = closure.closed()
        ids = closed | withheld_in(file, is_searched=False, naming=naming)
        if ids != closed:
            closure.close(file, ids)


_last_named: dict[str, frozenset[str]] = {}  # by this process: the last file and names looked for


def _naming_whole(file: Path) -> frozenset[str]:
    """Give what has a whole name; nothing of a file that was searched for these very names already."""
    people = protected()
    if was_searched_for(file, people):
        return frozenset()
    asked = (
        f"{file} {file.stat().st_mtime_ns} {sorted((pk, *sorted(own)) for pk, own in people.forms.items())}"
    )
    if asked not in _last_named:
        try:
            found = ids_with_names(file, people)
        except sqlite3.DatabaseError:
            return EVERYTHING
        _last_named.clear()
        _last_named[asked] = found
    return _last_named[asked]


def withheld_in(
    file: Path, *, is_searched: bool = True, naming: Collection[str] = frozenset()
) -> frozenset[str]:
    """Give the public ids; all that there are where the file cannot be looked through.

    Without being searched: where somebody at risk is named unmarked, or by a form learned only now, nothing
    but what is known as ``naming`` them.
    """
    public = Public.now()
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
            connection.execute("CREATE TEMP TABLE closed (id INTEGER PRIMARY KEY)")
            found = {
                *_regions(connection, public),
                *_people(connection, public),
                *_wordings(connection, public),
            }
            found |= set(naming)
            articles = (*public.closed_articles(connection), *public.closed_headlines(connection))
            for public_id in (*articles, *naming):
                _close(connection, "SELECT id FROM edition_article WHERE public_id = ?", public_id)
            named = rows_that_name(file, public.people) if is_searched and public.named_in(file) else None
            found |= _places(connection, named or ())
            ids = frozenset({*found, *_articles(connection)})
    except sqlite3.DatabaseError:
        return EVERYTHING
    return ids if named is None or _leads_to_all(named, ids) else EVERYTHING


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


def _wordings(connection: sqlite3.Connection, public: Public) -> Iterator[str]:
    """Close the articles of passages of which a wording is shown that is withheld now.

    Give those passages, and the document of one that is in no article: it is shown with that.
    """
    for passage in public.closed_wordings(connection):
        yield passage
        for article, document in connection.execute(
            "SELECT p.article_id, d.public_id FROM edition_passage p"
            " JOIN edition_document d ON d.id = p.document_id WHERE p.public_id = ?",
            [passage],
        ):
            if article is None:
                yield document
            else:
                _close(connection, "VALUES (?)", article)


_NAMING = (
    "SELECT article_id FROM edition_appearance WHERE entity_id = ?",
    "SELECT article_id FROM edition_saying WHERE speaker_id = ?",
    "SELECT article_id FROM edition_passage WHERE speaker_id = ? AND article_id IS NOT NULL",
    "SELECT x.article_id FROM edition_originarticle x JOIN edition_origin o ON o.id = x.origin_id"
    " WHERE o.entity_id = ?",
)


def _people(connection: sqlite3.Connection, public: Public) -> Iterator[str]:
    """Give the people at risk whom the file shows by their own record, and close whatever names them."""
    people = Entity.objects.filter(pk__in=list(public.people.stand_ins))
    for public_id in people.values_list("public_id", flat=True):
        row = connection.execute("SELECT id FROM edition_entity WHERE public_id = ?", [public_id]).fetchone()
        if row is None:
            continue
        for query in _NAMING:
            _close(connection, query, row[0])
        yield public_id


# What a row that names somebody is, and its public id: as the search for names says where it found one.
_PLACE = re.compile(r"\b(article|document|entity|question|claim|origin) ([0-9a-z]{8})\b")
_SAID_TWICE = ("entity in corpus ", "origin in corpus ")  # the name by which these are ordered is their own


def _places(connection: sqlite3.Connection, named: Iterable[tuple[str, str]]) -> set[str]:
    """Give the rows in which a name of somebody at risk stands unmarked, or newly learned; close articles."""
    found = set()
    for where, _ in named:
        for kind, public_id in _PLACE.findall(where):
            found.add(public_id)
            if kind == "article":
                _close(connection, "SELECT id FROM edition_article WHERE public_id = ?", public_id)
            if kind == "claim":
                _close(connection, "SELECT article_id FROM edition_claim WHERE public_id = ?", public_id)
            if kind == "question":  # the one kind to which pages lead by its slug alone
                rows = connection.execute(
                    "SELECT slug FROM edition_question WHERE public_id = ?", [public_id]
                )
                found |= {slug for (slug,) in rows}
    return found


def _leads_to_all(named: Collection[tuple[str, str]], ids: frozenset[str]) -> bool:
    """Tell whether nothing with such a name goes out while these ids are closed.

    What has no public id (a corpus, a page of the owner's) must have one of them in it where the name is; and
    of a name that stands in the bytes alone nobody knows where it comes out.
    """
    return bool(named) and all(
        _PLACE.search(where) or where.startswith(_SAID_TWICE) or any(one in words for one in ids)
        for where, words in named
    )


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
