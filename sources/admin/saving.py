"""A document's bytes as received, in an answer that lets a browser do nothing but save them.

They came from anywhere and may be a page with scripts: so never shown, whatever their type, but saved under
their name (RFC 6266), as nothing in particular, with a policy that would sandbox them if a browser showed
them after all (integrity S7). Whoever takes them has them hashed once more on the way.
"""

from enum import StrEnum

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from sources.ingest import blobs
from sources.models import Document

POLICY = "sandbox; default-src 'none'"


class Part(StrEnum):
    """Which bytes of a document: its own, or those of the zip or web archive that it came in."""

    ORIGINAL = "original"
    CONTAINER = "container"


def named(document: Document, part: Part) -> tuple[str, str]:
    """Give the SHA-256 and the file name of some bytes; raise Http404 where they are not there."""
    if part is Part.ORIGINAL:
        if not document.is_held:
            raise Http404("The bytes of this document are not held here; only its hash is known.")
        return document.sha256, document.file_name
    if not document.container_sha256:
        raise Http404("This document came by itself, not in a zip or a web archive.")
    return document.container_sha256, f"{document.container_sha256[:12]}.container"


def saved(document: Document, part: Part) -> HttpResponse:
    """Give the bytes to be saved; raise Http404 where they are not there, or not what they were."""
    sha256, name = named(document, part)
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
