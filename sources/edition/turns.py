"""What is dear takes turns: one at a time in a process, a few in all processes.

Who finds too many waiting is told to come again (RFC 6585 §4). Readers' searches take turns, and so does the
hashing of passwords.
"""

import fcntl
import hashlib
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

LONGEST = 10.0  # seconds of waiting
PAUSE = 0.01  # seconds between two looks at the other processes


class BusyError(Exception):
    """Too many are waiting, or one waited too long."""


class Turns:
    """Lets one pass at a time in this process, and ``abreast`` in all."""

    def __init__(self, waiting: int, abreast: int, name: str = "turn") -> None:
        self._room = threading.BoundedSemaphore(waiting)
        self._own = threading.Lock()
        self._abreast = abreast
        self._name = name

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for a turn and hold it while the block runs; raise BusyError where there is none."""
        if not self._room.acquire(blocking=False):
            raise BusyError
        try:
            end = time.monotonic() + LONGEST
            if not self._own.acquire(timeout=LONGEST):
                raise BusyError
            try:
                with self._among_processes(end):
                    yield
            finally:
                self._own.release()
        finally:
            self._room.release()

    @contextmanager
    def _among_processes(self, end: float) -> Iterator[None]:
        """Hold one of the files that stand for the turns of all processes; the kernel frees a dead one's."""
        files: list[int] = []
        try:
            with suppress(OSError):  # nowhere to write: then this process keeps its own order only
                flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
                files.extend(os.open(path, flags, 0o600) for path in self._paths())
            while files and not any(_is_locked(file) for file in files):
                if time.monotonic() > end:
                    raise BusyError
                time.sleep(PAUSE)
            yield
        finally:
            for file in files:
                os.close(file)  # which frees it

    def _paths(self) -> list[Path]:
        name = hashlib.sha256(f"{os.getuid()} {settings.DATA}".encode()).hexdigest()[:16]
        return [
            Path(tempfile.gettempdir(), f"{self._name}-{name}-{number}") for number in range(self._abreast)
        ]


def _is_locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
