"""The answers: the lists, one record, the search, the description; and one sentence for all else."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.utils.translation import gettext as _

from sources.edition.models import Redirect, Tombstone
from sources.public import addresses, wording
from sources.public.allowance import ANSWER
from sources.public.api import finding
from sources.public.api.answers import answer
from sources.public.api.asking import USUAL, BadRequest, read
from sources.public.api.description import SEARCH, openapi
from sources.public.api.problems import KINDS, PAGE, problem
from sources.public.api.resources import RESOURCES, Resource
from sources.public.api.told import told
from sources.public.conditional import Served, View, reading
from sources.public.frame import Frame
from sources.public.showing.exported import site
from sources.public.showing.page import Page, address_of, show

P = ParamSpec("P")
Answer = Callable[Concatenate[HttpRequest, Frame, P], HttpResponse]
NO_ADDRESS = f"No address of the API is so; {addresses.API} lists them."
NO_CURSOR = "No record of this edition has the id “{}”, after which the list was to go on; begin it anew."


def answering(view: Answer[P]) -> Served[P]:
    """Serve an answer of the API to anybody, under what one reader may ask."""

    @wraps(view)
    def answered(request: HttpRequest, frame: Frame, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, frame, *args, **kwargs)
        except BadRequest as error:
            return problem(request, 400, str(error))

    shared = cast("View[P]", answered)  # wraps() alone hides that it takes no names
    return reading(is_kept=False, is_shared=True, cost=ANSWER, refuse=problem)(shared)


@answering
def begin(request: HttpRequest, frame: Frame) -> HttpResponse:
    """List the lists."""
    read(request.GET, ())
    base = address_of(request).base
    names = [(one.name, one.said) for one in RESOURCES.values()] + [(SEARCH, "passages by their words")]
    found = [
        {"name": name, "description": said, "address": base + addresses.api(name)} for name, said in names
    ]
    return answer(request, frame, {"items": found})


@answering
def listed(request: HttpRequest, frame: Frame, name: str) -> HttpResponse:
    """Give one page of a list."""
    resource = RESOURCES[name]
    values = read(request.GET, resource.parameters)
    rows = resource.rows()
    for one in resource.filters:
        if one.name in values:
            rows = one.keep(rows, values[one.name])
    after = values.get("after", "")
    behind = resource.after(rows, after)
    if behind is None:
        return problem(request, 404, NO_CURSOR.format(after))
    limit = int(values.get("limit", USUAL))
    found = list(behind[: limit + 1])
    following = _next(request, resource.key_of(found[limit - 1])) if len(found) > limit else ""
    where = site(frame, address_of(request))
    items = [resource.shape.of(row, where) for row in found[:limit]]
    return answer(request, frame, {"items": items, "next": following or None}, following)


@answering
def record(request: HttpRequest, frame: Frame, name: str, key: str) -> HttpResponse:
    """Give one record; the id of one that is gone leads on, or says that it was withdrawn."""
    read(request.GET, ())
    resource = RESOURCES[name]
    key = addresses.asked_date(key) if name == "dates" else key
    rows = resource.whole_rows() if resource.whole_rows else resource.rows()
    row = resource.named(rows, key).first()
    if row is None:
        return _instead(request, resource, key)
    return answer(request, frame, {"item": resource.alone.of(row, site(frame, address_of(request)))})


def _instead(request: HttpRequest, resource: Resource, key: str) -> HttpResponse:
    new = Redirect.objects.filter(old=key).values_list("new", flat=True).first()
    if new and resource.named(resource.rows(), new).exists():
        return HttpResponsePermanentRedirect(addresses.api(resource.name, new))
    stone = Tombstone.objects.filter(public_id=key).first() if resource.name == "articles" else None
    if stone:
        said = (
            f"This was withdrawn on {wording.day(stone.withdrawn_on)}. {wording.reason_given(stone.reason)}"
        )
        return problem(request, 410, said.strip())
    return problem(request, 404, f"No {resource.singular} of this edition has this id.")


@answering
def search(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Give one page of what a search finds."""
    values = read(request.GET, finding.PARAMETERS)
    try:
        whole, items, after = finding.result(values, site(frame, address_of(request)))
    except LookupError as error:
        return problem(request, 404, NO_CURSOR.format(error.args[0]))
    following = _next(request, after) if after else ""
    return answer(request, frame, {**whole, **items, "next": following or None}, following)


@answering
def described(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Describe the API for programs."""
    read(request.GET, ())
    licences = sorted({corpus.licence for corpus in frame.corpora})
    return JsonResponse(
        openapi(address_of(request).base, frame.site, frame.number, licences),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )


@reading()
def page(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Describe the API for people."""
    known, records = told()
    shown = Page(
        frame=frame,
        address=address_of(request),
        path=PAGE,
        title=_("The archive for programs"),
        description=_("The JSON API of %(site)s: addresses, parameters, records, limits.")
        % {"site": frame.site},
    )
    return show(shown, "api", known=known, records=records, problems=KINDS.values(), rate=settings.RATE)


@answering
def nowhere(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Say that the API has no such address."""
    return problem(request, 404, NO_ADDRESS)


def _next(request: HttpRequest, key: str) -> str:
    """Give the address of the list behind a record, asked the same otherwise."""
    pairs = [(name, value) for name, values in request.GET.lists() for value in values if name != "after"]
    return f"{address_of(request).of(request.path)}?{urlencode([*pairs, ('after', key)])}"
