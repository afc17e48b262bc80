"""A page within its frame: title, way about, address, the label of fiction, the edition's line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from sources.edition.models import Corpus
from sources.public import addresses
from sources.public.frame import Frame
from sources.public.showing.citable import Address, Span

Context = dict[str, Any]  # what a template is given; Any: each name has a type of its own

SECTIONS = ("people", "places", "organisations", "dates", "accounts", "topics", "articles")


def section_name(section: str) -> str:
    """Name a section of the site, as its index and the masthead are headed."""
    return {
        "people": _("People"),
        "places": _("Places"),
        "organisations": _("Organisations"),
        "dates": _("Dates"),
        "accounts": _("Accounts"),
        "topics": _("Topics"),
        "articles": _("Sources"),
        "publications": _("Publications"),
        "contributors": _("Contributors"),
    }[section]


def _about_archive() -> str:
    """Say what an archive of this sort is, where no corpus says what it has."""
    return _(
        "What sources said about events that are disputed, kept as they said it: every person, place, "
        "organisation and date leads to every other source that names it."
    )


@dataclass(frozen=True, slots=True)
class Way:
    """An entry of the masthead."""

    name: str
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every page hands to ``base.html``.

    ``corpora`` are those whose matter the page shows: with one of them the masthead names it, and
    one that is fiction is labelled so. ``path`` is the page's canonical path.
    """

    frame: Frame
    address: Address
    path: str
    title: str = ""
    corpora: Sequence[Corpus] = ()
    section: str = ""
    is_indexed: bool = True
    has_search: bool = True
    citations: Sequence[Span] = ()  # what Zotero is told of the sources on the page
    description: str = ""  # what stands on the page, in a sentence, for those who see only a link to it

    @property
    def canonical(self) -> str:
        """Give the page's full address."""
        return self.address.of(self.path)

    @property
    def corpus(self) -> Corpus | None:
        """Give the one corpus that the page belongs to."""
        return self.corpora[0] if len(self.corpora) == 1 else None

    @property
    def full_title(self) -> str:
        """Give the title as a browser's tab shows it: the page, then the corpus or the site."""
        around = self.corpus.title if self.corpus else self.frame.site
        return f"{self.title} · {around}" if self.title and self.title != around else around

    @property
    def heading(self) -> str:
        """Give the page's own title; that of the corpus or the site where it has none."""
        return self.title or self.full_title

    @property
    def summary(self) -> str:
        """Describe the page in a sentence, for a list of results or a shared link."""
        if self.description:
            return self.description
        around = self.corpus.description if self.corpus else _about_archive()
        return f"{self.title}. {around}" if self.title and self.path != "/" else around

    @property
    def og_type(self) -> str:
        """Give the page's type in the Open Graph vocabulary: https://ogp.me/#types."""
        return "article" if self.path.startswith("/a/") else "website"

    @property
    def fiction(self) -> tuple[Corpus, ...]:
        """Give the corpora on this page that are invented."""
        return tuple(corpus for corpus in self.corpora if corpus.is_fiction)

    @property
    def has_accounts(self) -> bool:
        """Whether there are questions where the masthead leads: in the page's corpus, or in any."""
        return any(corpus.question_count for corpus in ([self.corpus] if self.corpus else self.frame.corpora))

    @property
    def ways(self) -> Iterator[Way]:
        """Give the masthead's entries, within the page's corpus if it has one."""
        slug = self.corpus.slug if self.corpus else ""
        for section in SECTIONS:
            kind = addresses.KINDS.get(section)
            if section == "accounts" and not self.has_accounts:
                continue
            lists = {
                "dates": addresses.dates,
                "accounts": addresses.accounts,
                "topics": addresses.topics,
                "articles": addresses.articles,
            }
            address = addresses.entities(kind, slug) if kind else lists[section](slug)
            yield Way(section_name(section), address, section == self.section)


def address_of(request: HttpRequest) -> Address:
    """Give where the site is found: as its settings say, else as this request found it."""
    return Address(settings.SITE_ADDRESS or f"{request.scheme}://{request.get_host()}")


def show(page: Page, template: str, status: int = 200, **context: object) -> HttpResponse:
    """Render a page. No request goes in: nothing on a page depends on who reads it."""
    body = render_to_string(f"sources/{template}.html", {"page": page, **context})
    return HttpResponse(body, status=status)
