"""Citations: of an article and a passage as a page and as files, of every list as one file.

A file of a list is sent as it is written, so that memory stays flat however long the list is. Only
a formatted list is held, because its order and its letters depend on all of it.
"""

from collections.abc import Iterator
from itertools import islice

from django.db.models.query import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from sources.cite.formats import BY_ENDING, Format
from sources.cite.item import Item
from sources.edition.models import Article, Passage
from sources.export.pieces import in_pieces
from sources.public import addresses, wording
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing.citable import Citing, accessed, citation, in_styles, records, span
from sources.public.showing.naming import entry
from sources.public.showing.page import Page, address_of, show
from sources.public.views.articles import find
from sources.public.views.leading import instead_of_article, instead_of_passage

MOST_HELD = 10_000  # items of a formatted list: about 20 MB


def citing(request: HttpRequest, frame: Frame) -> Citing:
    """Give by whom and how a request wants something cited: ``accessed`` is the reader's own day."""
    return Citing(frame, address_of(request), accessed(request.GET.get("accessed", "")))


def _one(article: Article, number: str) -> Passage | None:
    return Passage.objects.filter(article=article, number=number).first() if number else None


@reading(is_kept=False, is_shared=True)
def of(request: HttpRequest, frame: Frame, public_id: str, ending: str, number: str = "") -> HttpResponseBase:
    """Send the citation of an article, or of a passage of it, as a file."""
    row = find(public_id)
    if row is None:
        return instead_of_article(request, frame, public_id, number, tail=ending)
    passage = _one(row, number)
    if number and passage is None:
        return instead_of_passage(request, frame, public_id, number, tail=ending)
    one = citing(request, frame).item(row, passage, got=row.document.got)
    name = "-".join(filter(None, (row.slug.strip("-") or "article", public_id, number)))
    fmt = BY_ENDING[ending]
    return HttpResponse(fmt.write([one]), **_sent_as(fmt, name))


@reading(is_kept=False)
def page(request: HttpRequest, frame: Frame, public_id: str, slug: str, number: str = "") -> HttpResponse:
    """Show how to cite an article or a passage: in every style, and in every format, written out."""
    row = find(public_id)
    if row is None:
        return instead_of_article(request, frame, public_id, number)
    passage = _one(row, number)
    if number and passage is None:
        return instead_of_passage(request, frame, public_id, number)
    path = addresses.article_citation(public_id, row.slug, number)
    if slug != row.slug:
        return HttpResponsePermanentRedirect(path)
    how = citing(request, frame)
    one = how.item(row, passage, got=row.document.got)
    shown = Page(
        frame=frame,
        address=how.address,
        path=path,
        title=_title(row, number),
        corpora=[row.corpus],
        section="articles",
        citations=[span(one)],
    )
    return show(
        shown,
        "cite",
        article=row,
        number=number,
        entry=entry(row),
        accessed=how.accessed,
        written=records(one),
        styles=in_styles(one),
        citation=citation(one, public_id, number),
        passage_address=addresses.passage(public_id, row.slug, number) if number else "",
    )


def _title(article: Article, number: str) -> str:
    if not number:
        return _("Cite “%(title)s”") % {"title": article.title}
    return _("Cite passage %(number)s of “%(title)s”") % {"number": number, "title": article.title}


def list_file(
    request: HttpRequest,
    frame: Frame,
    rows: QuerySet[Article] | QuerySet[Passage],
    ending: str,
    name: str,
    said: str = "",
) -> StreamingHttpResponse:
    """Send rows from ``to_cite`` as a file; what there is to say of the whole list is said at its end."""
    items = citing(request, frame).items(rows)
    if not BY_ENDING[ending].is_held:
        return send(items, ending, name, said)
    total = rows.count()
    if total > MOST_HELD:
        said = _("This list ends here, with the first %(first)s of %(whole)s.") % {
            "first": wording.figure(MOST_HELD),
            "whole": wording.figure(total),
        }
    return send(islice(items, MOST_HELD), ending, name, said)


def send(items: Iterator[Item], ending: str, name: str, said: str = "") -> StreamingHttpResponse:
    """Send items as a file."""
    fmt = BY_ENDING[ending]
    if fmt.is_held:
        return StreamingHttpResponse(
            in_pieces(_said_after(fmt.chunks(items), said, fmt)), **_sent_as(fmt, name)
        )
    return StreamingHttpResponse(in_pieces(fmt.chunks(_noted(items, said))), **_sent_as(fmt, name))


def _said_after(chunks: Iterator[str], said: str, fmt: Format) -> Iterator[str]:
    yield from chunks
    if said:
        yield f"<p>{said}</p>\n" if fmt.media_type == "text/html" else f"{said}\n"


def _noted(items: Iterator[Item], said: str) -> Iterator[Item]:
    """Say it in the note of the last item: a reference manager drops comments and keeps notes."""
    last = next(items, None)
    for one in items:
        if last is not None:
            yield last
        last = one
    if last is not None:
        note = " ".join(filter(None, (last.get("note"), said)))
        yield {**last, "note": note} if said else last


def _sent_as(fmt: Format, name: str) -> dict[str, object]:
    charset = "" if fmt.media_type.endswith("json") else "; charset=utf-8"
    return {
        "content_type": f"{fmt.media_type}{charset}",
        "headers": {"Content-Disposition": f'attachment; filename="{name}.{fmt.ending}"'},
    }
