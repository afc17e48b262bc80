"""What goes wrong, as RFC 9457 has it: a type, explained on the page about the API, and a sentence."""

import json
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _

from sources.public.api.shapes import ADDRESS, TEXT, WHOLE, Field, Shape, item
from sources.public.showing.page import address_of

MEDIA_TYPE = "application/problem+json"
PAGE = "/data/api/"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: the end of its type's address, its status, its title, and when it happens."""

    name: str
    status: int
    title: str
    said: str


KINDS = {
    kind.status: kind
    for kind in (
        Kind(
            "bad-request",
            400,
            _("Not to be asked so"),
            _(
                "a parameter is unknown, stands twice or does not fit; "
                "or a search takes more than two seconds"
            ),
        ),
        Kind(
            "not-found",
            404,
            _("Nothing is here"),
            _(
                "no such address, record or cursor in this edition; "
                "what is hidden is answered as what never was"
            ),
        ),
        Kind("not-allowed", 405, _("Only to be read"), _("the method is none of GET, HEAD and OPTIONS")),
        Kind(
            "withdrawn",
            410,
            _("Withdrawn"),
            _("the record was public and was withdrawn; the sentence says when and why"),
        ),
        Kind(
            "come-again",
            429,
            _("Come again"),
            _("too much was asked in too short a time; Retry-After says when to come again"),
        ),
    )
}

PROBLEM = Shape(
    "Problem",
    _("What went wrong (RFC 9457)."),
    Field("type", ADDRESS, _("names the kind of problem, and leads to where it is explained"), item("type")),
    Field("title", TEXT, _("the kind in a few words"), item("title")),
    Field("status", WHOLE, _("the status of the answer"), item("status")),
    Field("detail", TEXT, _("what went wrong here, and what to do"), item("detail")),
)


def problem(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    """Say what went wrong."""
    kind = KINDS[status]
    body = {
        "type": address_of(request).of(f"{PAGE}#{kind.name}"),
        "title": kind.title,
        "status": status,
        "detail": detail,
    }
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
