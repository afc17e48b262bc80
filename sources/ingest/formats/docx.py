"""A Word document (Office Open XML, ECMA-376 part 1): its paragraphs, notes, and what it says of itself.

Read from its own parts rather than by way of HTML, so that each paragraph leads back to its place in the
file. Words that tracked changes deleted are not the document's words and are left out; inserted ones are
in. Notes and comments follow the text, headers and footers close it: all are there, each with its sign.
"""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from sources.ingest.formats.captured import Captured
from sources.ingest.formats.declared_dates import day_of
from sources.ingest.formats.draft import Draft, collapsed
from sources.ingest.formats.xml import parse_xml
from sources.ingest.formats.zipped import Zipped
from sources.ingest.refusal import Refusal

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIN = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}rPr", f"{_W}pPr"})
# Text boxes come twice: for new readers, and again for old ones.
_SKIPPED |= {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_STYLES = {"title": "doctitle", "subtitle": "docsubtitle", "caption": "figcaption", "quote": "blockquote"}
_NOTES = (("word/footnotes.xml", "note"), ("word/endnotes.xml", "note"), ("word/comments.xml", "annotation"))
_FACTS = (
    (f"{_DC}title", "office_title"),
    (f"{_DC}creator", "office_author"),
    (f"{_DC}subject", "subject"),
    (f"{_DC}description", "description"),
    (f"{_DC}language", "language"),
)


def read_docx(data: bytes, declared: str = "") -> Captured:
    """Read a Word document; raise Refusal where it is damaged or holds no words."""
    del declared
    packed = Zipped(data)
    names = packed.names()
    if MAIN not in names:
        raise Refusal(f"The Word document has no part “{MAIN}”; it is damaged, so get it again.")
    draft = Draft()
    styles = _styles(packed) if "word/styles.xml" in names else {}
    _add_part(draft, packed, MAIN, styles, "")
    for part, sign in _NOTES:
        if part in names:
            _add_part(draft, packed, part, styles, sign)
    for part in sorted(names):
        if part.startswith(("word/header", "word/footer")) and part.endswith(".xml"):
            _add_part(draft, packed, part, styles, "running")
    if "docProps/core.xml" in names:
        _declare(draft, parse_xml(packed.read("docProps/core.xml"), "The part “docProps/core.xml”"))
    return draft.finish(MEDIA_TYPE, "utf-8", "Office Open XML")


def _add_part(draft: Draft, packed: Zipped, part: str, styles: dict[str, str], sign: str) -> None:
    root = parse_xml(packed.read(part), f"The part “{part}”")
    for number, paragraph in enumerate(root.iter(f"{_W}p"), start=1):
        tags = _tags(paragraph, styles)
        for line in "".join(_words(paragraph)).split("\n"):
            draft.add(
                collapsed(line).strip(" "),
                f"{part}#/descendant::w:p[{number}]",
                tags | ({sign} if sign else frozenset()),
                is_paragraph=True,
            )


def _words(paragraph: Element) -> Iterator[str]:
    """Give the words of a paragraph, not those of a paragraph inside it (a text box)."""
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in _SKIPPED or element.tag == f"{_W}p" or not isinstance(element.tag, str):
            continue
        if element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag in _SPACES:
            yield _SPACES[element.tag]
        else:
            waiting.extend(reversed(element))


def _tags(paragraph: Element, styles: dict[str, str]) -> frozenset[str]:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = styles.get(style.get(f"{_W}val") or "", "") if style is not None else ""
    tags = {"li"} if paragraph.find(f"{_W}pPr/{_W}numPr") is not None else set()
    if name.startswith("heading ") and name[8:9].isdecimal():
        tags.add(f"h{min(int(name[8]), 6) or 1}")
    elif name in _STYLES:
        tags.add(_STYLES[name])
    return frozenset(tags)


def _styles(packed: Zipped) -> dict[str, str]:
    """Give for each style its name as Word has it in English, whatever language it is shown in."""
    root = parse_xml(packed.read("word/styles.xml"), "The part “word/styles.xml”")
    found = {}
    for style in root.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None:
            found[style.get(f"{_W}styleId") or ""] = (name.get(f"{_W}val") or "").lower()
    return found


def _declare(draft: Draft, root: Element) -> None:
    """Keep what the document's properties say; who typed it need not have written it, hence "office"."""
    for tag, fact in _FACTS:
        for element in root.iter(tag):
            draft.declare(fact, element.text, "docProps/core.xml")
    for element in root.iter(f"{_TERMS}created"):
        draft.declare("created", day_of(element.text or ""), "docProps/core.xml")
