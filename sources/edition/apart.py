"""Part of the work done by a second process, where articles are many and the machine has cores for it.

Two processes copy two halves of what is read, each into a file of its own and with figures of its own; the
one that makes the edition then takes the other's rows and figures over, and has half of the passages linked
by it. What it gets is what it would have made itself, but for the numbers that rows have within the file,
which nothing outside it knows. Should the other process fail, this one does its part too.
"""

import gc
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from sources.edition import models, rows, select
from sources.edition.accounts import Accounts
from sources.edition.building import insert, new_file, opened_to_read, raw
from sources.edition.copy import Copier
from sources.edition.language import in_sites_language
from sources.edition.merging import Parcel, Told, absorb, numbered, take_rows
from sources.edition.numbers import Numbers
from sources.edition.placing import Linking
from sources.edition.select import Claimed
from sources.edition.tally import Tally
from sources.edition.verify import unsound

FEWEST = 2_000  # articles; for fewer, the other process costs more to start than it saves
ROOT = Path(__file__).resolve().parents[2]
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); import django; django.setup(); "
    "from sources.edition.apart import main; main(sys.argv[2])"
)
_TASK, _ROWS, _MADE, _DONE = "task", "rows", "made", b"done\n"


@dataclass(frozen=True, slots=True)
class Copying:
    """Which articles to copy, what stands for the text of each copy, and where the first is read."""

    wanted: Sequence[int]
    standing: Mapping[int, int]
    place: int
    database: str

    @classmethod
    def of(cls, wanted: Sequence[int], standing: Mapping[int, int], place: int) -> "Copying":
        """Tell what is copied from the database that this process reads."""
        own = {pk: standing[pk] for pk in wanted if pk in standing}
        return cls(wanted, own, place, _database())

    def carry_out(self, folder: Path) -> Parcel:
        """Copy the articles: rows into a file in the folder, figures handed over."""
        if _database() != self.database:
            raise LookupError("This process would read another database than the one that asks.")
        copier = Copier(numbers=Numbers.from_article(self.place))
        copier.accounts = later = Later(copier.people)
        with new_file(folder / _ROWS) as building:
            for content in select.contents(self.wanted, self.standing, copier.people):
                insert_copied(building, copier, content)
            raw(building).execute("COMMIT")
        return Parcel.of(copier, later.added)


def _database() -> str:
    return str(connections["default"].settings_dict["NAME"])


def insert_copied(building: DatabaseWrapper, copier: Copier, content: select.ArticleContent) -> None:
    """Copy one article, and insert the rows of which there are many."""
    copied = copier.article(content)
    for found in (copied.passages, copied.revisions, copied.appearances, copied.topics, copied.sayings):
        insert(building, found)


def is_worth_it(articles: int) -> bool:
    """Tell whether a second process would help, and would see what this one sees."""
    return (
        articles >= FEWEST and len(os.sched_getaffinity(0)) > 1 and not connections["default"].in_atomic_block
    )


@dataclass(frozen=True, slots=True)
class Verifying:
    """Which file to verify, of which everything but its digest is written."""

    file: Path

    def carry_out(self, _: object = None) -> list[str]:
        """Say what is wrong with it."""
        with opened_to_read(self.file) as connection:
            return unsound(connection)


class Other:
    """The other process: it does one task after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen(  # noqa: S603 -- our own interpreter, our own module
            [sys.executable, "-c", _START, str(ROOT), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def begin(self, task: Copying | Linking | Verifying) -> None:
        """Let it begin with a task; it goes on while this process does something else."""
        (self.folder / _TASK).write_bytes(pickle.dumps(task, pickle.HIGHEST_PROTOCOL))
        if self.process.stdin is not None:
            with suppress(BrokenPipeError):  # it has failed: ``made`` finds that out
                self.process.stdin.write(b"task\n")
                self.process.stdin.flush()

    def made(self) -> Any:  # noqa: ANN401 -- what the task gives, which who began it knows
        """Wait for what it makes of its task; None where it failed."""
        if self.process.stdout is None or self.process.stdout.readline() != _DONE:
            return None
        return _read(self.folder / _MADE)

    def end(self) -> None:
        """End it, and take away what it made."""
        self.process.kill()
        self.process.communicate()
        shutil.rmtree(self.folder)

    def take_over(self, building: DatabaseWrapper, copier: Copier) -> bool:
        """Wait until its articles are copied, and take over figures and rows; False where it failed."""
        parcel = self.made()
        if parcel is None:
            return False
        join(building, copier, parcel, self.folder)
        return True


def join(building: DatabaseWrapper, copier: Copier, parcel: Parcel, folder: Path) -> None:
    """Take over what was copied apart: the rows into the file, the figures into the copier meanwhile."""
    moves = numbered(copier, parcel)
    with ThreadPoolExecutor(1) as beside:
        taking = beside.submit(take_rows, raw(building), folder / _ROWS, moves)
        absorb(copier, parcel, moves)
        taking.result()


@contextmanager
def other(folder: Path, articles: int) -> Iterator[Other | None]:
    """Have another process, where it is worth it; nothing of it is left when the block ends."""
    if not is_worth_it(articles):
        yield None
        return
    folder.mkdir()
    one = Other(folder)
    try:
        yield one
    finally:
        one.end()


def main(name: str) -> None:
    """Be the other process, until nothing more is asked."""
    gc.disable()  # there are no cycles, and it would look at every row kept
    folder = Path(name)
    for _ in sys.stdin.buffer:
        with in_sites_language():
            made = _read(folder / _TASK).carry_out(folder)
        (folder / _MADE).write_bytes(pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
        sys.stdout.buffer.write(_DONE)
        sys.stdout.buffer.flush()


def _read(file: Path) -> Any:  # noqa: ANN401 -- as above
    return pickle.loads(file.read_bytes())  # noqa: S301 -- written just now by the one process or the other


@dataclass(slots=True)
class Later(Accounts):
    """Keeps the claims of a part until the whole is known: what is one assertion, no part can tell."""

    added: list[Told] = field(default_factory=list)

    def add(
        self,
        claims: Sequence[Claimed],
        passage: rows.Passage,
        article: models.Article,
        *,
        original: int | None,
        tally: Tally,
        has_words: bool,
    ) -> None:
        """Keep a passage's claims, as they were given."""
        if claims:
            self.added.append((claims, passage, article, original, has_words))
