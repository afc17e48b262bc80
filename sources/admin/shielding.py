"""What an annotator may not read: who is at risk.

The real name of a protected person is for those who decide. For anybody else the desk is as if the
archive did not have it, in three layers, all of them here:

1. rows that are about a protected person, and every article or document in which a form of the name
   stands, are not there: not in a list, a search, a type-ahead, nor at an address (404, as for any
   address that never was);
2. the record shows an annotator their own acts alone;
3. whatever an answer still says, a sentence of the record or a message, has the pseudonym in the place of
   every form of the name.

So it is with what is withheld: an article as a whole, the wordings from which words were taken and the marks
on them, and the bytes in which those words stand are as if they were not there.
"""

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast
from unicodedata import normalize

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse

from sources.admin.roles import Power, may
from sources.annotate.withheld import withholding_wordings
from sources.models import Article, Claim, Entity, Mention, PassageRevision, Quotation, User, Withholding

View = Callable[..., HttpResponseBase]

# Columns by which a row is about an entity, an article or a passage; a model that is not here is not.
_ENTITY = {
    "entity": "pk",
    "name": "entity",
    "mention": "entity",
    "quotation": "speaker",
    "claim": "asserter",
    "contributor": "entity",
    "remark": "entity",
}
_ARTICLE = {
    "article": "pk",
    "passage": "article",
    "mention": "revision__passage__article",
    "quotation": "revision__passage__article",
    "claim": "revision__passage__article",
    "document": "articles",
    "remark": "article",
}
_PASSAGE = {
    "passage": "pk",
    "mention": "revision__passage",
    "quotation": "revision__passage",
    "claim": "revision__passage",
    "document": "passages",
    "remark": "passage",
}
_WORDING = {
    "mention": "revision",
    "quotation": "revision",
    "claim": "revision",
    "remark": "mention__revision",
}
# Addresses at which a document's bytes are given.
_BYTES = frozenset({"document-original", "document-container"})
_OWN = {"changeset": "actor", "change": "changeset__actor"}


@dataclass(frozen=True, slots=True)
class Shield:
    """Who is at risk, under which names, and where these stand (primary keys)."""

    pseudonyms: dict[str, str]  # by each way of writing a form
    entities: frozenset[int]
    articles: frozenset[int]
    passages: frozenset[int]
    wordings: frozenset[int] = (
        frozenset()
    )  # withheld ones; what stands on them is not shown, their passage is
    documents: frozenset[int] = frozenset()  # whose bytes have withheld words

    def covered(self, text: str) -> str:
        """Put the pseudonym in the place of every form of the name, in any case, as whole words."""
        if not self.pseudonyms:
            return text
        folded = {form.casefold(): name for form, name in self.pseudonyms.items()}
        # What a pattern takes for the same letter and case folding does not is a name all the same.
        return self._pattern.sub(lambda found: folded.get(found.group().casefold(), "…"), text)

    @property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.pseudonyms, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def shield_of(request: HttpRequest) -> Shield | None:
    """Give what is kept from whoever asks; None for those who decide, and where there is nothing to keep."""
    if not isinstance(request.user, User) or may(request.user, Power.DECIDE):
        return None
    if not hasattr(request, "shield"):
        request.shield = _shield()  # type: ignore[attr-defined]  # of this request, read here alone
    return cast("Shield | None", request.shield)  # type: ignore[attr-defined]  # as above


def _shield() -> Shield | None:
    at_risk = Q(is_protected=True) | Q(merged_into__is_protected=True)
    people = list(Entity.objects.filter(at_risk).select_related("merged_into").prefetch_related("names"))
    withheld = _withheld()
    if not people:
        return withheld
    pseudonyms: dict[str, str] = {}
    for person in people:
        shown = person.pseudonym or (person.merged_into.pseudonym if person.merged_into else "") or "…"
        for form in (person.preferred_name, person.sort_name, *(name.form for name in person.names.all())):
            pseudonyms |= dict.fromkeys(_written(form), shown)
    # What is only proposed tells as much: that these words may be that person's name.
    marks = [
        place
        for model, one, other in (
            (Mention, "entity", "proposed_entity"),
            (Quotation, "speaker", "proposed_speaker"),
            (Claim, "asserter", "relays__entity"),
        )
        for place in model.objects.filter(
            Q(**{f"{one}__in": people}) | Q(**{f"{other}__in": people})
        ).values_list("revision__passage", "revision__passage__article")
    ]
    holding = Q()
    for form in pseudonyms:
        holding |= Q(text__icontains=form)
    texts = PassageRevision.objects.filter(holding).values_list("passage", "passage__article")
    places = [*marks, *texts]
    titled = Q()
    for form in pseudonyms:
        titled |= Q(title__icontains=form) | Q(translated_title__icontains=form)
        titled |= Q(contributors__name__icontains=form)
    named = Article.objects.filter(titled | Q(contributors__entity__in=people)).values_list("pk", flat=True)
    return Shield(
        pseudonyms,
        frozenset(person.pk for person in people),
        frozenset({article for _, article in places if article} | set(named))
        | (withheld.articles if withheld else frozenset()),
        frozenset(passage for passage, _ in places),
        withheld.wordings if withheld else frozenset(),
        withheld.documents if withheld else frozenset(),
    )


def _written(form: str) -> set[str]:
    """Give the ways in which the letters of a form are stored.

    SQLite knows small and capital letters of ASCII alone, and no database that é is e with an accent; folding
    a case, on the other hand, makes another word of Groß.
    """
    cases = {form} if form.isascii() else {form, form.lower(), form.upper(), form.title()}
    return {normalize(way, one) for one in cases for way in ("NFC", "NFD")}


def _withheld() -> Shield | None:
    """Give what is withheld, whoever it is about; None where nothing is. Four queries."""
    standing = Withholding.objects.standing().exclude(article=None)
    articles = frozenset(standing.values_list("article", flat=True))
    last: dict[int, int] = {}
    documents = set()
    hiding = withholding_wordings().values_list("passage", "passage__document", "number")
    for passage, document, number in hiding:
        last[passage] = max(number, last.get(passage, 0))
        documents.add(document)
    documents |= set(Article.objects.filter(pk__in=articles).values_list("document", flat=True))
    rows = PassageRevision.objects.filter(passage__in=last).values_list("pk", "passage", "number")
    wordings = frozenset(pk for pk, passage, number in rows if number < last[passage])
    if not (articles or wordings):
        return None
    nobody: frozenset[int] = frozenset()
    return Shield({}, nobody, articles, nobody, wordings, frozenset(documents))


def visible(request: HttpRequest, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
    """Keep the rows that whoever asks may know of."""
    if not may(request.user, Power.DECIDE) and (own := _OWN.get(_name(rows.model))):
        return rows.filter(**{own: request.user})
    shield = shield_of(request)
    if shield is None:
        return rows
    name = _name(rows.model)
    hidden = (
        (_ENTITY, shield.entities),
        (_ARTICLE, shield.articles),
        (_PASSAGE, shield.passages),
    )
    for columns, keys in hidden:
        if name in columns:
            rows = rows.exclude(**{f"{columns[name]}__in": keys})
    return rows.exclude(**{f"{_WORDING[name]}__in": shield.wordings}) if name in _WORDING else rows


def _name(model: type[models.Model]) -> str:
    concrete = model._meta.concrete_model or model
    return str(concrete._meta.model_name)


def shielded(view: View) -> View:
    """Put the shield around a view of the desk."""

    @wraps(view)
    def around(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        shield = shield_of(request)
        if shield is None:
            return view(request, *args, **kwargs)
        _refuse_hidden(request)
        response: HttpResponseBase = view(request, *args, **kwargs)
        if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
            response.add_post_render_callback(lambda rendered: _cover(rendered, shield))
            return response
        return _cover(response, shield)

    return around


def _refuse_hidden(request: HttpRequest) -> None:
    """Answer as for an address that never was where it is the address of a row that is hidden."""
    match = request.resolver_match
    if match is None:
        return
    parts = re.split("[_-]", match.url_name or "")
    named = {name: str(key) for name, key in match.kwargs.items() if name in ("passage", "mention", "claim")}
    named |= {name: str(key) for name, key in request.GET.items() if name in {*_ENTITY, *_ARTICLE}}
    own = match.kwargs.get("pk") or match.kwargs.get("object_id")
    named |= {parts[1] if parts[0] == "sources" and len(parts) > 1 else parts[0]: str(own)} if own else {}
    if any(_is_hidden(request, model, key) for model, key in named.items() if key.isdecimal()):
        raise Http404("There is no such row.")
    shield = shield_of(request)
    if shield is not None and match.url_name in _BYTES and int(own or 0) in shield.documents:
        raise Http404("There is no such file.")


def _is_hidden(request: HttpRequest, model: str, key: str) -> bool:
    try:
        rows = apps.get_model("sources", model)._base_manager.filter(pk=key)
    except LookupError:
        return False
    return rows.exists() and not visible(request, rows).exists()


def _cover(response: HttpResponseBase, shield: Shield) -> HttpResponseBase:
    """Put pseudonyms into an answer, as HTML writes them or as JSON does."""
    if not isinstance(response, HttpResponse):
        return response
    kind = response.headers.get("Content-Type", "")
    if "html" not in kind and "json" not in kind:
        return response
    text = response.content.decode(response.charset)
    if "json" in kind:
        covered = json.dumps(_covered_json(json.loads(text), shield))
    else:
        escaped = Shield(
            {html.escape(form): html.escape(name) for form, name in shield.pseudonyms.items()}
            | shield.pseudonyms,
            frozenset(),
            frozenset(),
            frozenset(),
        )
        covered = escaped.covered(text)
    if covered != text:
        response.content = covered.encode(response.charset)
    return response


def _covered_json(value: Any, shield: Shield) -> Any:
    if isinstance(value, str):
        return shield.covered(value)
    if isinstance(value, list):
        return [_covered_json(one, shield) for one in value]
    if isinstance(value, dict):
        return {key: _covered_json(one, shield) for key, one in value.items()}
    return value
