"""Template tags of the reader's pages: one job each, the work is done in ``sources.public``."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sources.cite.prose import Prose
from sources.edition.models import Entity, Passage
from sources.public import addresses
from sources.public.showing.marked import marked, without_heading_sign

register = template.Library()


@register.filter
def cited(prose: Prose) -> SafeString:
    """Set a citation with its italics; it escapes itself."""
    return format_html("{}", prose)


@register.simple_tag
def marked_text(passage: Passage) -> SafeString:
    """Draw a passage's text with its names and dates as links."""
    return marked(passage.text or "", passage.marks)


@register.simple_tag
def spoken_text(passage: Passage) -> SafeString:
    """Draw it likewise, with a corner where a quotation begins and where it ends."""
    return marked(passage.text or "", passage.marks, passage.sayings)


@register.simple_tag
def marked_heading(passage: Passage) -> SafeString:
    """Draw a heading likewise, without the sign that a plain-text dump puts before it."""
    return marked(*without_heading_sign(passage.text or "", passage.marks))


@register.simple_tag
def date_address(edtf: str) -> str:
    """Give the address of a date's page."""
    return addresses.date(edtf)


@register.simple_tag
def entity_address(entity: Entity) -> str:
    """Give the address of an entity's page."""
    return addresses.entity(entity.kind, entity.public_id, entity.slug)


@register.simple_tag
def origin_address(credit: Sequence[str]) -> str:
    """Give the address of the publication or contributor that an article's ``credits`` name."""
    kind, public_id, slug, *_ = credit
    return addresses.origin(kind, public_id, slug)


@register.simple_tag
def topic_address(slug: str) -> str:
    """Give the address of a topic's page."""
    return addresses.topic(slug)
