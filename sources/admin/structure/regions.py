"""The regions of a document or an article: what each is taken for, why, and how sure that is.

Every passage of all kinds, in the order of the text or the doubtful first, to be labelled, joined or
given to another article by ticking boxes; a plain form, so that it works by keyboard and without a
script.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sources.admin import roles
from sources.admin.roles import Power
from sources.admin.site import desk
from sources.intake.doubts import DOUBTFUL
from sources.models import Article, Document, Passage
from sources.values.row_number import row_number
from sources.vocabulary import Kind

A_PAGE = 200


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which regions a page shows: of one document, of one article, or the doubtful of all."""

    document: Document | None
    article: Article | None
    by_doubt: bool

    @property
    def query(self) -> str:
        """Give what follows the address of the page to show the same again."""
        parts = [
            f"article={self.article.pk}" if self.article else "",
            f"document={self.document.pk}" if self.document and not self.article else "",
            "order=doubt" if self.by_doubt else "",
        ]
        return "&".join(part for part in parts if part)


def address(query: str = "") -> str:
    """Give the address of the page."""
    return f"{reverse('admin:sources_passage_regions')}{'?' if query else ''}{query}"


def chosen(asked: Any) -> Chosen:
    """Read which regions are asked for; raise Http404 for a document or article that is not there."""
    article, document = None, None
    if asked.get("article"):
        found = Article.objects.select_related("document__corpus")
        article = found.filter(pk=row_number(asked["article"])).first()
        document = article.document if article else None
    elif asked.get("document"):
        document = Document.objects.select_related("corpus").filter(pk=row_number(asked["document"])).first()
    if (asked.get("article") or asked.get("document")) and document is None:
        raise Http404("There is no such document or article.")
    return Chosen(document, article, by_doubt=asked.get("order") == "doubt" or document is None)


@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    """Show the regions asked for; without a document, the doubtful ones of all."""
    roles.require(request, Power.READ)
    return show(request, chosen(request.GET))


def show(request: HttpRequest, wanted: Chosen, *, status: int = 200) -> HttpResponse:
    """Show the page, also after something on it was refused."""
    rows = Paginator(_rows(wanted), A_PAGE).get_page(request.GET.get("page"))
    articles = _articles(wanted)
    ticked = set(request.POST.getlist("passage"))
    context = {
        **desk.each_context(request),
        "title": _title(wanted),
        "wanted": wanted,
        "rows": rows,
        "groups": _groups(rows, wanted, ticked),
        "kinds": [(str(kind), in_words(kind)) for kind in Kind],
        "articles": articles,
        "doubtful_below": DOUBTFUL,
        "in_order": address(replace(wanted, by_doubt=False).query),
        "by_doubt": address(replace(wanted, by_doubt=True).query),
        "may_decide": roles.may(request.user, Power.DECIDE),
    }
    return render(request, "admin/sources/structure/regions.html", context, status=status)


def in_words(kind: str) -> str:
    """Say a kind of passage as one reads it: "publication date"."""
    return kind.replace("_", " ")


def _title(wanted: Chosen) -> str:
    if wanted.article:
        return f"Regions of “{wanted.article}”"
    return f"Regions of {wanted.document.file_name}" if wanted.document else "Doubtful regions"


def _rows(wanted: Chosen) -> Any:
    rows = Passage.objects.select_related("article", "document", "speaker").prefetch_related("revisions")
    if wanted.article:
        rows = rows.standing().filter(article=wanted.article)
    elif wanted.document:
        rows = rows.standing().filter(document=wanted.document)
    else:
        rows = rows.in_use().filter(confidence__lt=DOUBTFUL)
    order = ("document", "start", "pk")
    return rows.order_by("confidence", *order) if wanted.by_doubt else rows.order_by(*order)


def _articles(wanted: Chosen) -> Sequence[Article]:
    """Give the articles to which passages can go, in the order of the file."""
    if wanted.document is None:
        return ()
    return list(Article.objects.standing().filter(document=wanted.document).order_by("index"))


@dataclass(frozen=True, slots=True)
class Row:
    """One passage as the page shows it; ``box`` is what its tick box sends: which, and as saved when."""

    pk: int
    number: str
    kind: str
    spoken_by: str
    reason: str
    confidence: float
    text: str | None
    box: str
    is_ticked: bool

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody should look at the label."""
        return self.confidence < DOUBTFUL


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one article (or of none) that stand together; ``before`` is the article before it."""

    article: Article | None
    document: Document
    rows: tuple[Row, ...]
    before: Article | None = None


def _groups(passages: "Page[Passage]", wanted: Chosen, ticked: Container[str]) -> list[Group]:
    groups: list[Group] = []
    last: Article | None = None
    for (article, document), own in groupby(passages, key=lambda one: (one.article, one.document)):
        is_in_order = wanted.document is not None and not wanted.by_doubt
        before = last if is_in_order and article is not None and article != last else None
        groups.append(Group(article, document, tuple(_row(one, ticked) for one in own), before))
        last = article or last
    return groups


def _row(passage: Passage, ticked: Container[str]) -> Row:
    box = f"{passage.pk}:{passage.version}"
    return Row(
        pk=passage.pk,
        number=passage.number,
        kind=in_words(passage.kind),
        spoken_by=str(passage.speaker or passage.speaker_name),
        reason=passage.reason,
        confidence=passage.confidence,
        text=passage.head.text,
        box=box,
        is_ticked=box in ticked,
    )
