"""What machines ask for: whether the site is well, where to go and not to go, every address there is."""

from collections.abc import Iterator
from itertools import chain, islice

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from sources.edition.models import Article, Date, Entity
from sources.public import addresses
from sources.public.conditional import reading
from sources.public.frame import Frame, current
from sources.public.showing.citable import Address
from sources.public.showing.page import address_of

MOST_ADDRESSES = 50_000  # in one sitemap: https://www.sitemaps.org/protocol.html


def healthz(request: HttpRequest) -> HttpResponse:
    """Say which edition is served; only the edition is asked, for it is all that readers need."""
    try:
        frame = current()
    except DatabaseError:
        return HttpResponse("no edition\n", status=503, content_type="text/plain; charset=utf-8")
    body = f"ok edition {frame.number}\n"
    return HttpResponse(body, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


@reading()
def robots(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Ask robots to leave the search alone."""
    body = render_to_string("sources/robots.txt", {"sitemap": address_of(request).of("/sitemap.xml")})
    return HttpResponse(body, content_type="text/plain; charset=utf-8")


@reading(is_kept=False)
def sitemap(request: HttpRequest, frame: Frame) -> HttpResponseBase:
    """List the pages, the articles first; as many as the protocol allows, and say how many are left out."""
    return StreamingHttpResponse(
        _sitemap(address_of(request), frame), content_type="application/xml; charset=utf-8"
    )


def _sitemap(address: Address, frame: Frame) -> Iterator[str]:
    made_on = frame.made_on.isoformat() if frame.made_on else ""
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    paths = _paths(frame)
    for path in islice(paths, MOST_ADDRESSES):
        # Addresses are percent-encoded: no sign in them needs XML's escapes.
        yield f"<url><loc>{address.of(path)}</loc><lastmod>{made_on}</lastmod></url>\n"
    if left_out := sum(1 for _ in paths):
        yield f"<!-- {left_out} more addresses are left out: a sitemap may have {MOST_ADDRESSES}. -->\n"
    yield "</urlset>\n"


def _paths(frame: Frame) -> Iterator[str]:
    yield from ("/", "/about/", "/about/citing/", "/edition/")
    for corpus in frame.corpora:
        yield addresses.corpus(corpus.slug)
        yield from (addresses.entities(kind, corpus.slug) for kind in addresses.INDEXES)
        yield from (addresses.dates(corpus.slug), addresses.articles(corpus.slug))
    articles = Article.objects.values_list("public_id", "slug").iterator()
    entities = Entity.objects.values_list("kind", "public_id", "slug").iterator()
    dates = Date.objects.values_list("edtf", flat=True).iterator()
    yield from chain(
        (addresses.article(*row) for row in articles),
        (addresses.entity(*row) for row in entities),
        (addresses.date(row) for row in dates),
    )
