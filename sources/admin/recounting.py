"""Dates counted from an article's publication or event years, after these were changed.

The form that changes them says how many dates hang on them and leads here; the page shows each date
now and then, and one button does it as one act: what an editor had confirmed goes to review.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from sources.admin import roles
from sources.admin.roles import Power
from sources.admin.site import desk
from sources.annotate import anchors
from sources.annotate.acts import Refused
from sources.models import Article
from sources.values import edtf
from sources.values.counted import count

# The facts that dates are counted from.
ANCHORING = frozenset({"published", "event_years"})


def remind(request: HttpRequest, article: Article) -> None:
    """Say how many dates its changed facts now make others, and lead to them; nothing where none do."""
    lines = anchors.plan(article)
    if lines:
        address = reverse("admin:sources_article_recount", args=[article.pk])
        words = f"{count(len(lines), 'date')} in the text would be counted otherwise now."
        link = format_html('{} <a href="{}">Look at them and recount</a>.', words, address)
        messages.warning(request, link)


@require_http_methods(["GET", "HEAD", "POST"])
def recount(request: HttpRequest, pk: int) -> HttpResponse:
    """Show which dates of an article its facts now make others; on POST, make them so."""
    user = roles.require(request, Power.DECIDE)
    article = get_object_or_404(Article.objects.select_related("published", "document__corpus"), pk=pk)
    lines = anchors.plan(article)
    if request.method == "POST" and lines:
        try:
            to_review = anchors.apply(lines, actor=user)
        except Refused as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request, f"{count(len(lines), 'date')} recounted; {to_review} of them wait for review."
            )
        return HttpResponseRedirect(reverse("admin:sources_article_desk", args=[pk]))
    context = desk.each_context(request) | {
        "title": "Dates to recount: " + article.title,
        "article": article,
        "opts": Article._meta,
        "lines": [(line, _in_words(line.former), _in_words(line.value)) for line in lines],
    }
    return TemplateResponse(request, "admin/sources/recount.html", context)


def _in_words(value: str) -> str:
    return edtf.in_words(value) if value else ""


def pattern() -> URLPattern:
    """Give the address, below an article's own."""
    return path("<int:pk>/recount/", desk.admin_view(recount), name="sources_article_recount")
