"""``manage.py measure_recogniser``: how well the recogniser does on an annotated corpus package."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sources.export.package.read import read
from sources.export.package.table import PackageError
from sources.export.package.texts import find_texts
from sources.management.measuring import Measured, measure
from sources.recognise.candidate import RECOGNISER_VERSION


class Command(BaseCommand):
    """Measure twice: with nothing known, and with the package's own names."""

    help = (
        "Compares what the recogniser finds in the texts of a corpus package with what people accepted "
        "there, by exact span: precision, recall and F1 by kind, kinds, gathering (B-cubed), EDTF values "
        "and speakers of direct quotations; cold, and with the package's authority list. Needs no database."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the package, its texts, and how to report."""
        parser.add_argument("package", type=Path, help="the folder of a corpus package")
        parser.add_argument("--texts", type=Path, help="where its texts are, if not in the package")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="how to report")

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Read, measure, print."""
        try:
            package = read(options["package"])
            texts = find_texts(package.documents, options["package"], options["texts"]).found
        except PackageError as error:
            raise CommandError(str(error)) from error
        if not texts:
            raise CommandError(
                f"No text of “{package.corpus.title}” is there; name their folder with --texts."
            )
        runs = {
            "cold": measure(package, texts, with_authority=False),
            "with_authority": measure(package, texts, with_authority=True),
        }
        if options["format"] == "json":
            told = {name: run.figures() for name, run in runs.items()}
            self.stdout.write(json.dumps({"recogniser": RECOGNISER_VERSION, **told}))
            return
        for name, run in runs.items():
            self.stdout.write(_table(name.replace("_", " "), run))


def _table(title: str, run: Measured) -> str:
    lines = [f"{title:16}{'gold':>6}{'found':>7}{'right':>7}{'P':>8}{'R':>8}{'F1':>8}"]
    lines += [
        f"{name:16}{tally.gold:6}{tally.found:7}{tally.right:7}"
        f"{tally.precision:8.3f}{tally.recall:8.3f}{tally.f1:8.3f}"
        for name, tally in sorted(run.spans.items())
    ]
    figures = run.figures()
    words = {
        "kind_right": "kind right of names found",
        "b_cubed_f1": "names gathered, B-cubed F1",
        "edtf_right": "EDTF right of dates found",
        "speaker_right": "speaker right of direct quotations found",
    }
    lines += [f"{said}: {figures[name]:.3f}" for name, said in words.items()]
    return "\n".join(lines) + "\n"
