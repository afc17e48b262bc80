"""The processes that read untrusted files, from the side of those who ask.

A few are kept warm, one for each file read at a time; they start when first needed, so that plain text never
starts one. A process that does not answer in time, or answers what it should not, is ended and replaced. What
comes back is checked as if the file itself had sent it, because it may have.
"""

import atexit
import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sources.ingest.formats.captured import Captured, from_json
from sources.ingest.formats.member import Member
from sources.ingest.formats.sniff import FileType
from sources.ingest.refusal import Refusal
from sources.ingest.sandbox.protocol import (
    LARGEST_ANSWER,
    LENGTH,
    READ,
    REFUSED,
    UNPACKED,
    WALL_SECONDS,
    write_frame,
)

ROOT = Path(__file__).resolve().parents[3]
START = "import sys; sys.path.insert(0, sys.argv[1]); from sources.ingest.sandbox.worker import main; main()"
PATIENCE = WALL_SECONDS + 20  # the process keeps the time itself; this is for a machine that is very busy
LONGEST_SENTENCE = 500
MOST = min(4, os.cpu_count() or 1)

UNCONFINED = (
    "This archive reads files only where the reader can be kept from all other files (ARCHIVE_CONFINEMENT is "
    "“required”), and this machine's kernel gives no Landlock; tell whoever runs the archive."
)
SILENT = "The process that reads files did not answer, so the file was not taken in; try again."


class _Process:
    """One warm process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 -- our own interpreter, our own module
            [sys.executable, "-I", "-c", START, str(ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8"},
            cwd="/",
        )
        self.owner = os.getpid()
        told = json.loads(self._read())
        self.cut_by: tuple[str, ...] = tuple(told["ready"])
        self.landlock = int(told["landlock"])

    def ask(self, request: dict[str, str], data: bytes) -> bytes:
        """Give the answer to a request; raise OSError or EOFError where there is none."""
        if self._process.stdin is None:
            raise EOFError
        write_frame(self._process.stdin, json.dumps(request).encode())
        write_frame(self._process.stdin, data)
        return self._read()

    def end(self) -> None:
        """End the process; a child that still reads ends by its own limits."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _read(self) -> bytes:
        deadline = time.monotonic() + PATIENCE
        size = LENGTH.unpack(self._exactly(LENGTH.size, deadline))[0]
        if size > LARGEST_ANSWER + 1:
            raise EOFError
        return self._exactly(size, deadline)

    def _exactly(self, size: int, deadline: float) -> bytes:
        """Read this many bytes from the pipe, past Python's buffer, which would hide them from ``select``."""
        if self._process.stdout is None:
            raise EOFError
        pipe, got = self._process.stdout.fileno(), bytearray()
        while len(got) < size:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                raise TimeoutError
            piece = os.read(pipe, min(size - len(got), 1 << 20))
            if not piece:
                raise EOFError
            got += piece
        return bytes(got)


_idle: list[_Process] = []
_room = threading.BoundedSemaphore(MOST)


def parse(kind: FileType, data: bytes, declared: str = "", *, must_confine: bool = False) -> Captured:
    """Read a file in a limited process; raise Refusal with one sentence.

    ``must_confine`` refuses where the kernel cannot keep that process from all other files.
    """
    answer = _answer({"kind": kind.value, "declared": declared}, data, must_confine=must_confine)
    if answer[:1] != READ:
        raise Refusal(SILENT)
    return from_json(answer[1:])


def unpack(kind: FileType, data: bytes, folder: Path, *, must_confine: bool = False) -> list[Member]:
    """Take the members out of a container into an empty folder, in a limited process."""
    answer = _answer({"kind": kind.value, "folder": str(folder)}, data, must_confine=must_confine)
    if answer[:1] != UNPACKED:
        raise Refusal(SILENT)
    try:
        members = [Member(**row) for row in json.loads(answer[1:])]
    except (ValueError, TypeError) as error:
        raise Refusal(SILENT) from error
    # A name that the process gives must be one that it could have written, whatever it says.
    if any(member.file is not None and not member.file.isdecimal() for member in members):
        raise Refusal(SILENT)
    return members


def cut_by() -> tuple[str, ...]:
    """Tell by which ways a reading process is cut off from the network on this machine."""
    with _process() as process:
        return process.cut_by


def _answer(request: dict[str, str], data: bytes, *, must_confine: bool) -> bytes:
    with _process() as process:
        is_too_free = must_confine and not process.landlock
        answer = b"" if is_too_free else process.ask(request, data)
    if is_too_free:
        raise Refusal(UNCONFINED)
    if answer[:1] == REFUSED:
        raise Refusal(answer[1:].decode("utf-8", "replace")[:LONGEST_SENTENCE])
    return answer


@contextmanager
def _process() -> Iterator[_Process]:
    """Lend a warm process; one that failed is ended and not lent again."""
    with _room:
        while _idle and _idle[-1].owner != os.getpid():
            _idle.pop()  # inherited over a fork: its pipes are the parent's
        try:
            process = _idle.pop() if _idle else _Process()
        except (OSError, EOFError, ValueError) as error:
            raise Refusal(SILENT) from error
        try:
            yield process
        except (OSError, EOFError, ValueError) as error:
            process.end()
            raise Refusal(SILENT) from error
        except BaseException:
            process.end()
            raise
        _idle.append(process)


def _end_all() -> None:
    while _idle:
        process = _idle.pop()
        if process.owner == os.getpid():
            process.end()


atexit.register(_end_all)
