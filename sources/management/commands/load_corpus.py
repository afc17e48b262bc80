"""``manage.py load_corpus``: a corpus package, into the archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sources.annotate.acts import Refused
from sources.export.package.load import LoadReport, load
from sources.export.package.read import read
from sources.export.package.table import PackageError
from sources.export.package.texts import find_texts
from sources.ingest.blobs import DamagedBlob

MOST_SHOWN = 20


class Command(BaseCommand):
    """Load a package; what is here already and differs is kept, unless --update is given."""

    help = "Load a corpus package: a folder with corpus.toml, tables and perhaps texts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the folder, where texts may be found, and how far to go."""
        parser.add_argument("folder", type=Path, help="the package's folder, e.g. seeds/temrava")
        parser.add_argument("--texts", type=Path, help="a folder that may hold the texts, found by SHA-256")
        parser.add_argument("--update", action="store_true", help="make rows here say what the package says")
        parser.add_argument("--dry-run", action="store_true", help="report what would happen, change nothing")

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Read, find the texts, load, report."""
        try:
            package = read(options["folder"])
            found = find_texts(package.documents, options["folder"], options["texts"])
            report = load(package, found.found, update=options["update"], dry_run=options["dry_run"])
        except (PackageError, Refused, DamagedBlob) as error:
            raise CommandError(str(error)) from error
        for line in (*found.strangers, *lines(report, dry_run=options["dry_run"])):
            self.stdout.write(line)


def lines(report: LoadReport, *, dry_run: bool = False) -> list[str]:
    """Say what a load did."""
    said = [f"{report.corpus}: {_deeds(report)}" + (" (Dry run: nothing was changed.)" if dry_run else "")]
    said += report.differing[:MOST_SHOWN]
    if report.differing:
        more = len(report.differing) - MOST_SHOWN
        said += [f"… and {more} more rows."] if more > 0 else []
        said.append("These rows were kept as they are here; --update makes them say what the package says.")
    said += report.notes
    if report.awaiting:
        said.append(
            f"The text of {len(report.awaiting)} documents is not held here: {', '.join(report.awaiting)}. "
            "Whoever has the files names their folder with --texts."
        )
    return said


def _deeds(report: LoadReport) -> str:
    deeds = [f"{count} {table}" for table, count in report.created.items()]
    said = f"created {', '.join(deeds)}. " if deeds else ""
    said += f"Updated {report.updated} rows. " if report.updated else ""
    said += f"Attached {len(report.attached)} texts. " if report.attached else ""
    return (said or "already there, nothing to do.").strip()
