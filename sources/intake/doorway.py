"""Files, into the archive: each stored, read and taken in by one act of its own.

The bytes are in the store, hashed, before any row that speaks of them is committed. A file that
cannot be read is set aside with its sentence and the rest goes on. Nothing is remembered between runs
but the archive itself: what it has is passed over, so an interrupted run is finished by running it
again, and a run over the same files changes nothing.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from sources import models
from sources.annotate.acts import Conflict, Doing, act, date_for, refuse_unless_writable
from sources.annotate.declared import Declared, propose_declared
from sources.annotate.withdraw import withdrawn_words
from sources.export.package.attach import attach
from sources.export.package.table import PackageError
from sources.ingest import blobs, captures
from sources.ingest.blobs import digest
from sources.ingest.capture import LARGEST_CONTAINER, capture, may_hold_files, open_container
from sources.ingest.files import find_files
from sources.ingest.formats.captured import Captured
from sources.ingest.guessing import doubt
from sources.ingest.hinted import read_captured
from sources.ingest.listing import FileRead
from sources.ingest.load import Arrival, Intake, find_document
from sources.ingest.refusal import Refusal
from sources.ingest.text import read_file
from sources.intake.memory import unmoved
from sources.intake.stopping import Stopped, stopping
from sources.values.visible import visible
from sources.vocabulary import ActKind, MentionKind

UNSORTED = "unsorted"

TAKEN, ATTACHED, KNOWN, REFUSED = "taken in", "text attached", "already there", "refused"
LEFT = "not stored"  # by who saw it first

OWN_DATA = "This file is in the archive's own data folder; name files from outside it."

# How a database says that a row cannot be: somebody else's is there, or it does not fit.
CLASHES = (Conflict, DataError, IntegrityError)


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file; ``sentence`` says why it was refused, or what to look at."""

    path: str
    status: str
    document: str = ""
    articles: int = 0
    copies: int = 0
    passages: int = 0
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of all of them."""

    corpus: str
    files: tuple[FileOutcome, ...]
    is_dry_run: bool = False
    stopped: str = ""  # why it ended before the last file, where it did

    def count(self, status: str) -> int:
        """Count the files that ended so."""
        return sum(outcome.status == status for outcome in self.files)

    @property
    def articles(self) -> int:
        """How many articles were taken in, copies included."""
        return sum(outcome.articles for outcome in self.files)

    @property
    def copies(self) -> int:
        """How many of them repeat another."""
        return sum(outcome.copies for outcome in self.files)

    def as_json(self) -> dict[str, object]:
        """Give the report as JSON can hold it, with its sums."""
        return {**asdict(self), "articles": self.articles, "copies": self.copies}


def ingest(
    paths: Iterable[Path],
    slug: str,
    *,
    dry_run: bool = False,
    actor: models.User | None = None,
    progress: Callable[[FileOutcome], object] = lambda _: None,
) -> IngestReport:
    """Take files and folders into a corpus, which is made where it is not there yet.

    Raises Refused, before anything else, where the archive may not be written.
    """
    return take_in(find_incoming(paths), slug, dry_run=dry_run, actor=actor, progress=progress)


def take_in(
    files: Iterable["Incoming | FileOutcome"],
    slug: str,
    *,
    title: str = "",
    dry_run: bool = False,
    actor: models.User | None = None,
    progress: Callable[[FileOutcome], object] = lambda _: None,
) -> IngestReport:
    """Take files into a corpus, one act each; what is an outcome already is only reported.

    ``title`` is for a corpus that is not there yet. In a dry run ``progress`` still sees what would be
    stored: it is called before everything is taken back.
    """
    refuse_unless_writable()
    outcomes = []
    # A dry run does everything in one transaction and takes it back; bytes are not stored in it.
    with transaction.atomic() if dry_run else nullcontext():
        doorway = _Doorway(
            models.Corpus(slug=slug, title=title or _titled(slug)), dry_run=dry_run, actor=actor
        )
        stopped = ""
        try:
            with closing(doorway), unmoved(), stopping():
                for incoming in files:
                    outcome = doorway.take(incoming) if isinstance(incoming, Incoming) else incoming
                    progress(outcome)
                    outcomes.append(outcome)
                doorway.settle()
        except Stopped as stop:
            stopped = str(stop)
        if dry_run:
            transaction.set_rollback(True)
    return IngestReport(slug, tuple(outcomes), dry_run, stopped)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file to be taken in: where its bytes are now, what it is called, what is known of it."""

    path: Path
    shown: str
    name: str
    sniffed: str = ""  # the name to hold against the content: none for the page at an address
    media_type: str = ""
    origin: str = ""
    day: str = ""
    rights: str = ""
    container: Path | None = None  # the zip or web archive that it is in, under the name ``member``
    member: str = ""
    received: Mapping[str, object] = field(default_factory=dict)
    file: FileRead | None = None  # where it was read before: what was shown is what is stored


def read_incoming(incoming: Incoming, data: bytes) -> FileRead:
    """Read a file and split and label what was read; raise Refusal."""
    captured = capture(data, incoming.sniffed, incoming.media_type)
    return FileRead(incoming.name, captured, read_captured(captured))


def find_incoming(paths: Iterable[Path]) -> Iterator[Incoming | FileOutcome]:
    """Find what is to be taken in: files, those in folders, those in zips and web archives."""
    for named in paths:
        try:
            found = find_files(named)
        except Refusal as refusal:
            yield FileOutcome(printable(named), REFUSED, sentence=str(refusal))
            continue
        for path in found:
            if path.resolve().is_relative_to(settings.DATA):
                yield FileOutcome(printable(path), REFUSED, sentence=OWN_DATA)
            elif may_hold_files(path):
                yield from _members(path)
            else:
                yield Incoming(path, printable(path), printable(Path(path.name)), path.name)


def _members(path: Path) -> Iterator[Incoming | FileOutcome]:
    """Give the files that a zip or a web archive holds, each to be a document of its own."""
    try:
        with open_container(path) as members:
            for member in members:
                shown = f"{printable(path)}/{member.name}"
                if member.path is None:
                    yield FileOutcome(shown, REFUSED, sentence=member.sentence)
                    continue
                yield Incoming(
                    path=member.path,
                    shown=shown,
                    name=member.name.rstrip("/").rsplit("/", 1)[-1],
                    sniffed="" if member.address else member.name,
                    media_type=member.media_type,
                    origin=f"{member.address or member.name} (in {printable(Path(path.name))})",
                    day=member.got,
                    container=path,
                    member=member.address or member.name,
                )
    except Refusal as refusal:
        yield FileOutcome(printable(path), REFUSED, sentence=str(refusal))


def _keep(data: bytes, captured: Captured) -> None:
    captures.keep(blobs.store(data), captured)


def _look_at(file: FileRead) -> str:
    """Say what an editor should look at: letters that hang on a guess, a text that no reader will see."""
    said = [doubt(file.captured.encoding)] if file.captured.is_guess else []
    if not file.reading.articles:
        said.append("No article was found in it: it is kept as regions only, which readers are not shown.")
    return " ".join(said)


def _declared(captured: Captured) -> list[Declared]:
    """Give the names and dates that the file itself marks, as suggestions."""
    kinds = {str(kind): kind for kind in MentionKind}  # what the limited process says is checked
    return [
        Declared(mark.span, kinds[mark.kind], mark.value) for mark in captured.marks if mark.kind in kinds
    ]


def _titled(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def printable(path: Path) -> str:
    """Give a path as a line can hold it: what is not UTF-8 in it, or cannot be seen, becomes �."""
    return visible(os.fsencode(path).decode("utf-8", "replace"))


class _Doorway:
    """Takes one file after the other into one corpus."""

    def __init__(self, corpus: models.Corpus, *, dry_run: bool, actor: models.User | None) -> None:
        self._new_corpus = corpus
        self._dry_run = dry_run
        self._actor = actor
        self._intake: Intake | None = None
        self._containers: dict[Path, str] = {}
        # Waiting for the disk and making rows are done side by side.
        self._keeper = ThreadPoolExecutor(max_workers=1, thread_name_prefix="bytes")

    def take(self, incoming: Incoming) -> FileOutcome:
        """Take one file in; one that cannot be read or kept is set aside with its sentence."""
        try:
            try:
                return self._take(incoming)
            except CLASHES:
                # Most likely somebody else wrote the same meanwhile: what is there now decides.
                return self._take(incoming)
        except (Refusal, PackageError, blobs.DamagedBlob) as refusal:
            sentence = str(refusal)
        except ValidationError as error:
            sentence = f"What was read in it cannot be kept: {' '.join(error.messages)}"
        except CLASHES as error:
            sentence = f"The archive would not keep it ({' '.join(str(error).split())}); take it in again."
        return FileOutcome(incoming.shown, REFUSED, sentence=sentence)

    def settle(self) -> None:
        """End: write down by what the articles taken in will be known again."""
        if self._intake is not None:
            self._intake.settle(is_last=True)

    def close(self) -> None:
        """Wait for what is still being kept."""
        self._keeper.shutdown()

    def _take(self, incoming: Incoming) -> FileOutcome:
        data = read_file(incoming.path)
        document = find_document(self._new_corpus.slug, data)
        if document is not None and document.withdrawn_on is not None:
            return FileOutcome(incoming.shown, KNOWN, document.public_id, sentence=withdrawn_words(document))
        if document is not None and document.is_held:
            return FileOutcome(incoming.shown, KNOWN, document.public_id)
        if document is not None:
            return self._attach(incoming.shown, document, data)
        file = incoming.file
        if file is None or file.sha256 not in {"", digest(data)}:  # it was changed since it was read ahead
            file = read_incoming(incoming, data)
        return self._take_in(incoming, data, file)

    def _attach(self, shown: str, document: models.Document, data: bytes) -> FileOutcome:
        """Give a document that is known by its hash its text."""
        with self._act(ActKind.ATTACH, f"Attached the text of {document.file_name}") as doing:
            attach(doing, document.corpus, {document.sha256: data})
            intake = self._intake or Intake(document.corpus, date_for)
            intake.link(doing, document)
        self._intake = intake
        return FileOutcome(shown, ATTACHED, document.public_id)

    def _take_in(self, incoming: Incoming, data: bytes, file: FileRead) -> FileOutcome:
        arrival = Arrival(
            data,
            file,
            day=incoming.day or timezone.now().date().isoformat(),
            origin=incoming.origin,
            rights=incoming.rights,
            container=self._container(incoming.container),
            member=incoming.member,
            received=incoming.received,
        )
        try:
            with self._act(ActKind.INGEST, f"Took in {file.name}") as doing:
                if self._intake is None:
                    self._intake = Intake(self._corpus(doing), date_for)
                kept = None if self._dry_run else self._keeper.submit(_keep, data, file.captured)
                stored = self._intake.take(doing, arrival)
                propose_declared(doing, stored.document, _declared(file.captured))
                if kept is not None:
                    kept.result()  # the bytes are on the disk before their rows are
        except BaseException:
            self._intake = None  # it may know rows that were taken back
            raise
        self._intake.settle()
        return FileOutcome(
            path=incoming.shown,
            status=TAKEN,
            document=stored.document.public_id,
            articles=len(stored.articles),
            copies=sum(article.copy_of_id is not None for article in stored.articles),
            passages=stored.passages,
            sentence=_look_at(file),
        )

    def _container(self, path: Path | None) -> str:
        """Keep a container's own bytes, once, and give their digest."""
        if path is None:
            return ""
        if self._containers.get(path) is None:
            data = read_file(path, LARGEST_CONTAINER)
            self._containers[path] = blobs.digest(data) if self._dry_run else blobs.store(data)
        return self._containers[path]

    def _corpus(self, doing: Doing) -> models.Corpus:
        return self._found_corpus() or doing.create(
            models.Corpus(slug=self._new_corpus.slug, title=self._new_corpus.title)
        )

    def _found_corpus(self) -> models.Corpus | None:
        return models.Corpus.objects.filter(slug=self._new_corpus.slug).first()

    def _act(self, kind: ActKind, summary: str) -> AbstractContextManager[Doing]:
        return act(kind, summary, actor=self._actor)
