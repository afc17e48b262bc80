"""Reading many texts with the rules, each by itself, in as many processes as one likes.

What is found in a text follows from the text alone, so it is the same however many read. A reader is a
process of its own that is handed texts through a pipe, and ends when nobody holds their other end: none is
left behind, whatever becomes of the process that started it.
"""

import os
import subprocess
import sys
import traceback
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing.connection import Connection, Pipe
from queue import SimpleQueue
from threading import Thread
from typing import NamedTuple

from sources.recognise.candidate import SearchRegion
from sources.recognise.find import find
from sources.recognise.packing import as_bytes, packed, words_of
from sources.values.span import Span
from sources.vocabulary import Kind

# Each takes a second to begin with and some 120 MB; for a few texts nobody is called.
FEWEST = 20
# How many texts each has waiting, so that it need not wait itself.
_AHEAD = 2
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Asked:
    """All that the rules are given of an article; see ``find``."""

    text: str
    regions: Sequence[SearchRegion]
    published: str = ""
    event_years: Sequence[str] = ()
    feasts: Mapping[str, str] = field(default_factory=dict)


class Read(NamedTuple):
    """What the rules found in a text, and what is asked of an authority list because of it, both packed."""

    found: bytes
    words: bytes


# A text as it is sent: its regions by start, end, kind and article; see ``Asked``.
_Sent = tuple[str, list[tuple[int, int, str, int | None]], str, tuple[str, ...], dict[str, str]]


class ReaderLost(Exception):
    """A process that read texts came to an end, or could not begin."""


class ReadingFailed(Exception):
    """The rules failed at a text, in another process; the sentence is what it says, with its lines."""


def read(asked: Asked) -> Read:
    """Read one text with the rules."""
    found = find(asked.text, asked.regions, asked.published, asked.event_years, feasts=asked.feasts)
    return Read(packed(found), as_bytes(words_of(found)))


class Readers:
    """Reads texts in so many processes, started when there is enough to read; with one, in this process."""

    def __init__(self, processes: int) -> None:
        self.processes = processes
        self._readers: list[tuple[subprocess.Popen[bytes], Connection]] = []
        self._turn = 0

    @property
    def started(self) -> int:
        """How many processes there are besides this one."""
        return len(self._readers)

    def __enter__(self) -> "Readers":
        return self

    def __exit__(self, *_: object) -> None:
        """Let them go: closing their pipes ends them."""
        for _process, pipe in self._readers:
            pipe.close()
        for process, _pipe in self._readers:
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._readers = []

    def read(self, texts: Iterable[Asked]) -> Iterator[Read]:
        """Give what the rules find in texts, in order, each when it is asked for.

        Called again it begins anew: who still takes from the call before is refused. Raises ReadingFailed,
        or with one process what the rules raise, where they fail at a text.
        """
        waiting = iter(texts)
        if self.processes > 1 and not self._readers:
            first = list(islice(waiting, FEWEST))
            if len(first) == FEWEST:
                for _ in range(self.processes):
                    self._readers.append(_started())
            waiting = chain(first, waiting)
        return self._shared(waiting) if self._readers else map(read, waiting)

    def _shared(self, texts: Iterator[Asked]) -> Iterator[Read]:
        """Hand texts out in turn, a few ahead, and take what comes back in the same order."""
        self._turn += 1
        turn, out = self._turn, deque[Connection]()
        pipes = [pipe for _process, pipe in self._readers]
        for number, asked in enumerate(texts):
            pipe = pipes[number % len(pipes)]
            _send(pipe, turn, asked)
            out.append(pipe)
            if len(out) >= _AHEAD * len(pipes):
                yield self._received(out.popleft(), turn)
        while out:
            yield self._received(out.popleft(), turn)

    def _received(self, pipe: Connection, turn: int) -> Read:
        """Take what was read for this call; what a former one did not wait for is passed over."""
        if turn != self._turn:
            raise ReaderLost("These texts are read no more: others were given to the readers since.")
        try:
            while (answer := pipe.recv())[0] != turn:
                pass
        except (EOFError, OSError) as error:
            raise ReaderLost(_LOST) from error
        _turn, done, problem = answer
        if problem:
            raise ReadingFailed(problem)
        return Read(*done)


def _started() -> tuple["subprocess.Popen[bytes]", Connection]:
    """Start a process that gets nothing of this one but a pipe: no connection to a database, no lock."""
    try:
        ours, theirs = Pipe()
    except OSError as error:
        raise ReaderLost(_NOT_STARTED.format(error)) from error
    told = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve; serve({theirs.fileno()})"
    try:
        process = subprocess.Popen(  # noqa: S603 -- this very interpreter, and our own words
            [sys.executable, "-c", told],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # what is written there is for whoever asked, and may be JSON
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            start_new_session=True,  # Ctrl-C is for the one who asks: it closes the pipe
        )
    except OSError as error:
        ours.close()
        raise ReaderLost(_NOT_STARTED.format(error)) from error
    finally:
        theirs.close()
    return process, ours


def _send(pipe: Connection, turn: int, asked: Asked) -> None:
    regions = [(one.span.start, one.span.end, str(one.kind), one.article) for one in asked.regions]
    years, feasts = tuple(asked.event_years), dict(asked.feasts)
    try:
        pipe.send((turn, (asked.text, regions, asked.published, years, feasts)))
    except OSError as error:
        raise ReaderLost(_LOST) from error


# What a reader is told of where it runs: how to start, nothing of the archive, no key and no password.
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "PYTHONHASHSEED", "PYTHONUTF8")
_NOT_STARTED = (
    "No process to read texts could be started ({}); with --processes 1 all is read in one process."
)
_LOST = (
    "A process that was reading texts came to an end (out of memory, or killed); what was stored stays, the "
    "rest waits. Run it again, it goes on; with --processes 1 all is read in one process."
)


def serve(descriptor: int) -> None:
    """Read what comes through a pipe until nobody holds its other end: then end at once."""
    pipe = Connection(descriptor)
    waiting: SimpleQueue[tuple[int, _Sent]] = SimpleQueue()
    # Taken as it comes, so that of two who have much to say to each other none waits for the other.
    Thread(target=_listen, args=(pipe, waiting), daemon=True).start()
    while True:
        turn, sent = waiting.get()
        answer = (turn, *_tried(sent))
        try:
            pipe.send(answer)
        except OSError:
            os._exit(0)  # nobody is left to tell


def _tried(sent: _Sent) -> tuple[tuple[bytes, bytes] | None, str]:
    """Read a text; where the rules fail at it, that is the answer."""
    text, regions, published, years, feasts = sent
    try:
        told = [SearchRegion(Span(start, end), Kind(kind), at) for start, end, kind, at in regions]
        names, quotations = read(Asked(text, told, published, years, feasts))
    except Exception:  # noqa: BLE001 -- whatever it is, it is told to the one who asked
        return None, traceback.format_exc()
    return (names, quotations), ""


def _listen(pipe: Connection, waiting: "SimpleQueue[tuple[int, _Sent]]") -> None:
    while True:
        try:
            waiting.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)  # nobody is left to tell
