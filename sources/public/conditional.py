"""One way of answering for every public page: safe methods only, conditional, kept while it holds.

A page follows from its address and the edition alone (RFC 9110 §13: the entity tag is the
edition's digest and the mark of the pages), so a reader's copy is confirmed without looking a
single row up, and this process keeps the pages most asked for. The answer to a search is not kept:
there is no end of them.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseNotModified,
)
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from sources.public.frame import Frame, current

CACHE_CONTROL = "public, max-age=60"
KEPT_BYTES = 32 * 1024 * 1024  # a worker's memory for pages: about 600 of the ordinary size

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Frame, P], HttpResponseBase]
Served = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class KeptPages:
    """The pages asked for last, up to a number of bytes; safe between threads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._pages: OrderedDict[tuple[str, ...], HttpResponse] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, ...]) -> HttpResponse | None:
        """Give a kept page as a new response, and count it as asked for."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            self._pages.move_to_end(key)
        return HttpResponse(page.content, status=page.status_code, headers=dict(page.headers))

    def keep(self, key: tuple[str, ...], page: HttpResponse) -> None:
        """Keep a page; those not asked for longest make room."""
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self.size += len(page.content)
            while self.size > self.limit:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        """Forget every page."""
        with self._lock:
            self._pages.clear()
            self.size = 0

    def _drop(self, key: tuple[str, ...]) -> None:
        if (page := self._pages.pop(key, None)) is not None:
            self.size -= len(page.content)


kept_pages = KeptPages(KEPT_BYTES)


def reading(*, is_kept: bool = True) -> Callable[[View[P]], Served[P]]:
    """Serve a view as a page of the current edition, which it receives as its second argument."""

    def decorate(view: View[P]) -> Served[P]:
        # Exempt because nothing is ever changed here: without it a POST would be answered 403, not 405.
        @csrf_exempt
        @wraps(view)
        def served(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method not in {"GET", "HEAD"}:
                return HttpResponseNotAllowed(["GET", "HEAD"])
            frame = current()
            etag = f'"{frame.mark}"'
            if isinstance(get_conditional_response(request, etag=etag), HttpResponseNotModified):
                return _marked(HttpResponseNotModified(), etag)
            key = (frame.mark, request.scheme or "", request.get_host(), request.get_full_path())
            if is_kept and (page := kept_pages.get(key)):
                return page
            response = _marked(view(request, frame, *args, **kwargs), etag)
            if is_kept and isinstance(response, HttpResponse) and response.status_code == 200:  # noqa: PLR2004 -- HTTP's own number
                kept_pages.keep(key, response)
            return response

        return cast("Served[P]", served)  # wraps() alone hides the signature that csrf_exempt kept

    return decorate


def _marked(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """Say how long the answer holds; what was not found may be there after the next edition."""
    if response.status_code in {200, 304}:
        response.headers["ETag"] = etag
    response.headers["Cache-Control"] = CACHE_CONTROL
    return response
