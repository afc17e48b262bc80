"""An e-book (EPUB 3.3): its chapters in reading order, and what its package declares.

The order is the spine's; chapters are web pages without a page round them, so all of their text is main text.
A book whose chapters are encrypted is refused; obfuscated fonts do not matter.
"""

import posixpath
from urllib.parse import unquote

from lxml.etree import _Element as Element

from sources.ingest.formats.captured import Captured
from sources.ingest.formats.declared_dates import day_of
from sources.ingest.formats.draft import Draft
from sources.ingest.formats.encoding import decode_markup
from sources.ingest.formats.html import add_page, parse_page
from sources.ingest.formats.xml import parse_xml
from sources.ingest.formats.zipped import Zipped
from sources.ingest.refusal import Refusal

MEDIA_TYPE = "application/epub+zip"
CONTAINER = "META-INF/container.xml"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_FACTS = {"title": "title", "creator": "author", "publisher": "publication", "language": "language"}
_FACTS |= {"identifier": "identifier", "description": "description", "rights": "rights"}


def read_epub(data: bytes, declared: str = "") -> Captured:
    """Read an e-book; raise Refusal where it is damaged, encrypted or empty."""
    del declared
    packed = Zipped(data)
    package_name = _package_name(packed)
    package = parse_xml(packed.read(package_name), f"The part “{package_name}”")
    draft = Draft()
    _declare(draft, package)
    _refuse_encrypted(packed, chapters := _chapters(package, package_name))
    for chapter in chapters:
        if chapter in packed.names():
            root = parse_page(decode_markup(packed.read(chapter)).text)
            add_page(draft, root, is_judged=False, before=f"{chapter}#")
    return draft.finish(MEDIA_TYPE, "utf-8", "EPUB")


def _package_name(packed: Zipped) -> str:
    root = parse_xml(packed.read(CONTAINER), f"The part “{CONTAINER}”")
    for element in root.iter("{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"):
        if path := str(element.get("full-path") or ""):
            return path
    raise Refusal("The e-book does not say where its package is; it is damaged, so get it again.")


def _chapters(package: Element, package_name: str) -> list[str]:
    """Give the names of the chapters' parts in reading order."""
    folder = posixpath.dirname(package_name)
    items = {
        item.get("id"): posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        for item in package.iter(f"{_OPF}item")
        if (item.get("media-type") or "") in {"application/xhtml+xml", "text/html"}
        and "nav" not in (item.get("properties") or "").split()
    }
    order = [
        items[item.get("idref")] for item in package.iter(f"{_OPF}itemref") if item.get("idref") in items
    ]
    return list(dict.fromkeys(order))


def _refuse_encrypted(packed: Zipped, chapters: list[str]) -> None:
    if "META-INF/encryption.xml" not in packed.names():
        return
    root = parse_xml(packed.read("META-INF/encryption.xml"), "The part “META-INF/encryption.xml”")
    locked = {
        unquote(element.get("URI") or "")
        for element in root.iter("{http://www.w3.org/2001/04/xmlenc#}CipherReference")
    }
    if locked & set(chapters):
        raise Refusal("The e-book's chapters are encrypted (copy protection), so it cannot be read.")


def _declare(draft: Draft, package: Element) -> None:
    for element in package.iter():
        if not isinstance(element.tag, str) or not element.tag.startswith(_DC):
            continue
        name = element.tag.removeprefix(_DC)
        if name == "date":
            draft.declare("published", day_of(element.text or ""), "dc:date")
        elif name in _FACTS:
            draft.declare(_FACTS[name], element.text, f"dc:{name}")
