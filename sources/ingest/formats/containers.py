"""Files that hold files: a zip, a web archive (WARC). Each member is a document of its own.

Members are written into an empty folder under numbers; their names are data and lead nowhere. A zip within a
zip is not unpacked (a depth of one is what a person packs by hand). Of a web archive (ISO 28500) the pages
that answered are taken, with the address and day of each; a record that is cut short is said to be.
"""

import io
from pathlib import Path, PurePosixPath

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from sources.ingest.formats.declared_dates import day_of
from sources.ingest.formats.member import Member
from sources.ingest.formats.zipped import CHUNK, LARGEST_ENTRY, MOST_ENTRIES, MOST_UNPACKED, Zipped, shown
from sources.ingest.refusal import Refusal

READ_TYPES = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "application/pdf", "text/markdown"}
)
SUCCESS = "200"


def unpack_zip(data: bytes, folder: Path) -> list[Member]:
    """Unpack a zip; hidden files and those that a computer adds by itself are left."""
    packed = Zipped(data)
    members = []
    for number, entry in enumerate(packed.entries):
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if any(part.startswith((".", "__MACOSX")) for part in path.parts):
            continue
        members.append(Member(str(number), shown(entry.filename)))
        with (folder / str(number)).open("xb") as file:
            for piece in packed.stream(entry):
                file.write(piece)
    if not members:
        raise Refusal("The zip holds no files; name one that holds some.")
    return members


def unpack_warc(data: bytes, folder: Path) -> list[Member]:
    """Take the pages out of a web archive."""
    members: list[Member] = []
    taken = 0
    try:
        for number, record in enumerate(ArchiveIterator(io.BytesIO(data))):
            if number >= MOST_ENTRIES * 10:
                raise Refusal(f"The web archive has more than {MOST_ENTRIES * 10:,} records; split it.")
            member = _page(record, number)
            if member is None:
                continue
            if len(members) >= MOST_ENTRIES:
                raise Refusal(f"The web archive has more than {MOST_ENTRIES:,} pages; split it.")
            size, sentence = _written(record, folder / str(number), MOST_UNPACKED - taken)
            taken += size
            members.append(
                member if not sentence else Member(None, member.name, member.address, sentence=sentence)
            )
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        reason = " ".join(str(error).split())[:120]
        raise Refusal(f"The web archive is damaged ({reason}); get it again.") from error
    if not members:
        raise Refusal(
            "The web archive holds no page that answered with text; a source needs at least one word."
        )
    return members


def _page(record: ArcWarcRecord, number: int) -> Member | None:
    """Say what a record is, when it is a page that a reader could have seen."""
    headers, http = record.rec_headers, record.http_headers
    kind = record.rec_type
    if kind not in {"response", "resource"} or (http and http.get_statuscode() != SUCCESS):
        return None
    content = (http.get_header("Content-Type") if http else headers.get_header("Content-Type")) or ""
    if content.split(";")[0].strip().lower() not in READ_TYPES:
        return None
    address = headers.get_header("WARC-Target-URI") or ""
    return Member(
        str(number),
        shown(address or f"record {number}"),
        address,
        day_of(headers.get_header("WARC-Date") or ""),
        content,
    )


def _written(record: ArcWarcRecord, path: Path, most: int) -> tuple[int, str]:
    """Write a record's payload; give its size and, where it is not to be used, why."""
    size = 0
    stream = record.content_stream()
    with path.open("xb") as file:
        while piece := stream.read(CHUNK):
            size += len(piece)
            if size > LARGEST_ENTRY:
                return size, f"It unpacks to more than {LARGEST_ENTRY:,} bytes."
            if size > most:
                raise Refusal(f"The web archive unpacks to more than {MOST_UNPACKED:,} bytes; split it.")
            file.write(piece)
    left = getattr(record.raw_stream, "limit", 0)
    if left:
        return size, f"The record is cut short: {left:,} bytes of it are not there; get the archive again."
    return size, ""
