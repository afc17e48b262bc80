"""Nothing goes out in which a public id stands that is closed (``sources.edition.closure``).

One look at what leaves, instead of a condition on every query: a page, a list, a feed, a redirect or a row
of the API leads to an article or a person by the public id, and whatever has one of those in it is answered
by 503 until the next edition is there, seconds to a minute. What cannot be looked through (a file in parts,
a packed one, an answer without a body) is not sent meanwhile. It costs one look at a file's absence.
"""

from collections.abc import Callable
from functools import lru_cache

from ahocorasick_rs import AhoCorasick
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sources.edition import closure
from sources.edition.pulling.offer import ADDRESS
from sources.public.conditional import for_method

RETRY_AFTER = 30  # seconds
_CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_RANGE", "HTTP_RANGE")
_READABLE = ("text/", "application/json", "application/xml", "application/javascript")
_READABLE_ENDS = ("+json", "+xml")


class Closed:
    """Stand round everything that readers are answered; the desk and the style sheets have no such ids."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, unless something closed stands in the answer."""
        ids = closure.closed()
        # Machines that hold a copy are told by that address what is closed in it.
        if not ids or request.path.startswith(("/admin/", settings.STATIC_URL)) or request.path == ADDRESS:
            return self.get_response(request)
        for name in _CONDITIONS:
            request.META.pop(name, None)  # "not changed" would keep what a reader has
        asked = request.method
        if asked == "HEAD":
            request.method = "GET"  # what is looked through is what GET would send
        response = self.get_response(request)
        answer = response if _is_open(request, response, ids) else _come_again(request)
        request.method = asked
        return for_method(request, answer)


def _is_open(request: HttpRequest, response: HttpResponseBase, ids: frozenset[str]) -> bool:
    """Tell whether an answer can be looked through, and no closed id stands in it, its address or heads."""
    if not isinstance(response, HttpResponse):
        return False
    kind = response.headers.get("Content-Type", "text/").partition(";")[0]
    if not kind.startswith(_READABLE) and not kind.endswith(_READABLE_ENDS):
        return False
    if response.headers.get("Content-Encoding"):
        return False
    if closure.EVERYTHING & ids:
        return False
    around = [request.get_full_path(), *(value for _, value in response.items())]
    if request.method != "GET":  # a harvester may ask by what it sends
        around.append(request.body.decode(errors="replace"))
    words = "\n".join([*around, response.content.decode(errors="replace")])
    return not _seeker(ids).find_matches_as_indexes(words)


@lru_cache(maxsize=2)
def _seeker(ids: frozenset[str]) -> AhoCorasick:
    """Look for all of them in one go: of a thousand articles closed there are tens of thousands."""
    return AhoCorasick(sorted(ids))


def _come_again(request: HttpRequest) -> HttpResponse:
    response = render(request, "closed.html", status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    return response
