"""How long an archive is gone: backed up, brought back beside itself, verified, looked at.

    python -m tests.benchmarks.rehearsal [--articles 10000] [--data FOLDER]

Takes in so many invented reports of 25 passages by the way that files come in (bytes kept, every row an act
of the record), marks two of the names in them (ten marks an article), publishes, backs up and rehearses the
restore (``manage.py drill``). With ``--data`` the archive is kept there, and a second run begins at the
backup. Prints seconds for each step; the goal is ten minutes for the rehearsal of 10,000 articles.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TOP = Path(__file__).parents[2]


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=10_000, help="How many to make (default 10000).")
    parser.add_argument("--data", type=Path, help="A data folder that is kept; filled where it is empty.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
        data = options.data or Path(folder, "data")
        if not (data / "editions" / "current.sqlite3").exists():
            make(data, Path(folder), options.articles)
        rehearse(data, Path(folder))


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long something took."""
    begun = time.monotonic()
    yield
    print(f"{what:28} {time.monotonic() - begun:8.1f} s", flush=True)


def environment(data: Path) -> dict[str, str]:
    """What a command of this archive is told."""
    return {
        **os.environ,
        "ARCHIVE_DATA": str(data),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "archive.settings",
    }


def manage(data: Path, *command: str) -> str:
    """Run a command of the archive."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=TOP,
        env=environment(data),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{command[0]}: {(done.stderr or done.stdout)[-2000:]}")
    return done.stdout


def make(data: Path, folder: Path, articles: int) -> None:
    """Fill an archive as files and acts do, and publish it."""
    from tests.benchmarks.reports import write  # noqa: PLC0415 -- only here

    for _ in write(folder / "in", articles):
        pass
    with timed("tables"):
        manage(data, "migrate", "-v0")
    with timed(f"{articles} files taken in"):
        manage(data, "ingest", str(folder / "in"), "--corpus", "reports", "--new-corpus", "--format", "json")
    with timed("names marked, released"):
        subprocess.run(
            [sys.executable, "-c", "from tests.benchmarks.rehearsal import annotate; annotate()"],
            cwd=TOP,
            env=environment(data),
            check=True,
        )
    with timed("published"):
        manage(data, "publish")


def annotate() -> None:
    """Mark two of the names and release every article, an act of each for a hundred articles."""
    import django  # noqa: PLC0415 -- app ready: the data folder must be named first

    django.setup()
    from sources.annotate import authority  # noqa: PLC0415 -- app ready
    from sources.annotate.acts import act  # noqa: PLC0415 -- app ready
    from sources.models import Article, Mention, PassageRevision  # noqa: PLC0415 -- app ready
    from sources.vocabulary import ActKind  # noqa: PLC0415 -- app ready
    from tests.benchmarks.reports import _NAMES  # noqa: PLC0415 -- app ready

    people = {name: authority.create("person", name, actor=None) for name in _NAMES[:2]}
    named = re.compile("|".join(people))
    keys = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), 100):
        articles = Article.objects.filter(pk__in=keys[start : start + 100])
        with act(ActKind.ANNOTATE, "Marked the names") as doing:
            marks = [
                (revision, found)
                for revision, text in PassageRevision.objects.filter(
                    passage__article__in=articles, passage__kind="body"
                ).values_list("pk", "text")
                for found in named.finditer(text)
            ]
            doing.create_columns(
                Mention,
                [found[0] for _, found in marks],
                revision_id=[revision for revision, _ in marks],
                start=[found.start() for _, found in marks],
                end=[found.end() for _, found in marks],
                exact=[found[0] for _, found in marks],
                status=["accepted"] * len(marks),
                entity_id=[people[found[0]].pk for _, found in marks],
            )
        with act(ActKind.EDIT, "Released") as doing:
            for article in articles:
                article.status, article.access = "published", "full"
            doing.save_all(list(articles))


def rehearse(data: Path, folder: Path) -> None:
    """Back up and drill."""
    key = manage(data, "backup", "--make-key", str(folder / "identity")).strip()
    backup = folder / "archive.backup"
    with timed("backed up"):
        print(manage(data, "backup", str(backup), "--key", key, "--format", "json").strip())
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = manage(data, "drill", str(backup), "--identity", str(folder / "identity"), "--format", "json")
    found, worked = json.loads(said), resource.getrusage(resource.RUSAGE_CHILDREN)
    for step, seconds in found["seconds"].items():
        print(f"rehearsal: {step:17} {seconds:8.1f} s")
    print(f"rehearsal: {'all':17} {found['total']:8.1f} s, {found['checked']}, {found['pages']} pages")
    work = worked.ru_utime + worked.ru_stime - before.ru_utime - before.ru_stime
    print(f"of that, the processor worked {work:8.1f} s")


if __name__ == "__main__":
    main()
