"""What the recogniser's answers depend on besides what it is given: its own rules and lists.

A version number is raised by a person and may be forgotten; a digest of the files cannot be. What was found
by other rules than these is found again.
"""

import hashlib
import platform
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
    digest = hashlib.sha256(
        f"{RECOGNISER_VERSION} {platform.python_version()} {version('anyascii')}".encode()
    )
    rooms = (path for room in (_HERE, _HERE.parent / "values") for path in room.rglob("*"))
    files = sorted(path for path in (*rooms, _HERE.parent / "vocabulary.py") if path.suffix in _READ)
    for path in files:
        data = path.read_bytes()
        digest.update(f"{path.relative_to(_HERE.parent).as_posix()} {len(data)} ".encode() + data)
    return digest.hexdigest()
