"""Names of a file's entities, and who is named with whom, after a few articles were added."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from sources.edition.adding.figures import Pair
from sources.edition.building import as_json
from sources.edition.models import Article
from sources.edition.names import AS_WRITTEN, MOST_WRITERS, Written, form_rows, key_rows, writer
from sources.edition.numbers import WITHIN
from sources.edition.rows import EntityName
from sources.edition.tally import MOST_TOGETHER
from sources.models import Entity, Mention, Name
from sources.vocabulary import Status

Forms = Mapping[str, Mapping[int, int]]  # how often each article (by number) writes each form


@dataclass(slots=True)
class Writers:
    """The articles that were copied, and where each stands in reading order."""

    copied: Mapping[int, Article]  # by number
    places: Mapping[str, int]  # number of every article by public id

    def renewed(self, written: Mapping[str, Written], before: Forms, after: Forms) -> dict[str, Written]:
        """Put in place of what the copied articles wrote before what they write now: nothing less."""
        renewed = dict(written)
        for form, counts in after.items():
            stood, had = written.get(form, Written()), before.get(form, {})
            own = {self.copied[one].public_id for one in counts}
            writers = [one for one in stood.writers if one[0] not in own]
            writers += [writer(self.copied[one]) for one in counts]
            writers.sort(key=lambda one: self.places[one[0]])
            renewed[form] = Written(
                stood.times + sum(counts.values()) - sum(had.values()),
                stood.articles + len(counts) - len(had),
                writers[:MOST_WRITERS],
            )
        return renewed


def rename(
    connection: sqlite3.Connection,
    entity: tuple[int, Entity],
    recorded: Sequence[Name],
    forms: tuple[Forms, Forms],
    writers: Writers,
) -> None:
    """Write an entity's names and keys anew; ``recorded`` are the forms on record, in order.

    ``forms`` are those that the copied articles wrote before, and those that they write now.
    """
    number, record = entity
    stored = connection.execute(
        "SELECT form, relation, times, writer_count, writers FROM edition_entityname WHERE entity_id = ?",
        [number],
    ).fetchall()
    written = {
        form: Written(times, count, json.loads(text)) for form, _, times, count, text in stored if count
    }
    renewed = writers.renewed(written, *forms)
    told = {form for form, relation, *_ in stored if relation != AS_WRITTEN}
    shown = [one for one in recorded if one.form in told or one.form in renewed or not _is_hidden(one)]
    found = form_rows(number, record, shown, renewed)
    connection.execute("DELETE FROM edition_entityname WHERE entity_id = ?", [number])
    connection.executemany(_NAME, map(_columns, found))
    connection.execute("DELETE FROM edition_namekey WHERE entity_id = ?", [number])
    connection.executemany(_KEY, [(row.key, row.form, row.entity_id) for row in key_rows(found)])


_NAME = (
    "INSERT INTO edition_entityname (entity_id, position, form, relation, language, script, times,"
    " writer_count, writers) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_KEY = "INSERT INTO edition_namekey (key, form, entity_id) VALUES (?, ?, ?)"


def _columns(row: EntityName) -> tuple[object, ...]:
    facts = (row.entity_id, row.position, row.form, row.relation, row.language, row.script, row.times)
    return *facts, row.writer_count, as_json(row.writers)


def _is_hidden(name: Name) -> bool:
    """Tell whether only texts that are not published write a form: theirs to tell, when they are."""
    marks = Mention.objects.accepted().filter(entity=name.entity_id, exact=name.form)
    return marks.exclude(revision__passage__article__status=Status.PUBLISHED).exists()


def bring_together(connection: sqlite3.Connection, column: str, more: Counter[Pair]) -> None:
    """Renew who is named most with whom (``other_id``) or on which dates (``date_id``).

    ``more`` is by how many passages each pair has grown. Of a pair that is not among the first of an
    entity's, the file does not tell the count; it is counted where it can have come among them.
    """
    for entity in sorted({entity for entity, _ in more}):
        rows = connection.execute(
            f"SELECT t.{column}, t.passage_count FROM edition_together t"  # noqa: S608 -- our own words
            f" WHERE t.entity_id = ? AND t.{column} IS NOT NULL",
            [entity],
        )
        stored: dict[int, int] = dict(rows)
        least = min(stored.values()) if len(stored) >= MOST_TOGETHER else 0
        grown = {other: count for (one, other), count in more.items() if one == entity}
        counts = {other: count + grown.pop(other, 0) for other, count in stored.items()}
        for other in grown:
            together = _counted(connection, column, entity, other, least)
            if together:
                counts[other] = together
        _store(connection, column, entity, counts)


_NAMES = {
    "other_id": "SELECT public_id FROM edition_entity WHERE id = ?",
    "date_id": "SELECT edtf FROM edition_date WHERE id = ?",
}
_KINDS = {"other_id": "entity_id", "date_id": "date_id"}


def _counted(connection: sqlite3.Connection, column: str, entity: int, other: int, least: int) -> int:
    """Count the passages that name both; 0 where they cannot be as many as ``least``."""
    sizes = {
        ("entity_id", entity): connection.execute(_SIZE, [entity]).fetchone()[0],
        (_KINDS[column], other): connection.execute(
            _SIZE if column == "other_id" else _DATE_SIZE, [other]
        ).fetchone()[0],
    }
    (rare, one), (frequent, two) = sorted(
        (("entity_id", entity), (_KINDS[column], other)), key=lambda key: sizes[key]
    )
    if min(sizes.values()) < least:
        return 0
    # By the indexes alone: an appearance's place begins with its passage's number.
    query = (
        f"SELECT COUNT(*) FROM (SELECT DISTINCT position >> {WITHIN} AS passage FROM edition_appearance"  # noqa: S608 -- our own words
        f" WHERE {rare} = ? AND NOT in_copy) WHERE EXISTS (SELECT 1 FROM edition_appearance y WHERE"
        f" y.{frequent} = ? AND y.position BETWEEN passage << {WITHIN} AND ((passage + 1) << {WITHIN}) - 1)"
    )
    return int(connection.execute(query, [one, two]).fetchone()[0])


_SIZE = "SELECT passage_count FROM edition_entity WHERE id = ?"
_DATE_SIZE = "SELECT passage_count FROM edition_date WHERE id = ?"


def _store(connection: sqlite3.Connection, column: str, entity: int, counts: Mapping[int, int]) -> None:
    named = {other: connection.execute(_NAMES[column], [other]).fetchone()[0] for other in counts}
    best = nsmallest(MOST_TOGETHER, ((-count, named[other], other) for other, count in counts.items()))
    connection.execute(
        f"DELETE FROM edition_together WHERE entity_id = ? AND {column} IS NOT NULL",  # noqa: S608 -- our own words
        [entity],
    )
    insert = f"INSERT INTO edition_together (entity_id, {column}, passage_count) VALUES (?, ?, ?)"  # noqa: S608 -- our own words
    rows: Iterable[tuple[int, int, int]] = ((entity, other, -count) for count, _, other in best)
    connection.executemany(insert, list(rows))
