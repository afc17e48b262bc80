"""The articles of a small publication, copied into the file: new ones whole, others with their new marks."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.backends.sqlite3.base import DatabaseWrapper

from sources.edition import models, rows, select
from sources.edition.adding.changes import Additions, Whole
from sources.edition.adding.figures import Figures, figures
from sources.edition.adding.room import make_room
from sources.edition.adding.standing import Standing
from sources.edition.building import as_json, insert, raw
from sources.edition.checks import last_check
from sources.edition.copy import Copied, Copier
from sources.models import Article, Document, Passage


@dataclass(slots=True)
class Adding:
    """The work under way: the file, and the copier that knows the numbers of its rows."""

    building: DatabaseWrapper
    copier: Copier
    standing: Standing
    more: Figures = field(default_factory=Figures)
    passages: int = 0  # more than before

    @property
    def raw(self) -> sqlite3.Connection:
        """Give the file's own connection."""
        return raw(self.building)

    @property
    def articles(self) -> dict[int, models.Article]:
        """Give the articles copied, by number."""
        return {row.id: row for row in self.copier.articles.values()}


def copy_articles(adding: Adding, additions: Additions) -> None:
    """Copy the articles into the file, each in its place, and count what they add."""
    marked = Article.objects.filter(pk__in=additions.marked).values_list("public_id", flat=True)
    before = figures(adding.raw, [_take_numbers(adding, public_id) for public_id in marked])
    wanted = additions.added | additions.marked
    for content in select.some_articles(wanted, adding.copier.people):
        is_new = content.article.pk in additions.added
        if is_new:
            make_room(adding.raw, content, adding.standing.numbers)
        copied = adding.copier.article(content)
        (_insert if is_new else _replace)(adding, copied)
    _add_documents(adding, additions.added)
    adding.more = figures(adding.raw, adding.articles).less(before)


def _take_numbers(adding: Adding, public_id: str) -> int:
    """Let an article that the file has keep its numbers."""
    numbers, connection = adding.standing.numbers, adding.raw
    [(number, is_copy)] = connection.execute(
        "SELECT id, copy_of_id IS NOT NULL FROM edition_article WHERE public_id = ?", [public_id]
    )
    copies = connection.execute("SELECT 1 FROM edition_article WHERE copy_of_id = ?", [number]).fetchone()
    if is_copy or copies:
        raise Whole("an article that got new marks is a copy, or has one")
    numbers.articles[public_id] = number
    of_article = "SELECT public_id, id FROM edition_passage WHERE article_id = ?"
    numbers.passages |= dict(connection.execute(of_article, [number]))
    return int(number)


def _insert(adding: Adding, copied: Copied) -> None:
    building = adding.building
    insert(building, copied.passages)
    insert(building, copied.revisions)
    insert(building, copied.appearances)
    insert(building, copied.topics)
    insert(building, copied.sayings)
    insert(building, [copied.article])
    adding.passages += len(copied.passages)
    if copied.passages:
        ids = [row.id for row in copied.passages]
        adding.raw.execute(
            "INSERT INTO passage_text (rowid, text) SELECT id, text FROM passage_searchable"
            " WHERE id BETWEEN ? AND ?",
            [min(ids), max(ids)],
        )


def _replace(adding: Adding, copied: Copied) -> None:
    """Put an article's new marks in; everything else of it must be as it was."""
    connection, number = adding.raw, copied.article.id
    if dict(connection.execute(_KEPT, [number])) != {row.id: _kept(row) for row in copied.passages}:
        raise Whole("the passages of an article that got new marks are not those that readers have")
    if not set(connection.execute(_MARKS, [number])) <= set(map(_mark, copied.appearances)):
        raise Whole("a mark that readers have is gone, or has fewer words round it")
    if not set(connection.execute(_SAYINGS, [number])) <= set(map(_saying, copied.sayings)):
        raise Whole("a quotation that readers have is gone")
    for table in ("appearance", "saying"):
        connection.execute(f"DELETE FROM edition_{table} WHERE article_id = ?", [number])  # noqa: S608 -- our own words
    insert(adding.building, copied.appearances)
    insert(adding.building, copied.sayings)
    connection.executemany(
        "UPDATE edition_passage SET marks = ?, sayings = ? WHERE id = ?",
        [(as_json(row.marks), as_json(row.sayings), row.id) for row in copied.passages],
    )
    connection.execute(
        "UPDATE edition_article SET fingerprint = ? WHERE id = ?", [copied.article.fingerprint, number]
    )


_KEPT = """
SELECT id, public_id || char(10) || number || char(10) || kind || char(10) || revision || char(10)
|| coalesce(speaker_id, '') || char(10) || coalesce(text, '') FROM edition_passage WHERE article_id = ?
"""
_MARKS = """
SELECT passage_id, start, "end", exact, entity_id, date_id, before, after
FROM edition_appearance WHERE article_id = ?
"""
_SAYINGS = """
SELECT passage_id, start, "end", speaker_id FROM edition_saying WHERE article_id = ?
"""


def _kept(row: rows.Passage) -> str:
    speaker = str(row.speaker_id or "")
    return "\n".join((row.public_id, row.number, row.kind, str(row.revision), speaker, row.text or ""))


def _mark(row: rows.Appearance) -> tuple[object, ...]:
    # With the words round it: of an article in snippets a new mark may narrow what the others have.
    named = row.entity_id, row.date_id
    return row.passage_id, row.start, row.end, row.exact, *named, row.before, row.after


def _saying(row: rows.Saying) -> tuple[object, ...]:
    return row.passage_id, row.start, row.end, row.speaker_id


def _add_documents(adding: Adding, added: Collection[int]) -> None:
    """Add the documents of the new articles, their regions of no article, and what repeats what."""
    copier, connection = adding.copier, adding.raw
    documents = sorted(set(Article.objects.filter(pk__in=added).values_list("document", flat=True)))
    insert(adding.building, [copier.documents[pk] for pk in documents])
    [(last,)] = connection.execute("SELECT MAX(id) FROM edition_passage")
    copier.numbers.last_loose = max(copier.numbers.last_loose, last or 0)
    for passage in select.loose_passages(documents):
        insert(adding.building, [copier.loose(passage)])
        adding.passages += 1
    repeated = Passage.objects.filter(pk__in=[pk for _, pk in copier.repeats]).values_list("pk", "public_id")
    named = dict(repeated)
    connection.executemany(
        "UPDATE edition_passage SET duplicate_of_id = (SELECT id FROM edition_passage WHERE public_id = ?)"
        " WHERE id = ?",
        [(named[pk], row) for row, pk in copier.repeats],
    )


def check_again(adding: Adding) -> None:
    """Say of every document what the last check of what is kept says now."""
    check = last_check()
    columns = "public_id, id, checked_on, is_sound"
    rows = adding.raw.execute(f"SELECT {columns} FROM edition_document")  # noqa: S608 -- our own words
    stored = {public_id: (number, on, sound) for public_id, number, on, sound in rows}
    found = []
    for pk, public_id, is_held in Document.objects.values_list("pk", "public_id", "is_held"):
        said = check.of_row(pk, public_id, is_held=is_held) if check and public_id in stored else None
        number, *told = stored.get(public_id, (0, "", None))
        now = [said.on.isoformat(), said.is_sound] if said else ["", None]
        if number and told != now:
            found.append((*now, number))
    adding.raw.executemany("UPDATE edition_document SET checked_on = ?, is_sound = ? WHERE id = ?", found)
