"""``manage.py ingest``: files, into the archive."""

import json
import os
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug

from sources.annotate import pending
from sources.annotate.acts import Refused
from sources.ingest.files import find_files
from sources.ingest.refusal import Refusal
from sources.intake.addresses import fetch_all, is_address, refuse_where_off
from sources.intake.doorway import (
    ATTACHED,
    KNOWN,
    REFUSED,
    TAKEN,
    UNSORTED,
    FileOutcome,
    Incoming,
    IngestReport,
    find_incoming,
    printable,
    take_in,
)
from sources.intake.lead import read_ahead
from sources.management.progress import Progress
from sources.models import Article, Corpus
from sources.values.counted import count

# How the command ends where it could not go on, as against 1 where files were refused.
STOPPED = 2
# One process writes, the others read ahead for it.
READERS = (os.cpu_count() or 1) - 1
# From so many files on, only what must be looked at is told of beside the bar.
MANY = 20


class Command(BaseCommand):
    """Store files, split them into articles and passages, report."""

    help = (
        "Stores files as received and splits them into articles and numbered passages, as drafts. What the "
        "corpus has already is passed over. A file that cannot be read is set aside with its reason and the "
        "rest goes on; exit code 1 then. Where nothing more can be stored (a full disk, Ctrl-C) it stops "
        "with exit code 2; what it did stays, and the same command goes on from there."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take files and folders, the corpus, and how to report."""
        parser.add_argument(
            "paths",
            nargs="+",
            metavar="PATH",
            help="files, folders of files, or (ARCHIVE_FETCHING) addresses",
        )
        parser.add_argument(
            "--corpus", help=f"the slug of a corpus that is there; without it, things go into “{UNSORTED}”"
        )
        parser.add_argument(
            "--new-corpus", action="store_true", help="make the corpus named, where it is not there yet"
        )
        parser.add_argument(
            "--suggest", action="store_true", help="look through what is new for suggestions, too"
        )
        parser.add_argument("--dry-run", action="store_true", help="report what would happen, change nothing")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="how to report")

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Take everything in; exit 1 if anything was refused."""
        slug = UNSORTED if options["corpus"] is None else _slug(options["corpus"])
        is_new = not Corpus.objects.filter(slug=slug).exists()
        if is_new and options["corpus"] is not None and not options["new_corpus"]:
            raise CommandError(_unknown(slug))
        as_text = options["format"] == "text"
        self._begin(options["paths"], as_text=as_text)
        try:
            with tempfile.TemporaryDirectory(prefix="sourcebook-") as folder:
                report = take_in(
                    read_ahead(_named(options["paths"], Path(folder)), READERS),
                    slug,
                    dry_run=options["dry_run"],
                    progress=self._step,
                )
        except Refused as error:
            raise CommandError(str(error)) from error
        finally:
            self._progress.clear()
        if as_text and is_new and report.count(TAKEN):
            self.stdout.write(f"New corpus: {slug}.")
        self.stdout.write(_summary(report) if as_text else json.dumps(report.as_json(), ensure_ascii=False))
        if options["suggest"] and not options["dry_run"]:
            self._suggest(report, as_text=as_text)
        if report.stopped:
            raise CommandError(report.stopped, returncode=STOPPED)
        if report.count(REFUSED):
            raise SystemExit(1)

    def _suggest(self, report: IngestReport, *, as_text: bool) -> None:
        """Look through the new articles; stopped here, ``suggest --pending`` goes on."""
        documents = [outcome.document for outcome in report.files if outcome.status in (TAKEN, ATTACHED)]
        new = Article.objects.filter(document__public_id__in=documents).order_by("pk")
        keys = list(new.values_list("pk", flat=True))
        pending.ask(keys, "taken in")
        added = 0
        for done in pending.work(keys):
            added += done.added
            if done.problem:
                self.stderr.write(f"Article {done.article} could not be looked through: {done.problem}")
        if as_text:
            self.stdout.write(f"{count(added, 'suggestion')} in {count(len(keys), 'article')}.")

    def _begin(self, names: list[str], *, as_text: bool) -> None:
        """Count what there is to do; a container counts as one until it is opened."""
        self._foreseen = {printable(path) for name in names for path in _files_of(name)}
        self._progress = Progress(len(self._foreseen), sys.stderr)
        self._tells = as_text
        # Many lines would drive the bar before them; what somebody must look at is told anyhow.
        is_many = len(self._foreseen) > MANY
        self._tells_all = as_text and not (self._progress.is_shown and is_many)
        self._tells_known = not is_many  # of a run over the same files only the last line matters

    def _step(self, outcome: FileOutcome) -> None:
        is_refused = outcome.status == REFUSED
        is_told = self._tells_all and (self._tells_known or outcome.status != KNOWN)
        if self._tells and (is_told or is_refused or outcome.sentence):
            self._progress.clear()
            self._say(outcome)
        self._progress.step(failed=is_refused, unforeseen=outcome.path not in self._foreseen)

    def _say(self, outcome: FileOutcome) -> None:
        if outcome.status == REFUSED:
            self.stderr.write(f"{outcome.path}: refused. {outcome.sentence}")
            return
        found = ""
        if outcome.status == TAKEN:
            copies = f" ({count(outcome.copies, 'copy', 'copies')})" if outcome.copies else ""
            found = f": {count(outcome.articles, 'article')}{copies}, {count(outcome.passages, 'passage')}"
        doubt = f". {outcome.sentence}" if outcome.sentence else ""
        self.stdout.write(f"{outcome.path}: {outcome.status}{found}{doubt}")


def _files_of(name: str) -> list[Path]:
    """Give the files that a name means; what cannot be found is one, which is refused in its turn."""
    try:
        return [Path(name)] if is_address(name) else find_files(Path(name))
    except Refusal:
        return [Path(name)]


def _named(names: list[str], folder: Path) -> Iterator[Incoming | FileOutcome]:
    """Give what is meant by names: files, what is in folders and containers, then what addresses answer."""
    addresses = [name for name in names if is_address(name)]
    if addresses:
        refuse_where_off()
    yield from find_incoming(Path(name) for name in names if not is_address(name))
    yield from fetch_all(addresses, folder)


def _slug(text: str) -> str:
    try:
        validate_slug(text)
    except ValidationError:
        raise CommandError(
            f"--corpus is {text!r}; expected a slug of letters, digits and hyphens, e.g. temrava."
        ) from None
    return text


def _unknown(slug: str) -> str:
    known = ", ".join(Corpus.objects.order_by("slug").values_list("slug", flat=True))
    return (
        f"There is no corpus “{slug}”; there are: {known or 'none yet'}. "
        "Name one of them, or add --new-corpus to make it."
    )


def _summary(report: IngestReport) -> str:
    articles, copies = report.articles, report.copies
    said = [
        f"{report.corpus}: {count(report.count(TAKEN), 'document')} taken in, with "
        f"{count(articles, 'article')} ({articles - copies} distinct, {count(copies, 'copy', 'copies')})."
    ]
    counts = {status: report.count(status) for status in (ATTACHED, KNOWN, REFUSED)}
    said += [f"{number} {status}." for status, number in counts.items() if number]
    if report.is_dry_run:
        said.append("Dry run: nothing was changed.")
    return " ".join(said)
