"""unAPI, version 1: an id that a page mentions becomes a record, for Zotero and its like.

Without an id it says which formats there are, with an id in which of them that one is (300), with both
it sends the record; an id that is not here is answered 404, a format that is not offered 406.
"""

from xml.sax.saxutils import quoteattr

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from sources.cite.formats import BY_ENDING
from sources.export.xmltext import clean
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.views.citations import citing
from sources.public.views.selection import chosen, read_ids

MULTIPLE_CHOICES, NOT_FOUND, NOT_ACCEPTABLE = 300, 404, 406
# What unAPI calls each, how its file ends, and where its description is.
FORMATS = {
    "mods": ("mods.xml", "http://www.loc.gov/standards/mods/"),
    "ris": ("ris", "http://www.refman.com/support/risformat_intro.asp"),
    "bibtex": ("bib", "http://www.bibtex.org/Format/"),
}


@reading(is_kept=False, is_shared=True)
def unapi(request: HttpRequest, frame: Frame) -> HttpResponseBase:
    """Answer what a client asks of an id, or of none."""
    asked, name = request.GET.get("id", ""), request.GET.get("format", "")
    if not asked:
        return _formats("")
    found = chosen(read_ids([asked]), citing(request, frame)).found
    if not found:
        return _said(f"No article or passage of this edition has the id “{asked}”.", NOT_FOUND)
    if not name:
        return _formats(asked, status=MULTIPLE_CHOICES)
    if name not in FORMATS:
        return _said(f"There is no format “{name}”; there are {', '.join(sorted(FORMATS))}.", NOT_ACCEPTABLE)
    fmt = BY_ENDING[FORMATS[name][0]]
    return HttpResponse(fmt.write([found[0].item]), content_type=f"{fmt.media_type}; charset=utf-8")


def _formats(asked: str, status: int = 200) -> HttpResponse:
    of = f" id={quoteattr(clean(asked).text)}" if asked else ""
    lines = (
        f'  <format name="{name}" type="{BY_ENDING[ending].media_type}" docs="{docs}"/>\n'
        for name, (ending, docs) in FORMATS.items()
    )
    body = f'<?xml version="1.0" encoding="utf-8"?>\n<formats{of}>\n{"".join(lines)}</formats>\n'
    return HttpResponse(body, status=status, content_type="application/xml; charset=utf-8")


def _said(words: str, status: int) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")
