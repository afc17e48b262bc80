"""Topics: what passages are about, each with every passage that has it, by source."""

from collections.abc import Iterable

from django.db.models import Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sources.edition.models import Corpus, Passage, PassageTopic, Topic, TopicInCorpus
from sources.public import addresses, wording
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing.citable import spans, takeaway
from sources.public.showing.named_here import named_here
from sources.public.showing.page import Page, address_of, show
from sources.public.showing.speaking import by_article, with_beginning
from sources.public.views.errors import no_corpus, no_such_page, no_topic

PASSAGES_A_PAGE = 100


@reading()
def index(request: HttpRequest, frame: Frame, corpus: str = "") -> HttpResponse:
    """Show every topic with what belongs under it, and how many passages have it."""
    found = frame.corpus(corpus) if corpus else None
    if corpus and found is None:
        return no_corpus(request, frame)
    rows = sorted(_counted(found), key=lambda pair: pair[0].name.casefold())
    page = Page(
        frame=frame,
        address=address_of(request),
        path=addresses.topics(corpus),
        title=_("Topics"),
        corpora=[found] if found else frame.corpora,
        section="topics",
    )
    lead = _("%(topics)s. Each leads to every passage that editors put under it.") % {
        "topics": wording.count_in_words(len(rows), "topic")
    }
    return show(
        page,
        "topics",
        lead=wording.sentence(lead),
        topics=[(row, addresses.topic(row.slug), count) for row, count in rows],
    )


def _counted(corpus: Corpus | None) -> Iterable[tuple[Topic, int]]:
    if corpus is None:
        return ((row, row.passage_count) for row in Topic.objects.all())
    within = TopicInCorpus.objects.filter(corpus=corpus).select_related("topic")
    return ((row.topic, row.passage_count) for row in within)


@reading()
def topic(request: HttpRequest, frame: Frame, slug: str, number: int = 1) -> HttpResponse:
    """Show a topic: every passage that has it, grouped by source in order of publication."""
    found = Topic.objects.filter(slug=slug).first()
    if found is None:
        return no_topic(request, frame)
    rows = _passages(found, number)
    if number > 1 and not rows:
        return no_such_page(request, frame)
    path = addresses.topic(slug)
    corpora = frame.corpora_of(set(found.corpora.order_by().values_list("corpus_id", flat=True)))
    lead = _lead(found)
    page = Page(
        frame=frame,
        address=address_of(request),
        path=path if number == 1 else f"{path}page/{number}/",
        title=wording.sentence(found.name),
        corpora=corpora,
        section="topics",
        description=lead,
        citations=spans([row.article for row in rows if row.article], frame, address_of(request)),
    )
    return show(
        page,
        "topic",
        topic=found,
        lead=lead,
        index_address=addresses.topics(page.corpus.slug if page.corpus else ""),
        sources=by_article(rows[:PASSAGES_A_PAGE], most=PASSAGES_A_PAGE, corpora=corpora),
        named=named_here(rows[:PASSAGES_A_PAGE]),
        number=number,
        has_next=len(rows) > PASSAGES_A_PAGE,
        path=path,
        takeaway=takeaway(_("Take away these passages"), path, within=[f"topic:{slug}"]),
    )


def _passages(found: Topic, number: int) -> list[Passage]:
    """Give one page of the topic's passages, and one more to tell whether there is a next."""
    begin = (number - 1) * PASSAGES_A_PAGE
    wanted = PassageTopic.objects.filter(topic=found).order_by("passage").values("passage")
    rows = Passage.objects.filter(pk__in=Subquery(wanted[begin : begin + PASSAGES_A_PAGE + 1]))
    return list(with_beginning(rows).order_by("pk"))


def _lead(found: Topic) -> str:
    counted = wording.count_in_words(found.passage_count, "passage")
    about = found.description.strip()
    if about and not about.endswith((".", "!", "?")):
        about += "."
    return f"{about} {wording.sentence(counted)}.".strip()
