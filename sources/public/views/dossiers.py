"""Dossiers: the passages of a list in order, cited, with their sources, as a page to print and a Word file.

One for whatever leads to passages: a person, place or organisation, a day or other date, a topic, a question,
a search, a selection. The address holds what the reader chose (``order``, ``headings``, ``style``,
``accessed``).
"""

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.edition.models import (
    Appearance,
    Article,
    Claim,
    Corpus,
    Date,
    Entity,
    Passage,
    PassageTopic,
    Topic,
)
from sources.export.dossier import word
from sources.public import addresses, wording
from sources.public.allowance import ANSWER
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing import narrowing
from sources.public.showing.citable import spans
from sources.public.showing.dossier import Chosen, Subject, composed, with_query
from sources.public.showing.found import Asked, title_of
from sources.public.showing.page import Page, address_of, show
from sources.public.showing.picked import MOST, Picked
from sources.public.views import accounts, entities, search, selection
from sources.public.views.citations import citing
from sources.public.views.errors import no_corpus, no_such, no_topic, nobody
from sources.search.passages import MOST_LOOKED_AT
from sources.values import edtf
from sources.values.slug import slug

WORD = ".docx"


def _to_read(rows: QuerySet[Passage]) -> QuerySet[Passage]:
    """Read of passages what a dossier shows."""
    left_out = ("marks", "beside", "topics", "sayings", "claims")
    rows = rows.filter(article__isnull=False).select_related("article__document", "speaker")
    return rows.defer(*left_out, "article__credits").order_by("pk")


def _cut(rows: QuerySet[Passage]) -> tuple[list[Passage], int]:
    """Read as many as a dossier holds, and say how many there are."""
    found = list(_to_read(rows)[: MOST + 1])
    total = rows.count() if len(found) > MOST else len(found)
    return found[:MOST], total


def _answer(
    request: HttpRequest, frame: Frame, form: str, subject: Subject, picked: Picked
) -> HttpResponseBase:
    """Set a dossier as a page, or send it as a Word file."""
    chosen = Chosen.of(request.GET.dict())
    page = _page(request, frame, chosen, subject, picked)
    dossier = composed(page, citing(request, frame), chosen, subject, picked)
    if form == WORD:
        named = "-".join(filter(None, ("dossier", slug(subject.name).strip("-"), "edition")))
        name = f"{named}-{frame.number}{WORD}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(word.write(dossier), content_type=word.MEDIA_TYPE, headers=headers)
    return show(
        page,
        "dossier",
        dossier=dossier,
        chosen=chosen,
        subject=subject,
        list_address=with_query(subject.path, subject.pairs),
        word_address=with_query(f"{subject.path}dossier{WORD}", [*subject.pairs, *chosen.pairs]),
    )


def _page(request: HttpRequest, frame: Frame, chosen: Chosen, subject: Subject, picked: Picked) -> Page:
    return Page(
        frame=frame,
        address=address_of(request),
        path=with_query(f"{subject.path}dossier/", [*subject.pairs, *chosen.pairs]),
        title=_("Dossier: %(name)s") % {"name": subject.name},
        corpora=subject.corpora or frame.corpora_of({row.corpus_id for row in picked.sources}),
        section=subject.section,
        is_indexed=False,
        citations=spans(picked.sources, frame, address_of(request)),
    )


@reading(is_kept=False, cost=ANSWER)
def entity(request: HttpRequest, frame: Frame, kind: str, public_id: str, form: str) -> HttpResponseBase:
    """Give the dossier of a person, place or organisation."""
    found = entities.find(kind, public_id, f"dossier{form}")
    if not isinstance(found, Entity):
        return found or nobody(request, frame, kind)
    naming = Appearance.objects.filter(entity=found, in_copy=False).values("passage")
    passages, total = _cut(Passage.objects.filter(pk__in=naming))
    subject = Subject(
        found.name,
        _("that name %(name)s") % {"name": found.name},
        f"/{kind}/{public_id}/",
        total=total,
        section=addresses.INDEXES[kind],
    )
    return _answer(request, frame, form, subject, Picked(passages))


@reading(is_kept=False, cost=ANSWER)
def date(request: HttpRequest, frame: Frame, text: str, form: str, corpus: str = "") -> HttpResponseBase:
    """Give the dossier of a day, month or other time; of a corpus, or of all."""
    found = frame.corpus(corpus) if corpus else None
    if corpus and found is None:
        return no_corpus(request, frame)
    try:
        asked = edtf.parse(addresses.asked_date(text))
    except ValueError as error:
        return no_such(request, frame, what=f"{error}")
    placed = _placed(asked, found)
    passages, total = _cut(Passage.objects.filter(pk__in=placed.values("passage")))
    words = edtf.in_words(asked.value)
    is_day = asked.precision == "day"
    common = _("that place something on %(date)s") if is_day else _("that speak of %(date)s")
    subject = Subject(
        wording.sentence(words),
        common % {"date": words},
        addresses.event_day(corpus, text) if corpus else addresses.date(asked.value),
        total=total,
        section="dates",
        corpora=(found,) if found else (),
    )
    return _answer(request, frame, form, subject, Picked(passages, days=_days(placed, passages)))


def _days(placed: QuerySet[Appearance], passages: list[Passage]) -> dict[int, Date]:
    """Give the first date of each passage among those by which it was found."""
    of_these = placed.filter(passage__in=[row.pk for row in passages]).select_related("date")
    backwards = of_these.order_by("-position")
    return {row.passage_id: row.date for row in backwards if row.date is not None}


def _placed(asked: edtf.Edtf, corpus: Corpus | None) -> QuerySet[Appearance]:
    within = Q(in_copy=False, date__isnull=False)
    if asked.earliest:
        within &= Q(date__earliest__gte=asked.earliest)
    if asked.latest:
        within &= Q(date__latest__lte=asked.latest)
    rows = Appearance.objects.filter(within)
    return rows.filter(corpus=corpus) if corpus else rows


@reading(is_kept=False, cost=ANSWER)
def topic(request: HttpRequest, frame: Frame, slug: str, form: str) -> HttpResponseBase:
    """Give the dossier of a topic."""
    found = Topic.objects.filter(slug=slug).first()
    if found is None:
        return no_topic(request, frame)
    under = PassageTopic.objects.filter(topic=found).values("passage")
    passages, total = _cut(Passage.objects.filter(pk__in=under, article__copy_of=None))
    name = wording.sentence(found.name)
    subject = Subject(
        name,
        _("on the topic “%(topic)s”") % {"topic": found.name},
        addresses.topic(slug),
        total=total,
        section="topics",
    )
    return _answer(request, frame, form, subject, Picked(passages))


@reading(is_kept=False, cost=ANSWER)
def account(request: HttpRequest, frame: Frame, slug: str, form: str) -> HttpResponseBase:
    """Give the dossier of a question: the passages that answer it, with what each answers."""
    question = accounts.find(slug)
    if question is None:
        return accounts.no_question(request, frame)
    asked = narrowing.Asked.of(request.GET.dict())
    said: dict[int, list[str]] = {}
    for claim in accounts.keeping(list(accounts.claims_of(question).filter(in_copy=False)), asked):
        said.setdefault(claim.passage_id, []).append(_answered(claim))
    passages, total = _cut(Passage.objects.filter(pk__in=said))
    subject = Subject(
        question.wording,
        _("that answer the question"),
        addresses.account(slug),
        pairs=asked.pairs,
        total=total,
        section="accounts",
        corpora=(question.corpus,),
    )
    return _answer(request, frame, form, subject, Picked(passages, said=said))


def _answered(claim: Claim) -> str:
    """Say what a passage answers, whose answer it is, and as of when."""
    told = {"answer": claim.stated, "asserter": claim.asserter_name}
    if not claim.as_of_words:
        return _("Answer: %(answer)s (%(asserter)s)") % told
    return _("Answer: %(answer)s (%(asserter)s, as of %(date)s)") % {**told, "date": claim.as_of_words}


@reading(is_kept=False, cost=ANSWER)
def searched(request: HttpRequest, frame: Frame, form: str) -> HttpResponseBase:
    """Give the dossier of what a search finds."""
    asked = Asked.of(request.GET)
    found = search.find(asked)
    passages, total = _cut(Passage.objects.filter(pk__in=found.ids))
    looked_at = _("The search looked at the first %(number)s passages that match.")
    subject = Subject(
        title_of(asked),
        _("that this search finds"),
        "/search/",
        pairs=asked.pairs,
        total=total,
        remark=looked_at % {"number": wording.figure(MOST_LOOKED_AT)} if found.is_capped else "",
    )
    return _answer(request, frame, form, subject, Picked(passages))


@reading(is_kept=False, cost=ANSWER)
def selected(request: HttpRequest, frame: Frame, form: str) -> HttpResponseBase:
    """Give the dossier of a selection made by hand."""
    ids = selection.read_ids(request.GET.getlist("id"))
    pairs = [(public_id, number) for public_id, _, number in (one.partition("-") for one in ids)]
    wanted = Q(pk__in=[])
    for public_id, number in pairs:
        if number:
            wanted |= Q(article__public_id=public_id, number=number)
    whole = [public_id for public_id, number in pairs if not number]
    articles = list(Article.objects.filter(public_id__in=whole).select_related("document"))
    passages, total = _cut(Passage.objects.filter(wanted))
    subject = Subject(
        _("A selection"),
        _("chosen by hand"),
        "/selection/",
        pairs=tuple(("id", one) for one in ids),
        remark=_missing(len(ids) - len(articles) - total),
    )
    return _answer(request, frame, form, subject, Picked(passages, articles))


def _missing(number: int) -> str:
    """Say how much of a selection an edition has not."""
    if not number:
        return ""
    return ngettext(
        "%(number)s entry of the selection not in this edition.",
        "%(number)s entries of the selection not in this edition.",
        number,
    ) % {"number": wording.figure(number)}
