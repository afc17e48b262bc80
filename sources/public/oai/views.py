"""The address at which harvesters ask (OAI-PMH 2.0, http://www.openarchives.org/OAI/openarchivesprotocol.html).

The protocol asks for POST too (§3.1.1.2): a form that is sent so is read as the query of a GET.

The moment that an answer tells (``responseDate``) is not the clock's: it is the second after the newest
datestamp of the edition (``repository.complete_until``). A harvester asks next from the moment that it was
told, and an edition is dated before it is read here: while its file is finished, and on a machine that takes
its editions from another until it has come. By the clock what changed in that edition would be dated before
the moment told, and be missed for ever. So nothing is missed and nothing is sent twice.
"""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from lxml import etree

from sources.public.allowance import ANSWER
from sources.public.conditional import READ_ONLY, reading
from sources.public.frame import Frame
from sources.public.oai.answers import Asked, answer, envelope, failed
from sources.public.oai.asking import OaiError, arguments
from sources.public.oai.repository import complete_until
from sources.public.showing.exported import site
from sources.public.showing.page import address_of

PATH = "/oai"
METHODS = "GET, HEAD, OPTIONS, POST"


def refused(_request: HttpRequest, status: int, why: str) -> HttpResponse:
    """Say in a sentence why this is not answered now; to come again is 503 to harvesters (§3.1.2.2)."""
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        why = READ_ONLY.format(METHODS)
    told = HTTPStatus.SERVICE_UNAVAILABLE if status == HTTPStatus.TOO_MANY_REQUESTS else status
    return HttpResponse(f"{why}\n", status=told, content_type="text/plain; charset=utf-8")


@csrf_exempt
def oai(request: HttpRequest) -> HttpResponseBase:
    """Answer a harvester, by GET or POST."""
    if request.method == "POST":
        form = request.POST
        request.method, request.META["QUERY_STRING"] = "GET", form.urlencode()
        request.GET = form
    response = harvested(request)
    if "Allow" in response.headers:
        response.headers["Allow"] = METHODS
    return response


@reading(is_kept=False, is_shared=True, cost=ANSWER, refuse=refused)
def harvested(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Answer a verb, or say which of the protocol's errors it is."""
    where = site(frame, address_of(request))
    address = where.base + PATH
    moment = complete_until()
    try:
        asked = Asked(arguments(request.GET), frame, where, address, urlsplit(where.base).hostname or "")
    except OaiError as error:
        root = envelope(address, moment, {})  # the arguments are not repeated where they are none (§3.6)
        failed(root, error)
        return _sent(root)
    root = envelope(address, moment, asked.arguments)
    try:
        answer(root, asked)
    except OaiError as error:
        root = envelope(address, moment, {} if error.code == "badArgument" else asked.arguments)
        failed(root, error)
    return _sent(root)


def _sent(root: etree._Element) -> HttpResponse:
    body = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(body, content_type="text/xml; charset=utf-8")
