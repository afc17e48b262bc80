"""What is said of a passage that stands beside another: its number, its article, the label of its source."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sources.edition.wording import label

# passage: its public id and number; its article's public id, slug and the label of its source
Facts = Callable[[int], tuple[str, str, str, str, str]]


def facts_of(connection: sqlite3.Connection) -> Facts:
    """Read facts of passages from a file, each where it is asked for, those of each article once."""
    articles: dict[int, tuple[str, str, str]] = {}

    def facts(passage: int) -> tuple[str, str, str, str, str]:
        [(public_id, number, article)] = connection.execute(
            "SELECT public_id, number, article_id FROM edition_passage WHERE id = ?", [passage]
        )
        if article not in articles:
            [(_id, *row)] = connection.execute(f"{_SOURCES} WHERE id = ?", [article])
            articles[article] = _source(row)
        return public_id, number, *articles[article]

    return facts


@dataclass(frozen=True, slots=True)
class AllFacts:
    """The facts of all passages of a file, read at once: most are asked for, and some often."""

    passages: Mapping[int, tuple[str, str, int]]
    articles: Mapping[int, tuple[str, str, str]]

    @classmethod
    def of(cls, connection: sqlite3.Connection) -> "AllFacts":
        """Read them."""
        rows = connection.execute(
            "SELECT id, public_id, number, article_id FROM edition_passage WHERE article_id IS NOT NULL"
        )
        passages = {passage: (public_id, number, article) for passage, public_id, number, article in rows}
        articles = {article: _source(row) for article, *row in connection.execute(_SOURCES)}
        return cls(passages, articles)

    def __call__(self, passage: int) -> tuple[str, str, str, str, str]:
        """Give those of one passage."""
        public_id, number, article = self.passages[passage]
        return public_id, number, *self.articles[article]


_SOURCES = "SELECT id, public_id, slug, publication, byline, title, published FROM edition_article"


def _source(row: Sequence[str]) -> tuple[str, str, str]:
    public_id, slug, *facts = row
    return public_id, slug, label(*facts)
