"""The passages of the current edition that answer a query, and what a search may cost.

A common word is in a quarter of all passages; ranking them all took 374 ms at a million passages and
silenced the site under sixteen clients. So the first 5,000 hits in reading order are looked at,
which costs no ranking, and a search that takes longer than two seconds is given up with a sentence.
"""

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError, connections

from sources.edition.router import EDITION
from sources.search.fields import Condition

MOST_LOOKED_AT = 5000
LONGEST = 2.0  # seconds
STEPS = 10_000  # SQLite's instructions between two looks at the clock
OPENING = 100  # characters of a passage that was found without words
AROUND = 60  # characters of context on each side
OPEN, CLOSE = "\x02", "\x03"


class TooCostlyError(Exception):
    """A search took longer than a page may."""


@dataclass(frozen=True, slots=True)
class Found:
    """Passages in reading order, each with its article; those of copies only counted."""

    rows: tuple[tuple[int, int], ...]
    in_copies: int
    is_capped: bool  # there may be more than were looked at

    @property
    def ids(self) -> tuple[int, ...]:
        """Give the passages' ids."""
        return tuple(passage for passage, _ in self.rows)


NONE = Found((), 0, is_capped=False)


@dataclass(frozen=True, slots=True)
class Snippet:
    """The first words that match, in their context."""

    before: str
    exact: str
    after: str


def find(expression: str, conditions: Sequence[Condition] = ()) -> Found:
    """Give the passages that match an expression of ``query.expression`` and fulfil every condition.

    Only the first ``MOST_LOOKED_AT`` that match are looked at, in reading order, whatever the
    conditions: so what a facet counts among them is what choosing it finds. Without an expression the
    conditions alone find.
    """
    where = " AND ".join(f"({condition.sql})" for condition in conditions) or "1"
    values: list[str | int] = [value for condition in conditions for value in condition.values]
    if expression:
        rows = rows_of(_OF_WORDS.format(where), [expression, MOST_LOOKED_AT + 1, MOST_LOOKED_AT, *values])
        is_capped = bool(rows) and rows[0][3] > MOST_LOOKED_AT
    else:
        rows = rows_of(_OF_CONDITIONS.format(where), [*values, MOST_LOOKED_AT + 1])
        is_capped = len(rows) > MOST_LOOKED_AT
    rows = rows[:MOST_LOOKED_AT]
    kept = tuple((row, article) for row, article, copy_of, _ in rows if copy_of is None)
    return Found(kept, len(rows) - len(kept), is_capped)


# Conditions are our own words (search/fields.py); every value of a reader's is bound.
_OF_WORDS = """
WITH hits AS MATERIALIZED
  (SELECT rowid AS id FROM passage_text WHERE passage_text MATCH %s ORDER BY rowid LIMIT %s),
looked_at AS MATERIALIZED (SELECT id FROM hits ORDER BY id LIMIT %s)
SELECT p.id, a.id, a.copy_of_id, (SELECT COUNT(*) FROM hits) FROM looked_at
JOIN edition_passage p ON p.id = looked_at.id JOIN edition_article a ON a.id = p.article_id
WHERE {} ORDER BY p.id
"""
_OF_CONDITIONS = """
SELECT p.id, a.id, a.copy_of_id, 0 FROM edition_passage p JOIN edition_article a ON a.id = p.article_id
WHERE p.kind NOT IN ('boilerplate', 'comment', 'related_link', 'source_credit') AND {} ORDER BY p.id LIMIT %s
"""


def written(words: Sequence[str]) -> frozenset[str]:
    """Give those of these words that stand in some text."""
    if not words:
        return frozenset()
    one = "SELECT %s WHERE EXISTS (SELECT 1 FROM passage_text WHERE passage_text MATCH %s LIMIT 1)"
    quoted = ((word, '"{}"'.format(word.replace('"', '""'))) for word in words)
    rows = rows_of(" UNION ALL ".join([one] * len(words)), [part for pair in quoted for part in pair])
    return frozenset(word for (word,) in rows)


def snippets(expression: str, ids: Sequence[int]) -> dict[int, Snippet]:
    """Give the first match in each of these passages, in context, cut at a word."""
    if not ids:
        return {}
    places = ", ".join(["%s"] * len(ids))
    rows = rows_of(
        "SELECT rowid, highlight(passage_text, 0, char(2), char(3)) FROM passage_text"  # noqa: S608 -- only "%s" is put in
        f" WHERE passage_text MATCH %s AND rowid IN ({places})",
        [expression, *ids],
    )
    return {row: _snippet(text) for row, text in rows}


def openings(ids: Sequence[int]) -> dict[int, Snippet]:
    """Give how each of these passages begins, where no words were asked for."""
    if not ids:
        return {}
    places = ", ".join(["%s"] * len(ids))
    statement = f"SELECT id, substr(coalesce(text, ''), 1, %s) FROM edition_passage WHERE id IN ({places})"  # noqa: S608 -- only "%s" is put in
    return {row: Snippet("", _opening(text), "") for row, text in rows_of(statement, [OPENING + 1, *ids])}


def _opening(text: str) -> str:
    return text if len(text) <= OPENING else text[:OPENING].rpartition(" ")[0] + " …"


# Between marks that belong together: "16" "December", "2011"; a letter or figure parts them.
_JOINT = re.compile(rf"{CLOSE}([^\w{OPEN}{CLOSE}]{{1,3}}){OPEN}")
_MARKED = re.compile(rf"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")


def _snippet(text: str) -> Snippet:
    """Give the longest run of words that match, the first of equals, in its context."""
    joined = _JOINT.sub(r"\1", text)
    runs = list(_MARKED.finditer(joined))
    if not runs:
        return Snippet("", "", joined)
    chosen = max(runs, key=lambda run: len(run[1].split()))
    before, exact = joined[: chosen.start()], chosen[1]
    before = before.replace(OPEN, "").replace(CLOSE, "")
    after = joined[chosen.end() :].replace(OPEN, "").replace(CLOSE, "")
    if len(before) > AROUND:
        before = "…" + (before[-AROUND:].partition(" ")[2] or before[-AROUND:])
    if len(after) > AROUND * 2:
        after = (after[: AROUND * 2].rpartition(" ")[0] or after[: AROUND * 2]) + "…"
    return Snippet(before, exact, after)


def rows_of(statement: str, values: Sequence[str | int]) -> list[tuple[Any, ...]]:
    """Ask the edition, within the time that a search may take."""
    with limited(), connections[EDITION].cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


@contextmanager
def limited() -> Iterator[None]:
    """Stop what the block asks of the edition after two seconds, and raise TooCostlyError."""
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
