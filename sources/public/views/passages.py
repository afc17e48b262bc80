"""One passage at its own address, the one that is cited; and its former wordings."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from sources.edition.models import Appearance, Article, Entity, Passage, Revision
from sources.public import addresses, wording
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing import passages as showing
from sources.public.showing import register, resolved
from sources.public.showing.citable import Citing, citation, span
from sources.public.showing.corrected import corrections_by_passage
from sources.public.showing.naming import named
from sources.public.showing.page import Context, Page, address_of, show
from sources.public.showing.provenance import is_link
from sources.public.views.articles import find
from sources.public.views.errors import no_such
from sources.public.views.leading import instead_of_article, instead_of_passage


@reading()
def passage(request: HttpRequest, frame: Frame, public_id: str, slug: str, number: str) -> HttpResponse:
    """Show a passage between its neighbours, with who, where and when it names, and how to cite it."""
    article = find(public_id)
    if article is None:
        return instead_of_article(request, frame, public_id, number)
    if slug != article.slug:
        return HttpResponsePermanentRedirect(addresses.passage(public_id, article.slug, number))
    before, row, after = _with_neighbours(article, number)
    if row is None:
        return instead_of_passage(request, frame, public_id, number)
    appearances = list(
        Appearance.objects.filter(passage=row).select_related("entity", "date", "article", "passage")
    )
    key = (public_id, article.slug)
    shown = _shown(row, key, appearances)
    cited = Citing(frame, address_of(request)).item(article, row, got=article.document.got)
    page = Page(
        frame=frame,
        address=address_of(request),
        path=shown.address,
        citations=[span(cited)],
        title=_("Passage %(number)s of “%(title)s”") % {"number": number, "title": article.title},
        corpora=[article.corpus],
        section="articles",
    )
    return show(
        page,
        "passage",
        article=article,
        source=named(article),
        shown=shown,
        before=before and showing.shown(before, key),
        after=after and showing.shown(after, key),
        register=register.entries(_entities(row, appearances)),
        dates=resolved.placed([one for one in appearances if one.date_id], frame),
        citation=citation(cited, public_id, number),
        citation_address=addresses.article_citation(public_id, article.slug, number),
        url_is_link=is_link(article.url),
        in_article=f"{(addresses.article if row.is_reading else addresses.captured)(*key)}#p{number}",
    )


def _shown(row: Passage, key: tuple[str, str], appearances: Sequence[Appearance]) -> showing.Shown:
    """Prepare the passage, with its corrections and, where there is no text, its words."""
    revisions = Revision.objects.filter(passage=row).order_by("number") if row.revision > 1 else ()
    corrections = corrections_by_passage(revisions, key, {row.pk: row.number}).get(row.pk, ())
    words = showing.words_by_passage(appearances).get(row.pk, ())
    return showing.shown(row, key, corrections=corrections, words=words, is_alone=True)


def _with_neighbours(article: Article, number: str) -> tuple[Passage | None, Passage | None, Passage | None]:
    """Find the passage and what the reader meets before and after it."""
    numbers = list(article.passages.order_by("start", "pk").values_list("pk", "number", "is_reading"))
    place = next((place for place, (_, one, _) in enumerate(numbers) if one == number), None)
    if place is None:
        return None, None, None
    before = next((pk for pk, _, is_read in reversed(numbers[:place]) if is_read), None)
    after = next((pk for pk, _, is_read in numbers[place + 1 :] if is_read), None)
    wanted = [before, numbers[place][0], after]
    rows = article.passages.select_related("speaker", "duplicate_of").in_bulk([pk for pk in wanted if pk])
    found = [rows.get(pk) if pk else None for pk in wanted]
    return found[0], found[1], found[2]


def _entities(passage: Passage, appearances: Sequence[Appearance]) -> list[Entity]:
    """Give who is named, and who is only quoted: that takes a query of its own, where there is anybody."""
    found = {row.entity.public_id: row.entity for row in appearances if row.entity}
    unnamed = register.ids_named([passage]) - found.keys()
    return [*found.values(), *(Entity.objects.filter(public_id__in=unnamed) if unnamed else ())]


@reading()
def revision(
    request: HttpRequest, frame: Frame, public_id: str, slug: str, number: str, revision_number: int
) -> HttpResponse:
    """Show a former wording of a passage; today's wording is at the passage's own address."""
    article = find(public_id)
    if article is None:
        return instead_of_article(request, frame, public_id, number)
    if slug != article.slug:
        return HttpResponsePermanentRedirect(
            addresses.revision(public_id, article.slug, number, revision_number)
        )
    row = article.passages.filter(number=number).first()
    if row is None:
        return instead_of_passage(request, frame, public_id, number)
    if revision_number == row.revision:
        return HttpResponsePermanentRedirect(addresses.passage(public_id, article.slug, number))
    wordings = {one.number: one for one in row.revisions.all()}
    if revision_number not in wordings:
        return no_such(
            request,
            frame,
            what=_("Passage %(number)s has no revision %(revision)s.")
            % {"number": number, "revision": revision_number},
        )
    page = _page_of_wording(request, frame, article, (number, revision_number))
    return show(page, "revision", **_former(article, row, wordings, revision_number))


def _page_of_wording(request: HttpRequest, frame: Frame, article: Article, of: tuple[str, int]) -> Page:
    number, revision_number = of
    return Page(
        frame=frame,
        address=address_of(request),
        path=addresses.revision(article.public_id, article.slug, number, revision_number),
        title=_("Passage %(number)s, revision %(revision)s, of “%(title)s”")
        % {"number": number, "revision": revision_number, "title": article.title},
        corpora=[article.corpus],
        section="articles",
    )


def _former(article: Article, row: Passage, wordings: Mapping[int, Revision], shown: int) -> Context:
    """Give one wording of a passage, and what was done to it next."""
    key, following = (article.public_id, article.slug), wordings.get(shown + 1)
    in_order = [wordings[one] for one in sorted(wordings)]
    corrections = corrections_by_passage(in_order, key, {row.pk: row.number}).get(row.pk, ())
    return {
        "article": article,
        "source": named(article),
        "passage": row,
        "wording": wordings[shown],
        "next": following,
        "reason": wording.reason_given(following.reason) if following else "",
        "correction": next((one for one in corrections if one.number == shown + 1), None),
        "now": addresses.passage(*key, row.number),
    }
