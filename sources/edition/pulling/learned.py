"""What a machine that takes its editions from another last learned there, and when.

The file's own time is when the publishing machine was last asked and said that the edition that stands
here is its newest. Where ``ARCHIVE_EDITION_MAX_AGE`` is set and that is longer ago, the public side stops
answering: what was withheld since may be in the file. The number is kept also where the file itself had
to go, so that no older edition is ever taken again.
"""

import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

NAME = "learned.json"


@dataclass(frozen=True, slots=True)
class Learned:
    """From where editions come, and which was the last."""

    url: str
    number: int
    sha256: str


def path() -> Path:
    """Say where it is noted; no such file stands on a machine that publishes."""
    return Path(settings.EDITIONS) / NAME


def last() -> Learned | None:
    """Give what was last learned; None on a machine that has never taken an edition from another."""
    try:
        return Learned(**json.loads(path().read_text()))
    except FileNotFoundError:
        return None


def note(learned: Learned, at: float) -> None:
    """Note that ``learned`` was the newest edition at a time (seconds since 1970)."""
    file = path()
    if last() != learned:
        fresh = file.with_name(f".{NAME}-{os.getpid()}")
        fresh.write_text(json.dumps(asdict(learned), sort_keys=True))
        os.utime(fresh, (at, at))
        fresh.replace(file)
    os.utime(file, (at, at))


def is_stale() -> bool:
    """Tell whether this machine has gone too long without hearing that its edition is the newest."""
    if settings.EDITION_MAX_AGE is None:
        return False
    try:
        heard = path().stat().st_mtime
    except OSError:
        return True
    # A time that lies ahead is one of a clock that was wrong: no proof of anything.
    return abs(time.time() - heard) > settings.EDITION_MAX_AGE
