"""schema.org, as JSON-LD: what search engines and archives of the web know a source by.

A page links to it (``<link rel="alternate">``) and does not hold it: a data block is a ``script``
element, and this site's pages have none, so that one rule, no inline script, needs no exception. An
interview is an article of that genre: schema.org has no type for it, and none of its roles asks.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Final

from sources.cite.dates import edtf
from sources.cite.item import Item, Name, in_one_piece, translated_title

MEDIA_TYPE: Final = "application/ld+json"

Thing = dict[str, object]

_TYPES: Final = {
    "article-newspaper": ("NewsArticle", "Newspaper"),
    "article-magazine": ("Article", "Periodical"),
    "post-weblog": ("BlogPosting", "Blog"),
    "interview": ("Article", "Periodical"),
}
_OTHER: Final = ("CreativeWork", "CreativeWork")


def chunks(items: Iterable[Item]) -> Iterator[str]:
    """Give one graph piece by piece, a source a line; "<" is escaped, lest a page end within it."""
    yield '{"@context": "https://schema.org", "@graph": ['
    mark = "\n"
    for item in items:
        yield mark + json.dumps(_thing(item), ensure_ascii=False).replace("<", "\\u003c")
        mark = ",\n"
    yield "\n]}\n"


def _thing(item: Item) -> Thing:
    """Give one source; what is not known is left out."""
    kind, container = _TYPES.get(item["type"], _OTHER)
    is_interview = item["type"] == "interview"
    authors = item.get("author", [])
    asked = [_role("interviewee", name) for name in authors if is_interview]
    found: Thing = {
        "@type": kind,
        "@id": item.get("URL"),
        "identifier": item["id"],
        "headline": item["title"],
        "name": item["title"],
        "alternativeHeadline": translated_title(item),
        "genre": "interview" if is_interview else None,
        "author": [_agent(name) for name in (item.get("interviewer", []) if is_interview else authors)],
        "contributor": asked,
        "editor": [_agent(name) for name in item.get("editor", [])],
        "translator": [_agent(name) for name in item.get("translator", [])],
        "datePublished": edtf(item.get("issued")) or (item.get("issued") or {}).get("literal"),
        "inLanguage": item.get("language"),
        "isPartOf": _named(container, item.get("container-title")),
        "publisher": item.get("publisher"),
        "locationCreated": _named("Place", item.get("publisher-place")),
        "pagination": item.get("page"),
        "position": item.get("archive_location"),
        "holdingArchive": _named("ArchiveOrganization", item.get("archive")),
        "includedInDataCatalog": _named("DataCatalog", item.get("archive_collection")),
        "archivedAt": item.get("URL"),
    }
    return {key: value for key, value in found.items() if value}


def _agent(name: Name) -> Thing | str:
    """Give a person by parts; a name in one piece may be anybody's, and stays words."""
    if literal := name.get("literal"):
        return literal
    parts = {"givenName": name.get("given"), "familyName": name.get("family")}
    return {"@type": "Person", "name": in_one_piece(name), **parts}


def _role(what: str, name: Name) -> Thing:
    return {"@type": "Role", "roleName": what, "contributor": _agent(name)}


def _named(kind: str, name: str | None) -> Thing | None:
    return {"@type": kind, "name": name} if name else None
