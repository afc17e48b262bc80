"""How fast articles are looked through in one background run, and whether memory stays flat.

Makes a synthetic archive in a database of its own and prints, for each hundred articles, the rate and the
resident memory:

    python -m tests.benchmarks.suggesting [--articles 400]
"""

import argparse
import os
import resource
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
os.environ["DATABASE_URL"] = "sqlite://:memory:"
django.setup()

from django.core.management import call_command  # noqa: E402 -- Django must be set up first

from sources.annotate import pending  # noqa: E402 -- as above
from sources.models import Article, Mention  # noqa: E402 -- as above
from tests.benchmarks.synthetic import Maker  # noqa: E402 -- as above

EVERY = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=400)
    call_command("migrate", verbosity=0)
    Maker().make(parser.parse_args().articles)
    Mention.objects.all().delete()
    pending.ask(Article.objects.values_list("pk", flat=True).iterator(), "benchmark")
    begun = time.perf_counter()
    for done, _ in enumerate(pending.work(), start=1):
        if done % EVERY == 0:
            rate = done / (time.perf_counter() - begun)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            sys.stdout.write(f"{done:6} articles{rate:8.1f} a second{memory:8.0f} MB at most\n")


if __name__ == "__main__":
    main()
