"""An article, or a corpus of them, as TEI P5 (https://tei-c.org/guidelines/p5/), valid against tei_all.

A corpus is written as it is read: some articles are in memory at a time, and what its articles name stands
once, before them, so that every id in the file is there once.
"""

from collections.abc import Iterator

from django.db.models import Prefetch

from sources.edition.models import Article, Corpus, EntityName, Topic
from sources.export.gathering import Records, Whole, dates_of, entities_of, wholes
from sources.export.pieces import in_batches, in_pieces
from sources.export.site import Site
from sources.export.tei import body, header, standoff
from sources.export.tei.elements import DECLARATION, NAMESPACE, Elements

MEDIA_TYPE = "application/tei+xml; charset=utf-8"
_AT_ONCE = 500  # entities or dates


def article(whole: Whole, named: Records, site: Site) -> bytes:
    """Write one article with the records of whom and what it names."""
    return f"{DECLARATION}{_tei(whole, site, named)}".encode()


def corpus(of: Corpus, address: str, site: Site) -> Iterator[bytes]:
    """Write a corpus piece by piece; ``address`` is the file's own."""
    return (piece.encode() for piece in _in_parts(of, address, site))


def _in_parts(of: Corpus, address: str, site: Site) -> Iterator[str]:
    make = Elements()
    topics = Topic.objects.filter(corpora__corpus=of)
    told = header.corpus_header(make, of, topics, site, address).removesuffix("\n")
    begun = f'<teiHeader xmlns="{NAMESPACE}">{told.removeprefix("<teiHeader>")}'
    yield f'{DECLARATION}<teiCorpus xmlns="{NAMESPACE}">{begun}'
    yield from in_pieces(_rest(make, of, site))


def _rest(make: Elements, of: Corpus, site: Site) -> Iterator[str]:
    opened = "<standOff>"
    for some in _shared(make, of, site):
        yield f"{opened}{some}"
        opened = ""
    if not opened:
        yield "</standOff>"
    for whole in wholes(Article.objects.filter(corpus=of)):
        yield _tei(whole, site)
    yield "</teiCorpus>"


def _tei(whole: Whole, site: Site, named: Records | None = None) -> str:
    """Write an article; one that comes with the records of what it names stands alone."""
    make = Elements()
    begun = make.tag("TEI", xml_id=f"a-{whole.article.public_id}", xml_lang=whole.article.language)
    text = body.body(make, whole)
    beside = (
        standoff.lists(make, whole, named, site) if named else "",
        standoff.annotations(make, whole, site),
        body.overlapping(make, whole),
        body.former(make, whole),
    )
    told = header.article_header(make, whole, site, is_alone=named is not None)
    stand_off = f"<standOff>{''.join(beside)}</standOff>" if any(beside) else ""
    return f'<TEI xmlns="{NAMESPACE}"{begun.removeprefix("TEI")}>{told}<text>{text}</text>{stand_off}</TEI>'


def _shared(make: Elements, of: Corpus, site: Site) -> Iterator[str]:
    """Give lists of whom, what and when the articles of a corpus name, some hundred at a time."""
    names = Prefetch("names", queryset=EntityName.objects.defer("writers"))
    entities = entities_of(of).order_by("kind", "sort_name", "public_id")
    for some in in_batches(entities.prefetch_related(names).iterator(chunk_size=_AT_ONCE), _AT_ONCE):
        yield from standoff.with_names(make, some, site)
    for days in in_batches(dates_of(of).iterator(chunk_size=_AT_ONCE), _AT_ONCE):
        yield f'<list xmlns="{NAMESPACE}" type="dates">{"".join(standoff.dates(make, days))}</list>\n'
