"""A passage with its marks, for the desk: each piece leads to its innermost mention."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

# Seen and heard beside the words, so that no status hangs on a colour.
SIGNS = {"suggested": "?", "needs_review": "!"}


@register.simple_tag
def marked(line: Any, current: int | None = None) -> SafeString:  # noqa: ANN401 -- the desk's Line; the rooms do not see each other
    """Write a passage's pieces as text and links; ``current`` is the mention that is looked at."""
    return format_html_join("", "{}", ((_piece(piece, current),) for piece in line.shown))


def _piece(piece: Any, current: int | None) -> SafeString | str:  # noqa: ANN401 -- as above
    mention = piece.mention
    if mention is None:
        return str(piece.text)
    sign, heard = "", ""
    if piece.is_last:
        sign = SIGNS.get(mention.status, "")
        heard = f" ({mention.kind or 'kind not known'}, {mention.get_status_display()})" if sign else ""
    written = format_html(
        '<a class="mk {} {}" href="?mention={}#here"{}>{}{}{}</a>',
        mention.kind,
        mention.status,
        mention.pk,
        format_html(' aria-current="{}"', "true") if mention.pk == current else "",
        piece.text,
        format_html('<sup aria-hidden="true">{}</sup>', sign) if sign else "",
        format_html('<span class="visually-hidden">{}</span>', heard) if heard else "",
    )
    for holder in reversed(piece.holders):
        written = format_html('<span class="mk holds {} {}">{}</span>', holder.kind, holder.status, written)
    return written
