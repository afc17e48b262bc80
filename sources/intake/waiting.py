"""What an editor uploaded and has looked at but not stored yet: a private folder for each upload.

``waiting/<32 hexadecimal digits>/``: the files under numbers, beside each what was read in it
(``3.capture.json``), and ``batch.json``, which says whose they are and what was found. Nobody but the editor
who uploaded them gets at them, nothing of it is in the archive, and after a day it is gone. How much may wait
at all is bounded, because the disk is the archive's.
"""

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from sources.annotate.acts import Refused

KEPT = timedelta(hours=24)
MOST_BYTES = 1024 * 1024 * 1024
MOST_OF_ONE = MOST_BYTES // 4  # so that one person, or one stolen password, does not take all the room
_TOKEN = re.compile(r"[0-9a-f]{32}")
BATCH = "batch.json"


@dataclass(frozen=True, slots=True)
class Shown:
    """An article that was found in a file, as the preview shows it."""

    title: str
    authors: str = ""
    publication: str = ""
    published: str = ""
    language: str = ""
    genre: str = ""
    url: str = ""
    copy_of: str = ""
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One file that waits: ``number`` is its name in the folder, "" where there are no bytes to keep."""

    number: str
    shown: str
    name: str = ""
    size: int = 0
    sniffed: str = ""
    media_type: str = ""  # as it was sent
    origin: str = ""
    day: str = ""
    rights: str = ""
    container: str = ""  # the number of the zip or web archive that it is in
    member: str = ""
    received: dict[str, object] = field(default_factory=dict)
    # What was found:
    status: str = ""
    document: str = ""
    sentence: str = ""
    kind: str = ""  # the media type that it has
    encoding: str = ""
    how: str = ""
    is_guess: bool = False
    articles: tuple[Shown, ...] = ()
    regions: tuple[tuple[str, int], ...] = ()  # how many of each kind
    doubts: tuple[str, ...] = ()
    marks: int = 0
    facts: tuple[tuple[str, str, str], ...] = ()  # what the file declares: name, value, where


@dataclass(frozen=True, slots=True)
class Batch:
    """One upload: whose, when, for which corpus, its files, and, once stored, the report."""

    token: str
    owner: int
    made_at: str
    slug: str
    title: str = ""
    files: tuple[Waiting, ...] = ()
    report: dict[str, object] | None = None

    @property
    def folder(self) -> Path:
        """Where its bytes are."""
        return _folder(self.token)

    @property
    def made(self) -> datetime:
        """When it was uploaded."""
        return datetime.fromisoformat(self.made_at)

    @property
    def until(self) -> datetime:
        """When it goes."""
        return self.made + KEPT

    def path_of(self, number: str) -> Path:
        """Say where a file of it is."""
        return self.folder / number

    def capture_of(self, number: str) -> Path:
        """Say where what was read in a file of it is."""
        return self.folder / f"{number}.capture.json"


def begin(owner: int, slug: str, title: str = "") -> Batch:
    """Make an empty folder for an upload; raise Refused where too much waits, in all or of this owner."""
    root = make_root()
    sweep()
    size, own = _size(root), sum(_size(batch.folder) for batch in of_owner(owner))
    if own > MOST_OF_ONE:
        raise Refused(
            f"Uploads of yours of {own:,} bytes wait to be stored or discarded, more than the "
            f"{MOST_OF_ONE:,} allowed to one person. Store or discard some below; they go after a day."
        )
    if size > MOST_BYTES:
        raise Refused(
            f"Uploads of {size:,} bytes wait to be stored or discarded, more than the {MOST_BYTES:,} "
            "allowed. Store or discard some; what nobody looks at goes after a day."
        )
    batch = Batch(secrets.token_hex(16), owner, datetime.now(UTC).isoformat(), slug, title)
    batch.folder.mkdir(mode=0o700)
    return batch


def _size(folder: Path) -> int:
    """Add up the bytes of what is in a folder; what goes meanwhile counts no more."""
    size = 0
    for file in folder.rglob("*"):
        with suppress(FileNotFoundError):
            size += file.stat().st_size if file.is_file() else 0
    return size


def make_root() -> Path:
    """Make the folder that all uploads wait in, for the archive's own user alone."""
    root = Path(settings.WAITING)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    return root


def save(batch: Batch) -> Batch:
    """Write down what is known of an upload, whole or not at all."""
    fresh = batch.folder / f".{BATCH}-{secrets.token_hex(4)}"
    fresh.write_text(json.dumps(asdict(batch), ensure_ascii=False), "utf-8")
    fresh.rename(batch.folder / BATCH)
    return batch


def find(token: str, owner: int) -> Batch | None:
    """Give an upload of this owner; None for one that is gone, or somebody else's."""
    if not _TOKEN.fullmatch(token):
        return None
    try:
        raw = json.loads((_folder(token) / BATCH).read_text("utf-8"))
        batch = Batch(**raw | {"files": tuple(map(_file, raw["files"]))})
    except (OSError, ValueError, TypeError, KeyError):
        return None  # gone, or written by a version that kept other things
    is_over = datetime.now(UTC) > batch.until
    return None if batch.owner != owner or is_over else batch


def of_owner(owner: int) -> list[Batch]:
    """Give the uploads of an owner that wait or were stored, newest first."""
    found = [find(folder.name, owner) for folder in _folders()]
    return sorted((batch for batch in found if batch is not None), key=lambda batch: batch.made, reverse=True)


def finish(batch: Batch, report: dict[str, object]) -> None:
    """Keep an upload's report and let its bytes go: the archive has its own."""
    save(replace(batch, report=report))
    for file in batch.folder.iterdir():
        if file.name != BATCH:
            file.unlink()


def discard(batch: Batch) -> None:
    """Let an upload go."""
    shutil.rmtree(batch.folder, ignore_errors=True)


def sweep() -> None:
    """Let go whatever has waited for its day, also what a broken upload left."""
    over = (datetime.now(UTC) - KEPT).timestamp()
    for entry in Path(settings.WAITING).iterdir():
        try:
            is_over = entry.stat().st_mtime < over
        except FileNotFoundError:
            continue  # another process swept it, or it was a file of an upload that ended
        if is_over and entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        elif is_over:
            entry.unlink(missing_ok=True)


def _file(raw: dict[str, Any]) -> Waiting:  # Any: our own JSON, as ``save`` wrote it
    read = {
        "articles": tuple(Shown(**row) for row in raw["articles"]),
        "regions": tuple((kind, count) for kind, count in raw["regions"]),
        "facts": tuple((name, value, source) for name, value, source in raw["facts"]),
    }
    return Waiting(**raw | read)


def _folders() -> Iterator[Path]:
    root = Path(settings.WAITING)
    if root.is_dir():
        with os.scandir(root) as entries:
            yield from (Path(entry.path) for entry in entries if _TOKEN.fullmatch(entry.name))


def _folder(token: str) -> Path:
    return Path(settings.WAITING) / token
