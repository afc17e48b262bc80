"""``manage.py drill``: rehearse the restore of a backup."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from sources.annotate.acts import Refused
from sources.keeping.drill import drill, look_at_pages


class Command(BaseCommand):
    """Rehearse, and say how long it took."""

    help = (
        "Restores FILE beside this archive, in a folder and a database of its own, finishes the restore, "
        "verifies everything, asks for pages of every kind, and throws it all away. Says how long each "
        "step took: that is how long you would be gone. Exit code 0: it can be relied on; 1: it cannot."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="The backup.")
        parser.add_argument("--identity", type=Path, help="The file with the identity (secret key).")
        parser.add_argument("--pages", action="store_true", help="Only ask this archive for its pages.")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="How to report.")

    def handle(
        self, *_: object, file: Path | None, identity: Path | None, pages: bool, **options: object
    ) -> None:
        """Do it, and report."""
        is_json = options["format"] == "json"
        try:
            if pages:
                self.stdout.write(str(look_at_pages()))
                return
            if file is None or identity is None or not file.is_file():
                raise CommandError(
                    "Name a backup that is there, and its identity: drill FILE --identity FILE."
                )
            found = drill(file, identity, (lambda _: None) if is_json else self.stdout.write)
        except Refused as error:
            raise CommandError(str(error)) from error
        if is_json:
            self.stdout.write(json.dumps(found.as_json()))
            return
        steps = ", ".join(f"{name} {seconds} s" for name, seconds in found.seconds.items())
        self.stdout.write(
            f"The backup can be relied on: {steps}; {sum(found.checked.values())} things verified, "
            f"{found.pages} pages answered."
        )
