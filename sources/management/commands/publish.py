"""Make the next edition and swap it in."""

import json
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from sources.annotate.acts import Refused
from sources.edition.publish import publish


class Command(BaseCommand):
    """``manage.py publish``."""

    help = (
        "Builds a new edition from the articles whose status is “published”, verifies it and makes it the "
        "current one; the public site shows it from the next request on. Where anything is wrong, the "
        "current edition stays. Exit code 0: published; 1: refused, with the reason."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--note", default="", help="What is new, in a sentence; shown with the edition.")
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help="How to print the result."
        )

    def handle(self, *_: object, **options: str) -> None:
        """Publish and print what was made."""
        quiet = options["format"] == "json"
        try:
            made = publish(note=options["note"], progress=(lambda _: None) if quiet else self.stdout.write)
        except Refused as error:
            raise CommandError(str(error)) from error
        edition = made.edition
        facts = {
            "number": edition.number,
            "digest": edition.digest,
            "sha256": edition.sha256,
            "way": made.way,
            **edition.counts,
        }
        if quiet:
            self.stdout.write(json.dumps(facts))
            return
        self.stdout.write(
            f"Published edition {edition.number}: {edition.counts['articles']} articles, "
            f"{edition.counts['copies']} copies, {edition.counts['passages']} passages, "
            f"{edition.counts['mentions']} mentions. Digest {edition.digest[:16]}…"
            f" {made.way}"
        )
