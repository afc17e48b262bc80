"""A file of any kind that the archive reads, to its captured text.

Plain text and Markdown are read here and now; every other kind is read in a limited process (``sandbox``).
A zip or a web archive holds files: ``open_container`` gives them, one by one, each a document of its own.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path, PurePath

from django.conf import settings

from sources.ingest.formats.captured import Captured
from sources.ingest.formats.markdown import read_markdown
from sources.ingest.formats.plain import read_plain
from sources.ingest.formats.sniff import FileType, sniff
from sources.ingest.refusal import Refusal
from sources.ingest.sandbox import pool
from sources.ingest.text import read_file

HOLDING = frozenset({FileType.ZIP, FileType.WARC})
LARGEST_CONTAINER = 200 * 1024 * 1024
_SUFFIXES = (".zip", ".warc", ".warc.gz")


@dataclass(frozen=True, slots=True)
class Held:
    """A file in a container: its path for as long as the container is open, and what is known of it.

    ``path`` is None where it could not be taken out; ``sentence`` says why.
    """

    path: Path | None
    name: str
    address: str = ""
    got: str = ""
    media_type: str = ""
    sentence: str = ""


def capture(data: bytes, name: str = "", declared: str = "") -> Captured:
    """Read a file; ``declared`` is its media type as it was sent, perhaps with a charset. Raise Refusal."""
    kind = sniff(data, name, declared)
    if kind is FileType.TEXT:
        return read_plain(data)
    if kind is FileType.MARKDOWN:
        return read_markdown(data)
    if kind in HOLDING:
        raise Refusal(
            f"The file is {kind.value}, which holds other files; take it in by command, or send "
            "them one by one."
        )
    return pool.parse(kind, data, _charset(declared), must_confine=_must_confine())


def may_hold_files(path: Path) -> bool:
    """Tell by its name whether a file may be a container; ``open_container`` looks."""
    return path.name.lower().endswith(_SUFFIXES)


@contextmanager
def open_container(path: Path, name: str = "") -> Iterator[list[Held]]:
    """Unpack a zip or a web archive into a private folder, which is gone afterwards; raise Refusal.

    ``name`` is what it is called, where that is not the path's own.
    """
    data = read_file(path, LARGEST_CONTAINER)
    name = name or path.name
    kind = sniff(data, name)
    if kind not in HOLDING:
        suffix = PurePath(name).suffix
        raise Refusal(f"The file is named “{suffix}” but holds {kind.value}; give it its right name.")
    with tempfile.TemporaryDirectory(prefix="sourcebook-") as folder:
        members = pool.unpack(kind, data, Path(folder), must_confine=_must_confine())
        del data
        yield [
            Held(
                Path(folder, member.file) if member.file is not None else None,
                member.name,
                member.address,
                member.got,
                member.media_type,
                member.sentence,
            )
            for member in members
        ]


def _must_confine() -> bool:
    return settings.CONFINEMENT == "required"


def _charset(declared: str) -> str:
    message = Message()
    message["Content-Type"] = declared or "text/plain"
    return str(message.get_content_charset() or "")
