"""Paragraphs and runs of WordprocessingML (ECMA-376 part 1, §17.3), the body of a Word file.

Words keep every character that XML can hold: blanks at the ends, tabs, line breaks. A stretch of letters that
run from right to left is a run of its own with ``w:rtl`` (§17.3.2.30), and a paragraph that begins with such
a letter is ``w:bidi`` (§17.3.1.6), as Unicode's own algorithm (UAX #9, P2 and P3) would set it.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Final, TypeAlias

from lxml import etree

from sources.cite.prose import Prose
from sources.export.xmltext import clean

NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINK: Final = f"{RELATIONS}/hyperlink"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
_STRONG: Final = _RIGHT_TO_LEFT | {"L"}
_PIECE: Final = re.compile("\r\n|[\t\n\r]|[^\t\n\r]+")
_BREAKS: Final = {"\t": "tab", "\n": "br", "\r": "br", "\r\n": "br"}

Element: TypeAlias = etree._Element  # noqa: SLF001 -- lxml's own annotations name it so


def tag(name: str) -> str:
    """Give a name of WordprocessingML as lxml wants it."""
    return f"{{{NAMESPACE}}}{name}"


def add(parent: Element, name: str, **attributes: str) -> Element:
    """Make an element as the last in another; attributes are ``w:`` too."""
    made = etree.SubElement(parent, tag(name))
    for key, value in attributes.items():
        made.set(tag(key), value)
    return made


class Part:
    """One part of the file that holds paragraphs: the text, or the notes. It knows its links."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.links: dict[str, str] = {}  # the id of its relation, by address

    def paragraph(self, style: str, parent: Element | None = None) -> Element:
        """Begin a paragraph of a style of ``parts/styles.xml``."""
        made = add(self.root if parent is None else parent, "p")
        add(add(made, "pPr"), "pStyle", val=style)
        return made

    def words(
        self, paragraph: Element, text: str, *, language: str = "", style: str = "", is_italic: bool = False
    ) -> None:
        """Put words at the end of a paragraph; its first strong letter decides its direction."""
        cleaned = clean(text).text
        _turn(paragraph, cleaned)
        for is_rtl, stretch in _stretches(cleaned):
            run = add(paragraph, "r")
            _look(run, language=language, style=style, is_italic=is_italic, is_rtl=is_rtl)
            _fill(run, stretch)

    def prose(self, paragraph: Element, prose: Prose, address: str = "") -> None:
        """Put a citation at the end of a paragraph, the names of works in italics, its address as a link."""
        for run in prose.runs:
            before, found, after = run.text.partition(address) if address else (run.text, "", "")
            look = {"language": run.language, "is_italic": run.is_work or run.is_italic}
            if before:
                self.words(paragraph, before, **look)  # type: ignore[arg-type]  # a run's own look
            if found:
                self.link(paragraph, address)
            if after:
                self.words(paragraph, after, **look)  # type: ignore[arg-type]  # a run's own look

    def link(self, paragraph: Element, address: str) -> None:
        """Put an address at the end of a paragraph, as a link to it."""
        known = self.links.setdefault(clean(address).text, f"rId{len(self.links) + 100}")
        link = etree.SubElement(paragraph, tag("hyperlink"))
        link.set(f"{{{RELATIONS}}}id", known)
        run = add(link, "r")
        _look(run, style="Hyperlink")
        _fill(run, clean(address).text)

    def written(self) -> bytes:
        """Give the part's bytes."""
        made: bytes = etree.tostring(self.root, encoding="UTF-8", xml_declaration=True, standalone=True)
        return made

    def relations(self, others: tuple[tuple[str, str, str], ...] = ()) -> bytes:
        """Give what the part refers to: its links, and other parts (id, kind, name)."""
        root = etree.Element(f"{{{_PACKAGE}}}Relationships", nsmap={None: _PACKAGE})
        for known, kind, target in others:
            relation = etree.SubElement(root, f"{{{_PACKAGE}}}Relationship", Id=known)
            relation.set("Type", f"{RELATIONS}/{kind}")
            relation.set("Target", target)
        for address, known in self.links.items():
            relation = etree.SubElement(root, f"{{{_PACKAGE}}}Relationship", Id=known, Type=_LINK)
            relation.set("Target", address)
            relation.set("TargetMode", "External")
        made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
        return made


def root(name: str) -> Element:
    """Make the element that a part begins with."""
    return etree.Element(tag(name), nsmap={"w": NAMESPACE, "r": RELATIONS})


def _turn(paragraph: Element, text: str) -> None:
    """Let a paragraph run from right to left if that is how its first strong letter runs."""
    properties = paragraph[0]
    is_begun = len(paragraph) > 1
    first = next((way for way in map(unicodedata.bidirectional, text) if way in _STRONG), "")
    if not is_begun and first in _RIGHT_TO_LEFT:
        add(properties, "bidi")


def _stretches(text: str) -> Iterator[tuple[bool, str]]:
    """Part a text where its direction turns; what has none goes with what is before it."""
    is_rtl = False

    def turned(sign: str) -> bool:
        nonlocal is_rtl
        way = unicodedata.bidirectional(sign)
        if way in _STRONG:
            is_rtl = way in _RIGHT_TO_LEFT
        return is_rtl

    for way, signs in groupby(text, turned):
        yield way, "".join(signs)


def _look(
    run: Element, *, language: str = "", style: str = "", is_italic: bool = False, is_rtl: bool = False
) -> None:
    """Say how a run is set; the order of what is said is the schema's (§17.3.2.28)."""
    properties = add(run, "rPr")
    if style:
        add(properties, "rStyle", val=style)
    if is_italic:
        add(properties, "i")
        add(properties, "iCs")
    if is_rtl:
        add(properties, "rtl")
    if language:
        add(properties, "lang", **{"bidi" if is_rtl else "val": clean(language).text})
    if not len(properties):
        run.remove(properties)


def _fill(run: Element, text: str) -> None:
    for piece in _PIECE.findall(text):
        if piece in _BREAKS:
            add(run, _BREAKS[piece])
            continue
        words = add(run, "t")
        words.set(_XML_SPACE, "preserve")
        words.text = piece
