"""``manage.py sbom``: what the archive is made of, as CycloneDX."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from sources.management.materials import bill


class Command(BaseCommand):
    """Print the bill of materials."""

    help = (
        "Prints the packages that this archive runs with as a CycloneDX 1.6 bill of materials (JSON): "
        "versions, licences, hashes, and what needs what. Needs no database and no network."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say where it goes."""
        parser.add_argument("--output", type=Path, metavar="FILE", help="write it there instead")

    def handle(self, *_: object, output: Path | None, **__: object) -> None:
        """Write it."""
        text = json.dumps(bill(), indent=2, ensure_ascii=False) + "\n"
        if output is None:
            self.stdout.write(text, ending="")
        else:
            output.write_text(text)
