"""An upload, looked at before anything of it is stored.

Each file is read once, in the limited process where it is not plain text, and what was read is kept for
storing: what an editor saw is what is stored. What the archive would make of it is found by taking it in and
taking that back (a dry run of the very function that stores), so preview and act cannot disagree.
"""

import shutil
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from sources import models
from sources.ingest.capture import may_hold_files, open_container
from sources.ingest.formats.captured import from_json, to_json
from sources.ingest.hinted import read_captured
from sources.ingest.listing import FileRead
from sources.ingest.refusal import Refusal
from sources.ingest.text import read_file
from sources.intake import waiting
from sources.intake.doorway import (
    ATTACHED,
    KNOWN,
    LEFT,
    REFUSED,
    TAKEN,
    FileOutcome,
    Incoming,
    IngestReport,
    read_incoming,
    take_in,
)
from sources.intake.doubts import doubts
from sources.intake.said import Said, as_said
from sources.intake.waiting import Batch, Shown, Waiting

MOST_FILES = 200
MOST_SECONDS = 40.0  # of reading; a proxy waits a minute for an answer
MOST_CHARACTERS = 10_000_000

NO_TIME = "There was no time left to read it together with the others; upload it by itself."
TOO_MUCH = f"Together the files have more than {MOST_CHARACTERS:,} characters; upload it by itself."


def unpacked(batch: Batch, files: Iterable[Waiting]) -> Iterator[Waiting]:
    """Give the files of an upload, those in a zip or a web archive in the container's place."""
    for count, file in enumerate(_unpacked(batch, files)):
        if count >= MOST_FILES:
            sentence = f"An upload takes {MOST_FILES} files at most; take in more by manage.py ingest."
            yield Waiting("", "…", status=REFUSED, sentence=sentence)
            return
        yield file


def look(batch: Batch, files: Iterable[Waiting]) -> Batch:
    """Read every file of an upload and find what the archive would make of it; write that down."""
    read: list[Waiting] = []
    incoming: list[Incoming | FileOutcome] = []
    deadline, left = time.monotonic() + MOST_SECONDS, MOST_CHARACTERS
    for file in files:
        row, one, length = _read(batch, file, deadline=deadline, left=left)
        left -= length
        read.append(row)
        incoming.append(one)
    found: list[Waiting] = []
    take_in(
        incoming,
        batch.slug,
        title=batch.title,
        dry_run=True,
        progress=lambda outcome: found.append(_found(read[len(found)], outcome)),
    )
    return waiting.save(replace(batch, files=tuple(found)))


def store(
    batch: Batch, numbers: Iterable[str], actor: models.User, said: Mapping[str, Said] | None = None
) -> IngestReport:
    """Take the chosen files of an upload in, one act each, and keep the report; the bytes are let go.

    ``said`` is what the editor put right, by the file's number. The report names the others too, with what
    was said of them: nothing else remembers them.
    """
    chosen = set(numbers)
    report = take_in(
        (
            _incoming(batch, file, _corrected(batch, file, said or {}))
            if file.number in chosen - {""}
            else _left(file)
            for file in batch.files
        ),
        batch.slug,
        title=batch.title,
        actor=actor,
    )
    waiting.finish(batch, report.as_json())
    return report


def _corrected(batch: Batch, file: Waiting, said: Mapping[str, Said]) -> FileRead | None:
    read = read_kept(batch, file)
    return as_said(read, said.get(file.number, {})) if read else None


def _left(file: Waiting) -> FileOutcome:
    """Say of a file that is not taken in what was found, or that nobody wanted it."""
    if file.status in {TAKEN, ATTACHED}:
        return FileOutcome(file.shown, LEFT, sentence="It was not ticked, and was let go.")
    return FileOutcome(file.shown, file.status, file.document, sentence=file.sentence)


def read_kept(batch: Batch, file: Waiting) -> FileRead | None:
    """Give what was read in a file, as it was kept; None where nothing could be read."""
    path = batch.capture_of(file.number)
    if not path.exists():
        return None
    captured = from_json(path.read_bytes())
    return FileRead(file.name, captured, read_captured(captured))


def _read(
    batch: Batch, file: Waiting, *, deadline: float, left: int
) -> tuple[Waiting, Incoming | FileOutcome, int]:
    """Read one file; give its row, what to take in, and how many characters it has."""
    if file.sentence or time.monotonic() > deadline:
        return file, FileOutcome(file.shown, REFUSED, sentence=file.sentence or NO_TIME), 0
    try:
        data = read_file(batch.path_of(file.number))
        read = read_incoming(_incoming(batch, file, None), data)
    except Refusal as refusal:
        return file, FileOutcome(file.shown, REFUSED, sentence=str(refusal)), 0
    captured = read.captured
    if len(captured.text) > left:
        return file, FileOutcome(file.shown, REFUSED, sentence=TOO_MUCH), 0
    batch.capture_of(file.number).write_text(to_json(captured), "utf-8")
    row = replace(
        file,
        size=len(data),
        kind=captured.media_type,
        encoding=captured.encoding,
        how=captured.how,
        is_guess=captured.is_guess,
        regions=tuple(
            Counter(region.kind.replace("_", " ") for region in read.reading.regions).most_common()
        ),
        marks=len(captured.marks),
        doubts=doubts(read.reading),
        facts=tuple((fact.name, fact.value, fact.source) for fact in captured.metadata.facts),
    )
    return row, _incoming(batch, file, read), len(captured.text)


def _found(file: Waiting, outcome: FileOutcome) -> Waiting:
    """Say what became of a file in the dry run, while it lasts."""
    articles = models.Article.objects.filter(document__public_id=outcome.document).order_by("index")
    rows = articles.select_related("publication", "published", "copy_of").prefetch_related("contributors")
    return replace(
        file,
        status=outcome.status,
        document=outcome.document if outcome.status in {ATTACHED, KNOWN} else "",
        sentence=outcome.sentence,
        articles=tuple(map(_shown, rows)) if outcome.document else (),
    )


def _shown(article: models.Article) -> Shown:
    return Shown(
        title=article.title,
        authors="; ".join(row.name for row in article.contributors.all()),
        publication=article.publication.name if article.publication else "",
        published=article.published.edtf if article.published else "",
        language=article.language,
        genre=article.get_genre_display(),
        url=article.url,
        copy_of=article.copy_of.title if article.copy_of else "",
        similarity=article.similarity,
    )


def _incoming(batch: Batch, file: Waiting, read: FileRead | None) -> Incoming:
    return Incoming(
        path=batch.path_of(file.number),
        shown=file.shown,
        name=file.name,
        sniffed=file.sniffed,
        media_type=file.media_type,
        origin=file.origin,
        day=file.day,
        rights=file.rights,
        container=batch.path_of(file.container) if file.container else None,
        member=file.member,
        received=file.received,
        file=read,
    )


def _unpacked(batch: Batch, files: Iterable[Waiting]) -> Iterator[Waiting]:
    for file in files:
        if file.sentence or not may_hold_files(Path(file.name)):
            yield file
            continue
        try:
            with open_container(batch.path_of(file.number), file.name) as members:
                for place, member in enumerate(members):
                    if member.path is None:
                        shown = f"{file.shown}/{member.name}"
                        yield Waiting("", shown, status=REFUSED, sentence=member.sentence)
                        continue
                    number = f"{file.number}-{place}"
                    shutil.move(member.path, batch.path_of(number))
                    yield replace(
                        file,
                        number=number,
                        shown=f"{file.shown}/{member.name}",
                        name=member.name.rstrip("/").rsplit("/", 1)[-1],
                        sniffed="" if member.address else member.name,
                        media_type=member.media_type,
                        origin=file.origin or f"{member.address or member.name} (in {file.name})",
                        day=file.day or member.got,
                        container=file.number,
                        member=member.address or member.name,
                    )
        except Refusal as refusal:
            yield replace(file, status=REFUSED, sentence=str(refusal))
