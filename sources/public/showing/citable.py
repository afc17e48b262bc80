"""An article or a passage of an edition as something that can be cited."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from sources.cite import bibtex, chicago, coins, csljson, ris
from sources.cite.item import Item, item
from sources.cite.source import Contributor, Source
from sources.edition.models import Article, Corpus, Passage
from sources.public import addresses
from sources.public.frame import Frame


@dataclass(frozen=True, slots=True)
class Format:
    """One format of citations: what a link calls it, how its file ends, what it is sent as."""

    name: str
    ending: str
    media_type: str


FORMATS = (
    Format("BibTeX", "bib", "application/x-bibtex"),
    Format("RIS", "ris", "application/x-research-info-systems"),
    Format("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json"),
    Format("Text", "txt", "text/plain"),
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where this site is found: what a page's own address begins with."""

    base: str

    def of(self, path: str) -> str:
        """Give the full address of a path."""
        return f"{self.base}{path}"


def cited(
    article: Article, corpus: Corpus, frame: Frame, address: Address, passage: Passage | None = None
) -> Item:
    """Give the CSL-JSON item of an article, or of one passage of it."""
    path = (
        addresses.passage(article.public_id, article.slug, passage.number)
        if passage
        else addresses.article(article.public_id, article.slug)
    )
    return item(
        Source(
            id=article.public_id,
            title=article.title,
            genre=article.genre,
            contributors=tuple(_contributor(row) for row in article.contributors),
            publication=article.publication,
            publication_kind=article.publication_kind,
            place=article.publication_place,
            published=article.published,
            page=article.page,
            original_url=article.url,
            language=article.language,
            translated_from=article.translated_from,
            site=frame.site,
            corpus=corpus.title,
            address=address.of(path),
            passage=passage.number if passage else "",
            revision=passage.revision if passage else None,
            edition=int(frame.number) if frame.number else None,
        )
    )


def _contributor(row: dict[str, str]) -> Contributor:
    is_person = row["given"] or row["family"]
    return Contributor(
        role=row["role"], given=row["given"], family=row["family"], literal="" if is_person else row["name"]
    )


def written(items: list[Item], ending: str) -> str:
    """Write items as a file with this ending; KeyError for an ending that no format has."""
    writers = {"bib": bibtex.write, "ris": ris.write, "csl.json": csljson.write, "txt": _text}
    return writers[ending](items)


def records(one: Item) -> list[tuple[Format, str]]:
    """Write one item in every format, for a page that shows them."""
    return [(fmt, written([one], fmt.ending).strip()) for fmt in FORMATS if fmt.ending != "txt"]


def _text(items: list[Item]) -> str:
    return "".join(f"{chicago.bibliography(one)}\n" for one in items)


@dataclass(frozen=True, slots=True)
class Citation:
    """What a page shows of a citation: formatted, and where it can be had as a file."""

    note: SafeString
    bibliography: SafeString
    files: tuple[tuple[str, str], ...]  # name of the format, address
    typed_files: tuple[tuple[Format, str], ...]
    address: str
    coins: str


def citation(one: Item, public_id: str, number: str = "") -> Citation:
    """Give the citation of an article or passage for a page."""
    typed = tuple((fmt, addresses.article_file(public_id, fmt.ending, number)) for fmt in FORMATS)
    return Citation(
        note=format_html("{}", chicago.note(one)),  # Prose escapes itself
        bibliography=format_html("{}", chicago.bibliography(one)),
        files=tuple((fmt.name, address) for fmt, address in typed),
        typed_files=typed,
        address=one.get("URL", ""),
        coins=coins.title(one),
    )
