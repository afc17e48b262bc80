"""What every answer says of itself: of which edition it is, under which licence, where it is described."""

import json
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _

from sources.export.site import Site
from sources.public import addresses
from sources.public.api.problems import PAGE
from sources.public.api.shapes import ADDRESS, TEXT, WHOLE, Field, Json, Shape, item
from sources.public.frame import Frame
from sources.public.showing.exported import site
from sources.public.showing.page import address_of

MEDIA_TYPE = "application/json"
DESCRIPTION = f"{addresses.API}openapi.json"

ABOUT = Shape(
    "About",
    _("Where an answer comes from. An edition never changes, and so in it no answer does."),
    Field("site", TEXT, _("the archive's name"), item("site")),
    Field("edition", WHOLE, _("number of the edition"), item("edition")),
    Field("made_at", TEXT, _("when it was made (ISO 8601)"), item("made_at")),
    Field("digest", TEXT, _("SHA-256 of the edition's content"), item("digest")),
    Field(
        "licences",
        {"type": "array", "items": TEXT},
        _("of the annotation (SPDX), by corpus each; the rights in a text stand with its article"),
        item("licences"),
    ),
    Field("documentation", ADDRESS, _("the page about this API"), item("documentation")),
)


def _about(frame: Frame, where: Site) -> Json:
    return {
        "site": where.name,
        "edition": int(frame.number),
        "made_at": frame.facts["made_at"],
        "digest": frame.digest,
        "licences": sorted({corpus.licence for corpus in frame.corpora}),
        "documentation": where.base + PAGE,
    }


def answer(
    request: HttpRequest, frame: Frame, found: Mapping[str, object], following: str = ""
) -> HttpResponse:
    """Send what was found; ``following`` is the address of what comes next."""
    where = site(frame, address_of(request))
    body = json.dumps({"about": _about(frame, where), **found}, ensure_ascii=False)
    links = [f'<{where.base}{DESCRIPTION}>; rel="service-desc"', f'<{where.base}{PAGE}>; rel="service-doc"']
    links += [f'<{following}>; rel="next"'] if following else []
    return HttpResponse(body, content_type=MEDIA_TYPE, headers={"Link": ", ".join(links)})
