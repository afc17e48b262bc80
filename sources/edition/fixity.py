"""Whether everything kept is still what was kept: nothing is taken on trust, everything is read again.

Bytes are hashed, wordings derived anew from the bytes, mentions, quotations and claims laid on their
wordings, the log's chain computed from its first entry, the editions' files hashed. Each thing that does
not hold is named with one sentence. Nothing is repaired: a person decides, and has the backup.
"""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain, groupby

from django.db import DatabaseError, connection
from django.db.models import Prefetch

from sources import models
from sources.annotate import journal
from sources.annotate.chain import body_digest, chain_digest
from sources.edition import published
from sources.edition.damage import Damage, Look
from sources.edition.gone import unretired
from sources.edition.published import Anchor
from sources.edition.recorded import neither_true_nor_false, unlike_the_record, unlike_their_value
from sources.ingest import blobs
from sources.ingest.captures import member_digests, text_of
from sources.ingest.refusal import Refusal
from sources.ingest.tiling import tiling_faults
from sources.ingest.wording import wording
from sources.models import triggers
from sources.models.digested import digest_of
from sources.values import splice
from sources.values.span import Span
from sources.vocabulary import ActKind


@dataclass(frozen=True, slots=True)
class Verified:
    """How much was looked at, and what is damaged."""

    checked: dict[str, int]
    damage: tuple[Damage, ...]

    def as_json(self) -> dict[str, object]:
        """Give it as JSON can hold it."""
        return {"sound": not self.damage, **asdict(self)}


def verify(anchor: Anchor | None = None) -> Verified:
    """Look at everything that is kept, and hold it against a head that was published."""
    checked: dict[str, int] = {}
    damage: list[Damage] = []
    looks: dict[str, Callable[[], Look]] = dict(_LOOKS)
    if anchor is not None:
        looks["anchors"] = partial(published.as_published, anchor)
    for name, look in looks.items():
        checked[name] = 0
        for found in _to_the_end(name, look):
            if found is None:
                checked[name] += 1
            else:
                damage.append(found)
    return Verified(checked, tuple(damage))


_WHITE = re.compile(r"\s")


def _to_the_end(name: str, look: Callable[[], Look]) -> Look:
    """Look at all; what cannot be read at all is damaged too, and the other looks go on."""
    try:
        yield from look()
    except (DatabaseError, AttributeError, ValueError, KeyError, TypeError, OSError) as error:
        yield Damage("database", name, f"The {name} cannot be read to their end: {error}")


def _database() -> Look:
    """SQLite's own check of its file: pages, indexes, references."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for pragma in ("integrity_check(20)", "foreign_key_check"):
            yield None
            cursor.execute(f"PRAGMA {pragma}")
            for found in cursor.fetchall():
                if found != ("ok",):
                    yield Damage("database", pragma.split("(")[0], " ".join(map(str, found)))


def _rows() -> Look:
    """Rows as the record of acts left them, dates as their value says."""
    for found in chain(unlike_the_record(), unlike_their_value(), neither_true_nor_false()):
        yield None if found is None else Damage("row", f"{found[0]} {found[1]}", found[2])


def _retired_ids() -> Look:
    """The ids of what is gone, which nothing else may get."""
    for found in unretired():
        yield None if found is None else Damage("id", *found)


def _triggers() -> Look:
    gone = triggers.missing(connection)
    for name in sorted(triggers.TRIGGERS | triggers.RETIRING):
        yield None
        if name in gone:
            yield Damage("trigger", name, f"The trigger {name} is missing; manage.py migrate installs it.")


def _documents() -> Look:
    """Bytes, and every wording that follows from them."""
    for document in models.Document.objects.order_by("pk").iterator():
        yield None
        if document.is_held:
            yield from _held(document)
        else:
            yield from _not_held(document)


def _held(document: models.Document) -> Look:
    item = f"{document.public_id} {document.file_name}"
    try:
        data = blobs.read(document.sha256)
        captured = text_of(document.sha256, data, document.file_name)
    except (blobs.DamagedBlob, Refusal) as error:
        yield Damage("document", item, str(error))
        return
    if len(data) != document.size:
        yield Damage("document", item, f"It has {len(data)} bytes; its row says {document.size}.")
    ordered = Prefetch("revisions", models.PassageRevision.objects.order_by("number"))
    passages = list(document.passages.prefetch_related(ordered).order_by("start", "pk"))
    regions = [(f"Passage {row}", Span(row.start, row.end)) for row in passages if not row.joined_into_id]
    for fault in tiling_faults(captured, regions):
        yield Damage("document", item, fault)
    for passage in passages:
        if passage.end <= len(captured):
            yield from _wordings(passage, captured)


def _wordings(passage: models.Passage, captured: str) -> Look:
    text, places = "", passage.places()
    for revision in passage.revisions.all():
        item = f"{passage.public_id} revision {revision.number}"
        if revision.begins_anew:
            text = wording(captured, places[revision.number])
        if revision.number > 1:
            try:
                text = splice.apply(text, [splice.Splice(*step) for step in revision.splices])
            except ValueError as error:
                yield Damage("revision", item, str(error))
                return
        if not _agrees(revision, text):
            origin = "its region of the document" if revision.number == 1 else "what its splices make"
            yield Damage("revision", item, f"Its text is not {origin}.")
            return


def _containers() -> Look:
    """Zips and web archives: their bytes, and in them the bytes of every document that came in them.

    A corpus package tells of containers and does not carry them: those are asked for only where a document
    was taken in here.
    """
    came = models.Document.objects.exclude(container_sha256="").order_by("container_sha256", "pk")
    taken_in = models.Change.objects.filter(changeset__kind=ActKind.INGEST, model="document")
    own = set(taken_in.values_list("row", flat=True))
    for sha256, group in groupby(came, key=lambda document: document.container_sha256):
        documents = list(group)
        if not blobs.is_stored(sha256) and not any(str(document.pk) in own for document in documents):
            continue
        yield None
        try:
            blobs.read(sha256)
            held = member_digests(sha256)
        except (blobs.DamagedBlob, Refusal) as error:
            yield Damage("container", sha256, str(error))
            continue
        for document in documents:
            if document.sha256 not in held:
                item = f"{document.public_id} {document.file_name}"
                yield Damage("container", item, f"Its bytes are not in the container {sha256}.")


def _agrees(revision: models.PassageRevision, text: str) -> bool:
    if revision.made_by and revision.text is not None:
        # Put together from wordings: white space between regions is spaces there, whatever it was.
        return _WHITE.sub(" ", revision.text) == _WHITE.sub(" ", text)
    return revision.text == text


def _not_held(document: models.Document) -> Look:
    filled = models.PassageRevision.objects.filter(passage__document=document).exclude(text=None)
    for revision in filled.select_related("passage"):
        item = f"{revision.passage.public_id} revision {revision.number}"
        yield Damage("revision", item, f"It has a text, but {document.file_name} is not held.")


def _mentions() -> Look:
    held = models.Mention.objects.exclude(revision__text=None).order_by("revision", "pk")
    columns = ("public_id", "start", "end", "exact", "revision__text")
    for public_id, start, end, exact, text in held.values_list(*columns).iterator():
        yield None
        if text[start:end] != exact:
            yield Damage(
                "mention", public_id, f"At {start}–{end} its revision has “{text[start:end]}”, not “{exact}”."
            )


def _quotations() -> Look:
    yield from _digested(models.Quotation)


def _claims() -> Look:
    yield from _digested(models.Claim)


def _digested(model: type[models.Quotation] | type[models.Claim]) -> Look:
    """Their words where the text is held, and everywhere the digest of the words that there are."""
    noun = str(model._meta.model_name)
    columns = ("public_id", "start", "end", "exact", "digest", "revision__text")
    rows = model._default_manager.order_by("revision", "pk").values_list(*columns)
    for public_id, start, end, exact, digest, text in rows.iterator():
        yield None
        if text is not None and text[start:end] != exact:
            sentence = f"At {start}–{end} its revision has other words than it."
            yield Damage(noun, public_id, sentence)
        elif exact and digest_of(public_id, exact) != digest:
            yield Damage(noun, public_id, "Its digest is not that of its words.")


def _log() -> Look:
    """The chain of digests, each entry's over the one before."""
    previous = ""
    entries = models.ChangeSet.objects.order_by("pk").prefetch_related("changes")
    for entry in entries.iterator(chunk_size=200):
        yield None
        changes = sorted(entry.changes.all(), key=lambda change: change.position)
        if entry.previous_digest != previous:
            yield Damage("log", entry.public_id, "The entry before it was changed or taken away.")
        if body_digest(entry, changes) != entry.body_digest:
            yield Damage("log", entry.public_id, f"What it says was changed since it was written: “{entry}”.")
        if [change.position for change in changes] != list(range(len(changes))):
            yield Damage("log", entry.public_id, "The rows that it tells of are not numbered one by one.")
        if chain_digest(entry) != entry.digest:
            yield Damage("log", entry.public_id, "Its place in the chain was changed.")
        previous = entry.digest


def _journal() -> Look:
    """The lines beside the database, from which a restore knows what was withheld since.

    The record is asked first: an act that is done meanwhile writes its lines before it is in there.
    """
    wrote = models.ChangeSet.objects.exclude(journal_digest="").order_by("pk")
    told = list(wrote.values_list("public_id", "journal_digest"))
    for found in journal.faults():
        yield None if found is None else Damage("journal", f"line {found[0]}", found[1])
    there = journal.digests()
    lost = [act for act, digest in told if digest not in there]
    if lost:
        sentence = (
            f"The lines of {len(lost)} acts, the first {lost[0]}, are not there as they were written: "
            "the journal was cut, emptied, or another was put in its place. A restore would not withhold "
            "what they took away; put the journal of the newest backup in its place."
        )
        yield Damage("journal", lost[0], sentence)


_LOOKS: dict[str, Callable[[], Look]] = {
    "checks of the database": _database,
    "triggers": _triggers,
    "documents": _documents,
    "containers": _containers,
    "mentions": _mentions,
    "quotations": _quotations,
    "claims": _claims,
    "log entries": _log,
    "rows": _rows,
    "ids of what is gone": _retired_ids,
    "journal": _journal,
    "editions": published.editions,
}
