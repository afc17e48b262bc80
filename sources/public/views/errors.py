"""What is said when there is nothing to show."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from sources.public.frame import Frame
from sources.public.showing.page import Page, address_of, show


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that no page has this address, and where to look; hidden and unknown look the same."""
    return HttpResponse(render_to_string("404.html"), status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that the program failed; this page needs no database."""
    return HttpResponse(render_to_string("500.html"), status=500)


def no_such(request: HttpRequest, frame: Frame, *, what: str, help_text: str = "") -> HttpResponse:
    """Say, within the site's frame, what was not found."""
    page = Page(
        frame=frame, address=address_of(request), path=request.path, title="Not found", is_indexed=False
    )
    return show(page, "not_found", status=404, what=what, help_text=help_text)
