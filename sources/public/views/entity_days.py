"""A person, a place, an organisation in time: its passages in the order of the days that they speak of."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from sources.edition.models import Entity
from sources.public import addresses, wording
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing.by_day import MOST_ORDERED, ByDay, by_day
from sources.public.showing.citable import spans
from sources.public.showing.page import Page, address_of, show
from sources.public.views.entities import corpora_of, find
from sources.public.views.errors import no_such_page, nobody

BY_DAY = "by-day/"


@reading()
def entity_days(
    request: HttpRequest, frame: Frame, kind: str, public_id: str, slug: str, number: int = 1
) -> HttpResponse:
    """Show an entity's passages by the day spoken of."""
    found = find(kind, public_id, BY_DAY)
    if found is None:
        return nobody(request, frame, kind)
    if isinstance(found, HttpResponse):
        return found
    whole = addresses.entity(kind, public_id, found.slug)
    path = f"{whole}{BY_DAY}"
    here = path if number == 1 else f"{path}page/{number}/"
    if slug != found.slug:
        return HttpResponsePermanentRedirect(here)
    told = by_day(found, number, frame)
    if number > 1 and not told.days:
        return no_such_page(request, frame)
    return show(
        _page(request, frame, (found, here), told),
        "entity_days",
        entity=found,
        whole=whole,
        told=told,
        without=wording.count(told.without, "passage") if told.without else "",
        most=wording.figure(MOST_ORDERED),
        number=number,
        path=path,
    )


def _page(request: HttpRequest, frame: Frame, of: tuple[Entity, str], told: ByDay) -> Page:
    found, here = of
    return Page(
        frame=frame,
        address=address_of(request),
        path=here,
        title=_("%(name)s, by the day spoken of") % {"name": found.name},
        corpora=frame.corpora_of(corpora_of(found)),
        section=addresses.INDEXES[found.kind],
        is_indexed=not found.is_private,
        description=_("The passages that name %(name)s, in the order of the days that they speak of.")
        % {"name": found.name},
        citations=spans([row.article for row in told.rows], frame, address_of(request)),
    )
