"""What the archive says of itself: how it is made, how it is cited, which edition this is."""

import json

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from sources.edition.models import Predecessor
from sources.public.allowance import WHOLE
from sources.public.conditional import reading
from sources.public.frame import Frame, file_of
from sources.public.showing.found import fields_said
from sources.public.showing.page import Page, address_of, show
from sources.public.views.errors import no_such
from sources.public.wording import KINDS, figure, sentence
from sources.public.wording import kind as kind_name
from sources.vocabulary import READING_KINDS


def _counted() -> dict[str, str]:
    """Name what an edition's manifest counts."""
    return {
        "corpora": _("Corpora"),
        "documents": _("Documents"),
        "articles": _("Articles"),
        "copies": _("Copies of articles"),
        "passages": _("Passages"),
        "people": _("People"),
        "places": _("Places"),
        "organisations": _("Organisations"),
        "dates": _("Dates"),
        "mentions": _("Mentions"),
    }


@reading()
def about(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Tell how the archive is made."""
    kinds = [(sentence(kind_name(one)), one in READING_KINDS) for one in KINDS]
    page = Page(frame=frame, address=address_of(request), path="/about/", title=_("How this archive is made"))
    return show(page, "about", kinds=kinds)


@reading()
def site_page(request: HttpRequest, frame: Frame, slug: str) -> HttpResponse:
    """Show a page about the site: the owner's, or the program's where they wrote none."""
    written = frame.pages.get(slug)
    if written is None:
        return no_such(request, frame, what=_("No page about this archive has this address."))
    page = Page(
        frame=frame,
        address=address_of(request),
        path=written.address,
        title=written.title,
        description=_("%(page)s: %(site)s.") % {"page": written.title, "site": frame.site},
    )
    return show(page, "site_page", written=written, show_contact=slug == "contact" and bool(frame.contact))


@reading()
def colours(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Send the owner's colours as a style sheet; a reader's own colours, and paper, come before them."""
    body = render_to_string("sources/colours.css", {"colours": frame.colours})
    return HttpResponse(body, content_type="text/css; charset=utf-8")


@reading()
def citing(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Tell how to cite the archive and what is in it."""
    page = Page(frame=frame, address=address_of(request), path="/about/citing/", title=_("How to cite"))
    return show(page, "citing")


@reading()
def searching(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Explain what can be typed into the search."""
    page = Page(frame=frame, address=address_of(request), path="/about/searching/", title=_("How to search"))
    return show(page, "searching", field_names=fields_said())


@reading()
def report(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Tell how to report an error, or ask to be left out, and what then happens."""
    page = Page(
        frame=frame,
        address=address_of(request),
        path="/about/report/",
        title=_("Report an error, or ask to be left out"),
    )
    return show(page, "report", contact=frame.contact)


@reading()
def edition(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Show the edition's manifest."""
    path = file_of(frame)
    counts = json.loads(frame.facts.get("counts") or "{}")
    title = _("Edition %(number)s") % {"number": frame.number}
    page = Page(frame=frame, address=address_of(request), path="/edition/", title=title)
    return show(
        page,
        "edition",
        counts=[(name, figure(counts[key])) for key, name in _counted().items() if key in counts],
        size=figure(path.stat().st_size) if path.is_file() else "",
        corpora=frame.corpora,
        recalled=Predecessor.objects.exclude(recalled_on=None),
    )


@reading(is_kept=False, is_shared=True, cost=WHOLE)
def edition_file(request: HttpRequest, frame: Frame) -> HttpResponseBase:
    """Send the edition itself, to open with any SQLite tool."""
    path = file_of(frame)
    if not path.is_file():
        return no_such(request, frame, what=_("The edition's file is not here at the moment."))
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=f"edition-{frame.number}.sqlite3",
        content_type="application/vnd.sqlite3",
    )
