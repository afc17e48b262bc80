"""Reading files ahead, in processes of their own, while the one that writes is busy writing.

Reading is half of an import and needs nothing of the archive: a path goes out, what was read comes back with
the digest of the bytes that it was read in. The order stays that of the files. A reader that dies or stumbles
costs nothing but its lead: what it has not read is read by the one that asked.
"""

import hashlib
import multiprocessing
import signal
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from sources.ingest.capture import capture
from sources.ingest.hinted import read_captured
from sources.ingest.listing import FileRead
from sources.ingest.marked_regions import mark_regions
from sources.ingest.text import read_file

LEAD = 6  # how many files each reader may be ahead


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be read: where it is, what it is called, what is known of its kind."""

    path: Path
    name: str
    sniffed: str = ""
    media_type: str = ""


class Readers:
    """Some processes that read; they end with the block, or with the process that asked."""

    def __init__(self, number: int) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would share the database's connections
        self._ends: list[Connection] = []
        self._processes = []
        for _ in range(number):
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs,), daemon=True)
            process.start()
            theirs.close()  # so that they see the end when we are gone
            self._ends.append(ours)
            self._processes.append(process)
        self._asked = self._answered = 0

    def ask(self, wanted: Wanted) -> None:
        """Send for a file."""
        with suppress(OSError):
            self._ends[self._asked % len(self._ends)].send(wanted)
        self._asked += 1

    def answer(self) -> FileRead | None:
        """Give what was read in the file that was sent for first; None where it has to be read again."""
        end = self._ends[self._answered % len(self._ends)]
        self._answered += 1
        try:
            answer: FileRead | None = end.recv()
        except (EOFError, OSError):
            return None
        return answer

    @property
    def has_room(self) -> bool:
        """Whether one more may be sent for."""
        return self._asked - self._answered < LEAD * len(self._ends)

    def close(self) -> None:
        """Let them end."""
        for end in self._ends:
            end.close()
        for process in self._processes:
            process.terminate()
            process.join()


def _serve(end: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked decides when it ends
    with suppress(EOFError, OSError):
        while True:
            end.send(_read(end.recv()))


def _read(wanted: Wanted) -> FileRead | None:
    try:
        data = read_file(wanted.path)
        captured = capture(data, wanted.sniffed, wanted.media_type)
        reading = read_captured(captured)
        words = mark_regions(captured.text, reading.regions)
        return FileRead(wanted.name, captured, reading, words, hashlib.sha256(data).hexdigest())
    except Exception:  # noqa: BLE001 -- whatever it is, the one that asked meets it again and says so
        return None
