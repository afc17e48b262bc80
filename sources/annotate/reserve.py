"""Room kept for withholding when the disk is full.

On a full disk nothing can be changed, and so nothing can be withheld. A file in the data folder holds some
room (``ARCHIVE_RESERVE``, megabytes): ``publish`` makes it where there is plenty; the first act on what may
be withheld that finds the disk full gives it back, and is then done by asking for it again. So does who signs
in then with the right password, for signing in writes too; nobody else can spend it. It helps where the
database lies on the same disk; of PostgreSQL's own disk somebody else has to take care.
"""

import errno
import os
import shutil
from pathlib import Path

from django.conf import settings

SENTENCE = (
    "The disk is full; nothing was changed. The room that was kept for this has now been given back: do the "
    "same again, at once, and then make room on the disk."
)
MISSING = (
    "The reserve for withholding on a full disk is missing: make room on the disk, then publish, which "
    "keeps {size} MB again where {wanted} MB are free."
)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_MEGABYTE = 1 << 20
_PLENTY = 4  # times as much must be free before anything is kept of it


def path() -> Path:
    """Say where the file is."""
    return Path(settings.DATA) / "reserve"


def keep() -> bool:
    """Make the file where there is none and the disk has room in plenty; tell whether it is there."""
    size = settings.RESERVE * _MEGABYTE
    if not size or path().exists():
        return path().exists()
    fresh = path().with_name(".reserve.partial")
    try:
        if shutil.disk_usage(path().parent).free < _PLENTY * size:
            return False
        with fresh.open("wb") as out:
            os.posix_fallocate(out.fileno(), 0, size)
        fresh.rename(path())
    except OSError:
        fresh.unlink(missing_ok=True)
    return path().exists()


def give_back() -> bool:
    """Take the file away; tell whether there was one."""
    try:
        path().unlink()
    except OSError:
        return False
    return True


def make_room() -> bool:
    """Give the file back where next to nothing is free, to somebody who may withhold; tell whether it was."""
    try:
        is_short = shutil.disk_usage(path().parent).free < _MEGABYTE
    except OSError:
        return False
    return is_short and give_back()


def is_missing() -> bool:
    """Tell whether room should be kept and is not."""
    return bool(settings.RESERVE) and not path().exists()


def missing() -> str:
    """Say what to do where it is missing."""
    return MISSING.format(size=settings.RESERVE, wanted=settings.RESERVE * _PLENTY)


def is_full(error: BaseException) -> bool:
    """Tell whether this is the failure of a full disk: the system's, SQLite's or PostgreSQL's."""
    cause = error.__cause__
    return (
        getattr(error, "errno", None) in _FULL
        or getattr(cause, "sqlite_errorname", "") == "SQLITE_FULL"
        or getattr(cause, "sqlstate", "") == "53100"
    )
