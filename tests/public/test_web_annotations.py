"""What the Web Annotation Data Model (W3C, 2017) says that annotations must be, asked of all that is sent."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from urllib.parse import urlsplit

import pytest

from sources.edition.models import Article, Claim, Question

of_edition = pytest.mark.django_db(databases=["edition"])
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = {  # §3.3.5
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}
NEEDED = {  # §4.2, what each selector must have
    "FragmentSelector": {"value"},
    "CssSelector": {"value"},
    "XPathSelector": {"value"},
    "TextQuoteSelector": {"exact"},
    "TextPositionSelector": {"start", "end"},
    "DataPositionSelector": {"start", "end"},
    "SvgSelector": set(),
    "RangeSelector": {"startSelector", "endSelector"},
}
COUNTS = {"start", "end"}
WORDS = {"exact", "prefix", "suffix"}
Fetch = Callable[[str], dict]


def listed(value: object) -> list:
    """Give what may be one or several."""
    return value if isinstance(value, list) else [] if value is None else [value]


def is_iri(value: object) -> bool:
    """Whether this is one absolute IRI."""
    return isinstance(value, str) and bool(urlsplit(value).scheme) and not set(value) & set(' <>"{}|\\^`')


def is_count(value: object) -> bool:
    """Whether this is a non-negative integer; JSON's true is none."""
    return type(value) is int and value >= 0


def of_context(found: dict) -> Iterator[str]:
    contexts = found.get("@context")
    if CONTEXT not in listed(contexts):
        yield f"@context is {contexts}"
    if isinstance(contexts, list) and len(contexts) < 2:
        yield "one @context is no string"


def of_kind(found: dict, kind: str) -> Iterator[str]:
    """Say what is wrong with id and type (§3.1, §5.1, §5.2)."""
    if not is_iri(found.get("id")):
        yield f"id is {found.get('id')}"
    if kind not in listed(found.get("type")):
        yield f"type is {found.get('type')}, not {kind}"


def of_annotation(found: dict) -> Iterator[str]:
    """Say what is wrong with an annotation (§3.1, §3.2.5, §3.3)."""
    yield from (*of_kind(found, "Annotation"), *of_body_value(found), *of_facts(found))
    if not listed(found.get("target")):
        yield "no target"
    for one in [*listed(found.get("target")), *listed(found.get("body"))]:
        yield from of_resource(one)


def of_body_value(found: dict) -> Iterator[str]:
    """Say what is wrong with a body that is words alone (§3.2.5)."""
    if "body" in found and "bodyValue" in found:
        yield "body and bodyValue"
    if not isinstance(found.get("bodyValue", ""), str):
        yield "bodyValue is no string"


def of_facts(found: dict) -> Iterator[str]:
    """Say what is wrong with what is said of an annotation (§3.3)."""
    yield from of_motives(found, "motivation")
    for name in ("created", "modified", "generated"):
        if name in found and not (found[name].endswith("Z") and datetime.fromisoformat(found[name])):
            yield f"{name} is {found[name]}"
    for name in ("rights", "canonical"):
        if not all(map(is_iri, listed(found.get(name)))):
            yield f"{name} is {found[name]}"


def of_motives(found: dict, name: str) -> Iterator[str]:
    yield from (f"{name} is {one}" for one in listed(found.get(name)) if one not in MOTIVATIONS)


def of_iri(found: str) -> Iterator[str]:
    yield from [] if is_iri(found) else [f"{found} is no IRI"]


def of_resource(found: str | dict) -> Iterator[str]:
    """Say what is wrong with a body or a target: an IRI, a text, a part of something, a set (§3.2, §4)."""
    if isinstance(found, str):
        yield from of_iri(found)
        return
    yield from (*of_nature(found), *of_motives(found, "purpose"))
    if found.get("textDirection", "auto") not in {"ltr", "rtl", "auto"}:
        yield f"textDirection is {found['textDirection']}"


def of_nature(found: dict) -> Iterator[str]:
    """Say what is wrong with a resource as what it is."""
    kinds = set(listed(found.get("type")))
    if "TextualBody" in kinds or ("value" in found and "id" not in found):
        if not isinstance(found.get("value"), str):
            yield "a TextualBody without one value"
    elif "source" in found or "SpecificResource" in kinds:
        yield from of_specific(found)
    elif kinds & {"Choice", "Composite", "List", "Independents"}:
        if len(kinds) != 1 or not found.get("items"):
            yield "a set without one type, or without items"
    elif not is_iri(found.get("id")):
        yield f"a resource whose id is {found.get('id')}"


def of_specific(found: dict) -> Iterator[str]:
    """Say what is wrong with a part of something (§4)."""
    source = found.get("source")
    if not is_iri(source.get("id") if isinstance(source, dict) else source):
        yield f"source is {source}"
    for one in listed(found.get("selector")):
        yield from of_selector(one)


def of_selector(found: str | dict) -> Iterator[str]:
    """Say what is wrong with a selector (§4.2)."""
    if isinstance(found, str):
        yield from of_iri(found)
        return
    kind = found.get("type")
    if kind not in NEEDED:
        yield f"selector is a {kind}"
        return
    if missing := NEEDED[kind] - set(found):
        yield f"{kind} without {', '.join(sorted(missing))}"
    for name, value in found.items():
        if (name in COUNTS and not is_count(value)) or (name in WORDS and not isinstance(value, str)):
            yield f"{kind}: {name} is {value}"
    for one in listed(found.get("refinedBy")):
        yield from of_selector(one)


def of_page(found: dict, collection: dict, index: int) -> Iterator[str]:
    """Say what is wrong with a page (§5.2) whose first item is the collection's ``index``-th."""
    yield from of_kind(found, "AnnotationPage")
    if not isinstance(found.get("items"), list) or not found["items"]:
        yield "a page without items"
    if found.get("startIndex", index) != index or not is_count(found.get("startIndex", 0)):
        yield f"startIndex is {found['startIndex']}, not {index}"
    whole = found.get("partOf", collection["id"])
    if (whole.get("id") if isinstance(whole, dict) else whole) != collection["id"]:
        yield f"part of {whole}"
    for one in found.get("items") or ():
        yield from [] if isinstance(one, str) else of_annotation(one)


def of_collection(found: dict, fetch: Fetch) -> Iterator[str]:
    """Say what is wrong with a collection (§5.1) and its pages, walked from the first to the last."""
    yield from (*of_context(found), *of_kind(found, "AnnotationCollection"))
    total, following, before, count = found.get("total", 0), found.get("first"), None, 0
    if not is_count(total):
        yield f"total is {total}"
    if not all(isinstance(one, str) for one in listed(found.get("label"))):
        yield f"label is {found['label']}"
    if total and not following:
        yield "no first page"
    while following:
        page = following if isinstance(following, dict) else fetch(following)
        yield from of_context(page) if isinstance(following, str) else ()
        yield from of_page(page, found, count)
        if "prev" in page and page["prev"] != before:
            yield f"prev is {page['prev']}, not {before}"
        before, count = page.get("id"), count + len(page.get("items") or ())
        following = page.get("next")
    if count != total:
        yield f"total is {total}, the pages have {count}"
    if "last" in found and before not in {found["last"], dict(listed(found["last"])[0]).get("id")}:
        yield f"last is {found['last']}, not {before}"


def sent(reader, path: str) -> dict:
    """Give what an address sends, as what a Web Annotation is (§ Protocol 4.1)."""
    answer = reader.get(path)
    assert answer["Content-Type"] == f'application/ld+json; profile="{CONTEXT}"'
    return json.loads(b"".join(answer) if answer.streaming else answer.content)


def wrong_in(reader, path: str) -> list[str]:
    """Say what is wrong with the collection at an address, which names itself by that."""
    found = sent(reader, path)
    wrong = [] if found["id"] == f"http://testserver{path}" else [f"its id is {found['id']}"]
    return wrong + list(of_collection(found, lambda address: sent(reader, urlsplit(address).path)))


@of_edition
def test_annotations_of_corpus_articles_questions_and_claims_are_as_they_must_be(reader):
    # The corpus has every annotation; of articles, questions and claims some show that theirs are sent alike.
    collections = [
        "/c/temrava/annotations.json",
        *(f"/a/{one}/annotations.json" for one in Article.objects.values_list("public_id", flat=True)[:3]),
        *(f"/account/{one}/annotations.json" for one in Question.objects.values_list("slug", flat=True)[:3]),
    ]
    claims = [
        f"/claim/{one}/annotation.json" for one in Claim.objects.values_list("public_id", flat=True)[:5]
    ]

    wrong = {path: told for path in collections if (told := wrong_in(reader, path))}
    for path in claims:
        found = sent(reader, path)
        if told := [*of_context(found), *of_annotation(found)]:
            wrong[path] = told

    assert wrong == {}
    assert (len(collections), len(claims)) == (7, 5)


@of_edition
def test_a_claim_s_annotation_is_not_the_claim_and_speaks_in_its_context(reader):
    first = Claim.objects.values_list("public_id", flat=True)[0]

    found = sent(reader, f"/claim/{first}/annotation.json")

    said = found["body"][1]
    assert found["id"] == f"http://testserver/claim/{first}/annotation.json"
    assert (said["id"], said["type"]) == (f"http://testserver/claim/{first}/", "schema:Claim")
    assert {name for name in said if not name.startswith("schema:")} == {"id", "type"}
    assert said["schema:appearance"]["type"] == "schema:CreativeWork"


def made(**changed) -> dict:
    """Make a collection of two pages as it should be, but for what is changed."""
    quote = {"type": "TextQuoteSelector", "exact": "lamp"}
    one = {"id": "https://x/1", "type": "Annotation", "body": {"type": "TextualBody", "value": ""}}
    one |= {"target": {"source": "https://x/p", "selector": {**quote, **changed.get("selector", {})}}}
    one |= changed.get("one", {})
    page = {"id": "https://x/#1", "type": "AnnotationPage", "items": [one], "next": "https://x/#2"}
    page |= changed.get("page", {})
    head = {"@context": CONTEXT, "id": "https://x/", "type": "AnnotationCollection", "total": 2}
    return {**head, "first": page, **changed.get("head", {})}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, []),
        ({"head": {"@context": ["https://schema.org"]}}, 2),
        ({"head": {"id": "/x"}}, ["id is /x"]),
        ({"head": {"total": 3}}, ["total is 3, the pages have 2"]),
        ({"head": {"total": 2, "first": None}}, ["no first page", "total is 2, the pages have 0"]),
        ({"page": {"items": []}}, 3),
        ({"page": {"startIndex": 1}}, ["startIndex is 1, not 0"]),
        ({"page": {"partOf": "https://y/"}}, ["part of https://y/"]),
        ({"page": {"next": None}}, ["total is 2, the pages have 1"]),
        ({"one": {"target": []}}, ["no target"]),
        ({"one": {"type": "Note"}}, ["type is Note, not Annotation"]),
        ({"one": {"bodyValue": "x"}}, ["body and bodyValue"]),
        ({"one": {"body": {"type": "TextualBody"}}}, ["a TextualBody without one value"]),
        ({"one": {"body": {"type": "schema:Person"}}}, ["a resource whose id is None"]),
        ({"one": {"body": {"type": "SpecificResource"}}}, ["source is None"]),
        ({"one": {"motivation": "guessing"}}, ["motivation is guessing"]),
        ({"selector": {"type": "TextPositionSelector", "start": 0}}, ["TextPositionSelector without end"]),
        ({"selector": {"type": "TextPositionSelector", "start": -1, "end": True}}, 2),
        ({"selector": {"type": "WordSelector"}}, ["selector is a WordSelector"]),
    ],
)
def test_what_is_not_as_it_must_be_is_told(changed, told):
    second = {"id": "https://x/#2", "type": "AnnotationPage", "prev": "https://x/#1"}
    second |= {"@context": CONTEXT, "startIndex": 1, "items": ["https://x/2"]}

    found = list(of_collection(made(**changed), {"https://x/#2": second}.__getitem__))

    assert (found if isinstance(told, list) else len(found)) == told
