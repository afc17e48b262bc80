"""What stands for words or bytes that are withheld: a digest that binds the archive and tells nobody.

A plain SHA-256 of a sentence with one name left out gives the name to whoever tries a list of names: a
million in two seconds. So what is withheld is committed to by SHA-256(nonce ‖ digest or words), with a
nonce of its own for each, made with a key that never leaves the data folder. Later, to a court or to the
one concerned, the archive can open a single one (``manage.py open_commitment``) and prove that it kept
what it had, without giving anything else away.
"""

import hashlib
import hmac
from dataclasses import dataclass

from sources.edition.protection import kept_key


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment and what opens it."""

    digest: str
    nonce: str  # hexadecimal; whoever has it may try guesses


def to_document(public_id: str, sha256: str) -> Commitment:
    """Commit to a document's bytes, by their SHA-256 in hexadecimal."""
    return _to(f"document {public_id}", sha256)


def to_wording(passage: str, number: int, text: str) -> Commitment:
    """Commit to the words of one revision of a passage (its public id)."""
    return _to(f"wording {passage} {number}", text)


def _to(what: str, content: str) -> Commitment:
    nonce = hmac.digest(kept_key(), f"commitment {what}".encode(), hashlib.sha256)
    return Commitment(hashlib.sha256(nonce + content.encode()).hexdigest(), nonce.hex())
