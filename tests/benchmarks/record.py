"""How long the record of acts takes to be shown and filtered when it is long.

    python -m tests.benchmarks.record --acts 100000

Makes the acts (three rows each, spread over the marks of the demonstration corpus) in a folder of its own,
asks for each page as an editor would, and prints the median of five: the time that passed, and how much of
it this process worked, which is what another machine would take that is not busy. Nothing here is a test.
"""

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks.desk import run

PROGRAM = """
import itertools, statistics, time
from datetime import timedelta
from importlib import import_module
from django.apps import apps
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import reverse
from django.utils import timezone
from sources.models import Article, Change, ChangeSet, Concern, Entity, Mention, User

adler = User.objects.create_user("adler", role="editor", handle="M. Adler", is_staff=True)
marks = list(Mention.objects.values("pk", "entity_id", "revision_id"))
began, number = timezone.now() - timedelta(days=900), ChangeSet.objects.count()
turns = itertools.cycle(marks)
for first in range(0, ACTS, 5000):
    entries = ChangeSet.objects.bulk_create(
        ChangeSet(
            made_at=began + timedelta(minutes=12 * one), actor=adler, kind=("review", "annotate")[one % 2],
            summary=f"Accepted words {one}", nonce="0", body_digest="0", digest=f"bench {one}",
        )
        for one in range(first, min(ACTS, first + 5000))
    )
    Change.objects.bulk_create(
        Change(
            changeset=entry, position=position, model="mention", row=str(mark["pk"]), label="words",
            before={"status": "suggested", **mark}, after={"status": "accepted", **mark},
        )
        for entry in entries
        for position, mark in zip(range(3), turns)
    )
Concern.objects.all().delete()
began_reading = time.process_time()
import_module("sources.migrations.0022_concern").read_the_log(apps, None)
taken = time.process_time() - began_reading
print(f"{'what they concern, read':26} {taken:7.1f} s    {Concern.objects.count()} rows, by the migration")
article = Article.objects.order_by("-passages__revisions__mentions").first()
busiest = Entity.objects.with_counts().order_by("-mention_count").first()
page = reverse("admin:sources_changeset_changelist")
asked = {
    "the record": {},
    "an article": {"article": article.public_id},
    "the busiest entity": {"entity": busiest.public_id},
    "a name in any spelling": {"entity": "vorchenko"},
    "a kind": {"kind__exact": "review"},
    "a person": {"actor__id__exact": adler.pk},
    "a month": {"made_at__year": began.year, "made_at__month": began.month},
    "words": {"q": "words 4711"},
    "page 900": {"p": 900},
}
setup_test_environment()
client = Client()
client.force_login(adler)
for what, query in asked.items():
    times, worked = [], []
    for _ in range(5):
        start, cpu = time.perf_counter(), time.process_time()
        answer = client.get(page, query)
        times.append(time.perf_counter() - start)
        worked.append(time.process_time() - cpu)
    took, cpu = (1000 * statistics.median(one) for one in (times, worked))
    found = answer.context["cl"].result_count
    print(f"{what:26} {took:7.0f} ms   {cpu:5.0f} of them work   {found} acts")
"""


def main() -> None:
    """Make the record, measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--acts", type=int, default=100_000, help="How many there are (100,000).")
    acts = parser.parse_args().acts
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        run(data, "manage.py", "migrate", "-v", "0")
        run(data, "manage.py", "load_corpus", "seeds/temrava")
        print(run(data, "manage.py", "shell", "-v", "0", "-c", f"ACTS = {acts}\n{PROGRAM}"), end="")


if __name__ == "__main__":
    main()
