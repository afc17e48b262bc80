"""How often one may try to sign in: slower with each failure, and never so that an enemy locks an owner out.

Failures are counted by side. A *known device* (it has the cookie of a sign-in that succeeded) is a side of
its own. Everybody else is counted twice: the account from one network, and the account from all networks
together; so whoever hammers from one place slows himself, whoever hammers from everywhere slows all
strangers, and the owner's own machine goes on getting in (OWASP, "Slow down online guessing attacks with
device cookies"). A try is counted before its password is looked at, so that many at once gain nothing, and
one that comes too early is neither counted nor hashed.

All is in the database, for every process alike, under keyed hashes: no name, no address. A name that
nobody has is counted as any other.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from threading import Lock

from django.db import transaction
from django.db.models import F, Max, Q

from sources.models import Tries

LONGEST = 15 * 60  # seconds between two tries, at most
FORGOTTEN = timedelta(days=1)
# Of sides that have failed a few times only, much sooner: names that nobody has would fill the disk.
FEW_FORGOTTEN = timedelta(hours=1)
FREE = 5  # failures that cost no waiting
FREE_FOR_ALL = 20  # of an account from all networks together


UNCOUNTED_EVERY = 10  # seconds between two tries of a process, where the disk is full


class TooSoonError(Exception):
    """A try came before its time; ``seconds`` says how much."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Wait {seconds} seconds.")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Side:
    """One count that a try belongs to: of a device or a network, or, wide, of all networks together."""

    key: str
    is_wide: bool = False

    @property
    def free(self) -> int:
        """How many failures cost no waiting."""
        return FREE_FOR_ALL if self.is_wide else FREE


def delay(failed: int, free: int) -> int:
    """Give the seconds to wait after so many failures: 2, 4, 8 … and never more than the longest."""
    over = failed - free
    return 0 if over <= 0 else min(2 ** min(over, 16), LONGEST)


def admit(sides: Sequence[Side], now: datetime) -> None:
    """Count a try as failed, before it is looked at; raise TooSoonError where it comes too early."""
    keys = [side.key for side in sides]
    # Without a lock first: who is turned away must not make editors wait for the database.
    _refuse_early(keys, now)
    with transaction.atomic():
        for key in sorted(keys):  # in one order, so that two tries never wait for each other
            _, is_new = Tries.objects.get_or_create(key=key, defaults={"last_at": now})
            if is_new:
                _forget(now)
        rows = {
            row.key: row for row in Tries.objects.select_for_update().filter(key__in=keys).order_by("key")
        }
        _refuse_early(keys, now)
        for side in sorted(sides, key=lambda side: side.is_wide):
            # The first failures of a network count for all; the rest slow that network alone, or one patient
            # enemy could in hours do what is meant to take many networks.
            if side.is_wide and any(row.failed > FREE for row in rows.values() if row.key != side.key):
                continue
            _count(rows[side.key], side, now)


def admit_uncounted(side: Hashable, now: datetime) -> None:
    """Let a try through where nothing can be counted, because the disk is full: few, by this process's clock.

    All strangers together are one side. Raises TooSoonError as ``admit`` does.
    """
    with _UNCOUNTED_LOCK:
        until = _UNCOUNTED.get(side, now)
        if until > now:
            raise TooSoonError(ceil((until - now).total_seconds()))
        _UNCOUNTED[side] = now + timedelta(seconds=UNCOUNTED_EVERY)


_UNCOUNTED: dict[Hashable, datetime] = {}
_UNCOUNTED_LOCK = Lock()


def _count(row: Tries, side: Side, now: datetime) -> None:
    row.failed = 1 if row.last_at < now - FORGOTTEN else row.failed + 1
    row.last_at = now
    wait = delay(row.failed, side.free)
    row.closed_until = now + timedelta(seconds=wait) if wait else None
    row.save()


def succeed(sides: Sequence[Side]) -> None:
    """Take back what ``admit`` counted: a narrow side begins anew, a wide one has one failure less.

    What others failed at the same account stays counted: the owner's success is not their fresh start.
    """
    Tries.objects.filter(key__in=[side.key for side in sides if not side.is_wide]).delete()
    give_back([side for side in sides if side.is_wide])


def give_back(sides: Sequence[Side]) -> None:
    """Take back a try that was never looked at."""
    keys = [side.key for side in sides]
    Tries.objects.filter(key__in=keys, failed__gt=0).update(failed=F("failed") - 1, closed_until=None)


def _refuse_early(keys: Sequence[str], now: datetime) -> None:
    until = Tries.objects.filter(key__in=keys).aggregate(until=Max("closed_until"))["until"]
    if until is not None and until > now:
        raise TooSoonError(ceil((until - now).total_seconds()))


def _forget(now: datetime) -> None:
    """Remove what no longer counts."""
    long_ago = Q(last_at__lt=now - FORGOTTEN)
    Tries.objects.filter(long_ago | Q(last_at__lt=now - FEW_FORGOTTEN, failed__lte=FREE)).delete()
