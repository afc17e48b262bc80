"""Since when each article is as readers see it, and which are gone: for feeds, sitemap and harvesters.

It is told by comparing a finished file with the one before: by the leaves of each article (``digest.py``),
without those of its passages, in which stands what other sources have beside them; what a passage itself
shows is in the article's fingerprint. So it follows from the two files, whichever way the new one was
made, and is no part of what the edition says: one content with two histories has one digest.

Gone are those of which the file says where they lead, or that they were withdrawn or taken back. What no
edition has shown is not told: it answers as what never was.

No two files date alike what changed in each: a change is dated when the edition was made, or the second after
the newest date of the file before, whichever is later (editions of one second, a clock that was put back). A
harvester that has all until then asks from there (``public/oai``).
"""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sources.edition.building import opened, raw
from sources.edition.digest import parts

_BESIDE = "passage"
SECONDS = "%Y-%m-%dT%H:%M:%SZ"

_KNOWN = """
CREATE TEMP TABLE known (public_id TEXT PRIMARY KEY, is_gone, corpus, first_at, changed_at) WITHOUT ROWID
"""
_CHANGED = "CREATE TEMP TABLE changed (public_id TEXT PRIMARY KEY) WITHOUT ROWID"
_TOLD = """
INSERT INTO known SELECT public_id, article_id IS NULL, corpus, first_at, changed_at FROM former.edition_since
"""
_LEAVES = """
SELECT s.public_id, l."table", l.digest FROM {file}.edition_leaf l
JOIN {file}.{rows} s ON s.{number} = l.owner WHERE l."table" IN ({tables})
"""
_HERE = """
INSERT INTO edition_since (public_id, article_id, corpus, first_at, changed_at)
SELECT a.public_id, a.id, c.slug, coalesce(k.first_at, :moment),
  CASE WHEN NOT k.is_gone AND a.public_id NOT IN (SELECT public_id FROM changed)
  THEN k.changed_at ELSE :moment END
FROM edition_article a JOIN edition_corpus c ON c.id = a.corpus_id
LEFT JOIN known k ON k.public_id = a.public_id ORDER BY a.id
"""
# Those that an edition before had and of which this one says where they went.
_GONE = """
INSERT INTO edition_since (public_id, article_id, corpus, first_at, changed_at)
SELECT k.public_id, NULL, CASE WHEN k.corpus IN (SELECT slug FROM edition_corpus) THEN k.corpus ELSE '' END,
  k.first_at, CASE WHEN k.is_gone THEN k.changed_at ELSE :moment END
FROM known k WHERE k.public_id NOT IN (SELECT public_id FROM edition_article) AND k.public_id IN (
  SELECT public_id FROM edition_tombstone UNION SELECT old FROM edition_redirect r
  JOIN edition_article a ON a.public_id = r.new) ORDER BY k.public_id
"""


def tell_since(file: Path, made_at: datetime, before: Path | None) -> None:
    """Write into a finished file since when its articles are as they are; ``before``: what it replaces."""
    with opened(file) as building:
        connection = raw(building)
        connection.execute(_KNOWN)
        connection.execute(_CHANGED)
        if before:
            _compare(connection, before)
        moment = {"moment": max(made_at.astimezone(UTC).strftime(SECONDS), _after_all(connection))}
        connection.execute("BEGIN")
        connection.execute("DELETE FROM edition_since")
        connection.execute(_HERE, moment)
        connection.execute(_GONE, moment)
        connection.execute("COMMIT")


def second_after(moment: str) -> str:
    """Give the second after a date of this file's own form."""
    return (datetime.strptime(moment, SECONDS).replace(tzinfo=UTC) + timedelta(seconds=1)).strftime(SECONDS)


def _after_all(connection: sqlite3.Connection) -> str:
    """Give the second after the newest date that the former file tells; "" where it tells none."""
    [newest] = connection.execute("SELECT max(changed_at) FROM known").fetchone()
    return second_after(newest) if newest else ""


def _compare(connection: sqlite3.Connection, before: Path) -> None:
    """Note what the former file tells, and which articles have other leaves; nothing of another format."""
    tables = ", ".join(
        f"'{part.table}'" for part in parts() if part.owner == "article" and part.table != _BESIDE
    )
    now = _LEAVES.format(file="main", rows="edition_article", number="id", tables=tables)
    then = _LEAVES.format(file="former", rows="edition_since", number="article_id", tables=tables)
    try:
        connection.execute("ATTACH ? AS former", [f"file:{before}?mode=ro&immutable=1"])
        connection.execute(_TOLD)
        for one, other in ((now, then), (then, now)):
            connection.execute(
                f"INSERT OR IGNORE INTO changed SELECT public_id FROM ({one} EXCEPT {other})"  # noqa: S608 -- our own words
            )
    except sqlite3.DatabaseError:
        connection.execute("DELETE FROM known")
