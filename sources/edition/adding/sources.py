"""The publications and contributors of a few articles, put among those that a file has."""

import sqlite3
from collections.abc import Mapping

from sources.edition.adding.changes import Whole
from sources.edition.building import as_json
from sources.edition.models import Article
from sources.edition.origins import MOST_SHOWN, Origins
from sources.edition.placing import TELLING
from sources.values import edtf

_FACTS = ("slug", "name", "sort_name", "language", "remark", "url")


def add_origins(connection: sqlite3.Connection, gathered: Origins, entities: Mapping[str, int]) -> set[int]:
    """Add what the copied articles come from; give the entities that have a part in them."""
    found: set[int] = set()
    for (kind, public_id), one in sorted(gathered.found.items()):
        row = one.row
        row.remark = row.remark or ", ".join(one.roles)
        stored = connection.execute(
            f"SELECT id, {', '.join(_FACTS)} FROM edition_origin WHERE kind = ? AND public_id = ?",  # noqa: S608 -- our own words
            [kind, public_id],
        ).fetchone()
        if stored and tuple(stored[1:]) != tuple(getattr(row, name) for name in _FACTS):
            raise Whole("a publication or contributor is described otherwise in a new article")
        number = stored[0] if stored else _inserted(connection, kind, public_id, row)
        for article, roles in one.articles:
            _lead(connection, number, article, roles)
        entity = entities.get(public_id) if one.entity else None
        _recount(connection, number, entity)
        if entity is not None:
            found.add(entity)
    return found


def _inserted(connection: sqlite3.Connection, kind: str, public_id: str, row: object) -> int:
    facts = [getattr(row, name) for name in _FACTS]
    done = connection.execute(
        f"INSERT INTO edition_origin (kind, public_id, {', '.join(_FACTS)}, article_count, copy_count,"  # noqa: S608 -- our own words
        " is_fiction, days, named) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 1, '[]', '[]')",
        [kind, public_id, *facts],
    )
    return int(done.lastrowid or 0)


def _lead(connection: sqlite3.Connection, origin: int, article: Article, roles: str) -> None:
    """Lead from an origin to an article, unless that is there."""
    where = [origin, article.id]
    if connection.execute(
        "SELECT 1 FROM edition_originarticle WHERE origin_id = ? AND article_id = ?", where
    ).fetchone():
        return
    connection.execute(
        "INSERT INTO edition_originarticle (origin_id, article_id, position, roles) VALUES (?, ?, ?, ?)",
        [*where, article.position, roles],
    )
    grown = connection.execute(
        "UPDATE edition_originincorpus SET article_count = article_count + 1"
        " WHERE origin_id = ? AND corpus_id = ?",
        [origin, article.corpus_id],
    )
    if not grown.rowcount:
        connection.execute(
            "INSERT INTO edition_originincorpus (corpus_id, origin_id, kind, sort_name, article_count)"
            " SELECT ?, id, kind, sort_name, 1 FROM edition_origin WHERE id = ?",
            [article.corpus_id, origin],
        )


_FIGURES = """
UPDATE edition_origin AS o SET entity_id = ?,
article_count = (SELECT COUNT(*) FROM edition_originarticle x JOIN edition_article a ON a.id = x.article_id
  WHERE x.origin_id = o.id AND a.copy_of_id IS NULL),
first = (SELECT MIN(a.published_earliest) FROM edition_originarticle x
  JOIN edition_article a ON a.id = x.article_id WHERE x.origin_id = o.id),
last = (SELECT MAX(a.published_earliest) FROM edition_originarticle x
  JOIN edition_article a ON a.id = x.article_id WHERE x.origin_id = o.id),
is_fiction = (SELECT MIN(c.is_fiction) FROM edition_originarticle x
  JOIN edition_article a ON a.id = x.article_id JOIN edition_corpus c ON c.id = a.corpus_id
  WHERE x.origin_id = o.id)
WHERE o.id = ?
"""
# CROSS JOIN: SQLite keeps the order, from the origin's articles on; by itself it begins with everything.
_NAMED = """
SELECT {names}, COUNT(DISTINCT x.passage_id) AS times FROM edition_originarticle o
CROSS JOIN edition_article a ON a.id = o.article_id AND a.copy_of_id IS NULL
CROSS JOIN edition_appearance x ON x.article_id = a.id AND x.{column} IS NOT NULL
CROSS JOIN edition_passage p ON p.id = x.passage_id AND p.kind IN ({telling})
CROSS JOIN {table} e ON e.id = x.{column} {only}
WHERE o.origin_id = ? GROUP BY e.id ORDER BY times DESC, {name} LIMIT {most}
"""
_ENTITIES = _NAMED.format(
    names="e.kind, e.public_id, e.slug, e.name",
    table="edition_entity",
    column="entity_id",
    only="",
    name="e.public_id",
    telling=TELLING,
    most=MOST_SHOWN,
)
_DAYS = _NAMED.format(
    names="e.edtf",
    table="edition_date",
    column="date_id",
    only="AND e.precision = 'day'",
    name="e.edtf",
    telling=TELLING,
    most=MOST_SHOWN,
)


def _recount(connection: sqlite3.Connection, origin: int, entity: int | None) -> None:
    connection.execute(_FIGURES, [entity, origin])
    named = [list(row) for row in connection.execute(_ENTITIES, [origin])]
    days = [[day, edtf.in_words(day), times] for day, times in connection.execute(_DAYS, [origin])]
    connection.execute(
        "UPDATE edition_origin SET named = ?, days = ? WHERE id = ?", [as_json(named), as_json(days), origin]
    )
