"""``manage.py backup``: the whole archive as one sealed file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sources.annotate.acts import Refused
from sources.keeping import sealed
from sources.keeping.backup import backup


class Command(BaseCommand):
    """Back up, or make the key to back up for."""

    help = (
        "Writes database, documents, editions, journal and translations to FILE, encrypted (age) for the "
        "key that --key names: this machine cannot read it again. Make the key pair once with --make-key, "
        "on a machine that is not this one if you can, and keep the identity file apart from the backups. "
        "Restore with manage.py restore, rehearse with manage.py drill. Exit code 0: written; 1: refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("file", type=Path, metavar="FILE", help="The backup, or the identity to make.")
        parser.add_argument("--key", default="", metavar="age1…", help="The public key to encrypt for.")
        parser.add_argument(
            "--make-key", action="store_true", help="Make an identity at FILE; print its key."
        )
        parser.add_argument("--format", choices=["text", "json"], default="text", help="How to report.")

    def handle(self, *_: object, file: Path, key: str, make_key: bool, **options: Any) -> None:  # noqa: ANN401 -- Django's own signature
        """Do it, and say how much."""
        if bool(key) == make_key:
            raise CommandError(
                "Say for whom with --key age1…, or make a key with --make-key; one of the two."
            )
        try:
            if make_key:
                self.stdout.write(sealed.make_key(file))
                return
            made = backup(file, key)
        except (Refused, OSError) as error:
            raise CommandError(str(error)) from error
        rows, files = sum(made.contents["rows"].values()), len(made.contents["files"])
        if options["format"] == "json":
            facts = {"file": str(file), "size": made.size, "rows": rows, "files": files}
            self.stdout.write(
                json.dumps(facts | {"acts": made.contents["acts"], "head": made.contents["head"]})
            )
            return
        self.stdout.write(
            f"Backed up {rows} rows and {files} files to {file} ({made.size} bytes), at act "
            f"{made.contents['acts']}. Rehearse it: manage.py drill {file} --identity …"
        )
