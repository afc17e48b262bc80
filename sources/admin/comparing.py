"""A copy beside what it copies: the words that differ, passage by passage."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from sources.admin import roles
from sources.admin.roles import Power
from sources.admin.site import desk
from sources.ingest.differing import compare
from sources.models import Article


@require_safe
def differences(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where an article differs from its original, and which of its passages repeat others."""
    roles.require(request, Power.READ)
    rows = Article.objects.select_related("copy_of__document", "copy_of__publication", "document")
    article = get_object_or_404(rows, pk=pk)
    context = desk.each_context(request) | {
        "title": "Differences: " + article.title,
        "article": article,
        "opts": Article._meta,
        "compared": compare(article),
    }
    return TemplateResponse(request, "admin/sources/differences.html", context)


def pattern() -> URLPattern:
    """Give the address, below an article's own."""
    return path("<int:pk>/differences/", desk.admin_view(differences), name="sources_article_differences")
