"""MODS, for library catalogues and, through unAPI, for Zotero (Library of Congress, MODS 3.8).

The genre from no thesaurus ("local") is Zotero's own name of the type, which its reader looks at
first. What the text appeared in is the host; the archive is the location: the passage its shelf mark,
and a place once more, because Zotero reads only those; the address its url. Zotero's interview has no
publication, so that stands in a note too. A day is written as W3CDTF, "about" as a qualifier, a range
by its two points; what only words can say stands in words.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from sources.cite import coins
from sources.cite.date_words import DAY_FIRST, spoken
from sources.cite.dates import CslDate, ends
from sources.cite.item import Item, Name, in_one_piece, translated_title
from sources.cite.plain import plain

MEDIA_TYPE: Final = "application/mods+xml"
NAMESPACE: Final = "http://www.loc.gov/mods/v3"
VERSION: Final = "3.8"

# Codes of the MARC relators: who is the author of an interview was interviewed.
_ROLES: Final = {"author": "aut", "editor": "edt", "translator": "trl", "interviewer": "ivr"}
_INTERVIEWED: Final = "ive"
_HOSTS: Final = {"article-newspaper": "newspaper", "article-magazine": "periodical"}
_BEGIN: Final = f'<?xml version="1.0" encoding="utf-8"?>\n<modsCollection xmlns="{NAMESPACE}">\n'


def chunks(items: Iterable[Item]) -> Iterator[str]:
    """Give the collection piece by piece, one record after the other."""
    yield _BEGIN
    for item in items:
        record = etree.tostring(_record(item), encoding="unicode", pretty_print=True)
        yield record.replace(f' xmlns="{NAMESPACE}"', "", 1)
    yield "</modsCollection>\n"


def write(items: Iterable[Item]) -> str:
    """Give the items as one collection."""
    return "".join(chunks(items))


def _record(item: Item) -> etree._Element:
    """Give one record, its elements in the order of the user guidelines."""
    record = etree.Element(f"{{{NAMESPACE}}}mods", {"version": VERSION}, nsmap={None: NAMESPACE})
    _add(_part(record, "titleInfo"), "title", item["title"])
    if translated := translated_title(item):
        _add(_part(record, "titleInfo", type="translated"), "title", translated, lang="eng")
    for role, code in _ROLES.items():
        for name in _people(item, role):
            is_interviewed = item["type"] == "interview" and role == "author"
            _add_name(record, name, _INTERVIEWED if is_interviewed else code)
    _add(record, "typeOfResource", "text")
    _add(record, "genre", coins.zotero_type(item), authority="local")
    _add_origin(record, item)
    if language := item.get("language"):
        _add(_part(record, "language"), "languageTerm", language, type="code", authority="rfc5646")
    if item["type"] == "interview" and "container-title" in item:
        _add(record, "note", f"Published in {item['container-title']}.", type="publication")
    _add(record, "note", item.get("note", ""))
    _add_host(record, item)
    _add(record, "identifier", item["id"], type="local")
    _add_location(record, item)
    _add(_part(record, "recordInfo"), "recordIdentifier", item["id"])
    return record


def _people(item: Item, role: str) -> list[Name]:
    people: dict[str, list[Name]] = {
        "author": item.get("author", []),
        "editor": item.get("editor", []),
        "translator": item.get("translator", []),
        "interviewer": item.get("interviewer", []),
    }
    return people[role]


def _part(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """Add an element that holds others."""
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)


def _add(parent: etree._Element, tag: str, text: str, **attributes: str) -> None:
    """Add an element with these words; none where there are none."""
    if words := plain(text):
        _part(parent, tag, **attributes).text = words


def _add_name(record: etree._Element, name: Name, code: str) -> None:
    """Add a person by family and given name, or what is known in one piece as printed."""
    is_person = "family" in name
    element = _part(record, "name", **({"type": "personal"} if is_person else {}))
    if is_person:
        _add(element, "namePart", name.get("family", ""), type="family")
        _add(element, "namePart", name.get("given", ""), type="given")
    else:
        _add(element, "namePart", in_one_piece(name))
    _add(_part(element, "role"), "roleTerm", code, type="code", authority="marcrelator")


def _add_origin(record: etree._Element, item: Item) -> None:
    """Add who published it, where the text stands by itself, and when it appeared."""
    date = item.get("issued")
    is_alone = "container-title" not in item
    if not date and not (is_alone and (item.get("publisher") or item.get("publisher-place"))):
        return
    origin = _part(record, "originInfo")
    if is_alone:
        _add_place(origin, item)
        _add(origin, "publisher", item.get("publisher", ""))
    _add_dates(origin, date)


def _add_place(origin: etree._Element, item: Item) -> None:
    if place := item.get("publisher-place"):
        _add(_part(origin, "place"), "placeTerm", place, type="text")


def _add_dates(origin: etree._Element, date: CslDate | None) -> None:
    first, last = ends(date)
    about = {"qualifier": "approximate"} if (date or {}).get("circa") else {}
    if not first or (date or {}).get("season"):
        _add(origin, "dateIssued", spoken(date, DAY_FIRST), **about)
        return
    coded = {"encoding": "w3cdtf", **about}
    if first == last:
        _add(origin, "dateIssued", w3cdtf(first), keyDate="yes", **coded)
    else:
        _add(origin, "dateIssued", w3cdtf(first), keyDate="yes", point="start", **coded)
        _add(origin, "dateIssued", w3cdtf(last), point="end", **coded)


def w3cdtf(parts: list[int]) -> str:
    """Give "1927-10-15", "1927-10" or "1927"."""
    return "-".join(f"{number:0{width}}" for number, width in zip(parts, (4, 2, 2), strict=False))


def _add_host(record: etree._Element, item: Item) -> None:
    """Add what it appeared in, with its town and the pages."""
    if "container-title" not in item:
        return
    host = _part(record, "relatedItem", type="host")
    _add(_part(host, "titleInfo"), "title", item["container-title"])
    _add(host, "genre", _HOSTS.get(item["type"], ""), authority="marcgt")
    if item.get("publisher-place"):
        _add_place(_part(host, "originInfo"), item)
    if page := item.get("page"):
        first, _, last = page.replace("–", "-").partition("-")
        extent = _part(_part(host, "part"), "extent", unit="pages")
        if first.isalnum() and (last.isalnum() or not last):
            _add(extent, "start", first)
            _add(extent, "end", last or first)
        else:
            _add(extent, "list", page)


def _add_location(record: etree._Element, item: Item) -> None:
    """Add where it is kept: archive, corpus and passage, address."""
    shelf = ", ".join(filter(None, (item.get("archive_collection"), item.get("archive_location"))))
    if not (item.get("archive") or shelf or item.get("URL")):
        return
    location = _part(record, "location")
    _add(location, "physicalLocation", item.get("archive", ""))
    _add(location, "physicalLocation", shelf)
    _add(location, "shelfLocator", shelf)
    read_on, _ = ends(item.get("accessed"))
    seen = {"dateLastAccessed": w3cdtf(read_on)} if read_on else {}
    _add(location, "url", item.get("URL", ""), usage="primary display", **seen)
