"""A zip that came from anywhere, opened so that it can do no harm.

The directory of a zip is a claim, so it is checked before anything is unpacked (no entry over another, none
outside, none a link, none encrypted, no name twice) and then not believed: what comes out is counted while it
comes, and stops at the limit whatever size was declared. Limits are integrity S8's.
"""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from sources.ingest.refusal import Refusal
from sources.values.visible import visible

MOST_ENTRIES = 2_000
MOST_UNPACKED = 500 * 1024 * 1024
LARGEST_ENTRY = 50 * 1024 * 1024
RATIO = 100
# Small files pack better than 100 to 1 now and then (a page of blank lines): what fits in memory may.
FREE = 1024 * 1024
CHUNK = 64 * 1024
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1


class Zipped:
    """A checked zip; ``read`` gives an entry's bytes, counting."""

    def __init__(self, data: bytes) -> None:
        """Open and check; raise Refusal with what is wrong."""
        self._size = len(data)
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (
            zipfile.BadZipFile,
            ValueError,
            NotImplementedError,
            UnicodeDecodeError,
            OverflowError,
        ) as error:
            raise Refusal(
                f"The zip cannot be opened ({error}); it is damaged or not whole, so get it again."
            ) from error
        self.entries = [entry for entry in entries if not entry.is_dir()]
        if len(entries) > MOST_ENTRIES:
            raise Refusal(
                f"The zip has {len(entries):,} entries, more than the {MOST_ENTRIES:,} allowed; split it."
            )
        for entry in entries:
            _refuse_entry(entry)
        _refuse_twice(entries)
        self._refuse_overlap(entries)
        self._refuse_size()

    def names(self) -> frozenset[str]:
        """Give the names of the entries."""
        return frozenset(entry.filename for entry in self.entries)

    def read(self, name: str) -> bytes:
        """Give an entry's bytes; raise Refusal where it is not there, damaged or too large."""
        entry = next((entry for entry in self.entries if entry.filename == name), None)
        if entry is None:
            raise Refusal(
                f"The file has no part “{shown(name)}”, which it needs; it is damaged or not whole."
            )
        return b"".join(self.stream(entry))

    def stream(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """Give an entry's bytes piece by piece; raise Refusal at the limits."""
        size = 0
        try:
            with self._zip.open(entry) as file:
                while piece := file.read(CHUNK):
                    size += len(piece)
                    self._unpacked += len(piece)
                    self._refuse_growth(entry, size)
                    yield piece
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise Refusal(
                f"“{shown(entry.filename)}” in the zip is damaged ({error}); get it again."
            ) from error

    def _refuse_growth(self, entry: zipfile.ZipInfo, size: int) -> None:
        if size > LARGEST_ENTRY:
            raise Refusal(
                f"“{shown(entry.filename)}” in the zip unpacks to more than {LARGEST_ENTRY:,} bytes."
            )
        if self._unpacked > MOST_UNPACKED:
            raise Refusal(f"The zip unpacks to more than {MOST_UNPACKED:,} bytes; split it.")
        if size > FREE and size > RATIO * max(entry.compress_size, 1):
            raise Refusal(_bomb(f"“{shown(entry.filename)}” in the zip"))
        if self._unpacked > FREE and self._unpacked > RATIO * self._size:
            raise Refusal(_bomb("The zip"))

    def _refuse_overlap(self, entries: list[zipfile.ZipInfo]) -> None:
        """Refuse entries that share bytes: one packed run unpacked under a thousand names (Fifield 2019)."""
        end, before = 0, ""
        for entry in sorted(entries, key=lambda entry: entry.header_offset):
            if entry.header_offset < end:
                raise Refusal(
                    f"“{shown(entry.filename)}” in the zip lies over “{shown(before)}”: a zip "
                    "made to unpack without "
                    "end, so it is refused."
                )
            end, before = entry.header_offset + _LOCAL_HEADER + entry.compress_size, entry.filename

    def _refuse_size(self) -> None:
        declared = sum(entry.file_size for entry in self.entries)
        if declared > MOST_UNPACKED:
            raise Refusal(
                f"The zip says that it unpacks to {declared:,} bytes, more than the "
                f"{MOST_UNPACKED:,} allowed."
            )
        if declared > FREE and declared > RATIO * self._size:
            raise Refusal(_bomb("The zip"))


def shown(name: str) -> str:
    """Give a name as a sentence can hold it: without control characters, and not too long."""
    return visible(name)[:80]


def _refuse_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    path = PurePosixPath(name.replace("\\", "/"))
    if "\0" in name:
        raise Refusal(
            "A name in the zip holds a NUL character, so it is not what it seems; the zip is refused."
        )
    if path.is_absolute() or ".." in path.parts or (len(name) > 1 and name[1] == ":"):
        raise Refusal(f"“{shown(name)}” in the zip leads out of its folder; the zip is refused.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refusal(
            f"“{shown(name)}” in the zip is a link to another file, not a file; the zip is refused."
        )
    if entry.flag_bits & _ENCRYPTED:
        raise Refusal(f"“{shown(name)}” in the zip is encrypted; send it without a password.")


def _refuse_twice(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.filename in seen:
            raise Refusal(
                f"“{shown(entry.filename)}” is in the zip twice, so it is not clear which is "
                "meant; repack it."
            )
        seen.add(entry.filename)


def _bomb(what: str) -> str:
    return f"{what} unpacks to more than {RATIO} times its size, as no text does; it is refused."
