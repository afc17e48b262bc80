"""Write who marked what in a corpus, with suggestions, scores and decisions: for editors."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sources.export.marks import as_csv, as_jsonl
from sources.models import Corpus

FORMATS = {"csv": as_csv, "jsonl": as_jsonl}


class Command(BaseCommand):
    """Thin: which corpus, which format, one function."""

    help = (
        "Writes every mention, quotation and claim of a corpus, suggestions and rejected ones too, each with"
        " rule, score, status and who made and decided it, by handle. It holds drafts and the names of"
        " protected people: it is for editors."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the corpus, the file and the format."""
        parser.add_argument("slug", help="the corpus, e.g. temrava")
        parser.add_argument("file", type=Path, help="the file to write; replaced where it is there")
        parser.add_argument(
            "--format", choices=sorted(FORMATS), default="csv", help="jsonl has every act on each mark"
        )

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Write the marks and say how many."""
        corpus = Corpus.objects.filter(slug=options["slug"]).first()
        if corpus is None:
            known = ", ".join(Corpus.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"There is no corpus “{options['slug']}”; there are: {known or 'none yet'}.")
        written = 0
        try:
            with Path(options["file"]).open("w", encoding="utf-8", newline="") as file:
                for line in FORMATS[options["format"]](corpus):
                    written += file.write(line) > 0
        except OSError as error:
            raise CommandError(f"{options['file']} was not written: {error}") from error
        marks = written - (options["format"] == "csv")  # the header is no mark
        self.stdout.write(f"{corpus.slug}: {marks} marks in {options['file']}.")
        self.stdout.write("It holds drafts and the names of protected people: it is for editors.")
