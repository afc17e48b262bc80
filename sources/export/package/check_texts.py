"""Whether a package's rows fit the texts that they speak of, before anything is loaded.

Each wording is derived as a load would derive it, and every region, correction, mention and digest is
held against it, so that whoever annotates by script is told of all that is wrong at once, with its line.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sources.export.package.rows import ClaimRow, DocumentRow, Package, PassageRow, QuotationRow, RevisionRow
from sources.ingest.captures import text_of
from sources.ingest.refusal import Refusal
from sources.ingest.tiling import tiling_faults
from sources.ingest.wording import wording
from sources.models.digested import digest_of
from sources.values import splice
from sources.values.span import Span

Wordings = dict[tuple[str, int], str]  # by passage and number of the revision


def captured_texts(
    documents: Iterable[DocumentRow], found: Mapping[str, bytes]
) -> tuple[dict[str, str], list[str]]:
    """Read the texts that were found: by document's id, and what cannot be read, in sentences."""
    texts, faults = {}, []
    for row in documents:
        data = found.get(row.sha256)
        if data is None:
            continue
        if len(data) != row.size:
            faults.append(f"{row.at}: size is {row.size}, but {row.file_name} has {len(data)} bytes.")
        try:
            texts[row.id] = text_of(row.sha256, data, row.file_name)
        except Refusal as error:
            faults.append(f"{row.at}: {row.file_name} cannot be read: {error}")
    return texts, faults


def text_faults(package: Package, texts: Mapping[str, str]) -> Iterator[str]:
    """Say what does not fit: regions, corrections, marked words and digests, of the texts at hand."""
    names = {row.id: row.file_name for row in package.documents}
    for document, text in texts.items():
        rows = [row for row in package.passages if row.document == document and not row.joined_into]
        rows.sort(key=lambda row: row.start)
        regions = [(f"the region of {row.at}", Span(row.start, row.end)) for row in rows]
        for fault in tiling_faults(text, regions):
            yield f"{names[document]}: {fault}"
    wordings: Wordings = {}
    yield from _derive(package, texts, wordings)
    yield from _word_faults(package, wordings)


def _derive(package: Package, texts: Mapping[str, str], wordings: Wordings) -> Iterator[str]:
    """Fill in the wordings of all passages whose text is at hand; say which corrections do not fit."""
    corrections: dict[str, list[RevisionRow]] = defaultdict(list)
    for row in sorted(package.revisions, key=lambda row: row.number):
        corrections[row.passage].append(row)
    for passage in package.passages:
        if passage.document in texts:
            captured = texts[passage.document]
            yield from _derive_one(passage, corrections[passage.id], captured, wordings)


def _derive_one(
    passage: PassageRow, corrections: list[RevisionRow], captured: str, wordings: Wordings
) -> Iterator[str]:
    places = _places(passage, corrections)
    text = wordings[passage.id, 1] = wording(captured, places[1])
    for row in corrections:
        # A split or join begins anew from the captured text.
        before = wording(captured, places[row.number]) if row.made_by else text
        try:
            text = splice.apply(before, splice.from_json(row.splices))
        except ValueError as error:
            yield f"{row.at}: {error}"
            return
        wordings[passage.id, row.number] = text


def _places(passage: PassageRow, corrections: list[RevisionRow]) -> dict[int, Span]:
    """Say where the passage stood when each of its revisions was in force."""
    place, places = Span(passage.start, passage.end), {}
    for row in reversed(corrections):
        places[row.number] = place
        if row.former_start is not None and row.former_end is not None:
            place = Span(row.former_start, row.former_end)
    return places | {1: place}


def _word_faults(package: Package, wordings: Wordings) -> Iterator[str]:
    for mention in package.mentions:
        text = wordings.get((mention.passage, mention.revision))
        if text is not None and text[mention.start : mention.end] != mention.exact:
            yield (
                f"{mention.at}: at {mention.start}–{mention.end} the text has "
                f"“{text[mention.start : mention.end]}”; expected “{mention.exact}”."
            )
    digested: list[QuotationRow | ClaimRow] = [*package.quotations, *package.claims]
    for row in digested:
        text = wordings.get((row.passage, row.revision))
        if text is not None and digest_of(row.id, text[row.start : row.end]) != row.digest:
            yield (
                f"{row.at}: the words at {row.start}–{row.end} of passage {row.passage} have another digest; "
                "check start and end, or compute the digest anew."
            )
