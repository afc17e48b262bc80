"""Write who marked what in a corpus, with suggestions, scores and decisions: for editors."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sources.export.marks import Json, as_csv, as_jsonl, marks
from sources.export.writing import OWN, write_whole
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
        parser.add_argument("file", type=Path, help="the file to write, for its owner alone; replaced")
        parser.add_argument(
            "--format", choices=sorted(FORMATS), default="csv", help="jsonl has every act on each mark"
        )

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Write the marks and say how many."""
        corpus = Corpus.objects.filter(slug=options["slug"]).first()
        if corpus is None:
            known = ", ".join(Corpus.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"There is no corpus “{options['slug']}”; there are: {known or 'none yet'}.")
        rows = _Counted(marks(corpus))
        try:
            write_whole(options["file"], (one.encode() for one in FORMATS[options["format"]](rows)), OWN)
        except OSError as error:
            raise CommandError(f"{options['file']} was not written: {error}") from error
        self.stdout.write(f"{corpus.slug}: {rows.count} marks in {options['file']}.")
        self.stdout.write("It holds drafts and the names of protected people: it is for editors.")


class _Counted:
    """Marks, and how many have gone: a table is written some hundred at a time."""

    def __init__(self, found: Iterable[Json]) -> None:
        self._found = found
        self.count = 0

    def __iter__(self) -> Iterator[Json]:
        for one in self._found:
            self.count += 1
            yield one
