"""Which reader reads which kind of file. These run in the limited process only (``sandbox``)."""

from collections.abc import Callable
from pathlib import Path

from sources.ingest.formats.captured import Captured
from sources.ingest.formats.containers import unpack_warc, unpack_zip
from sources.ingest.formats.docx import read_docx
from sources.ingest.formats.epub import read_epub
from sources.ingest.formats.html import read_html
from sources.ingest.formats.member import Member
from sources.ingest.formats.mhtml import read_mhtml
from sources.ingest.formats.pdf import read_pdf
from sources.ingest.formats.sniff import FileType
from sources.ingest.formats.tei import read_tei

# The bytes and the charset that was declared with them, to the captured text.
FORMATS: dict[FileType, Callable[[bytes, str], Captured]] = {
    FileType.HTML: read_html,
    FileType.MHTML: read_mhtml,
    FileType.DOCX: read_docx,
    FileType.PDF: read_pdf,
    FileType.EPUB: read_epub,
    FileType.TEI: read_tei,
}

# The bytes and an empty folder, to the members written into it.
CONTAINERS: dict[FileType, Callable[[bytes, Path], list[Member]]] = {
    FileType.ZIP: unpack_zip,
    FileType.WARC: unpack_warc,
}
