"""A folder of files as one sealed file: a tar, encrypted as it is written, nothing held in memory.

The encryption is age (https://age-encryption.org/v1) to a public key: the machine that makes backups
cannot read them, and any age program opens them with the identity. The last member is the list of all
others with their digests; a file that was cut has none, and is refused.
"""

import hashlib
import json
import os
import tarfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

import pyrage

from sources.annotate.acts import Refused

LIST = "backup.json"
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """One file: where it is, and what it is called inside."""

    file: Path
    name: str


def make_key(file: Path) -> str:
    """Make an identity at ``file`` (mode 0600; refused where something is there); give its public key."""
    identity = pyrage.x25519.Identity.generate()
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise Refused(f"{file} is there already; a key is never written over. Name another file.") from error
    with os.fdopen(descriptor, "w") as out:
        out.write(f"# public key: {identity.to_public()}\n{identity}\n")
    return str(identity.to_public())


def seal(target: Path, members: Iterable[Member], facts: dict[str, Any], public_key: str) -> dict[str, Any]:
    """Write the members and the list of them, encrypted, to ``target``; give the list."""
    recipient, contents = _recipient(public_key), dict(facts)

    def pack(out: BinaryIO) -> None:
        with tarfile.open(fileobj=out, mode="w|") as tar:
            contents["files"] = {one.name: _add(tar, one) for one in members}
            data = json.dumps(contents, sort_keys=True).encode()
            tar.addfile(_info(LIST, len(data)), BytesIO(data))

    fresh = target.with_name(f".{target.name}.partial")
    try:
        with fresh.open("wb") as out:
            with _fed_by(pack) as packed:
                pyrage.encrypt_io(packed, out, [recipient])
            out.flush()
            os.fsync(out.fileno())
        fresh.chmod(0o600)
        fresh.rename(target)
    finally:
        fresh.unlink(missing_ok=True)
    return contents


def unseal(source: Path, folder: Path, identity_file: Path) -> dict[str, Any]:
    """Unpack ``source`` into ``folder`` and check every digest; give the list. Raise Refused otherwise."""
    identity = _identity(identity_file)

    def decrypt(out: BinaryIO) -> None:
        with source.open("rb") as sealed:
            pyrage.decrypt_io(sealed, out, [identity])

    try:
        with _fed_by(decrypt) as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
            found, listed = _unpack(tar, folder)
    except (tarfile.TarError, pyrage.DecryptError, OSError) as error:
        raise Refused(
            f"{source.name} cannot be opened ({error}). Either the identity is not that of the key which it "
            "was made for, or the file was cut or changed; nothing was restored."
        ) from error
    _compare(source, found, listed)
    return listed


@contextmanager
def _fed_by(write: Callable[[BinaryIO], None]) -> Iterator[BinaryIO]:
    """Give what ``write`` writes, in a thread of its own, as a file to read; raise what it raised."""
    reading, writing = os.pipe()
    failed: list[BaseException] = []

    def feed() -> None:
        try:
            with os.fdopen(writing, "wb") as out:
                write(out)
        except BaseException as error:  # noqa: BLE001 -- raised again by the thread that reads
            failed.append(error)

    feeding = threading.Thread(target=feed)
    feeding.start()
    try:
        with os.fdopen(reading, "rb") as out:
            yield out
    except Exception:
        feeding.join()
        if failed and not isinstance(failed[0], BrokenPipeError):
            raise failed[0] from None  # the cause; what the reader met is its consequence
        raise
    feeding.join()
    if failed:
        raise failed[0]


def _unpack(tar: tarfile.TarFile, folder: Path) -> tuple[dict[str, str], dict[str, Any]]:
    found: dict[str, str] = {}
    listed: dict[str, Any] = {}
    for info in tar:
        out = tar.extractfile(info) if info.isreg() else None
        if out is None:
            raise Refused(f"The backup holds {info.name}, which is no file; nothing was restored.")
        if info.name in found or (info.name == LIST and listed):
            raise Refused(f"The backup holds “{info.name}” twice; nothing was restored.")
        if info.name == LIST:
            listed = _listed(out.read())
        else:
            found[info.name] = _extract(out, folder / _inside(info.name))
    return found, listed


def _listed(data: bytes) -> dict[str, Any]:
    """Read the list of contents; whoever knows the public key can write a backup, so also a false one."""
    try:
        listed = json.loads(data)
        if all(isinstance(one["sha256"], str) for one in listed["files"].values()):
            return dict(listed)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass
    raise Refused(
        "The backup’s list of contents is none; expected the name and SHA-256 of every file, as "
        "manage.py backup writes them. Nothing was restored."
    )


def _compare(source: Path, found: dict[str, str], listed: dict[str, Any]) -> None:
    if not listed:
        raise Refused(f"{source.name} ends before its list of contents: it was cut. Take another backup.")
    expected = {name: one["sha256"] for name, one in listed["files"].items()}
    wrong = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
    if wrong:
        raise Refused(
            f"{source.name} is damaged: {len(wrong)} files are not as they were backed up, {wrong[0]} first."
        )


def _recipient(public_key: str) -> Any:  # noqa: ANN401 -- pyrage has no types
    try:
        return pyrage.x25519.Recipient.from_str(public_key)
    except pyrage.RecipientError as error:
        raise Refused(
            f"“{public_key}” is no age public key; expected age1…, as manage.py backup --make-key prints it."
        ) from error


def _identity(file: Path) -> Any:  # noqa: ANN401 -- pyrage has no types
    try:
        lines = [line for line in file.read_text().splitlines() if line and not line.startswith("#")]
        return pyrage.x25519.Identity.from_str(lines[0])
    except (OSError, IndexError, pyrage.IdentityError) as error:
        raise Refused(
            f"{file} holds no age identity; expected a line AGE-SECRET-KEY-1… as manage.py backup --make-key "
            "writes it."
        ) from error


def _add(tar: tarfile.TarFile, member: Member) -> dict[str, Any]:
    digest = hashlib.sha256()
    with member.file.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        tar.addfile(_info(member.name, size), _Hashed(file, digest))
    return {"sha256": digest.hexdigest(), "size": size}


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, file: BinaryIO, digest: Any) -> None:  # noqa: ANN401 -- hashlib's own
        self.file, self.digest = file, digest

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.digest.update(piece)
        return piece


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info


def _inside(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise Refused(
            f"The backup holds “{name}”, a place outside the archive's folder; nothing was restored."
        )
    return path


def _extract(source: Any, target: Path) -> str:  # noqa: ANN401 -- tarfile's reader
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with target.open("wb") as out:
        for piece in _pieces(source):
            digest.update(piece)
            out.write(piece)
    return digest.hexdigest()


def _pieces(source: Any) -> Iterator[bytes]:  # noqa: ANN401 -- as above
    while piece := source.read(PIECE):
        yield piece
