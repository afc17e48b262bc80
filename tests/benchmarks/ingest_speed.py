"""How fast files are taken in, and how much memory that takes.

    python -m tests.benchmarks.ingest_speed [--reports 1000] [--readers 1]

Generates text files of 25 passages (one in twenty a reprint of an earlier one), takes them in with labels
and copies and without suggestions, in a data folder of its own, and prints for each tenth of them the
milliseconds an article took on the clock and of processor time, and the resident memory; then the parts.
The goal is 5 ms an article and memory that is the same after 1,000 and after 10,000.
"""

import argparse
import os
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import django

spent: Counter[str] = Counter()


def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Count the time of a function under a name."""

    @wraps(function)
    def measured(*arguments: Any, **named: Any) -> Any:
        begun = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            spent[name] += time.perf_counter() - begun

    return measured


def resident() -> float:
    """Give the resident memory of this process in MB."""
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


def processor() -> float:
    """Give the processor time of this process and of its ended children, in seconds."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def watch_parts() -> None:
    from sources.ingest import blobs  # noqa: PLC0415 -- Django's settings must be there first
    from sources.ingest.known import KnownArticles  # noqa: PLC0415 -- as above
    from sources.ingest.load import Intake  # noqa: PLC0415 -- as above
    from sources.intake import doorway as intake  # noqa: PLC0415 -- as above

    intake.read_captured = timed("read", intake.read_captured)
    blobs.write = timed("bytes", blobs.write)
    Intake.take = timed("rows", Intake.take)
    KnownArticles.find = timed("rows: copies", KnownArticles.find)
    KnownArticles.settle = timed("marks", KnownArticles.settle)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--readers", type=int, default=1, help="processes that read ahead")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ingest-speed-") as folder:
        os.environ["ARCHIVE_DATA"] = str(Path(folder, "data"))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        run(Path(folder, "in"), options.reports, options.readers)


def run(folder: Path, number: int, readers: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415 -- settings must be there first

    from sources.intake.doorway import find_incoming, take_in  # noqa: PLC0415 -- as above
    from sources.intake.lead import read_ahead  # noqa: PLC0415 -- as above
    from tests.benchmarks.reports import REPRINTED, write  # noqa: PLC0415 -- as above

    call_command("migrate", verbosity=0)
    for _ in write(folder, number):
        pass
    watch_parts()
    step = max(1, number // 10)
    last = [time.perf_counter(), processor()]
    done = Counter()

    def progress(outcome: Any) -> None:
        done["files"] += 1
        done["copies"] += outcome.copies
        done["passages"] += outcome.passages
        assert outcome.status == "taken in", outcome
        if done["files"] % step == 0:
            now, cpu = time.perf_counter(), processor()
            print(
                f"{done['files']:7} articles {1e3 * (now - last[0]) / step:8.2f} ms on the clock "
                f"{1e3 * (cpu - last[1]) / step:8.2f} ms of processor {resident():8.1f} MB",
                flush=True,
            )
            last[:] = now, cpu

    begun = time.perf_counter()
    take_in(read_ahead(find_incoming([folder]), readers), "speed", progress=progress)
    took = time.perf_counter() - begun
    print(
        f"all: {1e3 * took / number:.2f} ms an article of {done['passages'] / number:.1f} passages; "
        f"{done['copies']} copies of {number // REPRINTED} reprints found"
    )
    for name, seconds in sorted(spent.items()):
        print(f"  {name:20} {1e3 * seconds / number:8.2f} ms")


if __name__ == "__main__":
    main()
