"""What a file is, by what it holds: names and declarations must agree with it.

A file is read by its content and never by its name alone, because a name is whatever the sender chose
(integrity S8). But a name that says something else than the content is a reason to stop and ask: a page
saved as ``report.pdf`` may be an error page, and a picture called ``.txt`` is no text. Only the first bytes
are looked at here, so that this can run outside the limited process.
"""

import re
import zlib
from enum import StrEnum
from pathlib import PurePath

from sources.ingest.refusal import Refusal

HEAD = 4096


class FileType(StrEnum):
    """The kinds of file that the archive reads."""

    TEXT = "plain text"
    MARKDOWN = "Markdown"
    HTML = "a web page"
    MHTML = "a saved web page (MHTML)"
    PDF = "a PDF"
    DOCX = "a Word document"
    EPUB = "an e-book (EPUB)"
    TEI = "a TEI document"
    WARC = "a web archive (WARC)"
    ZIP = "a zip"


EXTENSIONS = {
    ".txt": {FileType.TEXT},
    ".text": {FileType.TEXT},
    ".md": {FileType.MARKDOWN},
    ".markdown": {FileType.MARKDOWN},
    ".html": {FileType.HTML},
    ".htm": {FileType.HTML},
    ".xhtml": {FileType.HTML},
    ".mhtml": {FileType.MHTML},
    ".mht": {FileType.MHTML},
    ".pdf": {FileType.PDF},
    ".docx": {FileType.DOCX},
    ".docm": {FileType.DOCX},
    ".epub": {FileType.EPUB},
    ".xml": {FileType.TEI, FileType.HTML},
    ".tei": {FileType.TEI},
    ".warc": {FileType.WARC},
    ".gz": {FileType.WARC},
    ".zip": {FileType.ZIP},
}
MEDIA_TYPES = {
    "text/plain": {FileType.TEXT, FileType.MARKDOWN},
    "text/markdown": {FileType.MARKDOWN, FileType.TEXT},
    "text/html": {FileType.HTML},
    "application/xhtml+xml": {FileType.HTML},
    "multipart/related": {FileType.MHTML},
    "message/rfc822": {FileType.MHTML},
    "application/x-mimearchive": {FileType.MHTML},
    "application/pdf": {FileType.PDF},
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": {FileType.DOCX},
    "application/epub+zip": {FileType.EPUB},
    "application/tei+xml": {FileType.TEI},
    "application/xml": {FileType.TEI, FileType.HTML},
    "text/xml": {FileType.TEI, FileType.HTML},
    "application/warc": {FileType.WARC},
    "application/gzip": {FileType.WARC},
    "application/zip": {FileType.ZIP},
}
# Files that are none of these, by their first bytes and by their names.
OTHERS = (
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"RIFF", "a sound, film or picture (RIFF)"),
    (b"BM", "a picture (BMP)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls); save it as .docx or PDF"),
    (b"{\\rtf", "a Rich Text file; save it as .docx or plain text"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"OggS", "a sound or film (Ogg)"),
    (b"ID3", "a sound (MP3)"),
    (b"SQLite format 3", "a database"),
    (b"%!PS", "a PostScript file; make a PDF of it"),
)
_OTHERS = """
.png .jpg .jpeg .gif .tif .tiff .webp .bmp .svg .ico .mp3 .mp4 .ogg .wav .doc .xls .xlsx .ppt .pptx .odt .rtf
.rar .7z .exe .dll .sqlite .js .css .ps .woff .woff2 .wacz
"""
SUFFIXES_OF_OTHERS = frozenset(_OTHERS.split())
_ZIPPED = {".docx": FileType.DOCX, ".docm": FileType.DOCX, ".epub": FileType.EPUB}
SHORT_MAGIC = 2  # bytes: a text may begin with these two letters
_LEAST_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_SKIPPED = re.compile(rb"(?:\s+|<\?.{0,1000}?\?>|<!--.{0,3000}?-->)+", re.DOTALL)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>/]", re.IGNORECASE)
_TAG = re.compile(
    rb"<(?:title|meta|div|p|h[1-6]|article|table|span|a|ul|script|link|style|section|main|center|font)[\s>/]",
    re.IGNORECASE,
)
_TEI = re.compile(rb"<(?:[\w.\-]+:)?(?:TEI|teiCorpus|TEI\.2)[\s>]")
_TYPED = re.compile(rb"<!DOCTYPE\s", re.IGNORECASE)
_ROOT = re.compile(rb"<([A-Za-z_][\w:.\-]*)")
_MIME = re.compile(
    rb"(?im)^(?:content-type\s*:\s*multipart/related|from\s*:\s*<?saved by |snapshot-content-location\s*:)"
)
_PROLOGUE = re.compile(
    rb"(?i)(?:mime-version|from|date|subject|content-type|snapshot-content-location|return-path|received)\s*:"
)


def sniff(data: bytes, name: str = "", declared: str = "") -> FileType:
    """Say what a file is; raise Refusal where it is nothing readable, or where its name says otherwise."""
    suffix = PurePath(name).suffix.lower()
    found = _content(data, suffix)
    if suffix in SUFFIXES_OF_OTHERS:
        raise Refusal(
            f"The file is named “{suffix}”, which the archive does not read, and holds "
            f"{found.value}; it takes "
            f"{_taken()}."
        )
    allowed = EXTENSIONS.get(suffix)
    if found is FileType.ZIP and suffix in _ZIPPED:
        raise Refusal(
            f"The file is named “{suffix}” and is a zip, as those are, but what makes it "
            f"{_ZIPPED[suffix].value} is not in it: it is damaged, so get it again."
        )
    if allowed and found not in allowed:
        raise Refusal(
            f"The file is named “{suffix}” but holds {found.value}; give it its right name, or get it again."
        )
    media_type = declared.split(";", maxsplit=1)[0].strip().lower()
    if media_type in MEDIA_TYPES and found not in MEDIA_TYPES[media_type]:
        raise Refusal(
            f"The file was sent as {media_type} but holds {found.value}; get it again, or send it as that."
        )
    return found


def _content(data: bytes, suffix: str) -> FileType:
    head = data[:HEAD]
    for magic, name in OTHERS:
        if head.startswith(magic) and not (len(magic) <= SHORT_MAGIC and _is_ascii_text(head)):
            raise Refusal(f"The file is {name}, not a text; the archive takes {_taken()}.")
    if b"%PDF-" in head[:1024]:
        return FileType.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if head.startswith(b"\x1f\x8b"):
        return _gzipped(data)
    if head.startswith(b"WARC/"):
        return FileType.WARC
    return _written(head, suffix)


def _written(head: bytes, suffix: str) -> FileType:
    """Tell apart the kinds of file that are written in characters."""
    plain = _narrow(head)
    if _PROLOGUE.match(plain) and _MIME.search(plain):
        return FileType.MHTML
    start = _SKIPPED.match(plain)
    body = plain[start.end() :] if start else plain
    if _HTML.match(body) or (
        suffix in {".html", ".htm", ".xhtml"} and (_HTML.search(plain) or _TAG.search(plain))
    ):
        return FileType.HTML
    if plain.lstrip().startswith(b"<?xml") and _TYPED.match(body):
        return FileType.TEI  # whose reader refuses it for its document type
    if _TEI.match(body) or (plain.lstrip().startswith(b"<?xml") and _TEI.search(plain)):
        return FileType.TEI
    if plain.lstrip().startswith((b"<?xml", b"<!DOCTYPE", b"<!ENTITY")) or suffix in {".xml", ".tei"}:
        root = _ROOT.search(body)
        named = f" (its root is <{root[1].decode('ascii', 'replace')[:40]}>)" if root else ""
        raise Refusal(
            f"The file is XML of a kind that the archive does not read{named}; it takes TEI P5 and XHTML."
        )
    return FileType.MARKDOWN if suffix in {".md", ".markdown"} else FileType.TEXT


def _narrow(head: bytes) -> bytes:
    """Give the head with one byte a character, whichever UTF it is in, for the patterns above."""
    for mark in _LEAST_BOMS:
        if head.startswith(mark):
            head = head[len(mark) :]
    even, odd = head[0::2], head[1::2]
    if odd and odd.count(0) > len(odd) * 0.6:
        return even.replace(b"\0", b"")
    if even and even.count(0) > len(even) * 0.6:
        return odd.replace(b"\0", b"")
    return head


def _zipped(data: bytes) -> FileType:
    """Tell the kinds of zip apart by the names in them; the entries are looked at in the limited process."""
    if data[30:38] == b"mimetype" and b"application/epub+zip" in data[:200]:
        return FileType.EPUB
    if b"word/document.xml" in data:
        return FileType.DOCX
    if b"META-INF/container.xml" in data and b".opf" in data:
        return FileType.EPUB
    return FileType.ZIP


def _gzipped(data: bytes) -> FileType:
    try:
        head = zlib.decompressobj(wbits=31).decompress(data[:HEAD], 64)
    except zlib.error:
        head = b""
    if not head.startswith(b"WARC/"):
        raise Refusal("The file is compressed with gzip and is no web archive (WARC); unpack it first.")
    return FileType.WARC


def _is_ascii_text(head: bytes) -> bool:
    return head.isascii() and b"\0" not in head


def _taken() -> str:
    return ", ".join(sorted(EXTENSIONS))
