"""How fast the whole archive leaves as data, against ``json.dumps`` of the same rows in the same run.

    python -m tests.benchmarks.exporting --articles 10000

Makes a synthetic corpus in a folder of its own (or takes the archive in ``--data FOLDER``, which it changes
in nothing), publishes it, and asks the application for each file directly: no network. For each: time to the
first byte, bytes a second, how much of ``json.dumps``'s that is, and by how much the process grew while the
answer was read and thrown away. Rates are by processor time, so that what else runs on the machine counts for
little; figures are for comparing within one run, and nothing here is a test.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from tests.benchmarks.citing import resident

SAMPLE = 20_000  # rows of each table


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=10_000, help="How many to make (default 10000).")
    parser.add_argument("--data", type=Path, help="An archive that is there, instead of making one.")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
    os.environ["ARCHIVE_RATE"] = "0"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ARCHIVE_DATA"] = str(options.data or folder)
        run(0 if options.data else options.articles)


def run(articles: int) -> None:
    """Make, publish, measure."""
    import django  # noqa: PLC0415 -- app ready: the data folder must be named first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- app ready

    from sources.edition.publish import publish  # noqa: PLC0415 -- app ready
    from tests.benchmarks.synthetic import Maker  # noqa: PLC0415 -- app ready

    if articles:
        call_command("migrate", verbosity=0)
        Maker().make(articles)
        publish()
    measure()


def measure() -> None:
    """Ask for every file and print its figures."""
    from django.test import Client  # noqa: PLC0415 -- app ready

    from sources.edition.models import Corpus  # noqa: PLC0415 -- app ready
    from sources.export.tables.files import csv_files  # noqa: PLC0415 -- app ready
    from tests.export.making import SITE  # noqa: PLC0415 -- app ready

    client = Client(SERVER_NAME="localhost")
    client.get("/data/places.geojson").close()  # what a process does once is not a file's
    base = of_json_dumps()
    print(f"json.dumps {base / 1e6:.1f} MB/s")
    slug = Corpus.objects.order_by("-article_count").values_list("slug", flat=True)[0]
    files = ["data/archive.json", "data/tables.zip"]
    files += [f"c/{slug}/{name}" for name in ("corpus.tei.xml", "annotations.json", "package.zip")]
    for name in files:
        taken(name, lambda name=name: client.get(f"/{name}"), base)
    lines = (line.encode() for _, found in csv_files(SITE, ["CC-BY-4.0"]) for line in found)
    taken("CSV without the zip", lambda: lines, base)


def taken(name: str, ask: Callable[[], Iterable[bytes]], base: float) -> None:
    """Read an answer to its end, throw it away, and print a line of the table."""
    before, began, used = resident(), time.perf_counter(), time.process_time()
    answer = iter(ask())
    size = len(next(answer))
    first = time.perf_counter() - began
    size += sum(len(chunk) for chunk in answer)
    report(name, first, size, time.process_time() - used, base, resident() - before)


def report(name: str, first: float, size: int, seconds: float, base: float, grown: int) -> None:
    """Print a line of the table."""
    rate = size / seconds
    print(
        f"{name:28} first byte {first * 1000:7.1f} ms  {size / 1e6:7.1f} MB  {rate / 1e6:6.2f} MB/s"
        f"  {rate / base:5.0%} of json.dumps  grew {grown / 1e6:5.1f} MB"
    )


def of_json_dumps() -> float:
    """Give how many bytes a second json.dumps makes of rows of every table, read beforehand."""
    from sources.export.tables.columns import TABLES  # noqa: PLC0415 -- app ready

    rows = [
        dict(zip(table.header, row, strict=True)) for table in TABLES for row in islice(table.rows(), SAMPLE)
    ]
    began = time.process_time()
    size = sum(len(json.dumps(row, default=str)) for row in rows)
    return size / (time.process_time() - began)


if __name__ == "__main__":
    main()
