"""A file that is there whole or not at all: written beside its place, on the disk, then renamed into it."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

OWN: Final = 0o600  # for its owner alone
_ANYBODY_S: Final = 0o666  # less what the umask takes away


def write_whole(file: Path, pieces: Iterable[bytes], mode: int = _ANYBODY_S) -> None:
    """Write the pieces to a file, in the place of what was there; whatever fails leaves nothing behind."""
    fresh = file.with_name(f".{file.name}.part")
    fresh.unlink(missing_ok=True)  # what a killed run left, with the mode that it had
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as out:
            out.writelines(pieces)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(file)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
