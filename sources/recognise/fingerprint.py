"""What the recogniser's answers depend on besides what it is given: its own rules and lists.

A version number is raised by a person and may be forgotten; a digest of the files cannot be. What was found
by other rules than these is found again.
"""

import hashlib
import platform
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from sources.recognise.candidate import RECOGNISER_VERSION

_HERE = Path(__file__).parent
_READ = frozenset({".py", ".toml", ".tsv", ".txt"})


@cache
def fingerprint() -> str:
    """Give a digest of the rules, the lists, and what they are read with; worked out once in a process."""
    # Python brings the table of Unicode, anyascii how other scripts are written in Latin letters.
    rooms = (path for room in (_HERE, _HERE.parent / "values") for path in room.rglob("*"))
    return of_files([*rooms, _HERE.parent / "vocabulary.py"], "anyascii")


def of_files(paths: Iterable[Path], *libraries: str) -> str:
    """Digest code and lists, and the versions of Python and of the libraries that they are read with."""
    versions = " ".join(version(name) for name in libraries)
    digest = hashlib.sha256(f"{RECOGNISER_VERSION} {platform.python_version()} {versions}".encode())
    for path in sorted(path for path in paths if path.suffix in _READ):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(_HERE.parent).as_posix()} {len(data)} ".encode() + data)
    return digest.hexdigest()
