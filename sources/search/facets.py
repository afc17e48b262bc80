"""What the passages found have in common: kinds, publications, whom they name, days, topics, corpora.

Each count is of the passages found, so that choosing the facet finds just as many.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sources.search.passages import rows_of

MOST = 8  # of each facet

_ENTITIES = """
SELECT e.kind, e.public_id, e.name, COUNT(DISTINCT x.passage_id) FROM ids
JOIN edition_appearance x ON x.passage_id = ids.value JOIN edition_entity e ON e.id = x.entity_id
GROUP BY e.id
"""
_DATES = """
SELECT 'date', d.edtf, d.words, COUNT(DISTINCT x.passage_id) FROM ids
JOIN edition_appearance x ON x.passage_id = ids.value JOIN edition_date d ON d.id = x.date_id GROUP BY d.id
"""
_TOPICS = """
SELECT 'topic', t.slug, t.name, COUNT(*) FROM ids
JOIN edition_passagetopic x ON x.passage_id = ids.value JOIN edition_topic t ON t.id = x.topic_id
GROUP BY t.id
"""
_KINDS = """
SELECT 'kind', p.kind, p.kind, COUNT(*) FROM ids JOIN edition_passage p ON p.id = ids.value GROUP BY p.kind
"""
_PUBLICATIONS = """
SELECT 'publication', o.public_id, o.name, COUNT(*) FROM ids JOIN edition_passage p ON p.id = ids.value
JOIN edition_originarticle x ON x.article_id = p.article_id
JOIN edition_origin o ON o.id = x.origin_id AND o.kind = 'publication' GROUP BY o.id
"""
_CORPORA = """
SELECT 'corpus', c.slug, c.title, COUNT(*) FROM ids JOIN edition_passage p ON p.id = ids.value
JOIN edition_article a ON a.id = p.article_id JOIN edition_corpus c ON c.id = a.corpus_id GROUP BY c.id
"""
_PARTS = (_ENTITIES, _DATES, _TOPICS, _KINDS, _PUBLICATIONS, _CORPORA)
_ALL = f"WITH ids AS MATERIALIZED (SELECT value FROM json_each(%s)) {' UNION ALL '.join(_PARTS)}"  # noqa: S608 -- our own statements


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet, with how many of the passages found have it."""

    kind: str  # of the facet: person, date, topic …
    value: str  # id, slug or EDTF
    name: str
    count: int


def count(passages: Sequence[int]) -> dict[str, tuple[Value, ...]]:
    """Give the values of each facet, those of most passages first, the first ``MOST`` of each."""
    rows = [Value(*row) for row in rows_of(_ALL, [json.dumps(list(passages))])] if passages else []
    ordered = sorted(rows, key=lambda row: (row.kind, -row.count, row.name))
    return {kind: tuple(group)[:MOST] for kind, group in groupby(ordered, key=lambda row: row.kind)}
