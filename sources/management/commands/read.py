"""``manage.py read``: print how files would be split and labelled. Needs no database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from sources.ingest.listing import FileRead, NotRead, as_jsonl, as_table, find_earlier, read_named


class Command(BaseCommand):
    """Print the regions of files, one line each; store nothing."""

    help = "Print how files would be split into articles and labelled passages; nothing is stored."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take files, a format, and --text."""
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--format", choices=("jsonl", "table"), default="table", dest="form")
        parser.add_argument(
            "--text", action="store_true", help="print the captured text instead of its regions"
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Read every file, print what was found, say which were refused; exit 1 if any was."""
        files: list[FileRead] = []
        refused = 0
        for name in options["files"]:
            for file in read_named(name):
                if isinstance(file, NotRead):
                    refused += 1
                    self.stderr.write(f"{file.name}: {file.sentence}")
                else:
                    files.append(file)
        write = as_jsonl if options["form"] == "jsonl" else as_table
        for file, earlier in zip(files, find_earlier(files), strict=True):
            if options["text"]:
                self.stdout.write(file.captured.text, ending="")
                continue
            for line in write(file, earlier):
                self.stdout.write(line)
        if refused:
            raise SystemExit(1)
