"""What sources answer differently: questions and claims. Nothing here says which answer is right."""

from django.utils.translation import gettext_noop as _

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
)
from sources.public.api.shapes import (
    FIGURE,
    ID,
    TEXT,
    TRUTH,
    WHOLE,
    Field,
    Shape,
    one_of,
    or_none,
    place,
)
from sources.vocabulary import Asks, Certainty, Measure, Stance

OPTION = Shape(
    "Option",
    _("One answer that a question allows."),
    Field("id", TEXT, _("its id"), place(0)),
    Field("label", TEXT, _("in words"), place(1)),
)
QUESTION = Shape(
    "Question",
    _("What sources answer differently, with the figures of their answers."),
    Field("id", TEXT, _("its slug"), lambda row, _site: row.slug),
    Field("corpus", TEXT, _("its corpus, by its id"), lambda row, _site: row.corpus.slug),
    Field("wording", TEXT, _("the question")),
    Field("asks", one_of(Asks), _("what is asked")),
    Field("unit", TEXT, _("of a figure")),
    Field("counted", TEXT, _("what is counted")),
    Field("place", ENTITY_NAMED, _("where"), is_missing=True),
    Field("time", TEXT, _("when, in EDTF; empty where it is of no time")),
    Field("method", TEXT, _("how answers were read")),
    Field("options", OPTION, _("how one may answer, where not in figures"), is_list=True),
    Field("claim_count", WHOLE, _("answers")),
    Field("independent_count", WHOLE, _("answers that do not repeat another")),
    Field("asserter_count", WHOLE, _("who gives them")),
    Field("article_count", WHOLE, _("articles that report them")),
    Field("low", or_none(FIGURE), _("the least bound that anybody asserts")),
    Field("high", or_none(FIGURE), _("the greatest")),
    page_of(lambda row, _site: addresses.account(row.slug)),
    itself("questions", "slug"),
)
CLAIM = Shape(
    "Claim",
    _("One answer to a question, where one passage gives it."),
    ID_FIELD,
    Field("question", TEXT, _("the question, by its id"), lambda row, _site: row.question.slug),
    ARTICLE_ID,
    PASSAGE_ID,
    START,
    END,
    Field("exact", TEXT, _("the words; empty where they may not be shown")),
    Field("stance", one_of(Stance), _("what the asserter does with it")),
    Field("certainty", one_of(Certainty), _("how sure the reading is")),
    Field("measure", one_of(Measure), _("how a figure is meant")),
    Field("low", or_none(FIGURE), _("least bound")),
    Field("high", or_none(FIGURE), _("greatest bound")),
    Field("option", TEXT, _("which of the question's options, by its id")),
    Field("answer", TEXT, _("as a reader would say it")),
    Field("text", TEXT, _("the editors' words")),
    Field("asserter", ENTITY_NAMED, _("who asserts it"), is_missing=True),
    Field("asserter_name", TEXT, _("the same by name")),
    Field(
        "party",
        or_none(TEXT),
        _("the group of asserters"),
        lambda row, _site: row.party.label if row.party else None,
    ),
    Field("as_of", TEXT, _("for when it is asserted, in EDTF")),
    Field("said", TEXT, _("direct or indirect, where it stands in a quotation")),
    Field("tells_again", or_none(ID), _("the claim that it repeats, by its id"), id_of("original")),
    Field("is_independent", TRUTH, _("whether it stands for an assertion and counts")),
    Field("retellings", WHOLE, _("other claims that tell the same assertion")),
    IN_COPY,
    page_of(lambda row, _site: addresses.claim(row.public_id)),
    itself("claims"),
)
