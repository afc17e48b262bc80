"""``manage.py read``: print how files would be split and labelled. Needs no database."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from sources.ingest.guessing import doubt
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
                    continue
                if file.captured.is_guess:
                    self.stderr.write(f"{file.name}: {doubt(file.captured.encoding)}")
                files.append(file)
        try:
            self._print(files, form=options["form"], is_text=options["text"])
        except BrokenPipeError:
            # The reader of a pipe ("| head") has seen enough. Python flushes again when it ends: to nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if refused:
            raise SystemExit(1)

    def _print(self, files: list[FileRead], *, form: str, is_text: bool) -> None:
        write = as_jsonl if form == "jsonl" else as_table
        for file, earlier in zip(files, find_earlier(files), strict=True):
            if is_text:
                self.stdout.write(file.captured.text, ending="")
                continue
            for line in write(file, earlier):
                self.stdout.write(line)
        self.stdout.flush()
