"""Answers that are known already, given before Django is asked.

A page follows from its address and the edition alone (``conditional``), and what the middleware adds to it
follows from the settings. So the whole answer, status and headers included, is the same until another
edition is current, and most of the time that Django takes over a kept page goes into finding that out
again. This layer stands round the WSGI application (PEP 3333), keeps the answers of the pages that say
that they may be kept, and gives them again: to the same host by the same scheme, without query or cookie.
It makes no answer of its own, so nothing can be in one that Django did not put there.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.http import parse_etags

from sources.edition.middleware import answering_state

KEPT_BYTES = 32 * 1024 * 1024  # the same bytes as ``conditional`` keeps, where both have a page
KEPT = "sourcebook.kept"  # put into the request's environment by a page that may be kept
ROUGHLY = 1024  # bytes that an answer takes besides its body

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
# Whatever else of a request an answer follows from: the address that links on the page begin with.
_ASKED = ("wsgi.url_scheme", "HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "HTTP_X_FORWARDED_PROTO", "PATH_INFO")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, as it went out."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    etag: str


class AtOnce:
    """Stands round the application and answers what it knows; safe between threads."""

    def __init__(self, application: Application, limit: int = KEPT_BYTES) -> None:
        self._application = application
        self._limit = limit
        self._size = 0
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._edition: tuple[int, int] | None = None
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        """Answer at once where the answer is known, else ask and keep what may be kept."""
        if not _is_plain(environ) or (edition := answering_state()) is None:
            return self._application(environ, start_response)
        key = tuple([environ.get(name, "") for name in _ASKED])
        answer = self._known(edition, key, environ.get("HTTP_IF_NONE_MATCH", ""))
        if answer is not None:
            start_response(answer.status, list(answer.headers))
            return [answer.body]
        return self._asked(environ, start_response, key, edition)

    def _known(self, edition: tuple[int, int], key: Key, known_tags: str) -> Answer | None:
        with self._lock:
            if self._edition != edition:
                self._answers.clear()
                self._size, self._edition = 0, edition
            whole = self._answers.get((*key, "200"))
            unchanged = self._answers.get((*key, "304")) if known_tags else None
            if whole is not None:
                self._answers.move_to_end((*key, "200"))
        if not known_tags:
            return whole
        tags = {tag.removeprefix("W/") for tag in parse_etags(known_tags)}
        if unchanged is not None and unchanged.etag in tags:
            return unchanged
        # What was not asked for by these tags before is for the page itself to say.
        return whole if whole is not None and "*" not in tags and whole.etag not in tags else None

    def _asked(
        self, environ: Environ, start_response: Start, key: Key, edition: tuple[int, int]
    ) -> Iterable[bytes]:
        started: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], *more: object) -> Any:  # noqa: ANN401 -- WSGI's write()
            started[:] = [status, headers]
            return start_response(status, headers, *more)

        response = self._application(environ, start)
        if environ.get(KEPT) and started and not getattr(response, "streaming", True):
            status, headers = started
            # Only an edition that was current before and after has made the page.
            if status[:3] in ("200", "304") and answering_state() == edition:
                etag = next((value for name, value in headers if name == "ETag"), "")
                self._keep((*key, status[:3]), Answer(status, list(headers), b"".join(response), etag))
        return response

    def _keep(self, key: Key, answer: Answer) -> None:
        with self._lock:
            self._drop(key)
            self._answers[key] = answer
            self._size += len(answer.body) + ROUGHLY
            while self._size > self._limit:
                self._drop(next(iter(self._answers)))

    def _drop(self, key: Key) -> None:
        if (answer := self._answers.pop(key, None)) is not None:
            self._size -= len(answer.body) + ROUGHLY


def _is_plain(environ: Environ) -> bool:
    return (
        environ["REQUEST_METHOD"] == "GET"
        and not environ.get("QUERY_STRING")
        and not environ.get("HTTP_COOKIE")
        and not environ.get("HTTP_RANGE")
    )
