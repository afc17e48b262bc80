"""``manage.py verify``: is everything kept still what was kept?"""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from sources.annotate import reserve
from sources.edition.checks import last_document, record
from sources.edition.fixity import verify
from sources.edition.published import Anchor


class Command(BaseCommand):
    """Read everything again and name what is damaged."""

    help = (
        "Hashes every stored document and edition again, derives every wording anew, lays every mention on "
        "its wording and computes the log's chain. Names each damaged item; exit code 1 then, else 0. "
        "The check is stored, and the next edition tells readers of it."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say how to report."""
        parser.add_argument(
            "--anchor",
            type=Path,
            metavar="FILE",
            help="a head that was published, as /.well-known/archive-head.json said it: also finds a record "
            "that was cut or written anew",
        )
        parser.add_argument("--format", choices=["text", "json"], default="text", help="how to report")

    def handle(self, *_: object, anchor: Path | None, **options: str) -> None:
        """Look, report, exit 1 where anything is damaged."""
        try:
            published = Anchor.from_json(anchor.read_text()) if anchor else None
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        last = last_document()
        found = verify(published)
        is_stored = record(found.checked, [asdict(damage) for damage in found.damage], last) is not None
        if options["format"] == "json":
            self.stdout.write(json.dumps(found.as_json(), ensure_ascii=False))
        else:
            for damage in found.damage:
                self.stdout.write(f"Damaged {damage.what} {damage.item}: {damage.sentence}")
            looked = ", ".join(f"{count} {name}" for name, count in found.checked.items())
            self.stdout.write(f"Looked at {looked}: {len(found.damage) or 'nothing'} damaged.")
            if reserve.is_missing():
                self.stdout.write(reserve.missing())
            if not is_stored:
                self.stdout.write("The archive is read-only: this check was not stored.")
        if found.damage:
            raise SystemExit(1)
