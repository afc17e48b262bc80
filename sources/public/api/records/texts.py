"""Corpora, articles and passages, field by field: what an edition holds, in the words of its own tables.

Nothing is decided here about what may be shown: a text that may not leave whole is not in the edition
(``Passage.text`` is null). The words around a name are left out, as in every export: of an article in
snippets all of them together would be most of its text.
"""

from django.utils.translation import gettext_noop as _

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
    _("A collection about one event or question."),
    Field("id", TEXT, _("its slug, in every address of it"), lambda row, _site: row.slug),
    Field("title", TEXT, _("its title")),
    Field("description", TEXT, _("what it is")),
    Field("event_years", {"type": "array", "items": TEXT}, _("the years it is about, in EDTF")),
    Field("licence", TEXT, _("of the annotation (SPDX); each text has its own rights")),
    Field("is_fiction", TRUTH, _("whether it is invented")),
    Field("article_count", WHOLE, _("articles, copies left out")),
    Field("copy_count", WHOLE, _("copies")),
    Field("passage_count", WHOLE, _("passages of all kinds, copies left out")),
    Field("person_count", WHOLE, _("people named")),
    Field("place_count", WHOLE, _("places named")),
    Field("organisation_count", WHOLE, _("organisations named")),
    Field("date_count", WHOLE, _("dates named")),
    Field("topic_count", WHOLE, _("topics")),
    Field("question_count", WHOLE, _("questions that its sources answer")),
    page_of(lambda row, _site: addresses.corpus(row.slug)),
    itself("corpora", "slug"),
)
CONTRIBUTION = Shape(
    "Contribution",
    _("Somebody's part in an article."),
    Field("role", one_of(Role), _("author, translator, …"), item("role")),
    Field("name", TEXT, _("the name as printed"), item("name")),
    Field("given", TEXT, _("the given part of it"), item("given")),
    Field("family", TEXT, _("the family part of it"), item("family")),
    Field(
        "entity", or_none(ID), _("the authority record, by its id"), lambda row, _site: row["entity"] or None
    ),
)
ORIGIN_NAMED = Shape(
    "OriginNamed",
    _("A publication or contributor that an article is listed under."),
    Field("kind", {**TEXT, "enum": ["publication", "contributor"]}, _("which of the two"), place(0)),
    Field("id", TEXT, _("its id"), place(1)),
    Field("name", TEXT, _("the name as printed"), place(3)),
    Field("address", ADDRESS, _("its page"), lambda row, site: site.base + short(row[0], row[1])),
)
ARTICLE_FIELDS = (
    ID_FIELD,
    Field("corpus", TEXT, _("its corpus, by its id"), lambda row, _site: row.corpus.slug),
    Field("is_fiction", TRUTH, _("whether it is invented"), lambda row, _site: row.corpus.is_fiction),
    Field("document", ID, _("the file that it came in, by its id"), id_of("document")),
    Field("title", TEXT, _("title as printed")),
    Field("translated_title", TEXT, _("the title in English, where it is in another language; else empty")),
    Field("byline", TEXT, _("authors as printed")),
    Field("contributors", CONTRIBUTION, _("who had a part in it"), is_list=True),
    Field(
        "listed_under",
        ORIGIN_NAMED,
        _("its publication and contributors"),
        lambda row, _site: row.credits,
        is_list=True,
    ),
    Field("publication", TEXT, _("where it appeared")),
    Field("publication_kind", TEXT, _("newspaper, agency, …")),
    Field("publication_place", TEXT, _("where that appears")),
    Field("published", TEXT, _("when, in EDTF (ISO 8601-2); empty where it is not known")),
    Field("published_known", TEXT, _("how that is known")),
    Field("page", TEXT, _("page as printed")),
    Field("url", TEXT, _("its original address, as noted")),
    Field("language", TEXT, _("BCP 47")),
    Field("translated_from", TEXT, _("BCP 47, of a translation")),
    Field("genre", one_of(Genre), _("what sort of text it is")),
    Field("rights", TEXT, _("rights in the text")),
    Field("rights_note", TEXT, _("the same in words")),
    Field("access", one_of(Access), _("how much may be shown: only of full has the API the text")),
    Field("copy_of", or_none(ID), _("the article that it repeats, by its id"), id_of("copy_of")),
    Field("similarity", or_none(FIGURE), _("how alike the two are, 0 to 1")),
    Field("passage_count", WHOLE, _("passages of all kinds")),
    Field("correction_count", WHOLE, _("corrections made"), lambda row, _site: row.revision_count),
    Field(
        "first_at",
        TEXT,
        _("when the edition was made that had it first"),
        lambda row, _site: row.since.first_at,
    ),
    Field(
        "changed_at",
        TEXT,
        _("when the edition was made since which its text, facts, marks and claims are as they are"),
        lambda row, _site: row.since.changed_at,
    ),
    page_of(lambda row, _site: f"/a/{row.public_id}/"),
    itself("articles"),
)
ARTICLE = Shape("Article", _("A text with its bibliographic facts."), *ARTICLE_FIELDS)
MENTION = Shape(
    "Mention",
    _("A name or a date where the source writes it, accepted by an editor; either entity or date."),
    START,
    END,
    Field("exact", TEXT, _("the words")),
    Field("entity", ENTITY_NAMED, _("who or what is meant"), is_missing=True),
    Field(
        "date", or_none(TEXT), _("or when, in EDTF"), lambda row, _site: row.date.edtf if row.date else None
    ),
    Field("certainty", one_of(Certainty), _("how sure the editor is")),
    Field("anchor", TEXT, _("what a date was counted from, in words")),
)
SAID_WITHIN = Shape(
    "QuotationWithin",
    _("What somebody says within a passage."),
    Field("start", WHOLE, _("first character"), place(0)),
    Field("end", WHOLE, _("the character after the last"), place(1)),
    Field("kind", one_of(QuotationKind), _("direct or indirect"), place(2)),
    Field("speaker", or_none(ID), _("who, by the entity's id"), lambda row, _site: row[4] or None),
    Field("speaker_name", TEXT, _("the speaker's name"), place(6)),
)
TOPIC_NAMED = Shape(
    "TopicNamed",
    _("A topic that a passage is under."),
    Field("id", TEXT, _("its slug"), place(0)),
    Field("name", TEXT, _("its name"), place(1)),
)
ANSWERED_WITHIN = Shape(
    "ClaimWithin",
    _("An answer that a passage gives."),
    Field("id", ID, _("the claim, by its id"), place(2)),
    Field("question", TEXT, _("the question, by its id"), place(0)),
    Field("wording", TEXT, _("the question"), place(1)),
    Field("answer", TEXT, _("as a reader would say it"), place(3)),
    Field("stance", one_of(Stance), _("what the asserter does with it"), place(4)),
    Field("asserter_name", TEXT, _("who asserts it"), place(5)),
)
PASSAGE_FIELDS = (
    ID_FIELD,
    ARTICLE_ID,
    Field("number", TEXT, _("its number in the article, by which it is cited")),
    Field("kind", one_of(Kind), _("what it is: title, body, question, caption, …")),
    Field("is_reading", TRUTH, _("whether it is shown as the article; the rest is what stood around")),
    Field("continues", TRUTH, _("whether it goes on with the one before")),
    Field("speaker", ENTITY_NAMED, _("who says all of it"), is_missing=True),
    Field("speaker_name", TEXT, _("the speaker as the source has it")),
    Field(
        "text",
        or_none(TEXT),
        _("its wording, corrections included; null where it may not be shown or is not held"),
    ),
    Field("revision", WHOLE, _("number of that wording")),
    Field("repeats", or_none(ID), _("the passage that it repeats, by its id"), id_of("duplicate_of")),
    Field(
        "mentions",
        MENTION,
        _("the names and dates in it"),
        lambda row, _site: row.appearances.all(),
        is_list=True,
    ),
    Field(
        "quotations", SAID_WITHIN, _("what is said within it"), lambda row, _site: row.sayings, is_list=True
    ),
    Field("topics", TOPIC_NAMED, _("what it is about"), is_list=True),
    Field("claims", ANSWERED_WITHIN, _("what it answers"), is_list=True),
    page_of(lambda row, _site: f"/a/{row.article.public_id}/{row.number}/"),
    itself("passages"),
)
PASSAGE = Shape("Passage", _("A numbered passage with its marks."), *PASSAGE_FIELDS)
WHOLE_ARTICLE = Shape(
    "WholeArticle",
    _("An article with all its passages."),
    *ARTICLE_FIELDS,
    Field(
        "passages",
        PASSAGE,
        _("in the order in which they stand"),
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
    _("What a source gives to a speaker: a whole turn of an interview, or words quoted in a passage."),
    Field(
        "id",
        TEXT,
        _("where it stands: passage, or passage-start-end; it moves where the wording is corrected"),
        lambda row, _site: quotation_id(row),
    ),
    Field("speaker", ENTITY_NAMED, _("who speaks")),
    ARTICLE_ID,
    PASSAGE_ID,
    Field("start", WHOLE, _("first character in the passage's text, from 0, in Unicode code points")),
    Field("end", WHOLE, _("the character after the last")),
    Field("exact", or_none(TEXT), _("the words; null where the text may not be shown"), _words),
    Field(
        "kind",
        {**TEXT, "enum": ["turn", *QuotationKind]},
        _("a whole turn, or quoted directly or indirectly"),
    ),
    IN_COPY,
    page_of(
        lambda row, _site: f"/a/{row.article.public_id}/{row.passage.number}/", _("its passage, for reading")
    ),
    Field(
        "self",
        ADDRESS,
        _("this record in the API"),
        lambda row, site: site.base + addresses.api("quotations", quotation_id(row)),
    ),
)
