"""Where a reader comes in: the archive, and each corpus."""

from django.http import HttpRequest, HttpResponse

from sources.edition.models import Article, Corpus, DateInCorpus, EntityInCorpus
from sources.public import addresses
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing.calendar import Counted
from sources.public.showing.naming import entry
from sources.public.showing.page import Page, address_of, show
from sources.public.showing.timeline import Told, timeline
from sources.public.showing.ways_in import Way, date_way, entity_way, other_ways
from sources.public.views.errors import no_such

MOST_NAMED = 4  # in each way in
MOST_LISTED = 60  # sources on the home page; the list of articles has them all


@reading()
def home(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Show the archive's corpora; where there is one, that corpus."""
    if frame.only_corpus:
        return _corpus_home(request, frame, frame.only_corpus, "/")
    page = Page(frame=frame, address=address_of(request), path="/", corpora=frame.corpora, has_search=False)
    ways = [_ways_in(corpus) for corpus in frame.corpora]
    return show(
        page, "home", corpora=list(zip(frame.corpora, ways, map(other_ways, frame.corpora), strict=True))
    )


@reading()
def corpus(request: HttpRequest, frame: Frame, slug: str) -> HttpResponse:
    """Show a corpus's home."""
    found = frame.corpus(slug)
    if found is None:
        return no_such(request, frame, what="No corpus has this address.")
    return _corpus_home(request, frame, found, addresses.corpus(slug))


def _corpus_home(request: HttpRequest, frame: Frame, found: Corpus, path: str) -> HttpResponse:
    dates = _dates(found)
    articles = list(Article.objects.filter(corpus=found).select_related("copy_of")[: MOST_LISTED + 1])
    told = [
        Told(row.published_earliest, row.publication or row.byline, row.copy_of_id is not None)
        for row in articles
        if row.published_earliest
    ]
    page = Page(frame=frame, address=address_of(request), path=path, corpora=[found], has_search=False)
    return show(
        page,
        "corpus",
        corpus=found,
        ways=_ways_in(found, dates),
        also=other_ways(found),
        chart=timeline(dates, told),
        sources=[entry(row) for row in articles[:MOST_LISTED]],
        has_more=len(articles) > MOST_LISTED,
        articles_address=addresses.articles(found.slug),
    )


def _dates(found: Corpus) -> list[Counted]:
    rows = DateInCorpus.objects.filter(corpus=found).select_related("date")
    return [
        Counted(
            row.date.edtf,
            row.date.words,
            row.date.precision,
            row.date.earliest,
            row.date.latest,
            row.passage_count,
        )
        for row in rows
        if row.passage_count
    ]


def _ways_in(found: Corpus, dates: list[Counted] | None = None) -> list[Way]:
    """Give the ways into a corpus: its indexes, each with those named in most passages."""
    counts = {
        "person": found.person_count,
        "place": found.place_count,
        "organisation": found.organisation_count,
    }
    ways = []
    for kind, count in counts.items():
        most = EntityInCorpus.objects.filter(corpus=found, kind=kind).select_related("entity")
        ways.append(
            entity_way(kind, found.slug, count, most.order_by("-passage_count", "sort_name")[:MOST_NAMED])
        )
    if dates is None:
        dates = _dates(found)
    return [*ways, date_way(found.slug, found.date_count, dates, MOST_NAMED)]
