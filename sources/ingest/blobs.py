"""The bytes of every document, kept once under their SHA-256 and never altered.

``blobs/ab/cd/<sha256>``, outside the web root. The bytes are on the disk, under their final name,
before any row that speaks of them is committed: written beside, synced, renamed, and the folders
synced too. So a row without its bytes cannot come about; bytes without a row (a load that was
interrupted) do no harm and are there for the next try. Every reading hashes what it read (LOCKSS: a
copy that nobody checks is a copy that nobody has).
"""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

_SHA256 = re.compile(r"[0-9a-f]{64}")
_READ_ONLY = 0o440


class DamagedBlob(Exception):
    """Bytes that are not there, or not those that were stored."""


def digest(data: bytes) -> str:
    """Give the SHA-256 of some bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def path_of(sha256: str) -> Path:
    """Say where the bytes with this digest are kept, whether or not they are."""
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"“{sha256}” is not a SHA-256; expected 64 hexadecimal digits.")
    return Path(settings.BLOBS) / sha256[:2] / sha256[2:4] / sha256


def store(data: bytes) -> str:
    """Keep some bytes and give their digest; what is kept already stays untouched."""
    sha256 = digest(data)
    final = path_of(sha256)
    if final.exists():
        read(sha256)  # damaged bytes must be noticed now, not taken for a safe copy
        return sha256
    write(final, data)
    return sha256


def write(final: Path, data: bytes) -> None:
    """Put a file in the store under its final name, whole and synced, or not at all."""
    _make_folders(final.parent)
    fresh = final.parent / f".{final.name[:8]}-{secrets.token_hex(8)}"
    try:
        with fresh.open("xb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), _READ_ONLY)
            os.fsync(file.fileno())
        fresh.rename(final)
    finally:
        fresh.unlink(missing_ok=True)
    _sync(final.parent)


def read(sha256: str) -> bytes:
    """Give the bytes with this digest; raise DamagedBlob where they are gone or are others."""
    path = path_of(sha256)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DamagedBlob(f"The bytes {sha256} cannot be read: {error.strerror}.") from error
    if digest(data) != sha256:
        raise DamagedBlob(
            f"The bytes {sha256} are damaged: they hash to {digest(data)} now. Restore them from a backup."
        )
    return data


def is_stored(sha256: str) -> bool:
    """Tell whether a file stands under this digest; ``read`` tells whether it is sound."""
    return path_of(sha256).is_file()


def stored() -> Iterator[str]:
    """Give the digest of everything kept, in order."""
    for path in sorted(Path(settings.BLOBS).glob("??/??/*")):
        if _SHA256.fullmatch(path.name):
            yield path.name


def _make_folders(folder: Path) -> None:
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    for made in reversed(missing):
        _sync(made.parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
