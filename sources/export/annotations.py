"""All marks of articles as W3C Web Annotations (Data Model, 2017): one AnnotationCollection of one page.

A mention identifies (body: the entity, or the date in EDTF), a topic tags its passage, a quotation describes
who speaks, a claim classifies. Targets are the passages' own addresses, with a position in code points and a
quotation of the words, where the words may be shown. Nobody is named as an annotation's creator: an edition
does not say who marked what. Written piece by piece; ``total`` comes last. Where nothing is marked there is
no page, since none may be empty (§5.2).
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from sources.export.annotation import CONTEXT, Json, of_claim
from sources.export.gathering import Line, Mention, Who, Whole
from sources.export.site import Site

AROUND: Final = 32  # characters on either side of a quotation, so that it is found where it stands
_TYPES: Final = {"person": "schema:Person", "place": "schema:Place", "organisation": "schema:Organization"}
_MOST_KNOWN: Final = 10_000
_written: Final = json.JSONEncoder(ensure_ascii=False).encode  # made once: making it costs more than a word


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
    writing = Writing(address, site)
    for whole in articles:
        for one in writing.annotations(whole):
            yield f",\n{one}" if total else f', "first": {_opened(page)}, "items": [\n{one}'
            total += 1
    yield f'{"]}" if total else ""}, "total": {total}}}\n'


def _opened(part: Json) -> str:
    return _written(part)[:-1]


@dataclass(slots=True)
class Writing:
    """Writes annotations into the file with this address.

    What is said of an entity or a date is the same wherever it is named, so that is written once and kept,
    until many are; nothing else is said in dictionaries first, which would take most of the time.
    """

    address: str
    site: Site
    known: dict[Who | str, str] = field(default_factory=dict)

    def annotations(self, whole: Whole) -> Iterator[str]:
        """Give an article's annotations, passage by passage."""
        article = whole.article
        if len(self.known) > _MOST_KNOWN:
            self.known.clear()
        for line in whole.passages:
            if line.mentions or line.sayings or line.topics or line.claims:
                source = self.site.of_passage(article.public_id, article.slug, line.number)
                yield from self._of_passage(line, source)

    def _of_passage(self, line: Line, source: str) -> Iterator[str]:
        here, there = f"{self.address}#{line.public_id}", _written(source)
        for place, one in enumerate(line.mentions, start=1):
            target = _target(there, line.text, one.start, one.end)
            yield _annotation(f"{here}-m{place}", "identifying", self._named(one), target)
        for place, saying in enumerate(line.sayings, start=1):
            target = _target(there, line.text, saying[0], saying[1])
            yield _annotation(f"{here}-q{place}", "describing", _written(self._said(saying)), target)
        for place, (slug, name) in enumerate(line.topics, start=1):
            tag = _written(_tag(slug, name, self.site))
            yield _annotation(f"{here}-t{place}", "tagging", tag, f'{{"source": {there}}}')
        for claim in line.claims:
            yield _written(of_claim(claim, claim.question, source, self.site.base, self.site.name))

    def _named(self, one: Mention) -> str:
        what = one.entity or one.edtf
        if what not in self.known:
            said = _entity(one.entity, self.site) if one.entity else _date(one.edtf, self.site)
            self.known[what] = _written(said)
        return self.known[what]

    def _said(self, saying: Sequence[str]) -> Json | list[Json]:
        _start, _end, how, kind, public_id, slug, name = saying
        text = {"type": "TextualBody", "value": f"{name}, {how} speech", "format": "text/plain"}
        return [text, _entity(Who(kind, public_id, slug, name), self.site)] if public_id else text


def _annotation(identity: str, motivation: str, body: str, target: str) -> str:
    """Put written parts together; ``identity`` is an address, which is written still."""
    return (
        f'{{"id": {_written(identity)}, "type": "Annotation", "motivation": "{motivation}",'
        f' "body": {body}, "target": {target}}}'
    )


def _target(source: str, text: str | None, start: int | None, end: int | None) -> str:
    """Write where it stands: on which characters, and which these are, where they may be shown."""
    if text is None or start is None or end is None:
        return f'{{"source": {source}}}'
    return (
        f'{{"source": {source}, "selector": ['
        f'{{"type": "TextPositionSelector", "start": {start}, "end": {end}}}, '
        f'{{"type": "TextQuoteSelector", "exact": {_written(text[start:end])},'
        f' "prefix": {_written(text[max(0, start - AROUND) : start])},'
        f' "suffix": {_written(text[end : end + AROUND])}}}]}}'
    )


def _entity(who: Who, site: Site) -> Json:
    address = site.of_entity(who.kind, who.public_id, who.slug)
    return {"id": address, "type": _TYPES[who.kind], "schema:name": who.name}


def _date(edtf: str, site: Site) -> list[Json]:
    return [
        {"type": "TextualBody", "value": edtf, "format": "text/plain", "purpose": "identifying"},
        {"type": "SpecificResource", "source": site.base + site.date(edtf)},
    ]


def _tag(slug: str, name: str, site: Site) -> list[Json]:
    return [
        {"type": "TextualBody", "value": name, "format": "text/plain", "purpose": "tagging"},
        {"type": "SpecificResource", "source": site.base + site.topic(slug), "purpose": "tagging"},
    ]
