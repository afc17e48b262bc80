"""Two sources side by side: on a day, on a person, place or organisation, or in whom and what they name."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from sources.edition.models import Appearance, Article, Date, Entity, Passage
from sources.public import addresses, wording
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing.both_answer import both_answer
from sources.public.showing.naming import Named, named
from sources.public.showing.page import Page, address_of, show
from sources.public.showing.passages import Shown, shown, words_by_passage
from sources.public.views import entities
from sources.public.views.errors import no_such, nobody
from sources.values import edtf

MOST_PASSAGES = 40  # of each source on one page
MOST_NAMED = 60


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two sources."""

    article: Article
    source: Named
    passages: tuple[Shown, ...]
    more: int

    @property
    def label(self) -> str:
        """Name the source with its day, on one line."""
        return ", ".join(filter(None, (self.source.name, self.source.published)))


@dataclass(frozen=True, slots=True)
class Subject:
    """What two sources are compared on: somebody, something or a time."""

    name: str
    address: str
    kind: str

    @property
    def lead(self) -> str:
        """Say what stands on the page."""
        return {
            "person": _("Every passage in which each of the two names this person, whole."),
            "place": _("Every passage in which each of the two names this place, whole."),
            "organisation": _("Every passage in which each of the two names this organisation, whole."),
        }.get(self.kind, _("Every passage in which each of the two speaks of this time, whole."))

    @property
    def absent(self) -> str:
        """Say that one of the two has nothing of it."""
        return {
            "person": _("This source does not name this person."),
            "place": _("This source does not name this place."),
            "organisation": _("This source does not name this organisation."),
        }.get(self.kind, _("This source does not speak of this time."))


@dataclass(frozen=True, slots=True)
class Item:
    """Somebody or some day that a source names, and the page that compares the two on it."""

    name: str
    css: str
    address: str
    counts: tuple[int, int]


@reading()
def articles(request: HttpRequest, frame: Frame, one: str, other: str) -> HttpResponse:
    """Show whom and what two articles both name, and what only one of them does."""
    pair = _pair(request, frame, one, other, "")
    if isinstance(pair, HttpResponse):
        return pair
    both, first, second = _items(pair)
    page = _page(request, frame, pair, "")
    return show(
        page,
        "compared",
        sides=[Side(article, named(article), (), 0) for article in pair],
        both_answer=both_answer(pair),
        both=both[:MOST_NAMED],
        only=[first[:MOST_NAMED], second[:MOST_NAMED]],
    )


@reading()
def entity(
    request: HttpRequest, frame: Frame, one: str, other: str, kind: str, public_id: str
) -> HttpResponse:
    """Show what two articles say where they name a person, place or organisation."""
    found = entities.find(kind, public_id)
    if not isinstance(found, Entity):
        return nobody(request, frame, kind)
    pair = _pair(request, frame, one, other, f"{kind}/{public_id}")
    if isinstance(pair, HttpResponse):
        return pair
    address = addresses.entity(found.kind, found.public_id, found.slug)
    page = _page(request, frame, pair, f"{kind}/{public_id}", found.name)
    return _side_by_side(page, pair, Q(entity=found), Subject(found.name, address, found.kind))


@reading()
def date(request: HttpRequest, frame: Frame, one: str, other: str, text: str) -> HttpResponse:
    """Show what two articles say where they name a date, or one within it."""
    try:
        asked = edtf.parse(text)
    except ValueError as error:
        return no_such(request, frame, what=f"{error}")
    pair = _pair(request, frame, one, other, f"date/{asked.value}")
    if isinstance(pair, HttpResponse):
        return pair
    if asked.earliest is None or asked.latest is None:
        unbounded = _("Sources are compared on a time that has a beginning and an end.")
        return no_such(request, frame, what=unbounded)
    if asked.value != text:
        on = f"date/{asked.value}"
        return HttpResponsePermanentRedirect(addresses.compare(one, other, on))
    words = edtf.in_words(asked.value)
    within = Date.objects.filter(earliest__gte=asked.earliest, latest__lte=asked.latest).values("pk")
    page = _page(request, frame, pair, f"date/{asked.value}", words)
    return _side_by_side(page, pair, Q(date__in=within), Subject(words, addresses.date(asked.value), "date"))


def _pair(
    request: HttpRequest, frame: Frame, one: str, other: str, on: str
) -> tuple[Article, Article] | HttpResponse:
    """Find two articles, the earlier first; the other way round leads here."""
    if one == other:
        return no_such(request, frame, what=_("An article cannot stand beside itself."))
    rows = list(Article.objects.filter(public_id__in=[one, other]).select_related("corpus"))
    if len(rows) != 2:  # noqa: PLR2004 -- a pair
        return no_such(request, frame, what=_("No two articles of this archive have these addresses."))
    if rows[0].public_id != one:
        return HttpResponsePermanentRedirect(addresses.compare(other, one, on))
    return rows[0], rows[1]


def _page(
    request: HttpRequest, frame: Frame, pair: tuple[Article, Article], on: str, words: str = ""
) -> Page:
    sources = {"first": named(pair[0]).name, "second": named(pair[1]).name, "subject": words}
    if words:
        title = _("%(first)s and %(second)s on %(subject)s") % sources
    else:
        title = _("%(first)s and %(second)s side by side") % sources
    return Page(
        frame=frame,
        address=address_of(request),
        path=addresses.compare(pair[0].public_id, pair[1].public_id, on),
        title=title,
        corpora=frame.corpora_of({row.corpus_id for row in pair}),
        section="articles",
        is_indexed=False,  # of ten thousand articles there are fifty million pairs
    )


def _side_by_side(page: Page, pair: tuple[Article, Article], what: Q, subject: Subject) -> HttpResponse:
    rows = Appearance.objects.filter(what, article__in=pair).select_related(
        "entity", "date", "article", "passage__speaker"
    )
    found = list(rows.order_by("position"))
    sides = [_side(article, [row for row in found if row.article_id == article.pk]) for article in pair]
    return show(
        page,
        "compare",
        subject=subject,
        sides=sides,
        both_answer=both_answer(pair, {row.passage_id for row in found}),
        whole=addresses.compare(pair[0].public_id, pair[1].public_id),
    )


def _side(article: Article, rows: Sequence[Appearance]) -> Side:
    words = words_by_passage(rows)
    passages: dict[int, Passage] = {row.passage_id: row.passage for row in rows}
    key = (article.public_id, article.slug)
    prepared = [shown(row, key, words=words.get(row.pk, ())) for row in passages.values()]
    return Side(
        article, named(article), tuple(prepared[:MOST_PASSAGES]), max(len(prepared) - MOST_PASSAGES, 0)
    )


def _items(pair: tuple[Article, Article]) -> tuple[list[Item], list[Item], list[Item]]:
    """Give what both articles name, what only the first does, and what only the second does."""
    on = "entity__kind", "entity__public_id", "entity__slug", "entity__name", "date__edtf", "date__words"
    rows = Appearance.objects.filter(article__in=pair).order_by().values_list("article_id", *on)
    counted: dict[tuple[str, ...], dict[int, int]] = {}
    for article, *key, times in rows.annotate(times=Count("passage", distinct=True)):
        counted.setdefault(tuple(value or "" for value in key), {})[article] = times
    both: list[Item] = []
    first: list[Item] = []
    second: list[Item] = []
    for key, times in sorted(
        counted.items(), key=lambda pair: (-min(2, len(pair[1])), -sum(pair[1].values()))
    ):
        item = _item(key, (times.get(pair[0].pk, 0), times.get(pair[1].pk, 0)), pair)
        (both if all(item.counts) else first if item.counts[0] else second).append(item)
    return both, first, second


def _item(key: tuple[str, ...], counts: tuple[int, int], pair: tuple[Article, Article]) -> Item:
    kind, public_id, slug, name, date_value, date_words = key
    on = f"{kind}/{public_id}" if kind else f"date/{date_value}"
    has_page = bool(kind) or _is_bounded(date_value)
    if all(counts) and has_page:
        address = addresses.compare(pair[0].public_id, pair[1].public_id, on)
    else:
        address = addresses.entity(kind, public_id, slug) if kind else addresses.date(date_value)
    css = {"organisation": "org", "": "date"}.get(kind, kind)
    return Item(name if kind else wording.brief(date_words), css, address, counts)


def _is_bounded(value: str) -> bool:
    asked = edtf.parse(value)
    return asked.earliest is not None and asked.latest is not None
