"""How fast a whole archive leaves as citations, against ``json.dumps`` of the same items.

    python -m tests.benchmarks.citing --articles 10000

Makes a synthetic corpus in a folder of its own, publishes it, and asks the application for
``/articles/cite.*`` directly: no network. For each format: time to the first byte, bytes a second and
how much of ``json.dumps``'s that is, and by how much the process grew while the answer was read and
thrown away. Figures are for comparing within one run; nothing here is a test.
"""

import argparse
import json
import os
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=10_000, help="How many to make (default 10000).")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ARCHIVE_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
        run(options.articles)


def run(articles: int) -> None:
    """Make, publish, measure."""
    import django  # noqa: PLC0415 -- app ready: the data folder must be named first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- app ready

    from sources.edition.publish import publish  # noqa: PLC0415 -- app ready
    from tests.benchmarks.synthetic import Maker  # noqa: PLC0415 -- app ready

    call_command("migrate", verbosity=0)
    Maker().make(articles)
    publish()
    measure()


def measure() -> None:
    """Ask for every format and print its figures."""
    from django.test import Client  # noqa: PLC0415 -- app ready

    from sources.cite.formats import RECORDS, STYLED  # noqa: PLC0415 -- app ready

    client = Client(SERVER_NAME="localhost")
    client.get("/articles/cite.ris?warm").close()
    items = json.loads(b"".join(client.get("/articles/cite.csl.json")))
    began = time.perf_counter()
    base = sum(len(json.dumps(one)) for one in items) / (time.perf_counter() - began)
    print(f"{len(items)} items; json.dumps {base / 1e6:.1f} MB/s")
    del items
    for fmt in (*RECORDS, *STYLED):
        before, began = resident(), time.perf_counter()
        answer = iter(client.get(f"/articles/cite.{fmt.ending}"))
        size = len(next(answer))
        first = time.perf_counter() - began
        size += sum(len(chunk) for chunk in answer)
        rate = size / (time.perf_counter() - began)
        grown = (resident() - before) / 1e6
        print(
            f"{fmt.ending:26} first byte {first * 1000:7.1f} ms  {rate / 1e6:6.2f} MB/s"
            f"  {rate / base:5.0%} of json.dumps  grew {grown:5.1f} MB"
        )


def resident() -> int:
    """Give the bytes that this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
