"""Taking the newest edition from the machine that publishes: whole, proved, swapped in at once.

A file is taken only where its bytes have the digest that was offered, its format is one that this
program reads, its manifest says what the offer said, and it names the edition that stands here among
those that it replaces, with the very digest that this one has. So neither another archive's file is
taken, nor an older one of this, nor one that somebody put in between. What is then not current is
removed: a machine that reads keeps one edition, and nothing that was withheld.
"""

import fcntl
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from sources.annotate.acts import Refused
from sources.edition import closure
from sources.edition.building import file_digest, settle
from sources.edition.manifest import FORMAT, format_of, read_manifest
from sources.edition.pulling import learned
from sources.edition.pulling.learned import Learned
from sources.edition.pulling.offer import Former, Offer
from sources.edition.pulling.origin import Origin
from sources.edition.swap import current_file, point_to, write_sidecar

# How long an edition that was recalled is still shown while its successor is on the way.
GRACE = 20
ROOM = 64 << 20  # bytes that stay free on the disk

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Pulled:
    """Which edition stands here now, and whether it came just now."""

    number: int
    sha256: str
    is_new: bool
    bytes_taken: int


def pull(origin: Origin, tell: Tell = lambda _: None) -> Pulled:
    """Take the newest edition of ``origin`` where it is not here yet.

    Raises Unreachable where it could not be asked, Refused where what it has may not be taken; what
    stands here then stays as it is, unless it was recalled.
    """
    settings.EDITIONS.mkdir(parents=True, exist_ok=True)
    with _alone(settings.EDITIONS / ".lock"):
        here = _standing()
        asked_at = time.time()
        offer = origin.offer()
        _refuse_other(offer)
        if here is not None:
            _refuse_no_successor(offer.number, offer.sha256, offer.former, here)
        now = Learned(origin.url, offer.number, offer.sha256)
        current = current_file()
        if here is not None and here.sha256 == offer.sha256 and current is not None:
            closure.close(current, offer.closed)
            learned.note(now, asked_at)
            return Pulled(offer.number, offer.sha256, is_new=False, bytes_taken=0)
        if current is not None and offer.closed:
            # It may stand in this edition too, and the one in which it is closed is given to nobody yet.
            closure.close(current, closure.closed() | offer.closed)
        is_recalled = here is not None and _is_recalled(here, offer)
        if here is not None and not is_recalled:
            # What stands here may still be shown while the next is on its way.
            learned.note(Learned(origin.url, here.number, here.sha256), asked_at)
        tell(f"Taking edition {offer.number}, {offer.size} bytes")
        part, taken = _taken(origin, offer, asked_at + GRACE if is_recalled else None)
        _refuse_unlike(part, offer, here)
        closure.close(_swapped_in(part, offer), offer.closed)
        learned.note(now, asked_at)
        _remove_others(offer)
    return Pulled(offer.number, offer.sha256, is_new=True, bytes_taken=taken)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused("Another pull_edition is running here; wait until it has finished.") from error
        yield


def _standing() -> Learned | None:
    """Give the edition that stands here, or the last that did; refuse on a machine that publishes."""
    known = learned.last()
    if known is None and list(settings.EDITIONS.glob("edition-*.s*")):
        raise Refused(
            f"{settings.EDITIONS} has editions that were published here. A machine either publishes or takes "
            "its editions from another; give it a data folder of its own (ARCHIVE_DATA)."
        )
    return known


def _refuse_other(offer: Offer) -> None:
    if offer.format != str(FORMAT):
        raise Refused(
            f"Edition {offer.number} has format {offer.format}, and this program reads format {FORMAT}: "
            "bring the program here to the version of the machine that publishes."
        )


def _refuse_no_successor(number: int, sha256: str, former: Mapping[int, Former], here: Learned) -> None:
    """Raise Refused where an edition is not the one that stands here, and none that comes after it."""
    if number < here.number:
        raise Refused(
            f"Edition {number} is offered, and edition {here.number} stands here, which replaced it: an "
            "older edition is not taken again, since something may have been withheld since."
        )
    if number == here.number and sha256 != here.sha256:
        raise Refused(
            f"Edition {number} is offered as another file than the edition {number} that stands here."
        )
    if number > here.number:
        mine = former.get(here.number)
        if mine is None or mine.sha256 not in {"", here.sha256}:
            raise Refused(
                f"Edition {number} does not say that it replaces the edition {here.number} that stands here: "
                f"it is of another archive, or of one that went another way. If you know why, empty "
                f"{settings.EDITIONS} and take it anew."
            )


def _is_recalled(here: Learned, offer: Offer) -> bool:
    return here.number in offer.former and offer.former[here.number].is_recalled


def _taken(origin: Origin, offer: Offer, end: float | None) -> tuple[Path, int]:
    """Bring the offered file here; after ``end`` what stands here is shown no longer."""
    folder = settings.EDITIONS / ".pulling"
    folder.mkdir(exist_ok=True)
    part = folder / f"{offer.sha256}.part"
    for other in folder.iterdir():
        if other != part:
            other.unlink()
    had = part.stat().st_size if part.exists() else 0
    free = shutil.disk_usage(folder).free
    if free < offer.size - had + ROOM:
        raise Refused(
            f"Edition {offer.number} needs {offer.size - had} bytes and {ROOM} to spare; {folder} has {free}."
        )

    def hide_recalled() -> None:
        if end is not None and time.time() > end:
            settings.CURRENT_EDITION.unlink(missing_ok=True)

    try:
        origin.fetch(offer, part, hide_recalled)
    finally:
        hide_recalled()
    return part, offer.size - had


def _refuse_unlike(part: Path, offer: Offer, here: Learned | None) -> None:
    """Raise Refused, and take nothing, where the file is not what was offered."""
    try:
        _refuse_unlike_inside(part, offer, here)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _refuse_unlike_inside(part: Path, offer: Offer, here: Learned | None) -> None:
    if file_digest(part) != offer.sha256:
        raise Refused(f"The file of edition {offer.number} has another digest than was offered.")
    if format_of(part) != offer.format:
        raise Refused(
            f"The file of edition {offer.number} is not of format {offer.format}, as it was offered."
        )
    manifest = read_manifest(part)
    if (manifest.number, manifest.digest) != (offer.number, offer.digest):
        raise Refused(f"The file says that it is edition {manifest.number}, and {offer.number} was offered.")
    if here is not None:
        _refuse_no_successor(offer.number, offer.sha256, _former_in(part), here)


def _former_in(file: Path) -> dict[int, Former]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
        rows = connection.execute("SELECT number, sha256, recalled_on FROM edition_predecessor")
        return {number: Former(sha256, day is not None) for number, sha256, day in rows}


def _swapped_in(part: Path, offer: Offer) -> Path:
    settle(part)
    file = settings.EDITIONS / f"edition-{offer.number:06}.sqlite3"
    part.rename(file)
    write_sidecar(file, offer.sha256)
    point_to(file)
    return file


def _remove_others(offer: Offer) -> None:
    """Remove every other edition: who is reading one goes on to the end of the answer."""
    own = f"edition-{offer.number:06}"
    for file in settings.EDITIONS.glob("edition-*.s*"):
        if file.stem != own:
            file.unlink()
    shutil.rmtree(settings.EDITIONS / ".pulling", ignore_errors=True)
