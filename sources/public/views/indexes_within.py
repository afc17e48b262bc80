"""An index narrowed to a publication, a topic or both: whom *these* articles or passages name."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from sources.edition.models import (
    Appearance,
    Corpus,
    Entity,
    EntityName,
    Origin,
    OriginArticle,
    OriginInCorpus,
    PassageTopic,
    Topic,
    TopicInCorpus,
)
from sources.public import addresses, wording
from sources.public.conditional import asked_as, reading
from sources.public.frame import Frame
from sources.public.showing import alphabet
from sources.public.showing.page import Page, address_of, section_name, show
from sources.public.views.errors import no_corpus
from sources.search.passages import limited
from sources.vocabulary import NameKind

MOST_OFFERED = 200  # publications, those with most articles; and topics
MOST_LISTED = 600


@dataclass(frozen=True, slots=True)
class Choice:
    """One list of the form that narrows an index."""

    name: str
    label: str
    options: tuple[tuple[str, str, bool], ...]  # value, words, whether it is chosen


def choices(corpus: Corpus | None, publication: str = "", topic: str = "") -> tuple[Choice, ...]:
    """Give the publications and the topics by which an index can be narrowed: two queries."""
    origins = Origin.objects.filter(kind="publication")
    if corpus:
        held = OriginInCorpus.objects.filter(corpus=corpus, kind="publication", article_count__gt=0)
        origins = origins.filter(pk__in=held.values("origin"))
    most = origins.order_by("-article_count", "sort_name").values_list("public_id", "name")[:MOST_OFFERED]
    topics = Topic.objects.all()
    if corpus:
        topics = topics.filter(pk__in=TopicInCorpus.objects.filter(corpus=corpus).values("topic"))
    named = topics.order_by("-passage_count").values_list("slug", "name")[:MOST_OFFERED]
    lists = (("publication", _("Publication"), most, publication), ("topic", _("Topic"), named, topic))
    return tuple(_choice(name, label, list(rows), chosen) for name, label, rows, chosen in lists if rows)


def _choice(name: str, label: str, rows: list[tuple[str, str]], chosen: str) -> Choice:
    ordered = sorted(rows, key=lambda row: row[1].casefold())
    own = ((value, wording.sentence(words), value == chosen) for value, words in ordered)
    return Choice(name, label, (("", _("Any"), not chosen), *own))


def _chosen(request: HttpRequest) -> dict[str, str]:
    chosen = {name: request.GET.get(name, "") for name in ("publication", "topic")}
    return {name: value for name, value in chosen.items() if value}


def _canonical(request: HttpRequest) -> str:
    chosen = _chosen(request)
    return asked_as(request, chosen.items(), f"{request.path}?{urlencode(chosen)}") if chosen else ""


@reading(is_kept=False, canonical=_canonical)
def entities_within(request: HttpRequest, frame: Frame, kinds: str, corpus: str = "") -> HttpResponse:
    """Show the index of those whom a publication's articles, or the passages of a topic, name."""
    found = frame.corpus(corpus) if corpus else None
    if corpus and found is None:
        return no_corpus(request, frame)
    chosen = _chosen(request)
    publication, topic = chosen.get("publication", ""), chosen.get("topic", "")
    kind = addresses.KINDS[kinds]
    path = addresses.entities(kind, corpus)
    if not publication and not topic:
        return HttpResponseRedirect(path)
    offered = choices(found, publication, topic)
    counts = _counted(kind, found, publication, topic)
    most = dict(sorted(counts.items(), key=lambda pair: -pair[1])[:MOST_LISTED])
    rows = [(one, most[one.pk]) for one in Entity.objects.filter(pk__in=most).order_by("sort_name")]
    names = EntityName.objects.filter(
        entity__in=most, relation__in=[NameKind.VARIANT, NameKind.TRANSLITERATION]
    )
    page = Page(
        frame=frame,
        address=address_of(request),
        path=path,
        title=section_name(kinds),
        corpora=[found] if found else frame.corpora,
        section=kinds,
        is_indexed=False,
    )
    return show(
        page,
        "entities",
        index=alphabet.index(rows, names),
        lead=_lead(kind, len(counts), offered),
        note=_note(is_cut=len(counts) > MOST_LISTED),
        noun="passage",
        path=path,
        choices=offered,
        is_narrowed=True,
    )


def _note(*, is_cut: bool) -> str:
    if not is_cut:
        return _("The figure counts passages of these; what a copy repeats is not counted again.")
    return _(
        "The figure counts passages of these; what a copy repeats is not counted again. "
        "The %(most)s named most stand here."
    ) % {"most": wording.figure(MOST_LISTED)}


def _counted(kind: str, corpus: Corpus | None, publication: str, topic: str) -> dict[int, int]:
    """Count, of each entity of a kind, the passages that name it; one query."""
    rows: QuerySet[Appearance] = Appearance.objects.filter(entity__kind=kind, in_copy=False).order_by()
    if corpus:
        rows = rows.filter(corpus=corpus)
    if publication:
        own = OriginArticle.objects.filter(origin__kind="publication", origin__public_id=publication)
        rows = rows.filter(article__in=own.order_by().values("article"))
    if topic:
        rows = rows.filter(
            passage__in=PassageTopic.objects.filter(topic__slug=topic).order_by().values("passage")
        )
    counted = rows.values_list("entity").annotate(named_in=Count("passage", distinct=True))
    with limited():
        return {entity: number for entity, number in counted if entity is not None}


def _lead(kind: str, number: int, offered: tuple[Choice, ...]) -> str:
    by_name = {one.name: words for one in offered for value, words, chosen in one.options if chosen and value}
    if "publication" in by_name and "topic" in by_name:
        words = _("%(names)s named in %(publication)s under “%(topic)s”")
    elif "publication" in by_name:
        words = _("%(names)s named in %(publication)s")
    elif "topic" in by_name:
        words = _("%(names)s named under “%(topic)s”")
    else:
        words = "%(names)s"
    return wording.stopped(
        wording.sentence(words % {"names": wording.count_in_words(number, kind), **by_name})
    )
