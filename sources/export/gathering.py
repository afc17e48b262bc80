"""Articles with all that the edition says of their passages, some at a time: flat memory, few queries.

What is withheld is not in the edition. Words around a mention or a claim are left out here: of an article
that is shown in snippets only, all of them together would be most of its text. Passages and mentions, of
which there are a hundred thousand, are tuples of their columns; what is rare are rows as elsewhere.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from django.db.models import Exists, IntegerField, Model, OuterRef, TextField
from django.db.models.functions import Cast
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
from sources.export.pieces import in_batches

_BATCH = 100  # fewer cost more queries, more a longer wait and more memory
_MOST_KNOWN = 10_000
_AT_ONCE = 500  # a statement takes a limited number of values
Row = TypeVar("Row", Claim, Revision)
Found = TypeVar("Found", bound=Model)
Value = TypeVar("Value")
Json = Any  # what JSON has


class Who(NamedTuple):
    """A person, place or organisation, as far as a mark names it."""

    kind: str
    public_id: str
    slug: str
    name: str


class Mention(NamedTuple):
    """An entity or a date where a passage names it: exactly one of ``entity`` and ``edtf`` is not empty."""

    start: int | None
    end: int | None
    exact: str
    certainty: str
    anchor: str
    entity: Who | None
    edtf: str


class Line(NamedTuple):
    """A passage with all that stands in it; ``topics`` and ``sayings`` as in the edition."""

    public_id: str
    number: str
    kind: str
    continues: bool
    speaker: Who | None
    speaker_name: str
    text: str | None
    topics: Sequence[Sequence[str]]
    sayings: Sequence[Sequence[Json]]
    mentions: Sequence[Mention] = ()
    claims: Sequence[Claim] = ()
    revisions: Sequence[Revision] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """An article and its passages in order."""

    article: Article
    passages: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Records:
    """The authority records of whom and what an article names, or lets speak, each once."""

    entities: Sequence[Entity] = ()
    dates: Sequence[Date] = ()


def wholes(articles: QuerySet[Article]) -> Iterator[Whole]:
    """Give these articles in order of publication, each with what stands in it."""
    ids = articles.order_by("position").values_list("pk", flat=True)
    known = _Known()
    for some in in_batches(ids.iterator(chunk_size=2000), _BATCH):
        yield from _batch(some, known)


def records(whole: Whole) -> Records:
    """Read the records of whom and what an article names: two queries."""
    named = [one.entity for line in whole.passages for one in line.mentions]
    entities = {who.public_id for who in (*named, *(line.speaker for line in whole.passages)) if who}
    dates = {one.edtf for line in whole.passages for one in line.mentions if one.edtf}
    return Records(_among(Entity, "public_id", entities), _among(Date, "edtf", dates))


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


def _among(model: type[Found], column: str, values: Iterable[str]) -> list[Found]:
    """Read the rows with these values."""
    return [
        row
        for some in in_batches(values, _AT_ONCE)
        for row in model._default_manager.filter(**{f"{column}__in": some})
    ]


@dataclass(slots=True)
class _Known:
    """What was read of entities and dates, by their primary keys: most are named again and again."""

    entities: dict[int, Who] = field(default_factory=dict)
    dates: dict[int, str] = field(default_factory=dict)

    def read(self, entities: set[int | None], dates: set[int | None]) -> None:
        """Know these; when many are known, the others are forgotten, so that memory stays flat."""
        for some in in_batches(_missing(self.entities, entities), _AT_ONCE):
            rows = Entity.objects.filter(pk__in=some).values_list("pk", "kind", "public_id", "slug", "name")
            self.entities.update((pk, Who(*rest)) for pk, *rest in rows)
        for some in in_batches(_missing(self.dates, dates), _AT_ONCE):
            self.dates.update(Date.objects.filter(pk__in=some).values_list("pk", "edtf"))


def _missing(known: dict[int, Value], wanted: set[int | None]) -> list[int]:
    if len(known) > _MOST_KNOWN:
        known.clear()
    return [pk for pk in wanted if pk is not None and pk not in known]


def _batch(ids: Sequence[int], known: _Known) -> Iterator[Whole]:
    of_these = {"article__in": ids}
    articles = Article.objects.filter(pk__in=ids).select_related("corpus", "document", "copy_of")
    left_out = ("credits", "corpus__network", "corpus__accounts", "copy_of__credits", "copy_of__contributors")
    passages = list(Passage.objects.filter(**of_these).order_by("article", "start", "pk").values_list(*_LINE))
    marks = list(Appearance.objects.filter(**of_these).order_by("article", "position").values_list(*_MENTION))
    claims = Claim.objects.filter(**of_these).select_related("question", "asserter", "party", "original")
    # Only those that were corrected have any: joined, SQLite would look at every passage for a handful.
    corrected = [row[_PASSAGE] for row in passages if row[_REVISION] > 1]
    revisions = Revision.objects.filter(passage__in=corrected)
    known.read(
        {row[_SPEAKER] for row in passages} | {row[_ENTITY] for row in marks}, {row[_DATE] for row in marks}
    )
    standing = (
        _mentions(marks, known),
        _by_passage(claims.order_by("pk")),
        _by_passage(revisions.order_by("passage", "number")),
    )
    of_article = _lines(passages, known, standing)
    for article in articles.defer(*left_out).order_by("position"):
        lines = of_article[article.pk]
        for claim in chain.from_iterable(line.claims for line in lines):
            claim.article = article
        yield Whole(article, lines)


# Columns that Django would make into objects, row by row, are read as the file has them.
_LINE = (
    "article_id",
    "pk",
    "speaker_id",
    "revision",
    "public_id",
    "number",
    "kind",
    Cast("continues", IntegerField()),
    "speaker_name",
    "text",
    Cast("topics", TextField()),
    Cast("sayings", TextField()),
)
_MENTION = ("passage_id", "entity_id", "date_id", "start", "end", "exact", "certainty", "anchor")
_PASSAGE, _SPEAKER, _REVISION = (_LINE.index(name) for name in ("pk", "speaker_id", "revision"))
_ENTITY, _DATE = _MENTION.index("entity_id"), _MENTION.index("date_id")


def _mentions(rows: Iterable[tuple[Any, ...]], known: _Known) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = defaultdict(list)
    for passage, entity, day, start, end, exact, certainty, anchor in rows:
        who = None if entity is None else known.entities[entity]
        edtf = "" if day is None else known.dates[day]
        found[passage].append(Mention(start, end, exact, certainty, anchor, who, edtf))
    return found


def _lines(
    rows: Iterable[tuple[Any, ...]], known: _Known, standing: Sequence[Mapping[int, Sequence[Any]]]
) -> dict[int, list[Line]]:
    """Make passages, by their articles, each with what stands in it."""
    found: dict[int, list[Line]] = defaultdict(list)
    mentions, claims, revisions = standing
    for article, pk, speaker, _, public_id, number, kind, continues, name, text, topics, sayings in rows:
        who = None if speaker is None else known.entities[speaker]
        found[article].append(
            Line(
                public_id,
                number,
                kind,
                bool(continues),
                who,
                name,
                text,
                _NONE if topics == "[]" else json.loads(topics),
                _NONE if sayings == "[]" else json.loads(sayings),
                mentions.get(pk, ()),
                claims.get(pk, ()),
                revisions.get(pk, ()),
            )
        )
    return found


_NONE: Sequence[Any] = ()


def _by_passage(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.passage_id].append(row)
    return found
