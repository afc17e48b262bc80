"""How much one reader may ask of what is expensive: buckets that fill again as time goes (RFC 6585 §4).

What is made for a reader is counted by the processor time that it took, since a citation takes 8 ms, a search
150 and a dossier 600: ``efforts``. What is confirmed or kept already is nobody's expense and is not counted.
The API, harvests and files of a list or of the whole archive are counted one by one too: ``allowances``; a
file of the whole is made while it is sent, so nothing else tells what it costs. Turns (``turns.py``) share
out what is worked out at one time among all who ask; this says how much one may ask. A reader is known by a
digest of the address, with a salt that this process made and forgets within a day: nothing is written down,
and nothing leads from the figures to anybody.
"""

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

ANSWER = 1  # what one answer of the API costs, or one list of citations
WHOLE = 10  # a file of a whole corpus or of the archive, its citations too
DEPOSIT = 100  # milliseconds, taken when something is begun: many begun at once are counted before they end
MOST_KNOWN = 10_000  # readers remembered; who has not asked for longest is forgotten first
A_MINUTE = 60.0
A_DAY = 24 * 60 * A_MINUTE
HOUSEHOLD = 64  # bits of an IPv6 address that one network gives to one subscriber


class Allowances:
    """What is left to each reader; safe between threads."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._begin(now())

    def _begin(self, now: float) -> None:
        self._salt = secrets.token_bytes(32)
        self._salted_at = now
        self._left: OrderedDict[bytes, tuple[float, float]] = OrderedDict()  # what, and when it was so

    def take(self, address: str, cost: float, a_minute: float) -> int:
        """Take ``cost`` of what an address may ask for in a minute; give the seconds to wait, or 0.

        Who has asked nothing for a minute has the whole of it at once. Nothing is counted where
        ``a_minute`` is 0, or of what has no address: the archive asks itself for a static copy.
        """
        if not a_minute or not address:
            return 0
        cost = min(cost, a_minute)
        with self._lock:
            whose, now, left = self._found(address, a_minute)
            wait = 0 if left >= cost else ceil((cost - left) * A_MINUTE / a_minute)
            self._note(whose, left if wait else left - cost, now)
        return wait

    def settle(self, address: str, more: float, a_minute: float) -> None:
        """Give back what was taken too much; below 0, take what it cost more, a minute's worth at most."""
        if not a_minute or not address:
            return
        with self._lock:
            whose, now, left = self._found(address, a_minute)
            self._note(whose, max(-a_minute, min(a_minute, left + more)), now)

    def _found(self, address: str, a_minute: float) -> tuple[bytes, float, float]:
        """Give an address's key, the time, and what is left; the bucket is out of its place until noted."""
        now = self._now()
        if now - self._salted_at > A_DAY:
            self._begin(now)
        whose = hashlib.blake2b(_network(address).encode(), key=self._salt, digest_size=16).digest()
        left, at = self._left.pop(whose, (a_minute, now))
        return whose, now, min(a_minute, left + (now - at) * a_minute / A_MINUTE)

    def _note(self, whose: bytes, left: float, now: float) -> None:
        self._left[whose] = (left, now)
        while len(self._left) > MOST_KNOWN:
            self._left.popitem(last=False)

    def clear(self) -> None:
        """Forget everybody."""
        with self._lock:
            self._left.clear()


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((found, HOUSEHOLD), strict=False))


allowances = Allowances()
efforts = Allowances()


@contextmanager
def charged(address: str, a_minute: float) -> Iterator[None]:
    """Count what the block takes of the processor, in milliseconds, instead of the deposit taken for it."""
    begun = time.thread_time()
    try:
        yield
    finally:
        efforts.settle(address, DEPOSIT - 1000 * (time.thread_time() - begun), a_minute)
