"""A synthetic corpus of any size, for measuring: not prose, but shaped like an archive.

25 passages of 80 words an article, 4.25 mentions a passage with some nested, 5,000 entities drawn by
Zipf's law, dates over ten years. The same seed makes the same corpus.
"""

import hashlib
import random
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from sources.annotate.acts import act, date_for
from sources.models import (
    Article,
    Corpus,
    Date,
    Document,
    Entity,
    Mention,
    Passage,
    PassageRevision,
    Publication,
)
from sources.vocabulary import ActKind

PASSAGES, WORDS, ENTITIES, MENTIONS = 25, 80, 5_000, 4.25
KINDS = ("person", "place", "organisation")
SYLLABLES = [first + vowel for first in "bdfgklmnprstvz" for vowel in "aeiou"]


class Maker:
    """Makes articles in batches, straight into the database."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.words = [
            "".join(self.random.choices(SYLLABLES, k=self.random.randint(1, 4))) for _ in range(4_000)
        ]
        self.corpus = Corpus.objects.create(slug="synthetic", title="Synthetic", event_years=["1931"])
        self.publications = Publication.objects.bulk_create(Publication(name=f"Paper {n}") for n in range(40))
        self.entities = self._entities()
        self.weights = list(accumulate(1 / (rank + 1) for rank in range(ENTITIES)))
        self.dates = [
            date_for(f"19{year}-{month:02}-{day:02}")
            for year in range(28, 38)
            for month in range(1, 13)
            for day in (3, 14, 25)
        ]

    def _entities(self) -> list[Entity]:
        rows = []
        for number in range(ENTITIES):
            name = " ".join("".join(self.random.choices(SYLLABLES, k=3)).capitalize() for _ in range(2))
            rows.append(
                Entity(
                    kind=KINDS[number % 3],
                    preferred_name=f"{name} {number}",
                    sort_name=f"{name} {number}",
                    spelling_key=f"{name} {number}".lower(),
                )
            )
        return Entity.objects.bulk_create(rows, batch_size=500)

    def make(self, articles: int, batch: int = 100, *, is_marked: bool = True) -> None:
        """Add ``articles`` published articles, with marks or as texts only."""
        numbers = iter(range(articles))
        while chunk := list(islice(numbers, batch)):
            self._make(chunk, is_marked=is_marked)

    def _make(self, numbers: Sequence[int], *, is_marked: bool) -> None:
        documents = Document.objects.bulk_create(
            Document(
                corpus=self.corpus,
                file_name=f"{number:06}.txt",
                sha256=hashlib.sha256(f"{number}".encode()).hexdigest(),
                size=12_000,
                is_held=True,
            )
            for number in numbers
        )
        articles = Article.objects.bulk_create(
            Article(
                document=document,
                index=0,
                title=" ".join(self.random.choices(self.words, k=6)).capitalize(),
                publication=self.random.choice(self.publications),
                published=self.random.choice(self.dates),
                access="full",
                status="published",
            )
            for document in documents
        )
        passages, texts, marks = [], [], []
        for article in articles:
            place = 0
            for number in range(PASSAGES):
                text, found = self._text()
                kind = "title" if number == 0 else "body"
                passages.append(
                    Passage(
                        document=article.document,
                        article=article,
                        number=str(number + 1),
                        kind=kind,
                        start=place,
                        end=place + len(text),
                    )
                )
                place += len(text) + 1
                texts.append(text)
                marks.append(found)
        Passage.objects.bulk_create(passages, batch_size=500)
        revisions = PassageRevision.objects.bulk_create(
            (
                PassageRevision(passage=passage, text=text)
                for passage, text in zip(passages, texts, strict=True)
            ),
            batch_size=500,
        )
        if is_marked:
            Mention.objects.bulk_create(self._mentions(revisions, marks), batch_size=500)

    def _text(self) -> tuple[str, list[tuple[int, str, Entity | Date]]]:
        words = self.random.choices(self.words, k=WORDS)
        count = int(MENTIONS) + (self.random.random() < MENTIONS % 1)
        found: list[tuple[int, str, Entity | Date]] = []
        named = dict(zip(sorted(self.random.sample(range(WORDS), count)), range(count), strict=True))
        parts, place = [], 0
        for position, word in enumerate(words):
            written = word
            if position in named:
                if named[position] == 0:
                    date = self.random.choice(self.dates)
                    written = date.edtf
                    found.append((place, written, date))
                else:
                    entity = self.entities[self._rank()]
                    written = entity.preferred_name
                    found.append((place, written, entity))
            parts.append(written)
            place += len(written) + 1
        return " ".join(parts), found

    def _rank(self) -> int:
        return self.random.choices(range(ENTITIES), cum_weights=self.weights)[0]

    @staticmethod
    def _mentions(
        revisions: Sequence[PassageRevision], marks: Sequence[list[tuple[int, str, Entity | Date]]]
    ) -> Iterator[Mention]:
        for revision, found in zip(revisions, marks, strict=True):
            for start, exact, target in found:
                row = Mention(
                    revision=revision, start=start, end=start + len(exact), exact=exact, status="accepted"
                )
                if isinstance(target, Entity):
                    row.entity = target
                else:
                    row.date = target
                yield row


def accept_one() -> None:
    """Mark a word of some published passage as somebody, as an act."""
    chance = random.Random()
    article = chance.choice(Article.objects.published().order_by("pk")[:500])
    revision = PassageRevision.objects.filter(passage__article=article, passage__kind="body").first()
    assert revision is not None
    assert revision.text is not None
    word = revision.text.split()[7]
    start = revision.text.index(word)
    entity = chance.choice(Entity.objects.order_by("pk")[:ENTITIES])
    with act(ActKind.ANNOTATE, "Marked a word") as doing:
        doing.create(
            Mention(
                revision=revision,
                start=start,
                end=start + len(word),
                exact=word,
                status="accepted",
                entity=entity,
            )
        )


def add_one() -> None:
    """Take in the twin of some published article, as an act."""
    chance = random.Random()
    twin = chance.choice(Article.objects.published().order_by("pk")[:500])
    number = f"{chance.random()}"
    digest = hashlib.sha256(number.encode()).hexdigest()
    with act(ActKind.INGEST, "Took in a file") as doing:
        document = Document(
            corpus=twin.document.corpus, file_name=number, sha256=digest, size=1, is_held=True
        )
        article = Article(
            document=doing.create(document),
            index=0,
            title=twin.title,
            publication=twin.publication,
            published=twin.published,
            access="full",
            status="published",
        )
        doing.create(article)
        for passage in twin.passages.order_by("start"):
            place = {
                "number": passage.number,
                "kind": passage.kind,
                "start": passage.start,
                "end": passage.end,
            }
            copied = doing.create(Passage(document=document, article=article, **place))
            former = passage.revisions.get()
            revision = doing.create(PassageRevision(passage=copied, text=former.text))
            for mark in former.mentions.filter(status="accepted"):
                target = {"entity": mark.entity, "date": mark.date}
                span = {"start": mark.start, "end": mark.end, "exact": mark.exact}
                doing.create(Mention(revision=revision, status="accepted", **span, **target))
