"""Every list of the site as one file of citations, in reading order; what a copy repeats is left out."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase

from sources.edition.models import Appearance, Article, OriginArticle, Passage, PassageTopic, Topic
from sources.public import addresses
from sources.public.allowance import ANSWER, WHOLE
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing.citable import articles_to_cite, passages_to_cite
from sources.public.views import entities, origins
from sources.public.views.citations import list_file
from sources.public.views.errors import no_corpus, no_such, no_topic, nobody
from sources.values import edtf


@reading(is_kept=False, is_shared=True, cost=WHOLE)
def articles(request: HttpRequest, frame: Frame, ending: str, corpus: str = "") -> HttpResponseBase:
    """Send the articles of a corpus, or of the whole archive."""
    found = frame.corpus(corpus) if corpus else None
    if corpus and found is None:
        return no_corpus(request, frame)
    rows = Article.objects.filter(copy_of=None)
    rows = rows.filter(corpus=found) if found else rows
    return list_file(request, frame, articles_to_cite(rows), ending, corpus or "articles")


@reading(is_kept=False, is_shared=True, cost=ANSWER)
def entity(request: HttpRequest, frame: Frame, kind: str, public_id: str, ending: str) -> HttpResponseBase:
    """Send the passages that name a person, place or organisation."""
    found = entities.find(kind, public_id, f"cite.{ending}")
    if found is None:
        return nobody(request, frame, kind)
    if isinstance(found, HttpResponse):
        return found
    naming = Appearance.objects.filter(entity=found, in_copy=False).values("passage")
    rows = Passage.objects.filter(pk__in=naming, article__isnull=False)
    name = f"{found.slug.strip('-') or kind}-{public_id}"
    return list_file(request, frame, passages_to_cite(rows), ending, name)


@reading(is_kept=False, is_shared=True, cost=ANSWER)
def topic(request: HttpRequest, frame: Frame, slug: str, ending: str) -> HttpResponseBase:
    """Send the passages under a topic."""
    found = Topic.objects.filter(slug=slug).first()
    if found is None:
        return no_topic(request, frame)
    under = PassageTopic.objects.filter(topic=found).values("passage")
    rows = Passage.objects.filter(pk__in=under, article__copy_of=None, article__isnull=False)
    return list_file(request, frame, passages_to_cite(rows), ending, "topic")


@reading(is_kept=False, is_shared=True, cost=ANSWER)
def date(request: HttpRequest, frame: Frame, text: str, ending: str, corpus: str = "") -> HttpResponseBase:
    """Send the passages that place something within a day, month or other time; of a corpus, or of all."""
    found = frame.corpus(corpus) if corpus else None
    if corpus and found is None:
        return no_corpus(request, frame)
    try:
        asked = edtf.parse(addresses.asked_date(text))
    except ValueError as error:
        return no_such(request, frame, what=f"{error}")
    within = Q(in_copy=False)
    if asked.earliest:
        within &= Q(date__earliest__gte=asked.earliest)
    if asked.latest:
        within &= Q(date__latest__lte=asked.latest)
    placed = Appearance.objects.filter(within, date__isnull=False)
    placed = placed.filter(corpus=found) if found else placed
    rows = Passage.objects.filter(pk__in=placed.values("passage"), article__isnull=False)
    return list_file(request, frame, passages_to_cite(rows), ending, "date")


@reading(is_kept=False, is_shared=True, cost=ANSWER)
def origin(request: HttpRequest, frame: Frame, kind: str, public_id: str, ending: str) -> HttpResponseBase:
    """Send the articles of a publication or contributor."""
    found = origins.find(kind, public_id)
    if found is None:
        return nobody(request, frame, kind)
    if found.public_id != public_id:
        path = addresses.origin(kind, found.public_id, found.slug)
        return HttpResponsePermanentRedirect(f"{path}cite.{ending}")
    of_it = OriginArticle.objects.filter(origin=found).values("article")
    rows = Article.objects.filter(pk__in=of_it, copy_of=None)
    name = f"{found.slug.strip('-') or kind}-{public_id}"
    return list_file(request, frame, articles_to_cite(rows), ending, name)
