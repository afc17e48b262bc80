"""Every address that a link of a served site leads to: is it there, does it keep the rules, how heavy is it?

    python -m tests.benchmarks.crawl http://127.0.0.1:8000 [--most 20000] [--facets 1] [--clients 2]

Follows links as a browser would, from the home page, the sitemap and the robots file. What has no end is
bounded: addresses with more than ``--facets`` choices of a search or selection are not followed. Prints
what is wrong, line by line, and a table of what pages weigh: the page and all that it loads, compressed as
the proxy of ``compose.yaml`` sends it, without the article's own text. Ends with 1 where anything is wrong.
"""

import argparse
import gzip
import html
import http.client
import re
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from urllib.parse import urlsplit

BEGIN = (
    "/",
    "/sitemap.xml",
    "/robots.txt",
    "/healthz",
    "/search/?q=police",
    "/search/?q=xqzzkv",
    "/nothing/",
)
ABSENT = {"/nothing/": 404}
LINK = re.compile(r'(?:href|src|action)="([^"#]*)(?:#[^"]*)?"')
LOADED = re.compile(
    r'<(?:script|img|iframe|source)[^>]*\ssrc="([^"]*)"|<link rel="(?:stylesheet|icon)"[^>]*href="([^"]*)"'
)
INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=\"|\son\w+=\"")
OWN_TEXT = re.compile(r'<(?:p|h1|h2|div) class="text[^"]*"[^>]*>(.*?)</(?:p|h1|h2|div)>', re.DOTALL)
LARGEST = 100_000


@dataclass
class Crawl:
    """What is found, by several clients at once."""

    host: str
    most: int
    facets: int
    waiting: SimpleQueue[str] = field(default_factory=SimpleQueue)
    seen: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    weights: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    assets: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    busy: int = 0

    def add(self, path: str) -> None:
        """Wait for a path, once."""
        with self.lock:
            if path in self.seen or len(self.seen) >= self.most or not self._is_bounded(path):
                return
            self.seen.add(path)
        self.waiting.put(path)

    def _is_bounded(self, path: str) -> bool:
        query = path.partition("?")[2]
        return query.count("in=") <= self.facets and "/edition/file/" not in path

    def work(self) -> None:
        """Ask for what waits until nothing does."""
        connection = http.client.HTTPConnection(self.host, timeout=120)
        while True:
            try:
                path = self.waiting.get(timeout=1)
            except Empty:
                if not self.busy:
                    return
                continue
            with self.lock:
                self.busy += 1
            try:
                self.look(connection, path)
            except (OSError, http.client.HTTPException) as error:
                self.wrong.append(f"{path}: {error!r}")
                connection.close()
            with self.lock:
                self.busy -= 1

    def look(self, connection: http.client.HTTPConnection, path: str) -> None:
        """Ask for one path, check the answer, follow its links."""
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        self.statuses[answer.status] += 1
        if answer.status == 429:
            time.sleep(min(int(answer.getheader("Retry-After", "5")), 20))
            self.waiting.put(path)
            return
        if answer.status in (301, 302):
            self.add(answer.getheader("Location", "/"))
        elif answer.status != ABSENT.get(path, 200):
            self.wrong.append(f"{path}: answers {answer.status}")
        if answer.getheader("Set-Cookie"):
            self.wrong.append(f"{path}: sets a cookie")
        if not path.startswith(("/static/", "/colours.css")) and "default-src 'none'" not in answer.getheader(
            "Content-Security-Policy", ""
        ):
            self.wrong.append(f"{path}: has no strict policy")
        is_page = answer.getheader("Content-Type", "").startswith("text/html")
        if is_page and answer.status == 200 and not answer.getheader("Content-Disposition"):
            self.page(path, body.decode())

    def page(self, path: str, body: str) -> None:
        """Check a page, weigh it, and follow its links."""
        for what in self.faults(body):
            self.wrong.append(f"{path}: {what}")
        loaded = [one or other for one, other in LOADED.findall(body)]
        for one in loaded:
            if not one.startswith("/"):
                self.wrong.append(f"{path}: loads {one}")
        own = sum(len(text.encode()) for text in OWN_TEXT.findall(body))
        shown = len(body.encode())
        sent = len(gzip.compress(body.encode(), 1)) * (shown - own) // max(shown, 1)
        weight = sent + sum(map(self.asset, loaded))
        kind = re.sub(r"[0-9a-z]{8}|\d[\dX-]*", "…", path.partition("?")[0])
        kind = "/".join(kind.split("/")[:3])
        self.weights[kind].append((weight, path))
        for link in LINK.findall(body):
            target = html.unescape(link)
            if target.startswith("/") and not target.startswith("//"):
                self.add(target)

    @staticmethod
    def faults(body: str) -> Iterator[str]:
        """Say what a page lacks, or has and must not have."""
        if len(re.findall("<title>[^<]+</title>", body)) != 1:
            yield "has no title"
        if body.count('<link rel="canonical"') != 1:
            yield "has no canonical address"
        if len(re.findall('<meta name="description" content="[^"]+">', body)) != 1:
            yield "has no description"
        if len(re.findall("<h1[ >]", body)) != 1:
            yield "has not one first heading"
        if INLINE.search(body):
            yield "has an inline script or style"

    def asset(self, path: str) -> int:
        """Weigh what a page loads, compressed."""
        if path not in self.assets:
            connection = http.client.HTTPConnection(self.host, timeout=60)
            connection.request("GET", path)
            self.assets[path] = len(gzip.compress(connection.getresponse().read(), 1))
            connection.close()
        return self.assets[path]


def main() -> None:
    """Run the crawl."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("address", help="Where the site is, e.g. http://127.0.0.1:8000.")
    parser.add_argument("--most", type=int, default=20_000, help="How many addresses (default 20000).")
    parser.add_argument("--facets", type=int, default=1, help="How many choices of a search are followed.")
    parser.add_argument("--clients", type=int, default=2, help="How many ask at once (default 2).")
    options = parser.parse_args()
    crawl = Crawl(urlsplit(options.address).netloc, options.most, options.facets)
    for path in BEGIN:
        crawl.add(path)
    began = time.monotonic()
    clients = [threading.Thread(target=crawl.work) for _ in range(options.clients)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    told(crawl, time.monotonic() - began)
    sys.exit(bool(crawl.wrong))


def told(crawl: Crawl, seconds: float) -> None:
    """Print what was found."""
    for line in crawl.wrong:
        print(line)
    statuses = ", ".join(f"{status}: {count}" for status, count in sorted(crawl.statuses.items()))
    is_cut = " (as many as were allowed)" if len(crawl.seen) >= crawl.most else ""
    print(f"{len(crawl.seen)} addresses{is_cut} in {seconds:.0f} s; {statuses}; {len(crawl.wrong)} wrong")
    print(f"{'kind of page':34} {'pages':>6} {'heaviest':>10}")
    for kind, found in sorted(crawl.weights.items(), key=lambda pair: -max(pair[1])[0]):
        weight, path = max(found)
        mark = "  more than 100 kB" if weight > LARGEST else ""
        print(f"{kind:34} {len(found):6} {weight / 1000:7.1f} kB  {path}{mark}")


if __name__ == "__main__":
    main()
