"""The owner's words as an edition holds them: facts in its manifest, and pages."""

import json
from collections.abc import Iterator

from django.conf import settings

from sources import models as editorial
from sources.edition import models

_COLOURS = ("link_light", "link_dark", "accent_light", "accent_dark")


def site_facts() -> dict[str, str]:
    """Give the site's name, what it says of itself, whom to ask and its colours, as the manifest has them.

    What the owner left empty is what the settings say; no colour is a fact where none was chosen.
    """
    site = editorial.Site.objects.first() or editorial.Site()
    colours = {name: getattr(site, name) for name in _COLOURS if getattr(site, name)}
    return {
        "site_name": site.name or settings.SITE_NAME,
        "site_lead": site.lead,
        "contact": site.contact or settings.CONTACT,
        "colours": json.dumps(colours, sort_keys=True) if colours else "",
    }


def page_rows() -> Iterator[models.SitePage]:
    """Give the pages that the owner wrote, in the order of their list."""
    for number, page in enumerate(editorial.SitePage.objects.order_by("position", "title", "slug"), 1):
        yield models.SitePage(id=number, position=number, slug=page.slug, title=page.title, body=page.body)
