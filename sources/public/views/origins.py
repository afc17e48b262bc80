"""Publications and contributors: their index, and for each its articles and what they name most."""

from django.db.models import F
from django.db.models.query import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from sources.edition.models import Corpus, Origin, OriginArticle, OriginInCorpus, Redirect
from sources.public import addresses, wording
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing import alphabet
from sources.public.showing.citable import spans, takeaway
from sources.public.showing.naming import entry
from sources.public.showing.page import Context, Page, address_of, section_name, show
from sources.public.showing.provenance import is_link
from sources.public.views.errors import no_corpus, no_letter, no_such_page, nobody
from sources.values.slug import letter as letter_of

ARTICLES_A_PAGE = 200
MOST_ON_A_PAGE = 600  # past this an index is shown letter by letter


@reading()
def index(request: HttpRequest, frame: Frame, kinds: str, corpus: str = "", letter: str = "") -> HttpResponse:
    """Show the index of publications or contributors, A to Z."""
    found = frame.corpus(corpus) if corpus else None
    if corpus and found is None:
        return no_corpus(request, frame)
    kind = addresses.ORIGIN_KINDS[kinds]
    everything = [(row, getattr(row, "counted", 0)) for row in _listed(kind, found)]
    letters = []
    shown = everything
    if len(everything) > MOST_ON_A_PAGE:
        letters = sorted({letter_of(row.sort_name) for row, _ in everything})
        letter_shown = letter or letters[0]
        shown = [pair for pair in everything if letter_of(pair[0].sort_name) == letter_shown]
    if letter and not (letters and shown):
        return no_letter(request, frame)
    path = addresses.origins(kind, corpus)
    page = Page(
        frame=frame,
        address=address_of(request),
        path=f"{path}{letter}/" if letter else path,
        title=section_name(kinds),
        corpora=[found] if found else frame.corpora,
        section=kinds,
    )
    return show(
        page,
        "entities",
        index=alphabet.arranged([(row.sort_name, _line(row, count)) for row, count in shown]),
        lead=wording.stopped(wording.sentence(wording.count_in_words(len(everything), kind))),
        note=_note(kind),
        noun="article",
        letters=letters,
        path=path,
        letter=letter,
    )


def _note(kind: str) -> str:
    if kind == "publication":
        return _("The figure counts distinct articles; a copy is listed on the page, and not counted.")
    return _("Authors, translators, interviewers, agencies, as printed. The figure counts distinct articles.")


def _listed(kind: str, corpus: Corpus | None) -> QuerySet[Origin]:
    rows = Origin.objects.defer("days", "named")
    if corpus is None:
        return rows.filter(kind=kind).annotate(counted=F("article_count")).order_by("sort_name", "public_id")
    within = OriginInCorpus.objects.filter(corpus=corpus, kind=kind)
    rows = rows.filter(corpora__in=within).annotate(counted=F("corpora__article_count"))
    return rows.order_by("corpora__sort_name", "public_id")


def _line(row: Origin, count: int) -> alphabet.Entry:
    return alphabet.Entry(
        words=row.sort_name,
        language=row.language,
        address=addresses.origin(row.kind, row.public_id, row.slug),
        remark=row.remark,
        count=count,
        see="",
        is_fiction=row.is_fiction,
    )


def find(kind: str, public_id: str) -> Origin | None:
    """Find an origin; one whose record was merged is found under the record that remains."""
    rows = Origin.objects.filter(kind=kind).select_related("entity")
    found = rows.filter(public_id=public_id).first()
    if found is None and (led := Redirect.objects.filter(old=public_id).first()):
        found = rows.filter(public_id=led.new).first()
    return found


@reading()
def bare(request: HttpRequest, frame: Frame, kind: str, public_id: str) -> HttpResponse:
    """Send an address without a slug on to the full one."""
    found = find(kind, public_id)
    if found is None:
        return nobody(request, frame, kind)
    return HttpResponsePermanentRedirect(addresses.origin(found.kind, found.public_id, found.slug))


@reading()
def origin(
    request: HttpRequest, frame: Frame, kind: str, public_id: str, slug: str, number: int = 1
) -> HttpResponse:
    """Show a publication's or contributor's articles, in order of publication."""
    found = find(kind, public_id)
    if found is None:
        return nobody(request, frame, kind)
    path = addresses.origin(kind, found.public_id, found.slug)
    here = path if number == 1 else f"{path}page/{number}/"
    if (public_id, slug) != (found.public_id, found.slug):
        return HttpResponsePermanentRedirect(here)
    shown = _articles(found, number)
    if number > 1 and not shown:
        return no_such_page(request, frame)
    corpora = frame.corpora_of(set(found.corpora.values_list("corpus_id", flat=True)))
    page = Page(
        frame=frame,
        address=address_of(request),
        path=here,
        title=found.name,
        corpora=corpora,
        section=addresses.ORIGINS[kind],
        description=_lead(found),
        citations=spans([row.article for row in shown[:ARTICLES_A_PAGE]], frame, address_of(request)),
    )
    return show(
        page,
        "origin",
        **_told(found, page),
        sources=[
            entry(row.article, None if page.corpus else row.article.corpus) for row in shown[:ARTICLES_A_PAGE]
        ],
        number=number,
        has_next=len(shown) > ARTICLES_A_PAGE,
        path=path,
        takeaway=takeaway(_("Take away these sources"), f"/{kind}/{public_id}/", has_dossier=False),
    )


def _articles(found: Origin, number: int) -> list[OriginArticle]:
    """Give one page of its articles, and one more to tell whether there is a next."""
    start = (number - 1) * ARTICLES_A_PAGE
    # Those before the page are passed over in the index alone, not read.
    keys = OriginArticle.objects.filter(origin=found).values("pk")[start : start + ARTICLES_A_PAGE + 1]
    rows = OriginArticle.objects.filter(pk__in=keys)
    return list(rows.select_related("article__copy_of", "article__corpus", "article__document"))


def _told(found: Origin, page: Page) -> Context:
    """Give what is said of it beside its articles: who it is, of which days it tells, whom it names."""
    return {
        "origin": found,
        "lead": _lead(found),
        "index_name": section_name(page.section),
        "index_address": addresses.origins(found.kind, page.corpus.slug if page.corpus else ""),
        "days": [(words, addresses.date(edtf), count) for edtf, words, count in found.days],
        "named": [(name, *_marked(of, identity, at), count) for of, identity, at, name, count in found.named],
        "has_record": found.kind == "publication" or found.entity_id is not None,
        "site": found.url if is_link(found.url) else "",
    }


def _marked(kind: str, identity: str, slug: str) -> tuple[str, str]:
    return "org" if kind == "organisation" else kind, addresses.entity(kind, identity, slug)


def _lead(found: Origin) -> str:
    counted = wording.count_in_words(found.article_count, "article")
    if found.copy_count:
        copies = wording.count_in_words(found.copy_count, "copy")
        counted = _("%(articles)s and %(copies)s") % {"articles": counted, "copies": copies}
    words = counted
    if found.first and found.last and found.first != found.last:
        words = _("%(articles)s, %(first)s to %(last)s") % {
            "articles": counted,
            "first": wording.day(found.first),
            "last": wording.day(found.last),
        }
    elif found.first:
        words = _("%(articles)s, of %(day)s") % {"articles": counted, "day": wording.day(found.first)}
    said = [wording.stopped(wording.sentence(one)) for one in (found.remark, words) if one]
    return " ".join(said)
