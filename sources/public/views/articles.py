"""An article: for reading, as captured, its citations; and the document it came in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from sources.edition.models import Appearance, Article, Document, Entity, Passage, Revision
from sources.public import addresses, wording
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing import passages as showing
from sources.public.showing import register
from sources.public.showing.citable import Citing, citation, span
from sources.public.showing.naming import Named, named
from sources.public.showing.page import Context, Page, address_of, show
from sources.public.showing.provenance import is_link, provenance
from sources.public.views.errors import no_such
from sources.public.views.leading import instead_of_article, withdrawn
from sources.public.wording import file_size

REGIONS_A_PAGE = 500
MOST_COMPARED = 6  # sources that an article offers to stand beside


def find(public_id: str) -> Article | None:
    """Find an article with what stands round it, by its id."""
    rows = Article.objects.select_related("corpus", "document", "copy_of")
    return rows.filter(public_id=public_id).first()


@reading()
def bare(request: HttpRequest, frame: Frame, public_id: str) -> HttpResponse:
    """Send an address without a slug on to the full one."""
    article = find(public_id)
    if article is None:
        return instead_of_article(request, frame, public_id)
    return HttpResponsePermanentRedirect(addresses.article(article.public_id, article.slug))


@reading()
def article(request: HttpRequest, frame: Frame, public_id: str, slug: str) -> HttpResponse:
    """Show an article for reading."""
    return _article(request, frame, public_id, slug, is_captured=False)


@reading()
def captured(request: HttpRequest, frame: Frame, public_id: str, slug: str) -> HttpResponse:
    """Show an article as it was captured: every passage, each kind labelled, in place."""
    return _article(request, frame, public_id, slug, is_captured=True)


def _article(
    request: HttpRequest, frame: Frame, public_id: str, slug: str, *, is_captured: bool
) -> HttpResponse:
    row = find(public_id)
    if row is None:
        # An old address without a slug may have a number in its place.
        return instead_of_article(request, frame, public_id, "" if is_captured else slug)
    path = addresses.captured(public_id, row.slug) if is_captured else addresses.article(public_id, row.slug)
    if slug != row.slug:
        number = row.passages.filter(number=slug).first() if not is_captured else None
        return HttpResponsePermanentRedirect(
            addresses.passage(public_id, row.slug, number.number) if number else path
        )
    rows = list(row.passages.select_related("speaker", "duplicate_of").order_by("start", "pk"))
    shown = all_shown(row, rows)
    cited = Citing(frame, address_of(request)).item(row, got=row.document.got)
    page = Page(
        frame=frame,
        address=address_of(request),
        path=path,
        title=row.title,
        citations=[span(cited)],
        corpora=[row.corpus],
        section="articles",
        description=_description(row),
    )
    return show(
        page,
        "captured" if is_captured else "article",
        article=row,
        **_laid_out(shown, is_captured=is_captured),
        **_addresses(row),
        provenance=provenance(row, list(row.copies.all()), rows),
        url_is_link=is_link(row.url),
        around=_around(row, rows),
        register=register.entries(_named(rows, shown)),
        citation=citation(cited, public_id),
    )


def _laid_out(shown: Sequence[showing.Shown], *, is_captured: bool) -> Context:
    """Give the passages as the page has them: its head and the rest, or region by region."""
    head, rest = showing.head_and_rest(shown)
    hidden_numbers, hidden_kinds = showing.hidden_note(shown)
    return {
        "head": head,
        "rest": rest,
        "title": next((one for one in head if one.passage.kind == "title"), None),
        "regions": showing.in_regions(shown) if is_captured else (),
        "hidden_numbers": hidden_numbers,
        "hidden_kinds": hidden_kinds,
        "has_text": any(one.has_text for one in shown),
    }


def _addresses(row: Article) -> Context:
    key = (row.public_id, row.slug)
    return {
        "reading_address": addresses.article(*key),
        "captured_address": addresses.captured(*key),
        "citation_address": addresses.article_citation(*key),
    }


def _description(row: Article) -> str:
    """Say what the article is, for who sees only a link to it."""
    facts = filter(None, (row.byline, row.publication, row.published_words or _("undated")))
    return _("“%(title)s”. %(source)s. %(passages)s, numbered as captured.") % {
        "title": row.title,
        "source": ", ".join(facts),
        "passages": wording.count(row.passage_count, "passage"),
    }


@dataclass(frozen=True, slots=True)
class Around:
    """The articles round one: before and after by date of publication, and those to read beside it."""

    before: Named | None
    after: Named | None
    compared: tuple[tuple[str, str], ...]  # name, address of the two side by side


def _around(row: Article, rows: Sequence[Passage]) -> Around:
    """Find the articles of the same corpus before and after, and those beside most of the passages."""
    own = Article.objects.filter(corpus=row.corpus_id, copy_of=None)
    before = own.filter(position__lt=row.position).order_by("-position").values("pk")[:1]
    after = own.filter(position__gt=row.position).order_by("position").values("pk")[:1]
    beside: Counter[str] = Counter()
    for passage in rows:
        # Each once, and in an order: those that come up as often as each other stand as they come.
        beside.update(list(dict.fromkeys(one[1] for one in passage.beside.get("shown", ()))))
    near = [public_id for public_id, _ in beside.most_common(MOST_COMPARED)]
    found = list(Article.objects.filter(Q(pk__in=before) | Q(pk__in=after) | Q(public_id__in=near)))
    by_id = {one.public_id: one for one in found}
    earlier = [one for one in found if one.position < row.position and one.copy_of_id is None]
    later = [one for one in found if one.position > row.position and one.copy_of_id is None]
    return Around(
        named(earlier[-1]) if earlier else None,
        named(later[0]) if later else None,
        tuple(_compared(row, by_id[public_id]) for public_id in near if public_id in by_id),
    )


def _compared(row: Article, other: Article) -> tuple[str, str]:
    first, second = sorted((row, other), key=lambda one: one.position)
    source = named(other)
    name = ", ".join(filter(None, (source.name, source.published)))
    return name, addresses.compare(first.public_id, second.public_id)


def all_shown(row: Article, rows: Sequence[Passage]) -> tuple[showing.Shown, ...]:
    """Prepare an article's passages, with their corrections and, where there is no text, their words."""
    revisions: Sequence[Revision] = ()
    if row.revision_count:
        revisions = list(Revision.objects.filter(passage__article=row).order_by("passage", "number"))
    appearances: Sequence[Appearance] = ()
    if any(one.text is None for one in rows):
        appearances = list(Appearance.objects.filter(article=row).select_related("entity", "date"))
    return showing.all_shown(rows, (row.public_id, row.slug), revisions=revisions, appearances=appearances)


def _named(rows: Sequence[Passage], shown: Sequence[showing.Shown]) -> list[Entity]:
    """Find the entities that the article names, by its marks or by its words."""
    ids = register.ids_named(rows) | {word.card for one in shown for word in one.words if word.card}
    return list(Entity.objects.filter(public_id__in=ids))


@reading()
def document(request: HttpRequest, frame: Frame, public_id: str, number: int = 1) -> HttpResponse:
    """Show a whole file as received: every region, also those of no article."""
    row = Document.objects.select_related("corpus").filter(public_id=public_id).first()
    if row is None:
        no_document = _("No document has this address.")
        return withdrawn(request, frame, public_id) or no_such(request, frame, what=no_document)
    start = (number - 1) * REGIONS_A_PAGE
    regions = row.passages.select_related("article", "duplicate_of__article").order_by("start", "pk")
    found = list(regions[start : start + REGIONS_A_PAGE + 1])
    if number > 1 and not found:
        return no_such(request, frame, what=_("This document has no such page."))
    path = addresses.document(public_id)
    page = Page(
        frame=frame,
        address=address_of(request),
        path=path if number == 1 else f"{path}page/{number}/",
        title=row.file_name,
        corpora=[row.corpus],
        section="articles",
    )
    return show(
        page,
        "document",
        document=row,
        size=file_size(row.size),
        stretches=showing.in_stretches(found[:REGIONS_A_PAGE]),
        number=number,
        has_next=len(found) > REGIONS_A_PAGE,
        path=path,
    )
