"""What machines ask for: whether the site is well, where to go and not to go, every address there is."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import chain, islice

from django.conf import settings
from django.db import DatabaseError
from django.db.models.query import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone

from sources.edition.models import Article, Date, Entity, Origin, Question, Topic
from sources.edition.swap import noted_digest
from sources.public import addresses
from sources.public.allowance import ANSWER
from sources.public.conditional import reading
from sources.public.frame import Frame, current, file_of
from sources.public.showing.citable import Address
from sources.public.showing.page import address_of
from sources.public.views.errors import no_such

MOST_ADDRESSES = 50_000  # in one sitemap: https://www.sitemaps.org/protocol.html


def healthz(request: HttpRequest) -> HttpResponse:
    """Say which edition is served; only the edition is asked, for it is all that readers need."""
    try:
        frame = current()
    except DatabaseError:
        return HttpResponse("no edition\n", status=503, content_type="text/plain; charset=utf-8")
    body = f"ok edition {frame.number}\n"
    return HttpResponse(body, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


@reading(is_kept=False, is_shared=True)
def archive_head(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Say how far the record of acts goes and which edition stands: ``verify --anchor`` compares with it.

    Whoever keeps this somewhere else can prove later that nothing before it was changed or taken away.
    """
    facts = {
        "edition": int(frame.number),
        "made_at": frame.facts["made_at"],
        "edition_digest": frame.digest,
        "edition_sha256": noted_digest(file_of(frame)) or None,
        "acts": int(frame.facts["log_acts"]),
        "head": frame.facts["log_head"],
    }
    return JsonResponse(facts, json_dumps_params={"indent": 2})


def security(request: HttpRequest) -> HttpResponse:
    """Say to whom a weakness is told (RFC 9116); nobody, where the owner named no address."""
    try:
        contact = current().contact
    except DatabaseError:  # nothing is published yet
        contact = settings.CONTACT
    if not contact:
        raise Http404("This archive names nobody.")
    # A year, as the standard asks: from the day of asking, since nothing here goes stale by itself.
    expires = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=365)
    body = f"Contact: mailto:{contact}\nExpires: {expires.isoformat()}\nPreferred-Languages: en\n"
    return HttpResponse(body, content_type="text/plain; charset=utf-8")


def favicon(request: HttpRequest) -> HttpResponse:
    """Lead browsers that ask at the root of the site, whatever a page says, to its icon."""
    return HttpResponseRedirect(static("icon.svg"), headers={"Cache-Control": "public, max-age=86400"})


@reading()
def robots(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Ask robots to leave alone what has no end: searches, choices, comparisons of any two."""
    body = render_to_string("sources/robots.txt", {"sitemap": address_of(request).of("/sitemap.xml")})
    return HttpResponse(body, content_type="text/plain; charset=utf-8")


@reading()
def sitemap(request: HttpRequest, frame: Frame) -> HttpResponse:
    """List the parts of the sitemap: each has as many addresses as the protocol allows."""
    address, made_on = address_of(request), _made_on(frame)
    parts = -(-_number_of_paths(frame) // MOST_ADDRESSES)
    lines = (
        f"<sitemap><loc>{address.of(f'/sitemap/{number}.xml')}</loc><lastmod>{made_on}</lastmod></sitemap>"
        for number in range(1, parts + 1)
    )
    body = "\n".join([_BEGIN.format("sitemapindex"), *lines, "</sitemapindex>\n"])
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


@reading(is_kept=False, cost=ANSWER)
def sitemap_part(request: HttpRequest, frame: Frame, number: int) -> HttpResponseBase:
    """List one part of the site's addresses, the articles first."""
    paths = islice(_paths(frame), (number - 1) * MOST_ADDRESSES, number * MOST_ADDRESSES)
    first = next(paths, None)
    if first is None:
        return no_such(request, frame, what="The sitemap has no such part.")
    return StreamingHttpResponse(
        _addresses(address_of(request), frame, chain([first], paths)),
        content_type="application/xml; charset=utf-8",
    )


_BEGIN = '<?xml version="1.0" encoding="utf-8"?>\n<{} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'


def _made_on(frame: Frame) -> str:
    return frame.made_on.isoformat() if frame.made_on else ""


def _addresses(address: Address, frame: Frame, paths: Iterable[tuple[str, str]]) -> Iterator[str]:
    made_on = _made_on(frame)
    yield _BEGIN.format("urlset") + "\n"
    for path, changed_on in paths:
        # Addresses are percent-encoded: no sign in them needs XML's escapes.
        lastmod = changed_on or made_on
        yield f"<url><loc>{address.of(path)}</loc><lastmod>{lastmod}</lastmod></url>\n"
    yield "</urlset>\n"


def _paths(frame: Frame) -> Iterator[tuple[str, str]]:
    """Give every address, and since when its page is so, where that is known; else since this edition."""
    articles = Article.objects.values_list("public_id", "slug", "since__changed_at").iterator()
    yield from ((path, "") for path in _of_lists(frame))
    yield from ((addresses.article(*row), changed_at[:10]) for *row, changed_at in articles)
    yield from ((path, "") for path in _of_names())


def _number_of_paths(frame: Frame) -> int:
    """Count what ``_paths`` gives, without making any of it."""
    tables = (
        Article.objects,
        _open_entities(),
        Topic.objects,
        Question.objects,
        Origin.objects,
        Date.objects,
    )
    return sum(1 for _ in _of_lists(frame)) + sum(rows.count() for rows in tables)


def _open_entities() -> QuerySet[Entity]:
    return Entity.objects.filter(is_private=False)


def _of_lists(frame: Frame) -> Iterator[str]:
    yield from (
        "/",
        "/about/",
        "/about/citing/",
        "/about/searching/",
        "/about/report/",
        "/edition/",
        "/data/",
        "/data/api/",
    )
    yield from (one.address for one in frame.pages.values())
    for corpus in frame.corpora:
        yield addresses.corpus(corpus.slug)
        yield from (addresses.entities(kind, corpus.slug) for kind in addresses.INDEXES)
        yield from (addresses.origins(kind, corpus.slug) for kind in addresses.ORIGINS)
        yield from (
            addresses.dates(corpus.slug),
            addresses.articles(corpus.slug),
            addresses.topics(corpus.slug),
        )


def _of_names() -> Iterator[str]:
    entities = _open_entities().values_list("kind", "public_id", "slug").iterator()
    dates = Date.objects.values_list("edtf", flat=True).iterator()
    topics = Topic.objects.values_list("slug", flat=True).iterator()
    questions = Question.objects.values_list("slug", flat=True).iterator()
    origins = Origin.objects.values_list("kind", "public_id", "slug").iterator()
    yield from chain(
        (addresses.entity(*row) for row in entities),
        (addresses.topic(row) for row in topics),
        (addresses.account(row) for row in questions),
        (addresses.origin(*row) for row in origins),
        (addresses.date(row) for row in dates),
    )
