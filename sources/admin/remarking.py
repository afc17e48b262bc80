"""The remarks on a row, shown on its own page."""

from django.db import models
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sources.models import Remark


def remarks_on(row: models.Model, subject: str) -> SafeString:
    """Show the remarks on a row, for its own page, with a way to write one; one query."""
    said = Remark.objects.filter(**{subject: row.pk}).select_related("author").order_by("pk")
    lines = format_html_join(
        "",
        '<li><a href="{}">{}</a> <span class="quiet">{}{}{}</span></li>',
        (
            (
                reverse("admin:sources_remark_change", args=[one.pk]),
                one.text,
                one.author.shown_as,
                ", asks for a second opinion" if one.asks_second_opinion else "",
                ", settled" if one.is_settled else "",
            )
            for one in said
        ),
    )
    address = f"{reverse('admin:sources_remark_add')}?{subject}={row.pk}"
    return format_html('<ul class="remarks">{}<li><a href="{}">Write a remark</a></li></ul>', lines, address)
