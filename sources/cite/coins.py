"""A citation inside a page, for Zotero and its like: COinS (OpenURL ContextObject in a span).

The Dublin Core form of OpenURL, because it alone can say what a news item is: ``rft.type`` is
Zotero's own name of the type. The journal form, and Highwire's ``citation_`` tags, would file it as
an article of a scholarly journal.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import quote_plus, urlencode

from sources.cite.dates import ends
from sources.cite.item import Item, Name

_ZOTERO_TYPES: Final[dict[str, str]] = {
    "article-newspaper": "newspaperArticle",
    "article-magazine": "magazineArticle",
    "post-weblog": "blogPost",
    "interview": "interview",
}


def zotero_type(item: Item) -> str:
    """Give Zotero's own name of what an item is."""
    return _ZOTERO_TYPES.get(item["type"], "document")


def title(item: Item) -> str:
    """Give what stands in the span's ``title``: a query string, not yet escaped for HTML."""
    return "&".join([_ALWAYS, *(f"{key}={_quoted(value)}" for key, value in _pairs(item) if value)])


_ALWAYS: Final = urlencode([("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc")])
# Of a list, two hundred sources of a few papers, kinds and days: most was quoted a moment ago.
_quoted = lru_cache(maxsize=4_096)(quote_plus)


def _pairs(item: Item) -> Iterator[tuple[str, str]]:
    yield "rft.type", zotero_type(item)
    yield "rft.title", item["title"]
    yield "rft.source", item.get("container-title", "")
    yield "rft.publisher", item.get("publisher", "")
    yield from (("rft.creator", _name(name)) for name in item.get("author", []))
    yield from (("rft.contributor", _name(name)) for name in item.get("translator", []))
    yield "rft.date", _date(item)
    yield "rft.language", item.get("language", "")
    yield "rft.identifier", item.get("URL", "")


def _name(name: Name) -> str:
    return name.get("literal") or f"{name.get('family', '')}, {name.get('given', '')}"


def _date(item: Item) -> str:
    """Give the first day as far as it is known: "1927-10-15", "1927-10", "1927"."""
    issued = item.get("issued")
    if not issued:
        return ""
    first, _ = ends(issued)
    return "-".join(f"{number:0{width}}" for number, width in zip(first, (4, 2, 2), strict=False))
