"""What somebody says in an interview or a statement: their own turns, by article."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from sources.edition.models import Passage
from sources.public import addresses
from sources.public.showing.naming import Named, named

MOST_SHOWN = 5  # of one article; the article has them all


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn, as far as a list shows it."""

    number: str
    address: str
    words: str


@dataclass(frozen=True, slots=True)
class InArticle:
    """Somebody's turns in one article."""

    source: Named
    turns: tuple[Turn, ...]
    more: int


def by_article(passages: Iterable[Passage]) -> tuple[InArticle, ...]:
    """Group passages, given in order with article and beginning, by their article."""
    return tuple(_in_article([*found]) for _, found in groupby(passages, key=lambda row: row.article_id))


def _in_article(rows: Sequence[Passage]) -> InArticle:
    article = rows[0].article
    if article is None:
        raise ValueError(
            f"Passage {rows[0].public_id} has a speaker but no article; the edition is not sound."
        )
    turns = tuple(
        Turn(row.number, addresses.passage(article.public_id, article.slug, row.number), _cut(row))
        for row in rows[:MOST_SHOWN]
    )
    return InArticle(named(article), turns, max(len(rows) - MOST_SHOWN, 0))


def _cut(row: Passage) -> str:
    """Give the beginning, to its last whole word; nothing where the text is not held."""
    beginning: str | None = getattr(row, "beginning", None)
    if not beginning:
        return ""
    return beginning if beginning.endswith((".", "?", "!", "”")) else beginning.rpartition(" ")[0] + " …"
