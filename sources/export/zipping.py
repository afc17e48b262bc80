"""A zip that is written as it is read: no file of it is ever whole in memory, and none is gone back in.

The same files of the same day give the same bytes: every entry has the day of the edition and the same
rights, and says its size behind its content (APPNOTE 4.3.9), since it is not known before.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias

MEDIA_TYPE = "application/zip"
Files: TypeAlias = Iterable[tuple[str, Iterable[bytes]]]  # names and pieces
_FIRST_DAY = date(1980, 1, 1)  # a zip knows no earlier one


def zipped(files: Files, made_on: date | None) -> Iterator[bytes]:
    """Write files in the order given."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in files:
            with archive.open(_info(name, made_on), "w", force_zip64=True) as file:
                for piece in pieces:
                    file.write(piece)
                    yield outlet.taken()
    yield outlet.taken()


def packed(files: Iterable[tuple[str, bytes]], made_on: date | None) -> bytes:
    """Give a small zip at once, its sizes before its content, as programs that read no stream want it."""
    outlet = io.BytesIO()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(_info(name, made_on), content)
    return outlet.getvalue()


class _Outlet:
    """A file that cannot be gone back in: what was written to it is taken and sent."""

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def write(self, some: bytes) -> int:
        self._held.append(bytes(some))
        return len(some)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """What was written can be taken still."""

    def taken(self) -> bytes:
        some = b"".join(self._held)
        self._held.clear()
        return some


def _info(name: str, made_on: date | None) -> zipfile.ZipInfo:
    day = max(made_on or _FIRST_DAY, _FIRST_DAY)
    info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3  # Unix, whatever the machine: the same bytes on every one
    info.external_attr = 0o644 << 16
    return info
