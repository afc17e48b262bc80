"""Make the next edition and swap it in."""

import json
import signal
import sqlite3
import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, close_old_connections

from sources.annotate.acts import Refused
from sources.edition import closure
from sources.edition.former import shows_withheld
from sources.edition.publish import Published, publish
from sources.edition.pulling import learned
from sources.edition.site import site_facts
from sources.edition.swap import current_file
from sources.edition.watching import watching
from sources.edition.withheld_in import close_withheld

EVERY = 5  # seconds
NO_CONTACT = (
    "This archive gives no address for letters: readers cannot report an error or ask to be left out, and "
    "harvesters (OAI-PMH), whose protocol wants one, are told nobody@example.invalid. Give one at the desk, "
    "under Site, or in ARCHIVE_CONTACT."
)


class Command(BaseCommand):
    """``manage.py publish``."""

    help = (
        "Builds a new edition from the articles whose status is “published”, verifies it and makes it the "
        "current one; the public site shows it from the next request on. Where anything is wrong, the "
        "current edition stays. With --if-withheld only where readers still see what was withheld since "
        "(an article, a wording, a protected name): let it run with --watch, and withholding does not wait "
        "for anybody to publish. Exit code 0: published, or nothing to do; 1: refused, with the reason."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--note", default="", help="What is new, in a sentence; shown with the edition.")
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help="How to print the result."
        )
        parser.add_argument(
            "--if-withheld", action="store_true", help="Only where readers still see what was withheld since."
        )
        parser.add_argument(
            "--watch",
            type=int,
            nargs="?",
            const=EVERY,
            metavar="SECONDS",
            help=f"With --if-withheld: look again every so many seconds ({EVERY}), until stopped.",
        )

    def handle(self, *_: object, if_withheld: bool, watch: int | None, **options: str) -> None:
        """Publish and print what was made."""
        self.note, self.is_json = options["note"], options["format"] == "json"
        if watch is not None and not if_withheld:
            raise CommandError(
                "--watch goes with --if-withheld: nothing else is published without being asked."
            )
        if watch is not None:
            self._watch(watch)
        elif if_withheld:
            self._withheld()
        else:
            self._publish()

    def _watch(self, every: int) -> None:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        told = ""
        try:
            with watching():
                while True:
                    try:
                        self._withheld()
                        told = ""
                    except (CommandError, OSError, DatabaseError, sqlite3.Error) as error:
                        # A disk that is full, a database that is away: both come back, and so must this.
                        if str(error) != told:
                            self.stderr.write(str(error))
                        told = str(error)
                    close_old_connections()
                    time.sleep(max(every, 1))
        except KeyboardInterrupt:
            return  # whoever started it has stopped it

    def _withheld(self) -> None:
        """Publish where the current edition shows what is withheld now."""
        why, file = shows_withheld(), current_file()
        if why:
            self.note = self.note or "Without what was withheld."
            self._publish()
        elif file is not None and closure.closed() and learned.last() is None:
            close_withheld(file)  # what was closed at the desk, and then opened again there

    def _publish(self) -> None:
        try:
            made = publish(note=self.note, progress=(lambda _: None) if self.is_json else self.stdout.write)
        except Refused as error:
            raise CommandError(str(error)) from error
        self._tell(made)

    def _tell(self, made: Published) -> None:
        edition = made.edition
        if self.is_json:
            facts = {
                "number": edition.number,
                "digest": edition.digest,
                "sha256": edition.sha256,
                "way": made.way,
                **edition.counts,
            }
            self.stdout.write(json.dumps(facts))
            return
        self.stdout.write(
            f"Published edition {edition.number}: {edition.counts['articles']} articles, "
            f"{edition.counts['copies']} copies, {edition.counts['passages']} passages, "
            f"{edition.counts['mentions']} mentions. Digest {edition.digest[:16]}…"
            f" {made.way}"
        )
        if not site_facts()["contact"]:
            self.stdout.write(NO_CONTACT)
