"""The readers' pages as they are served: gunicorn with threads, over sockets, against a view that says hello.

    python -m tests.benchmarks.serving --data FOLDER [--smaller FOLDER] [--articles 10000] [--walk 60]

FOLDER is an archive's data folder with a published edition; one that is empty is filled with a synthetic
corpus of ``--articles`` articles and published first (which takes long). ``--smaller`` is another, of which
the browse pages' times are set against the first's. One worker serves, as ``archive/gunicorn.py`` sets it;
one process asks. Prints a table; the goals stand in its last column. Figures are for comparing within one
run; nothing here is a test.
"""

import argparse
import http.client
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

CLIENTS = 4
WALKERS = 32


@dataclass
class Site:
    """A server that is running, and addresses of every kind in its edition."""

    port: int
    process: int
    pages: dict[str, list[str]]
    headers: dict[str, str] = field(default_factory=dict)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="A data folder, filled where it is empty.")
    parser.add_argument("--smaller", type=Path, help="Another, with about a quarter as many articles.")
    parser.add_argument("--articles", type=int, default=10_000, help="How many to make (default 10000).")
    parser.add_argument("--seconds", type=float, default=4.0, help="How long to ask for each kind.")
    parser.add_argument("--walk", type=float, default=60.0, help="How long the facet walkers walk.")
    parser.add_argument("--port", type=int, default=8140, help="The first of two ports to serve at.")
    options = parser.parse_args()
    for folder, articles in ((options.data, options.articles), (options.smaller, options.articles // 4)):
        if folder is not None:
            prepare(folder, articles)
    with served(options.data, options.port) as site:
        rates(site, options.seconds)
        if options.smaller is not None:
            with served(options.smaller, options.port + 1) as smaller:
                browsing(site, smaller)
        walking(site, options.walk)


def prepare(folder: Path, articles: int) -> None:
    """Make and publish a synthetic corpus where the folder has no edition."""
    if (folder / "editions" / "current.sqlite3").exists():
        return
    made = (
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "from sources.edition.publish import publish\n"
        "from tests.benchmarks.synthetic import Maker\n"
        f"call_command('migrate', verbosity=0); Maker().make({articles}); publish()\n"
    )
    subprocess.run([sys.executable, "-c", made], check=True, env=_environment(folder))


def _environment(folder: Path, port: int = 0) -> dict[str, str]:
    return os.environ | {
        "ARCHIVE_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "archive.settings",
        "ARCHIVE_WORKERS": "1",
        "ARCHIVE_EFFORT": "0",  # one asks for all
        "ARCHIVE_PORT": str(port or 8140),
    }


@contextmanager
def served(folder: Path, port: int) -> Iterator[Site]:
    """Serve a folder's edition with gunicorn while the block runs."""
    command = [sys.executable, "-m", "gunicorn", "--config", "archive/gunicorn.py", "--log-level", "error"]
    command += ["--max-requests", "0", "tests.benchmarks.serving_wsgi"]
    server = subprocess.Popen(command, env=_environment(folder, port))
    try:
        for _ in range(300):
            with suppress(OSError):
                if ask(http.client.HTTPConnection("127.0.0.1", port, timeout=30), "/hello")[0] == 200:
                    break
            time.sleep(0.2)
        yield Site(port, server.pid, addresses(folder))
    finally:
        server.terminate()
        server.wait()


def addresses(folder: Path) -> dict[str, list[str]]:
    """Gather addresses from an edition's file, by kind, most named first."""
    import sqlite3  # noqa: PLC0415 -- slow import, only here

    with sqlite3.connect(f"file:{folder}/editions/current.sqlite3?mode=ro&immutable=1", uri=True) as file:

        def rows(query: str) -> list[str]:
            return [row for (row,) in file.execute(query)]

        words = rows("SELECT title FROM edition_article ORDER BY id LIMIT 400")
        people = rows("SELECT public_id FROM edition_entity ORDER BY passage_count DESC LIMIT 40")
        days = rows("SELECT edtf FROM edition_date ORDER BY passage_count DESC LIMIT 40")
        return {
            "article": rows(
                "SELECT '/a/' || public_id || '/' || slug || '/' FROM edition_article LIMIT 4000"
            ),
            "person": rows(
                "SELECT '/person/' || public_id || '/' || slug || '/' FROM edition_entity"
                " WHERE kind = 'person' ORDER BY passage_count DESC LIMIT 1500"
            ),
            "date": rows("SELECT '/date/' || edtf || '/' FROM edition_date ORDER BY passage_count DESC"),
            "word": sorted({word for title in words for word in title.split()}),
            "facet": [f"person:{one}" for one in people] + [f"date:{day}" for day in days],
        }


def ask(connection: http.client.HTTPConnection, path: str, **headers: str) -> tuple[int, str, int]:
    """Ask for a page; give its status, its entity tag and its length."""
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.getheader("ETag", ""), len(answer.read())


@dataclass
class Load:
    """What some clients got, asking one address after the other."""

    seen: Counter[int] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Give requests a second."""
        return len(self.times) / self.seconds

    @property
    def median(self) -> float:
        """Give the median time of a request in milliseconds."""
        return 1000 * statistics.median(self.times)


def load(site: Site, paths: Sequence[str], seconds: float, *, clients: int = CLIENTS, tag: str = "") -> Load:
    """Let clients ask for paths in turn, each beginning at another, for some seconds."""
    found, end, lock = Load(), time.monotonic() + seconds, threading.Lock()
    headers = {"If-None-Match": tag} if tag else {}

    def client(number: int) -> None:
        place = number * len(paths) // clients
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
        while (begun := time.monotonic()) < end:
            try:
                status = ask(connection, paths[place % len(paths)], **headers)[0]
            except (OSError, http.client.HTTPException):
                status = 0
                connection.close()
            with lock:
                found.seen[status] += 1
                found.times.append(time.monotonic() - begun)
            place += 1
        connection.close()

    began = time.monotonic()
    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.seconds = time.monotonic() - began
    return found


def row(name: str, found: Load, against: float = 0.0, goal: str = "") -> None:
    """Print one row of the table."""
    share = f"{found.rate / against:5.2f} ×" if against else ""
    statuses = " ".join(f"{status or 'lost'}: {count}" for status, count in sorted(found.seen.items()))
    print(f"{name:36} {found.rate:9.1f}/s {found.median:9.2f} ms  {share:8} {goal:10} {statuses}", flush=True)


def rates(site: Site, seconds: float) -> None:
    """Measure each kind of page against the view that says hello."""
    print(f"{'what':36} {'rate':>11} {'median':>12}  {'× hello':8} {'goal':10} answers")
    base = load(site, ["/hello"], seconds)
    row("hello", base)
    for kind in ("article", "person", "date"):
        path = site.pages[kind][0]
        load(site, [path], 0.5)
        row(f"{kind}, asked again", load(site, [path], seconds), base.rate, "≥ 0.4")
        tag = ask(http.client.HTTPConnection("127.0.0.1", site.port, timeout=60), path)[1]
        row(f"{kind}, not changed (304)", load(site, [path], seconds, tag=tag), base.rate, "≥ 0.7")
        row(f"{kind}, each for the first time", load(site, site.pages[kind][1:], seconds), base.rate)
    words = random.Random(1).sample(site.pages["word"], min(40, len(site.pages["word"])))
    row("search, one word", load(site, [f"/search/?q={word}" for word in words], seconds, clients=1))
    names = [f"/search/?q={path.split('/')[3].split('-')[0]}" for path in site.pages["person"][:40]]
    row("search, a name", load(site, names, seconds, clients=1))


BROWSED = (
    "/people/",
    "/places/",
    "/organisations/",
    "/dates/",
    "/articles/",
    "/publications/",
    "/articles/page/2/",
)


def browsing(site: Site, smaller: Site) -> None:
    """Set the time of each browse page, made for the first time, against that in the smaller archive."""
    print(f"\n{'browse page, made once':36} {'here':>9} {'smaller':>10}   ratio   goal ≤ 1.5")
    for path in (*BROWSED, "person", "date"):
        times = []
        for one in (site, smaller):
            paths = one.pages[path][200:206] if path in one.pages else [path]
            connection = http.client.HTTPConnection("127.0.0.1", one.port, timeout=60)
            taken = []
            for address in paths:
                begun = time.monotonic()
                ask(connection, address)
                taken.append(time.monotonic() - begun)
            times.append(1000 * statistics.median(taken))
        print(f"{path:36} {times[0]:6.1f} ms {times[1]:7.1f} ms  {times[0] / times[1]:5.2f} ×", flush=True)


def walk_of(pages: dict[str, list[str]]) -> list[str]:
    """Give searches within none, one and two facets, as their links have them."""
    chance = random.Random(2)
    asked = [
        (chance.choice(pages["word"]), sorted(chance.sample(pages["facet"], place % 3)))
        for place in range(4000)
    ]
    return [
        "/search/?" + urlencode([("q", word), *(("in", one) for one in facets)]) for word, facets in asked
    ]


def walking(site: Site, seconds: float) -> None:
    """Let walkers go through facets while a reader reads, and compare with reading alone."""
    walk = walk_of(site.pages)
    article = [site.pages["article"][0]]
    alone = load(site, article, min(seconds, 10), clients=1)
    before = memory(site)
    walked: list[Load] = []
    walkers = threading.Thread(target=lambda: walked.append(load(site, walk, seconds, clients=WALKERS)))
    walkers.start()
    time.sleep(1)
    beside = load(site, article, max(seconds - 2, 1), clients=1)
    walkers.join()
    print(f"\n{WALKERS} walkers of facets for {seconds:.0f} s")
    row("article, read alone", alone)
    row("article, beside the walkers", beside, alone.rate, "≥ 0.5")
    row("the walkers", walked[0], 0.0, "no 5xx")
    print(f"memory of the server: {before:.0f} MB before, {memory(site):.0f} MB after")


def memory(site: Site) -> float:
    """Give the resident memory of the server and its worker in MB."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            if str(site.process) in (lines["PPid"].strip(), lines["Pid"].strip()):
                total += int(lines.get("VmRSS", "0 kB").split()[0])
    return total / 1024


if __name__ == "__main__":
    main()
