"""What a web page declares of itself: JSON-LD, OpenGraph, meta elements, microdata, Dublin Core.

In order of trust: schema.org in JSON-LD is written for machines that check it, OpenGraph and the
``article:`` properties nearly as well kept, plain meta elements and microdata less so, ``<title>`` carries
the site's name. Everything declared is kept with where it was declared; which one to believe is the
reader's to see.
"""

import json
import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from sources.ingest.formats.declared_dates import day_of
from sources.ingest.formats.draft import Draft

ARTICLES = re.compile(r"Article|Posting|Report|Review|CreativeWork|WebPage|Interview|OpinionPiece")
MOST_SCRIPTS, LONGEST_SCRIPT, DEEPEST = 20, 1_000_000, 6

# What schema.org calls a thing, and what it tells.
LINKED = (
    ("headline", "title"),
    ("alternativeHeadline", "subtitle"),
    ("datePublished", "published"),
    ("dateModified", "modified"),
    ("description", "description"),
    ("inLanguage", "language"),
)

# The names of meta elements and properties, most trusted first, and what they tell.
META = (
    ("og:title", "title"),
    ("citation_title", "title"),
    ("dc.title", "title"),
    ("dcterms.title", "title"),
    ("parsely-title", "title"),
    ("twitter:title", "title"),
    ("headline", "title"),
    ("article:author", "author"),
    ("author", "author"),
    ("byl", "author"),
    ("citation_author", "author"),
    ("dc.creator", "author"),
    ("dcterms.creator", "author"),
    ("parsely-author", "author"),
    ("sailthru.author", "author"),
    ("article:published_time", "published"),
    ("og:published_time", "published"),
    ("datepublished", "published"),
    ("citation_publication_date", "published"),
    ("dcterms.issued", "published"),
    ("dc.date.issued", "published"),
    ("dcterms.created", "published"),
    ("dc.date", "published"),
    ("parsely-pub-date", "published"),
    ("sailthru.date", "published"),
    ("pubdate", "published"),
    ("publishdate", "published"),
    ("date", "published"),
    ("article:modified_time", "modified"),
    ("og:site_name", "publication"),
    ("citation_journal_title", "publication"),
    ("dc.publisher", "publication"),
    ("dcterms.publisher", "publication"),
    ("application-name", "publication"),
    ("og:url", "url"),
    ("dc.identifier", "url"),
    ("og:description", "description"),
    ("description", "description"),
    ("dc.description", "description"),
    ("og:locale", "language"),
    ("dc.language", "language"),
    ("article:section", "section"),
    ("og:type", "type"),
    ("generator", "generator"),
)


def declare_page(root: Element, draft: Draft) -> None:
    """Add everything that a page declares of itself to the draft."""
    for found in _linked_data(root):
        _declare_article(found, draft)
    declared: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = (
            (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        )
        if name and (content := element.get("content")):
            declared.setdefault(name, []).append(content)
    for name, fact in META:
        for value in declared.get(name, ()):
            _declare(draft, fact, value, name)
    _declare_elements(root, draft)


def _declare_elements(root: Element, draft: Draft) -> None:
    """Add what elements other than meta declare."""
    for element in root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            _declare(draft, "url", element.get("href") or "", "link rel=canonical")
    for element in root.iter("time"):
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            _declare(draft, "published", element.get("datetime") or "", "time datePublished")
    for element in root.iter("title"):
        _declare(draft, "page_title", "".join(element.itertext()), "title element")
        break
    _declare(
        draft,
        "language",
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        "html lang",
    )


def _declare(draft: Draft, fact: str, value: object, source: str) -> None:
    if not isinstance(value, str):
        return
    value = value.strip()
    if fact in {"published", "modified"}:
        draft.declare(f"{fact}_words", value, source)
        value = day_of(value)
    elif fact == "language":
        value = _language(value)
    elif fact in {"url"} and not value.startswith(("http://", "https://")):
        return
    elif fact == "author":
        if value.startswith(("http://", "https://", "@")):
            return  # the address of a profile is nobody's name
        value = re.sub(r"^by\s+", "", value, flags=re.IGNORECASE)
    draft.declare(fact, value, source)


def _language(value: str) -> str:
    """Give a language as BCP 47 writes it, or ""."""
    parts = value.replace("_", "-").split("-")
    if not re.fullmatch(r"[A-Za-z]{2,3}", parts[0]):
        return ""
    return parts[0].lower()


def _linked_data(root: Element) -> Iterator[dict[str, object]]:
    """Give the objects in the page's JSON-LD that describe a text."""
    scripts = 0
    for element in root.iter("script"):
        if (element.get("type") or "").strip().lower() != "application/ld+json" or scripts >= MOST_SCRIPTS:
            continue
        scripts += 1
        words = (element.text or "").strip()[:LONGEST_SCRIPT]
        try:
            found = json.loads(re.sub(r"^<!--|-->$|^//<!\[CDATA\[|//\]\]>$", "", words), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(found, 0)


def _articles(value: object, depth: int) -> Iterator[dict[str, object]]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value[:100]:
            yield from _articles(item, depth + 1)
    elif isinstance(value, dict):
        if any(ARTICLES.search(kind) for kind in _words(value.get("@type"))):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(value.get(key), depth + 1)


def _declare_article(found: dict[str, object], draft: Draft) -> None:
    kind = " ".join(_words(found.get("@type")))
    is_page = "Page" in kind and "Article" not in kind
    for key, fact in LINKED:
        for value in _words(found.get(key)):
            _declare(draft, fact, value, f"JSON-LD {key}")
    for key, fact in (("author", "author"), ("publisher", "publication")):
        # A page's author is whoever made the site; an article's wrote it.
        for value in _names(found.get(key)) if key != "author" or not is_page else ():
            _declare(draft, fact, value, f"JSON-LD {key}")
    for value in _words(found.get("url")) or _words(found.get("mainEntityOfPage")):
        _declare(draft, "url", value, "JSON-LD url")
    if kind and not is_page:
        draft.declare("type", kind, "JSON-LD @type")


def _words(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return _words(value.get("@id")) if "@id" in value else []
    return [item for item in value if isinstance(item, str)][:20] if isinstance(value, list) else []


def _names(value: object) -> list[str]:
    """Give the names of people or organisations, however schema.org has them."""
    if isinstance(value, list):
        return [name for item in value[:20] for name in _names(item)]
    if isinstance(value, dict):
        return [name for name in _words(value.get("name")) if name]
    return [value] if isinstance(value, str) else []
