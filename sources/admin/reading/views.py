"""The reading page."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sources.admin import roles
from sources.admin.reading import page
from sources.admin.roles import Power
from sources.models import Article


@require_safe
def read(request: HttpRequest, pk: int, *, site: AdminSite) -> HttpResponse:
    """Show an article with its marks."""
    roles.require(request, Power.READ)
    article = get_object_or_404(Article.objects.for_listing(), pk=pk)
    context = {**site.each_context(request), "title": article.title, "page": page.build(article)}
    return render(request, "admin/sources/read.html", context)
