"""The indexes: people, places, organisations, dates, articles; of one corpus, or of all."""

from collections.abc import Iterable

from django.db.models import F
from django.db.models.query import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sources.edition.models import (
    Article,
    Corpus,
    Date,
    DateInCorpus,
    Entity,
    EntityName,
)
from sources.public import addresses, wording
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing import alphabet, calendar
from sources.public.showing.citable import spans, takeaway
from sources.public.showing.naming import entry
from sources.public.showing.page import Page, address_of, section_name, show
from sources.public.views.errors import no_corpus, no_letter, no_such
from sources.public.views.indexes_within import choices
from sources.vocabulary import NameKind

ARTICLES_A_PAGE = 200
# Past this an index is shown letter by letter: 600 entries are about 90 kB.
MOST_ON_A_PAGE = 600


@reading()
def entities(
    request: HttpRequest, frame: Frame, kinds: str, corpus: str = "", letter: str = ""
) -> HttpResponse:
    """Show the index of people, places or organisations, A to Z."""
    found = frame.corpus(corpus) if corpus else None
    if corpus and found is None:
        return no_corpus(request, frame)
    kind = addresses.KINDS[kinds]
    everybody = _listed(kind, found)
    total, letters, rows = _on_a_page(everybody, letter)
    if letter and not (letters and rows):
        return no_letter(request, frame)
    names = EntityName.objects.filter(
        entity__in=[entity.pk for entity, _ in rows],
        relation__in=[NameKind.VARIANT, NameKind.TRANSLITERATION],
    )
    path = addresses.entities(kind, corpus)
    page = Page(
        frame=frame,
        address=address_of(request),
        path=f"{path}{letter}/" if letter else path,
        title=section_name(kinds),
        corpora=[found] if found else frame.corpora,
        section=kinds,
    )
    index = alphabet.index(rows, names)
    lead = _lead(kind, total)
    return show(
        page,
        "entities",
        index=index,
        lead=lead,
        note=_("The figure counts passages; what a copy repeats is not counted again."),
        noun="passage",
        letters=letters,
        path=path,
        letter=letter,
        choices=choices(found),
    )


def _listed(kind: str, corpus: Corpus | None) -> QuerySet[Entity]:
    """Give those whom an index lists, each with how many passages name it there as ``named_in``."""
    if corpus is None:
        rows = Entity.objects.filter(kind=kind, mention_count__gt=0)
        return rows.annotate(named_in=F("passage_count")).order_by("sort_name")
    rows = Entity.objects.filter(corpora__corpus=corpus, corpora__kind=kind)
    return rows.annotate(named_in=F("corpora__passage_count")).order_by("corpora__sort_name")


def _on_a_page(everybody: QuerySet[Entity], letter: str) -> tuple[int, list[str], list[tuple[Entity, int]]]:
    """Give how many there are, the letters of an index that is too long for a page, and what is shown."""
    rows = list(everybody[: MOST_ON_A_PAGE + 1])
    total, letters = len(rows), []
    if len(rows) > MOST_ON_A_PAGE:
        total = everybody.count()
        letters = sorted(everybody.order_by().values_list("letter", flat=True).distinct())
        rows = list(everybody.filter(letter=letter or letters[0]))
    return total, letters, [(row, getattr(row, "named_in", 0)) for row in rows]


def _lead(kind: str, count: int) -> str:
    listed = _("%(names)s, under the name this archive prefers. Other spellings lead to it.")
    return wording.sentence(listed % {"names": wording.count_in_words(count, kind)})


@reading()
def dates(request: HttpRequest, frame: Frame, corpus: str = "") -> HttpResponse:
    """Show every date the sources name, by decade, year and month."""
    found = frame.corpus(corpus) if corpus else None
    if corpus and found is None:
        return no_corpus(request, frame)
    counted = _counted_dates(found)
    decades, longer = calendar.by_decade(counted)
    page = Page(
        frame=frame,
        address=address_of(request),
        path=addresses.dates(corpus),
        title=section_name("dates"),
        corpora=[found] if found else frame.corpora,
        section="dates",
    )
    return show(page, "dates", decades=decades, longer=longer, total=calendar.total(counted))


def _counted_dates(corpus: Corpus | None) -> list[calendar.Counted]:
    rows: Iterable[tuple[Date, int]]
    if corpus is None:
        rows = ((row, row.passage_count) for row in Date.objects.filter(passage_count__gt=0))
    else:
        within = DateInCorpus.objects.filter(corpus=corpus, passage_count__gt=0).select_related("date")
        rows = ((row.date, row.passage_count) for row in within)
    return [
        calendar.Counted(row.edtf, row.words, row.precision, row.earliest, row.latest, count)
        for row, count in rows
    ]


@reading()
def articles(request: HttpRequest, frame: Frame, corpus: str = "", number: int = 1) -> HttpResponse:
    """Show the articles in order of publication."""
    found = frame.corpus(corpus) if corpus else None
    if corpus and found is None:
        return no_corpus(request, frame)
    rows = Article.objects.filter(corpus=found) if found else Article.objects.all()
    start = (number - 1) * ARTICLES_A_PAGE
    # Those before the page are passed over in the index alone, not read.
    keys = rows.values("pk")[start : start + ARTICLES_A_PAGE + 1]
    shown = list(Article.objects.filter(pk__in=keys).select_related("copy_of", "corpus", "document"))
    if number > 1 and not shown:
        return no_such(request, frame, what=_("The list of articles has no such page."))
    path = addresses.articles(corpus)
    page = Page(
        frame=frame,
        address=address_of(request),
        path=path if number == 1 else f"{path}page/{number}/",
        title=section_name("articles"),
        corpora=[found] if found else frame.corpora,
        section="articles",
        citations=spans(shown[:ARTICLES_A_PAGE], frame, address_of(request)),
    )
    entries = [entry(row, None if found else row.corpus) for row in shown[:ARTICLES_A_PAGE]]
    has_next = len(shown) > ARTICLES_A_PAGE
    return show(
        page,
        "articles",
        sources=entries,
        number=number,
        has_next=has_next,
        path=path,
        lead=_sources_lead(page),
        takeaway=takeaway(
            _("Take away these sources"), addresses.corpus(corpus) if corpus else path, has_dossier=False
        ),
    )


def _sources_lead(page: Page) -> str:
    count = sum(corpus.article_count for corpus in page.corpora)
    copies = sum(corpus.copy_count for corpus in page.corpora)
    counted = {
        "articles": wording.count_in_words(count, "article"),
        "copies": wording.count_in_words(copies, "copy"),
    }
    if copies:
        words = _("%(articles)s, in order of publication; %(copies)s beside them.")
    else:
        words = _("%(articles)s, in order of publication.")
    return wording.sentence(words % counted)
