"""``manage.py restore``: a backup brought back into an empty archive."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from sources.annotate.acts import Refused
from sources.keeping.restore import restore


class Command(BaseCommand):
    """Restore; nobody is answered until ``finish_restore``."""

    help = (
        "Opens a backup with its identity, checks every file, and puts it in place in an EMPTY archive "
        "(ARCHIVE_DATA, DATABASE_URL). Until manage.py finish_restore has replayed what was withheld since, "
        "readers and editors get 503. Give --journal the journal/journal.jsonl of the archive that was lost, "
        "if you have it: it is newer than the backup. Exit code 0: in place; 1: refused, nothing changed."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("file", type=Path, metavar="FILE", help="The backup.")
        parser.add_argument(
            "--identity", type=Path, required=True, help="The file with the identity (secret key)."
        )
        parser.add_argument("--journal", type=Path, help="A newer journal than that of the backup.")

    def handle(self, *_: object, file: Path, identity: Path, journal: Path | None, **__: object) -> None:
        """Do it, and say what comes next."""
        if not file.is_file():
            raise CommandError(f"There is no file {file}; name the backup.")
        try:
            facts = restore(file, identity, newer=journal, tell=self.stdout.write)
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"In place: the backup of {facts['made_at']}, {facts['acts']} acts. Nobody is answered yet: "
            "set a new ARCHIVE_SECRET_KEY and run manage.py finish_restore."
        )
