"""The addresses of the desk by which a document's bytes are saved.

Where the archive has a host name for them alone (``second_host``), these lead there; else they answer.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from sources.admin import roles, second_host
from sources.admin.roles import Power
from sources.admin.saving import Part, named, saved
from sources.models import Document


@require_safe
def original_view(request: HttpRequest, document: Document) -> HttpResponse:
    """Give a document's bytes to be saved."""
    return _handed(request, document, Part.ORIGINAL)


@require_safe
def container_view(request: HttpRequest, document: Document) -> HttpResponse:
    """Give the bytes of the zip or web archive that a document came in."""
    return _handed(request, document, Part.CONTAINER)


def _handed(request: HttpRequest, document: Document, part: Part) -> HttpResponse:
    user = roles.require(request, Power.READ)
    if not settings.ORIGINALS_HOST:
        return saved(document, part)
    named(document, part)
    scheme = "https" if request.is_secure() else "http"
    return HttpResponseRedirect(second_host.address(scheme, user, document, part))
