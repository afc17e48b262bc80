"""``manage.py export_corpus``: a corpus, to a package that can be loaded elsewhere."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sources import models
from sources.export.package.gather import gather
from sources.export.package.texts import held_texts
from sources.export.package.write import write
from sources.ingest.blobs import DamagedBlob


class Command(BaseCommand):
    """Write a corpus as a package, for editors: it holds drafts and protected people."""

    help = "Write a corpus as a package, drafts and protected people included; texts only with --with-texts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the corpus and the folder."""
        parser.add_argument("slug", help="the corpus, e.g. temrava")
        parser.add_argument("folder", type=Path, help="where the package goes; made if it is not there")
        parser.add_argument(
            "--with-texts", action="store_true", help="write the documents too, where they are held"
        )

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Gather, write, report."""
        slug, folder = options["slug"], options["folder"]
        corpus = models.Corpus.objects.filter(slug=slug).first()
        if corpus is None:
            known = ", ".join(models.Corpus.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"There is no corpus “{slug}”; there are: {known or 'none yet'}.")
        try:
            texts = held_texts(corpus) if options["with_texts"] else None
            files = write(gather(corpus), folder, texts)
        except (OSError, DamagedBlob) as error:
            raise CommandError(f"The package was not written whole: {error}") from error
        self.stdout.write(f"{slug}: {len(files)} files in {folder}.")
        self.stdout.write("It holds drafts and the names of protected people: it is for editors.")
