"""What an edition says of itself, inside its own file.

The file's SHA-256 cannot stand inside it: that is in the Edition row and in the published head.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage
from django.core.checks import Warning as CheckWarning
from django.utils import timezone

from sources.edition import language, models
from sources.edition.site import site_facts

# Raised when the tables change in a way that a reader of the file would notice.
FORMAT = 10


@dataclass(frozen=True, slots=True)
class LogHead:
    """How far the record of acts goes: how many, and the digest of the last, which seals all before it."""

    acts: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """An edition's number, time, predecessor, digest and counts."""

    number: int
    made_at: datetime
    digest: str
    note: str
    counts: dict[str, int]
    predecessor: int | None
    site_name: str
    log: LogHead
    site: Mapping[str, str] = field(default_factory=dict)  # all that the owner says in its name

    @classmethod
    def new(cls, number: int, digest: str, note: str, counts: dict[str, int], log: LogHead) -> "Manifest":
        """Describe an edition that is being made now, of what the log then holds."""
        made_at = timezone.now().astimezone(UTC).replace(microsecond=0)
        predecessor = number - 1 or None
        site = site_facts()
        return cls(number, made_at, digest, note, counts, predecessor, site["site_name"], log, site)

    def rows(self) -> list[models.Manifest]:
        """Give it as the rows of the edition's own table."""
        values = {
            "format": str(FORMAT),
            "number": str(self.number),
            "made_at": self.made_at.isoformat(),
            "digest": self.digest,
            "note": self.note,
            "counts": json.dumps(self.counts, sort_keys=True),
            "predecessor": str(self.predecessor or ""),
            **self.site,
            "site_name": self.site_name,
            "log_acts": str(self.log.acts),
            "log_head": self.log.digest,
            "builder": builder(),
            "language": settings.SITE_LANGUAGE,
        }
        return [models.Manifest(key=key, value=value) for key, value in sorted(values.items())]

    @classmethod
    def from_values(cls, values: dict[str, str]) -> "Manifest":
        """Read it back from the rows' keys and values."""
        return cls(
            number=int(values["number"]),
            made_at=datetime.fromisoformat(values["made_at"]),
            digest=values["digest"],
            note=values["note"],
            counts=json.loads(values["counts"]),
            predecessor=int(values["predecessor"]) if values["predecessor"] else None,
            site_name=values["site_name"],
            # Editions of before did not tell it.
            log=LogHead(int(values.get("log_acts", "0")), values.get("log_head", "")),
        )


@lru_cache(maxsize=1)
def builder() -> str:
    """Name the program that makes editions, and its language: after a change the next is made anew."""
    digest = sha256(language.mark().encode())
    for path in sorted(Path(settings.BASE_DIR, "sources").rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def format_of(file: Path) -> str:
    """Give the format that an edition file says it has; "" where it does not say, or is no edition."""
    return _said_of(file, "format")


def prepared_in(file: Path) -> str:
    """Name the language that an edition's words for readers were prepared in."""
    return _said_of(file, "language") or settings.LANGUAGE_CODE


def check(**_: Any) -> list[CheckMessage]:  # noqa: ANN401 -- Django's own
    """Warn where what the current edition has prepared for reading is in another language than its pages."""
    if not settings.CURRENT_EDITION.exists():
        return []
    made_in = prepared_in(settings.CURRENT_EDITION)
    if made_in == settings.SITE_LANGUAGE:
        return []
    return [
        CheckWarning(
            f"The current edition was prepared in the language {made_in!r}, its pages are in "
            f"{settings.SITE_LANGUAGE!r}: dates and answers on them are in both.",
            hint="Publish once more (manage.py publish); on a machine that takes its editions from another, "
            "give both the same ARCHIVE_LANGUAGE.",
            id="sources.W007",
        )
    ]


def check_contact(**_: Any) -> list[CheckMessage]:  # noqa: ANN401 -- Django's own
    """Warn where nobody can be written to: asked by ``check --deploy``; a first look needs no letters."""
    if (
        settings.CONTACT
        or not settings.CURRENT_EDITION.exists()
        or _said_of(settings.CURRENT_EDITION, "contact")
    ):
        return []
    return [
        CheckWarning(
            "The archive gives no address for letters: readers cannot report an error or ask to be left out, "
            "and harvesters, whose protocol (OAI-PMH) demands one, are told nobody@example.invalid.",
            hint="Write one at the desk (Site) and publish, or set ARCHIVE_CONTACT.",
            id="sources.W008",
        )
    ]


def _said_of(file: Path, key: str) -> str:
    connection = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    try:
        row = connection.execute("SELECT value FROM edition_manifest WHERE key = ?", [key]).fetchone()
    except sqlite3.DatabaseError:
        return ""
    finally:
        connection.close()
    return str(row[0]) if row else ""


def read_manifest(file: Path) -> Manifest:
    """Read the manifest of any edition file, current or not."""
    connection = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    try:
        return Manifest.from_values(dict(connection.execute("SELECT key, value FROM edition_manifest")))
    finally:
        connection.close()
