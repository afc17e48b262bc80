"""Which editions hold an article or a passage: what an editor is told before something is withheld.

Every file that was not recalled is asked by public id; one that cannot be read is taken to hold it.
"""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from sources.edition.former import standing_editions
from sources.edition.swap import current_file


@dataclass(frozen=True, slots=True)
class Holding:
    """Whether readers have something now, and how many former editions have it too."""

    is_current: bool = False
    former: int = 0


def held_by_editions(public_ids: Collection[str]) -> Holding:
    """Look for articles and passages, by their public ids, in every edition that is still there."""
    current, former, is_current = current_file(), 0, False
    if not public_ids:
        return Holding()
    for edition in standing_editions():
        file = settings.EDITIONS / edition.file_name
        if not edition.file_name or not file.is_file() or not _holds(file, public_ids):
            continue
        if current is not None and file.resolve() == current:
            is_current = True
        else:
            former += 1
    return Holding(is_current, former)


def _holds(file: Path, public_ids: Collection[str]) -> bool:
    marks = ", ".join("?" * len(public_ids))
    query = (
        f"SELECT 1 FROM edition_article WHERE public_id IN ({marks})"  # noqa: S608 -- question marks alone
        f" UNION ALL SELECT 1 FROM edition_passage WHERE public_id IN ({marks}) LIMIT 1"
    )
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
            return connection.execute(query, [*public_ids, *public_ids]).fetchone() is not None
    except sqlite3.DatabaseError:
        return True
