"""What goes into an edition, read from the editorial side a batch of articles at a time.

Only published articles; of each, its standing passages in their present wording and its accepted
mentions and claims. What is selected here is all that an edition can ever show.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar, cast

from django.db.models import Model, QuerySet
from django.db.models.base import ModelState

from sources.annotate.withheld import withholding_wordings
from sources.edition.protection import Protected, disguised
from sources.edition.sayings import Quoted
from sources.models import (
    Article,
    Claim,
    Contributor,
    Date,
    Document,
    Entity,
    Mention,
    Passage,
    PassageRevision,
    Quotation,
    TaggedPassage,
    Topic,
)
from sources.vocabulary import Access, Status

BATCH = 200

Row = TypeVar("Row", bound=Model)


class Marked(NamedTuple):
    """One accepted mention: what an edition needs of it, and no more (there are a million of them).

    Exactly one of ``entity`` and ``date``; ``anchor`` is the mention that the date was counted from.
    """

    start: int
    end: int
    exact: str
    entity: Entity | None
    date: Date | None
    certainty: str
    rule: str
    anchor_kind: str
    anchor: Mention | None


@dataclass(frozen=True, slots=True)
class Claimed:
    """One accepted claim, with its words, its asserter and its chain as readers get them.

    A step of the chain is an entity, or words where that is None.
    """

    start: int
    end: int
    exact: str
    claim: Claim
    asserter: Entity | None
    asserter_name: str
    text: str
    chain: tuple[tuple[Entity | None, str], ...]


@dataclass(slots=True)
class ArticleContent:
    """One published article with all that belongs to it."""

    article: Article
    original: int | None = None  # the published article that stands for this text; None where this one does
    contributors: list[Contributor] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    revisions: dict[int, list[PassageRevision]] = field(
        default_factory=lambda: defaultdict(list)
    )  # by passage
    topics: dict[int, list[Topic]] = field(default_factory=lambda: defaultdict(list))  # by passage, by name
    mentions: dict[int, list[Marked]] = field(default_factory=lambda: defaultdict(list))  # by revision
    quotations: dict[int, list[Quoted]] = field(default_factory=lambda: defaultdict(list))  # by revision
    claims: dict[int, list[Claimed]] = field(default_factory=lambda: defaultdict(list))  # by revision


def articles(people: Protected) -> Iterator[ArticleContent]:
    """Give every published article in order of publication (undated last), then of the files.

    As readers get it: under their pseudonyms, wherever one of ``people`` is named, speaks or takes part.
    """
    wanted = listed()
    yield from contents(wanted, originals(wanted), people)


def some_articles(rows: Collection[int], people: Protected) -> Iterator[ArticleContent]:
    """Give these published articles (by primary key) in the same order; none of them is a copy."""
    wanted = Article.objects.published().filter(pk__in=rows).for_listing()
    return contents(list(wanted.values_list("pk", flat=True)), {}, people)


def listed() -> list[int]:
    """Give the primary keys of all published articles, in that order."""
    return list(Article.objects.published().for_listing().values_list("pk", flat=True))


def contents(
    wanted: Sequence[int], standing: Mapping[int, int], people: Protected
) -> Iterator[ArticleContent]:
    """Give these articles in the order given; ``standing`` is what stands for the text of each copy."""
    selection = _Selection()
    for begin in range(0, len(wanted), BATCH):
        pks = wanted[begin : begin + BATCH]
        found = {one.pk: one for one in Article.objects.published().filter(pk__in=pks).for_listing()}
        for content in selection.filled([found[pk] for pk in pks if pk in found], standing):
            yield disguised(content, people)


def originals(published: Sequence[int]) -> dict[int, int]:
    """Give, by copy, the article that stands for its text: the original, or where that is not published
    (withdrawn, a draft) the earliest printing that is. Each text counts once, whichever it is.
    """
    linked = Article.objects.exclude(copy_of=None).values_list("pk", "copy_of")
    copied: dict[int, int | None] = dict(linked)
    firsts = {article: article for article in published if article not in copied}
    found: dict[int, int] = {}
    for article in published:
        root, seen = article, {article}
        while (before := copied.get(root)) is not None and before not in seen:
            root = before
            seen.add(root)
        first = firsts.setdefault(root, article)
        if first != article:
            found[article] = first
    return found


class _Selection:
    """Reads articles a batch at a time, each entity, date and topic once for all of them.

    Rows are joined here, by key, and not in SQL: one object for the entity that a thousand mentions
    name costs a thousandth of the time of a thousand objects.
    """

    def __init__(self) -> None:
        self.entities: dict[int, Entity] = {}
        self.dates: dict[int, Date] = {}
        self.topics: dict[int, Topic] = {}

    def filled(self, batch: list[Article], originals: Mapping[int, int]) -> list[ArticleContent]:
        """Bring each article of the batch together with its passages and mentions."""
        contents = {article.pk: ArticleContent(article, originals.get(article.pk)) for article in batch}
        for contributor in Contributor.objects.filter(article__in=contents).select_related("entity"):
            contents[contributor.article_id].contributors.append(contributor)
        passages = list(instances(Passage.objects.filter(article__in=contents).order_by("start")))
        for passage in passages:
            if passage.joined_into_id is not None:
                continue  # asked here: in SQL, SQLite would go by that column's index, through every passage
            contents[cast("int", passage.article_id)].passages.append(passage)
        self._speakers(passages)
        self._wordings(contents)
        self._mentions(contents)
        self._quotations(contents)
        _claims(contents)
        return list(contents.values())

    def _speakers(self, passages: Iterable[Passage]) -> None:
        speaking = [passage for passage in passages if passage.speaker_id is not None]
        known(self.entities, Entity, {passage.speaker_id for passage in speaking})
        for passage in speaking:
            passage.speaker = self.entities[cast("int", passage.speaker_id)]

    def _wordings(self, contents: dict[int, ArticleContent]) -> None:
        home = {passage.pk: one for one in contents.values() for passage in one.passages}
        revisions = PassageRevision.objects.filter(passage__article__in=contents).order_by("number")
        for revision in instances(revisions):
            if revision.passage_id in home:
                home[revision.passage_id].revisions[revision.passage_id].append(revision)
        tagged = TaggedPassage.objects.filter(content_object__article__in=contents).order_by("tag__name")
        columns = list(tagged.values_list("content_object__article_id", "content_object_id", "tag_id"))
        known(self.topics, Topic, {tag for _, _, tag in columns})
        for article, passage, tag in columns:
            contents[article].topics[passage].append(self.topics[tag])

    def _mentions(self, contents: dict[int, ArticleContent]) -> None:
        accepted = Mention.objects.accepted().filter(revision__passage__article__in=contents)
        rows = list(accepted.order_by("start", "-end", "pk").values_list(*_MENTIONED))
        known(self.entities, Entity, {row[_ENTITY] for row in rows})
        known(self.dates, Date, {row[_DATE] for row in rows})
        anchoring = {row[_ANCHOR] for row in rows} - {None}
        anchors = Mention.objects.select_related("revision__passage", "date").in_bulk(anchoring)
        for article, revision, start, end, exact, entity, date, certainty, rule, kind, anchor in rows:
            contents[article].mentions[revision].append(
                Marked(
                    start,
                    end,
                    exact,
                    self.entities.get(entity),
                    self.dates.get(date),
                    certainty,
                    rule,
                    kind,
                    anchors.get(anchor),
                )
            )

    def _quotations(self, contents: dict[int, ArticleContent]) -> None:
        accepted = Quotation.objects.accepted().filter(revision__passage__article__in=contents)
        rows = list(accepted.order_by("start", "-end", "pk").values_list(*_QUOTED))
        known(self.entities, Entity, {row[-2] for row in rows})
        for article, revision, start, end, kind, speaker, name in rows:
            quoted = Quoted(start, end, kind, self.entities.get(speaker), name)
            contents[article].quotations[revision].append(quoted)


_QUOTED = (
    "revision__passage__article_id",
    "revision_id",
    "start",
    "end",
    "kind",
    "speaker_id",
    "speaker_name",
)


def _claims(contents: Mapping[int, ArticleContent]) -> None:
    for claim in Claim.objects.accepted().filter(revision__passage__article__in=contents).for_publishing():
        contents[cast("int", claim.revision.passage.article_id)].claims[claim.revision_id].append(
            Claimed(
                claim.start,
                claim.end,
                claim.exact,
                claim,
                claim.asserter,
                claim.asserter_name,
                claim.text,
                tuple((step.entity, step.words) for step in claim.relays.all()),
            )
        )


_MENTIONED = (
    "revision__passage__article_id",
    "revision_id",
    "start",
    "end",
    "exact",
    "entity_id",
    "date_id",
    "certainty",
    "rule",
    "anchor_kind",
    "anchor_mention_id",
)
_ENTITY, _DATE, _ANCHOR = (_MENTIONED.index(name) for name in ("entity_id", "date_id", "anchor_mention_id"))


def instances(rows: QuerySet[Row]) -> Iterator[Row]:
    """Give rows as instances made straight from their columns: a fifth of what Django's own making costs.

    For models without anything of their own in ``__init__``; there are a hundred thousand passages.
    """
    names = [field.attname for field in rows.model._meta.concrete_fields]
    database = rows.db  # asked of the router each time
    for values in rows.values_list(*names):
        one = rows.model.__new__(rows.model)
        state = ModelState()
        state.adding, state.db = False, database
        one.__dict__.update(zip(names, values, strict=True), _state=state)
        yield one


def known(rows: dict[int, Row], model: type[Row], wanted: set[int | None]) -> None:
    """Add to ``rows`` (by primary key) those of ``model`` that are wanted and not among them yet."""
    missing = wanted - rows.keys() - {None}
    if missing:
        rows.update(model._default_manager.in_bulk(missing))


def loose_passages(documents: Sequence[int]) -> Iterator[Passage]:
    """Give the regions of no article of these documents (their primary keys), in reading order."""
    for begin in range(0, len(documents), BATCH):
        loose = Passage.objects.filter(document__in=documents[begin : begin + BATCH], article=None)
        for passage in loose.with_wording().order_by("document", "start"):
            if passage.joined_into_id is None:  # asked here, for the reason above
                yield passage


def guarded_documents(among: Collection[int] | None = None) -> set[int]:
    """Name the documents (their primary keys), among these or all, of which something is not shown.

    Their plain digests are left out, since a digest of a text of which a part is withheld lets anyone
    test guesses at that part; so are the texts of their regions that belong to no article.
    """
    articles = Article.objects.exclude(status=Status.PUBLISHED, access=Access.FULL)
    documents = Document.objects.exclude(access=Access.FULL)
    wordings = withholding_wordings()
    if among is not None:
        articles, documents = articles.filter(document__in=among), documents.filter(pk__in=among)
        wordings = wordings.filter(passage__document__in=among)
    hidden = articles.values_list("document", flat=True)
    guarded = documents.values_list("pk", flat=True)
    withheld = wordings.values_list("passage__document", flat=True)
    return {*hidden, *guarded, *withheld}
