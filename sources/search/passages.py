"""The passages of the current edition that answer a query, and what a search may cost.

A common word is in a quarter of all passages; ranking them all took 374 ms at a million passages and
silenced the site under sixteen clients. So at most 5,000 hits are looked at and the best 1,000 of
them kept, and a search that takes longer than two seconds is given up with a sentence.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError, connections

from sources.edition.router import EDITION

MOST_RANKED = 5000
MOST_KEPT = 1000
LONGEST = 2.0  # seconds
STEPS = 10_000  # SQLite's instructions between two looks at the clock
AROUND = 60  # characters of context on each side
OPEN, CLOSE = "\x02", "\x03"


class TooCostlyError(Exception):
    """A search took longer than a page may."""


@dataclass(frozen=True, slots=True)
class Found:
    """Ids of passages, best first, and whether there may be more."""

    ids: tuple[int, ...]
    is_capped: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """The first words that match, in their context."""

    before: str
    exact: str
    after: str


def find(expression: str) -> Found:
    """Give the passages that match an expression of ``query.expression``."""
    rows = _rows(
        "SELECT rowid FROM (SELECT rowid, rank FROM passage_text WHERE passage_text MATCH %s LIMIT %s)"
        " ORDER BY rank, rowid LIMIT %s",
        [expression, MOST_RANKED, MOST_KEPT + 1],
    )
    return Found(tuple(row for (row,) in rows[:MOST_KEPT]), len(rows) > MOST_KEPT)


def snippets(expression: str, ids: Sequence[int]) -> dict[int, Snippet]:
    """Give the first match in each of these passages, in context, cut at a word."""
    if not ids:
        return {}
    places = ", ".join(["%s"] * len(ids))
    rows = _rows(
        "SELECT rowid, highlight(passage_text, 0, char(2), char(3)) FROM passage_text"  # noqa: S608 -- only "%s" is put in
        f" WHERE passage_text MATCH %s AND rowid IN ({places})",
        [expression, *ids],
    )
    return {row: _snippet(text) for row, text in rows}


def _snippet(text: str) -> Snippet:
    before, _, rest = text.partition(OPEN)
    exact, _, after = rest.partition(CLOSE)
    after = after.replace(OPEN, "").replace(CLOSE, "")
    if len(before) > AROUND:
        before = "…" + (before[-AROUND:].partition(" ")[2] or before[-AROUND:])
    if len(after) > AROUND * 2:
        after = (after[: AROUND * 2].rpartition(" ")[0] or after[: AROUND * 2]) + "…"
    return Snippet(before, exact, after)


def _rows(statement: str, values: Sequence[str | int]) -> list[tuple[Any, ...]]:
    with _limited(), connections[EDITION].cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


@contextmanager
def _limited() -> Iterator[None]:
    """Stop SQLite after two seconds."""
    connections[EDITION].ensure_connection()
    raw = connections[EDITION].connection
    end = time.monotonic() + LONGEST
    raw.set_progress_handler(lambda: time.monotonic() > end, STEPS)
    try:
        yield
    except OperationalError as error:
        if "interrupted" in str(error):
            raise TooCostlyError from error
        raise
    finally:
        raw.set_progress_handler(None, STEPS)
