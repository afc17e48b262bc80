"""The texts that a package speaks of, found by their SHA-256 and nothing else.

A file's name is how people find it, its hash is what it is. So files are sought by size and hash,
whatever they are called; a file that has the right name and other bytes is said to be another one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sources import models
from sources.export.package.rows import DocumentRow
from sources.export.package.table import PackageError
from sources.export.package.write import TEXTS
from sources.ingest.blobs import digest, read


@dataclass(frozen=True, slots=True)
class Texts:
    """Bytes by their SHA-256, and the files that were taken for them and are others."""

    found: dict[str, bytes]
    strangers: tuple[str, ...]


def find_texts(documents: Iterable[DocumentRow], package: Path | None, folder: Path | None) -> Texts:
    """Seek the texts of a package, in its own ``texts/`` and in a folder that the user named.

    Raises PackageError where the folder is none, or where the package's own text is another one.
    """
    if folder is not None and not folder.is_dir():
        raise PackageError(f"--texts is {folder}, which is not a folder; name the one that holds the files.")
    wanted = list(documents)
    found: dict[str, bytes] = {}
    strangers: list[str] = []
    if package is not None and (package / TEXTS).is_dir():
        strange = _seek(wanted, package / TEXTS, found)
        if strange:
            raise PackageError(
                f"{strange[0]} Nothing was loaded: put the right file there, or take this one away."
            )
    if folder is not None:
        strangers += _seek(wanted, folder, found)
    return Texts(found, tuple(strangers))


def _seek(wanted: list[DocumentRow], folder: Path, found: dict[str, bytes]) -> list[str]:
    """Add what the folder has to ``found``; say which files have the name of one and other bytes."""
    sizes = {row.size for row in wanted}
    names = {row.file_name: row for row in wanted}
    strange = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = _bytes(path) if path.stat().st_size in sizes else b""
        sha256 = digest(data)
        if any(row.sha256 == sha256 for row in wanted):
            found[sha256] = data
        elif path.name in names:
            strange.append(
                f"{path} has other bytes than the {path.name} described "
                f"({path.stat().st_size} bytes; expected {names[path.name].size} with SHA-256 "
                f"{names[path.name].sha256})."
            )
    return strange


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PackageError(f"{path} cannot be read: {error.strerror}; check its permissions.") from error


def held_texts(corpus: models.Corpus) -> dict[str, bytes]:
    """Give the bytes of the corpus's held documents by file name; of two with one name, the second
    is called by its hash as well.
    """
    texts: dict[str, bytes] = {}
    for document in corpus.documents.held().order_by("file_name", "public_id"):
        name = document.file_name
        texts[name if name not in texts else f"{document.sha256[:12]}-{name}"] = read(document.sha256)
    return texts
