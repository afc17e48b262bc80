"""A file as read, into the archive: one document with its articles and passages.

The bytes are in the store before this begins; the caller opens the act, so that the rows of one
document and its entry in the log are committed together or not at all. A file whose bytes the
corpus has already is nothing new.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Model

from sources.ingest.blobs import digest
from sources.ingest.copies import match_passages
from sources.ingest.formats.captured import Captured
from sources.ingest.known import KnownArticles
from sources.ingest.listing import FileRead
from sources.ingest.reading import ArticleFound, Region
from sources.ingest.wording import wording
from sources.models import (
    Article,
    Contributor,
    Corpus,
    Date,
    Document,
    Passage,
    PassageRevision,
    Publication,
)
from sources.values.span import Span
from sources.vocabulary import Genre, PublicationKind, Role

UNTITLED = "[Untitled]"
LONGEST_NAME, LONGEST_FILE_NAME, LONGEST_TITLE, LONGEST_ADDRESS = 200, 255, 500, 1000
LONGEST_ORIGIN = 500

Row = TypeVar("Row", bound=Model)


class Desk(Protocol):
    """What an act offers: the only way to write (``annotate.acts.Doing``)."""

    def create(self, row: Row) -> Row:
        """Insert a row."""

    def create_all(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Insert many rows of one model."""

    def change(self, row: Row, **values: object) -> Row:
        """Set columns of a row and save it."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that came: its bytes, what was read in them, the day (EDTF), and where it is from.

    ``container`` is the digest of the zip or web archive that it was in, ``member`` its name there;
    ``received`` is what a server sent with it.
    """

    data: bytes
    file: FileRead
    day: str
    origin: str = ""
    rights: str = ""
    container: str = ""
    member: str = ""
    received: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a file."""

    document: Document
    articles: tuple[Article, ...]
    passages: int


def find_document(corpus: Corpus, data: bytes) -> Document | None:
    """Give the document of the corpus that has these very bytes, held or only described."""
    return corpus.documents.filter(sha256=digest(data)).first()


class Intake:
    """Takes files into one corpus, within acts that the caller opens."""

    def __init__(self, corpus: Corpus, date_for: Callable[[str], Date]) -> None:
        self.corpus = corpus
        self._date_for = date_for
        self._known = KnownArticles(corpus)

    def take(self, desk: Desk, arrival: Arrival) -> Stored:
        """Create the document, its articles and its passages; link what repeats something."""
        document = desk.create(self._document(arrival))
        articles = [self._article(desk, document, found, arrival) for found in arrival.file.reading.articles]
        for article, found in zip(articles, arrival.file.reading.articles, strict=True):
            if found.copy_of is not None:
                desk.change(article, copy_of=articles[found.copy_of], similarity=found.similarity)
        passages = self._passages(desk, document, articles, arrival.file)
        self._link_copies(desk, articles, passages)
        return Stored(document, tuple(articles), len(passages))

    def _document(self, arrival: Arrival) -> Document:
        return Document(
            corpus=self.corpus,
            file_name=shortened(arrival.file.name, LONGEST_FILE_NAME),
            sha256=digest(arrival.data),
            size=len(arrival.data),
            media_type=arrival.file.captured.media_type,
            encoding=_encoding(arrival.file.captured),
            origin=shortened(arrival.origin, LONGEST_ORIGIN),
            got=arrival.day,
            rights=arrival.rights,
            container_sha256=arrival.container,
            member=shortened(arrival.member, LONGEST_ADDRESS),
            received=dict(arrival.received),
            is_held=True,
        )

    def _article(self, desk: Desk, document: Document, found: ArticleFound, arrival: Arrival) -> Article:
        published_known = _published_known(found, arrival.file.captured)
        article = desk.create(
            Article(
                document=document,
                index=found.index,
                title=shortened(found.title, LONGEST_TITLE) or UNTITLED,
                publication=self._publication(desk, found.publication),
                published=self._date_for(found.published) if found.published else None,
                published_known=published_known,
                url=_address(found.url),
                language=found.language or "und",
                genre=found.genre or Genre.OTHER,
            )
        )
        desk.create_all(
            [
                Contributor(
                    article=article, position=place, role=Role.AUTHOR, name=shortened(name, LONGEST_NAME)
                )
                for place, name in enumerate(found.authors)
            ]
        )
        return article

    def _publication(self, desk: Desk, name: str) -> Publication | None:
        if not name:
            return None
        known = Publication.objects.filter(name__iexact=name).order_by("pk").first()
        if known is not None:
            return known
        return desk.create(Publication(name=shortened(name, LONGEST_NAME), kind=PublicationKind.OTHER))

    def _passages(
        self, desk: Desk, document: Document, articles: list[Article], file: FileRead
    ) -> list[Passage]:
        regions, text = file.reading.regions, file.captured.text
        passages = [
            _passage(document, articles, region, number)
            for region, number in zip(regions, number_regions(regions), strict=True)
        ]
        places = {region.span: passage for region, passage in zip(regions, passages, strict=True)}
        # What repeats nothing first: a repeat points to a row that must be there.
        for waits in (False, True):
            group = []
            for region in regions:
                if (region.duplicate_of is not None) is waits:
                    places[region.span].duplicate_of = _first(places, regions, region)
                    group.append(places[region.span])
            desk.create_all(group)
        desk.create_all(
            [
                PassageRevision(passage=places[region.span], number=1, text=wording(text, region.span))
                for region in regions
            ]
        )
        return passages

    def _link_copies(self, desk: Desk, articles: list[Article], passages: list[Passage]) -> None:
        """Link articles that repeat one of an earlier document, passage by passage."""
        for article in articles:
            if article.copy_of_id is not None:
                continue
            found = self._known.find(article)
            if found is not None:
                original, similarity = found
                desk.change(article, copy_of=original, similarity=similarity)
                own = [passage for passage in passages if passage.article_id == article.pk]
                _link_passages(desk, self._known, original, own)
            else:
                self._known.add(article)


def number_regions(regions: Sequence[Region]) -> list[str]:
    """Number regions in order: 1, 2, 3 … in each article, f1, f2 … outside articles."""
    counts: dict[int | None, int] = {}
    numbers = []
    for region in regions:
        counts[region.article] = counts.get(region.article, 0) + 1
        numbers.append(f"{'f' if region.article is None else ''}{counts[region.article]}")
    return numbers


def shortened(words: str, limit: int) -> str:
    """Give words on one line, cut at a limit with an ellipsis."""
    line = " ".join(words.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def _encoding(captured: Captured) -> str:
    """Say how the bytes were read; a guess is called one, so that an editor looks at the letters."""
    return f"{captured.encoding} (a guess)" if captured.is_guess else captured.encoding


def _published_known(found: ArticleFound, captured: Captured) -> str:
    fact = next((fact for fact in captured.metadata.facts if fact.name == "published"), None)
    if found.published and fact and fact.value == found.published and not found.published_words:
        return f"declared by the file ({fact.source})"
    return "in the text" if found.published else ""


def _address(url: str) -> str:
    """Give an address that the archive can keep, or nothing for one that is broken."""
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        return ""
    return url if len(url) <= LONGEST_ADDRESS else ""


def _passage(document: Document, articles: list[Article], region: Region, number: str) -> Passage:
    return Passage(
        document=document,
        article=None if region.article is None else articles[region.article],
        number=number,
        kind=region.kind,
        start=region.span.start,
        end=region.span.end,
        continues=region.continues,
        speaker_name=shortened(region.speaker or "", LONGEST_NAME),
        confidence=min(1.0, max(0.0, round(region.confidence, 2))),
        reason=shortened(region.reason, LONGEST_NAME),
    )


def _first(places: dict[Span, Passage], regions: Sequence[Region], region: Region) -> Passage | None:
    """Follow what a region repeats to the first of its kind, which repeats nothing."""
    repeats = {one.span: one.duplicate_of for one in regions}
    span = region.duplicate_of
    while span is not None and (further := repeats.get(span)) is not None:
        span = further
    return places.get(span) if span is not None else None


def _link_passages(desk: Desk, known: KnownArticles, original: Article, own: list[Passage]) -> None:
    theirs = known.passages(original)
    texts = known.texts([*theirs, *own])
    matches = match_passages([texts[row.pk] for row in theirs], [texts[row.pk] for row in own])
    for place, match in matches.items():
        if own[place].duplicate_of_id is None:
            desk.change(own[place], duplicate_of=theirs[match])
