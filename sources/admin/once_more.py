"""An editor's act that another stood in the way of is done once more, before anybody is told.

PostgreSQL ends one of two acts that wait for each other, and nothing of it stays. Acts hold rows in one order
(``annotate.holding``), so that this should not happen; where it does, the same request is answered again from
the beginning, with what is stored by then. Only where nothing that was asked is done already, and where no
file came with it, which was read; a second time the desk says that its database could not answer.
"""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from sources.annotate.acts import done_here
from sources.annotate.holding import is_contended


class OnceMore:
    """The middleware that does it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Remember how many acts were done before this request."""
        request.acts_before = done_here()  # type: ignore[attr-defined]  # for process_exception
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Ask the same page again, once."""
        before = request.__dict__.pop("acts_before", None)
        match = request.resolver_match
        if match is None or request.method != "POST" or request.FILES or before != done_here():
            return None
        if not isinstance(exception, OperationalError) or not is_contended(exception):
            return None
        answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
        return answer
