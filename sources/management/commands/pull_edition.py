"""``manage.py pull_edition``: the current edition from the machine that publishes."""

import json
import signal
import time
from argparse import ArgumentParser
from dataclasses import asdict

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sources.annotate.acts import Refused
from sources.edition.pulling import Origin, Unreachable, pull

EVERY = 15  # seconds
REFUSED, UNREACHABLE = 1, 2


class Command(BaseCommand):
    """Take the newest edition, once or again and again."""

    help = (
        "Asks the machine that publishes which edition it has and takes it where it is newer than the one "
        "here: its digest, its format and that it replaces the one here are proved before it is swapped in; "
        "then the one before is removed. Needs no database. Exit code 0: the newest stands here; 1: refused, "
        "with the reason; 2: nobody answered, nothing was changed."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say from where, how often, and how to report."""
        parser.add_argument("url", help="the publishing machine's address, e.g. https://archive.example")
        parser.add_argument(
            "--watch",
            type=int,
            nargs="?",
            const=EVERY,
            metavar="SECONDS",
            help=f"go on asking, every so many seconds ({EVERY}), until stopped",
        )
        parser.add_argument("--format", choices=["text", "json"], default="text", help="how to report")

    def handle(self, *_: object, url: str, watch: int | None, **options: str) -> None:
        """Ask, take, report."""
        self.is_json = options["format"] == "json"
        self.told = ""
        try:
            origin = Origin(url, settings.EDITION_TOKEN)
        except Refused as error:
            raise CommandError(str(error), returncode=REFUSED) from error
        if watch is None:
            code = self._once(origin)
            if code:
                raise SystemExit(code)
            return
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            while True:
                self._once(origin)
                time.sleep(max(watch, 1))
        except KeyboardInterrupt:
            return  # whoever started it has stopped it

    def _once(self, origin: Origin) -> int:
        """Take the newest edition, tell of it, and give the exit code."""
        try:
            found = pull(origin)
        except (Refused, Unreachable) as error:
            code = REFUSED if isinstance(error, Refused) else UNREACHABLE
            self._tell(str(error), {"error": str(error), "code": code})
            return code
        what = "Took" if found.is_new else "Nothing newer than"
        self._tell(f"{what} edition {found.number} of {origin.url}.", asdict(found))
        return 0

    def _tell(self, sentence: str, facts: dict[str, object]) -> None:
        """Say what happened, once for as long as it goes on happening."""
        if sentence == self.told:
            return
        self.told = sentence
        self.stdout.write(json.dumps(facts, ensure_ascii=False) if self.is_json else sentence)
        self.stdout.flush()
