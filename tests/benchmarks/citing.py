"""How fast a whole archive leaves as citations, against ``json.dumps`` and a bare format string.

    python -m tests.benchmarks.citing --articles 10000

Makes a synthetic corpus in a folder of its own (or takes the archive in ``--data FOLDER``, which it changes
in nothing), publishes it, and asks the application for ``/articles/cite.*`` directly: no network. For each
format: time to the first byte, bytes a second, how much that is of what ``json.dumps`` makes of the same
items and of what a bare format string makes of the same rows, read but not escaped, and by how much the
process grew while the answer was read and thrown away. Rates are by processor time, so that what else runs
on the machine counts for little; figures are for comparing within one run, and nothing here is a test.
"""

import argparse
import json
import os
import tempfile
import time
from pathlib import Path

BARE = "".join(
    (
        "@article{{{0},\n  title = {{{{{1}}}}},\n  journal = {{{2}}},\n",
        "  year = {{{3}}},\n  url = {{{4}}},\n}}\n\n",
    )
)


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
    """Ask for every format and print its figures."""
    from django.test import Client  # noqa: PLC0415 -- app ready

    from sources.cite.formats import RECORDS, STYLED  # noqa: PLC0415 -- app ready

    client = Client(SERVER_NAME="localhost")
    client.get("/articles/cite.ris?warm").close()
    items = json.loads(b"".join(client.get("/articles/cite.csl.json")))
    began = time.process_time()
    base = sum(len(json.dumps(one)) for one in items) / (time.process_time() - began)
    bare = of_a_format_string()
    print(f"{len(items)} items; json.dumps {base / 1e6:.1f} MB/s, a bare format string {bare / 1e6:.1f} MB/s")
    del items
    for fmt in (*RECORDS, *STYLED):
        before, began, used = resident(), time.perf_counter(), time.process_time()
        answer = iter(client.get(f"/articles/cite.{fmt.ending}"))
        size = len(next(answer))
        first = time.perf_counter() - began
        size += sum(len(chunk) for chunk in answer)
        rate = size / (time.process_time() - used)
        grown = (resident() - before) / 1e6
        print(
            f"{fmt.ending:26} first byte {first * 1000:7.1f} ms  {rate / 1e6:6.2f} MB/s"
            f"  {rate / base:4.0%} of json.dumps  {rate / bare:4.0%} of a bare string  grew {grown:5.1f} MB"
        )


def of_a_format_string() -> float:
    """Give how many bytes a second a format string makes of the rows of articles, reading them included."""
    from sources.edition.models import Article  # noqa: PLC0415 -- app ready

    columns = ("public_id", "title", "publication", "published", "url")
    began = time.process_time()
    rows = Article.objects.order_by("position").values_list(*columns).iterator(chunk_size=500)
    size = sum(len(BARE.format(*row).encode()) for row in rows)
    return size / (time.process_time() - began)


def resident() -> int:
    """Give the bytes that this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
