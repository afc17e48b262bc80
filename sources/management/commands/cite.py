"""Write the sources of an archive as one file of citations, in any format or any CSL style."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from sources.cite.csl import FORMS, NoPandoc, printed
from sources.cite.formats import BY_ENDING
from sources.edition.models import Article
from sources.public.frame import current
from sources.public.showing.citable import Address, Citing, accessed, articles_to_cite


class Command(BaseCommand):
    """Thin: which sources, which format, one function."""

    help = (
        "Writes the articles of the current edition as citations: --format for a file that a reference"
        " manager or a reader takes, --csl FILE for any style of the CSL project (needs pandoc:"
        " pip install pypandoc_binary). Copies are left out. ARCHIVE_SITE_ADDRESS is where they lead."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is cited, and how."""
        parser.add_argument("--corpus", help="The slug of a corpus; without it, the whole archive.")
        how = parser.add_mutually_exclusive_group(required=True)
        how.add_argument("--format", choices=sorted(BY_ENDING), metavar="ENDING", help="bib, ris, apa.txt …")
        how.add_argument("--csl", type=Path, metavar="FILE", help="A CSL style, e.g. nature.csl.")
        parser.add_argument("--as", dest="form", choices=sorted(FORMS), default="txt", help="With --csl.")
        parser.add_argument("--language", default="", help="With --csl: the language of the list, en-GB.")
        parser.add_argument("--accessed", default="", help="The day on which they were read, 2026-03-12.")
        parser.add_argument("--output", type=Path, help="A file to write; without it, standard output.")

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Write the citations."""
        day = accessed(options["accessed"])
        if options["accessed"] and not day:
            raise CommandError(f"“{options['accessed']}” is no day; write it as 2026-03-12.")
        try:
            frame = current()
        except DatabaseError as error:
            raise CommandError(f"There is no edition to cite ({error}); publish one first.") from error
        rows = Article.objects.filter(copy_of=None)
        if slug := options["corpus"]:
            corpus = frame.corpus(slug)
            if corpus is None:
                there = ", ".join(sorted(one.slug for one in frame.corpora))
                raise CommandError(f"No corpus “{slug}” is in the edition; there are: {there}.")
            rows = rows.filter(corpus=corpus)
        items = Citing(frame, Address(settings.SITE_ADDRESS), day).items(articles_to_cite(rows))
        if options["format"]:
            _write(BY_ENDING[options["format"]].chunks(items), options["output"])
            return
        try:
            text = printed(items, options["csl"], options["form"], options["language"])
        except (NoPandoc, OSError) as error:
            raise CommandError(str(error)) from error
        _write([text], options["output"])


def _write(chunks: Iterable[str], path: Path | None) -> None:
    if path is None:
        try:
            sys.stdout.writelines(chunks)
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader of a pipe ("| head") has seen enough. Python flushes again when it ends: to nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(chunks)
