"""What is said when there is nothing to show."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

from sources.edition.middleware import current_state
from sources.public.conditional import for_method
from sources.public.frame import Frame, current
from sources.public.showing.page import Page, address_of, show

NOWHERE = "No page of this archive has this address."


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """Say that no page has this address, and where to look; hidden and unknown look the same.

    The desk has no frame of the readers', and without an edition there is none: a bare page then.
    """
    if request.path.startswith("/admin/") or current_state() is None:
        return for_method(request, HttpResponse(render_to_string("404.html"), status=404))
    return for_method(request, no_such(request, current(), what=NOWHERE))


def failed(request: HttpRequest) -> HttpResponse:
    """Say that the program failed; this page needs no database."""
    return HttpResponse(render_to_string("500.html"), status=500)


def no_such(request: HttpRequest, frame: Frame, *, what: str, help_text: str = "") -> HttpResponse:
    """Say, within the site's frame, what was not found."""
    page = Page(
        frame=frame, address=address_of(request), path=request.path, title="Not found", is_indexed=False
    )
    return show(page, "not_found", status=404, what=what, help_text=help_text)
