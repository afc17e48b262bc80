"""The whole list of passages beside one passage of the current edition, for its own page: two queries.

Found when it is asked for, which is seldom, by the same weights as what stands in the margin.
"""

from collections import defaultdict

from django.db import connections

from sources.edition.beside import FOLLOWED, LISTED, Item, near, weight
from sources.edition.placing import TELLING
from sources.edition.router import EDITION

_ITEMS = """
SELECT DISTINCT 0, x.entity_id, c.passage_count, e.public_id, k.passage_count
FROM edition_appearance x JOIN edition_entity e ON e.id = x.entity_id
JOIN edition_entityincorpus c ON c.corpus_id = x.corpus_id AND c.entity_id = x.entity_id
JOIN edition_corpus k ON k.id = x.corpus_id WHERE x.passage_id = %s
UNION ALL
SELECT DISTINCT 1, x.date_id, c.passage_count, d.edtf, k.passage_count
FROM edition_appearance x JOIN edition_date d ON d.id = x.date_id AND d.precision = 'day'
JOIN edition_dateincorpus c ON c.corpus_id = x.corpus_id AND c.date_id = x.date_id
JOIN edition_corpus k ON k.id = x.corpus_id WHERE x.passage_id = %s
"""
_PLACES = """
SELECT DISTINCT x.date_id IS NOT NULL, coalesce(x.date_id, x.entity_id), x.passage_id
FROM edition_appearance x JOIN edition_passage p ON p.id = x.passage_id
JOIN edition_appearance here ON here.passage_id = %s AND here.corpus_id = x.corpus_id
AND (here.entity_id = x.entity_id OR here.date_id = x.date_id)
WHERE (x.entity_id IN ({}) OR x.date_id IN ({})) AND NOT x.in_copy AND p.article_id <> %s AND p.kind IN ({})
"""


def nearest(passage: int, article: int) -> list[int]:
    """Give the passages nearest to one passage of an article, best first, as many as a list has."""
    with connections[EDITION].cursor() as cursor:
        cursor.execute(_ITEMS, [passage, passage])
        rows = cursor.fetchall()
        followed = [(is_day, one) for is_day, one, count, *_ in rows if count <= FOLLOWED]
        entities = ", ".join(str(one) for is_day, one in followed if not is_day)
        days = ", ".join(str(one) for is_day, one in followed if is_day)
        cursor.execute(_PLACES.format(entities, days, TELLING), [passage, article])
        places: dict[tuple[int, int], list[int]] = defaultdict(list)
        for is_day, one, other in cursor.fetchall():
            places[is_day, one].append(other)
    items = [
        Item(one, (count, name), weight(count, size), lambda key=(is_day, one): places[key])  # type: ignore[misc]  # mypy does not see the default
        for is_day, one, count, name, size in rows
    ]
    return near(items, frozenset())[:LISTED]
