"""What is said when there is nothing to show."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from sources.edition.middleware import current_state
from sources.public.conditional import for_method
from sources.public.frame import Frame, current
from sources.public.showing.page import Page, address_of, show


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """Say that no page has this address, and where to look; hidden and unknown look the same.

    The desk has no frame of the readers', and without an edition there is none: a bare page then.
    """
    if request.path.startswith("/admin/") or current_state() is None:
        return for_method(request, HttpResponse(render_to_string("404.html"), status=404))
    nowhere = no_such(request, current(), what=_("No page of this archive has this address."))
    return for_method(request, nowhere)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that the program failed; this page needs no database."""
    return HttpResponse(render_to_string("500.html"), status=500)


def no_such(request: HttpRequest, frame: Frame, *, what: str, help_text: str = "") -> HttpResponse:
    """Say, within the site's frame, what was not found."""
    page = Page(
        frame=frame, address=address_of(request), path=request.path, title=_("Not found"), is_indexed=False
    )
    return show(page, "not_found", status=404, what=what, help_text=help_text)


def no_corpus(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Answer for the address of a corpus that there is not."""
    return no_such(request, frame, what=_("No corpus has this address."))


def no_topic(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Answer for the address of a topic that there is not."""
    return no_such(request, frame, what=_("No topic has this address."))


def no_such_page(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Answer for a page after the last one of a list."""
    return no_such(request, frame, what=_("This list has no such page."))


def no_letter(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Answer for a letter under which an index has nothing."""
    return no_such(request, frame, what=_("This index has no such letter."))


def nobody(request: HttpRequest, frame: Frame, kind: str) -> HttpResponse:
    """Answer for an address that leads to no entity, publication or contributor of this kind."""
    said = {
        "person": _("No person has this address."),
        "place": _("No place has this address."),
        "organisation": _("No organisation has this address."),
        "publication": _("No publication has this address."),
        "contributor": _("No contributor has this address."),
    }
    return no_such(request, frame, what=said[kind])
