"""The bytes of a document as received, handed out so that they can do nothing.

They came from anywhere and may be a page with scripts: so never shown by the desk, whatever their type, but
saved under their name (RFC 6266), as nothing in particular, with a policy that would sandbox them if a
browser showed them after all (integrity S7). Whoever takes them has them hashed once more on the way.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from sources.admin import roles
from sources.admin.roles import Power
from sources.ingest import blobs
from sources.models import Document

POLICY = "sandbox; default-src 'none'"


@require_safe
def original_view(request: HttpRequest, document: Document) -> HttpResponse:
    """Give a document's bytes to be saved."""
    if not document.is_held:
        raise Http404("The bytes of this document are not held here; only its hash is known.")
    return _saved(request, document.sha256, document.file_name)


@require_safe
def container_view(request: HttpRequest, document: Document) -> HttpResponse:
    """Give the bytes of the zip or web archive that a document came in."""
    if not document.container_sha256:
        raise Http404("This document came by itself, not in a zip or a web archive.")
    return _saved(request, document.container_sha256, f"{document.container_sha256[:12]}.container")


def _saved(request: HttpRequest, sha256: str, name: str) -> HttpResponse:
    roles.require(request, Power.READ)
    try:
        data = blobs.read(sha256)
    except blobs.DamagedBlob as error:
        raise Http404(str(error)) from error
    response = HttpResponse(data, content_type="application/octet-stream")
    plain = "".join(letter if letter.isprintable() else "_" for letter in name)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=plain)
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
