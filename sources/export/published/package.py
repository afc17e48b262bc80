"""A corpus as published, whole: one folder of files that follow from the edition alone.

The tables with their dictionary, the texts that may be shown, TEI, Web Annotations and citations, and a page
that says what each is, under which licence, of which edition, and how to cite it. It is for readers. What
goes into another archive and out again to the byte is the editors' package (``export/package``), which knows
drafts and the real names of people at risk.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models.query import QuerySet

from sources.cite import bibtex, csljson
from sources.cite.item import Item
from sources.edition.models import Article, Corpus, Passage
from sources.export import annotations, csvtext
from sources.export.gathering import wholes
from sources.export.pieces import in_pieces
from sources.export.published import originals as kept
from sources.export.published.bag import bag
from sources.export.site import Site
from sources.export.tables import files as tables
from sources.export.tables.columns import TABLES
from sources.export.tei import document as tei
from sources.export.zipping import Files
from sources.vocabulary import Access

HEADER = ("document", "file_name", "sha256", "size", "handed_on", "reason")


@dataclass(frozen=True, slots=True)
class Published:
    """A corpus, the site that sends it, and its citations, made anew each time they are asked for."""

    corpus: Corpus
    site: Site
    address: str  # of the corpus on the site
    items: Callable[[], Iterable[Item]]

    @property
    def folder(self) -> str:
        """Name the folder that holds everything."""
        return f"{self.corpus.slug}-edition-{self.site.edition}"

    @property
    def citation(self) -> str:
        """Say how the data are cited."""
        return (
            f"{self.site.name}. {self.corpus.title}. Edition {self.site.edition}"
            f"{f', {self.site.made_on.isoformat()}' if self.site.made_on else ''}. Data set. {self.address}"
        )


def package(published: Published) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Give the files of the package, within one folder."""
    for name, pieces in _files(published, ()):
        yield f"{published.folder}/{name}", pieces


def bagged(published: Published) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Give the same files and the originals that may be handed on, as a BagIt bag."""
    found = kept.originals(published.corpus)
    return bag(published.folder, _payload(published, found), _info(published))


def _payload(published: Published, found: Sequence[kept.Original]) -> Files:
    yield from _files(published, found)
    for one in found:
        if not one.reason:
            yield f"originals/{one.name}", _bytes_of(one)


def _bytes_of(original: kept.Original) -> Iterator[bytes]:
    yield kept.content(original)


def _files(published: Published, found: Sequence[kept.Original]) -> Files:
    corpus, site = published.corpus, published.site
    yield "README.md", [_readme(published, has_originals=bool(found)).encode()]
    if found:
        yield "originals.csv", _coded(csvtext.chunks(HEADER, map(_told, found)))
    for name, lines in tables.csv_files(site, [corpus.licence], TABLES, corpus):
        yield f"tables/{name}", _coded(lines)
    yield "corpus.tei.xml", tei.corpus(corpus, f"{published.address}corpus.tei.xml", site)
    marks = f"{published.address}annotations.json"
    yield (
        "annotations.json",
        _coded(annotations.collection(marks, corpus.title, wholes(_articles(corpus)), site)),
    )
    yield "citations.csl.json", _coded(csljson.chunks(published.items()))
    yield "citations.bib", _coded(bibtex.chunks(published.items()))
    for public_id, pk in _articles(corpus).filter(access=Access.FULL).values_list("public_id", "pk"):
        if text := _text(pk):
            yield f"texts/{public_id}.txt", [text.encode()]


def _articles(corpus: Corpus) -> QuerySet[Article]:
    return Article.objects.filter(corpus=corpus).order_by("position")


def _coded(lines: Iterable[str]) -> Iterator[bytes]:
    return (piece.encode() for piece in in_pieces(lines))


def _told(one: kept.Original) -> tuple[str | int, ...]:
    document = one.document
    handed_on = f"originals/{one.name}" if not one.reason else ""
    return document.public_id, document.file_name, document.sha256, document.size, handed_on, one.reason


def _text(article: int) -> str:
    """Give an article's text, a passage a line with an empty one between; "" where it is not held."""
    rows = Passage.objects.filter(article=article, is_reading=True, text__isnull=False).order_by("pk")
    return "".join(f"{text}\n\n" for text in rows.values_list("text", flat=True))


def _info(published: Published) -> dict[str, str]:
    """Say in the bag's own words what it is (RFC 8493 §2.2.2; other labels are allowed)."""
    corpus, site = published.corpus, published.site
    return {
        "Source-Organization": site.name,
        "Bagging-Date": (site.made_on or date(1980, 1, 1)).isoformat(),
        "External-Description": f"{corpus.title}. {corpus.description}",
        "External-Identifier": published.address,
        "Internal-Sender-Identifier": f"edition {site.edition}",
        "Edition-Digest-SHA-256": site.digest,
        "Licence": f"{corpus.licence} (the annotation); each text has its own, in tables/articles.csv",
        "How-To-Cite": published.citation,
        "Bag-Software-Agent": "Sourcebook",
    }


def _readme(published: Published, *, has_originals: bool) -> str:
    corpus, site = published.corpus, published.site
    fiction = "\nThis corpus is invented, to show how the archive works.\n" if corpus.is_fiction else ""
    originals = (
        "- `originals/`: the files as received that may be handed on; `originals.csv` has all files, and why "
        "the others are not here\n"
        if has_originals
        else ""
    )
    return f"""# {corpus.title}

{corpus.description}
{fiction}
What {site.name} publishes of this corpus, as of edition {site.edition}\
{f" of {site.made_on.isoformat()}" if site.made_on else ""}. It holds what the site shows, never more: \
a text that may be shown only in part is in part here too.

- Where: {published.address}
- Digest of the edition's content (SHA-256): {site.digest}
- Licence of the annotation: {corpus.licence}. Each text has its own rights, in `tables/articles.csv`.
- To cite it: {published.citation}

## Files

- `tables/`: everything as CSV; `datapackage.json` explains every column (Frictionless Tabular Data Package)
- `texts/`: the articles that may be shown whole, a paragraph a passage, named by their ids
- `corpus.tei.xml`: texts, names, dates and where they stand, as TEI P5
- `annotations.json`: every mark, as W3C Web Annotations
- `citations.csl.json`, `citations.bib`: the articles, as citations
{originals}"""
