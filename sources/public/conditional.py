"""One way of answering for every public page: safe methods only, conditional, kept while it holds.

A page follows from its address and the edition alone. Its entity tag (RFC 9110 §8.8.3) is made of
both, so only who was given this very page can name it: a reader's copy is confirmed without looking
a single row up, and this process keeps the pages most asked for. Those two cost nobody anything; what is made
for a reader counts (``allowance``). ``If-None-Match: *`` asks whether
there is any page, which only the page itself can tell, and is answered with it. The answer to a
search is not kept: there is no end of them. A page that is kept reads no query, so no query is part
of what it is kept under.

What other programs take (files of data, feeds, the API) is shared: a page of another site may read it too
(Fetch §3.2, CORS), without credentials, which there are none of here.
"""

import hashlib
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial, wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import parse_qsl

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    HttpResponsePermanentRedirect,
    StreamingHttpResponse,
)
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.csrf import csrf_exempt

from sources.edition.asking import reader_of
from sources.edition.turns import BusyError
from sources.public.allowance import DEPOSIT, WHOLE, allowances, charged, efforts
from sources.public.at_once import KEPT
from sources.public.frame import Frame, current
from sources.public.showing.page import Page, address_of, show
from sources.public.turns import turns
from sources.public.wording import figure
from sources.search.passages import TooCostlyError

# Part of the minute in which what is withheld is gone everywhere; asking again costs a reader nothing.
CACHE_CONTROL = "public, max-age=20"
KEPT_BYTES = 32 * 1024 * 1024  # a worker's memory for pages: about 600 of the ordinary size
HEADERS = {
    "Cache-Control": CACHE_CONTROL,
}

SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag, Link, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
ASKED_BEFORE = {  # of a browser that asks first whether it may
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
BUSY = gettext_noop(
    "More are searching just now than this archive can answer at once. Ask again in a few seconds."
)
TOO_COSTLY = gettext_noop(
    "This search takes longer than two seconds and was given up; ask for rarer words, or within a facet."
)
# Read by programs alone, so in English.
READ_ONLY = "This archive is read with {}; it takes nothing in."

logger = logging.getLogger(__name__)

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Frame, P], HttpResponseBase]
Served = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a page is made of again; what is added to a response on its way out is not in it."""

    content: bytes
    headers: tuple[tuple[str, str], ...]


class KeptPages:
    """The pages asked for last, up to a number of bytes; safe between threads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._edition = ""
        self._pages: OrderedDict[str, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> HttpResponse | None:
        """Give a kept page as a new response, and count it as asked for."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            self._pages.move_to_end(key)
        return HttpResponse(page.content, headers=dict(page.headers))

    def keep(self, key: str, page: HttpResponse) -> None:
        """Keep a copy of a page; those not asked for longest make room."""
        kept = Kept(bytes(page.content), tuple(page.headers.items()))
        with self._lock:
            self._drop(key)
            self._pages[key] = kept
            self.size += len(kept.content)
            while self.size > self.limit:
                self._drop(next(iter(self._pages)))

    def turn_to(self, edition: str) -> None:
        """Forget the pages of every other edition: something in them may be withheld by now."""
        if edition != self._edition:
            self.clear()
            self._edition = edition

    def clear(self) -> None:
        """Forget every page."""
        with self._lock:
            self._pages.clear()
            self.size = 0

    def _drop(self, key: str) -> None:
        if (page := self._pages.pop(key, None)) is not None:
            self.size -= len(page.content)


kept_pages = KeptPages(KEPT_BYTES)


def too_much(seconds: int) -> str:
    """Say that more is asked than one reader may, and how long to wait."""
    return ngettext(
        "More was asked from your network than this archive can work out for one reader. "
        "Ask again in %(number)s second.",
        "More was asked from your network than this archive can work out for one reader. "
        "Ask again in %(number)s seconds.",
        seconds,
    ) % {"number": figure(seconds)}


def refused(request: HttpRequest, status: int, why: str) -> HttpResponse:
    """Say on a page of the site why this is not answered now; where the method is wrong, say nothing."""
    if status == 405:  # noqa: PLR2004 -- HTTP's own number
        return HttpResponse(status=status)
    frame = current()
    # Said most when there is least time to make it, so kept, and the same wherever it is said.
    key = f"{entity_tag(request, frame, '')} {status} {why}"
    response = kept_pages.get(key)
    if response is None:
        address = address_of(request)
        title = _("Come again in a moment") if status == 429 else _("Ask for less")  # noqa: PLR2004 -- HTTP's own number
        page = Page(frame=frame, address=address, path="/", title=title, is_indexed=False)
        response = show(page, "busy", why=why)
        kept_pages.keep(key, response)
    response.status_code = status
    return response


@dataclass(frozen=True, slots=True)
class Manner:
    """How a view is served: see ``reading``."""

    is_kept: bool
    is_shared: bool
    cost: int
    refuse: Callable[[HttpRequest, int, str], HttpResponse]
    canonical: Callable[[HttpRequest], str]

    @property
    def methods(self) -> tuple[str, ...]:
        """Give the methods that it answers to."""
        return ("GET", "HEAD", "OPTIONS") if self.is_shared else ("GET", "HEAD")

    def unread(self, request: HttpRequest) -> HttpResponse | None:
        """Answer what does not ask to read, and what asks otherwise than a link would; None for the rest."""
        if request.method in {"GET", "HEAD"}:
            path = self.canonical(request)
            return HttpResponsePermanentRedirect(path) if path else None
        allowed = ", ".join(self.methods)
        if request.method in self.methods:
            return HttpResponse(status=204, headers={"Allow": allowed, **ASKED_BEFORE})
        response = self.refuse(request, 405, READ_ONLY.format(allowed))
        response.headers["Allow"] = allowed
        return response

    def refused(self, request: HttpRequest, why: str, wait: int) -> HttpResponse:
        """Ask to come again."""
        response = self.refuse(request, 429, why)
        response.headers["Retry-After"] = str(wait)
        return response

    def made(self, request: HttpRequest, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        """Make what is not at hand yet, where its reader may ask for it: what is not kept in its turn."""
        whose, effort = reader_of(request), self._effort
        wait = self.cost and allowances.take(whose, self.cost, settings.RATE)
        if wait := wait or efforts.take(whose, DEPOSIT, effort):
            if not settings.PROXIES and "HTTP_X_FORWARDED_FOR" in request.META:
                _tell_of_proxies()
            return self.refused(request, too_much(wait), wait)
        with charged(whose, effort):
            return make() if self.is_kept else self._in_turn(request, make)

    @property
    def _effort(self) -> float:
        """Give the milliseconds of a minute that a reader may have worked out; 0 where they do not count."""
        return 0 if self.cost >= WHOLE else 1000 * settings.EFFORT

    def _in_turn(self, request: HttpRequest, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        try:
            with turns.taken():
                return make()
        except BusyError:
            return self.refused(request, _(BUSY), 5)
        except TooCostlyError:  # said, since a file or a dossier with nothing in it would be an answer
            return self.refuse(request, 400, _(TOO_COSTLY))


@lru_cache(maxsize=1)
def _tell_of_proxies() -> None:
    """Write once into the log that a proxy may be taken for a reader; nothing of who asked."""
    logger.error(
        "A reader was told to come again, and a proxy says for whom it asks, but ARCHIVE_PROXIES is 0: all "
        "who come by one proxy count as one reader. Set it to the number of proxies before this server."
    )


def reading(
    *,
    is_kept: bool = True,
    is_shared: bool = False,
    cost: int = 0,
    refuse: Callable[[HttpRequest, int, str], HttpResponse] = refused,
    canonical: Callable[[HttpRequest], str] = lambda _request: "",
) -> Callable[[View[P]], Served[P]]:
    """Serve a view as a page of the current edition, which it receives as its second argument.

    ``cost`` is what making it takes from what a reader may ask for; ``refuse`` makes the answer (with a
    status and a sentence) where something is not answered. ``canonical`` gives the address that should have
    been asked for, "" where it was (``asked_as``).
    """
    manner = Manner(is_kept, is_shared, cost, refuse, canonical)

    def decorate(view: View[P]) -> Served[P]:
        # Exempt because nothing is ever changed here: without it a POST would be answered 403, not 405.
        # The desk's style sheets draw with data: images; no page of the readers' does.
        @csrf_exempt
        @csp_replace({"img-src": [SELF], "require-trusted-types-for": ["'script'"]})
        @wraps(view)
        def served(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if (answer := manner.unread(request)) is not None:
                return _marked(answer, "", manner)
            frame = current()
            return _answered(request, frame, manner, partial(view, request, frame, *args, **kwargs))

        return cast("Served[P]", served)  # wraps() alone hides the signature that csrf_exempt kept

    return decorate


def _answered(
    request: HttpRequest, frame: Frame, manner: Manner, make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Confirm the reader's copy, or send the page: one that is kept, or made now."""
    if manner.is_kept:
        request.META[KEPT] = True
    kept_pages.turn_to(frame.mark)
    etag = entity_tag(request, frame, request.path if manner.is_kept else request.get_full_path())
    if etag in _known_tags(request):
        return _marked(HttpResponseNotModified(), etag, manner)
    if manner.is_kept and (page := kept_pages.get(etag)):
        return for_method(request, page)
    response = _marked(manner.made(request, make), etag, manner)
    if manner.is_kept and isinstance(response, HttpResponse) and response.status_code == 200:  # noqa: PLR2004 -- HTTP's own number
        kept_pages.keep(etag, response)
    return for_method(request, response)


def for_method(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Send to HEAD what GET would send, without the body (RFC 9110 §9.3.2).

    Django leaves this to the server, and gunicorn writes a warning for each such answer.
    """
    if request.method != "HEAD":
        return response
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = iter(())
    elif isinstance(response, HttpResponse):
        response.headers["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def asked_as(request: HttpRequest, pairs: Iterable[tuple[str, str]], path: str) -> str:
    """Give ``path`` where an address does not say these pairs, and only these, in this order; else "".

    So that whoever follows links, a robot or a cache before this server, meets one address for one thing.
    """
    said = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    return "" if said == list(pairs) else path


def entity_tag(request: HttpRequest, frame: Frame, path: str) -> str:
    """Name the page that an address has in this edition, on the site as it is addressed here."""
    named = "\0".join((frame.mark, address_of(request).base, path))
    return f'"{hashlib.sha256(named.encode()).hexdigest()[:32]}"'


def _known_tags(request: HttpRequest) -> set[str]:
    """Read the tags that the reader has; a proxy that compresses marks them as weak."""
    return {tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))}


def _marked(response: HttpResponseBase, etag: str, manner: Manner) -> HttpResponseBase:
    """Say how long the answer holds; what was not found may be there after the next edition."""
    if response.status_code in {200, 304}:
        response.headers["ETag"] = etag
    for name, value in (HEADERS | SHARED if manner.is_shared else HEADERS).items():
        response.headers[name] = value
    if "Retry-After" in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response
