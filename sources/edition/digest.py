"""What an edition says, as one figure, and as the figures of its parts.

Each row is written as SQLite's own ``quote()`` writes its columns, with commas between them: without
the numbers that rows have within their file, with the public id (or date, or slug) of what they refer
to in place of its number, a fraction as ten-millionths. The rows of one table that belong to one
article, or to one entity, or else to the table, are a part; the SHA-256 of its rows, sorted, a line
each, is its leaf. The digest is the SHA-256 of all leaves, a line each: table, public id, leaf, sorted;
and of the order in which articles are read. Two editions of the same content have the same digest,
however, whenever and wherever they were made, and a change costs only the leaves that it touches.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter

from django.apps import apps
from django.db import models

_NATURAL = ("public_id", "edtf", "slug")  # what names a row for good, the first that a table has
_OWN = frozenset({"manifest", "leaf", "predecessor", "since"})  # what the file says of itself


Leaf = tuple[str, int, str]  # of which table and owner (its number; 0: of none), and the figure


@dataclass(frozen=True, slots=True)
class Part:
    """How the rows of one table are written and told apart."""

    table: str
    owner: str  # "article", "entity" or ""
    query: str  # gives owner's number and the row as written; those of one owner together
    of_all: str = ""  # the same of all rows, where that can be asked for less

    def leaves(self, connection: sqlite3.Connection, condition: str = "") -> Iterator[Leaf]:
        """Give table, owner's number (0: none) and leaf of each owner."""
        whole = self.of_all if not condition else ""
        found = connection.execute(whole or self.query.format(condition))
        for owner, rows in groupby(found, key=itemgetter(0)):
            written = "\n".join(sorted([row for _, row in rows]))
            yield self.table, owner or 0, hashlib.sha256(written.encode()).hexdigest()


@cache
def parts() -> tuple[Part, ...]:
    """Give the parts of an edition: one for each of its tables."""
    found = apps.get_app_config("edition").get_models()
    return tuple(_part(model) for model in found if model._meta.model_name not in _OWN)


def _part(model: type[models.Model]) -> Part:
    table, name = model._meta.db_table, model._meta.model_name or ""
    written: list[tuple[str, str]] = []
    joins: list[str] = []
    owners = {name: "t.id"} if name in {"article", "entity"} else {}
    for field in model._meta.concrete_fields:
        own = f't."{field.column}"'
        if isinstance(field, models.ForeignKey):
            alias, target = f"f{len(joins)}", field.related_model
            joins.append(f'LEFT JOIN "{target._meta.db_table}" {alias} ON {alias}.id = {own}')
            written.append(("%Q", f"{alias}.{_natural(target)}"))
            if field.name in _OWNERS:
                owners.setdefault(
                    _OWNERS[field.name], f"{alias}.article_id" if field.name == "passage" else own
                )
        elif isinstance(field, models.FloatField):
            written.append(("%s", f"quote(CAST(round({own} * 1e7) AS INTEGER))"))
        elif field.name != "position" and not isinstance(field, models.AutoField):
            written.append(("%Q", own) if isinstance(field, _TEXTS) else ("%s", f"ifnull({own}, 'NULL')"))
    owner = next((one for one in ("article", "entity") if one in owners), "")
    # One call: joining the columns with || would copy the row again for each of them.
    row = f"printf('{','.join(way for way, _ in written)}', {', '.join(column for _, column in written)})"
    joined = " ".join(joins)
    source = f'SELECT {owners.get(owner, "NULL")} AS owner, {row} AS written FROM "{table}" t {joined}'  # noqa: S608 -- names of our own tables
    asked = f"SELECT owner, written FROM ({source}){{}} ORDER BY owner"  # noqa: S608 -- as above
    return Part(name, owner, asked, f"{source} ORDER BY t.id" if name in _NUMBERED else "")


# Of these, %Q writes what quote() would; what is left are whole numbers, written as they are.
_TEXTS = (models.CharField, models.TextField, models.JSONField, models.DateField)
# Numbered by the passages that they are or stand in, one article after the other: all need no sorting.
_NUMBERED = frozenset({"appearance", "passage", "saying"})
# A row belongs to the article that it, or its passage, is of; else to the entity.
_OWNERS = {"article": "article", "passage": "article", "entity": "entity"}
_CHANGED = " WHERE owner IN (SELECT id FROM changed)"
_UNOWNED = " WHERE owner IS NULL"


def _natural(model: type[models.Model]) -> str:
    names = {field.name for field in model._meta.concrete_fields}
    return next(name for name in _NATURAL if name in names)


def leaves(connection: sqlite3.Connection) -> list[Leaf]:
    """Take every leaf of a whole edition."""
    return [leaf for part in parts() for leaf in part.leaves(connection)]


def store(connection: sqlite3.Connection, found: Iterable[Leaf]) -> None:
    """Store the leaves of a whole edition."""
    connection.execute("BEGIN")
    connection.executemany(_INSERT, found)
    connection.execute("COMMIT")


@dataclass(frozen=True, slots=True)
class Touched:
    """The numbers of what was changed: articles, articles of which a passage alone was, entities."""

    articles: Collection[int] = ()
    passages: Collection[int] = ()
    entities: Collection[int] = ()

    def of(self, part: Part) -> set[int]:
        """Give the owners whose leaves of this part are to be taken again."""
        owners = {"article": self.articles, "entity": self.entities}.get(part.owner, ())
        return {*owners, *self.passages} if part.table == "passage" else {*owners}


def renew(connection: sqlite3.Connection, touched: Touched) -> None:
    """Take the leaves of what was changed again, and those of what belongs to no owner."""
    connection.execute("CREATE TEMP TABLE changed (id INTEGER PRIMARY KEY)")
    for part in parts():
        connection.execute("DELETE FROM changed")
        connection.executemany("INSERT INTO changed VALUES (?)", [(one,) for one in touched.of(part)])
        connection.execute(_DELETE, [part.table])
        for condition in (_CHANGED, _UNOWNED):
            connection.executemany(_INSERT, list(part.leaves(connection, condition)))
    connection.execute("DROP TABLE changed")


_DELETE = 'DELETE FROM edition_leaf WHERE "table" = ? AND (owner = 0 OR owner IN (SELECT id FROM changed))'
_INSERT = 'INSERT INTO edition_leaf ("table", owner, digest) VALUES (?, ?, ?)'


def total(connection: sqlite3.Connection) -> str:
    """Give the digest of the leaves that are stored."""
    return _total(connection, "edition_leaf")


def content_digest(connection: sqlite3.Connection) -> str:
    """Give the digest of what the rows say, whatever leaves are stored."""
    connection.execute('CREATE TEMP TABLE taken ("table", owner, digest)')
    connection.executemany("INSERT INTO taken VALUES (?, ?, ?)", leaves(connection))
    found = _total(connection, "taken")
    connection.execute("DROP TABLE temp.taken")
    return found


# Joined and sorted by SQLite: there are as many leaves as six times the articles, and more.
_LINES = """
SELECT l."table" || ' ' || coalesce(o.public_id, '') || ' ' || l.digest AS line FROM {leaves} l
{join} WHERE l."table" IN ({tables})
"""


def _total(connection: sqlite3.Connection, leaves: str) -> str:
    asked = []
    for owner in ("article", "entity", ""):
        tables = ", ".join(f"'{part.table}'" for part in parts() if part.owner == owner)
        source = f"edition_{owner}" if owner else "(SELECT NULL AS id, NULL AS public_id)"
        join = f"LEFT JOIN {source} o ON o.id = l.owner"
        asked.append(_LINES.format(leaves=leaves, join=join, tables=tables))
    lines = [line for (line,) in connection.execute(f"{' UNION ALL '.join(asked)} ORDER BY line")]
    order = connection.execute("SELECT public_id FROM edition_article ORDER BY position")
    lines.append(f"order {' '.join(public_id for (public_id,) in order)}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
