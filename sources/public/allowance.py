"""How much one reader may ask of what is expensive: a bucket that fills again as time goes (RFC 6585 §4).

Pages that are kept are nobody's expense and are not counted; the API, harvests, and files of a whole list or
of the whole archive are. Turns (``turns.py``) share out what is worked out at one time among all who ask;
this says how often one may ask. A reader is known by a digest of the address, with a salt that this process
made and forgets with its end: nothing is written down, and nothing leads from the figures to anybody.
"""

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

ANSWER = 1  # what one answer of the API costs, or one list of citations
WHOLE = 10  # a file of a whole corpus or of the archive, its citations too
MOST_KNOWN = 10_000  # readers remembered; who has not asked for longest is forgotten first
A_MINUTE = 60.0
HOUSEHOLD = 64  # bits of an IPv6 address that one network gives to one subscriber


class Allowances:
    """What is left to each reader; safe between threads."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._salt = secrets.token_bytes(32)
        self._left: OrderedDict[bytes, tuple[float, float]] = OrderedDict()  # what, and when it was so
        self._lock = threading.Lock()

    def take(self, address: str, cost: int, a_minute: int) -> int:
        """Take ``cost`` of what an address may ask for in a minute; give the seconds to wait, or 0.

        Who has asked nothing for a minute has the whole of it at once. Nothing is counted where
        ``a_minute`` is 0, or of what has no address: the archive asks itself for a static copy.
        """
        if not a_minute or not address:
            return 0
        cost = min(cost, a_minute)
        whose = hashlib.blake2b(_network(address).encode(), key=self._salt, digest_size=16).digest()
        with self._lock:
            now = self._now()
            left, at = self._left.pop(whose, (float(a_minute), now))
            left = min(float(a_minute), left + (now - at) * a_minute / A_MINUTE)
            wait = 0 if left >= cost else ceil((cost - left) * A_MINUTE / a_minute)
            self._left[whose] = (left if wait else left - cost, now)
            while len(self._left) > MOST_KNOWN:
                self._left.popitem(last=False)
        return wait

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
