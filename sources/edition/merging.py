"""What two processes copied, made one: figures added up, rows put in one file.

Each gave its rows numbers of its own; where both know a corpus, document, topic, entity or date, the number
that the first gave stands, and every figure and row of the second is written in those numbers.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import models as django_models

from sources.edition import models, rows
from sources.edition.copy import Copier
from sources.edition.numbers import Keyed
from sources.edition.origins import Origins
from sources.edition.select import Claimed
from sources.edition.tally import DateTally, EntityTally, Named, Tally

# A passage's claims, the passage, its article, the article that stands for the text of that, and whether
# the words of claims are shown.
Told = tuple[Sequence[Claimed], rows.Passage, models.Article, int | None, bool]
Moves = Mapping[str, Mapping[int, int]]  # by what it is: the number given there, the number here


@dataclass(frozen=True, slots=True)
class Parcel:
    """The figures of a part, as they are handed over."""

    numbers: Mapping[str, Keyed]
    tally: Tally
    corpora: dict[int, models.Corpus]
    documents: dict[int, models.Document]
    topics: dict[int, models.Topic]
    topics_in: Counter[tuple[int, int]]
    origins: Origins
    articles: dict[int, models.Article]
    passage_ids: dict[int, int]
    repeats: list[tuple[int, int]]
    copies: list[tuple[models.Article, int]]
    appearance_count: int
    claims: list[Told]

    @classmethod
    def of(cls, copier: Copier, claims: list[Told]) -> "Parcel":
        """Take from a copier what is handed over."""
        own = {name: getattr(copier, name) for name in cls.__slots__ if name not in ("numbers", "claims")}
        return cls(numbers=_keyed(copier), claims=claims, **own)


def _keyed(copier: Copier) -> dict[str, Keyed]:
    numbers = copier.numbers
    return {
        "corpus": numbers.corpora,
        "document": numbers.documents,
        "topic": numbers.topics,
        "entity": numbers.entities,
        "date": numbers.dates,
    }


def numbered(copier: Copier, parcel: Parcel) -> Moves:
    """Give the numbers here of whatever a part has numbered there."""
    own = _keyed(copier)
    return {
        name: {number: own[name].of(key) for key, number in keyed.items()}
        for name, keyed in parcel.numbers.items()
    }


def absorb(copier: Copier, parcel: Parcel, moves: Moves) -> None:
    """Add a part's figures to a copier's."""
    _absorb_frame(copier, parcel, moves)
    _absorb_tally(copier.tally, parcel.tally, moves)
    copier.origins.absorb(parcel.origins)
    copier.passage_ids |= parcel.passage_ids
    copier.repeats += parcel.repeats
    copier.copies += parcel.copies
    copier.appearance_count += parcel.appearance_count
    for claims, passage, article, original, has_words in parcel.claims:
        copier.accounts.add(
            claims, passage, article, original=original, tally=copier.tally, has_words=has_words
        )


def _absorb_frame(copier: Copier, parcel: Parcel, moves: Moves) -> None:
    for pk, corpus in parcel.corpora.items():
        corpus.id = moves["corpus"][corpus.id]
        copier.corpora.setdefault(pk, corpus)
    for pk, document in parcel.documents.items():
        document.id = moves["document"][document.id]
        document.corpus_id = moves["corpus"][document.corpus_id]
        copier.documents.setdefault(pk, document)
    for pk, topic in parcel.topics.items():
        topic.id = moves["topic"][topic.id]
        if copier.topics.setdefault(pk, topic) is not topic:
            copier.topics[pk].passage_count += topic.passage_count
    for (corpus_id, topic_id), count in parcel.topics_in.items():
        copier.topics_in[moves["corpus"][corpus_id], moves["topic"][topic_id]] += count
    for pk, article in parcel.articles.items():
        article.corpus_id = moves["corpus"][article.corpus_id]
        article.document_id = moves["document"][article.document_id]
        copier.articles[pk] = article


def _absorb_tally(mine: Tally, other: Tally, moves: Moves) -> None:
    entities, dates, corpora = moves["entity"], moves["date"], moves["corpus"]
    for pk, entity in other.entities.items():
        if pk not in mine.entities:
            mine.entities[pk] = mine.by_id[entities[entity.id]] = EntityTally(
                entity.entity, entities[entity.id]
            )
        _add_entity(mine.entities[pk], entity, corpora)
    for pk, date in other.dates.items():
        if pk not in mine.dates:
            mine.dates[pk] = mine.date_by_id[dates[date.id]] = DateTally(date.date, dates[date.id])
        mine.dates[pk].passages.update(_moved(date.passages, corpora))
    mine.days |= {dates[one] for one in other.days}
    for named, on in other.together:
        mine.together.append((_numbers(named, entities), _numbers(on, dates)))
    for passage, one in other.named.items():
        mine.named[passage] = Named(
            one.article, corpora[one.corpus], _numbers(one.entities, entities), _numbers(one.days, dates)
        )


def _numbers(there: Iterable[int], here: Mapping[int, int]) -> frozenset[int]:
    return frozenset([here[one] for one in there])


def _add_entity(mine: EntityTally, other: EntityTally, corpora: Mapping[int, int]) -> None:
    mine.passages.update(_moved(other.passages, corpora))
    for corpus, articles in other.articles.items():
        mine.articles[corpora[corpus]] |= articles
    mine.corpora |= {corpora[one] for one in other.corpora}
    mine.seen_in |= {corpora[one] for one in other.seen_in}
    mine.mentions += other.mentions
    mine.said.update(other.said)
    for form, written in other.forms.items():
        mine.forms[form].update(written)


def _moved(counts: Mapping[int, int], numbers: Mapping[int, int]) -> dict[int, int]:
    return {numbers[one]: count for one, count in counts.items()}


_MANY = (models.Passage, models.Revision, models.Appearance, models.PassageTopic, models.Saying)
_MOVED = {
    models.Corpus: "corpus",
    models.Document: "document",
    models.Topic: "topic",
    models.Entity: "entity",
    models.Date: "date",
}


def take_rows(connection: sqlite3.Connection, file: Path, moves: Moves) -> None:
    """Put the rows of a part's file into the edition's, in the edition's numbers."""
    for name, numbers in moves.items():
        connection.execute(f"CREATE TEMP TABLE moved_{name} (here INTEGER PRIMARY KEY, number INTEGER)")
        connection.executemany(f"INSERT INTO moved_{name} VALUES (?, ?)", numbers.items())  # noqa: S608 -- our own words
    connection.execute("COMMIT")
    connection.execute("ATTACH ? AS part", [str(file)])
    connection.execute("BEGIN")
    for model in _MANY:
        columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
        values = ", ".join(_values(model._meta.concrete_fields))
        table = model._meta.db_table
        connection.execute(
            f'INSERT INTO main."{table}" ({columns}) SELECT {values} FROM part."{table}" t ORDER BY t.id'  # noqa: S608 -- names of our own tables
        )
    for name in moves:
        connection.execute(f"DROP TABLE temp.moved_{name}")
    # A file that is to go has to be let go of, which no transaction allows.
    connection.execute("COMMIT")
    connection.execute("DETACH part")
    connection.execute("BEGIN")


def _values(fields: Iterable["django_models.Field[object, object]"]) -> Iterable[str]:
    for field in fields:
        name = _MOVED.get(field.related_model) if isinstance(field, django_models.ForeignKey) else None
        own = f't."{field.column}"'
        yield f"(SELECT number FROM temp.moved_{name} WHERE here = {own})" if name else own  # noqa: S608 -- our own words
