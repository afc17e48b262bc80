"""Write the whole public site as files that any web server, disk or stick can carry."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from sources.public.copying import NotCopied, export_site


class Command(BaseCommand):
    """Thin: one folder, one function, its report."""

    help = (
        "Writes every public page of the current edition into FOLDER, with links from file to file and a"
        " search of its own: it can be served by any web server or opened from a disk. Set"
        " ARCHIVE_SITE_ADDRESS so that citations in it give the address of the site."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("folder", type=Path, help="A new or empty folder, e.g. /media/stick/archive.")

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Write the copy and say what it holds."""
        folder: Path = options["folder"]
        try:
            made = export_site(folder, progress=self.stdout.write)
        except (FileExistsError, NotADirectoryError, NotCopied) as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(f"There is no edition to copy ({error}); publish one first.") from error
        self.stdout.write(
            f"Wrote {made.pages} pages in {made.files} files, {made.bytes / 1_000_000:.1f} MB, to {folder}."
            " Begin with index.html."
        )
        if not settings.SITE_ADDRESS:
            self.stdout.write(
                "No ARCHIVE_SITE_ADDRESS is set: citations in this copy give this machine's own address."
            )
