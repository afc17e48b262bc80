"""An article or a passage of an edition as something that can be cited."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import TextField
from django.db.models.functions import Cast
from django.db.models.query import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sources.cite import chicago, coins
from sources.cite.dates import csl_date
from sources.cite.formats import BY_ENDING, RECORDS, TEXT, Format
from sources.cite.item import Item, item
from sources.cite.source import Contributor, Source
from sources.cite.styles import STYLES, Style
from sources.edition.models import Article, Passage
from sources.public import addresses
from sources.public.frame import Frame

FILES = (*RECORDS, TEXT)  # what a page offers of a citation
FEW = tuple(BY_ENDING[ending] for ending in ("bib", "ris", "csl.json", "txt"))  # where there is little room
LIST_STYLES = tuple(style for style in STYLES if style.order)  # notes are no list


def style_name(style: Style) -> str:
    """Name a style as a page lists it; most have the same name in every language."""
    return {
        "chicago": _("Chicago, bibliography"),
        "chicago-note": _("Chicago, note"),
        "chicago-author-date": _("Chicago, author-date"),
    }.get(style.key, style.name)


def format_name(fmt: Format) -> str:
    """Name a format likewise."""
    return _("Text") if fmt == TEXT else fmt.name


@dataclass(frozen=True, slots=True)
class Address:
    """Where this site is found: what a page's own address begins with."""

    base: str

    def of(self, path: str) -> str:
        """Give the full address of a path."""
        return f"{self.base}{path}"


@dataclass(frozen=True, slots=True)
class Citing:
    """By whom and how something is cited: the edition, the site, the day the reader names, or none."""

    frame: Frame
    address: Address
    accessed: str = ""  # EDTF

    def item(self, article: Article, passage: Passage | None = None, *, got: str = "") -> Item:
        """Give the CSL-JSON item of an article, or of one passage of it; ``got``: when it was captured."""
        facts = (getattr(article, name) for name in _FACTS)
        people = tuple(_contributor(row) for row in article.contributors)
        number, revision = (passage.number, passage.revision) if passage else ("", None)
        return self._item(_Row._make([people, *facts, got, number, revision]))

    def items(self, rows: QuerySet[Article] | QuerySet[Passage]) -> Iterator[Item]:
        """Give the items of rows from ``to_cite``, one after the other; nothing is kept of them.

        Only what is cited is read, and no object made of it: that would take longer than all the rest.
        """
        below, where = ("article__", ("number", "revision")) if rows.model is Passage else ("", ())
        none = () if where else ("", None)
        people = Cast(f"{below}contributors", TextField())
        columns = (people, *(below + name for name in (*_FACTS, "document__got")), *where)
        for written, *facts in rows.values_list(*columns).iterator(chunk_size=500):
            if written is not None:  # a region of no article is not cited
                yield self._item(_Row._make([_contributors(written), *facts, *none]))

    def _item(self, row: "_Row") -> Item:
        return item(
            Source(
                id=row.public_id,
                title=row.title,
                translated_title=row.translated_title,
                genre=row.genre,
                contributors=row.contributors,
                publication=row.publication,
                publication_kind=row.publication_kind,
                place=row.publication_place,
                published=row.published,
                page=row.page,
                original_url=row.url,
                language=row.language,
                translated_from=row.translated_from,
                site=self.frame.site,
                corpus=self.frame.title_of(row.corpus_id),
                address=self.address.of(
                    addresses.passage(row.public_id, row.slug, row.number)
                    if row.number
                    else addresses.article(row.public_id, row.slug)
                ),
                passage=row.number,
                revision=row.revision,
                edition=int(self.frame.number) if self.frame.number else None,
                got=row.got,
                accessed=self.accessed,
            )
        )


class _Row(NamedTuple):
    """What is cited of an article, or of a passage of it."""

    contributors: tuple[Contributor, ...]
    public_id: str
    slug: str
    corpus_id: int
    title: str
    translated_title: str
    genre: str
    publication: str
    publication_kind: str
    publication_place: str
    published: str
    page: str
    url: str
    language: str
    translated_from: str
    got: str
    number: str
    revision: int | None


_FACTS = _Row._fields[1 : _Row._fields.index("got")]  # columns of an article


def accessed(asked: str) -> str:
    """Give the day on which the reader says to have read it; nothing for what is no date."""
    try:
        return asked if (csl_date(asked) or {}).get("date-parts") else ""
    except ValueError:
        return ""


def articles_to_cite(rows: QuerySet[Article]) -> QuerySet[Article]:
    """Put articles in order of publication."""
    return rows.order_by("position")


def passages_to_cite(rows: QuerySet[Passage]) -> QuerySet[Passage]:
    """Put passages in reading order."""
    return rows.order_by("pk")


@lru_cache(maxsize=1024)
def _contributors(written: str) -> tuple[Contributor, ...]:
    """Read contributors as an edition has them: the same people sign again and again."""
    return tuple(_contributor(row) for row in json.loads(written))


def _contributor(row: dict[str, str]) -> Contributor:
    is_person = row["given"] or row["family"]
    return Contributor(
        role=row["role"], given=row["given"], family=row["family"], literal="" if is_person else row["name"]
    )


@dataclass(frozen=True, slots=True)
class Span:
    """What a page says to Zotero of one source, unseen: COinS, and the id that unAPI knows it by."""

    coins: str
    unapi: str


def spans(articles: Iterable[Article], frame: Frame, address: Address) -> tuple[Span, ...]:
    """Give those of a list, each source once: its passages would be as many times the same record."""
    citing = Citing(frame, address)
    distinct = {article.public_id: article for article in articles}
    return tuple(span(citing.item(article)) for article in distinct.values())


def span(one: Item) -> Span:
    """Give that of one item."""
    return Span(coins.title(one), one["id"])


@dataclass(frozen=True, slots=True)
class Citation:
    """What a page shows of a citation: formatted, and where it can be had as a file."""

    note: SafeString
    bibliography: SafeString
    files: tuple[tuple[str, str], ...]  # name of the format, address
    typed_files: tuple[tuple[str, str, str], ...]  # likewise, with the media type between
    address: str
    spans: tuple[Span, ...]


def citation(one: Item, public_id: str, number: str = "") -> Citation:
    """Give the citation of an article or passage for a page."""
    files = FEW if number else FILES  # there are many passages, and a copy of the site has each file
    return with_files(one, [(fmt, addresses.article_file(public_id, fmt.ending, number)) for fmt in files])


def with_files(one: Item, files: Iterable[tuple[Format, str]]) -> Citation:
    """Give the citation of an item for a page, with the addresses of its files."""
    typed = tuple(files)
    return Citation(
        note=format_html("{}", chicago.note(one)),  # Prose escapes itself
        bibliography=format_html("{}", chicago.bibliography(one)),
        files=tuple((format_name(fmt), address) for fmt, address in typed),
        typed_files=tuple((format_name(fmt), fmt.media_type, address) for fmt, address in typed),
        address=one.get("URL", ""),
        spans=(span(one),),
    )


def in_styles(one: Item) -> list[tuple[str, SafeString]]:
    """Write one item in every style, for a page that shows them."""
    return [(style_name(style), format_html("{}", style.entry(one, ""))) for style in STYLES]


def records(one: Item) -> list[tuple[Format, str]]:
    """Write one item in every format, for a page that shows them."""
    return [(fmt, fmt.write([one]).strip()) for fmt in RECORDS]


@dataclass(frozen=True, slots=True)
class Takeaway:
    """What can be taken away of a list: files for programs, lists in a style, some of it by hand."""

    label: str
    files: tuple[tuple[str, str], ...]
    styled: tuple[tuple[str, str], ...]
    choose_address: str  # where some of the list can be chosen by hand; empty where it is of articles
    dossier_address: str = ""  # its passages as one document, to print; empty where it is of articles
    word_address: str = ""


def takeaway(
    label: str,
    path: str,
    query: str = "",
    *,
    within: Iterable[str] = (),
    choosing: str = "",
    has_dossier: bool = True,
) -> Takeaway:
    """Give the files of a list whose address is this path, with this query.

    ``within`` is what a search would find the same list by ("person:m8mwreec"), ``choosing`` that as
    the query of an address. A list of articles has no dossier: it has no passages.
    """
    asked = f"?{query}" if query else ""
    choosing = choosing or urlencode([("in", one) for one in within])
    return Takeaway(
        label,
        tuple((format_name(fmt), f"{path}cite.{fmt.ending}{asked}") for fmt in FILES),
        tuple((style_name(style), f"{path}cite.{style.key}.html{asked}") for style in LIST_STYLES),
        f"{addresses.selection((), 'choose/')}?{choosing}" if choosing else "",
        *((f"{path}dossier/{asked}", f"{path}dossier.docx{asked}") if has_dossier else ()),
    )
