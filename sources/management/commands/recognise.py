"""Find who, where and when in files, and print the candidates."""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from sources.ingest.capture import capture
from sources.ingest.guessing import doubt
from sources.ingest.hinted import read_captured
from sources.ingest.reading import Reading
from sources.ingest.refusal import Refusal
from sources.ingest.text import read_file
from sources.recognise.candidate import Candidate, SearchRegion
from sources.recognise.find import find
from sources.recognise.gather import gather_across
from sources.recognise.quotations.finding import find_quotations
from sources.recognise.quotations.found import QuotationFound
from sources.values import edtf
from sources.vocabulary import QuotationKind


class Command(BaseCommand):
    """``manage.py recognise FILE…``."""

    help = (
        "Looks through text files for people, places, organisations and dates and prints one JSON line for "
        "each candidate, in text order; with --quotations, lines for what is said and by whom after those of "
        "each article. Needs no database and no authority list. Navigation, readers' comments and teasers "
        "are not searched. Exit code 0: all files read; 1: one was refused, with the reason."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the files and options."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="Text files to look through.")
        parser.add_argument(
            "--published",
            default="",
            metavar="EDTF",
            help="When the texts were published, e.g. 2011-12-19; an article's own date wins over it.",
        )
        parser.add_argument(
            "--event-year",
            action="append",
            default=[],
            metavar="YEAR",
            help="A year that the texts are about, e.g. 2011, for dates without a year; may be given again.",
        )
        parser.add_argument(
            "--quotations",
            action="store_true",
            help="Print quotations too: kind “quotation”, with direct (true or false) and speaker.",
        )
        parser.add_argument("--format", choices=["jsonl"], default="jsonl", help="How to print the finds.")

    def handle(
        self,
        *_: object,
        files: list[str],
        published: str,
        event_year: list[str],
        quotations: bool,
        **options: object,
    ) -> None:
        """Read, recognise, gather over all files, print; a refused file is said, the others go on."""
        _refuse_what_is_no_date(published, *event_year)
        found: list[_Found] = []
        refused = False
        for name in files:
            try:
                found += self._finds(name, published, event_year)
            except (OSError, Refusal) as error:
                self.stderr.write(f"{name}: {error}")
                refused = True
        try:
            self._print(found, with_quotations=quotations)
        except BrokenPipeError:
            # The reader of a pipe ("| head") has seen enough. Python flushes again when it ends: to nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if refused:
            raise SystemExit(1)

    def _print(self, found: list["_Found"], *, with_quotations: bool) -> None:
        gathered = gather_across([one.candidates for one in found])
        for one, candidates in zip(found, gathered, strict=True):
            rows = [_as_row(one.file, candidate) for candidate in candidates]
            if with_quotations:
                rows += [_quotation_row(one.file, quotation) for quotation in one.quotations]
            for row in rows:
                self.stdout.write(json.dumps(row, ensure_ascii=False))

    def _finds(self, name: str, published: str, years: list[str]) -> Iterator["_Found"]:
        captured = capture(read_file(Path(name)), Path(name).name)
        text, reading = captured.text, read_captured(captured)
        if captured.is_guess:
            self.stderr.write(f"{name}: {doubt(captured.encoding)}")
        for article, regions in _by_article(reading).items():
            own = next((a.published for a in reading.articles if a.index == article), "")
            candidates = find(text, regions, own or published, years)
            yield _Found(name, candidates, find_quotations(text, regions, candidates))


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found in one article of a file."""

    file: str
    candidates: list[Candidate]
    quotations: list[QuotationFound]


def _quotation_row(file: str, quotation: QuotationFound) -> dict[str, object]:
    return {
        "file": file,
        "start": quotation.span.start,
        "end": quotation.span.end,
        "kind": "quotation",
        "direct": quotation.kind is QuotationKind.DIRECT,
        "speaker": quotation.speaker or None,
        "rule": quotation.rule,
        "score": quotation.score,
    }


def _refuse_what_is_no_date(*values: str) -> None:
    for value in filter(None, values):
        try:
            edtf.parse(value)
        except ValueError as error:
            raise CommandError(str(error)) from error


def _by_article(reading: Reading) -> dict[int | None, list[SearchRegion]]:
    articles: dict[int | None, list[SearchRegion]] = {}
    for region in reading.regions:
        search = SearchRegion(region.span, region.kind, region.article)
        articles.setdefault(region.article, []).append(search)
    return articles


def _as_row(file: str, candidate: Candidate) -> dict[str, object]:
    return {
        "file": file,
        "start": candidate.span.start,
        "end": candidate.span.end,
        "surface": candidate.surface,
        "kind": candidate.kind.value,
        "edtf": candidate.edtf or None,
        "entity": candidate.entity or None,
        "rule": candidate.rule,
        "score": candidate.score,
    }
