"""Every request reads the edition that is current when it begins.

Publish swaps the file by name. A connection made before keeps the old file, safely; so at the
start of a request the name's (inode, mtime) is compared with that of this thread's connection, and
the connection is closed where they differ. Without any edition there is nothing to read: 503; and
so where the file was made by another version of the program, whose tables this one does not know,
and where this machine takes its editions from another and has not heard from there for too long.

And every page is in one language, which is the site's: nobody's browser is asked for another.
"""

import threading
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sources.annotate import standstill
from sources.edition import closure, language
from sources.edition.manifest import FORMAT, format_of
from sources.edition.pulling import learned
from sources.edition.router import EDITION

RETRY_AFTER = 60  # seconds

_seen = threading.local()


class SitesLanguage:
    """Speak to readers in the site's language, whatever they are answered; the desk goes on in English."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        language.remember()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in it."""
        if request.path.startswith("/admin/"):
            return self.get_response(request)
        # English too: Django is slow to find that no language was chosen.
        with language.in_sites_language():
            return self.get_response(request)


class FreshEdition:
    """Close this thread's connection to an edition that is no longer current."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the current edition, then go on; public pages without one answer 503.

        Between a restore and its end nobody is answered, on either side.
        """
        if standstill.is_at() and not request.path.startswith(settings.STATIC_URL):
            return render(request, "standstill.html", status=503)
        state = current_state()
        is_readers = not request.path.startswith(("/admin/", settings.STATIC_URL))
        # A test holds its connection in a transaction; a page never does.
        if getattr(_seen, "state", None) != state and not connections[EDITION].in_atomic_block:
            connections[EDITION].close()
            _seen.state = state
        if is_readers and learned.is_stale():
            return _come_again(request)
        if is_readers and state is None:
            return render(request, "no_edition.html", status=503)
        if is_readers and state is not None and (found := _format_of(state)) != str(FORMAT):
            return render(request, "other_format.html", {"found": found, "known": FORMAT}, status=503)
        return self.get_response(request)


def _come_again(request: HttpRequest) -> HttpResponse:
    """Answer that this copy may be out of date; something may have been withheld since."""
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    response = render(request, "stale.html", status=503)
    for name, value in headers.items():
        response.headers[name] = value
    return response


@lru_cache(maxsize=8)
def _format_of(state: tuple[int, int]) -> str:
    return format_of(settings.CURRENT_EDITION)


def answering_state() -> tuple[int, int] | None:
    """Give the state of the edition that readers are answered from; None where they get no pages.

    Nor where something in it is closed to them: then each page is looked through before it goes out.
    """
    return None if standstill.is_at() or learned.is_stale() or closure.closed() else current_state()


def current_state() -> tuple[int, int] | None:
    """Give (inode, mtime in ns) of the current edition's file, or None where there is none."""
    try:
        found = settings.CURRENT_EDITION.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns
