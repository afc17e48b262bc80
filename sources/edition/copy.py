"""From the editorial rows to the edition's: documents, articles, passages, appearances.

Ids are given in reading order, so that the same content makes the same edition.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sources import models as editorial
from sources.annotate.withheld import Withheld, withheld_places
from sources.edition import commitment, context, models, rows, sayings
from sources.edition.accounts import Accounts
from sources.edition.checks import LastCheck, last_check
from sources.edition.numbers import Numbers, within
from sources.edition.origins import Origins
from sources.edition.protection import Protected, disguised_passage, masked_document, protected
from sources.edition.select import ArticleContent, Marked, guarded_documents
from sources.edition.snippets import Room, room
from sources.edition.tally import Tally
from sources.edition.wording import byline, contributor_as_json, fingerprint, mark
from sources.values.slug import slug
from sources.vocabulary import READING_KINDS, Access


@dataclass(slots=True)
class Copied:
    """The rows that one article becomes."""

    article: models.Article
    room: Room = field(default_factory=Room)  # for words round its marks
    passages: list[rows.Passage] = field(default_factory=list)
    revisions: list[rows.Revision] = field(default_factory=list)
    appearances: list[rows.Appearance] = field(default_factory=list)
    topics: list[models.PassageTopic] = field(default_factory=list)
    sayings: list[rows.Saying] = field(default_factory=list)


@dataclass(slots=True)
class Copier:
    """Turns selected articles into an edition's rows, giving out ids as it goes."""

    numbers: Numbers = field(default_factory=Numbers)
    tally: Tally = field(init=False)
    corpora: dict[int, models.Corpus] = field(default_factory=dict)  # all three by editorial pk
    documents: dict[int, models.Document] = field(default_factory=dict)
    topics: dict[int, models.Topic] = field(default_factory=dict)
    topics_in: Counter[tuple[int, int]] = field(default_factory=Counter)  # corpus and topic: passages
    origins: Origins = field(default_factory=Origins)
    articles: dict[int, models.Article] = field(default_factory=dict)
    passage_ids: dict[int, int] = field(default_factory=dict)
    repeats: list[tuple[int, int]] = field(default_factory=list)  # passage id, editorial pk repeated
    copies: list[tuple[models.Article, int]] = field(default_factory=list)  # with the editorial pk copied
    appearance_count: int = 0
    guarded: set[int] = field(default_factory=guarded_documents)
    withheld: Withheld = field(default_factory=withheld_places)
    people: Protected = field(default_factory=protected)
    last_check: LastCheck | None = field(default_factory=last_check)
    accounts: Accounts = field(init=False)
    digests: dict[int, str] = field(init=False)  # of the documents that are shown without theirs

    def __post_init__(self) -> None:
        masked = editorial.Document.objects.filter(pk__in=self.people.documents)
        self.digests = dict(masked.values_list("pk", "sha256"))
        self.tally = Tally(self.numbers)
        self.accounts = Accounts(self.people)

    def corpus(self, corpus: editorial.Corpus) -> models.Corpus:
        """Find or make the row of a corpus."""
        if corpus.pk not in self.corpora:
            self.corpora[corpus.pk] = models.Corpus(
                id=self.numbers.corpora.of(corpus.public_id),
                public_id=corpus.public_id,
                slug=corpus.slug,
                title=corpus.title,
                description=corpus.description,
                event_years=corpus.event_years,
                licence=corpus.licence,
                is_fiction=corpus.is_fiction,
            )
        return self.corpora[corpus.pk]

    @property
    def hidden(self) -> set[int]:
        """Name the documents (editorial primary keys) of which something is not shown, or not as it is."""
        return self.guarded | self.people.documents

    @property
    def reworded(self) -> set[int]:
        """Name the documents (editorial primary keys) that have words in the place of others.

        How long those are tells of a name nearly as much as its first letter does.
        """
        return {*self.people.documents, *self.withheld.places}

    @property
    def measured_anew(self) -> list[int]:
        """Give the ids of these documents."""
        reworded = self.reworded
        return [row.id for pk, row in self.documents.items() if pk in reworded]

    @property
    def fictional(self) -> set[int]:
        """Give the ids of the corpora that are invented."""
        return {row.id for row in self.corpora.values() if row.is_fiction}

    def document(self, document: editorial.Document) -> models.Document:
        """Find or make the row of a document."""
        if document.pk not in self.documents:
            sha256 = self.digests.get(document.pk, document.sha256)
            if document.pk in self.people.documents:
                document = masked_document(document)
            check = self.last_check.of(document) if self.last_check else None
            self.documents[document.pk] = models.Document(
                id=self.numbers.documents.of(document.public_id),
                public_id=document.public_id,
                corpus_id=self.corpus(document.corpus).id,
                file_name=document.file_name,
                media_type=document.media_type,
                encoding=document.encoding,
                size=document.size if document.pk not in self.reworded else 0,
                sha256=sha256 if document.pk not in self.hidden else "",
                commitment=(
                    commitment.to_document(document.public_id, sha256).digest
                    if document.pk in self.hidden
                    else ""
                ),
                origin=document.origin,
                got=document.got,
                is_held=document.is_held,
                checked_on=check.on.isoformat() if check else "",
                is_sound=check.is_sound if check else None,
            )
        return self.documents[document.pk]

    def article(self, content: ArticleContent) -> Copied:
        """Turn one article into rows, and count what it names."""
        row = self._article_row(content)
        copied = Copied(row, room(content))
        for passage in content.passages:
            self._passage(passage, content, copied)
        row.passage_count = len(copied.passages)
        row.revision_count = sum(1 for revision in copied.revisions if revision.number > 1)
        row.fingerprint = fingerprint(copied, content)
        self.origins.add(content, row)
        return copied

    def loose(self, passage: editorial.Passage) -> rows.Passage:
        """Turn a region of no article into a row."""
        if passage.document_id in self.people.documents:
            passage = disguised_passage(passage, self.people, self.people.all_forms)
        row = self._passage_row(passage, passage.head, None)
        # Where a missed article may have ended up: shown only where the whole document is.
        row.text = passage.head.text if passage.document_id not in self.hidden else None
        return row

    def _article_row(self, content: ArticleContent) -> models.Article:
        article = content.article
        document = self.document(article.document)
        number = self.numbers.article(article.public_id)
        row = models.Article(
            id=number,
            public_id=article.public_id,
            corpus_id=document.corpus_id,
            document_id=document.id,
            slug=slug(article.title),
            position=number,
            title=article.title,
            byline=byline(content.contributors),
            contributors=[contributor_as_json(contributor) for contributor in content.contributors],
            publication=article.publication.name if article.publication else "",
            publication_kind=article.publication.kind if article.publication else "",
            publication_place=article.publication.place if article.publication else "",
            published=article.published.edtf if article.published else "",
            published_earliest=article.published.earliest if article.published else None,
            published_words=article.published.in_words if article.published else "",
            # Where another stands for the original, how like that one is was not measured.
            similarity=article.similarity if content.original == article.copy_of_id else None,
            **{name: getattr(article, name) for name in _COPIED},
        )
        self.articles[article.pk] = row
        if content.original is not None:
            # Known to be a copy before its original has an id: set for good when all are there.
            row.copy_of_id = 0
            self.copies.append((row, content.original))
        return row

    def _passage(self, passage: editorial.Passage, content: ArticleContent, copied: Copied) -> None:
        pk = passage.id  # asked of Django once: there are a quarter of a million
        article, wordings = copied.article, content.revisions[pk]
        head = wordings[-1]
        row = self._passage_row(passage, head, article)
        mentions = content.mentions.get(head.id, [])
        # Catalogue only: not even the words around a name.
        text = (head.text or "") if article.access != Access.CATALOGUE else ""
        around = context.Around(text, copied.room.width)
        appearances = self._appearances(mentions, row, content, around)
        row.marks = [mark(mention) for mention in mentions] if row.text is not None else []
        topics = content.topics.get(pk, [])
        row.topics = [[topic.slug, topic.name] for topic in topics]
        quotations = content.quotations.get(head.id, [])
        if quotations or row.speaker_id is not None:
            row.sayings = sayings.drawn(quotations)
            self._sayings(row, quotations, copied)
        self.tally.count(article, row, appearances)
        copied.passages.append(row)
        copied.appearances += appearances
        copied.topics += [
            self._topic(topic, row, article, within(row.id, place)) for place, topic in enumerate(topics)
        ]
        if claims := content.claims.get(head.id):
            self.accounts.add(
                claims,
                row,
                article,
                original=content.original,
                tally=self.tally,
                has_words=copied.room.has_claims,
            )
        if head.number > 1:
            copied.revisions += self._revisions(passage, wordings, row)

    def _sayings(self, passage: rows.Passage, quotations: list[sayings.Quoted], copied: Copied) -> None:
        article = copied.article
        said = sayings.counted(
            passage,
            quotations,
            self.tally,
            corpus=article.corpus_id,
            in_copy=article.copy_of_id is not None,
        )
        for place, row in enumerate(said):
            row.id = row.position = within(passage.id, place)
            copied.sayings.append(row)

    def _passage_row(
        self, passage: editorial.Passage, head: editorial.PassageRevision, article: models.Article | None
    ) -> rows.Passage:
        row = rows.Passage(
            id=self.numbers.passage(passage.public_id) if article else self.numbers.loose(),
            public_id=passage.public_id,
            document_id=self.documents[passage.document_id].id,
            article_id=article.id if article else None,
            number=passage.number,
            start=passage.start,
            end=passage.end,
            kind=passage.kind,
            is_reading=article is not None and passage.kind in READING_KINDS,
            continues=passage.continues,
            speaker_id=self._speaker(passage),
            speaker_name=passage.speaker_name,
            text=head.text if article and article.access == Access.FULL else None,
            revision=head.number,
        )
        self.passage_ids[passage.id] = row.id
        repeated = passage.duplicate_of_id
        if repeated is not None:
            self.repeats.append((row.id, repeated))
        return row

    def _speaker(self, passage: editorial.Passage) -> int | None:
        if passage.speaker_id is None or passage.speaker is None:
            return None
        tally = self.tally.entity(passage.speaker)
        tally.seen_in.add(self.documents[passage.document_id].corpus_id)
        return tally.id

    def _appearances(
        self,
        mentions: Sequence[Marked],
        passage: rows.Passage,
        content: ArticleContent,
        around: context.Around,
    ) -> list[rows.Appearance]:
        # Columns in their order: there are a million rows, and naming seventeen takes as long as all else.
        article = self.articles[content.article.pk]
        own, corpus, in_copy = article.id, article.corpus_id, article.copy_of_id is not None
        found, place = [], passage.id
        for number, mention in enumerate(mentions, within(place, 0)):
            start, end, exact, entity, date, certainty, rule, kind, _ = mention
            before, after = around.of(start, end)
            found.append(
                rows.Appearance(
                    number,
                    number,
                    corpus,
                    own,
                    place,
                    self._entity(entity, exact, own, corpus) if entity is not None else None,
                    self.tally.date(date).id if date is not None else None,
                    start,
                    end,
                    exact,
                    before,
                    after,
                    certainty,
                    rule,
                    self._anchor(mention, content.article) if kind else "",
                    in_copy,
                )
            )
        self.appearance_count += len(found)
        return found

    @staticmethod
    def _anchor(mention: Marked, article: editorial.Article) -> str:
        return context.anchor_words(
            mention, article, article.event_years or article.document.corpus.event_years
        )

    def _entity(self, entity: editorial.Entity, exact: str, article: int, corpus: int) -> int:
        found = self.tally.entity(entity)
        found.corpora.add(corpus)
        found.seen_in.add(corpus)
        found.forms[exact][article] += 1
        return found.id

    def _topic(
        self, topic: editorial.Topic, passage: rows.Passage, article: models.Article, number: int
    ) -> models.PassageTopic:
        if topic.pk not in self.topics:
            self.topics[topic.pk] = models.Topic(
                id=self.numbers.topics.of(topic.slug),
                slug=topic.slug,
                name=topic.name,
                description=topic.description,
                passage_count=0,
            )
        counted = article.copy_of_id is None
        self.topics[topic.pk].passage_count += counted
        self.topics_in[article.corpus_id, self.topics[topic.pk].id] += counted
        return models.PassageTopic(id=number, topic_id=self.topics[topic.pk].id, passage_id=passage.id)

    def _revisions(
        self, passage: editorial.Passage, stored: list[editorial.PassageRevision], row: rows.Passage
    ) -> list[rows.Revision]:
        # What led from a withheld wording, and the reason for it, would give that away too.
        hidden = self.withheld.hidden(passage, stored)
        committed = _committed(passage, [one for one in stored if row.text is None or one.number in hidden])
        shown, former = [], ""
        for revision in stored:
            is_shown = row.text is not None and revision.number not in hidden
            shown.append(
                rows.Revision(
                    id=within(row.id, revision.number),
                    passage_id=row.id,
                    number=revision.number,
                    text=revision.text if is_shown else None,
                    commitment=committed.get(revision.number, ""),
                    splices=revision.steps(former) if is_shown and revision.number - 1 not in hidden else [],
                    reason=revision.reason if revision.number not in hidden else "",
                    made_on=revision.made_on,
                )
            )
            former = revision.text or ""
        return shown


def _committed(passage: editorial.Passage, withheld: Sequence[editorial.PassageRevision]) -> dict[int, str]:
    """Commit to the wordings that are not shown: to their words as they are, with every name."""
    if not withheld:
        return {}
    texts = editorial.PassageRevision.objects.filter(pk__in=[one.pk for one in withheld]).exclude(text=None)
    return {
        number: commitment.to_wording(passage.public_id, number, text or "").digest
        for number, text in texts.values_list("number", "text")
    }


_COPIED = (
    "translated_title",
    "published_known",
    "page",
    "url",
    "language",
    "translated_from",
    "genre",
    "rights",
    "rights_note",
    "access",
)
