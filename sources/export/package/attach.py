"""A text, to a document that was known only by its hash.

Everything is checked first: the hash, that the regions cover the text, that every mention's words
stand where it says, that every correction applies. Then all of it is written, or nothing: the bytes
into the store, the document as held, each revision's words, the later ones derived by their splices.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sources import models
from sources.annotate.acts import Doing
from sources.annotate.told import model_name
from sources.export.package.table import PackageError
from sources.ingest import blobs
from sources.ingest.captures import text_of
from sources.ingest.refusal import Refusal
from sources.ingest.tiling import tiling_faults
from sources.ingest.wording import wording
from sources.models.digested import digest_of
from sources.values import splice
from sources.values.span import Span


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document with its bytes and the words of each of its revisions, checked."""

    document: models.Document
    data: bytes
    texts: tuple[tuple[models.PassageRevision, str], ...]


def attach(doing: Doing, corpus: models.Corpus, found: Mapping[str, bytes]) -> tuple[str, ...]:
    """Give every document of the corpus that awaits its text that text, where it is among ``found``.

    Gives the file names. Raises PackageError, before anything is written, where one does not fit.
    """
    waiting = corpus.documents.filter(is_held=False, sha256__in=list(found)).order_by("file_name", "pk")
    attachments = [plan(document, found[document.sha256]) for document in waiting]
    for attachment in attachments:
        blobs.store(attachment.data)
        doing.fill(attachment.texts)
        doing.change(attachment.document, is_held=True)
    return tuple(attachment.document.file_name for attachment in attachments)


def plan(document: models.Document, data: bytes) -> Attachment:
    """Work out the words of every revision; raise PackageError where the bytes do not fit the rows."""
    if blobs.digest(data) != document.sha256:
        raise PackageError(
            f"{document.file_name}: the bytes hash to {blobs.digest(data)}; expected {document.sha256}."
        )
    try:
        captured = text_of(document.sha256, data, document.file_name)
    except Refusal as error:
        raise PackageError(f"{document.file_name}: {error}") from error
    passages = list(document.passages.with_wording().order_by("start"))
    regions = [
        (f"passage {passage.number} ({passage.public_id})", Span(passage.start, passage.end))
        for passage in passages
        if passage.joined_into_id is None
    ]
    for fault in tiling_faults(captured, regions):
        raise PackageError(f"{document.file_name}: {fault}")
    texts = [pair for passage in passages for pair in _wordings(document, passage, captured)]
    wordings = {revision.pk: text for revision, text in texts}
    for fault in (*_mention_faults(document, wordings), *_digest_faults(document, wordings)):
        raise PackageError(fault)
    return Attachment(document, data, tuple(texts))


def _wordings(
    document: models.Document, passage: models.Passage, captured: str
) -> Iterator[tuple[models.PassageRevision, str]]:
    text, places = "", passage.places()
    for revision in passage.revisions.all():
        if revision.begins_anew:
            text = wording(captured, places[revision.number])
        if revision.number > 1:
            try:
                text = splice.apply(text, [splice.Splice(*step) for step in revision.splices])
            except ValueError as error:
                raise PackageError(
                    f"{document.file_name}, passage {passage.number} ({passage.public_id}), "
                    f"revision {revision.number}: {error}"
                ) from error
        yield revision, text


def _mention_faults(document: models.Document, texts: Mapping[int, str]) -> Iterator[str]:
    mentions = models.Mention.objects.filter(revision__passage__document=document)
    for mention in mentions.select_related("revision__passage"):
        words = texts[mention.revision_id][mention.start : mention.end]
        if words != mention.exact:
            yield (
                f"{document.file_name}, passage {mention.revision.passage.number}, mention "
                f"{mention.public_id}: at {mention.start}–{mention.end} the text has “{words}”; "
                f"expected “{mention.exact}”."
            )


def _digest_faults(document: models.Document, texts: Mapping[int, str]) -> Iterator[str]:
    for model in (models.Quotation, models.Claim):
        marks = model._default_manager.filter(revision__passage__document=document)
        for mark in marks.select_related("revision__passage"):
            words = texts[mark.revision_id][mark.start : mark.end]
            if digest_of(mark.public_id, words) != mark.digest:
                yield (
                    f"{document.file_name}, passage {mark.revision.passage.number}, {model_name(mark)} "
                    f"{mark.public_id}: the words at {mark.start}–{mark.end} have another digest "
                    "than the package gives; the text is another, or the place is wrong."
                )
