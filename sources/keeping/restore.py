"""A backup brought back, in two steps, with the archive silent between them.

``restore`` puts everything in place in an empty archive and leaves a mark: nobody is answered, nothing
is written. ``finish`` replays what was withheld after the backup (the journal), closes the accounts that
were closed, ends every sign-in, publishes an edition without what was withheld, and says in the record of
acts what was lost. Where nothing was withheld and nothing published since, the edition that the backup had
stands as it is: making it anew is most of the time that an archive would be gone. Only then the mark goes.
"""

import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from sources.annotate import journal, standstill
from sources.annotate.acts import Refused, act
from sources.edition.building import file_digest
from sources.edition.former import shows_withheld
from sources.edition.manifest import FORMAT as FORMAT_OF_EDITION
from sources.edition.manifest import format_of
from sources.edition.publish import publish
from sources.edition.swap import current_file, point_to
from sources.keeping import dump, lost_ids, replay
from sources.keeping.backup import DATABASE, FILES, FORMAT, secret_digest
from sources.keeping.sealed import unseal
from sources.models import ChangeSet, Edition, Restoration
from sources.vocabulary import ActKind

Tell = Callable[[str], None]


@dataclass(slots=True)
class Finished:
    """What finishing did."""

    replayed: list[str] = field(default_factory=list)
    lost: int = 0
    edition: int | None = None
    is_kept: bool = False  # the edition is the backup's own
    refused: str = ""


def restore(
    source: Path, identity: Path, *, newer: Path | None = None, tell: Tell = lambda _: None
) -> dict[str, Any]:
    """Put a backup in place in an empty archive; ``newer`` is the journal as it stood when all was lost.

    Raises Refused, and changes nothing, where the archive is not empty or the backup does not hold.
    """
    _refuse_full()
    data = Path(settings.DATA)
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=data) as folder:
        tell("Opening the backup and checking every file of it")
        facts = unseal(source, Path(folder), identity)
        _refuse_other(facts)
        _refuse_shapeless(facts)
        lines = _newest_journal(Path(folder) / FILES / "journal" / journal.NAME, newer)
        standstill.begin({name: facts[name] for name in ("made_at", "acts", "head", "secret")})
        if lines is not None:
            journal.replace(lines)
        tell("Bringing back the database")
        dump.load(Path(folder) / DATABASE, facts["migration"])
        tell("Bringing back documents and editions")
        for place in sorted((Path(folder) / FILES).iterdir()):
            if place.name != journal.path().parent.name:  # its newest state is in place
                _move(place, data / place.name)
    if facts["current"]:
        point_to(settings.EDITIONS / facts["current"])
    _compare(facts)
    return facts


def finish(tell: Tell = lambda _: None) -> Finished:
    """Replay, close, sign out, record, publish where that is needed; then let the archive answer again."""
    facts = standstill.facts()
    if facts is None:
        raise Refused("This archive was not restored, or it was finished already; there is nothing to do.")
    if secret_digest() == facts["secret"]:
        raise Refused(
            "ARCHIVE_SECRET_KEY is still the one that the backup was made under: sign-ins from then would be "
            "good again. Set a new one (50 random characters or more), then run this again."
        )
    done = Finished()
    with standstill.finishing():
        Session.objects.all().delete()
        lines = journal.read()
        done.lost = max(0, _acts_known(lines, facts) - ChangeSet.objects.count())
        with act(ActKind.RESTORE, f"Restored the backup of {facts['made_at']}") as doing:
            done.replayed = replay.replay(doing, lines)
            lost_ids.retire(lines)  # what was made again has its id again
            doing.create(_row(facts, done))
        _keep_numbers(lines)
        done.edition = None if done.replayed else _still_right(lines)
        done.is_kept = done.edition is not None
        if not done.is_kept:
            _publish(done, tell)
    standstill.end()
    return done


def _publish(done: Finished, tell: Tell) -> None:
    tell("Publishing an edition without what was withheld since")
    try:
        done.edition = publish(note="After a restore", progress=tell).edition.number
    except Refused as error:
        # Rather nothing than what was withheld.
        settings.CURRENT_EDITION.unlink(missing_ok=True)
        done.refused = str(error)


def _still_right(lines: list[journal.Line]) -> int | None:
    """Give the number of the edition that came with the backup, where readers may have it as it is.

    It must be the last that there was, whole, of this version of the program, and show nothing of what the
    restored record withholds.
    """
    file = current_file()
    row = Edition.objects.filter(file_name=file.name, is_withdrawn=False).first() if file else None
    if file is None or row is None:
        return None
    is_last = all(int(line["number"]) <= row.number for line in lines if line["what"] == "edition")
    is_whole = is_last and format_of(file) == str(FORMAT_OF_EDITION) and file_digest(file) == row.sha256
    return row.number if is_whole and not shows_withheld() else None


def _row(facts: dict[str, Any], done: Finished) -> Restoration:
    return Restoration(
        backed_up_at=datetime.fromisoformat(facts["made_at"]),
        restored_at=timezone.now(),
        head=facts["head"],
        acts=facts["acts"],
        lost=done.lost,
        replayed=len(done.replayed),
    )


def _refuse_full() -> None:
    data = Path(settings.DATA)
    there = [
        name for name in ("blobs", "editions") if (data / name).exists() and any((data / name).iterdir())
    ]
    if there or not dump.is_empty():
        raise Refused(
            f"There is an archive in {data} or in its database already; a backup is restored into an "
            "empty one. Name another folder (ARCHIVE_DATA) and database (DATABASE_URL)."
        )


def _refuse_other(facts: dict[str, Any]) -> None:
    if facts.get("format") != FORMAT:
        raise Refused(f"The backup has format {facts.get('format')}; this version reads format {FORMAT}.")
    if facts.get("database") != dump.vendor():
        raise Refused(
            f"The backup is of a {facts.get('database')} database, and DATABASE_URL names a "
            f"{dump.vendor()} one. Restore it into its own kind; corpus packages go from one kind "
            "to the other."
        )


def _refuse_shapeless(facts: dict[str, Any]) -> None:
    """Refuse what is said of a backup where it is not what ``backup`` says; it is used as file names too."""
    expected = {"made_at": str, "acts": int, "head": str, "secret": str, "migration": str, "rows": dict}
    wrong = [name for name, kind in expected.items() if type(facts.get(name)) is not kind]
    wrong += [] if _is_a_day(facts.get("made_at")) else ["made_at"]
    wrong += [] if re.fullmatch(r"(edition-\d{6,}\.sqlite3)?", str(facts.get("current"))) else ["current"]
    if wrong:
        raise Refused(
            f"What the backup says of itself cannot be: {wrong[0]} is {str(facts.get(wrong[0]))[:60]!r}. "
            "It was not written by manage.py backup; nothing was restored."
        )


def _is_a_day(value: object) -> bool:
    try:
        return datetime.fromisoformat(str(value)).tzinfo is not None
    except ValueError:
        return False


def _newest_journal(kept: Path, newer: Path | None) -> str | None:
    """Choose the journal that goes furthest: each begins as the other does, or they are of two archives."""
    files = [file for file in (kept, journal.path(), newer) if file is not None and file.exists()]
    # The last line may have been cut within a letter when the machine stopped.
    texts = [file.read_text(errors="replace") for file in files]
    if not texts:
        return None
    longest = max(texts, key=len)
    if any(not longest.startswith(text.rsplit("\n", 1)[0]) for text in texts):
        raise Refused(
            "The journals of the backup and of this archive do not agree: one is not how the other began. "
            "They are of two archives; nothing was restored."
        )
    return longest


def _move(place: Path, target: Path) -> None:
    if target.is_dir() and any(target.iterdir()):
        # Only the catalogues' folder may have something in it: put there for this archive, it stays.
        for file in sorted(place.iterdir()):
            if not (target / file.name).exists():
                shutil.move(file, target / file.name)
        return
    if target.is_dir():
        target.rmdir()
    if place.is_file():
        place.chmod(0o600)  # the key of pseudonyms is its owner's alone
    shutil.move(place, target)


def _compare(facts: dict[str, Any]) -> None:
    found = dump.counts()
    other = {name: found.get(name) for name, count in facts["rows"].items() if found.get(name) != count}
    if other:
        name = sorted(other)[0]
        raise Refused(
            f"{name} has {other[name]} rows after the restore, and had {facts['rows'][name]}. "
            "The archive stays silent; restore again into an empty one."
        )


def _acts_known(lines: list[journal.Line], facts: dict[str, Any]) -> int:
    """Give how many acts there once were, as far as the journal knows."""
    return max([int(line["acts"]) for line in lines if line["what"] == "edition"] + [int(facts["acts"])])


def _keep_numbers(lines: list[journal.Line]) -> None:
    """Leave a note in the place of each edition that is lost, so that its number is never given again."""
    settings.EDITIONS.mkdir(parents=True, exist_ok=True)
    for line in lines:
        if line["what"] == "edition":
            note = settings.EDITIONS / f"edition-{int(line['number']):06}.sha256"
            if not note.exists():
                note.write_text(f"{'0' * 64}  edition-{int(line['number']):06}.sqlite3\n")
