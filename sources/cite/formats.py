"""The files that citations are had as: what a link calls each, how its name ends, how it is written.

Files for programs are written item by item, in the order given, so that a list of any length takes
no memory. A formatted list has an order of its own and letters that depend on the others, so it is
held; ``is_held`` says which.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Final

from sources.cite import bibtex, csljson, mods, ris, schemaorg
from sources.cite.item import Item
from sources.cite.styles import CHICAGO, STYLES, Style, entries

Chunks = Callable[[Iterable[Item]], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """One form of file: ``ending`` is what its name ends in, after "cite."."""

    name: str
    ending: str
    media_type: str
    chunks: Chunks
    is_held: bool = False

    def write(self, items: Iterable[Item]) -> str:
        """Give the items as one text."""
        return "".join(self.chunks(items))


def _text(style: Style, items: Iterable[Item]) -> Iterator[str]:
    return (f"{entry}\n" for entry in entries(items, style))


def _html(style: Style, items: Iterable[Item]) -> Iterator[str]:
    """Give a page that any program opens, to copy from with its italics."""
    yield f'<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{escape(style.name)}</title>\n'
    yield from (f"<p>{entry.html()}</p>\n" for entry in entries(items, style))


# What reference managers read; the first are those that most ask for.
RECORDS: Final = (
    Format("BibTeX", "bib", bibtex.MEDIA_TYPE, bibtex.chunks),
    Format("BibLaTeX", "biblatex.bib", bibtex.MEDIA_TYPE, partial(bibtex.chunks, biblatex=True)),
    Format("RIS", "ris", ris.MEDIA_TYPE, ris.chunks),
    Format("CSL-JSON", "csl.json", csljson.MEDIA_TYPE, csljson.chunks),
    Format("MODS", "mods.xml", mods.MEDIA_TYPE, mods.chunks),
    Format("JSON-LD", "jsonld", schemaorg.MEDIA_TYPE, schemaorg.chunks),
)
TEXT: Final = Format("Text", "txt", "text/plain", partial(_text, CHICAGO), is_held=True)
STYLED: Final = tuple(
    Format(f"{style.name}, {kind}", f"{style.key}.{ending}", media_type, partial(write, style), is_held=True)
    for style in STYLES
    for kind, ending, media_type, write in (
        ("text", "txt", "text/plain", _text),
        ("HTML", "html", "text/html", _html),
    )
)
FORMATS: Final = (*RECORDS, TEXT, *STYLED)
BY_ENDING: Final = {fmt.ending: fmt for fmt in FORMATS}
