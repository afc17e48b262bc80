"""How long it takes to accept, and to undo, many suggestions as one act.

Makes an archive in memory of its own, suggests, and times the act and its undoing; the goal is 2 s each
for 2,000 suggestions:

    python -m tests.benchmarks.deciding [--suggestions 2000]
"""

import argparse
import os
import sys
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
os.environ["DATABASE_URL"] = "sqlite://:memory:"
django.setup()

from django.core.management import call_command  # noqa: E402 -- Django must be set up first

from sources.annotate import authority, review, undo  # noqa: E402 -- as above
from sources.annotate.suggest import suggest_article  # noqa: E402 -- as above
from sources.models import ChangeSet, Mention  # noqa: E402 -- as above
from sources.vocabulary import EntityKind  # noqa: E402 -- as above
from tests.factories import make_article, make_passage, make_user  # noqa: E402 -- as above

NAMES = [f"{first} {last}" for first in ("Anna", "Boris", "Dina", "Stepan") for last in ("Orlen", "Karaja")]


def timed(label: str, run: Callable[[], object]) -> None:
    begun = time.perf_counter()
    run()
    sys.stdout.write(f"{label:32}{time.perf_counter() - begun:8.2f} s\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--suggestions", type=int, default=2000)
    wanted = parser.parse_args().suggestions
    call_command("migrate", verbosity=0)
    user = make_user()
    for name in NAMES:
        authority.create(EntityKind.PERSON, name, actor=user)
    while Mention.objects.count() < wanted:
        article = make_article()
        for _ in range(40):
            make_passage(article, f"Then {', '.join(NAMES)} and Lisbon’s Boris Karaja came on 3 May 1931.")
        suggest_article(article)
    chosen = Mention.objects.exclude(proposed_entity=None, proposed_edtf="").order_by("pk")[:wanted]
    timed(f"accept {len(chosen)} as one act", lambda: review.accept_all(chosen, actor=user))
    timed("undo it", lambda: undo.undo(ChangeSet.objects.latest("pk"), actor=user))
    timed("reject them", lambda: review.reject_all(chosen.all(), actor=user))


if __name__ == "__main__":
    main()
