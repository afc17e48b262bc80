"""Where a reader comes in: the archive, and each corpus."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import product

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sources.edition.models import Article, Corpus, DateInCorpus, EntityInCorpus
from sources.public import addresses
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.maps.drawing import Atlas, atlas
from sources.public.maps.network import network
from sources.public.showing.answered import asked, disputed
from sources.public.showing.calendar import Counted
from sources.public.showing.citable import spans, takeaway
from sources.public.showing.identity import placed
from sources.public.showing.naming import entry
from sources.public.showing.page import Page, address_of, show
from sources.public.showing.timeline import Told, timeline
from sources.public.showing.ways_in import Way, beginning, date_way, entity_way, other_ways
from sources.public.views.errors import no_corpus
from sources.values import edtf

MOST_NAMED = 4  # in each way in
MOST_PLACED = 60  # places on the map
MOST_LISTED = 60  # sources on the home page; the list of articles has them all


@reading()
def home(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Show the archive's corpora; where there is one, that corpus."""
    if frame.only_corpus:
        return _corpus_home(request, frame, frame.only_corpus, "/")
    page = Page(frame=frame, address=address_of(request), path="/", corpora=frame.corpora, has_search=False)
    dates, named = _dates(frame.corpora), _most_named(frame.corpora)
    corpora = [
        (
            one,
            _ways_in(one, dates[one.pk], named),
            other_ways(one),
            beginning(one, dates[one.pk]),
            disputed(one.accounts),
        )
        for one in frame.corpora
    ]
    return show(page, "home", corpora=corpora)


@reading()
def corpus(request: HttpRequest, frame: Frame, slug: str) -> HttpResponse:
    """Show a corpus's home."""
    found = frame.corpus(slug)
    if found is None:
        return no_corpus(request, frame)
    return _corpus_home(request, frame, found, addresses.corpus(slug))


def _told(article: Article, earliest: date) -> Told:
    latest = edtf.parse(article.published).latest
    until = latest if latest != earliest else None
    name = article.publication or article.byline
    words = article.published_words if until else ""
    return Told(earliest, name, article.copy_of_id is not None, until, words)


def _corpus_home(request: HttpRequest, frame: Frame, found: Corpus, path: str) -> HttpResponse:
    dates = _dates([found])[found.pk]
    articles = list(
        Article.objects.filter(corpus=found).select_related("copy_of", "document")[: MOST_LISTED + 1]
    )
    told = [_told(row, row.published_earliest) for row in articles if row.published_earliest]
    page = Page(
        frame=frame,
        address=address_of(request),
        path=path,
        corpora=[found],
        has_search=False,
        citations=spans(articles[:MOST_LISTED], frame, address_of(request)),
    )
    return show(
        page,
        "corpus",
        corpus=found,
        ways=_ways_in(found, dates, _most_named([found])),
        beginning=beginning(found, dates),
        also=other_ways(found),
        questions=asked(found.accounts),
        more_questions=found.question_count - len(found.accounts),
        accounts_address=addresses.accounts(found.slug),
        chart=timeline(dates, told),
        atlas=_atlas(found),
        network=network(found.network),
        sources=[entry(row) for row in articles[:MOST_LISTED]],
        has_more=len(articles) > MOST_LISTED,
        articles_address=addresses.articles(found.slug),
        takeaway=takeaway(_("Take away the sources"), addresses.corpus(found.slug), has_dossier=False),
    )


def _atlas(found: Corpus) -> Atlas | None:
    """Draw the places of a corpus whose coordinates are known, those named most."""
    rows = EntityInCorpus.objects.filter(corpus=found, kind="place", passage_count__gt=0)
    rows = rows.filter(entity__latitude__isnull=False, entity__longitude__isnull=False)
    places = [
        placed(row.entity, row.passage_count)
        for row in rows.select_related("entity").order_by("-passage_count", "sort_name")[:MOST_PLACED]
    ]
    return atlas(places, is_fiction=found.is_fiction, of=found.title)


def _dates(corpora: Sequence[Corpus]) -> dict[int, list[Counted]]:
    """Give the dates of each corpus, by its key."""
    found: dict[int, list[Counted]] = {corpus.pk: [] for corpus in corpora}
    rows = DateInCorpus.objects.filter(corpus__in=found, passage_count__gt=0).select_related("date")
    for row in rows:
        date = row.date
        found[row.corpus_id].append(
            Counted(date.edtf, date.words, date.precision, date.earliest, date.latest, row.passage_count)
        )
    return found


def _most_named(corpora: Sequence[Corpus]) -> dict[tuple[int, str], list[EntityInCorpus]]:
    """Give those named in most passages of each corpus, by its key and their kind: one query for all."""
    wanted = Q()
    for corpus, kind in product(corpora, addresses.INDEXES):
        rows = EntityInCorpus.objects.filter(corpus=corpus, kind=kind, entity__is_private=False)
        wanted |= Q(pk__in=rows.order_by("-passage_count", "sort_name").values("pk")[:MOST_NAMED])
    found: dict[tuple[int, str], list[EntityInCorpus]] = {}
    rows = EntityInCorpus.objects.filter(wanted).select_related("entity")
    for row in rows.order_by("-passage_count", "sort_name"):
        found.setdefault((row.corpus_id, row.kind), []).append(row)
    return found


def _ways_in(
    found: Corpus, dates: list[Counted], named: Mapping[tuple[int, str], list[EntityInCorpus]]
) -> list[Way]:
    """Give the ways into a corpus: its indexes, each with those named in most passages."""
    counts = {
        "person": found.person_count,
        "place": found.place_count,
        "organisation": found.organisation_count,
    }
    ways = [
        entity_way(kind, found.slug, count, named.get((found.pk, kind), [])) for kind, count in counts.items()
    ]
    return [*ways, date_way(found.slug, found.date_count, dates, MOST_NAMED)]
