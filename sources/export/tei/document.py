"""An article, or a corpus of them, as TEI P5 (https://tei-c.org/guidelines/p5/), valid against tei_all.

A corpus is written as it is read: one article is in memory at a time, and what its articles name stands
once, before them, so that every id in the file is there once.
"""

import io
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from django.db.models import Prefetch
from lxml import etree

from sources.edition.models import Article, Corpus, EntityName, Topic
from sources.export.gathering import Whole, dates_of, entities_of, wholes
from sources.export.site import Site
from sources.export.tei import body, header, standoff
from sources.export.tei.elements import NAMESPACE, Element, Elements

MEDIA_TYPE = "application/tei+xml; charset=utf-8"
_AT_ONCE = 500  # entities or dates


def article(whole: Whole, site: Site) -> bytes:
    """Write one article."""
    written: bytes = etree.tostring(_tei(whole, site, is_alone=True), encoding="utf-8", xml_declaration=True)
    return written


def corpus(of: Corpus, address: str, site: Site) -> Iterator[bytes]:
    """Write a corpus piece by piece; ``address`` is the file's own."""
    file = io.BytesIO()
    make = Elements()
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{NAMESPACE}}}teiCorpus", nsmap={None: NAMESPACE}):
            topics = Topic.objects.filter(corpora__corpus=of)
            xml.write(header.corpus_header(make, of, topics, site, address))
            first, lists = _first(_shared(make, of, site))
            if first is not None:
                with xml.element(f"{{{NAMESPACE}}}standOff"):
                    for one in chain([first], lists):
                        xml.write(one)
                        xml.flush()
                        yield _taken(file)
            for whole in wholes(Article.objects.filter(corpus=of)):
                xml.write(_tei(whole, site, is_alone=False))
                xml.flush()
                yield _taken(file)
    yield _taken(file)


def _tei(whole: Whole, site: Site, *, is_alone: bool) -> Element:
    make = Elements()
    tei = make.root("TEI", xml_id=f"a-{whole.article.public_id}", xml_lang=whole.article.language)
    text = make.root("text")
    body.body(make, text, whole)
    beside = make.root("standOff")
    if is_alone:
        standoff.lists(make, beside, standoff.Named.of(whole), site)
    standoff.annotations(make, beside, whole, site)
    body.overlapping(make, beside, whole)
    body.former(make, beside, whole)
    header.article_header(make, tei, whole, site, is_alone=is_alone)
    tei.append(text)
    if len(beside):
        tei.append(beside)
    return tei


def _shared(make: Elements, of: Corpus, site: Site) -> Iterator[Element]:
    """Give lists of whom, what and when the articles of a corpus name, some hundred at a time."""
    names = Prefetch("names", queryset=EntityName.objects.defer("writers"))
    entities = entities_of(of).order_by("kind", "sort_name", "public_id")
    for some in _in_batches(entities.prefetch_related(names).iterator(chunk_size=_AT_ONCE)):
        yield from standoff.with_names(make, some, site)
    dates = dates_of(of)
    for days in _in_batches(dates.iterator(chunk_size=_AT_ONCE)):
        here = make.root("standOff")
        standoff.dates(make, here, days)
        yield from here


def _in_batches(rows: Iterable[standoff.Row]) -> Iterator[list[standoff.Row]]:
    rest = iter(rows)
    while some := list(islice(rest, _AT_ONCE)):
        yield some


def _first(parts: Iterator[Element]) -> tuple[Element | None, Iterator[Element]]:
    return next(parts, None), parts


def _taken(file: io.BytesIO) -> bytes:
    """Take what was written so far out of the file."""
    written = file.getvalue()
    file.seek(0)
    file.truncate()
    return written
