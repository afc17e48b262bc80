"""Acts acknowledged while whatever can fail fails: is any of them lost, altered, or half there?

    python -m tests.benchmarks.acknowledged --acts 10000 [--database postgresql] [--data FOLDER]

Four processes act on one archive without a pause (records made and described, words marked, passages
corrected, acts taken back; each told and chained), and each says of every act that was committed that it was.
Every few seconds one of them meets a fault: it is killed (SIGKILL) at random, at a sync of the disk or at a
write; no file grows any more; writes answer that the disk is full, or broken; a sync answers that it failed.
PostgreSQL's server is killed whole, and meets the same refused writes and syncs. After each fault all that
this process had acknowledged must be there, by its digest in the chain; after every round the whole archive
is verified, row by row. ``strace`` injects the faults of the disk. Prints a line a round, then the figures.
With ``--data``, a folder that holds a run which was broken off goes on.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.failing import Server, injected

TOP = Path(__file__).parents[2]
ABREAST, ROUND = 4, 1000
LEAST, MOST = 0.3, 12.0  # seconds that a process acts before its fault, and after
CALM = 2  # PostgreSQL's clients live so many times longer: there it is the server that meets the faults
SQLITE = {
    "killed": "",
    "killed at a sync": "fdatasync:signal=SIGKILL:when={n}",
    "killed at a write": "pwrite64:signal=SIGKILL:when={n}",
    "no file grows": "",
    "a sync fails (EIO)": "fdatasync:error=EIO:when={n}+{m}",
    "a write finds the disk full (ENOSPC)": "pwrite64:error=ENOSPC:when={n}+{m}",
    "a write fails (EIO)": "pwrite64:error=EIO:when={n}+{m}",
}
POSTGRESQL = {"a client killed": ""}


@dataclass
class Ledger:
    """What was said, kept outside of the archive."""

    file: Path
    said: dict[str, str] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    lost: set[str] = field(default_factory=set)
    told: int = 0  # how many acts were told that they failed
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Go on where a former run stopped."""
        for line in self.file.read_text().splitlines() if self.file.exists() else ():
            self._take(line)

    def hear(self, line: str) -> None:
        """Note a line, on the disk too."""
        with self.lock:
            self._take(line)
            with self.file.open("a") as out:
                out.write(f"{line}\n")

    def _take(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        if word == "+" and rest.count(" ") == 1:
            public_id, digest = rest.split()
            self.said[public_id] = digest
        elif word == "-":
            self.told += 1
            self.failed += [rest] if rest else []
        elif word == "fault":
            self.faults[rest] += 1


class Actor:
    """A nest of processes that act; one lives at a time."""

    def __init__(self, environment: dict[str, str], number: int, ledger: Ledger) -> None:
        self.number, self.ledger = number, ledger
        self.choose = random.Random()
        self.nest = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.acting"],
            cwd=TOP,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if number else None,
            text=True,
            bufsize=1,
        )

    def order(self, order: dict[str, Any]) -> int:
        """Give an order; the child's process id."""
        assert self.nest.stdin is not None
        self.nest.stdin.write(json.dumps(order) + "\n")
        return int(self.heard().split()[1])

    def heard(self) -> str:
        """Give the next line."""
        assert self.nest.stdout is not None
        return self.nest.stdout.readline().rstrip("\n")

    def live(self, faults: dict[str, str]) -> None:
        """Let one process act, meet a fault and die; then look whether what it said is there."""
        fault = self.choose.choice(list(faults))
        order = {"seed": self.choose.getrandbits(40), "full": fault == "no file grows"}
        pid, own = self.order(order), {}
        ending = threading.Thread(target=self.end, args=(pid, fault, faults[fault]))
        ending.start()
        while (line := self.heard()) != "ended":
            self.ledger.hear(line)
            if line.startswith("+ ") and line.count(" ") == 2:
                own[line.split()[1]] = line.split()[2]
        ending.join()
        self.ledger.hear(f"fault {fault}")
        found = self.look({"said": own})
        self.ledger.lost |= set(found["lost"])

    def end(self, pid: int, fault: str, injection: str) -> None:
        """Let the fault happen, then kill what still lives."""
        time.sleep(self.choose.uniform(LEAST, MOST / 2))
        if injection:
            numbers = {"n": self.choose.randint(1, 40), "m": self.choose.randint(2, 9)}
            with injected(pid, injection.format(**numbers)):
                time.sleep(self.choose.uniform(LEAST, MOST / 6))
        time.sleep(self.choose.uniform(LEAST, MOST * CALM if fault in POSTGRESQL else MOST / 2))
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def look(self, order: dict[str, Any]) -> dict[str, Any]:
        """Ask what is there."""
        self.order(order)
        line, found = "", {}
        while (line := self.heard()) != "ended":
            if line.startswith("= "):
                found = json.loads(line[2:])
        if not found:
            raise SystemExit("The archive could not be looked at: see above.")
        return dict(found)

    def close(self) -> None:
        """End the nest."""
        assert self.nest.stdin is not None
        self.nest.stdin.close()
        self.nest.wait()


def run(folder: Path, acts: int, server: Server | None) -> dict[str, object]:
    """Do it; give the figures."""
    environment = {
        **os.environ,
        "ARCHIVE_DATA": str(folder),
        "DATABASE_URL": server.address if server else "",
        "DJANGO_SETTINGS_MODULE": "archive.settings",
    }
    ledger = Ledger(folder / "acknowledged.txt")
    for command in (("migrate", "-v0"), *(() if ledger.said else (("load_corpus", "seeds/temrava"),))):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=TOP,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    actors = [Actor(environment, number, ledger) for number in range(ABREAST)]
    begun, found = time.monotonic(), {}
    while len(ledger.said) < acts:
        _round(actors, ledger, min(acts, len(ledger.said) + ROUND), server)
        found = actors[0].look({"said": ledger.said, "failed": ledger.failed, "whole": True})
        ledger.lost |= set(found["lost"])
        seconds = time.monotonic() - begun
        print(
            f"{seconds:6.0f} s  {len(ledger.said)} acknowledged, {ledger.told} told that they failed, "
            f"{ledger.faults.total()} faults; lost {len(ledger.lost)}, damaged {len(found['damage'])}",
            flush=True,
        )
        if ledger.lost or found["damage"]:
            break
    for actor in actors:
        actor.close()
    return figures(ledger, found, time.monotonic() - begun)


def _round(actors: list[Actor], ledger: Ledger, goal: int, server: Server | None) -> None:
    def repeat(actor: Actor) -> None:
        while len(ledger.said) < goal:
            actor.live(SQLITE if server is None else POSTGRESQL)

    threads = [threading.Thread(target=repeat, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        time.sleep(0.5)
        if server is not None and len(ledger.said) < goal:
            time.sleep(random.uniform(8, 20))
            ledger.hear(f"fault {server.fail()}")
    for thread in threads:
        thread.join()


def figures(ledger: Ledger, found: dict[str, Any], seconds: float) -> dict[str, object]:
    """Sum up."""
    return {
        "acknowledged": len(ledger.said),
        "told that they failed": ledger.told,
        "of these there all the same": found.get("told as failed, and there", 0),
        "acts in the record": found.get("acts"),
        "faults": ledger.faults.total(),
        "of each": dict(sorted(ledger.faults.items())),
        "lost": len(ledger.lost),
        "damaged": found.get("damage"),
        "verified": found.get("checked"),
        "seconds": round(seconds),
    }


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--acts", type=int, default=10_000, help="How many to acknowledge (default 10000).")
    parser.add_argument("--data", type=Path, help="A data folder that is kept; without it, one that is not.")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    options = parser.parse_args()
    if not shutil.which("strace"):
        raise SystemExit("strace is not here: apt-get install strace.")
    with tempfile.TemporaryDirectory(prefix="acknowledged-") as temporary:
        folder = options.data or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        server = Server(folder / "server") if options.database == "postgresql" else None
        try:
            print(json.dumps(run(folder, options.acts, server), indent=2))
        finally:
            if server is not None:
                server.stop()


if __name__ == "__main__":
    main()
