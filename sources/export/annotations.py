"""All marks of articles as W3C Web Annotations (Data Model, 2017): one AnnotationCollection of one page.

A mention identifies (body: the entity, or the date in EDTF), a topic tags its passage, a quotation describes
who speaks, a claim classifies. Targets are the passages' own addresses, with a position in code points and a
quotation of the words, where the words may be shown. Nobody is named as an annotation's creator: an edition
does not say who marked what. Written piece by piece; ``total`` comes last. Where nothing is marked there is
no page, since none may be empty (§5.2).
"""

import json
from collections.abc import Iterable, Iterator, Sequence

from sources.edition.models import Appearance, Passage
from sources.export.annotation import CONTEXT, Json, of_claim
from sources.export.gathering import Whole
from sources.export.site import Site

AROUND = 32  # characters on either side of a quotation, so that it is found where it stands
_TYPES = {"person": "schema:Person", "place": "schema:Place", "organisation": "schema:Organization"}


def collection(address: str, label: str, articles: Iterable[Whole], site: Site) -> Iterator[str]:
    """Write the collection that has this address."""
    head = {
        "@context": list(CONTEXT),
        "id": address,
        "type": "AnnotationCollection",
        "label": label,
        "creator": {"type": "Organization", "name": site.name},
    }
    page = {"id": f"{address}#page-1", "type": "AnnotationPage", "partOf": address, "startIndex": 0}
    yield _opened(head)
    total = 0
    for whole in articles:
        for one in annotations(whole, address, site):
            yield ",\n" if total else f', "first": {_opened(page)}, "items": [\n'
            yield json.dumps(one, ensure_ascii=False)
            total += 1
    yield f'{"]}" if total else ""}, "total": {total}}}\n'


def _opened(part: Json) -> str:
    return json.dumps(part, ensure_ascii=False)[:-1]


def annotations(whole: Whole, address: str, site: Site) -> Iterator[Json]:
    """Give an article's annotations, passage by passage; ``address`` is that of the file they stand in."""
    article = whole.article
    for passage in whole.passages:
        source = site.of_passage(article.public_id, article.slug, passage.number)
        here = f"{address}#{passage.public_id}"
        for place, one in enumerate(whole.appearances.get(passage.pk, ()), start=1):
            target = _target(source, passage, one.start, one.end)
            yield _annotation(f"{here}-m{place}", "identifying", _named(one, site), target)
        for place, saying in enumerate(passage.sayings, start=1):
            target = _target(source, passage, saying[0], saying[1])
            yield _annotation(f"{here}-q{place}", "describing", _said(saying, site), target)
        for place, (slug, name) in enumerate(passage.topics, start=1):
            yield _annotation(f"{here}-t{place}", "tagging", _tag(slug, name, site), {"source": source})
        for claim in whole.claims.get(passage.pk, ()):
            yield of_claim(claim, claim.question, source, site.base, site.name)


def _annotation(identity: str, motivation: str, body: Json | list[Json], target: Json) -> Json:
    return {"id": identity, "type": "Annotation", "motivation": motivation, "body": body, "target": target}


def _target(source: str, passage: Passage, start: int | None, end: int | None) -> Json:
    if passage.text is None or start is None or end is None:
        return {"source": source}
    quote = {
        "type": "TextQuoteSelector",
        "exact": passage.text[start:end],
        "prefix": passage.text[max(0, start - AROUND) : start],
        "suffix": passage.text[end : end + AROUND],
    }
    return {
        "source": source,
        "selector": [{"type": "TextPositionSelector", "start": start, "end": end}, quote],
    }


def _named(one: Appearance, site: Site) -> Json | list[Json]:
    if one.entity is not None:
        entity = one.entity
        return _entity(entity.kind, entity.public_id, entity.slug, entity.name, site)
    assert one.date is not None  # noqa: S101 -- the database's own constraint on appearances
    return [
        {"type": "TextualBody", "value": one.date.edtf, "format": "text/plain", "purpose": "identifying"},
        {"type": "SpecificResource", "source": site.base + site.date(one.date.edtf)},
    ]


def _said(saying: Sequence[str], site: Site) -> Json | list[Json]:
    _start, _end, how, kind, public_id, slug, name = saying
    text = {"type": "TextualBody", "value": f"{name}, {how} speech", "format": "text/plain"}
    return [text, _entity(kind, public_id, slug, name, site)] if public_id else text


def _entity(kind: str, public_id: str, slug: str, name: str, site: Site) -> Json:
    address = site.of_entity(kind, public_id, slug)
    return {"id": address, "type": _TYPES[kind], "schema:name": name}


def _tag(slug: str, name: str, site: Site) -> list[Json]:
    return [
        {"type": "TextualBody", "value": name, "format": "text/plain", "purpose": "tagging"},
        {"type": "SpecificResource", "source": site.base + site.topic(slug), "purpose": "tagging"},
    ]
