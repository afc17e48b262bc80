"""Readers while others do their worst: 32 walkers of facets, 200 connections that never finish asking.

    python -m tests.benchmarks.rude --data FOLDER [--seconds 60] [--workers 5] [--port 8440] [--from-one]

FOLDER is an archive's data folder with a published edition. Served as compose.yaml does: nginx with the
deployment's own configuration before gunicorn with as many workers as two cores get. Everybody asks from an
address of their own, as strangers would, since nginx and the archive count by address; with ``--from-one``
the walkers share one, and are told most times to come again (``ARCHIVE_EFFORT``). Articles are read one after
the other, from 200 addresses, since who reads 25 a second has soon had enough; first alone and then beside
the others. Prints for both how long an article took (median, 99th percentile, longest), what the others were
answered, and the memory of the workers at the beginning, at every tenth of the time, and at the end; workers
are not replaced meanwhile, so what leaks is seen. Goals: p99 at most 300 ms, no answer 5xx for the reader,
memory flat. Needs nginx.
"""

import argparse
import http.client
import os
import random
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.serving import addresses, walk_of
from tests.faults.failing import family

TOP = Path(__file__).parents[2]
WALKERS, HALF_OPEN = 32, 200
READERS = [f"127.0.4.{number + 1}" for number in range(200)]  # of who reads
PATIENCE = 120


@dataclass
class Asked:
    """What somebody was answered, and how long each answer took."""

    answers: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        taken = sorted(self.times) or [0.0]
        median, late = taken[len(taken) // 2], taken[min(len(taken) - 1, int(len(taken) * 0.99))]
        shares = f"median {1000 * median:.0f} ms, p99 {1000 * late:.0f} ms, longest {1000 * taken[-1]:.0f} ms"
        return f"{len(taken):7} answers: {dict(sorted(self.answers.items()))}; {shares}"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="A data folder with an edition.")
    parser.add_argument("--seconds", type=float, default=60, help="How long they do their worst.")
    parser.add_argument("--workers", type=int, default=5, help="Of gunicorn (5, as two cores get).")
    parser.add_argument("--port", type=int, default=8440, help="The first of two ports.")
    parser.add_argument("--from-one", action="store_true", help="All walkers ask from one address.")
    options = parser.parse_args()
    pages = addresses(options.data)
    with serving(options.data, options.port, options.workers) as server:
        reading = pages["article"][:400]
        for path in random.Random(1).sample(reading, min(40, len(reading))):  # the program, awake
            ask(options.port, path, READERS[0])
        alone = Asked()
        ask_on(options.port, reading, alone, (READERS, time.monotonic() + min(10, options.seconds)))
        print(f"reader alone          {alone}", flush=True)
        whence = ["127.0.1.1" if options.from_one else f"127.0.1.{one + 1}" for one in range(WALKERS)]
        beside(options.port, pages, (options.seconds, whence), server)


@contextmanager
def serving(data: Path, port: int, workers: int) -> Iterator[int]:
    """Serve a folder's edition at ``port`` behind nginx, by gunicorn at the next; give gunicorn's process."""
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if nginx is None:
        raise SystemExit("nginx is not here: apt-get install nginx.")
    environment = os.environ | {
        "ARCHIVE_DATA": str(data),
        "ARCHIVE_PORT": str(port + 1),
        "ARCHIVE_WORKERS": str(workers),
        "ARCHIVE_PROXIES": "1",
        "ARCHIVE_RATE": "120",  # as in production
        "ARCHIVE_EFFORT": "4",
        "ARCHIVE_SECRET_KEY": secrets.token_urlsafe(64),
        "DATABASE_URL": "",
    }
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "archive/gunicorn.py", "--log-level", "error"]
    with ExitStack() as stack, tempfile.TemporaryDirectory(prefix="rude-") as folder:
        server = subprocess.Popen(
            [*gunicorn, "--max-requests", "0", "archive.wsgi"],
            cwd=TOP,
            env=environment,
            start_new_session=True,  # the kernel shares processors out by session, as an engine by container
        )
        stack.callback(ended, server)
        config = (TOP / ".deploy" / "nginx.conf").read_text("utf-8")
        for there, here in {
            "web:8000": f"127.0.0.1:{port + 1}",
            "listen 8080": f"listen 127.0.0.1:{port}",
            "/tmp/": f"{folder}/",
        }.items():
            config = config.replace(there, here)
        Path(folder, "nginx.conf").write_text(config)
        # Its workers must be able to write what is sent into the folder, which is ours alone.
        own = "user root;" if os.geteuid() == 0 else ""
        proxying = [nginx, "-c", f"{folder}/nginx.conf", "-p", folder, "-g", f"daemon off; {own}"]
        proxy = subprocess.Popen(proxying, start_new_session=True)
        stack.callback(ended, proxy)
        end = time.monotonic() + PATIENCE
        while ask(port, "/healthz", "127.0.0.2")[0] != "200":
            if time.monotonic() > end:
                raise SystemExit(f"The archive in {data} does not answer; has it an edition of this version?")
            time.sleep(0.5)
        yield server.pid


def ended(process: subprocess.Popen[bytes]) -> None:
    """End a process."""
    process.terminate()
    process.wait()


def ask(port: int, path: str, whence: str) -> tuple[str, float]:
    """Ask once, from an address; give the status and the seconds."""
    begun = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=(whence, 0))
    try:
        connection.request("GET", path, headers={"Host": "localhost", "Connection": "close"})
        answer = connection.getresponse()
        answer.read()
        return str(answer.status), time.monotonic() - begun
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__, time.monotonic() - begun
    finally:
        connection.close()


def ask_on(port: int, paths: Sequence[str], asked: Asked, until: tuple[Sequence[str], float]) -> None:
    """Ask for one path after the other, from one address after the other, until a moment."""
    (whence, end), place = until, random.randrange(len(paths))
    while time.monotonic() < end:
        status, seconds = ask(port, paths[place % len(paths)], whence[place % len(whence)])
        asked.answers[status] += 1
        asked.times.append(seconds)
        place += 1
        if status == "429":
            time.sleep(0.05)  # a walker that is sent away comes again soon


def beside(port: int, pages: dict[str, list[str]], how: tuple[float, list[str]], server: int) -> None:
    """Let everybody do what they do, for so many seconds, from these addresses, and the reader read."""
    seconds, whence = how
    walk, end = walk_of(pages), time.monotonic() + seconds
    walked = [Asked() for _ in whence]
    threads = [
        threading.Thread(target=ask_on, args=(port, walk, one, ([address], end)))
        for one, address in zip(walked, whence, strict=True)
    ]
    threads.append(threading.Thread(target=half_open, args=(port, end)))
    for thread in threads:
        thread.start()
    reader = Asked()
    print(f"memory at the beginning {memory(server):6.0f} MB", flush=True)
    for tenth in range(10):
        ask_on(port, pages["article"], reader, (READERS, end - seconds * (9 - tenth) / 10))
        print(f"memory after {(tenth + 1) * seconds / 10:6.0f} s {memory(server):8.0f} MB", flush=True)
    for thread in threads:
        thread.join()
    both = Asked(sum((one.answers for one in walked), Counter()), [t for one in walked for t in one.times])
    print(f"reader beside them    {reader}\n{WALKERS} walkers of facets {both}")


def half_open(port: int, end: float) -> None:
    """Hold connections that never finish asking; open another where one is closed."""
    held: list[socket.socket] = []
    while time.monotonic() < end:
        with suppress(OSError):
            whence = f"127.0.{2 + len(held) % 2}.{1 + len(held) % HALF_OPEN}"
            one = socket.create_connection(("127.0.0.1", port), timeout=5, source_address=(whence, 0))
            one.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Never-Ending: ")
            held.append(one)
        if len(held) >= HALF_OPEN:
            time.sleep(0.5)
            held = [one for one in held if is_open(one)]
    for one in held:
        one.close()


def is_open(connection: socket.socket) -> bool:
    """Send one letter more; False where the other side has closed it."""
    try:
        connection.sendall(b"x")
        connection.setblocking(False)
        return connection.recv(1) != b""
    except BlockingIOError:
        connection.setblocking(True)
        return True
    except OSError:
        return False


def memory(server: int) -> float:
    """Give the resident memory of gunicorn and its workers in MB."""
    total = 0
    for pid in family(server):
        with suppress(OSError):
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))
    return total / 1024


if __name__ == "__main__":
    main()
