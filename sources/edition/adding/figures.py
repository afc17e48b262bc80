"""What a few articles add to an edition's figures, counted from their rows in the file.

Counted before they are copied and after; the difference is what the figures grow by. The rules are
those of ``tally``: a copy is shown but not counted, a passage counts once for each that it names.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import groupby, permutations, product

Pair = tuple[int, int]


@dataclass(slots=True)
class Figures:
    """The figures of some articles, by the numbers of rows in the file."""

    rows: int = 0  # appearances
    passages: Counter[Pair] = field(default_factory=Counter)  # entity, corpus: passages that name it
    articles: Counter[Pair] = field(default_factory=Counter)  # entity, corpus: articles that name it
    mentions: Counter[int] = field(default_factory=Counter)
    said: Counter[int] = field(default_factory=Counter)
    said_in: Counter[int] = field(default_factory=Counter)  # articles
    named_in: set[Pair] = field(default_factory=set)  # entity, corpus: in a copy too
    seen_in: set[Pair] = field(default_factory=set)  # and where it only speaks
    dates: Counter[Pair] = field(default_factory=Counter)  # date, corpus: passages
    dates_seen: set[int] = field(default_factory=set)
    pairs: Counter[Pair] = field(default_factory=Counter)
    pairs_with_date: Counter[Pair] = field(default_factory=Counter)
    forms: dict[int, dict[str, Counter[int]]] = field(default_factory=lambda: defaultdict(dict))  # by article
    former: dict[int, dict[str, Counter[int]]] = field(default_factory=dict)  # the same before these
    topics: Counter[Pair] = field(default_factory=Counter)  # topic, corpus: passages
    topics_seen: set[Pair] = field(default_factory=set)

    def less(self, other: "Figures") -> "Figures":
        """Give what these figures have more than others."""
        more = Figures(rows=self.rows - other.rows)
        for name in _COUNTERS:
            difference: Counter[object] = Counter(getattr(self, name))
            difference.subtract(getattr(other, name))
            setattr(more, name, Counter({key: count for key, count in difference.items() if count}))
        for name in _SETS:
            setattr(more, name, getattr(self, name))
        changed = {one: forms for one, forms in self.forms.items() if forms != other.forms.get(one)}
        more.forms, more.former = defaultdict(dict, changed), other.forms
        return more

    @property
    def entities(self) -> set[int]:
        """Give every entity that is named or speaks."""
        return {entity for entity, _ in self.seen_in}


_COUNTERS = (
    "passages",
    "articles",
    "mentions",
    "said",
    "said_in",
    "dates",
    "pairs",
    "pairs_with_date",
    "topics",
)
_SETS = ("named_in", "seen_in", "dates_seen", "topics_seen")

_APPEARANCES = """
SELECT article_id, passage_id, corpus_id, entity_id, date_id, exact, in_copy FROM edition_appearance
WHERE article_id IN ({}) ORDER BY article_id, passage_id
"""
_SPEAKING = """
SELECT p.speaker_id, a.corpus_id FROM edition_passage p JOIN edition_article a ON a.id = p.article_id
WHERE a.id IN ({0}) AND p.speaker_id IS NOT NULL
UNION SELECT s.speaker_id, a.corpus_id FROM edition_saying s JOIN edition_article a ON a.id = s.article_id
WHERE a.id IN ({0})
"""
_SAID = """
SELECT speaker_id, COUNT(*), COUNT(DISTINCT article_id) FROM edition_saying
WHERE article_id IN ({}) AND NOT in_copy GROUP BY speaker_id
"""
_TOPICS = """
SELECT t.topic_id, a.corpus_id, a.copy_of_id IS NULL FROM edition_article a
JOIN edition_passage p ON p.article_id = a.id JOIN edition_passagetopic t ON t.passage_id = p.id
WHERE a.id IN ({})
"""


def figures(connection: sqlite3.Connection, articles: Collection[int]) -> Figures:
    """Count the figures of these articles."""
    wanted = ", ".join(map(str, sorted(articles)))
    found = Figures()
    counted: set[tuple[int, int, int]] = set()
    rows = connection.execute(_APPEARANCES.format(wanted))
    for (article, _, corpus), group in groupby(rows, key=lambda row: row[:3]):
        _passage(found, article, corpus, list(group), counted)
    found.seen_in |= set(connection.execute(_SPEAKING.format(wanted)))
    for speaker, times, sources in connection.execute(_SAID.format(wanted)):
        found.said[speaker], found.said_in[speaker] = times, sources
    for topic, corpus, is_counted in connection.execute(_TOPICS.format(wanted)):
        found.topics_seen.add((topic, corpus))
        found.topics[topic, corpus] += is_counted
    return found


def _passage(
    found: Figures, article: int, corpus: int, rows: list[tuple[int, ...]], counted: set[tuple[int, int, int]]
) -> None:
    """Count one passage's appearances."""
    entities, dates = {row[3] for row in rows} - {None}, {row[4] for row in rows} - {None}
    found.rows += len(rows)
    found.named_in |= {(one, corpus) for one in entities}
    found.seen_in |= {(one, corpus) for one in entities}
    found.dates_seen |= dates
    for entity, exact in _written(rows):
        found.forms[entity].setdefault(exact, Counter())[article] += 1
    if rows[0][6]:
        return
    found.mentions.update(entity for entity, _ in _written(rows))
    found.passages.update((one, corpus) for one in entities)
    found.articles.update((one, corpus) for one in entities if (article, one, corpus) not in counted)
    counted |= {(article, one, corpus) for one in entities}
    found.dates.update((one, corpus) for one in dates)
    found.pairs.update(permutations(entities, 2))
    found.pairs_with_date.update(product(entities, dates))


def _written(rows: list[tuple[int, ...]]) -> Iterator[tuple[int, str]]:
    return ((row[3], str(row[5])) for row in rows if row[3] is not None)
