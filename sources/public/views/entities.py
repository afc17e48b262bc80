"""A person, a place, an organisation: every passage that names it, by source, in context."""

from collections.abc import Sequence

from django.db.models import Subquery
from django.db.models.query import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from sources.edition.models import Appearance, Entity, EntityInCorpus, EntityName, Redirect, Saying, Together
from sources.public import addresses, wording
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.maps.drawing import Map, small
from sources.public.showing import concordance, saying
from sources.public.showing.answered import accounts
from sources.public.showing.calendar import Counted
from sources.public.showing.citable import spans, takeaway
from sources.public.showing.identity import coordinates, identifiers, placed
from sources.public.showing.names import forms
from sources.public.showing.page import Context, Page, address_of, section_name, show
from sources.public.showing.timeline import timeline
from sources.public.views.errors import no_such_page, nobody

LINES_A_PAGE = 200
MOST_TOGETHER = 8
MOST_SAYINGS = 200
# How a heading speaks of it: what it said, what was said of it.
THEY = {"person": ("they", "them"), "organisation": ("it", "it"), "place": ("it", "it")}


def find(kind: str, public_id: str, path_of: str = "") -> Entity | HttpResponsePermanentRedirect | None:
    """Find an entity; one that was merged, or has another kind, answers with where it is now."""
    entity = Entity.objects.filter(public_id=public_id).first()
    if entity is None:
        entity = Entity.objects.filter(public_id=_leads_to(public_id)).first()
    if entity is not None and (entity.public_id, entity.kind) != (public_id, kind):
        return HttpResponsePermanentRedirect(
            addresses.entity(entity.kind, entity.public_id, entity.slug) + path_of
        )
    return entity


def _leads_to(public_id: str) -> str:
    """Follow an id to where it leads now: who was merged may have been merged again."""
    seen: set[str] = set()
    while public_id not in seen:
        seen.add(public_id)
        public_id = Redirect.objects.filter(old=public_id).values_list("new", flat=True).first() or public_id
    return public_id


@reading()
def bare(request: HttpRequest, frame: Frame, kind: str, public_id: str) -> HttpResponse:
    """Send an address without a slug on to the full one."""
    found = find(kind, public_id)
    if found is None:
        return nobody(request, frame, kind)
    if isinstance(found, HttpResponse):
        return found
    return HttpResponsePermanentRedirect(addresses.entity(found.kind, found.public_id, found.slug))


@reading()
def entity(
    request: HttpRequest, frame: Frame, kind: str, public_id: str, slug: str, number: int = 1
) -> HttpResponse:
    """Show an entity."""
    found = find(kind, public_id)
    if found is None:
        return nobody(request, frame, kind)
    if isinstance(found, HttpResponse):
        return found
    path = addresses.entity(kind, public_id, found.slug)
    here = path if number == 1 else f"{path}page/{number}/"
    if slug != found.slug:
        return HttpResponsePermanentRedirect(here)
    rows = _lines(found, number)
    if number > 1 and not rows:
        return no_such_page(request, frame)
    page = _page(request, frame, found, here, rows)
    label, within = _("Take away these passages"), [f"{kind}:{public_id}"]
    return show(
        page,
        "entity",
        entity=found,
        accounts=accounts(found.accounts),
        index_address=addresses.entities(kind, page.corpus.slug if page.corpus else ""),
        index_name=section_name(page.section),
        lead=page.description,
        **_said(found, number),
        **_named(found),
        sources=concordance.by_source(rows[:LINES_A_PAGE], frame),
        number=number,
        has_next=len(rows) > LINES_A_PAGE,
        path=path,
        takeaway=takeaway(label, f"/{kind}/{public_id}/", within=within),
        feed_address=addresses.entity_feed(kind, public_id),
    )


def _page(request: HttpRequest, frame: Frame, found: Entity, here: str, rows: Sequence[Appearance]) -> Page:
    return Page(
        frame=frame,
        address=address_of(request),
        path=here,
        title=found.name,
        corpora=frame.corpora_of(corpora_of(found)),
        section=addresses.INDEXES[found.kind],
        is_indexed=not found.is_private,
        description=_lead(found),
        citations=spans([row.article for row in rows[:LINES_A_PAGE]], frame, address_of(request)),
    )


def _said(found: Entity, number: int) -> Context:
    """Give what it said, on the first page of its passages."""
    sayings = list(saying.of_speaker(found, MOST_SAYINGS)) if number == 1 and found.saying_count else []
    return {
        "sayings": saying.by_article(sayings[:MOST_SAYINGS]),
        "has_more_sayings": len(sayings) > MOST_SAYINGS,
        "most_sayings": MOST_SAYINGS,
        "they": THEY[found.kind],
    }


def _named(found: Entity) -> Context:
    """Give the forms of its name, with whom and when it is named, and where it lies."""
    written, unwritten = forms(list(EntityName.objects.filter(entity=found)))
    together = list(Together.objects.filter(entity=found).select_related("other", "date"))
    return {
        "forms": written,
        "unwritten": unwritten,
        "in_copies": sum(form.times for form in written) - found.mention_count,
        "together": [row for row in together if row.other_id][:MOST_TOGETHER],
        "days": [row for row in together if row.date_id][:MOST_TOGETHER],
        "chart": timeline(_days(together), (), height=40),
        "coordinates": coordinates(found.latitude, found.longitude),
        "map": _map(found, together),
        "identifiers": identifiers(found),
    }


def _map(found: Entity, together: Sequence[Together]) -> Map | None:
    """Draw a place with those that are named in the same passages; None where its place is not known."""
    if found.latitude is None or found.longitude is None:
        return None
    others = [
        placed(row.other, row.passage_count)
        for row in together
        if row.other and row.other.latitude is not None and row.other.longitude is not None
    ]
    return small([placed(found, found.passage_count), *others], is_fiction=found.is_fiction)


def corpora_of(found: Entity) -> set[int]:
    """Find the corpora that name an entity, or in which it speaks: one of them may be fiction."""
    named_in = EntityInCorpus.objects.filter(entity=found).order_by()
    speaks_in = Saying.objects.filter(speaker=found).order_by()
    return set(
        named_in.values_list("corpus_id", flat=True).union(
            speaks_in.values_list("article__corpus_id", flat=True)
        )
    )


def _lead(found: Entity) -> str:
    """Say who it is and how often it is named, in one sentence or two."""
    counted = {
        "passages": wording.count_in_words(found.passage_count, "passage"),
        "articles": wording.count_in_words(found.article_count, "article"),
        "quoting": wording.count_in_words(found.saying_article_count, "article"),
    }
    if found.saying_article_count:
        named = _("Named in %(passages)s of %(articles)s; quoted in %(quoting)s.") % counted
    else:
        named = _("Named in %(passages)s of %(articles)s.") % counted
    return f"{found.description} {named}".strip()


def _lines(found: Entity, number: int) -> list[Appearance]:
    """Give one page of the entity's appearances, and one more to tell whether there is a next.

    The page begins at the position that the index alone finds, so that the last page of a long list
    costs little more than the first.
    """
    rows: QuerySet[Appearance] = Appearance.objects.filter(entity=found).order_by("position")
    if number > 1:
        start = (number - 1) * LINES_A_PAGE
        rows = rows.filter(position__gte=Subquery(rows.values("position")[start : start + 1]))
    read = rows.select_related("article", "passage").defer("passage__text", *concordance.UNDRAWN)
    return list(read[: LINES_A_PAGE + 1])


def _days(together: Sequence[Together]) -> list[Counted]:
    return [
        Counted(
            row.date.edtf,
            row.date.words,
            row.date.precision,
            row.date.earliest,
            row.date.latest,
            row.passage_count,
        )
        for row in together
        if row.date
    ]
