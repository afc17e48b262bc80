"""Articles with all that the edition says of their passages, fifty at a time: flat memory, seven queries.

What is withheld is not in the edition. Words around a mention or a claim are left out here: of an article
that is shown in snippets only, all of them together would be most of its text.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from django.db.models import Exists, OuterRef
from django.db.models.query import QuerySet

from sources.edition.models import (
    Appearance,
    Article,
    Claim,
    Corpus,
    Date,
    Entity,
    Passage,
    Question,
    Revision,
    Saying,
)
from sources.edition.select import instances

BATCH = 50  # fewer cost more queries, more a longer wait for the first byte
Row = TypeVar("Row", Appearance, Claim, Revision)


@dataclass(frozen=True, slots=True)
class Whole:
    """An article, its passages in order, and what stands in each, by the passage's primary key."""

    article: Article
    passages: list[Passage]
    appearances: dict[int, list[Appearance]]
    claims: dict[int, list[Claim]]
    revisions: dict[int, list[Revision]]


def wholes(articles: QuerySet[Article]) -> Iterator[Whole]:
    """Give these articles in order of publication, each with what stands in it."""
    ids = articles.order_by("position").values_list("pk", flat=True)
    for some in _in_batches(ids.iterator(chunk_size=2000)):
        yield from _batch(some)


def entities_of(corpus: Corpus) -> QuerySet[Entity]:
    """Give whom a corpus names, lets speak or asks after, also those that only a copy names.

    Who asserts something need not be named where it stands, nor the place that a question is about.
    """
    here = {"article__corpus": corpus}
    named = Appearance.objects.filter(entity=OuterRef("pk"), corpus=corpus)
    turns = Passage.objects.filter(speaker=OuterRef("pk"), **here)
    said = Saying.objects.filter(speaker=OuterRef("pk"), **here)
    asserted = Claim.objects.filter(asserter=OuterRef("pk"), question__corpus=corpus)
    asked = Question.objects.filter(place=OuterRef("pk"), corpus=corpus)
    of_corpus = Exists(named) | Exists(turns) | Exists(said) | Exists(asserted) | Exists(asked)
    return Entity.objects.filter(of_corpus)


def dates_of(corpus: Corpus) -> QuerySet[Date]:
    """Give the dates that the articles of a corpus name, also those that only a copy names."""
    return Date.objects.filter(Exists(Appearance.objects.filter(date=OuterRef("pk"), corpus=corpus)))


def _in_batches(ids: Iterable[int]) -> Iterator[tuple[int, ...]]:
    rest = iter(ids)
    while some := tuple(islice(rest, BATCH)):
        yield some


def _batch(ids: tuple[int, ...]) -> Iterator[Whole]:
    articles = Article.objects.filter(pk__in=ids).select_related("corpus", "document", "copy_of")
    of_these = {"article__in": ids}
    passages = Passage.objects.filter(**of_these).select_related("speaker").defer("beside", "claims", "marks")
    appearances = _appearances(Appearance.objects.filter(**of_these).order_by("position"))
    claims = Claim.objects.filter(**of_these).select_related("question", "asserter", "party", "original")
    revisions = Revision.objects.filter(passage__article__in=ids)
    of_article = defaultdict(list)
    for passage in passages.order_by("article", "start", "pk"):
        of_article[passage.article_id].append(passage)
    found = (
        _by_passage(appearances),
        _by_passage(claims.order_by("pk")),
        _by_passage(revisions.order_by("passage", "number")),
    )
    for article in articles.order_by("position"):
        for passage in of_article[article.pk]:
            for claim in found[1].get(passage.pk, ()):
                claim.article, claim.passage = article, passage
        yield Whole(article, of_article[article.pk], *found)


def _appearances(rows: QuerySet[Appearance]) -> list[Appearance]:
    """Read marks with what they name, each entity and date once: a mark by itself is quickly made."""
    found = list(instances(rows))
    entities = Entity.objects.in_bulk({row.entity_id for row in found if row.entity_id is not None})
    dates = Date.objects.in_bulk({row.date_id for row in found if row.date_id is not None})
    for row in found:
        # What Django itself does when it reads a row with what it refers to, without a call for each.
        row._state.fields_cache = {  # noqa: SLF001 -- documented: docs.djangoproject.com/en/5.2/ref/models/instances/#state
            "entity": entities.get(row.entity_id or 0),
            "date": dates.get(row.date_id or 0),
        }
    return found


def _by_passage(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.passage_id].append(row)
    return found
