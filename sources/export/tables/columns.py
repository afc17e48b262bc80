"""The tables of an edition for researchers: each column with its type and its meaning, said once.

The CSV files, their data dictionary (Frictionless ``datapackage.json``) and the JSON of everything all follow
from this list. Names of types are Frictionless Table Schema's.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Case, F, When

from sources.edition.models import (
    Appearance,
    Article,
    Claim,
    Corpus,
    Date,
    Document,
    Entity,
    EntityName,
    Passage,
    PassageTopic,
    Question,
    Revision,
    Topic,
)
from sources.export.gathering import dates_of, entities_of

Row = tuple[Any, ...]  # Any: what a database has
_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, type and meaning, where it is read, and the table whose ``id`` it names.

    What it names may be of another corpus where ``within`` leads to that: the tables of one corpus then leave
    it empty, since a key must not lead out of them.
    """

    name: str
    type: str
    said: str
    path: str
    refers: str = ""
    within: str = ""

    def asked(self, corpus: Corpus | None) -> str | Case:
        """Say what to read, of one corpus or of all."""
        if corpus is None or not self.within:
            return self.path
        return Case(When(**{self.within: corpus}, then=F(self.path)))


def _same(rows: Iterable[Row]) -> Iterable[Row]:
    return rows


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows are read in the order of their numbers, which is the reading order."""

    name: str
    said: str
    model: type[models.Model]
    columns: tuple[Column, ...]
    within: str  # the lookup by which a row is of a corpus
    made: Callable[[Iterable[Row]], Iterable[Row]] = _same  # rows from what was read
    read: tuple[str, ...] = ()  # what ``made`` needs, where it is not the columns' own

    @property
    def header(self) -> tuple[str, ...]:
        """Give the names of its columns."""
        return tuple(column.name for column in self.columns)

    def rows(self, corpus: Corpus | None = None) -> Iterable[Row]:
        """Read the rows, all or those of a corpus, one after the other, in one query."""
        paths: tuple[str | Case, ...] = self.read or tuple(column.asked(corpus) for column in self.columns)
        found = self.model._default_manager.order_by("pk").values_list(*paths)
        if corpus is not None:
            found = found.filter(**{self.within: _SHARED.get(self.within, _itself)(corpus)})
        return self.made(found.iterator(chunk_size=_CHUNK))


def _itself(corpus: Corpus) -> object:
    return corpus


# What corpora share: whom and when a corpus names is asked of its articles.
_SHARED: Mapping[str, Callable[[Corpus], object]] = {
    "pk__in": lambda corpus: entities_of(corpus).values("pk"),
    "entity__in": lambda corpus: entities_of(corpus).values("pk"),
    "edtf__in": lambda corpus: dates_of(corpus).values("edtf"),
}


def _quotations(rows: Iterable[Row]) -> Iterator[Row]:
    for passage, article, text, sayings in rows:
        for start, end, how, _kind, speaker, _slug, name in sayings:
            yield passage, article, start, end, (text or "")[start:end], how, speaker or None, name


def _text(name: str, said: str, path: str = "", refers: str = "") -> Column:
    return Column(name, "string", said, path or name, refers)


def _whole(name: str, said: str, path: str = "") -> Column:
    return Column(name, "integer", said, path or name)


def _figure(name: str, said: str) -> Column:
    return Column(name, "number", said, name)


def _truth(name: str, said: str) -> Column:
    return Column(name, "boolean", said, name)


_ID = _text("id", "public id, the same in every edition", "public_id")
_ARTICLE = _text("article", "the article", "article__public_id", "articles")
_PASSAGE = _text("passage", "the passage", "passage__public_id", "passages")
_START = _whole("start", "first character in the passage's text, from 0, in Unicode code points")
_END = _whole("end", "the character after the last")
_ELSEWHERE = "; in the tables of one corpus empty where that is of another"
_IN_COPY = _truth("in_copy", "whether it repeats an original and is not counted")

TABLES: tuple[Table, ...] = (
    Table(
        "documents",
        "files as received",
        Document,
        (
            _ID,
            _text("corpus", "its corpus", "corpus__slug"),
            _text("file_name", "its name"),
            _text("media_type", "its media type"),
            _text("encoding", "its encoding"),
            _whole("size", "bytes"),
            _text("sha256", "digest of its bytes; empty where it could give something withheld away"),
            _text("origin", "where it came from"),
            _text("got", "when it was received"),
            _truth("is_held", "whether its bytes are kept"),
        ),
        "corpus",
    ),
    Table(
        "articles",
        "texts with their bibliographic facts",
        Article,
        (
            _ID,
            _text("corpus", "its corpus", "corpus__slug"),
            _text("document", "the file it came in", "document__public_id", "documents"),
            _text("title", "title as printed"),
            _text("translated_title", "the title in English, where it is in another language"),
            _text("byline", "authors as printed"),
            _text("publication", "where it appeared"),
            _text("publication_kind", "newspaper, agency, …"),
            _text("publication_place", "where that appears"),
            _text("published", "when, in EDTF (ISO 8601-2)"),
            _text("published_known", "how that is known"),
            _text("page", "page as printed"),
            _text("url", "its original address"),
            _text("language", "BCP 47"),
            _text("translated_from", "BCP 47, of a translation"),
            _text("genre", "what sort of text it is"),
            _text("rights", "rights in the text"),
            _text("rights_note", "the same in words"),
            _text("access", "full, snippets or catalogue: how much may be shown"),
            Column(
                "copy_of",
                "string",
                f"the article that it repeats{_ELSEWHERE}",
                "copy_of__public_id",
                "articles",
                "copy_of__corpus",
            ),
            _figure("similarity", "how alike the two are, 0 to 1"),
            _whole("passage_count", "passages of all kinds"),
            _whole("revision_count", "corrections made"),
        ),
        "corpus",
    ),
    Table(
        "passages",
        "numbered passages; text is empty where it may not be shown or is not held",
        Passage,
        (
            _ID,
            _text("document", "the file it stands in", "document__public_id", "documents"),
            _ARTICLE,
            _text("number", "its number, by which it is cited"),
            _text("kind", "title, body, question, caption, …"),
            _truth("is_reading", "whether it is shown as the article"),
            _truth("continues", "whether it goes on with the one before"),
            _text("speaker", "who says all of it", "speaker__public_id", "entities"),
            _text("speaker_name", "the speaker as the source has it"),
            _text("text", "its wording, corrections included"),
            _whole("revision", "number of that wording"),
            Column(
                "repeats",
                "string",
                f"the passage that it repeats{_ELSEWHERE}",
                "duplicate_of__public_id",
                "passages",
                "duplicate_of__document__corpus",
            ),
        ),
        "document__corpus",
    ),
    Table(
        "corrections",
        "every wording of the passages that were corrected, the last being the passage's text",
        Revision,
        (
            _PASSAGE,
            _whole("number", "number of the wording"),
            _text("text", "the wording; empty where it may not be shown"),
            _text("reason", "why it was made"),
            Column("made_on", "date", "when", "made_on"),
        ),
        "passage__document__corpus",
    ),
    Table(
        "mentions",
        "names and dates where sources write them, each accepted by an editor",
        Appearance,
        (
            _PASSAGE,
            _ARTICLE,
            _START,
            _END,
            _text("exact", "the words"),
            _text("entity", "who or what is meant", "entity__public_id", "entities"),
            _text("date", "or when, in EDTF", "date__edtf", "dates"),
            _text("certainty", "how sure the editor is"),
            _text("rule", "what found it"),
            _text("anchor", "what a date was counted from"),
            _IN_COPY,
        ),
        "corpus",
    ),
    Table(
        "entities",
        "people, places and organisations",
        Entity,
        (
            _ID,
            _text("kind", "person, place or organisation"),
            _text("name", "preferred form of the name"),
            _text("sort_name", "the form under which it is sorted"),
            _text("language", "BCP 47, of that form"),
            _text("script", "ISO 15924, of that form"),
            _text("description", "in a few words"),
            _figure("latitude", "of a place, WGS 84"),
            _figure("longitude", "of a place, WGS 84"),
            _text("wikidata", "Wikidata"),
            _text("geonames", "GeoNames"),
            _text("viaf", "VIAF"),
            _truth("is_fiction", "named in invented texts only"),
            _truth("is_private", "known through the events alone: please do not advertise"),
            _whole("passage_count", "passages that name it, copies left out"),
            _whole("article_count", "articles that name it, copies left out"),
            _whole("mention_count", "times that it is named, copies left out"),
        ),
        "pk__in",
    ),
    Table(
        "names",
        "every form of every name",
        EntityName,
        (
            _text("entity", "whose name", "entity__public_id", "entities"),
            _text("form", "the form"),
            _text("relation", "preferred, variant, transliteration, partial, as_written"),
            _text("language", "BCP 47"),
            _text("script", "ISO 15924"),
            _whole("times", "how often sources write it"),
        ),
        "entity__in",
    ),
    Table(
        "dates",
        "dates that sources name",
        Date,
        (
            _text("id", "EDTF (ISO 8601-2)", "edtf"),
            _text("words", "the same in words"),
            Column("earliest", "date", "first day that it may mean", "earliest"),
            Column("latest", "date", "last day that it may mean", "latest"),
            _text("precision", "day, month, season, year, …"),
            _whole("passage_count", "passages that name it, copies left out"),
        ),
        "edtf__in",
    ),
    Table(
        "quotations",
        "what somebody says within a passage; whole turns are passages with a speaker",
        Passage,
        (
            _PASSAGE,
            _ARTICLE,
            _START,
            _END,
            _text("exact", "the words; empty where the text may not be shown"),
            _text("kind", "direct or indirect"),
            _text("speaker", "who", refers="entities"),
            _text("speaker_name", "the speaker's name"),
        ),
        "document__corpus",
        _quotations,
        ("public_id", "article__public_id", "text", "sayings"),
    ),
    Table(
        "questions",
        "what sources answer differently",
        Question,
        (
            _ID,
            _text("slug", "its address"),
            _text("corpus", "its corpus", "corpus__slug"),
            _text("wording", "the question"),
            _text("asks", "what is asked"),
            _text("unit", "of a figure"),
            _text("counted", "what is counted"),
            _text("place", "where", "place__public_id", "entities"),
            _text("time", "when, in EDTF"),
        ),
        "corpus",
    ),
    Table(
        "claims",
        "answers that passages give",
        Claim,
        (
            _ID,
            _text("question", "the question", "question__public_id", "questions"),
            _ARTICLE,
            _PASSAGE,
            _START,
            _END,
            _text("exact", "the words; empty where they may not be shown"),
            _text("stance", "what the source does with it"),
            _text("certainty", "how sure the reading is"),
            _text("measure", "exact, about, at least, …"),
            _figure("low", "least bound"),
            _figure("high", "greatest bound"),
            _text("option", "which of the question's options"),
            _text("answer", "as a reader would say it"),
            _text("text", "the editors' words"),
            _text("asserter", "who asserts it", "asserter__public_id", "entities"),
            _text("asserter_name", "the same by name"),
            _text("party", "the group of asserters", "party__label"),
            _text("as_of", "for when it is asserted, in EDTF"),
            _text("said", "direct or indirect, in a quotation"),
            _text("tells_again", "the claim that it repeats", "original__public_id", "claims"),
            _truth("is_independent", "whether it stands for an assertion and counts"),
            _IN_COPY,
        ),
        "question__corpus",
    ),
    Table(
        "topics",
        "topics with their meaning",
        Topic,
        (
            _text("id", "its address", "slug"),
            _text("name", "its name"),
            _text("description", "what belongs under it"),
            _whole("passage_count", "passages under it, copies left out"),
        ),
        "corpora__corpus",
    ),
    Table(
        "tags",
        "which passage is under which topic",
        PassageTopic,
        (_text("topic", "the topic", "topic__slug", "topics"), _PASSAGE),
        "passage__document__corpus",
    ),
)
