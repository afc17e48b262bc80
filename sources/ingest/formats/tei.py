"""A TEI P5 document: its text, what its header declares, and the names and dates that it marks.

Somebody has been over such a text before: ``persName``, ``placeName``, ``orgName`` and ``date`` (TEI P5
§13.2, §13.1.2) are carried out as marks, with ``@ref``, ``@key`` or ``@when``, for an editor to accept or
not. Blocks are the guidelines' own (``p``, ``head``, ``l``, ``sp`` …); ``lb`` within a paragraph is no line
of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from sources.ingest.formats.captured import Captured, Mark
from sources.ingest.formats.declared_dates import day_of
from sources.ingest.formats.draft import Draft, collapsed
from sources.ingest.formats.xml import parse_xml
from sources.ingest.refusal import Refusal
from sources.values.span import Span

MEDIA_TYPE = "application/tei+xml"
_T = "{http://www.tei-c.org/ns/1.0}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_BLOCKS = """
ab argument back body byline castList cell closer dateline div docAuthor docDate docTitle epigraph figDesc
figure floatingText front fw group head imprimatur item l label lg list list listBibl bibl note opener p
postscript quote row salute signed sp speaker stage table text titlePage titlePart trailer div1 div2 div3 TEI
"""
BLOCKS = frozenset(_BLOCKS.split())
MARKS = {"persName": "person", "placeName": "place", "orgName": "organisation", "date": "date"}
MARKS |= {"settlement": "place", "country": "place", "region": "place", "geogName": "place"}
# What a general name or reference says of itself (TEI P5 §13.2.1: rs and name, with a type).
TYPES = {"person": "person", "pers": "person", "persName": "person", "place": "place", "geog": "place"}
TYPES |= {"placeName": "place", "org": "organisation", "organisation": "organisation"}
TYPES |= {"organization": "organisation", "orgName": "organisation"}
_TAGS = {
    "head": "h2",
    "byline": "teibyline",
    "docAuthor": "teibyline",
    "dateline": "teidateline",
    "figDesc": "figcaption",
    "fw": "running",
    "note": "note",
    "item": "li",
    "quote": "blockquote",
}
_SILENT = frozenset({"teiHeader", "facsimile", "standOff", "abbr", "orig", "sic", "del"})
# In a choice, the editor's reading is the text: what stood there first is in the original.
_SPACED = frozenset({"lb", "pb", "cb", "gb", "milestone"})
MOST_MARKS = 100_000


@dataclass(slots=True)
class _Open:
    """The block being gathered: its pieces, and the marks in it by their place among the characters."""

    words: str = ""
    path: str = ""
    tags: frozenset[str] = frozenset()
    marks: list[tuple[int, int, str, str]] = field(default_factory=list)


def read_tei(data: bytes, declared: str = "") -> Captured:
    """Read a TEI document; raise Refusal where it is no TEI, or holds no text."""
    del declared
    root = parse_xml(data, "The TEI document")
    if not str(root.tag).startswith(_T):
        raise Refusal(
            "The root is not in the namespace of TEI P5 (http://www.tei-c.org/ns/1.0); convert it to P5."
        )
    draft = Draft()
    _declare(draft, root)
    for number, text in enumerate(root.iterdescendants(f"{_T}text"), start=1):
        if next(text.iterancestors(f"{_T}text"), None) is None:
            _add_text(draft, text, f"//text[{number}]")
    return draft.finish(MEDIA_TYPE, "utf-8", "XML")


def _add_text(draft: Draft, text: Element, path: str) -> None:
    """Walk one text; the parser has seen to it that it is no deeper than 256."""
    opened = _Open()
    _walk(draft, text, path, frozenset(), opened)
    _close(draft, opened)


def _walk(draft: Draft, element: Element, path: str, tags: frozenset[str], opened: _Open) -> None:
    name = _name(element)
    is_block = name in BLOCKS
    if is_block:
        _close(draft, opened)
    inner = tags | ({_TAGS[name]} if name in _TAGS else frozenset())
    if name in _SPACED:
        _say(opened, " ", path, inner)
    start = len(opened.words)
    _say(opened, element.text, path, inner)
    counts: dict[str, int] = {}
    for child in element:
        if isinstance(child.tag, str):
            kind = _name(child)
            counts[kind] = counts.get(kind, 0) + 1
            if kind not in _SILENT or (kind in {"abbr", "orig", "sic"} and _name(element) != "choice"):
                _walk(draft, child, f"{path}/{kind}[{counts[kind]}]", inner, opened)
        _say(opened, child.tail, path, inner)
    marked = MARKS.get(name) or (TYPES.get(element.get("type") or "") if name in {"name", "rs"} else None)
    if marked and len(opened.words) > start and len(draft.marks) < MOST_MARKS:
        opened.marks.append((start, len(opened.words), marked, _value(element, name)))
    if is_block:
        _close(draft, opened)


def _say(opened: _Open, words: str | None, path: str, tags: frozenset[str]) -> None:
    """Add words to the open block, with one space where any white space stood."""
    if not words:
        return
    words = collapsed(words)
    if opened.words[-1:] in {"", " "}:
        words = words.lstrip(" ")
    if words and not opened.words:
        opened.path, opened.tags = path, tags
    opened.words += words


def _close(draft: Draft, opened: _Open) -> None:
    words = opened.words.rstrip(" ")
    span = draft.add(words, opened.path, opened.tags, is_paragraph=True)
    if span:
        for start, end, kind, value in opened.marks:
            own = words[start:end]
            first = start + len(own) - len(own.lstrip())
            last = start + len(own.rstrip())
            if first < last:
                draft.marks.append(Mark(Span(span.start + first, span.start + last), kind, value))
    opened.words, opened.path, opened.tags, opened.marks = "", "", frozenset(), []


def _name(element: Element) -> str:
    return str(element.tag).removeprefix(_T)


def _value(element: Element, name: str) -> str:
    """Give what the mark points to: a date's normal form as EDTF, a name's reference or key."""
    if name == "date":
        when = element.get("when") or element.get("when-iso") or ""
        return day_of(when) or _interval(element) or _between(element)
    return (element.get("ref") or element.get("key") or "")[:300]


def _interval(element: Element) -> str:
    """Give the time from one day to another as EDTF; a side that is not given is open."""
    first, last = (day_of(element.get(key) or "") for key in ("from", "to"))
    return f"{first or '..'}/{last or '..'}" if first or last else ""


def _between(element: Element) -> str:
    """Give one day, not known which, between two as EDTF."""
    first, last = (day_of(element.get(key) or "") for key in ("notBefore", "notAfter"))
    return f"[{first}..{last}]" if first or last else ""


def _declare(draft: Draft, root: Element) -> None:
    """Read the header: the source described, where it is, before the file that describes it."""
    for where in (f"{_T}sourceDesc", f"{_T}titleStmt", f"{_T}publicationStmt"):
        for part in root.iter(where):
            _declare_part(draft, part, f"teiHeader {where.removeprefix(_T)}")
            break
    for element in root.iter(f"{_T}langUsage"):
        for language in element.iter(f"{_T}language"):
            draft.declare("language", language.get("ident") or "", "teiHeader langUsage")
    draft.declare("language", root.get(f"{_XML}lang") or "", "TEI xml:lang")


def _declare_part(draft: Draft, part: Element, source: str) -> None:
    for element in part.iter():
        name = _name(element) if isinstance(element.tag, str) else ""
        words = "".join(_texts(element))
        if name == "title":
            is_container = element.get("level") in {"j", "s", "m"}
            draft.declare("publication" if is_container else "title", words, source)
        elif name == "author":
            draft.declare("author", words, source)
        elif name == "date":
            draft.declare("published", day_of(element.get("when") or words), source)
        elif name in {"ref", "ptr"} and (element.get("target") or "").startswith(("http://", "https://")):
            draft.declare("url", element.get("target"), source)


def _texts(element: Element) -> Iterator[str]:
    return (str(words) for words in element.itertext())
