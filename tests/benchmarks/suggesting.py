"""How fast an archive is looked through in one background run, again, and after a decision; is memory flat?

Makes a synthetic archive (5,000 entities) in a database file of its own, looks through all of it, then again
with nothing changed, then accepts one suggestion and looks through what waits; last, all is joined with the
authority list anew, as if every article were concerned, from what the rules had found:

    python -m tests.benchmarks.suggesting [--articles 400] [--processes 2]

Rates are of processor time, that of the readers too, the ratio is to the bare Aho-Corasick scan of the same
texts for the same 5,000 names; the clock is told besides. The memory is the process's at each tenth of a run,
and the most that a reader had. The goal is 10 % and a memory that does not grow.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import ahocorasick_rs
import django

FOLDER = tempfile.TemporaryDirectory(prefix="suggesting-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
os.environ["DATABASE_URL"] = f"sqlite:///{Path(FOLDER.name) / 'archive.sqlite3'}"
django.setup()

from django.core.management import call_command  # noqa: E402 -- Django must be set up first

from sources.annotate import pending, review  # noqa: E402 -- as above
from sources.annotate.suggest import Report  # noqa: E402 -- as above
from sources.models import Article, Entity, Findings, Mention, PassageRevision  # noqa: E402 -- as above
from tests.benchmarks.synthetic import Maker  # noqa: E402 -- as above

PARTS = 10


def megabytes() -> float:
    """Give the resident memory of this process, now."""
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    return pages * resource.getpagesize() / 1e6


def spent() -> float:
    """Give the processor time of this process and of those that it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def texts() -> Iterator[str]:
    rows = PassageRevision.objects.order_by("pk").values_list("text", flat=True)
    return (text for text in rows.iterator(chunk_size=2000) if text)


@contextmanager
def clocked(label: str, size: int, bare: float) -> Iterator[list[str]]:
    """Print how long it took, and the ratio to the bare scan; what is put in the list stands behind."""
    notes: list[str] = []
    begun, clock = spent(), time.monotonic()
    yield notes
    taken = spent() - begun
    rate = size / taken / 1e6
    notes.append(f"{time.monotonic() - clock:.0f} s by the clock, load {os.getloadavg()[0]:.0f}")
    behind = "".join(f"; {note}" for note in notes)
    sys.stdout.write(f"{label:24}{taken:9.1f} s{rate:8.2f} MB/s{100 * rate / bare:6.1f} %{behind}\n")
    sys.stdout.flush()


def bare_scan() -> tuple[int, float]:
    """Scan every text for every name and nothing else; give the bytes and the rate."""
    longest = ahocorasick_rs.MatchKind.LeftmostLongest
    names = list(Entity.objects.values_list("preferred_name", flat=True))
    automaton = ahocorasick_rs.AhoCorasick(names, matchkind=longest)
    size, taken = 0, 0.0
    for text in texts():
        begun = time.process_time()
        automaton.find_matches_as_indexes(text)
        taken += time.process_time() - begun
        size += len(text.encode())
    return size, size / taken / 1e6


def worked(reports: Iterable[Report], total: int) -> str:
    """Work through, and say what memory was at each tenth."""
    memory = []
    for done, _ in enumerate(reports, start=1):
        if done % max(1, total // PARTS) == 0:
            memory.append(f"{megabytes():.0f}")
    return f"memory {' '.join(memory)} MB"


def run_all(processes: int) -> str:
    pending.ask(Article.objects.values_list("pk", flat=True).iterator(), "benchmark")
    return worked(pending.work(processes=processes), Article.objects.count())


def decide() -> None:
    """Accept a suggestion for somebody whom the list does not know yet, as an editor would."""
    mention = Mention.objects.awaiting_review().filter(proposed_kind="person", proposed_entity=None).first()
    known = Mention.objects.awaiting_review().exclude(proposed_entity=None).first()
    chosen = mention or known
    assert chosen is not None
    review.accept(chosen, Entity.objects.earliest("pk"), actor=None)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    wanted, processes = asked.articles, asked.processes
    call_command("migrate", verbosity=0)
    Maker().make(wanted, is_marked=False)
    size, bare = bare_scan()
    sys.stdout.write(f"{wanted} articles, {size / 1e6:.1f} MB; bare scan {bare:.1f} MB/s\n")
    for label in ("first run", "again, nothing changed"):
        with clocked(label, size, bare) as notes:
            notes.append(run_all(processes))
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    sys.stdout.write(f"{processes} readers, {most:.0f} MB each at most\n")
    pending.follow()
    decide()
    with clocked("after one decision", size, bare) as notes:
        notes.append(f"{pending.follow()} articles wait")
        notes.append(worked(pending.work(), wanted))
    Findings.objects.update(settled="")
    with clocked("joined anew", size, bare) as notes:
        notes.append(run_all(processes))


if __name__ == "__main__":
    main()
