"""A BagIt bag (RFC 8493), version 1.0: files with the digests by which anybody can tell that they are whole.

It is written as a stream. Each file is hashed as it goes by, and the manifests, which name every digest, come
last: a bag may list its tag files in any order (§2.2), and a zip has an index of its own.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from sources.export.zipping import Files

ALGORITHMS: Final = ("sha256", "sha512")  # §2.4: SHA-512 is what programs should take, SHA-256 what most do
_DECLARATION: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@dataclass(slots=True)
class _Sums:
    """The digests of files that went by, and how much they were."""

    digests: dict[str, dict[str, str]] = field(default_factory=dict)  # by algorithm, then by name
    size: int = 0
    files: int = 0

    def reading(self, name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Let a file go by."""
        hashes = {algorithm: hashlib.new(algorithm) for algorithm in ALGORITHMS}
        self.files += 1
        for piece in pieces:
            self.size += len(piece)
            for one in hashes.values():
                one.update(piece)
            yield piece
        for algorithm, one in hashes.items():
            self.digests.setdefault(algorithm, {})[name] = one.hexdigest()

    def manifest(self, algorithm: str) -> bytes:
        """Write a manifest: digest, two blanks, path; a break of line in a path is encoded (§2.1.3)."""
        names = self.digests.get(algorithm, {})
        return "".join(f"{names[name]}  {_encoded(name)}\n" for name in sorted(names)).encode()


def bag(folder: str, payload: Files, info: Mapping[str, str]) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Give the files of a bag within one folder (§5: the serialised bag has one), the payload first."""
    sums, tags = _Sums(), _Sums()

    def tag(name: str, content: bytes) -> tuple[str, Iterable[bytes]]:
        return f"{folder}/{name}", tags.reading(name, [content])

    yield tag("bagit.txt", _DECLARATION)
    for name, pieces in payload:
        path = f"data/{name}"
        yield f"{folder}/{path}", sums.reading(path, pieces)
    yield tag("bag-info.txt", _info({**info, "Payload-Oxum": f"{sums.size}.{sums.files}"}))
    for algorithm in ALGORITHMS:
        yield tag(f"manifest-{algorithm}.txt", sums.manifest(algorithm))
    for algorithm in ALGORITHMS:
        yield f"{folder}/tagmanifest-{algorithm}.txt", [tags.manifest(algorithm)]


def _info(said: Mapping[str, str]) -> bytes:
    """Write what the bag says of itself: each on one line, since readers join broken ones differently."""
    return "".join(f"{label}: {' '.join(words.split())}\n" for label, words in said.items() if words).encode()


def _encoded(name: str) -> str:
    return name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
