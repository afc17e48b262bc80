"""Citations as files: an article, a passage, every passage that names somebody."""

from django.http import HttpRequest, HttpResponse

from sources.cite.item import Item
from sources.edition.models import Appearance, Passage
from sources.public.conditional import reading
from sources.public.frame import Frame
from sources.public.showing.citable import FORMATS, cited, written
from sources.public.showing.page import address_of
from sources.public.views import entities
from sources.public.views.articles import find
from sources.public.views.errors import no_such
from sources.public.views.leading import instead_of_article, instead_of_passage

MOST_ITEMS = 2000  # of one list: a reference manager takes longer to read more than a reader will wait


@reading()
def article(request: HttpRequest, frame: Frame, public_id: str, ending: str) -> HttpResponse:
    """Send an article's citation."""
    row = find(public_id)
    if row is None:
        return instead_of_article(request, frame, public_id, tail=ending)
    one = cited(row, row.corpus, frame, address_of(request))
    return citation_file([one], ending, f"{row.slug.strip('-') or 'article'}-{public_id}")


@reading()
def passage(request: HttpRequest, frame: Frame, public_id: str, number: str, ending: str) -> HttpResponse:
    """Send a passage's citation."""
    row = find(public_id)
    if row is None:
        return instead_of_article(request, frame, public_id, number, tail=ending)
    found = Passage.objects.filter(article=row, number=number).first()
    if found is None:
        return instead_of_passage(request, frame, public_id, number, tail=ending)
    one = cited(row, row.corpus, frame, address_of(request), found)
    return citation_file([one], ending, f"{row.slug.strip('-') or 'article'}-{public_id}-{number}")


@reading()
def entity(request: HttpRequest, frame: Frame, kind: str, public_id: str, ending: str) -> HttpResponse:
    """Send the passages that name an entity, copies left out, in order of publication.

    Past ``MOST_ITEMS`` the list is cut, and says so at its end.
    """
    found = entities.find(kind, public_id, f"cite.{ending}")
    if found is None:
        return no_such(request, frame, what=f"No {kind} has this address.")
    if isinstance(found, HttpResponse):
        return found
    corpora = {corpus.pk: corpus for corpus in frame.corpora}
    naming = Appearance.objects.filter(entity=found, in_copy=False).values("passage")
    passages = Passage.objects.filter(pk__in=naming).select_related("article")
    passages = passages.defer("text", "marks", "beside", "topics").order_by("article__position", "start")
    address = address_of(request)
    items = [
        cited(row.article, corpora[row.article.corpus_id], frame, address, row)
        for row in passages[:MOST_ITEMS]
        if row.article
    ]
    said = ""
    if len(items) == MOST_ITEMS and (total := passages.count()) > MOST_ITEMS:
        said = f"This list ends here, with the first {len(items)} of {total} passages."
    return citation_file(items, ending, f"{found.slug.strip('-') or kind}-{public_id}", said)


def citation_file(items: list[Item], ending: str, name: str, said: str = "") -> HttpResponse:
    """Send items as a file; what there is to say of the whole list is said at its end.

    A reference manager drops comments and keeps notes, so it stands in the note of the last item.
    """
    media_type = next(fmt.media_type for fmt in FORMATS if fmt.ending == ending)
    charset = "" if media_type.endswith("json") else "; charset=utf-8"
    if said and ending != "txt":
        *others, last = items
        items = [*others, {**last, "note": " ".join(filter(None, (last.get("note"), said)))}]
    body = written(items, ending)
    return HttpResponse(
        f"{body}{said}\n" if said and ending == "txt" else body,
        content_type=f"{media_type}{charset}",
        headers={"Content-Disposition": f'attachment; filename="{name}.{ending}"'},
    )
