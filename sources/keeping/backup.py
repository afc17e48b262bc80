"""The whole archive as one sealed file: database, documents, editions, journal, catalogues, its own keys.

The database first, then the files: bytes are on the disk before any row speaks of them, so what a row
of the dump names is there when the files are read.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from sources.edition.swap import current_file
from sources.keeping import dump
from sources.keeping.sealed import Member, seal
from sources.models import ChangeSet

FORMAT = 1
DATABASE, FILES = "database", "files"
# Folders and files of the data folder that make the archive; what waits to be stored, and the
# development secret, are not it.
KEPT = ("blobs", "editions", "journal", "locale", "pseudonyms.key", "second-factor.key")


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup holds."""

    file: Path
    size: int
    contents: dict[str, Any]


def backup(target: Path, public_key: str) -> BackedUp:
    """Write everything that is kept to ``target``, sealed for ``public_key``."""
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=settings.DATA) as folder:
        rows = dump.dump(Path(folder))
        contents = seal(target, _members(Path(folder)), _facts(rows), public_key)
    return BackedUp(target, target.stat().st_size, contents)


def secret_digest() -> str:
    """Digest the secret key: a restore asks whether it is still the one of the backup."""
    return hashlib.sha256(f"sourcebook backup {settings.SECRET_KEY}".encode()).hexdigest()


def _facts(rows: dict[str, int]) -> dict[str, Any]:
    head = ChangeSet.objects.order_by("-pk").values_list("digest", flat=True).first()
    current = current_file()
    return {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "database": dump.vendor(),
        "migration": dump.last_migration(),
        "rows": rows,
        "acts": rows["sources_changeset"],
        "head": head or "",
        "current": current.name if current else "",
        "secret": secret_digest(),
    }


def _members(folder: Path) -> Iterator[Member]:
    for file in sorted(folder.iterdir()):
        yield Member(file, f"{DATABASE}/{file.name}")
    data = Path(settings.DATA)
    for name in KEPT:
        place = data / name
        files = [place] if place.is_file() else sorted(place.rglob("*"))
        for file in files:
            # Half-written files have a name that begins with a dot; links are made anew.
            if file.is_file() and not file.is_symlink() and not file.name.startswith("."):
                yield Member(file, f"{FILES}/{file.relative_to(data).as_posix()}")
