"""“What must go?”: from words, a name or the address of a page to what can be withheld or protected.

Whoever has been asked to take somebody out has a sentence, a name or an address in a letter, and minutes.
An address may be of any page, file or copy: whatever public ids stand in it are looked up, former and merged
ones lead on, and the address that a protected person has leads to that person.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import shorten
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sources.admin import roles
from sources.admin.roles import Power
from sources.annotate import elsewhere
from sources.edition.protection import alias
from sources.models import Article, Claim, Document, Entity, FormerNumber, Mention, Passage, Quotation
from sources.values import spelling

LONGEST = 2_000
NAMES = 20
BEGINNING = 120  # characters of a passage
_ID = re.compile(r"(?<![0-9a-z])([0-9a-hjkmnp-tv-z]{8})(?:-(\w{1,8}))?(?![0-9a-z])")
_NUMBER = re.compile(r"/a/([0-9a-z]{8})/[^/?#]+/(f?\d+[a-z]?)(?=[/?#]|$)")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that an address or a name leads to, and what can be done with it: (words, address)."""

    what: str
    about: str
    deeds: tuple[tuple[str, str], ...]


@require_safe
def seek_view(request: HttpRequest, frame: dict[str, Any]) -> HttpResponse:
    """Show what words or an address lead to."""
    roles.require(request, Power.DECIDE)
    q = " ".join(request.GET.get("q", "")[:LONGEST].split())
    is_address = "/" in q and " " not in q
    things = list(_of_address(q)) if is_address else []
    words = _words_of(q) if is_address else q
    people = list(_people(words)) if words and not things else []
    found = elsewhere.search(words) if words and not things else elsewhere.Elsewhere()
    context = {
        **frame,
        "title": "What must go?",
        "q": q,
        "is_address": is_address,
        "things": [*things, *people],
        "places": found.places,
        "is_cut": found.is_cut,
        "most": elsewhere.MOST,
    }
    return render(request, "admin/sources/withholding/seek.html", context)


def _words_of(address: str) -> str:
    """Give what a search's address asks for; "" of any other."""
    asked = parse_qs(urlsplit(address).query).get("q", [])
    return " ".join(asked[0].split()) if asked else ""


def _of_address(text: str) -> Iterator[Found]:
    """Give what the public ids in an address name, each once."""
    address = unquote(text)
    numbers = dict(_NUMBER.findall(address))
    named = {key: number or numbers.get(key, "") for key, number in _ID.findall(address)}
    articles = Article.objects.filter(public_id__in=named).select_related("leads_to", "publication")
    for article in articles:
        yield from _of_article(article.leads_to or article, named[article.public_id], article)
    yield from (_passage(one) for one in _passages(Q(public_id__in=named)))
    marked: set[int] = set()
    for model in (Claim, Quotation, Mention):
        rows = model._default_manager.filter(public_id__in=named)
        marked.update(rows.values_list("revision__passage", flat=True))
    yield from (_passage(one) for one in _passages(Q(pk__in=marked)))
    yield from (_entity(one) for one in _entities(named))
    for document in Document.objects.filter(public_id__in=named):
        address = reverse("admin:sources_document_withdraw", args=[document.pk])
        yield Found(document.file_name, "a document", (("Withdraw all of it", address),))


def _of_article(article: Article, number: str, named: Article) -> Iterator[Found]:
    passages = list(_passages(Q(article=named, number=number))) if number else []
    if number and not passages:
        former = FormerNumber.objects.filter(article=named, number=number).values("passage")
        passages = list(_passages(Q(pk__in=former)))
    yield from map(_passage, passages)
    yield Found(
        article.title,
        f"the article, {article.publication}" if article.publication else "the article",
        (
            ("Withhold the article", reverse("admin:withhold", query={"article": article.pk})),
            ("Read it, choose words", reverse("admin:sources_article_desk", args=[article.pk])),
        ),
    )


def _passages(named: Q) -> Iterable[Passage]:
    rows = Passage.objects.filter(named).select_related("article", "joined_into__article")
    return dict.fromkeys(row.joined_into or row for row in rows)


def _passage(passage: Passage) -> Found:
    deeds = [("Withhold the passage", reverse("admin:withhold", query={"passage": passage.pk}))]
    if passage.article_id is not None:
        desk = reverse("admin:sources_article_desk", args=[passage.article_id])
        deeds.append(("Choose words of it", f"{desk}#p{passage.pk}"))
    head = passage.revisions.order_by("-number").values_list("text", flat=True).first() or ""
    where = passage.article.title if passage.article else "no article"
    return Found(
        f"Passage {passage.number}: {shorten(head, BEGINNING, placeholder='…')}", where, tuple(deeds)
    )


def _entities(named: Iterable[str]) -> Iterator[Entity]:
    ids = set(named)
    yield from dict.fromkeys(
        one.merged_into or one
        for one in Entity.objects.filter(public_id__in=ids).select_related("merged_into")
    )
    for one in Entity.objects.filter(is_protected=True):
        if alias(one.public_id) in ids:
            yield one


def _people(words: str) -> Iterator[Found]:
    """Give whom a name may name, in any spelling."""
    key = spelling.key(words)
    if not key or len(words.split()) > 5:  # noqa: PLR2004 -- a longer run of words is no name
        return
    alike = Q(spelling_key=key) | Q(names__spelling_key=key)
    alike |= Q(spelling_key__regex=rf"(^| ){key}( |$)") | Q(names__spelling_key__regex=rf"(^| ){key}( |$)")
    rows = Entity.objects.standing().filter(alike).order_by("sort_name", "pk").distinct()
    yield from map(_entity, rows[:NAMES])


def _entity(entity: Entity) -> Found:
    own = reverse(f"admin:sources_{entity.kind}_change", args=[entity.pk])
    deeds = [("Look at the record", own)]
    if entity.kind == "person" and not entity.is_protected:
        deeds.insert(0, ("Protect this person", reverse("admin:sources_person_protect", args=[entity.pk])))
    about = f"protected already, shown as {entity.pseudonym}" if entity.is_protected else entity.description
    return Found(entity.preferred_name, f"{entity.kind}; {about}" if about else entity.kind, tuple(deeds))
