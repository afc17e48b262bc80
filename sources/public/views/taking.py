"""Articles and the whole archive as files of data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from sources.cite.formats import RECORDS, TEXT
from sources.edition.models import Article, Corpus, Entity
from sources.export import annotation as web_annotation
from sources.export import annotations, geojson, zipping
from sources.export.gathering import Whole, records, wholes
from sources.export.pieces import in_pieces
from sources.export.published import package as packing
from sources.export.published.originals import missing, originals
from sources.export.published.package import Published
from sources.export.tables import files
from sources.export.tei import document as tei
from sources.public import addresses
from sources.public.allowance import ANSWER, WHOLE
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing.citable import format_name
from sources.public.showing.exported import published, site
from sources.public.showing.page import Page, address_of, show
from sources.public.views.errors import no_corpus, no_such
from sources.public.views.leading import instead_of_article
from sources.vocabulary import EntityKind


@dataclass(frozen=True, slots=True)
class Download:
    """A file that the page of data offers."""

    address: str
    name: str
    said: str  # what is in it


def _downloads() -> list[Download]:
    """Give the files of the whole archive."""
    return [
        Download(
            "/data/tables.zip", "CSV", _("thirteen tables with a data dictionary (Frictionless), zipped")
        ),
        Download("/data/archive.json", "JSON", _("the same tables in one file")),
        Download("/data/places.geojson", "GeoJSON", _("the places, for maps")),
    ]


def _endings() -> list[tuple[str, str, str]]:
    """Give what can be asked for at an address: its ending, the format, and whose address it may be."""
    cited = _("an article, a passage, a claim, a list, a search")
    return [
        *((f"cite.{fmt.ending}", format_name(fmt), cited) for fmt in (*RECORDS, TEXT)),
        (
            "cite.apa.txt, cite.apa.html",
            _("APA; so with chicago, chicago-author-date, mla, harvard"),
            _("the same"),
        ),
        ("article.tei.xml", "TEI P5", _("an article")),
        ("corpus.tei.xml", "TEI P5", _("a corpus")),
        ("annotations.json", "Web Annotations", _("an article, a corpus, a question")),
        ("claims.csv, claims.json, claims.jsonld", "CSV, JSON, schema.org", _("a question")),
        ("feed/", "Atom", _("a person, a place, an organisation, the sources, a search")),
    ]


def _whole(public_id: str) -> Whole | None:
    return next(wholes(Article.objects.filter(public_id=public_id)), None)


@reading(is_kept=False, is_shared=True, cost=ANSWER)
def article_tei(request: HttpRequest, frame: Frame, public_id: str) -> HttpResponseBase:
    """Send an article as TEI."""
    whole = _whole(public_id)
    if whole is None:
        return instead_of_article(request, frame, public_id, file="article.tei.xml")
    body = tei.article(whole, records(whole), site(frame, address_of(request)))
    name = f"{whole.article.slug.strip('-') or 'article'}-{public_id}.tei.xml"
    return HttpResponse(body, content_type=tei.MEDIA_TYPE, headers=_as_file(name))


@reading(is_kept=False, is_shared=True, cost=WHOLE)
def corpus_tei(request: HttpRequest, frame: Frame, slug: str) -> HttpResponseBase:
    """Send a corpus as TEI."""
    corpus = frame.corpus(slug)
    if corpus is None:
        return no_corpus(request, frame)
    where = site(frame, address_of(request))
    pieces = tei.corpus(corpus, where.base + addresses.corpus_file(slug, "corpus.tei.xml"), where)
    return StreamingHttpResponse(
        pieces, content_type=tei.MEDIA_TYPE, headers=_as_file(f"{slug}-edition-{frame.number}.tei.xml")
    )


@reading(is_kept=False, is_shared=True, cost=ANSWER)
def article_annotations(request: HttpRequest, frame: Frame, public_id: str) -> HttpResponseBase:
    """Send an article's marks as Web Annotations."""
    whole = _whole(public_id)
    if whole is None:
        return instead_of_article(request, frame, public_id, file="annotations.json")
    path = addresses.article_data(public_id, "annotations.json")
    return _annotations(request, frame, path, whole.article.title, iter([whole]))


@reading(is_kept=False, is_shared=True, cost=WHOLE)
def corpus_annotations(request: HttpRequest, frame: Frame, slug: str) -> HttpResponseBase:
    """Send the marks of a corpus as Web Annotations."""
    corpus = frame.corpus(slug)
    if corpus is None:
        return no_corpus(request, frame)
    path = addresses.corpus_file(slug, "annotations.json")
    return _annotations(request, frame, path, corpus.title, wholes(Article.objects.filter(corpus=corpus)))


def _annotations(
    request: HttpRequest, frame: Frame, path: str, label: str, articles: Iterator[Whole]
) -> HttpResponseBase:
    where = site(frame, address_of(request))
    name = path.strip("/").removeprefix("a/").removeprefix("c/").replace("/", "-")
    return StreamingHttpResponse(
        in_pieces(annotations.collection(where.base + path, label, articles, where)),
        content_type=web_annotation.MEDIA_TYPE,
        headers=_as_file(name),
    )


@reading(is_kept=False, is_shared=True, cost=WHOLE)
def tables(request: HttpRequest, frame: Frame) -> StreamingHttpResponse:
    """Send everything as tables with their data dictionary."""
    where = site(frame, address_of(request))
    return StreamingHttpResponse(
        files.zipped(where, _licences(frame)),
        content_type=zipping.MEDIA_TYPE,
        headers=_as_file(f"tables-edition-{frame.number}.zip"),
    )


@reading(is_kept=False, is_shared=True, cost=WHOLE)
def everything(request: HttpRequest, frame: Frame) -> StreamingHttpResponse:
    """Send everything as one JSON."""
    where = site(frame, address_of(request))
    return StreamingHttpResponse(
        files.as_json(where, _licences(frame)),
        content_type="application/json",
        headers=_as_file(f"edition-{frame.number}.json"),
    )


@reading(is_kept=False, is_shared=True, cost=WHOLE)
def places(request: HttpRequest, frame: Frame) -> StreamingHttpResponse:
    """Send every place as GeoJSON."""
    rows = Entity.objects.filter(kind=EntityKind.PLACE).iterator(chunk_size=1000)
    return StreamingHttpResponse(
        in_pieces(geojson.collection(rows, site(frame, address_of(request)))),
        content_type=geojson.MEDIA_TYPE,
        headers=_as_file(f"places-edition-{frame.number}.geojson"),
    )


@reading(is_kept=False, is_shared=True, cost=WHOLE)
def package(request: HttpRequest, frame: Frame, slug: str) -> HttpResponseBase:
    """Send a corpus as published, in one zip."""
    corpus = frame.corpus(slug)
    if corpus is None:
        return no_corpus(request, frame)
    return _sent(published(frame, address_of(request), corpus), packing.package, "package")


@reading(is_kept=False, is_shared=True, cost=WHOLE)
def bag(request: HttpRequest, frame: Frame, slug: str) -> HttpResponseBase:
    """Send a corpus with the originals that may be handed on, as a BagIt bag."""
    corpus = frame.corpus(slug)
    if corpus is None:
        return no_corpus(request, frame)
    if missing(originals(corpus)):
        kept_elsewhere = _("The files as received are kept on another machine, not here.")
        return no_such(request, frame, what=kept_elsewhere)
    return _sent(published(frame, address_of(request), corpus), packing.bagged, "bag")


def _sent(of: Published, files: Callable[[Published], zipping.Files], name: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        zipping.zipped(files(of), of.site.made_on),
        content_type=zipping.MEDIA_TYPE,
        headers=_as_file(f"{of.folder}-{name}.zip"),
    )


def _licences(frame: Frame) -> list[str]:
    return sorted({corpus.licence for corpus in frame.corpora})


@reading()
def data(request: HttpRequest, frame: Frame) -> HttpResponse:
    """List what can be taken, and say how the data are cited."""
    page = Page(
        frame=frame,
        address=address_of(request),
        path="/data/",
        title=_("Take the data"),
        description=_("Everything that %(site)s publishes, as files, with licence and edition.")
        % {"site": frame.site},
    )
    return show(
        page,
        "data",
        whole=_downloads(),
        endings=_endings(),
        corpora=[(one, _of_corpus(one)) for one in frame.corpora],
    )


def _of_corpus(corpus: Corpus) -> list[Download]:
    tei_of = addresses.corpus_file(corpus.slug, "corpus.tei.xml")
    marks = addresses.corpus_file(corpus.slug, "annotations.json")
    return [
        Download(tei_of, "TEI P5", _("texts, whom and what they name, and where; one XML file")),
        Download(marks, "Web Annotations", _("every mark with its words and their place (W3C, JSON-LD)")),
        Download(
            addresses.corpus_file(corpus.slug, "package.zip"),
            _("Package"),
            _("tables, texts, TEI, annotations and citations of this corpus in one zip"),
        ),
        Download(
            addresses.corpus_file(corpus.slug, "bag.zip"),
            _("BagIt bag"),
            _("the same with the files as received that may be handed on, and the digests of all (RFC 8493)"),
        ),
    ]


def _as_file(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
