"""The search, asked by a program: the query and the facets of the site's own page, passage by passage."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_noop as _

from sources.edition.models import Passage
from sources.export.site import Site
from sources.public.api.asking import LIMIT, USUAL, Parameter, text_up_to
from sources.public.api.records.parts import ARTICLE_ID, ENTITY_NAMED, ID_FIELD
from sources.public.api.shapes import ADDRESS, ID, TEXT, TRUTH, WHOLE, Field, Json, Shape, item, one_of
from sources.public.showing.found import FACETS, MOST_CHOSEN, Asked
from sources.public.views.search import found_by, read
from sources.search import facets, passages
from sources.search.query import LONGEST
from sources.vocabulary import Kind

_FACET = f"^({'|'.join(FACETS)}):.+$"

PARAMETERS = (
    Parameter(
        "q",
        text_up_to(LONGEST),
        _("words, “phrases”, a prefix*, -without, fields (speaker:Orlen): as on the search page"),
    ),
    Parameter(
        "in",
        {"type": "array", "items": {**text_up_to(200), "pattern": _FACET}, "maxItems": MOST_CHOSEN},
        f"a facet and one of its values, e.g. kind:question, of {', '.join(FACETS)}; again for more",
    ),
    Parameter(
        "spelling",
        {**TEXT, "enum": ["any", "exact"], "default": "any"},
        _("exact: leave other spellings of names out"),
    ),
    Parameter("after", ID, _("the id of the passage after which to go on; “next” has it")),
    LIMIT,
)

FOUND = Shape(
    "FoundPassage",
    _("A passage that was found, with the words that match in their context; without words, how it begins."),
    ID_FIELD,
    ARTICLE_ID,
    Field("number", TEXT, _("its number in the article, by which it is cited")),
    Field("kind", one_of(Kind), _("what it is")),
    Field("before", TEXT, _("what stands before the words"), lambda row, _site: row.context.before),
    Field("exact", TEXT, _("the words"), lambda row, _site: row.context.exact),
    Field("after", TEXT, _("what stands after them"), lambda row, _site: row.context.after),
    Field(
        "address",
        ADDRESS,
        _("the passage, for reading"),
        lambda row, site: f"{site.base}/a/{row.article.public_id}/{row.number}/",
    ),
)
VALUE = Shape(
    "FacetValue",
    _("A value of a facet, and how many of the passages found have it."),
    Field("facet", {**TEXT, "enum": list(FACETS)}, _("the facet"), lambda row, _site: row.kind),
    Field("value", TEXT, _("its value, for “in”")),
    Field("name", TEXT, _("the value in words")),
    Field("count", WHOLE, _("passages found that have it")),
)
MATCHED = Shape(
    "MatchedName",
    _("Somebody or something that the words of the query name."),
    Field("entity", ENTITY_NAMED, _("who or what")),
    Field("form", TEXT, _("the form of the name that matched")),
    Field("words", TEXT, _("the words of the query")),
)
RESULT = Shape(
    "SearchResult",
    _("What a search found as a whole."),
    Field("total", WHOLE, _("passages found, copies left out"), item("total")),
    Field(
        "is_capped",
        TRUTH,
        f"whether there may be more: the first {passages.MOST_LOOKED_AT} that match are looked at",
        item("is_capped"),
    ),
    Field("in_copies", WHOLE, _("passages found in copies, which are not given"), item("in_copies")),
    Field(
        "leads_nowhere",
        {"type": "array", "items": TEXT},
        _("fields of the query with a value that nothing has"),
        item("leads_nowhere"),
    ),
    Field("names", MATCHED, _("whom the query names"), item("names"), is_list=True),
    Field(
        "facets",
        VALUE,
        _("what the passages found have in common, the most frequent values of each"),
        item("facets"),
        is_list=True,
    ),
)


def asked_of(values: Mapping[str, Any]) -> Asked:
    """Give the search as the site's own page would be asked it."""
    pairs = (one.partition(":") for one in values.get("in", ()))
    chosen = dict.fromkeys((kind, value) for kind, _, value in pairs)
    return Asked(
        text=" ".join(values.get("q", "").split()),
        is_exact=values.get("spelling") == "exact",
        chosen=tuple(chosen),
    )


def result(values: Mapping[str, Any], where: Site) -> tuple[Json, Json, str]:
    """Search; give what was found as a whole, its page of passages, and the id after which to go on.

    Raises LookupError where ``after`` names no passage of this edition, TooCostlyError where the search takes
    longer than one may.
    """
    question = read(asked_of(values))
    found = found_by(question)
    ids = _behind(found.ids, values.get("after", ""))
    limit = int(values.get("limit", USUAL))
    rows = _page(ids[:limit], question.words)
    whole = {
        "total": len(found.ids),
        "is_capped": found.is_capped,
        "in_copies": found.in_copies,
        "leads_nowhere": list(question.unknown),
        "names": question.matches.entities,
        "facets": [
            value for kind, counted in facets.count(found.ids).items() if kind in FACETS for value in counted
        ],
    }
    following = rows[-1].public_id if rows and len(ids) > limit else ""
    return RESULT.of(whole, where), {"items": [FOUND.of(row, where) for row in rows]}, following


def _behind(ids: Sequence[int], key: str) -> Sequence[int]:
    if not key:
        return ids
    last = Passage.objects.filter(public_id=key).values_list("pk", flat=True).first()
    if last is None:
        raise LookupError(key)
    return [one for one in ids if one > last]


def _page(ids: Sequence[int], words: str) -> list[Any]:  # passages, each with its context
    contexts = passages.snippets(words, ids) if words else passages.openings(ids)
    rows = (
        Passage.objects.filter(pk__in=ids)
        .select_related("article")
        .only("public_id", "number", "kind", "article__public_id")
    )
    shown = []
    for row in rows.order_by("pk"):
        if row.pk in contexts:
            row.context = contexts[row.pk]  # type: ignore[attr-defined]  # what its shape reads beside the columns
            shown.append(row)
    return shown
