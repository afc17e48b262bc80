"""What holds for every address of the desk before its page is asked: sign-ins end in time, and a read-only
archive takes nothing.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sources.admin.signing.session import keep_time

COME_AGAIN = 600  # seconds
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Doorkeeper:
    """Stands before the desk; readers' pages pass without a look at who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End what is over; refuse what would write where nothing may be written."""
        if request.path.startswith("/admin/"):
            if settings.READ_ONLY and request.method not in SAFE:
                response = render(request, "read_only.html", status=503)
                response.headers["Retry-After"] = str(COME_AGAIN)
                return response
            if request.user.is_authenticated:
                keep_time(request)
        return self.get_response(request)
