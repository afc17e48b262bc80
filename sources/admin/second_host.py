"""A host name for documents' bytes alone, where the archive has one (``ARCHIVE_ORIGINALS_HOST``).

Whatever a browser might make of such bytes in spite of everything that is said with them, it would make it
under a name to which no cookie is ever sent, and at which there is no page of the archive (ASVS 5.0 §3.5.4;
integrity S7). The desk leads there by an address that is signed for one document and one account and good
for a minute. Rights are judged anew when it is asked for: a role that was taken away, an account that was
held or whose sign-ins were ended in between gets nothing, and what is kept from an annotator stays so. All
that this name does not answer, and it answers nothing else, is "not found".
"""

from collections.abc import Callable

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.request import split_domain_port
from django.utils.crypto import constant_time_compare, salted_hmac

from sources.admin.roles import Power, may
from sources.admin.saving import POLICY, Part, saved
from sources.admin.shielding import shield_of, visible
from sources.models import Document, User

GOOD_FOR = 60  # seconds
SAFE = frozenset({"GET", "HEAD"})
_SALT = "sources.admin.second_host"


def address(scheme: str, user: User, document: Document, part: Part) -> str:
    """Give the address at which this account may save these bytes, within the next minute."""
    token = signing.dumps([user.pk, _standing(user), document.pk, part.value], salt=_SALT)
    return f"{scheme}://{settings.ORIGINALS_HOST}/{token}"


class SecondHost:
    """Stands before every page and file: what is asked of the second host is answered here, or nowhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer for the second host; leave every other to the site."""
        if not is_asked(request):
            return self.get_response(request)
        try:
            response = _bytes(request)
        except Http404:
            response = HttpResponseNotFound("Nothing is here.\n", content_type="text/plain; charset=utf-8")
        response["Content-Security-Policy"] = POLICY
        response["Cache-Control"] = "no-store"
        response["Content-Length"] = str(len(response.content))
        return response


def _standing(user: User) -> str:
    """Give what an address is bound to besides the account: all that its sign-ins are bound to."""
    return salted_hmac(_SALT, user.get_session_auth_hash(), algorithm="sha256").hexdigest()


def is_asked(request: HttpRequest) -> bool:
    """Tell whether a request names the second host, in whatever letters and with whatever port."""
    if not settings.ORIGINALS_HOST:
        return False
    name, _ = split_domain_port(settings.ORIGINALS_HOST)
    return split_domain_port(request.get_host())[0] == name


def _bytes(request: HttpRequest) -> HttpResponse:
    """Give the bytes that an address is signed for; raise Http404 where it is none, or not any more."""
    if request.method not in SAFE:
        raise Http404
    try:
        found = signing.loads(request.path_info.removeprefix("/"), salt=_SALT, max_age=GOOD_FOR)
    except signing.BadSignature as error:
        raise Http404 from error
    account, standing, key, part = found
    user = User.objects.filter(pk=account).first()
    if user is None or not constant_time_compare(standing, _standing(user)):
        raise Http404
    request.user = user
    document = visible(request, Document.objects.filter(pk=key)).first()
    shield = shield_of(request)
    if document is None or not may(user, Power.READ) or (shield and document.pk in shield.documents):
        raise Http404
    return saved(document, Part(part))
