"""What answers at the address of an article, passage or document that is not there.

It leads to where the words are now, for ever; or says that they were withdrawn, when and why (410
Gone, RFC 9110 §15.5.11); or says the same of what is hidden as of what never was.
"""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from sources.edition.models import Article, FormerAddress, Redirect, Tombstone
from sources.public import addresses, wording
from sources.public.frame import Frame
from sources.public.showing.page import Page, address_of, show
from sources.public.views.errors import no_such


def instead_of_article(
    request: HttpRequest, frame: Frame, public_id: str, number: str = "", *, tail: str = "", file: str = ""
) -> HttpResponse:
    """Answer for an article that is not in this edition.

    ``tail`` is the ending of a citation that was asked for, ``file`` the name of a file of data.
    """
    led = _passage(public_id, number, tail) or _article(public_id, tail, file)
    gone = led or withdrawn(request, frame, public_id)
    return gone or no_such(request, frame, what=_("No article has this address."))


def instead_of_passage(
    request: HttpRequest, frame: Frame, public_id: str, number: str, *, tail: str = ""
) -> HttpResponse:
    """Answer for a number that an article of this edition does not have."""
    led = _passage(public_id, number, tail)
    return led or no_such(request, frame, what=_("This article has no such passage."))


def withdrawn(request: HttpRequest, frame: Frame, public_id: str) -> HttpResponse | None:
    """Say that what had this id was withdrawn; None where it was not."""
    stone = Tombstone.objects.filter(public_id=public_id).first()
    if stone is None:
        return None
    page = Page(
        frame=frame, address=address_of(request), path=request.path, title=_("Withdrawn"), is_indexed=False
    )
    return show(page, "gone", status=410, day=wording.day(stone.withdrawn_on), reason=stone.reason)


def _passage(public_id: str, number: str, tail: str) -> HttpResponse | None:
    if not number:
        return None
    led = FormerAddress.objects.filter(old_article=public_id, old_number=number).first()
    if led is None:
        return None
    if not led.article:
        return HttpResponsePermanentRedirect(addresses.document(led.document))
    article = Article.objects.filter(public_id=led.article).only("public_id", "slug").get()
    # A former wording has no number here: its words are told at the passage itself.
    path = addresses.passage(article.public_id, article.slug, led.number)
    return HttpResponsePermanentRedirect(
        addresses.article_file(article.public_id, tail, led.number) if tail else path
    )


def _article(public_id: str, tail: str, file: str) -> HttpResponse | None:
    new = Redirect.objects.filter(old=public_id).values_list("new", flat=True).first()
    article = Article.objects.filter(public_id=new).only("public_id", "slug").first() if new else None
    if article is None:
        return None
    if file:
        return HttpResponsePermanentRedirect(addresses.article_data(article.public_id, file))
    path = addresses.article(article.public_id, article.slug)
    return HttpResponsePermanentRedirect(addresses.article_file(article.public_id, tail) if tail else path)
