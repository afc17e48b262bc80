"""A file as read, into the archive: one document with its articles and passages.

The caller opens the act, so that the rows of one document and its entry in the log are committed
together or not at all, and sees to it that the bytes are in the store before that. A file whose bytes the
corpus has already is nothing new.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import connection
from django.db.models import Model

from sources.ingest.blobs import digest
from sources.ingest.formats.captured import Captured
from sources.ingest.known import AT_ONCE, KnownArticles, Repeats
from sources.ingest.listing import FileRead
from sources.ingest.marked_regions import mark_regions
from sources.ingest.people import parted
from sources.ingest.reading import BY_EDITOR, ArticleFound, Region
from sources.ingest.runs import Marked, marked
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
from sources.models.validators import without_unseen
from sources.vocabulary import READING_KINDS, Genre, PublicationKind, Role

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

    def create_columns(
        self, model: type[Model], labels: Sequence[str], **columns: Sequence[Any]
    ) -> list[int]:
        """Insert many rows of one model given as columns; give their keys."""

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


@dataclass(frozen=True, slots=True)
class _Copy:
    """An article as found, with the key of what it copies and how like that it is."""

    found: ArticleFound
    original: int | None
    similarity: float | None


@dataclass(frozen=True, slots=True)
class _Regions:
    """The regions of a document, their words, and the keys of what some repeat in other documents."""

    regions: Sequence[Region]
    words: Sequence[Marked]
    repeated: Mapping[int, int]


def find_document(corpus: str, data: bytes) -> Document | None:
    """Give the document of a corpus (its slug) that has these very bytes, held or only described."""
    sha256 = digest(data)
    with connection.cursor() as cursor:  # for nearly every file the answer is no, at a tenth of the price
        cursor.execute("SELECT 1 FROM sources_document WHERE sha256 = %s", [sha256])
        if cursor.fetchone() is None:
            return None
    return Document.objects.filter(corpus__slug=corpus, sha256=sha256).order_by().first()


class Intake:
    """Takes files into one corpus, within acts that the caller opens."""

    def __init__(self, corpus: Corpus, date_for: Callable[[str], Date]) -> None:
        self.corpus = corpus
        self._date_for = date_for
        self._dates: dict[str, Date] = {}
        self._known = KnownArticles(corpus)

    def take(self, desk: Desk, arrival: Arrival) -> Stored:
        """Create the document, its articles and its passages; link what repeats something."""
        reading = arrival.file.reading
        words = arrival.file.words or mark_regions(arrival.file.captured.text, reading.regions)
        document = desk.create(self._document(arrival))
        articles: list[Article] = []
        repeated: dict[int, int] = {}
        for found in reading.articles:
            own = _own(reading.regions, found.index)
            repeats = self._known.find([words[place] for place in own])
            repeated.update({own[place]: key for place, key in repeats.passages.items()})
            articles.append(self._article(desk, document, arrival, _as_copy(found, repeats, articles)))
        _create_passages(desk, document, articles, _Regions(reading.regions, words, repeated))
        for article in articles:
            own = _own(reading.regions, article.index)
            self._known.add(article.pk, [words[place] for place in own if place not in repeated])
        return Stored(document, tuple(articles), len(reading.regions))

    def link(self, desk: Desk, document: Document) -> None:
        """Link what a document repeats whose text came after its rows."""
        own = set(document.passages.values_list("pk", flat=True))
        # What came before may be a copy of this very document: its rows say so, and no ring is made.
        copies = set(Article.objects.filter(copy_of__document=document).values_list("pk", flat=True))
        for article in document.articles.order_by("index"):
            passages = list(article.passages.standing().order_by("start"))
            texts = dict(
                PassageRevision.objects.filter(passage__in=passages, number=1).values_list("passage", "text")
            )
            words = [_marked_row(row, texts[row.pk] or "") for row in passages]
            repeats = self._known.find(words, besides=document.pk)
            if article.copy_of_id is None and repeats.original not in (None, *copies):
                desk.change(article, copy_of_id=repeats.original, similarity=repeats.similarity)
            for place, key in repeats.passages.items():
                if passages[place].duplicate_of_id is None and key not in own:
                    desk.change(passages[place], duplicate_of_id=key)
            self._known.add(article.pk, [words[n] for n in range(len(words)) if n not in repeats.passages])

    def settle(self, *, is_last: bool = False) -> None:
        """Write down, now and then and at the end, by what the articles taken in will be known again."""
        self._known.settle(least=1 if is_last else AT_ONCE)

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

    def _article(self, desk: Desk, document: Document, arrival: Arrival, copy: _Copy) -> Article:
        found = copy.found
        article = desk.create(
            Article(
                document=document,
                index=found.index,
                title=named(found.title, LONGEST_TITLE) or UNTITLED,
                publication=self._publication(desk, found.publication),
                published=self._date(found.published),
                published_known=_published_known(found, arrival.file.captured),
                known=dict(found.known),
                url=_address(found.url),
                language=found.language or "und",
                genre=found.genre or Genre.OTHER,
                copy_of_id=copy.original,
                similarity=copy.similarity,
            )
        )
        desk.create_all(
            [
                Contributor(
                    article=article,
                    position=place,
                    role=Role.AUTHOR,
                    name=name,
                    **parted(name)._asdict(),
                )
                for place, name in enumerate(
                    filter(None, (named(one, LONGEST_NAME) for one in found.authors))
                )
            ]
        )
        return article

    def _date(self, value: str) -> Date | None:
        """Give the row of a date; the same days come again and again."""
        if value and value not in self._dates:
            self._dates[value] = self._date_for(value)
        return self._dates.get(value)

    def _publication(self, desk: Desk, told: str) -> Publication | None:
        name = named(told, LONGEST_NAME)
        if not name:
            return None
        known = Publication.objects.filter(name__iexact=name).order_by("pk").first()
        if known is not None:
            return known
        return desk.create(Publication(name=name, kind=PublicationKind.OTHER))


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


def named(words: str, limit: int) -> str:
    """Give a title or a name as a source has it, on one line, without signs that cannot be seen."""
    return shortened(without_unseen(words), limit)


def _encoding(captured: Captured) -> str:
    """Say how the bytes were read; a guess is called one, so that an editor looks at the letters."""
    return f"{captured.encoding} (a guess)" if captured.is_guess else captured.encoding


def _published_known(found: ArticleFound, captured: Captured) -> str:
    if found.published and found.known.get("published") == BY_EDITOR:
        return BY_EDITOR
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


def _own(regions: Sequence[Region], article: int) -> list[int]:
    return [place for place, region in enumerate(regions) if region.article == article]


def _marked_row(row: Passage, words: str) -> Marked:
    is_read = row.kind in READING_KINDS
    return marked(words) if is_read and row.duplicate_of_id is None else Marked(words, (), is_read=is_read)


def _as_copy(found: ArticleFound, repeats: Repeats, earlier: Sequence[Article]) -> _Copy:
    """Say what an article is a copy of: one of its own file before any other, and always the first."""
    if found.copy_of is None:
        return _Copy(found, repeats.original, repeats.similarity)
    first = earlier[found.copy_of]
    return _Copy(found, first.copy_of_id or first.pk, found.similarity)


def _create_passages(desk: Desk, document: Document, articles: Sequence[Article], found: _Regions) -> None:
    """Make the rows of all regions and of their first wordings."""
    numbers = number_regions(found.regions)
    firsts = _firsts(found.regions)
    keys: dict[int, int] = {}
    # What repeats nothing in the file first: a repeat points to a row that must be there.
    for waits in (False, True):
        places = [
            place for place, region in enumerate(found.regions) if (region.duplicate_of is not None) is waits
        ]
        repeats = [
            found.repeated.get(first) or (keys.get(first) if first != place else None)
            for place, first in ((place, firsts[place]) for place in places)
        ]
        made = desk.create_columns(
            Passage,
            [f"¶{numbers[place]}" for place in places],
            document_id=[document.pk] * len(places),
            number=[numbers[place] for place in places],
            duplicate_of_id=repeats,
            **_columns([found.regions[place] for place in places], articles),
        )
        keys.update(zip(places, made, strict=True))
    desk.create_columns(
        PassageRevision,
        [f"¶{number} rev. 1" for number in numbers],
        passage_id=[keys[place] for place in range(len(numbers))],
        number=[1] * len(numbers),
        text=[one.text for one in found.words],
    )


def _firsts(regions: Sequence[Region]) -> list[int]:
    """Give for each region the first in the file that has its words: itself where it repeats nothing."""
    places = {region.span: place for place, region in enumerate(regions)}
    firsts = []
    for place in range(len(regions)):
        first = place
        while (before := regions[first].duplicate_of) is not None and before in places:
            first = places[before]
        firsts.append(first)
    return firsts


def _columns(regions: Sequence[Region], articles: Sequence[Article]) -> dict[str, list[Any]]:
    """Give what regions say of themselves as columns of passages."""
    return {
        "article_id": [None if one.article is None else articles[one.article].pk for one in regions],
        "kind": [str(one.kind) for one in regions],
        "start": [one.span.start for one in regions],
        "end": [one.span.end for one in regions],
        "continues": [one.continues for one in regions],
        "speaker_name": [shortened(one.speaker or "", LONGEST_NAME) for one in regions],
        "confidence": [min(1.0, max(0.0, round(one.confidence, 2))) for one in regions],
        "reason": [shortened(one.reason, LONGEST_NAME) for one in regions],
    }
