"""How long a publication takes: the whole, one mark accepted, one article added.

    python -m tests.benchmarks.publishing --data FOLDER [--articles 10000]

FOLDER is an archive's data folder; one that is empty is filled with a synthetic corpus first (which takes
long). It is added to and published. Prints seconds on the clock and of the processor, until readers have
it and until the file's digest is taken. Figures are for comparing within one run; nothing here is a test.
"""

import argparse
import os
import time
from pathlib import Path


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="A data folder, filled where it is empty.")
    parser.add_argument("--articles", type=int, default=10_000, help="How many to make (default 10000).")
    options = parser.parse_args()
    os.environ["ARCHIVE_DATA"] = str(options.data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
    import django  # noqa: PLC0415 -- app ready: the data folder must be named first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- app ready

    from sources.models import Article  # noqa: PLC0415 -- app ready
    from tests.benchmarks.synthetic import Maker, accept_one, add_one  # noqa: PLC0415 -- app ready

    call_command("migrate", verbosity=0)
    if not Article.objects.exists():
        Maker().make(options.articles)
    published("the whole")
    for deed in (accept_one, add_one, accept_one, add_one):
        deed()
        published(deed.__name__.replace("_", " "))


def published(what: str) -> None:
    """Publish, and print how long it took and which way."""
    from sources.edition.publish import publish  # noqa: PLC0415 -- app ready

    began, worked = time.perf_counter(), time.process_time()
    seen: list[str] = []

    def progress(sentence: str) -> None:
        if sentence.startswith("Readers have it"):
            seen.append(f"{time.perf_counter() - began:.2f} s ({time.process_time() - worked:.2f} s of work)")

    made = publish(progress=progress)
    done = f"{time.perf_counter() - began:.2f} s ({time.process_time() - worked:.2f} s of work)"
    print(
        f"{what:12} readers have it after {seen[0] if seen else done}; done after {done}. {made.way}",
        flush=True,
    )


if __name__ == "__main__":
    main()
