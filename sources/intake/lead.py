"""Incoming files with what was read in them, read ahead by other processes.

Only files that stand where they stand: what is in a zip is there only as long as it is open, so everything
sent for comes back before a member of one goes on. The first few files are not worth a process.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import chain, islice

from sources.ingest.ahead import Readers, Wanted
from sources.intake.doorway import FileOutcome, Incoming

WORTH_IT = 30


def read_ahead(files: Iterable[Incoming | FileOutcome], readers: int) -> Iterator[Incoming | FileOutcome]:
    """Give the same in the same order, most of it with what ``readers`` processes read in it."""
    rest = iter(files)
    yield from islice(rest, WORTH_IT if readers else None)
    first = next(rest, None)
    if first is None:
        return
    with closing(Readers(readers)) as reading:
        yield from _through(chain([first], rest), reading)


def _through(files: Iterable[Incoming | FileOutcome], reading: Readers) -> Iterator[Incoming | FileOutcome]:
    sent: deque[Incoming] = deque()
    for incoming in files:
        if not isinstance(incoming, Incoming) or incoming.container is not None or incoming.file is not None:
            while sent:
                yield replace(sent.popleft(), file=reading.answer())
            yield incoming
            continue
        if not reading.has_room:
            yield replace(sent.popleft(), file=reading.answer())
        reading.ask(Wanted(incoming.path, incoming.name, incoming.sniffed, incoming.media_type))
        sent.append(incoming)
    while sent:
        yield replace(sent.popleft(), file=reading.answer())
