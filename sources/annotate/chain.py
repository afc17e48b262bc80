"""The log's chain: each entry's digest takes in what the act did and the digest of the entry before.

A row of the log that was altered, replaced or cut off later no longer fits its neighbours, or the
head that was published. The digest of what an act says is salted with a nonce of its own, so that
a guess at a withheld wording cannot be tried against it.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from sources.annotate import journal
from sources.annotate import rows as table
from sources.annotate.told import Touched
from sources.models import Change, ChangeSet
from sources.values.public_id import new_id

# One number for our advisory lock on PostgreSQL: the log has one head at a time.
LOG_LOCK = 0x50C_B00C


def lock_log() -> None:
    """Make every other act wait until this transaction ends: the log has one head at a time.

    On SQLite the transaction itself holds the database's one write lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOG_LOCK])


def append(entry: ChangeSet, changes: Sequence[Touched]) -> None:
    """Store an act as the log's newest entry, with what it changed, chained to the one before.

    What it takes from the public or the desk is noted in the journal before.
    """
    lock_log()
    told = [_Told.of(change) for change in changes]
    entry.made_at = timezone.now()
    entry.journal_digest = journal.note(entry, changes)
    entry.nonce = secrets.token_hex(32)
    entry.body_digest = _digest(entry, told)
    entry.previous_digest = _head_digest()
    entry.digest = chain_digest(entry)
    while not table.insert_new(entry):  # the id drawn is that of another act
        entry.public_id = new_id()
        entry.digest = chain_digest(entry)
    table.insert_told(Change, _COLUMNS, [(entry.pk, place, *one.columns) for place, one in enumerate(told)])


_COLUMNS = ("changeset", "position", "model", "row", "label", "before", "after")


def _head_digest() -> str:
    """Give the digest of the last entry; asked for with every act, so without the ORM's half millisecond."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest FROM sources_changeset ORDER BY id DESC LIMIT 1")
        head = cursor.fetchone()
    return str(head[0]) if head else ""


@dataclass(frozen=True, slots=True)
class _Told:
    """A change as the log tells it, its states as canonical JSON: made once, hashed and stored."""

    model: str
    row: str
    label: str
    before: str | None
    after: str | None

    @classmethod
    def of(cls, change: Change | Touched) -> "_Told":
        states = (None if state is None else _canonical(state) for state in (change.before, change.after))
        return cls(change.model, change.row, change.label, *states)

    @property
    def columns(self) -> tuple[str | None, ...]:
        return (self.model, self.row, self.label, self.before, self.after)

    @property
    def as_json(self) -> str:
        names = _canonical([self.model, self.row, self.label])
        return f"{names[:-1]},{self.before or 'null'},{self.after or 'null'}]"


# Made once: json.dumps makes one for every value.
_CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _canonical(value: object) -> str:
    return _CANONICAL.encode(value)


def body_digest(entry: ChangeSet, changes: Iterable[Change | Touched]) -> str:
    """Digest what an act says, salted with its nonce: SHA-256(nonce ‖ canonical JSON)."""
    return _digest(entry, [_Told.of(change) for change in changes])


def _digest(entry: ChangeSet, told: Iterable[_Told]) -> str:
    """Digest an act of which the changes are JSON already: put together as the whole would be written."""
    rest = {
        "kind": entry.kind,
        "made_at": entry.made_at.isoformat(),
        "reason": entry.reason,
        "summary": entry.summary,
        "undoes": entry.undoes_id,
    }
    if entry.journal_digest:  # acts of former versions, and those that take nothing away, have none
        rest["journal"] = entry.journal_digest
    changes = ",".join(one.as_json for one in told)
    # Keys in their order: "actor" and "changes" come before all others.
    body = f'{{"actor":{_canonical(entry.actor_id)},"changes":[{changes}],{_canonical(rest)[1:]}'
    return hashlib.sha256((entry.nonce + body).encode()).hexdigest()


def chain_digest(entry: ChangeSet) -> str:
    """Digest an entry's place in the chain: SHA-256(previous ‖ id ‖ body digest)."""
    return hashlib.sha256((entry.previous_digest + entry.public_id + entry.body_digest).encode()).hexdigest()
