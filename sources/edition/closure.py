"""What readers are not given any more though the current edition's file still has it.

A file without it takes words away for good, and ``publish`` makes one; but that takes its time, and may be
refused. Until readers have it, this note stands beside the edition: the public ids of what was withheld
since. Nothing goes out in which one of them stands (``sources.public.closed``), so nothing has to know
which page, list, feed or file leads to it; what cannot be looked through does not go out at all.

The note has no name and no words in it, only ids of which readers of that very file know already; and it is
about one file, by name. So it ends by itself with the swap, and no moment lies between. The desk writes it as
soon as an act takes something away (``sources.admin.closing``), a publication before it builds.
"""

import fcntl
import json
import os
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from sources.annotate import reserve
from sources.edition.swap import current_file

NAME = "closed.json"
EVERYTHING = frozenset({""})  # stands in every answer


def closed() -> frozenset[str]:
    """Give the public ids of what the current edition's file has and readers may not get."""
    try:
        state = _path().stat()
    except FileNotFoundError:
        return frozenset()
    except OSError:
        return EVERYTHING
    file, ids = _noted(_path(), state.st_ino, state.st_mtime_ns)
    current = current_file()
    is_about_it = current is not None and file in {current.name, ""}
    return ids if is_about_it else frozenset()


def close(file: Path, ids: Collection[str]) -> None:
    """Close these ids to whoever reads this edition's file; what was closed in it before is not any more."""
    if not ids:
        reopen()
        return
    note = json.dumps({"edition": file.name, "closed": sorted(ids)})
    try:
        _write(note)
    except OSError as error:
        # The room that is kept on the disk is kept for this.
        if not reserve.is_full(error) or not reserve.give_back():
            raise
        _write(note)


def _write(note: str) -> None:
    fresh = _path().with_name(f".{NAME}-{os.getpid()}-{threading.get_ident()}")
    try:
        with fresh.open("w") as out:
            out.write(note)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(_path())
    finally:
        fresh.unlink(missing_ok=True)


def reopen() -> None:
    """Take the note away."""
    _path().unlink(missing_ok=True)


def end() -> None:
    """Take away a note of an edition that is not current any more; one of this was made since."""
    with alone():
        if not closed():
            reopen()


@contextmanager
def alone() -> Iterator[None]:
    """Look and write with nobody between: the desk closes what is withheld there, a publication all of it."""
    folder = os.open(_path().parent, os.O_RDONLY)  # which takes no room on a disk that is full
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _path() -> Path:
    return Path(settings.EDITIONS) / NAME


@lru_cache(maxsize=2)
def _noted(path: Path, _inode: int, _changed_at: int) -> tuple[str, frozenset[str]]:
    """Read of which file a note is, and what is closed; everything of any, where it cannot be read."""
    try:
        said = json.loads(path.read_text())
        return str(said["edition"]), frozenset(map(str, said["closed"]))
    except (OSError, ValueError, KeyError, TypeError):
        return "", EVERYTHING
