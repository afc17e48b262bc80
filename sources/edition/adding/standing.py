"""The current edition, as far as it must be known to add to it."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sources.edition.numbers import Keyed, Numbers


@dataclass(frozen=True, slots=True)
class Standing:
    """What the current file holds: public ids, and the numbers of its rows."""

    file: Path
    builder: str
    articles: frozenset[str]
    documents: frozenset[str]
    entities: frozenset[str]
    numbers: Numbers


def standing(file: Path) -> Standing:
    """Read what a file holds."""
    connection = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    try:
        found = connection.execute("SELECT value FROM edition_manifest WHERE key = 'builder'").fetchone()
        keyed = {
            table: Keyed(connection.execute(f"SELECT {name}, id FROM edition_{table}"))  # noqa: S608 -- our own tables
            for table, name in _NAMED.items()
        }
        articles = frozenset(one for (one,) in connection.execute("SELECT public_id FROM edition_article"))
    finally:
        connection.close()
    return Standing(
        file,
        found[0] if found else "",
        articles,
        frozenset(keyed["document"]),
        frozenset(keyed["entity"]),
        Numbers(
            corpora=keyed["corpus"],
            documents=keyed["document"],
            topics=keyed["topic"],
            entities=keyed["entity"],
            dates=keyed["date"],
        ),
    )


_NAMED = {
    "corpus": "public_id",
    "document": "public_id",
    "topic": "slug",
    "entity": "public_id",
    "date": "edtf",
}
