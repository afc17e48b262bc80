"""Tag all, from the desk: look through every place of some words, tick, tag as one act."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from sources.admin import roles
from sources.admin.roles import Power
from sources.admin.shielding import visible
from sources.annotate.tag_all import Occurrence, forms_of, plan_tag_all
from sources.models import Article, Entity
from sources.values.row_number import row_number


@require_safe
def tag_all_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Give every place of the words, in this article or its whole corpus, with what stands there."""
    roles.require(request, Power.READ)
    article = get_object_or_404(Article.objects.select_related("document"), pk=pk)
    asked = request.GET
    entity = (
        visible(request, Entity.objects.standing()).filter(pk=row_number(asked.get("entity", ""))).first()
    )
    forms = [form[:300] for form in asked.getlist("form")[:20]]
    if entity is not None and asked.get("forms") == "all":
        forms += forms_of(entity)
    plan = plan_tag_all(
        forms,
        entity or asked.get("edtf", "") or None,
        within=visible(request, _within(article, asked.get("scope", ""))),
    )
    return JsonResponse(
        {
            "forms": plan.forms,
            "isCut": plan.is_cut,
            "places": [_line(one, article) for one in plan.occurrences],
        }
    )


def _within(article: Article, scope: str) -> QuerySet[Article]:
    if scope == "corpus":
        return Article.objects.filter(document__corpus=article.document.corpus_id)
    return Article.objects.filter(pk=article.pk)


def _line(one: Occurrence, here: Article) -> dict[str, object]:
    article = one.passage.article
    is_here = article is not None and article.pk == here.pk
    where = "This article" if is_here else str((article and article.publication) or article or "No article")
    if article is not None and not is_here and article.published:
        where += f", {article.published.in_words}"
    return {
        "revision": one.place.revision,
        "start": one.place.span.start,
        "end": one.place.span.end,
        "where": f"{where} {one.passage}",
        "before": one.context.before,
        "words": one.context.words,
        "after": one.context.after,
        "standing": str(one.standing),
        "markedAs": one.marked_as,
        "isTicked": one.is_ticked,
    }
