"""Passages by their beginnings, by article: somebody's own turns, what has a topic."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from django.db.models import F, Func, QuerySet, TextField, Value

from sources.edition.models import Corpus, Passage
from sources.public import addresses
from sources.public.showing.naming import Named, named

LENGTH = 200  # characters of a passage that a list shows
MOST_SHOWN = 5  # of one article; the article has them all


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn, as far as a list shows it."""

    id: str  # as citations have it
    number: str
    address: str
    words: str
    why: str  # it is on the list; empty where the list says so itself


@dataclass(frozen=True, slots=True)
class InArticle:
    """The passages of one article."""

    source: Named
    turns: tuple[Turn, ...]
    more: int
    language: str


def by_article(
    passages: Iterable[Passage],
    *,
    most: int = MOST_SHOWN,
    corpora: Iterable[Corpus] = (),
    why: Mapping[int, str] = MappingProxyType({}),
) -> tuple[InArticle, ...]:
    """Group passages, given in order with article and beginning, by their article."""
    known = {corpus.pk: corpus for corpus in corpora}
    return tuple(
        _in_article([*found], most, known, why)
        for _, found in groupby(passages, key=lambda row: row.article_id)
    )


def _in_article(
    rows: Sequence[Passage], most: int, corpora: Mapping[int, Corpus], why: Mapping[int, str]
) -> InArticle:
    article = rows[0].article
    if article is None:
        raise ValueError(
            f"Passage {rows[0].public_id} is listed but has no article; the edition is not sound."
        )
    turns = tuple(
        Turn(
            f"{article.public_id}-{row.number}",
            row.number,
            addresses.passage(article.public_id, article.slug, row.number),
            _cut(row),
            why.get(row.pk, ""),
        )
        for row in rows[:most]
    )
    return InArticle(
        named(article, corpora.get(article.corpus_id)), turns, max(len(rows) - most, 0), article.language
    )


def with_beginning(passages: QuerySet[Passage]) -> QuerySet[Passage]:
    """Read of each passage only what a list shows of it, with its article."""
    beginning = Func(F("text"), Value(1), Value(LENGTH + 1), function="SUBSTR", output_field=TextField())
    rows = passages.select_related("article").defer("text", "marks", "beside", "topics", "sayings")
    return rows.annotate(beginning=beginning)


def _cut(row: Passage) -> str:
    """Give the beginning, to its last whole word; nothing where the text is not held."""
    beginning: str = getattr(row, "beginning", None) or ""
    if len(beginning) <= LENGTH:
        return beginning
    return (beginning.rpartition(" ")[0] or beginning[:LENGTH]) + " …"
