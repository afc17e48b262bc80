"""What a publishing machine says of its current edition, at ``/.well-known/edition.json``.

The number and the digest of the file, and which editions it replaces: so whoever holds one of those can
tell that this is its successor and not another archive's, or a former state of this one.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ADDRESS = "/.well-known/edition.json"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Former:
    """An edition that was replaced; without a digest where it was recalled, or lost in a restore."""

    sha256: str
    is_recalled: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """An edition that can be had."""

    format: str
    number: int
    digest: str
    sha256: str
    size: int
    former: Mapping[int, Former]
    closed: frozenset[str] = frozenset()  # public ids in that very file that readers may not get any more

    @classmethod
    def from_json(cls, text: str | bytes) -> "Offer":
        """Read what a publishing machine said; raise ValueError with a sentence otherwise."""
        try:
            said: dict[str, Any] = json.loads(text)
            former = {
                int(one["number"]): Former(str(one["sha256"]), bool(one["recalled_on"]))
                for one in said["replaces"]
            }
            offer = cls(
                str(said["format"]),
                int(said["number"]),
                str(said["digest"]),
                str(said["sha256"]),
                int(said["size"]),
                former,
                frozenset(map(str, said.get("closed", ()))),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(
                f"What was answered tells of no edition ({type(error).__name__}: {error}); expected what "
                f"{ADDRESS} says on the machine that publishes."
            ) from error
        if not _SHA256.fullmatch(offer.sha256) or offer.number < 1 or offer.size < 1:
            raise ValueError(f"Edition {offer.number} is offered with no usable number, digest or size.")
        return offer

    @property
    def file_address(self) -> str:
        """Say where its file is."""
        return f"/data/edition/{self.sha256}.sqlite"
