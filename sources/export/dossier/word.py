"""A dossier as a Word file: WordprocessingML in an Open Packaging Conventions zip (ECMA-376, ISO/IEC 29500).

Headings are Word's own heading styles, so that its navigation and a screen reader know them; each citation is
a footnote, the sources a bibliography. Written here and not by a library: the one that is well kept knows no
footnotes, and takes the day from the clock. The same dossier of the same edition gives the same bytes.
"""

from datetime import date
from pathlib import Path
from typing import Final

from lxml import etree

from sources.export.dossier.content import Dossier, Numbered
from sources.export.dossier.wordml import Element, Part, add, root
from sources.export.xmltext import clean
from sources.export.zipping import packed

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PARTS: Final = Path(__file__).parent / "parts"
_RELATED: Final = (
    ("rId1", "styles", "styles.xml"),
    ("rId2", "footnotes", "footnotes.xml"),
    ("rId3", "settings", "settings.xml"),
    ("rId4", "footer", "footer1.xml"),
)
_CORE: Final = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


def write(dossier: Dossier) -> bytes:
    """Give the file."""
    body, notes = Part(root("document")), Part(root("footnotes"))
    _begin_notes(notes)
    here = add(body.root, "body")
    _head(body, here, dossier)
    for group in dossier.groups:
        if group.heading:
            body.words(body.paragraph("Heading1", here), group.heading)
        for numbered in group.entries:
            _entry(body, notes, here, numbered, has_day=dossier.has_days)
    _sources(body, here, dossier)
    _end(here)
    files = [(name, _PARTS.joinpath(path).read_bytes()) for name, path in _FIXED]
    files += [
        ("word/document.xml", body.written()),
        ("word/_rels/document.xml.rels", body.relations(_RELATED)),
        ("word/footnotes.xml", notes.written()),
        ("word/_rels/footnotes.xml.rels", notes.relations()),
        ("word/footer1.xml", _footer(dossier)),
        ("docProps/core.xml", _core(dossier)),
    ]
    return packed(files, dossier.made_on)


# [Content_Types].xml comes first: some programs look for it there.
_FIXED: Final = (
    ("[Content_Types].xml", "content_types.xml"),
    ("_rels/.rels", "relations.xml"),
    ("word/styles.xml", "styles.xml"),
    ("word/settings.xml", "settings.xml"),
)


def _head(part: Part, here: Element, dossier: Dossier) -> None:
    part.words(part.paragraph("Title", here), dossier.title)
    part.words(part.paragraph("Subtitle", here), dossier.lead)
    for remark in dossier.remarks:
        part.words(part.paragraph("Notice", here), remark)
    for label, words in dossier.facts:
        fact = part.paragraph("Fact", here)
        part.words(fact, f"{label}: ", style="Strong")
        if words == dossier.address:
            part.link(fact, words)
        else:
            part.words(fact, words)


def _entry(part: Part, notes: Part, here: Element, numbered: Numbered, *, has_day: bool) -> None:
    entry = numbered.entry
    part.words(part.paragraph("Heading2", here), _named(numbered))
    day = f"speaks of {entry.day.words}" if entry.day and has_day else ""
    about = part.paragraph("Source", here)
    part.words(about, entry.title, language=entry.language)
    if day:
        part.words(about, f", {day}")
    last = about
    if entry.words:
        last = part.paragraph("Quote", here)
        if entry.speaker:
            part.words(last, f"{entry.speaker}: ", style="Strong")
        part.words(last, entry.words, language=entry.language)
    if entry.withheld:
        last = part.paragraph("Notice", here)
        part.words(last, entry.withheld)
    for said in entry.said:
        last = part.paragraph("Notice", here)
        part.words(last, said)
    _note(last, notes, numbered)


def _named(numbered: Numbered) -> str:
    entry = numbered.entry
    return f"{numbered.number}. {' '.join(filter(None, (entry.heading, entry.locator)))}"


def _note(paragraph: Element, notes: Part, numbered: Numbered) -> None:
    """Put the mark of a footnote after a passage, and its citation among the notes."""
    number, entry = str(numbered.number), numbered.entry
    mark = add(paragraph, "r")
    add(add(mark, "rPr"), "rStyle", val="FootnoteReference")
    add(mark, "footnoteReference", id=number)
    note = add(notes.root, "footnote", id=number)
    here = notes.paragraph("FootnoteText", note)
    mark = add(here, "r")
    add(add(mark, "rPr"), "rStyle", val="FootnoteReference")
    add(mark, "footnoteRef")
    notes.words(here, " ")
    notes.prose(here, entry.citation, entry.address)
    if entry.address not in str(entry.citation):
        notes.words(here, " ")
        notes.link(here, entry.address)


def _begin_notes(notes: Part) -> None:
    """Make the lines between text and notes, which Word wants to be there (§17.11.23)."""
    for number, kind in (("-1", "separator"), ("0", "continuationSeparator")):
        note = add(notes.root, "footnote", type=kind, id=number)
        add(add(add(note, "p"), "r"), kind)


def _sources(part: Part, here: Element, dossier: Dossier) -> None:
    if not dossier.sources:
        return
    part.words(part.paragraph("Heading1", here), "Sources")
    for source in dossier.sources:
        part.prose(part.paragraph("Bibliography", here), source.citation)
        for remark in source.remarks:
            part.words(part.paragraph("SourceRemark", here), remark)


def _end(here: Element) -> None:
    """Say what the pages are: A4, with the edition at the foot of each."""
    section = add(here, "sectPr")
    foot = add(section, "footerReference", type="default")
    foot.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", "rId4")
    add(section, "pgSz", w="11906", h="16838")
    add(
        section,
        "pgMar",
        top="1247",
        right="1304",
        bottom="1247",
        left="1304",
        header="624",
        footer="624",
        gutter="0",
    )


def _footer(dossier: Dossier) -> bytes:
    part = Part(root("ftr"))
    here = part.paragraph("Footer")
    part.words(here, f"{dossier.title} · {dossier.site}, edition {dossier.edition} · ")
    for kind, words in (("begin", ""), ("", "PAGE"), ("separate", ""), ("end", "")):
        run = add(here, "r")
        if words:
            add(run, "instrText").text = words
        else:
            add(run, "fldChar", fldCharType=kind)
    return part.written()


def _core(dossier: Dossier) -> bytes:
    """Say what the file is: its title, who made it, of which day (ECMA-376 part 2, §11)."""
    here = etree.Element(f"{{{_CORE['cp']}}}coreProperties", nsmap=_CORE)

    def put(prefix: str, name: str, words: str) -> Element:
        made = etree.SubElement(here, f"{{{_CORE[prefix]}}}{name}")
        made.text = clean(words).text
        return made

    put("dc", "title", dossier.title)
    put("dc", "creator", dossier.site)
    put("dc", "description", dossier.lead)
    put("dc", "identifier", dossier.address)
    put("dc", "language", "en-GB")
    put("cp", "version", f"edition {dossier.edition}")
    for name in ("created", "modified"):
        made = put("dcterms", name, f"{(dossier.made_on or date(1980, 1, 1)).isoformat()}T00:00:00Z")
        made.set(f"{{{_CORE['xsi']}}}type", "dcterms:W3CDTF")
    written: bytes = etree.tostring(here, encoding="UTF-8", xml_declaration=True, standalone=True)
    return written
