"""What is answered when a page failed: at the desk, that its database is away, where that was the reason.

Readers' pages never ask that database, so theirs fail for other reasons and say so. Which reason it was is
the exception under way while Django asks for this page.
"""

import sqlite3
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sources.public.views import errors

COME_AGAIN = 30  # seconds
# A statement that SQLite cannot read (a column that is not there) is an OperationalError too: that is a
# fault of the program, and stays.
OF_THE_PROGRAM = sqlite3.SQLITE_ERROR


def failed(request: HttpRequest) -> HttpResponse:
    """Say why, as far as that helps whoever reads it."""
    if not request.path.startswith("/admin/") or not is_away(sys.exc_info()[1]):
        return errors.failed(request)
    response = render(request, "database_away.html", status=503)
    response.headers["Retry-After"] = str(COME_AGAIN)
    response.headers["Cache-Control"] = "no-store"
    return response


def is_away(error: BaseException | None) -> bool:
    """Tell whether the database did not answer, could not write, or hung up."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return code is None or code & 0xFF != OF_THE_PROGRAM
