"""What is withheld at the desk is closed to readers before the editor is answered.

The next edition is without it; but that takes a minute or two, may be refused, and somebody has to make it:
by hand, or by ``publish --if-withheld --watch``, which may have stopped. So the desk itself notes what the
current edition may not show any more (``sources.edition.closure``), for this machine and for those that hold
a copy, wherever an act took something away: that is, wherever it wrote into the journal.
"""

import sqlite3
from collections.abc import Callable

from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from sources.annotate import journal
from sources.edition.pulling import learned
from sources.edition.swap import current_file
from sources.edition.withheld_in import close_more

NOT_CLOSED = (
    "What was withheld is in the record, but could not be closed to readers at once ({why}). Publish now, "
    "and look whether they still see it."
)


class Closing:
    """Stand round the desk's views."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; where an act took something away meanwhile, close it first."""
        if request.method != "POST" or not request.path_info.startswith("/admin/"):
            return self.get_response(request)
        before = _length()
        response = self.get_response(request)
        if _length() != before:
            _close(request)
        return response


def _length() -> int:
    """Say how long the journal is: it only grows."""
    try:
        return journal.path().stat().st_size
    except FileNotFoundError:
        return 0


def _close(request: HttpRequest) -> None:
    file = current_file()
    if file is None or learned.last() is not None:
        return
    try:
        close_more(file)
    except (OSError, DatabaseError, sqlite3.Error) as error:
        messages.error(request, NOT_CLOSED.format(why=error))
