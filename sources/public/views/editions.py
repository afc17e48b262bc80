"""The current edition for other machines that serve it: what it is, and its file, whole or in parts.

Never kept by anything in between: whoever is told of an edition must be told of the newest, and a file
that is recalled must not be had from a cache.
"""

import hmac
import re
from collections.abc import Callable, Iterator
from functools import wraps
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    JsonResponse,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from sources.edition import closure
from sources.edition.models import Predecessor
from sources.edition.swap import noted_digest
from sources.public.conditional import HEADERS, for_method
from sources.public.frame import current, file_of

PIECE = 256 << 10
MEDIA_TYPE = "application/vnd.sqlite3"
_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{1,15})?")

View = Callable[..., HttpResponseBase]


def _for_machines(view: View) -> View:
    """Serve to whoever has the token, where there is one; kept by nobody."""

    @csrf_exempt
    @wraps(view)
    def served(request: HttpRequest, **named: str) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = view(request, **named) if _has_token(request) else _unknown()
        for name, value in (HEADERS | {"Cache-Control": "no-store"}).items():
            response.headers[name] = value
        return for_method(request, response)

    return served


def _has_token(request: HttpRequest) -> bool:
    if not settings.EDITION_TOKEN:
        return True
    given = request.headers.get("Authorization", "").encode()
    return hmac.compare_digest(given, f"Bearer {settings.EDITION_TOKEN}".encode())


def _unknown() -> HttpResponse:
    sentence = "This archive gives its editions to other machines by a token (ARCHIVE_EDITION_TOKEN).\n"
    return _plain(sentence, HTTPStatus.UNAUTHORIZED, {"WWW-Authenticate": "Bearer"})


def _plain(sentence: str, status: HTTPStatus, headers: dict[str, str]) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8", headers=headers)


@_for_machines
def offer(request: HttpRequest) -> HttpResponse:
    """Say which edition is current and which ones it replaces: ``pull_edition`` asks."""
    frame = current()
    file = file_of(frame)
    sha256 = noted_digest(file)
    if not sha256:
        return _plain(
            "The digest of this edition is being taken.\n",
            HTTPStatus.SERVICE_UNAVAILABLE,
            {"Retry-After": "2"},
        )
    facts = frame.facts
    replaced = Predecessor.objects.values("number", "sha256", "recalled_on")
    return JsonResponse(
        {
            "format": facts["format"],
            "number": int(frame.number),
            "made_at": facts["made_at"],
            "digest": frame.digest,
            "sha256": sha256,
            "size": file.stat().st_size,
            "file": f"/data/edition/{sha256}.sqlite",
            "acts": int(facts["log_acts"]),
            "head": facts["log_head"],
            "replaces": list(replaced),
            "closed": sorted(closure.closed()),
        },
        json_dumps_params={"indent": 1},
    )


@_for_machines
def file(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """Send the current edition's file, or the part that is asked for (RFC 9110 §14)."""
    path = file_of(current())
    if noted_digest(path) != sha256:
        return _plain("This is not the digest of the current edition.\n", HTTPStatus.NOT_FOUND, {})
    size = path.stat().st_size
    begin, end = _asked_for(request, sha256, size)
    if begin >= size:
        headers = {"Content-Range": f"bytes */{size}"}
        return _plain("The file has no such part.\n", HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers)
    response = StreamingHttpResponse(_pieces(path, begin, end), content_type=MEDIA_TYPE)
    if (begin, end) != (0, size):
        response.status_code = HTTPStatus.PARTIAL_CONTENT
        response.headers["Content-Range"] = f"bytes {begin}-{end - 1}/{size}"
    response.headers["Content-Length"] = str(end - begin)
    response.headers["Content-Disposition"] = f'attachment; filename="{path.name}"'
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = f'"{sha256}"'
    return response


def _asked_for(request: HttpRequest, sha256: str, size: int) -> tuple[int, int]:
    """Read which bytes are asked for, half-open; all of them where it is not one plain range of this file."""
    found = _RANGE.fullmatch(request.headers.get("Range", ""))
    if not found or request.headers.get("If-Range", f'"{sha256}"') != f'"{sha256}"':
        return 0, size
    begin, last = int(found[1]), int(found[2] or size - 1)
    if found[2] and last < begin:
        return 0, size
    return begin, min(last + 1, size)


def _pieces(path: Path, begin: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as content:
        content.seek(begin)
        while begin < end and (piece := content.read(min(PIECE, end - begin))):
            begin += len(piece)
            yield piece
