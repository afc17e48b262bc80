"""Atom feeds (RFC 4287): new articles, corrections, the passages that name somebody, those of a search.

Every entry's id is its permanent address, which knows no title. What is new is what readers had first with
the latest edition: ``published`` is when they had it, ``updated`` since when it is as it is. A correction
bears its day, at its first second; one of which no day is known the edition's.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.db.models.query import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from sources.edition.models import Appearance, Article, Passage, Revision, Since
from sources.public import addresses, wording
from sources.public.allowance import ANSWER
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing.citable import Address
from sources.public.showing.found import Asked
from sources.public.showing.naming import named
from sources.public.showing.page import address_of
from sources.public.views import entities
from sources.public.views.errors import no_corpus, nobody
from sources.public.views.search import find

MOST_ENTRIES = 50
# What XML 1.0 §2.2 has no place for; a captured text may hold it.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LENGTH = 300  # characters of a passage that an entry shows


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    title: str
    id: str
    address: str
    published: str
    updated: str
    summary: str
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says of itself."""

    title: str
    path: str
    about: str  # the page that the feed belongs to
    entries: Sequence[Entry]


@reading(is_shared=True)
def articles(request: HttpRequest, frame: Frame, corpus: str = "") -> HttpResponse:
    """Send the newest articles, of one corpus or of all: those that came last first."""
    found = frame.corpus(corpus) if corpus else None
    if corpus and found is None:
        return no_corpus(request, frame)
    # In the narrow table of when each came, in which articles sort as they are read (edition/numbers.py).
    copies = Article.objects.filter(copy_of__isnull=False).order_by().values("pk")
    came = Since.objects.filter(article__isnull=False).exclude(article__in=copies)
    came = came.filter(corpus=found.slug) if found else came
    newest = came.order_by("-first_at", "-article").values("article")[:MOST_ENTRIES]
    rows = Article.objects.filter(pk__in=newest).select_related("since")
    rows = rows.order_by("-since__first_at", "-position")
    title = _("%(corpus)s: sources") % {"corpus": found.title if found else frame.site}
    entries = [_article(row, frame, address_of(request)) for row in rows]
    path = f"{addresses.articles(corpus)}feed/"
    return _atom(
        request, frame, Feed(title=title, path=path, about=addresses.articles(corpus), entries=entries)
    )


@reading(is_shared=True)
def corrections(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Send the corrections made last, with the reason given."""
    rows = Revision.objects.filter(number__gt=1, passage__article__isnull=False)
    rows = rows.select_related("passage__article").order_by("-made_on", "-pk")
    address = address_of(request)
    entries = [_correction(row, frame, address) for row in rows[:MOST_ENTRIES]]
    title = _("%(site)s: corrections") % {"site": frame.site}
    return _atom(
        request, frame, Feed(title=title, path="/corrections/feed/", about="/articles/", entries=entries)
    )


@reading(is_shared=True)
def entity(request: HttpRequest, frame: Frame, kind: str, public_id: str) -> HttpResponse:
    """Send the passages that name somebody, those that came last first."""
    found = entities.find(kind, public_id, "feed/")
    if found is None:
        return nobody(request, frame, kind)
    if isinstance(found, HttpResponse):
        return found
    naming = Appearance.objects.filter(entity=found, in_copy=False)
    # By articles: to put every passage of somebody who is named everywhere in order takes seconds.
    newest = Article.objects.filter(pk__in=naming.values("article")).order_by("-since__first_at", "-position")
    articles = list(newest.values_list("pk", flat=True)[:MOST_ENTRIES])
    rows = _newest(Passage.objects.filter(pk__in=naming.filter(article__in=articles).values("passage")))
    address = address_of(request)
    about = addresses.entity(kind, public_id, found.slug)
    return _atom(
        request,
        frame,
        Feed(
            title=f"{found.name} · {frame.site}",
            path=f"/{kind}/{public_id}/feed/",
            about=about,
            entries=list(_passages(rows, frame, address)),
        ),
    )


@reading(is_kept=False, is_shared=True, cost=ANSWER)
def search(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Send the passages that a search finds."""
    asked = Asked.of(request.GET)
    rows = _newest(Passage.objects.filter(pk__in=find(asked).ids))
    entries = list(_passages(rows, frame, address_of(request)))
    title = _("Search: %(words)s · %(site)s") % {"words": asked.text, "site": frame.site}
    path, about = asked.address("feed/"), asked.address()
    return _atom(request, frame, Feed(title=title, path=path, about=about, entries=entries))


def _newest(rows: QuerySet[Passage]) -> QuerySet[Passage]:
    """Give the passages of the articles that came last; of one edition those published last."""
    rows = rows.select_related("article__since").defer("marks", "beside", "topics", "claims", "sayings")
    return rows.order_by("-article__since__first_at", "-pk")[:MOST_ENTRIES]


def _atom(request: HttpRequest, frame: Frame, feed: Feed) -> HttpResponse:
    updated = max((entry.updated for entry in feed.entries), default=_made(frame))
    body = render_to_string(
        "sources/feed.xml",
        {"feed": feed, "site": frame.site, "base": address_of(request).base, "updated": updated},
    )
    legal = _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", body)
    return HttpResponse(legal, content_type="application/atom+xml; charset=utf-8")


def _article(row: Article, frame: Frame, address: Address) -> Entry:
    return Entry(
        title=row.title,
        id=address.of(f"/a/{row.public_id}/"),
        address=address.of(addresses.article(row.public_id, row.slug)),
        published=row.since.first_at,
        updated=row.since.changed_at,
        summary=_("%(source)s, %(published)s. %(passages)s.")
        % {
            "source": named(row).name,
            "published": row.published_words or _("undated"),
            "passages": wording.count(row.passage_count, "passage"),
        },
        author=row.byline or row.publication or frame.site,
    )


def _correction(row: Revision, frame: Frame, address: Address) -> Entry:
    article = row.passage.article
    if article is None:
        raise ValueError(f"Revision {row} was asked for with its article and has none.")
    path = addresses.passage(article.public_id, article.slug, row.passage.number)
    made = datetime.combine(row.made_on, time(), UTC).isoformat() if row.made_on else _made(frame)
    return Entry(
        title=_("Passage %(number)s of “%(title)s”, corrected")
        % {"number": row.passage.number, "title": article.title},
        id=address.of(f"/a/{article.public_id}/{row.passage.number}/#revision-{row.number}"),
        address=f"{address.of(path)}#revision-{row.number}",
        published=made,
        updated=made,
        summary=wording.reason_given(row.reason) or _("Corrected."),
        author=frame.site,
    )


def _passages(rows: Iterable[Passage], frame: Frame, address: Address) -> Iterable[Entry]:
    for row in rows:
        if row.article is None:
            continue
        source = named(row.article)
        text = row.text or _("The words are not held here.")
        yield Entry(
            title=_("%(source)s, %(published)s ¶%(number)s")
            % {
                "source": source.name,
                "published": source.published or _("undated"),
                "number": row.number,
            },
            id=address.of(f"/a/{row.article.public_id}/{row.number}/"),
            address=address.of(addresses.passage(row.article.public_id, row.article.slug, row.number)),
            published=row.article.since.first_at,
            updated=row.article.since.changed_at,
            summary=text if len(text) <= LENGTH else text[:LENGTH].rpartition(" ")[0] + " …",
            author=row.article.byline or row.article.publication or frame.site,
        )


def _made(frame: Frame) -> str:
    return frame.facts.get("made_at", "")
