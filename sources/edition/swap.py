"""Which file is the current edition: a link beside the files, turned by one atomic rename."""

import os
from pathlib import Path

from django.conf import settings


def current_file() -> Path | None:
    """Give the file that is the current edition, or None where there is none."""
    link: Path = settings.CURRENT_EDITION
    return link.resolve() if link.exists() else None


def point_to(file: Path) -> None:
    """Make ``file`` the current edition: one atomic rename of a link beside it."""
    link: Path = settings.CURRENT_EDITION
    fresh = link.with_name(f".{link.name}-{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(file.name)
    fresh.replace(link)
    descriptor = os.open(link.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_sidecar(file: Path, sha256: str) -> None:
    """Note beside a file that it was published, with its digest, as ``sha256sum`` reads it."""
    file.with_suffix(".sha256").write_text(_note(file, sha256))


def is_noted(file: Path, sha256: str) -> bool:
    """Tell whether this digest, and nothing else, is noted beside a file."""
    note = file.with_suffix(".sha256")
    return note.is_file() and note.read_bytes() == _note(file, sha256).encode()


def _note(file: Path, sha256: str) -> str:
    return f"{sha256}  {file.name}\n"


def noted_digest(file: Path) -> str:
    """Give the SHA-256 that is noted beside a file; "" while it is not noted yet."""
    try:
        return file.with_suffix(".sha256").read_text(errors="replace").split()[0]
    except (OSError, IndexError):
        return ""
