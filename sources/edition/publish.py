"""Publishing: one fresh file with only what the public may see, verified, then swapped in.

The file is finished and on the disk before anything points to it. The last two steps stand in one
transaction: the Edition row is written, the name ``current.sqlite3`` is turned to the new file (an
atomic rename of a link), the transaction commits. Killed before the rename, the old edition stands;
killed between rename and commit, the new edition stands and ``reconcile`` writes its row from its
manifest when next something is published. There is no between.
"""

import fcntl
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connections, transaction
from django.db import models as django_models

from sources import models as editorial
from sources.annotate import reserve
from sources.annotate.acts import Refused, act, refuse_unless_writable
from sources.annotate.chain import lock_log
from sources.edition import closure
from sources.edition.adding import Additions, Standing, Whole, press_upon, since, standing
from sources.edition.building import file_digest, settle
from sources.edition.former import (
    Recalled,
    mark_recalled,
    note_searched,
    recall_others,
    remove_recalled,
    tell_predecessors,
    to_recall,
)
from sources.edition.language import in_sites_language
from sources.edition.manifest import Manifest, builder, prepared_in, read_manifest
from sources.edition.press import Progress, press
from sources.edition.protection import protected
from sources.edition.pulling import learned
from sources.edition.since import tell_since
from sources.edition.swap import current_file, point_to, write_sidecar
from sources.edition.withheld_in import close_withheld
from sources.vocabulary import ActKind

# How often a file is built again because somebody saved meanwhile, before editors are made to wait.
QUIET_ATTEMPTS = 2


@dataclass(frozen=True, slots=True)
class Published:
    """What publish made."""

    edition: editorial.Edition
    path: Path
    way: str  # how it was made, and why so: a sentence


def publish(
    *, actor: editorial.User | None = None, note: str = "", progress: Progress = lambda _: None
) -> Published:
    """Make the next edition from what is published now, and make it the current one.

    Raises Refused, with a sentence, where another publish is running, where somebody protected is
    named, where there is nothing to publish, or where the new file does not pass its own checks;
    the current edition then stays as it is.
    """
    refuse_unless_writable()
    if (origin := learned.last()) is not None:
        raise Refused(f"This machine takes its editions from {origin.url}; publish there.")
    settings.EDITIONS.mkdir(parents=True, exist_ok=True)
    with _alone(settings.EDITIONS / ".lock"), in_sites_language():
        reconcile()
        for attempt in range(QUIET_ATTEMPTS):
            made = _attempt(actor, note, progress)
            if made is not None:
                return made
            progress(f"Somebody saved a change meanwhile; building again ({attempt + 2})")
        # Editors do not stop: hold the log while the file is built, and they wait instead.
        with transaction.atomic():
            lock_log()
            made = _attempt(actor, note, progress)
    if made is None:
        raise Refused("The log moved while it was held; nothing was published. Try again.")
    return made


def _attempt(actor: editorial.User | None, note: str, progress: Progress) -> Published | None:
    """Make a file and swap it in; None where an act was committed meanwhile, so that half of it may be in."""
    head = log_head()
    number = _next_number()
    recalled = _recalled_with(current_file())
    _close_withheld(recalled, progress)
    folder = settings.EDITIONS / f".building-{number}"
    folder.mkdir()
    try:
        file = folder / f"edition-{number:06}.sqlite3"
        manifest, way, is_new = _made(file, number, note, progress)
        tell_predecessors(file, number, recalled)
        tell_since(file, manifest.made_at, current_file())
        settle(file)
        sha256 = file_digest(file) if is_new else ""
        final = settings.EDITIONS / file.name
        file.rename(final)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    try:
        edition = _swap_in(_edition_row(final, manifest, actor, sha256), head, recalled)
    except _Moved:
        final.unlink()
        return None
    except BaseException:
        if current_file() != final.resolve():
            final.unlink()
        raise
    closure.end()
    _settle_after(edition, final, [recalled] if recalled else [], progress)
    return Published(edition, final, way)


def _settle_after(
    edition: editorial.Edition, final: Path, recalled: list[Recalled], progress: Progress
) -> None:
    """Do what may wait until readers have an edition: its file's digest, recalls, the reserve."""
    if not edition.sha256:
        progress("Readers have it; taking the file’s digest")
        _take_digest(edition)
    write_sidecar(final, edition.sha256)
    note_searched(final, protected())
    for one in [*recalled, *recall_others(edition)]:
        progress(f"Recalled edition {one.edition.number}: {one.why}")
    reserve.keep()


def _close_withheld(recalled: Recalled | None, progress: Progress) -> None:
    """Close to readers, at once, whatever of the edition that stands is withheld by now: before anything is
    built, so that neither the time it takes nor a refusal leaves it open.
    """
    current = current_file()
    if current is None:
        closure.reopen()
        return
    ids = close_withheld(current, is_searched=recalled is not None)
    if ids:
        progress(f"Closed to readers until then: {len(ids)} public ids")


def _recalled_with(current: Path | None) -> Recalled | None:
    """Tell whether the edition that stands shows what is withheld now: the next one then says so at once."""
    if current is None:
        return None
    row = editorial.Edition.objects.filter(file_name=current.name, is_withdrawn=False)
    return next(to_recall(list(row)), None)


def _made(file: Path, number: int, note: str, progress: Progress) -> tuple[Manifest, str, bool]:
    """Make edition ``number`` at ``file``: added to the current one where that is right, else anew.

    Say which way was taken and why, and whether it was made anew.
    """
    try:
        here, additions = _additions()
        progress(f"Adding to edition {read_manifest(here.file).number}: {additions}")
        manifest = press_upon(here, file, (number, note), additions)
    except (Whole, sqlite3.Error) as reason:
        # A whole edition is always right; the sentence, told to the editor, says what went wrong with less.
        file.unlink(missing_ok=True)
        progress(f"Building edition {number} anew: {reason}")
        manifest = press(file, number, note, progress)
        return manifest, f"Built anew: {reason}.", True
    return manifest, f"Added to edition {manifest.predecessor}: {additions}.", False


def _additions() -> tuple[Standing, Additions]:
    """Find what was added since the current edition; raise Whole where a new one must be built."""
    file = current_file()
    if file is None:
        raise Whole("there is no edition yet")
    edition = editorial.Edition.objects.filter(file_name=file.name).first()
    here = standing(file) if edition else None
    if edition is not None and prepared_in(file) != settings.SITE_LANGUAGE:
        raise Whole(f"the current edition was prepared in another language, {prepared_in(file)!r}")
    if edition is None or here is None or here.builder != builder():
        raise Whole("the current edition was made by another version of this program, or of its catalogues")
    if edition.number != _next_number() - 1:
        raise Whole("the current edition is not the last that was made")
    return here, since(edition, here)


class _Moved(Exception):
    """An act was committed while the file was built."""


def _refuse_moved(head: str) -> None:
    if log_head() != head:
        raise _Moved


def log_head() -> str:
    """Give the digest of the newest entry of the log; "" for an empty one."""
    return editorial.ChangeSet.objects.order_by("-pk").values_list("digest", flat=True).first() or ""


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused("Another publish is running; wait until it has finished.") from error
        yield


def _next_number() -> int:
    """Give the number after every one that a row or a file bears: none is given twice."""
    rows = editorial.Edition.objects.aggregate(django_models.Max("number"))["number__max"] or 0
    # Also a digest whose file is gone: after a restore it stands for an edition that was lost.
    files = [int(file.stem.removeprefix("edition-")) for file in settings.EDITIONS.glob("edition-*.s*")]
    return max([int(rows), *files]) + 1


def _swap_in(edition: editorial.Edition, head: str, recalled: Recalled | None) -> editorial.Edition:
    former, final = current_file(), settings.EDITIONS / edition.file_name
    try:
        with act(ActKind.PUBLISH, f"Published edition {edition.number}", actor=edition.made_by) as doing:
            lock_log()
            _refuse_moved(head)
            doing.create(edition)
            if recalled is not None:
                mark_recalled(doing, recalled)
            point_to(final)
    except BaseException:
        # Whatever stopped it, an interrupt included: what readers see and what the rows say agree.
        if current_file() == final.resolve():
            if former is None:
                settings.CURRENT_EDITION.unlink()
            else:
                point_to(former)
        raise
    connections["edition"].close()
    return edition


def _take_digest(edition: editorial.Edition) -> None:
    """Note the digest of a file that readers have already: it takes as long as an addition itself."""
    sha256 = file_digest(settings.EDITIONS / edition.file_name)
    with act(ActKind.PUBLISH, f"Noted the digest of edition {edition.number}’s file") as doing:
        doing.change(edition, sha256=sha256)


def _edition_row(
    file: Path, manifest: Manifest, actor: editorial.User | None, sha256: str
) -> editorial.Edition:
    return editorial.Edition(
        number=manifest.number,
        made_at=manifest.made_at,
        made_by=actor,
        file_name=file.name,
        digest=manifest.digest,
        sha256=sha256,
        size=file.stat().st_size,
        counts=manifest.counts,
        note=manifest.note,
    )


def reconcile() -> None:
    """Bring the rows and the files of editions into step after an interruption or a restored database.

    A published file (the current one, or one with its sidecar) without a row gets it, from its own
    manifest: citations name editions for ever. A file that was never current and has no row is what
    an interrupted publish left, and goes, as do half-built ones.
    """
    current = current_file()
    known = set(editorial.Edition.objects.values_list("file_name", flat=True))
    for file in sorted(settings.EDITIONS.glob("edition-*.sqlite3")):
        was_published = file.resolve() == current or file.with_suffix(".sha256").exists()
        if file.name not in known and not was_published:
            file.unlink()
        elif file.name not in known:
            manifest = read_manifest(file)
            with act(ActKind.PUBLISH, f"Recorded edition {manifest.number}, found without its row") as doing:
                row = doing.create(_edition_row(file, manifest, None, file_digest(file)))
            write_sidecar(file, row.sha256)
    for edition in editorial.Edition.objects.filter(sha256=""):
        file = settings.EDITIONS / edition.file_name
        if file.exists():
            _take_digest(edition)
            write_sidecar(file, edition.sha256)
    remove_recalled()
    for folder in settings.EDITIONS.glob(".building-*"):
        shutil.rmtree(folder, ignore_errors=True)
