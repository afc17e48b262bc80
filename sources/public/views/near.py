"""The passages of other sources that belong beside one passage: the whole list, with the reasons."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from sources.edition.models import Appearance, Passage
from sources.edition.nearest import nearest
from sources.public import addresses, wording
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing.citable import spans
from sources.public.showing.naming import named
from sources.public.showing.page import Page, address_of, show
from sources.public.showing.speaking import by_article, with_beginning
from sources.public.views.articles import find
from sources.public.views.errors import no_such
from sources.public.views.leading import instead_of_article, instead_of_passage


@reading()
def near(request: HttpRequest, frame: Frame, public_id: str, slug: str, number: str) -> HttpResponse:
    """List the passages of other sources that name the same people, places and day."""
    article = find(public_id)
    if article is None:
        return instead_of_article(request, frame, public_id, number)
    if slug != article.slug:
        return HttpResponsePermanentRedirect(addresses.near(public_id, article.slug, number))
    row = article.passages.filter(number=number).first()
    if row is None:
        return instead_of_passage(request, frame, public_id, number)
    listed = nearest(row.pk, article.pk) if row.beside["shown"] else []
    if not listed:
        return no_such(request, frame, what=_("No passage of another source belongs beside this one."))
    rows = list(with_beginning(Passage.objects.filter(pk__in=listed)).order_by("pk"))
    page = Page(
        frame=frame,
        address=address_of(request),
        path=addresses.near(public_id, article.slug, number),
        citations=spans([one.article for one in rows if one.article], frame, address_of(request)),
        title=_("Beside passage %(number)s of “%(title)s”") % {"number": number, "title": article.title},
        corpora=[article.corpus],
        section="articles",
    )
    total = len(row.beside.get("shown", [])) + row.beside.get("more", 0)
    return show(
        page,
        "near",
        article=article,
        source=named(article),
        number=number,
        passage_address=addresses.passage(public_id, article.slug, number),
        total=total,
        is_cut=total > len(rows),
        most=len(rows),
        sources=by_article(rows, most=len(rows), corpora=frame.corpora, why=_reasons(row, listed)),
    )


def _reasons(row: Passage, others: Iterable[int]) -> dict[int, str]:
    """Say for each passage which days, people and places it names that this one names too."""
    found = Appearance.objects.filter(passage__in=[row.pk, *others]).select_related("entity", "date")
    by_passage: dict[int, dict[tuple[str, int], str]] = {}
    for one in found:
        if one.entity is not None:
            by_passage.setdefault(one.passage_id, {})["entity", one.entity.pk] = one.entity.name
        elif one.date is not None and one.date.precision == "day":
            by_passage.setdefault(one.passage_id, {})["date", one.date.pk] = one.date.words
    own = by_passage.get(row.pk, {})
    return {
        pk: wording.listing(name for item, name in names.items() if item in own)
        for pk, names in by_passage.items()
    }
