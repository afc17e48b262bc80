"""A reading process whose readers are an enemy's: whatever Python is in the file, they run.

Stands for a fault in a reading library by which a file takes the process over. Everything else is the real
thing: the warm process, the child, its limits.
"""

import io
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

from sources.ingest.formats.captured import Captured
from sources.ingest.formats.member import Member
from sources.ingest.formats.parse import CONTAINERS, FORMATS
from sources.ingest.formats.sniff import FileType
from sources.ingest.sandbox import landlock, pool

PLANTED = (
    "import sys; sys.path.insert(0, sys.argv[1]); from tests.faults.planted import plant; plant({!r}, {!r}); "
    "from sources.ingest.sandbox.worker import main; main()"
)
BEGINS = "<html><p>"
NO_CALL = 9_999  # a number that no kernel has


def plant(abi: int, does_kernel_obey: bool) -> None:
    """Put the enemy in the place of the readers; let the kernel know no later ABI, or refuse to confine."""
    FORMATS[FileType.HTML] = _run
    CONTAINERS[FileType.ZIP] = _run_in
    landlock.NEWEST = abi
    if not does_kernel_obey:
        landlock._RESTRICT_SELF = NO_CALL


@contextmanager
def planted(*, abi: int = landlock.NEWEST, does_kernel_obey: bool = True) -> Iterator[None]:
    """Have the files of this test read by such a process, and those of no other."""
    start, idle = pool.START, pool._idle[:]
    pool.START = PLANTED.format(abi, does_kernel_obey)
    pool._idle.clear()
    try:
        yield
    finally:
        pool._end_all()
        pool.START = start
        pool._idle.extend(idle)


def _run(data: bytes, _: str) -> Captured:
    return Captured(_outcome(data.decode().removeprefix(BEGINS), Path()), "utf-8", "as the enemy wrote it")


def _run_in(data: bytes, folder: Path) -> list[Member]:
    said = _outcome(data.partition(b"#!")[2].partition(b"!#")[0].decode(), folder)
    return [Member(None, "", sentence=said)]


def _outcome(code: str, folder: Path) -> str:
    """Run it; give what it printed, or the name of the exception that it met."""
    said = io.StringIO()
    try:
        with redirect_stdout(said):
            exec(code, {"folder": folder})
    except BaseException as error:  # noqa: BLE001 -- told to the test
        return traceback.format_exception_only(error)[0].strip()
    return said.getvalue().strip()
