"""Looking through an article for names, dates and quotations, from the desk and from the list of articles.

It takes well under a second an article, so it is done in the request; a whole corpus is a command's work.
Suggestions are no part of the record until somebody decides on one, so there is nothing to undo.
"""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from sources.admin import roles
from sources.admin.refusals import REFUSALS, sentence
from sources.admin.roles import Power
from sources.annotate import knowing
from sources.annotate.acts import Actor
from sources.annotate.suggest import Report, suggest_article
from sources.models import Article
from sources.values.counted import count

# How many articles one request looks through: seconds, not minutes.
MOST = 50


@require_POST
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Look through one article, then show it on the desk."""
    user = roles.require(request, Power.PROPOSE)
    article = get_object_or_404(Article, pk=pk)
    try:
        say(request, look_through([article], actor=user))
    except REFUSALS as error:
        messages.error(request, sentence(error))
    return HttpResponseRedirect(reverse("admin:sources_article_desk", args=[pk]))


def look_through(articles: Iterable[Article], *, actor: Actor) -> list[Report]:
    """Look through articles, with what the archive knows gathered once."""
    known = knowing.know()
    return [suggest_article(article, known=known, actor=actor) for article in articles]


def say(request: HttpRequest, reports: list[Report]) -> None:
    """Say what was found."""
    added = sum(report.added for report in reports)
    others = sum(report.changed + report.removed for report in reports)
    found = count(added, "new suggestion") if added else "no new suggestion"
    altered = f", {count(others, 'other')} brought up to date" if others else ""
    messages.success(request, f"Looked through {count(len(reports), 'article')}: {found}{altered}.")
