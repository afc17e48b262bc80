"""What stands beside passages, found anew where a few articles may have changed it."""

import sqlite3
from collections.abc import Collection
from pathlib import Path

from sources.edition.adding.changes import Whole
from sources.edition.adding.figures import Figures
from sources.edition.beside import FOLLOWED, WEIGHED, Finder, quarters
from sources.edition.facts import facts_of
from sources.edition.placing import TELLING, Filed, placed

MOST_PASSAGES = 20_000  # from here on, finding all anew costs little more


def renew_beside(
    connection: sqlite3.Connection, articles: Collection[int], more: Figures, former: Path
) -> set[int]:
    """Find anew what stands beside the passages that it may have changed for; give their articles.

    A passage's neighbours follow from who it names, from where else these are named as long as that is
    seldom, and from their weights. So those are looked at that name somebody whom the new passages
    name: where that one is followed, or where the weight is another now.
    """
    index = Filed(connection)
    passages = set(_passages(connection, "article_id", articles))
    passages.update(_passages(connection, "corpus_id", _reweighed(connection, former)))
    grown = [(corpus, False, one, count) for (one, corpus), count in more.passages.items()]
    days = {row for (row,) in connection.execute("SELECT id FROM edition_date WHERE precision = 'day'")}
    grown += [(corpus, True, one, count) for (one, corpus), count in more.dates.items() if one in days]
    for corpus, is_day, one, count in grown:
        now = _count(connection, corpus, is_day=is_day, one=one)
        if now - count <= FOLLOWED or quarters(now) != quarters(now - count):
            passages.update(index.where((corpus, is_day, one)))
        if len(passages) > MOST_PASSAGES:
            raise Whole("too many passages would have to be looked at again")
    names = dict(connection.execute("SELECT id, name FROM edition_entity"))
    wanted = sorted(passages)
    index.learn(wanted)
    stored, finder = index.stored(wanted), Finder(index)
    near = {one: finder.nearest(one) for one in wanted}
    # Each is weighed against a few others, whose rows are read together: one by one took longest.
    index.learn({other for found in near.values() for other in found[:WEIGHED]})
    weighed = ((one, finder.weighed(one, found)) for one, found in near.items())
    found = placed(weighed, facts_of(connection), names)
    changed = [(beside, one) for beside, one in found if beside != stored[one]]
    connection.executemany("UPDATE edition_passage SET beside = ? WHERE id = ?", changed)
    return {index.named(one).article for _, one in changed}


def _passages(connection: sqlite3.Connection, column: str, ids: Collection[int]) -> list[int]:
    """Give the telling passages of these articles or corpora that name somebody or some day."""
    wanted = ", ".join(map(str, sorted(ids)))
    rows = connection.execute(
        "SELECT DISTINCT x.passage_id FROM edition_appearance x JOIN edition_passage p ON p.id = x.passage_id"  # noqa: S608 -- our own words
        f" WHERE x.{column} IN ({wanted}) AND NOT x.in_copy AND p.kind IN ({TELLING}) LIMIT ?",
        [MOST_PASSAGES + 1],
    )
    return [row for (row,) in rows]


def _reweighed(connection: sqlite3.Connection, former: Path) -> list[int]:
    """Give the corpora that have grown so much that every weight in them is another."""
    had = sqlite3.connect(f"file:{former}?mode=ro&immutable=1", uri=True)
    try:
        sizes = dict(had.execute("SELECT public_id, passage_count FROM edition_corpus"))
    finally:
        had.close()
    rows = connection.execute("SELECT id, public_id, passage_count FROM edition_corpus")
    return [one for one, public_id, now in rows if quarters(now) != quarters(sizes.get(public_id, 0))]


def _count(connection: sqlite3.Connection, corpus: int, *, is_day: bool, one: int) -> int:
    table, column = ("dateincorpus", "date_id") if is_day else ("entityincorpus", "entity_id")
    [row] = connection.execute(
        f"SELECT passage_count FROM edition_{table} WHERE corpus_id = ? AND {column} = ?",  # noqa: S608 -- our own words
        [corpus, one],
    )
    return int(row[0])
