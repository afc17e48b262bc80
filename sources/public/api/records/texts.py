"""Corpora, articles and passages, field by field: what an edition holds, in the words of its own tables.

Nothing is decided here about what may be shown: a text that may not leave whole is not in the edition
(``Passage.text`` is null). The words around a name are left out, as in every export: of an article in
snippets all of them together would be most of its text.
"""

from sources.export.site import Site
from sources.public import addresses
from sources.public.api.records.parts import (
    ARTICLE_ID,
    END,
    ENTITY_NAMED,
    ID_FIELD,
    IN_COPY,
    PASSAGE_ID,
    START,
    id_of,
    itself,
    page_of,
    short,
)
from sources.public.api.shapes import (
    ADDRESS,
    FIGURE,
    ID,
    TEXT,
    TRUTH,
    WHOLE,
    Field,
    Row,
    Shape,
    item,
    one_of,
    or_none,
    place,
)
from sources.vocabulary import (
    Access,
    Certainty,
    Genre,
    Kind,
    QuotationKind,
    Role,
    Stance,
)

CORPUS = Shape(
    "Corpus",
    "A collection about one event or question.",
    Field("id", TEXT, "its slug, in every address of it", lambda row, _site: row.slug),
    Field("title", TEXT, "its title"),
    Field("description", TEXT, "what it is"),
    Field("event_years", {"type": "array", "items": TEXT}, "the years it is about, in EDTF"),
    Field("licence", TEXT, "of the annotation (SPDX); each text has its own rights"),
    Field("is_fiction", TRUTH, "whether it is invented"),
    Field("article_count", WHOLE, "articles, copies left out"),
    Field("copy_count", WHOLE, "copies"),
    Field("passage_count", WHOLE, "passages of all kinds, copies left out"),
    Field("person_count", WHOLE, "people named"),
    Field("place_count", WHOLE, "places named"),
    Field("organisation_count", WHOLE, "organisations named"),
    Field("date_count", WHOLE, "dates named"),
    Field("topic_count", WHOLE, "topics"),
    Field("question_count", WHOLE, "questions that its sources answer"),
    page_of(lambda row, _site: addresses.corpus(row.slug)),
    itself("corpora", "slug"),
)
CONTRIBUTION = Shape(
    "Contribution",
    "Somebody's part in an article.",
    Field("role", one_of(Role), "author, translator, …", item("role")),
    Field("name", TEXT, "the name as printed", item("name")),
    Field("given", TEXT, "the given part of it", item("given")),
    Field("family", TEXT, "the family part of it", item("family")),
    Field("entity", or_none(ID), "the authority record, by its id", lambda row, _site: row["entity"] or None),
)
ORIGIN_NAMED = Shape(
    "OriginNamed",
    "A publication or contributor that an article is listed under.",
    Field("kind", {**TEXT, "enum": ["publication", "contributor"]}, "which of the two", place(0)),
    Field("id", TEXT, "its id", place(1)),
    Field("name", TEXT, "the name as printed", place(3)),
    Field("address", ADDRESS, "its page", lambda row, site: site.base + short(row[0], row[1])),
)
ARTICLE_FIELDS = (
    ID_FIELD,
    Field("corpus", TEXT, "its corpus, by its id", lambda row, _site: row.corpus.slug),
    Field("is_fiction", TRUTH, "whether it is invented", lambda row, _site: row.corpus.is_fiction),
    Field("document", ID, "the file that it came in, by its id", id_of("document")),
    Field("title", TEXT, "title as printed"),
    Field("translated_title", TEXT, "the title in English, where it is in another language; else empty"),
    Field("byline", TEXT, "authors as printed"),
    Field("contributors", CONTRIBUTION, "who had a part in it", is_list=True),
    Field(
        "listed_under",
        ORIGIN_NAMED,
        "its publication and contributors",
        lambda row, _site: row.credits,
        is_list=True,
    ),
    Field("publication", TEXT, "where it appeared"),
    Field("publication_kind", TEXT, "newspaper, agency, …"),
    Field("publication_place", TEXT, "where that appears"),
    Field("published", TEXT, "when, in EDTF (ISO 8601-2); empty where it is not known"),
    Field("published_known", TEXT, "how that is known"),
    Field("page", TEXT, "page as printed"),
    Field("url", TEXT, "its original address, as noted"),
    Field("language", TEXT, "BCP 47"),
    Field("translated_from", TEXT, "BCP 47, of a translation"),
    Field("genre", one_of(Genre), "what sort of text it is"),
    Field("rights", TEXT, "rights in the text"),
    Field("rights_note", TEXT, "the same in words"),
    Field("access", one_of(Access), "how much may be shown: only of full has the API the text"),
    Field("copy_of", or_none(ID), "the article that it repeats, by its id", id_of("copy_of")),
    Field("similarity", or_none(FIGURE), "how alike the two are, 0 to 1"),
    Field("passage_count", WHOLE, "passages of all kinds"),
    Field("correction_count", WHOLE, "corrections made", lambda row, _site: row.revision_count),
    Field(
        "first_at", TEXT, "when the edition was made that had it first", lambda row, _site: row.since.first_at
    ),
    Field(
        "changed_at",
        TEXT,
        "when the edition was made since which its text, facts, marks and claims are as they are",
        lambda row, _site: row.since.changed_at,
    ),
    page_of(lambda row, _site: f"/a/{row.public_id}/"),
    itself("articles"),
)
ARTICLE = Shape("Article", "A text with its bibliographic facts.", *ARTICLE_FIELDS)
MENTION = Shape(
    "Mention",
    "A name or a date where the source writes it, accepted by an editor; either entity or date.",
    START,
    END,
    Field("exact", TEXT, "the words"),
    Field("entity", ENTITY_NAMED, "who or what is meant", is_missing=True),
    Field("date", or_none(TEXT), "or when, in EDTF", lambda row, _site: row.date.edtf if row.date else None),
    Field("certainty", one_of(Certainty), "how sure the editor is"),
    Field("anchor", TEXT, "what a date was counted from, in words"),
)
SAID_WITHIN = Shape(
    "QuotationWithin",
    "What somebody says within a passage.",
    Field("start", WHOLE, "first character", place(0)),
    Field("end", WHOLE, "the character after the last", place(1)),
    Field("kind", one_of(QuotationKind), "direct or indirect", place(2)),
    Field("speaker", or_none(ID), "who, by the entity's id", lambda row, _site: row[4] or None),
    Field("speaker_name", TEXT, "the speaker's name", place(6)),
)
TOPIC_NAMED = Shape(
    "TopicNamed",
    "A topic that a passage is under.",
    Field("id", TEXT, "its slug", place(0)),
    Field("name", TEXT, "its name", place(1)),
)
ANSWERED_WITHIN = Shape(
    "ClaimWithin",
    "An answer that a passage gives.",
    Field("id", ID, "the claim, by its id", place(2)),
    Field("question", TEXT, "the question, by its id", place(0)),
    Field("wording", TEXT, "the question", place(1)),
    Field("answer", TEXT, "as a reader would say it", place(3)),
    Field("stance", one_of(Stance), "what the asserter does with it", place(4)),
    Field("asserter_name", TEXT, "who asserts it", place(5)),
)
PASSAGE_FIELDS = (
    ID_FIELD,
    ARTICLE_ID,
    Field("number", TEXT, "its number in the article, by which it is cited"),
    Field("kind", one_of(Kind), "what it is: title, body, question, caption, …"),
    Field("is_reading", TRUTH, "whether it is shown as the article; the rest is what stood around"),
    Field("continues", TRUTH, "whether it goes on with the one before"),
    Field("speaker", ENTITY_NAMED, "who says all of it", is_missing=True),
    Field("speaker_name", TEXT, "the speaker as the source has it"),
    Field(
        "text",
        or_none(TEXT),
        "its wording, corrections included; null where it may not be shown or is not held",
    ),
    Field("revision", WHOLE, "number of that wording"),
    Field("repeats", or_none(ID), "the passage that it repeats, by its id", id_of("duplicate_of")),
    Field(
        "mentions",
        MENTION,
        "the names and dates in it",
        lambda row, _site: row.appearances.all(),
        is_list=True,
    ),
    Field("quotations", SAID_WITHIN, "what is said within it", lambda row, _site: row.sayings, is_list=True),
    Field("topics", TOPIC_NAMED, "what it is about", is_list=True),
    Field("claims", ANSWERED_WITHIN, "what it answers", is_list=True),
    page_of(lambda row, _site: f"/a/{row.article.public_id}/{row.number}/"),
    itself("passages"),
)
PASSAGE = Shape("Passage", "A numbered passage with its marks.", *PASSAGE_FIELDS)
WHOLE_ARTICLE = Shape(
    "WholeArticle",
    "An article with all its passages.",
    *ARTICLE_FIELDS,
    Field(
        "passages",
        PASSAGE,
        "in the order in which they stand",
        lambda row, _site: row.passages.all(),
        is_list=True,
    ),
)


def quotation_id(row: Row) -> str:
    """Name a quotation by where it stands: a whole turn by its passage, else also by its start and end."""
    passage = row.passage.public_id
    return passage if row.kind == "turn" else f"{passage}-{row.start}-{row.end}"


def _words(row: Row, _site: Site) -> str | None:
    text = row.passage.text
    return text[row.start : row.end] if text is not None else None


QUOTATION = Shape(
    "Quotation",
    "What a source gives to a speaker: a whole turn of an interview, or words quoted in a passage.",
    Field(
        "id",
        TEXT,
        "where it stands: passage, or passage-start-end; it moves where the wording is corrected",
        lambda row, _site: quotation_id(row),
    ),
    Field("speaker", ENTITY_NAMED, "who speaks"),
    ARTICLE_ID,
    PASSAGE_ID,
    Field("start", WHOLE, "first character in the passage's text, from 0, in Unicode code points"),
    Field("end", WHOLE, "the character after the last"),
    Field("exact", or_none(TEXT), "the words; null where the text may not be shown", _words),
    Field(
        "kind", {**TEXT, "enum": ["turn", *QuotationKind]}, "a whole turn, or quoted directly or indirectly"
    ),
    IN_COPY,
    page_of(
        lambda row, _site: f"/a/{row.article.public_id}/{row.passage.number}/", "its passage, for reading"
    ),
    Field(
        "self",
        ADDRESS,
        "this record in the API",
        lambda row, site: site.base + addresses.api("quotations", quotation_id(row)),
    ),
)
