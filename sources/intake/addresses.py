"""Addresses, fetched one after the other, each a file to be taken in or a refusal with its reason."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

from sources.annotate.acts import Refused
from sources.ingest.fetching import Fetched, Rules, fetch
from sources.ingest.outbound import proxy_of
from sources.ingest.refusal import Refusal
from sources.intake.doorway import REFUSED, FileOutcome, Incoming

OFF = (
    "Fetching from addresses is off in this archive. Save the page and take in the file, or have "
    "ARCHIVE_FETCHING=yes set, by which the archive's machine will call others."
)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def is_address(name: str) -> bool:
    """Tell an address from the path of a file."""
    return _ADDRESS.match(name) is not None


def refuse_where_off() -> None:
    """Raise Refused where this archive does not fetch."""
    if not settings.FETCHING:
        raise Refused(OFF)


def fetch_all(
    addresses: Iterable[str], folder: Path, rules: Rules | None = None
) -> Iterator[Incoming | FileOutcome]:
    """Fetch addresses into an empty folder, as files to be taken in, by the archive's own rules or others."""
    rules = rules or Rules(proxy=proxy_of(settings.FETCHING_PROXY))
    for number, address in enumerate(addresses):
        try:
            fetched = fetch(address, rules)
        except Refusal as refusal:
            yield FileOutcome(address, REFUSED, sentence=str(refusal))
            continue
        path = folder / str(number)
        path.write_bytes(fetched.data)
        yield _incoming(address, path, fetched)


def _incoming(address: str, path: Path, fetched: Fetched) -> Incoming:
    return Incoming(
        path=path,
        shown=address,
        name=_name(fetched.address),
        media_type=fetched.media_type,
        origin=fetched.address,
        day=str(fetched.received["at"])[:10],
        received=fetched.received,
    )


def _name(address: str) -> str:
    """Give a file name for what came from an address: the last part of its path, or its host."""
    parts = urlsplit(address)
    last = unquote(parts.path.rstrip("/").rsplit("/", 1)[-1])
    return "".join(letter for letter in last if letter.isprintable() and letter not in "/\\") or parts.netloc
