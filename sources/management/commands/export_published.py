"""Write a corpus as readers have it, as one zip: the package, or a BagIt bag with the originals."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from sources.export.published.originals import missing, originals
from sources.export.published.package import bagged, package
from sources.export.writing import write_whole
from sources.export.zipping import zipped
from sources.ingest.blobs import DamagedBlob
from sources.public.frame import current
from sources.public.showing.citable import Address
from sources.public.showing.exported import published


class Command(BaseCommand):
    """Thin: which corpus, package or bag, one function."""

    help = (
        "Writes what the current edition publishes of a corpus as one zip: tables, texts, TEI, annotations,"
        " citations, with licence, edition and digest; with --bag also the files as received whose rights"
        " allow it, as a BagIt bag (RFC 8493). Set ARCHIVE_SITE_ADDRESS so that it says where it is from."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the corpus and the file."""
        parser.add_argument("slug", help="the corpus, e.g. temrava")
        parser.add_argument("file", type=Path, help="the zip to write; replaced where it is there")
        parser.add_argument("--bag", action="store_true", help="a BagIt bag, with the originals")

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Write the zip and say what it is."""
        try:
            frame = current()
        except DatabaseError as error:
            raise CommandError(f"There is no edition to take ({error}); publish one first.") from error
        corpus = frame.corpus(options["slug"])
        if corpus is None:
            there = ", ".join(sorted(one.slug for one in frame.corpora))
            raise CommandError(f"No corpus “{options['slug']}” is in the edition; there are: {there}.")
        if options["bag"] and (gone := missing(originals(corpus))):
            raise CommandError(f"The bytes {gone[0]} are not here; run verify, or restore a backup.")
        of = published(frame, Address(settings.SITE_ADDRESS), corpus)
        file: Path = options["file"]
        try:
            write_whole(file, zipped((bagged if options["bag"] else package)(of), of.site.made_on))
        except (OSError, DamagedBlob) as error:
            raise CommandError(f"{file} was not written: {error}") from error
        size = file.stat().st_size / 1_000_000
        self.stdout.write(f"{corpus.slug}, edition {frame.number}: {size:.1f} MB in {file}.")
