"""Questions and claims as files: citations, CSV, JSON, Web Annotations."""

import json

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from sources.edition.models import Claim, Question
from sources.export import accounts as export
from sources.export import annotation as web_annotation
from sources.export import csvtext, schema
from sources.public import addresses
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing.cited_claims import cited_claim
from sources.public.showing.narrowing import Asked
from sources.public.showing.page import address_of
from sources.public.views.accounts import claims_of, find, find_claim, keeping, no_claim, no_question
from sources.public.views.citations import citing, send


def _asked(request: HttpRequest, question: Question) -> list[Claim]:
    """Give the claims that the reader's page shows, those that tell an assertion again with it."""
    return keeping(
        list(claims_of(question).select_related("original", "article__document")),
        Asked.of(request.GET.dict()),
    )


@reading(is_kept=False, is_shared=True)
def cite(request: HttpRequest, frame: Frame, slug: str, ending: str) -> HttpResponseBase:
    """Send a question's claims as citations, in reading order."""
    question = find(slug)
    if question is None:
        return no_question(request, frame)
    how = citing(request, frame)
    items = (cited_claim(one, question, how) for one in _asked(request, question))
    return send(items, ending, question.slug)


@reading(is_kept=False, is_shared=True)
def as_csv(request: HttpRequest, frame: Frame, slug: str) -> HttpResponse:
    """Send a question's claims as a table."""
    question = find(slug)
    if question is None:
        return no_question(request, frame)
    claims = _asked(request, question)
    body = export.as_csv(question, claims, address_of(request).base, _addresses(claims))
    return _file(body, csvtext.MEDIA_TYPE, f"{question.slug}.csv")


@reading(is_kept=False, is_shared=True)
def as_json(request: HttpRequest, frame: Frame, slug: str) -> HttpResponse:
    """Send a question with its claims as JSON."""
    question = find(slug)
    if question is None:
        return no_question(request, frame)
    claims = _asked(request, question)
    body = export.as_json(question, claims, address_of(request).base, _addresses(claims))
    return _file(body, "application/json", f"{question.slug}.json")


@reading(is_kept=False, is_shared=True)
def annotations(request: HttpRequest, frame: Frame, slug: str) -> HttpResponse:
    """Send a question's claims as a collection of Web Annotations."""
    question = find(slug)
    if question is None:
        return no_question(request, frame)
    base = address_of(request).base
    claims = [(one, base + _passage_of(one)) for one in _asked(request, question)]
    here = base + addresses.account_file(slug, "annotations.json")
    found = web_annotation.collection(question, claims, here, base, frame.site)
    return _file(_written(found), web_annotation.MEDIA_TYPE, f"{question.slug}-annotations.json")


@reading(is_kept=False, is_shared=True)
def as_schema(request: HttpRequest, frame: Frame, slug: str) -> HttpResponse:
    """Send a question with its claims in the words of schema.org, as JSON-LD."""
    question = find(slug)
    if question is None:
        return no_question(request, frame)
    base = address_of(request).base
    graph = [schema.claim_as_schema(one, question, base, frame.site) for one in _asked(request, question)]
    found = {"@context": schema.CONTEXT, "@graph": graph}
    return _file(_written(found), schema.MEDIA_TYPE, f"{question.slug}.jsonld")


@reading()
def claim_as_schema(request: HttpRequest, frame: Frame, public_id: str) -> HttpResponse:
    """Send a claim in the words of schema.org, as JSON-LD."""
    claim = find_claim(public_id)
    if claim is None:
        return no_claim(request, frame)
    said = schema.claim_as_schema(claim, claim.question, address_of(request).base, frame.site)
    found = {"@context": schema.CONTEXT, **said}
    return _file(_written(found), schema.MEDIA_TYPE, f"claim-{public_id}.jsonld")


@reading(is_kept=False, is_shared=True)
def cite_claim(request: HttpRequest, frame: Frame, public_id: str, ending: str) -> HttpResponseBase:
    """Send a claim's citation."""
    claim = find_claim(public_id)
    if claim is None:
        return no_claim(request, frame)
    item = cited_claim(claim, claim.question, citing(request, frame))
    return send(iter([item]), ending, f"claim-{public_id}")


@reading()
def annotation(request: HttpRequest, frame: Frame, public_id: str) -> HttpResponse:
    """Send a claim as a Web Annotation."""
    claim = find_claim(public_id)
    if claim is None:
        return no_claim(request, frame)
    base = address_of(request).base
    found = web_annotation.annotation(claim, claim.question, base + _passage_of(claim), base, frame.site)
    return _file(_written(found), web_annotation.MEDIA_TYPE, f"claim-{public_id}.json")


def _addresses(claims: list[Claim]) -> dict[str, str]:
    return {one.public_id: addresses.claim(one.public_id) for one in claims}


def _passage_of(claim: Claim) -> str:
    return addresses.passage(claim.article.public_id, claim.article.slug, claim.passage.number)


def _written(found: web_annotation.Json) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _file(body: str, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=media_type, headers=headers)
