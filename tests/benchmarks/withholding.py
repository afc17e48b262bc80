"""A text is withheld in an archive of many articles: how long until nobody is shown it, here and on a copy?

    python -m tests.benchmarks.withholding --data FOLDER [--port 8260] [--copy-every 10]

FOLDER is an archive's data folder (SQLite), which is copied and not changed. Everything is real and on
loopback: two workers of gunicorn answer its readers, another machine keeps a copy by ``pull_edition --watch``
and answers from that, ``publish --if-withheld --watch`` runs as the compose file has it, and somebody asks
both for the article each tenth of a second. Then one passage's article is taken from the public, as the desk
does it. Printed in seconds from that act's commit: until the passage was last shown at each, until each
answered with an edition in which it is not, and how much processor the programs used meanwhile.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import sqlite3
import tempfile
import threading
import time
from contextlib import ExitStack, closing
from pathlib import Path

from tests.benchmarks.many_machines import Machine, ask, edition_at, stop, until

WITHHOLD = """
import time
from sources.annotate.acts import act
from sources.models import Article
from sources.vocabulary import ActKind
with act(ActKind.EDIT, "Withheld") as doing:
    doing.change(Article.objects.get(public_id="{}"), access="catalogue")
print("AT", time.monotonic())
"""
PATIENCE = 1800


class Watcher(threading.Thread):
    """Somebody who asks one machine for the article until told to stop."""

    def __init__(self, port: int, path: str, words: bytes) -> None:
        super().__init__(daemon=True)
        self.port, self.path, self.words = port, path, words
        self.last_shown = self.first_closed = self.first_open = 0.0
        self.requests = self.refused = self.failed = 0
        self.is_over = False

    def run(self) -> None:
        """Ask ten times a second."""
        while not self.is_over:
            try:
                status, body = ask(self.port, self.path)
            except (OSError, http.client.HTTPException):
                self.failed += 1
                continue
            now = time.monotonic()
            self.requests += 1
            self.refused += status == 503
            self.first_closed = self.first_closed or (now if status == 503 else 0.0)
            if status == 200 and self.words in body:
                self.last_shown, self.first_open = now, 0.0
            elif status == 200 and not self.first_open:
                self.first_open = now
            time.sleep(0.1)


def chosen(file: Path) -> tuple[str, str, str]:
    """Choose an article whose text is shown: its id, its address and a sentence of it."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as rows:
        found = rows.execute(
            "SELECT a.public_id, a.slug, p.text, p.marks FROM edition_article a JOIN edition_passage p"
            " ON p.article_id = a.id WHERE a.access = 'full' AND length(p.text) > 60 ORDER BY a.id LIMIT 5000"
        )
        for public_id, slug, text, marks in found:
            words = text[: min([60, *(mark[0] for mark in json.loads(marks))])].strip()
            if len(words) > 30 and re.fullmatch(r"[\w ,.]+", words):  # written on the page as it is here
                return public_id, f"/a/{public_id}/{slug}/", words
    raise SystemExit("No article of this archive is shown whole; publish one first.")


def seconds_of(machine: Machine) -> float:
    """Give how much processor a machine's programs and their children have used."""
    groups = {process.pid for process in machine.processes}
    used = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) in groups:  # the process group
            used += sum(map(int, fields[11:15]))
    return used / os.sysconf("SC_CLK_TCK")


def run(data: Path, folder: Path, port: int, copy_every: int) -> dict[str, object]:
    """Do it; give the figures."""
    shutil.copytree(data, folder / "origin", symlinks=True)
    origin = Machine(folder / "origin", port, workers=2)
    copy = Machine(folder / "copy", port + 1, "60", workers=2)
    copy.data.mkdir()
    with ExitStack() as stack:
        stack.callback(lambda: [stop(machine) for machine in (origin, copy)])
        origin.manage("migrate", "--verbosity", "0")
        public_id, path, words = chosen(origin.data / "editions" / "current.sqlite3")
        for machine in (origin, copy):
            machine.serve()
        copy.start(
            *("manage.py", "pull_edition", f"http://127.0.0.1:{port}", "--watch", str(copy_every)),
            log="pull.log",
        )
        until("the archive answers", lambda: edition_at(port))
        number = edition_at(port)
        until("the copy has the edition", lambda: edition_at(port + 1) == number)
        origin.start("manage.py", "publish", "--if-withheld", "--watch", log="publish.log")
        watchers = [Watcher(one, path, words.encode()) for one in (port, port + 1)]
        for watcher in watchers:
            watcher.start()
        until("both show the passage", lambda: all(one.last_shown for one in watchers))
        time.sleep(12)  # its watch has looked once, and nothing was to do
        used = [seconds_of(machine) for machine in (origin, copy)]
        said = origin.manage("shell", "-c", WITHHOLD.format(public_id))
        committed = float(said.split("AT ")[1].split()[0])
        begun = time.monotonic()
        while not all(one.first_open > one.last_shown for one in watchers):
            if time.monotonic() > begun + PATIENCE:
                raise SystemExit(f"After {PATIENCE} s it is still not done.")
            time.sleep(0.2)
        figures: dict[str, object] = {"article": path, "edition before": number}
        for name, watcher, machine, before in zip(
            ("archive", "copy"), watchers, (origin, copy), used, strict=True
        ):
            watcher.is_over = True
            figures[name] = {
                "seconds until it was last shown": round(watcher.last_shown - committed, 1),
                "seconds until an edition without it answered": round(watcher.first_open - committed, 1),
                "seconds until it was closed": round(watcher.first_closed - committed, 1),
                "requests": watcher.requests,
                "failed": watcher.failed,
                "answered 503": watcher.refused,
                "seconds of processor": round(seconds_of(machine) - before, 1),
            }
    return figures


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="An archive's data folder; it is copied.")
    parser.add_argument("--port", type=int, default=8260, help="The first of two ports (default 8260).")
    parser.add_argument("--copy-every", type=int, default=10, help="How often the copy asks (default 10 s).")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="withholding-", dir=options.data.parent) as folder:
        print(json.dumps(run(options.data, Path(folder), options.port, options.copy_every), indent=2))


if __name__ == "__main__":
    main()
