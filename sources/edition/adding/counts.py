"""The figures of a file's entities, dates, topics and corpora, after a few articles were added."""

import sqlite3

from sources.edition.adding.figures import Figures

_GROW_ENTITY = """
UPDATE edition_entity SET passage_count = passage_count + ?, article_count = article_count + ?,
mention_count = mention_count + ?, saying_count = saying_count + ?,
saying_article_count = saying_article_count + ?, is_fiction = is_fiction AND ? WHERE id = ?
"""
_GROW_IN_CORPUS = """
UPDATE edition_entityincorpus SET passage_count = passage_count + ?, article_count = article_count + ?
WHERE entity_id = ? AND corpus_id = ?
"""
_NEW_IN_CORPUS = """
INSERT INTO edition_entityincorpus (entity_id, corpus_id, kind, sort_name, passage_count, article_count)
SELECT id, ?, kind, sort_name, 0, 0 FROM edition_entity e WHERE id = ?
AND NOT EXISTS (SELECT 1 FROM edition_entityincorpus c WHERE c.entity_id = e.id AND c.corpus_id = ?)
"""


def grow_entities(connection: sqlite3.Connection, more: Figures) -> None:
    """Let the entities grow; new ones came without figures."""
    fictional = _fictional(connection)
    connection.executemany(
        _GROW_ENTITY,
        [
            (
                sum(count for (entity, _), count in more.passages.items() if entity == one),
                sum(count for (entity, _), count in more.articles.items() if entity == one),
                more.mentions[one],
                more.said[one],
                more.said_in[one],
                all(corpus in fictional for entity, corpus in more.seen_in if entity == one),
                one,
            )
            for one in sorted(more.entities)
        ],
    )
    places = sorted(more.named_in)
    connection.executemany(_NEW_IN_CORPUS, [(corpus, one, corpus) for one, corpus in places])
    connection.executemany(
        _GROW_IN_CORPUS,
        [(more.passages[place], more.articles[place], *place) for place in places],
    )


def _fictional(connection: sqlite3.Connection) -> set[int]:
    return {row for (row,) in connection.execute("SELECT id FROM edition_corpus WHERE is_fiction")}


def grow_dates(connection: sqlite3.Connection, more: Figures) -> None:
    """Let the dates grow; new ones came without figures."""
    for (date, corpus), count in sorted(more.dates.items()):
        place = [corpus, date]
        connection.execute(
            "UPDATE edition_date SET passage_count = passage_count + ? WHERE id = ?", [count, date]
        )
        grown = connection.execute(
            "UPDATE edition_dateincorpus SET passage_count = passage_count + ?"
            " WHERE corpus_id = ? AND date_id = ?",
            [count, *place],
        )
        if not grown.rowcount:
            connection.execute(
                "INSERT INTO edition_dateincorpus (corpus_id, date_id, passage_count) VALUES (?, ?, ?)",
                [*place, count],
            )


def grow_topics(connection: sqlite3.Connection, more: Figures) -> None:
    """Let the topics grow; new ones came without figures."""
    fictional = _fictional(connection)
    for topic, corpus in sorted(more.topics_seen):
        count = more.topics[topic, corpus]
        connection.execute(
            "UPDATE edition_topic SET passage_count = passage_count + ?, is_fiction = is_fiction AND ?"
            " WHERE id = ?",
            [count, corpus in fictional, topic],
        )
        grown = connection.execute(
            "UPDATE edition_topicincorpus SET passage_count = passage_count + ?"
            " WHERE corpus_id = ? AND topic_id = ?",
            [count, corpus, topic],
        )
        if not grown.rowcount:
            connection.execute(
                "INSERT INTO edition_topicincorpus (corpus_id, topic_id, passage_count) VALUES (?, ?, ?)",
                [corpus, topic, count],
            )


_CORPUS = """
UPDATE edition_corpus AS c SET
article_count = (SELECT COUNT(*) FROM edition_article a WHERE a.corpus_id = c.id AND a.copy_of_id IS NULL),
passage_count = (SELECT coalesce(SUM(a.passage_count), 0) FROM edition_article a
  WHERE a.corpus_id = c.id AND a.copy_of_id IS NULL),
person_count = (SELECT COUNT(*) FROM edition_entityincorpus e WHERE e.corpus_id = c.id AND e.kind = 'person'),
place_count = (SELECT COUNT(*) FROM edition_entityincorpus e WHERE e.corpus_id = c.id AND e.kind = 'place'),
organisation_count = (SELECT COUNT(*) FROM edition_entityincorpus e
  WHERE e.corpus_id = c.id AND e.kind = 'organisation'),
date_count = (SELECT COUNT(*) FROM edition_dateincorpus d WHERE d.corpus_id = c.id AND d.passage_count > 0),
topic_count = (SELECT COUNT(*) FROM edition_topicincorpus t WHERE t.corpus_id = c.id),
publication_count = (SELECT COUNT(*) FROM edition_originincorpus o
  WHERE o.corpus_id = c.id AND o.kind = 'publication'),
contributor_count = (SELECT COUNT(*) FROM edition_originincorpus o
  WHERE o.corpus_id = c.id AND o.kind = 'contributor')
"""


def recount_corpora(connection: sqlite3.Connection) -> None:
    """Count what each corpus has; how many of its articles are copies stays as it is."""
    connection.execute(_CORPUS)


_COUNTS = {
    "corpora": "SELECT COUNT(*) FROM edition_corpus",
    "documents": "SELECT COUNT(*) FROM edition_document",
    "articles": "SELECT COUNT(*) FROM edition_article WHERE copy_of_id IS NULL",
    "copies": "SELECT COUNT(*) FROM edition_article WHERE copy_of_id IS NOT NULL",
    "people": "SELECT COUNT(*) FROM edition_entity WHERE mention_count AND kind = 'person'",
    "places": "SELECT COUNT(*) FROM edition_entity WHERE mention_count AND kind = 'place'",
    "organisations": "SELECT COUNT(*) FROM edition_entity WHERE mention_count AND kind = 'organisation'",
    "dates": "SELECT COUNT(*) FROM edition_date WHERE passage_count",
}


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Count what a manifest tells, but for what there is most of: passages and mentions."""
    return {name: connection.execute(query).fetchone()[0] for name, query in _COUNTS.items()}
