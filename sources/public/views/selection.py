"""A selection made by hand: its address holds it, so that no cookie has to, and it can be sent on.

``id`` is that of an article ("8v0wtq0k") or of a passage ("8v0wtq0k-7"), as citations have it. Without
a script, more is added by ticking what a search finds, or by pasting addresses.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from sources.cite.item import Item
from sources.edition.models import Article, Passage
from sources.public import addresses, wording
from sources.public.allowance import ANSWER
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing.citable import Citing, span, takeaway
from sources.public.showing.found import Asked
from sources.public.showing.naming import Named, named
from sources.public.showing.page import Page, address_of, show
from sources.public.showing.speaking import by_article, with_beginning
from sources.public.views.citations import citing, send
from sources.public.views.search import find
from sources.values.public_id import ALPHABET

MOST_CHOSEN = 200  # ids: an address of that many has 3,600 characters, which every browser and server takes
MOST_OFFERED = 100
_ID = re.compile(rf"([{ALPHABET}]{{8}})(?:-(\d+[a-z]*))?")
_ADDRESS = re.compile(rf"/a/([{ALPHABET}]{{8}})(?:(?:/[^/\s?#]*)?/(\d+[a-z]*))?(?!\w)")
_BETWEEN = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Chosen:
    """One thing chosen: its id, its citation, where it is, and the selection without it."""

    id: str
    source: Named
    number: str
    address: str
    language: str
    words: str
    item: Item
    without: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A selection: what was found of it, in the order chosen, and the ids that are not here."""

    found: tuple[Chosen, ...]
    missing: tuple[str, ...]


def read_ids(asked: Iterable[str]) -> tuple[str, ...]:
    """Read ids and addresses, each once, in order; what is neither is passed over."""
    words = (word for text in asked for word in _BETWEEN.split(text))
    read = (_ID.fullmatch(word) or _ADDRESS.search(word) for word in words)
    ids = dict.fromkeys("-".join(filter(None, found.groups())) for found in read if found)
    return tuple(ids)[:MOST_CHOSEN]


def chosen(ids: Sequence[str], how: Citing) -> Choice:
    """Find what was chosen, with one query for articles and one for passages."""
    pairs = [(public_id, number) for public_id, _, number in (one.partition("-") for one in ids)]
    rows = Article.objects.filter(public_id__in={public_id for public_id, _ in pairs})
    articles = {row.public_id: row for row in rows.select_related("document")}
    wanted = Q(pk__in=[])
    for public_id, number in pairs:
        if number and public_id in articles:
            wanted |= Q(article=articles[public_id], number=number)
    passages = {(row.article_id, row.number): row for row in with_beginning(Passage.objects.filter(wanted))}
    found, missing = [], []
    for one, (public_id, number) in zip(ids, pairs, strict=True):
        article = articles.get(public_id)
        passage = passages.get((article.pk, number)) if article and number else None
        if article is None or (number and passage is None):
            missing.append(one)
        else:
            rest = addresses.selection(other for other in ids if other != one)
            found.append(_chosen(one, article, passage, how, rest))
    return Choice(tuple(found), tuple(missing))


def _chosen(one: str, article: Article, passage: Passage | None, how: Citing, rest: str) -> Chosen:
    key = (article.public_id, article.slug)
    return Chosen(
        id=one,
        source=named(article),
        number=passage.number if passage else "",
        address=addresses.passage(*key, passage.number) if passage else addresses.article(*key),
        language=article.language,
        words=_beginning(passage) if passage else article.title,
        item=how.item(article, passage, got=article.document.got),
        without=rest,
    )


def _beginning(passage: Passage) -> str:
    (group,) = by_article([passage])
    return group.turns[0].words


@reading(is_kept=False)
def selection(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Show a selection, with what can be taken away of it; ``add`` adds pasted addresses and ids."""
    asked = request.GET.getlist("id")
    ids = read_ids([*asked, request.GET.get("add", "")])
    if list(ids) != asked or "add" in request.GET:
        return HttpResponseRedirect(addresses.selection(ids))
    choice = chosen(ids, citing(request, frame))
    page = Page(
        frame=frame,
        address=address_of(request),
        path=addresses.selection(ids),
        title=_("A selection"),
        corpora=frame.corpora,
        is_indexed=False,
        citations=[span(one.item) for one in choice.found],
    )
    return show(
        page,
        "selection",
        choice=choice,
        ids=ids,
        counted=wording.figure(len(choice.found)),
        takeaway=takeaway(_("Take away this selection"), "/selection/", page.path.partition("?")[2]),
    )


@reading(is_kept=False)
def choose(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Offer what a search finds, to be ticked; what was chosen before stays chosen."""
    asked = Asked.of(request.GET)
    ids = read_ids(request.GET.getlist("id"))
    listed = find(asked).ids
    rows = list(with_beginning(Passage.objects.filter(pk__in=listed[:MOST_OFFERED])).order_by("pk"))
    offered = {f"{row.article.public_id}-{row.number}" for row in rows if row.article}
    page = Page(
        frame=frame,
        address=address_of(request),
        path=addresses.selection(ids, "choose/"),
        title=_("Choose passages"),
        corpora=frame.corpora,
        is_indexed=False,
        has_search=False,
    )
    return show(
        page,
        "choose",
        asked=asked,
        sources=by_article(rows, most=MOST_OFFERED, corpora=frame.corpora),
        kept=[one for one in ids if one not in offered],
        ids=ids,
        total=wording.count(len(listed), "passage"),
        most=MOST_OFFERED,
        is_cut=len(listed) > MOST_OFFERED,
    )


@reading(is_kept=False, is_shared=True, cost=ANSWER)
def cite(request: HttpRequest, frame: Frame, ending: str) -> HttpResponseBase:
    """Send a selection as a file, in the order chosen or in that of the style."""
    choice = chosen(read_ids(request.GET.getlist("id")), citing(request, frame))
    return send((one.item for one in choice.found), ending, "selection")
