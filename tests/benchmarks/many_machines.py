"""Three machines that read, behind nginx, while things go wrong: who notices, and for how long?

    python -m tests.benchmarks.many_machines [--clients 4] [--port 8240]

Everything is real and on loopback: one archive that publishes, three copies kept by ``pull_edition
--watch``, each answering by gunicorn, nginx before them with the deployment's own configuration, and clients
that ask without a pause. One copy is killed and comes back, one is cut off from the machine that publishes
while an article is withheld, one is offered an older edition. Printed: requests, answers that failed, seconds
until the withheld article was nowhere to be read. Needs nginx.
"""

import argparse
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

TOP = Path(__file__).parents[2]
MAX_AGE, ASK_EVERY = 15, 2  # seconds; the deployment has 60 and 10
WITHHELD = "/a/8v0wtq0k/firing-on-the-coal-mole/"
PAGES = ("/", WITHHELD, "/people/", "/person/m8mwreec/stepan-vorchenko/", "/edition/")
READERS = 3
PATIENCE = 120


class Line:
    """A connection between two machines that can be cut, or led elsewhere."""

    def __init__(self, port: int, to: int) -> None:
        self.to: int | None = to
        self._server = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._server.accept()
                threading.Thread(target=self._join, args=(client,), daemon=True).start()

    def _join(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            if self.to is None:
                return
            with socket.create_connection(("127.0.0.1", self.to)) as there:
                threading.Thread(target=self._pour, args=(there, client), daemon=True).start()
                self._pour(client, there)

    @staticmethod
    def _pour(whence: socket.socket, whither: socket.socket) -> None:
        with suppress(OSError):
            while piece := whence.recv(1 << 16):
                whither.sendall(piece)
            whither.shutdown(socket.SHUT_WR)


@dataclass
class Machine:
    """A data folder, its port, and what runs over it."""

    data: Path
    port: int
    max_age: str = ""
    workers: int = 1
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """What its programs are told."""
        return {
            **os.environ,
            "ARCHIVE_DATA": str(self.data),
            "ARCHIVE_HTTPS": "no",
            "ARCHIVE_PORT": str(self.port),
            "ARCHIVE_WORKERS": str(self.workers),
            "ARCHIVE_EDITION_MAX_AGE": self.max_age,
            "ARCHIVE_EFFORT": "0",  # all readers ask from one address
            "DATABASE_URL": "",
        }

    def manage(self, *command: str) -> str:
        """Run a command to its end."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=TOP,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def start(self, *command: str, log: str) -> subprocess.Popen[bytes]:
        """Start what goes on."""
        with (self.data / log).open("ab") as out:
            process = subprocess.Popen(
                [sys.executable, *command],
                cwd=TOP,
                env=self.environment,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def serve(self) -> subprocess.Popen[bytes]:
        """Answer readers."""
        return self.start("-m", "gunicorn", "--config", "archive/gunicorn.py", "archive.wsgi", log="web.log")

    def watch(self, port: int) -> None:
        """Take editions from there."""
        url = f"http://127.0.0.1:{port}"
        self.start(
            "manage.py", "pull_edition", url, "--watch", str(ASK_EVERY), "--format", "json", log="pull.log"
        )

    def said(self) -> str:
        """What its watch last said."""
        lines = (self.data / "pull.log").read_text().splitlines()
        return lines[-1] if lines else ""


@dataclass
class Load:
    """Clients that ask without a pause, and what they were answered."""

    port: int
    answers: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    last_shown: float = 0.0  # when the withheld article was last answered
    editions: Counter[str] = field(default_factory=Counter)
    is_over: bool = False

    def run(self) -> None:
        """Ask page after page until it is over."""
        number = 0
        while not self.is_over:
            path = PAGES[number % len(PAGES)]
            number += 1
            try:
                status, body = ask(self.port, path)
            except (OSError, http.client.HTTPException) as error:
                self.failed.append(f"{path}: {error!r}")
                continue
            self.answers[str(status)] += 1
            if status >= 500 or status == 429:
                self.failed.append(f"{path}: {status}")
            if path == WITHHELD and status == 200:
                self.last_shown = time.monotonic()
            if path == "/edition/" and b"<h1>Edition " in body:
                self.editions[body.split(b"<h1>Edition ")[1].split(b"<")[0].decode()] += 1


def ask(port: int, path: str) -> tuple[int, bytes]:
    """Ask for one page on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"Host": "localhost"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def until(what: str, is_so) -> float:
    """Wait for something; give how long it took."""
    begun = time.monotonic()
    while time.monotonic() < begun + PATIENCE:
        with suppress(OSError, http.client.HTTPException):
            if is_so():
                return time.monotonic() - begun
        time.sleep(0.1)
    raise SystemExit(f"After {PATIENCE} s still not so: {what}.")


def edition_at(port: int) -> int:
    """Which edition a machine answers with; 0 for none."""
    status, body = ask(port, "/healthz")
    return int(body.split()[-1]) if status == 200 else 0


@contextmanager
def proxy(folder: Path, port: int, ports: list[int]):
    """Run nginx as the deployment does, before these."""
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    if not nginx:
        raise SystemExit("No nginx: apt-get install nginx.")
    servers = "".join(f"server 127.0.0.1:{one};\n" for one in ports)
    config = (TOP / ".deploy" / "nginx.conf").read_text()
    for there, here in {
        "server web:8000;": servers,
        "listen 8080": f"listen 127.0.0.1:{port}",
        "/tmp/": f"{folder}/",
    }.items():
        config = config.replace(there, here)
    (folder / "nginx.conf").write_text(config)
    process = subprocess.Popen([nginx, "-c", folder / "nginx.conf", "-p", folder, "-g", "daemon off;"])
    try:
        until("nginx listens", lambda: ask(port, "/healthz"))
        yield
    finally:
        process.terminate()
        process.wait()


def run(folder: Path, port: int = 8240, clients: int = 4) -> dict[str, object]:
    """Do it all; give the figures."""
    origin, former = Machine(folder / "origin", port), Machine(folder / "former", port + 8)
    readers = [Machine(folder / f"reader{one}", port + 1 + one, str(MAX_AGE)) for one in range(READERS)]
    for machine in (origin, *readers):
        machine.data.mkdir()
    with ExitStack() as stack:
        stack.callback(lambda: [stop(machine) for machine in (origin, former, *readers)])
        origin.manage("migrate", "--verbosity", "0")
        origin.manage("load_corpus", "seeds/temrava")
        origin.manage("publish")
        shutil.copytree(origin.data, former.data, symlinks=True)
        origin.serve()
        former.serve()
        lines = [Line(port + 4 + one, origin.port) for one in range(READERS)]
        for one, reader in enumerate(readers):
            reader.serve()
            reader.watch(port + 4 + one)
        for reader in readers:
            until("a reader has the first edition", lambda reader=reader: edition_at(reader.port) == 1)
        stack.enter_context(proxy(folder, port + 7, [reader.port for reader in readers]))
        load = Load(port + 7)
        threads = [threading.Thread(target=load.run, daemon=True) for _ in range(clients)]
        stack.callback(lambda: setattr(load, "is_over", True))
        for thread in threads:
            thread.start()
        figures = story(origin, readers, lines, load)
        load.is_over = True
        for thread in threads:
            thread.join(30)
    return figures | {
        "requests": load.answers.total(),
        "answers": dict(load.answers),
        "editions": dict(load.editions),
        "failed": load.failed,
    }


def story(origin: Machine, readers: list[Machine], lines: list[Line], load: Load) -> dict[str, object]:
    """What goes wrong, one thing after the other."""
    figures: dict[str, object] = {}
    origin.manage("publish", "--note", "Replaced under load")
    for reader in readers:
        until("a reader has edition 2", lambda reader=reader: edition_at(reader.port) == 2)
    figures["failed after replacing"] = len(load.failed)

    os.killpg(readers[0].processes[0].pid, signal.SIGKILL)
    time.sleep(5)
    figures["failed after a kill"] = len(load.failed)
    readers[0].serve()
    until("the killed reader is back", lambda: edition_at(readers[0].port) == 2)
    figures |= cut_off(origin, readers, lines[1], load)
    return figures | offer_older(origin, readers[2], lines[2], load)


def cut_off(origin: Machine, readers: list[Machine], line: Line, load: Load) -> dict[str, object]:
    """Something is withheld while one copy cannot ask."""
    figures: dict[str, object] = {}
    killed, cut, stale = readers
    line.to = None
    time.sleep(ASK_EVERY)
    begun = time.monotonic()
    origin.manage("shell", "-c", WITHHOLD)
    origin.manage("publish", "--if-withheld")
    figures["seconds to withhold and publish"] = round(time.monotonic() - begun, 1)
    for reader in (killed, stale):
        until("a reader has edition 3", lambda reader=reader: edition_at(reader.port) == 3)
    figures["seconds until copies in touch had it"] = round(time.monotonic() - begun, 1)
    until("the reader that was cut off is silent", lambda: ask(cut.port, "/")[0] == 503)
    figures["seconds until the copy cut off was silent"] = round(time.monotonic() - begun, 1)
    time.sleep(3)
    figures["seconds until nobody was shown it"] = round(load.last_shown - begun, 1)
    figures["failed after one was cut off"] = len(load.failed)
    line.to = origin.port
    until("the reader that was cut off is back", lambda: edition_at(cut.port) == 3)
    figures["files left there"] = sorted(path.name for path in (cut.data / "editions").glob("edition-*"))

    return figures


def offer_older(origin: Machine, stale: Machine, line: Line, load: Load) -> dict[str, object]:
    """One copy is offered the first edition again."""
    line.to = origin.port + 8
    until("the reader refuses an older edition", lambda: "older edition" in stale.said())
    until("the reader out of date is silent", lambda: ask(stale.port, "/")[0] == 503)
    time.sleep(3)
    failed = len(load.failed)
    line.to = origin.port
    until("the stale reader is back", lambda: edition_at(stale.port) == 3)
    return {"failed after one went stale": failed}


WITHHOLD = """
from sources.annotate.acts import act
from sources.models import Article
from sources.vocabulary import ActKind
with act(ActKind.EDIT, "Withheld") as doing:
    doing.change(Article.objects.get(public_id="8v0wtq0k"), status="draft")
"""


def stop(machine: Machine) -> None:
    """End what was started here."""
    for process in machine.processes:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
    for process in machine.processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--port", type=int, default=8240, help="The first of nine ports (default 8240).")
    parser.add_argument("--clients", type=int, default=4, help="How many ask at once (default 4).")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="many-machines-") as folder:
        print(json.dumps(run(Path(folder), options.port, options.clients), indent=2))


if __name__ == "__main__":
    main()
