"""The checks of what is kept: each stored, the last one told to readers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from sources.models import Document, FixityCheck


@dataclass(frozen=True, slots=True)
class Check:
    """What the last check says of one document: on which day, and whether its bytes were those received."""

    on: date
    is_sound: bool


@dataclass(frozen=True, slots=True)
class LastCheck:
    """The last check, asked document by document."""

    on: date
    last_document: int
    damaged: Collection[str]

    def of(self, document: Document) -> Check | None:
        """Give what it says of a document; None where that is not held, or came later."""
        return self.of_row(document.pk, document.public_id, is_held=document.is_held)

    def of_row(self, pk: int, public_id: str, *, is_held: bool) -> Check | None:
        """Give the same of a document of which only these columns were read."""
        if not is_held or pk > self.last_document:
            return None
        return Check(self.on, public_id not in self.damaged)


def last_document() -> int:
    """Give the highest primary key of a document: what a check that begins now will look at."""
    return int(Document.objects.aggregate(last=Max("pk"))["last"] or 0)


def record(checked: Mapping[str, int], damage: list[dict[str, str]], last: int) -> FixityCheck | None:
    """Store a check; None where the archive is read-only."""
    if settings.READ_ONLY:
        return None
    return FixityCheck.objects.create(
        made_at=timezone.now(),
        last_document=last,
        checked=dict(checked),
        damage=damage,
    )


def last_check() -> LastCheck | None:
    """Give the last check; None where there was none."""
    row = FixityCheck.objects.order_by("-pk").first()
    if row is None:
        return None
    damaged = {str(one["item"]).split(" ")[0] for one in row.damage if one["what"] == "document"}
    return LastCheck(row.made_at.date(), row.last_document, frozenset(damaged))
