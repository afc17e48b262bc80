"""A claim as a W3C Web Annotation (Data Model, 2017): what is said, on which words of which passage.

The target is the passage's own address with a position and a quotation of the words (§4.2.4, §4.2.5), as
far as the words may be shown; the body is the answer in words with the claim as linked data, the motivation
"classifying" (§3.3.5): a span is put under a question. The annotation has an id of its own, beside that of
the claim, and the words of schema.org their prefix: in this context they mean nothing or something else
without it. Many are an AnnotationCollection of one page (§5), none a collection without a page (§5.2).
"""

from collections.abc import Sequence
from typing import Any

from sources.edition.models import Claim, Question
from sources.export.schema import claim_as_schema

CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {"schema": "https://schema.org/"})
MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'

Json = dict[str, Any]  # Any: what JSON has


def annotation(claim: Claim, question: Question, target: str, base: str, site: str) -> Json:
    """Give one claim; ``target`` is the full address of its passage."""
    return {"@context": list(CONTEXT), **of_claim(claim, question, target, base, site)}


def collection(
    question: Question, claims: Sequence[tuple[Claim, str]], address: str, base: str, site: str
) -> Json:
    """Give all claims of a question, each with the address of its passage, in one page."""
    items = [of_claim(claim, question, target, base, site) for claim, target in claims]
    page = {"id": f"{address}#page-1", "type": "AnnotationPage", "partOf": address, "startIndex": 0}
    return {
        "@context": list(CONTEXT),
        "id": address,
        "type": "AnnotationCollection",
        "label": question.wording,
        "total": len(items),
        **({"first": {**page, "items": items}} if items else {}),
    }


def of_claim(claim: Claim, question: Question, target: str, base: str, site: str) -> Json:
    """Give one claim without the context that it is read in."""
    return {
        "id": f"{base}/claim/{claim.public_id}/annotation.json",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            {"type": "TextualBody", "value": f"{question.wording} {claim.stated}", "format": "text/plain"},
            _prefixed(claim_as_schema(claim, question, base, site)),
        ],
        "target": _target(claim, target),
    }


def _prefixed(found: Json) -> Json:
    """Give what schema.org's own context says in the context of annotations."""
    made: Json = {}
    for name, value in found.items():
        if name == "@type":
            made["type"] = f"schema:{value}"
        elif name == "@id":
            made["id"] = value
        else:
            made[f"schema:{name}"] = _prefixed(value) if isinstance(value, dict) else value
    return made


def _target(claim: Claim, target: str) -> Json:
    if claim.start is None or claim.end is None:
        return {"source": target}
    position = {"type": "TextPositionSelector", "start": claim.start, "end": claim.end}
    quote = {"type": "TextQuoteSelector", "exact": claim.exact}
    around = {"prefix": claim.before.removeprefix("…"), "suffix": claim.after.removesuffix("…")}
    return {"source": target, "selector": [position, {**quote, **around}]}
