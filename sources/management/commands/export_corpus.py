"""``manage.py export_corpus``: a corpus, to a package that can be loaded elsewhere."""

import tomllib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sources import models
from sources.export.package.description import NAME
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

        parser.add_argument(
            "--force", action="store_true", help="write into a folder that holds something else"
        )

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Gather, write, report."""
        slug, folder = options["slug"], options["folder"]
        corpus = models.Corpus.objects.filter(slug=slug).first()
        if corpus is None:
            known = ", ".join(models.Corpus.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"There is no corpus “{slug}”; there are: {known or 'none yet'}.")
        if not options["force"]:
            _refuse_other(folder, slug)
        try:
            texts = held_texts(corpus) if options["with_texts"] else None
            files = write(gather(corpus), folder, texts)
        except (OSError, DamagedBlob) as error:
            raise CommandError(f"The package was not written whole: {error}") from error
        self.stdout.write(f"{slug}: {len(files)} files in {folder}.")
        self.stdout.write("It holds drafts and the names of protected people: it is for editors.")


def _refuse_other(folder: Path, slug: str) -> None:
    """Refuse a folder that holds anything but an earlier package of the same corpus."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not folder.is_dir():
        raise CommandError(f"{folder} is a file; name a folder, which is made if it is not there.")
    found = _slug_in(folder / NAME)
    if found != slug:
        held = f"a package of the corpus “{found}”" if found else "files that are no package"
        raise CommandError(
            f"{folder} holds {held}, and nothing was written; name another folder, or add --force to write "
            "among them (files of the same names are replaced)."
        )


def _slug_in(description: Path) -> str:
    try:
        return str(tomllib.loads(description.read_text("utf-8")).get("slug", ""))
    except (OSError, ValueError):
        return ""
