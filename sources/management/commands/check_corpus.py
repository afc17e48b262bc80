"""``manage.py check_corpus``: is a corpus package what the format says?"""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from sources.export.package.proof import Proof, proofread


class Command(BaseCommand):
    """Proof-read a package; nothing is loaded and no database is asked."""

    help = (
        "Checks a corpus package: offsets, references, dates, hashes, digests, the words of its texts where "
        "they are at hand, that it carries no text that it may not, and that every file is as export_corpus "
        "writes it. One sentence for each fault, with file and line; exit code 1 then, else 0."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the folder, where texts may be found, and how to report."""
        parser.add_argument("folder", type=Path, help="the package's folder, e.g. seeds/temrava")
        parser.add_argument("--texts", type=Path, help="a folder that may hold the texts, found by SHA-256")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="how to report")

    def handle(self, *_: object, folder: Path, texts: Path | None, **options: str) -> None:
        """Look, report, exit 1 where anything is wrong."""
        proof = proofread(folder, texts)
        if options["format"] == "json":
            self.stdout.write(json.dumps(proof.as_json(), ensure_ascii=False))
        else:
            for line in (*proof.faults, *summary(proof)):
                self.stdout.write(line)
        if proof.faults:
            raise SystemExit(1)


def summary(proof: Proof) -> list[str]:
    """Say what was looked at."""
    looked = ", ".join(f"{count} {name}" for name, count in proof.rows.items())
    said = [f"{proof.corpus}: {looked or 'not read'}: {len(proof.faults) or 'nothing'} wrong."]
    if proof.texts:
        said.append(f"Held against {len(proof.texts)} texts.")
    if proof.awaiting:
        said.append(
            f"The texts of {len(proof.awaiting)} documents are not at hand, so not looked at: "
            f"{', '.join(proof.awaiting)}. Whoever has the files names their folder with --texts."
        )
    return said
