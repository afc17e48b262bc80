"""``manage.py open_commitment``: prove what stands behind one digest of something withheld."""

import json
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from sources.edition.commitment import Commitment, to_document, to_wording
from sources.models import Document, PassageRevision


class Command(BaseCommand):
    """Print the nonce of one commitment."""

    help = (
        "Prints what opens the commitment that an edition has in the place of something withheld: a "
        "document's SHA-256, or with --revision the words of one wording of a passage. SHA-256 over the "
        "nonce's 32 bytes and then that digest (in hexadecimal) or those words (UTF-8) is the commitment. "
        "Give the nonce only to somebody who may know what it opens: with it guesses can be tried."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say of what."""
        parser.add_argument("public_id", help="the document's id; with --revision the passage's")
        parser.add_argument("--revision", type=int, help="the number of the wording")

    def handle(self, *_: object, public_id: str, revision: int | None, **__: object) -> None:
        """Find it and print."""
        found = _document(public_id) if revision is None else _wording(public_id, revision)
        if found is None:
            raise CommandError(f"Nothing that is kept here has the id {public_id}; nothing was opened.")
        self.stdout.write(json.dumps({"commitment": found.digest, "nonce": found.nonce}))


def _document(public_id: str) -> Commitment | None:
    row = Document.objects.filter(public_id=public_id).first()
    return to_document(public_id, row.sha256) if row else None


def _wording(passage: str, number: int) -> Commitment | None:
    row = PassageRevision.objects.filter(passage__public_id=passage, number=number).exclude(text=None).first()
    return to_wording(passage, number, row.text or "") if row else None
