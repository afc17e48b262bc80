"""Whether the places that a package speaks of exist: regions, corrections and mentions.

The length of every wording is known without its text: the first is as long as its region, and a
correction changes the length by what its splices say. So a span that is out of range is found
here, with its line, before anything is written and whether or not the text is at hand.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from sources.export.package.order import ring
from sources.export.package.rows import ClaimRow, MentionRow, Package, PassageRow, QuotationRow, RevisionRow
from sources.values import splice
from sources.vocabulary import AnchorKind, MentionStatus

# Per article 1, 2, 3 …, 7a after a split, 0a before the first; f1, f2 … outside articles.
_NUMBER = re.compile(r"f?[1-9][0-9]*[a-z]*|0[a-z]+")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ANCHORS = {str(kind) for kind in AnchorKind} - {str(AnchorKind.MENTION)}


def passage_faults(package: Package) -> Iterator[str]:
    """Regions have a start before their end, stand in order, do not overlap, and fit their file."""
    documents = {row.id: row for row in package.documents}
    homes = {row.id: row.document for row in package.articles}
    standing: dict[str, list[PassageRow]] = defaultdict(list)
    for row in package.passages:
        yield from _region_faults(row, documents[row.document].size)
        if row.article and homes[row.article] != row.document:
            yield f"{row.at}: article {row.article} is in another document than the passage."
        if not row.joined_into:
            standing[row.document].append(row)
    for rows in standing.values():
        yield from _overlaps(sorted(rows, key=lambda row: (row.start, row.end)))


def _region_faults(row: PassageRow, size: int) -> Iterator[str]:
    if row.start >= row.end:
        yield f"{row.at}: the region runs from {row.start} to {row.end}; it must begin before it ends."
    # A code point takes at least one byte.
    elif row.end > size:
        yield f"{row.at}: the region ends at {row.end}, but the document has only {size} bytes; check end."
    if not _NUMBER.fullmatch(row.number):
        yield f"{row.at}: the number is “{row.number}”; expected e.g. 7, 7a, or f1 outside articles."
    if not 0 <= row.confidence <= 1:
        yield f"{row.at}: confidence is {row.confidence}; expected 0 to 1."


def _overlaps(rows: list[PassageRow]) -> Iterator[str]:
    for before, after in pairwise(rows):
        if after.start < before.end:
            yield (
                f"{after.at}: the region begins at {after.start}, inside that of {before.at}, "
                f"which ends at {before.end}; regions do not overlap."
            )


def lengths(package: Package) -> dict[tuple[str, int], int]:
    """Give the length of every wording in code points, by passage and number."""
    found = starting_lengths(package)
    for row in sorted(package.revisions, key=lambda row: (row.passage, row.number)):
        before = found.get((row.passage, row.number - 1))
        if before is not None:
            begins = found.get((row.passage, row.number), before)
            found[row.passage, row.number] = begins + sum(step.growth for step in _splices(row))
    return found


def starting_lengths(package: Package) -> dict[tuple[str, int], int]:
    """Give the length of the captured text from which a first wording, split or join begins."""
    places = {row.id: row.length for row in package.passages}
    found = {}
    # Backwards: a split or join says what the place was before it.
    for row in sorted(package.revisions, key=lambda row: (row.passage, -row.number)):
        if row.made_by and row.passage in places:
            found[row.passage, row.number] = places[row.passage]
        if row.former_length is not None:
            places[row.passage] = row.former_length
    return found | {(name, 1): length for name, length in places.items()}


def _splices(row: RevisionRow) -> tuple[splice.Splice, ...]:
    try:
        return splice.from_json(row.splices)
    except ValueError:
        return ()


def revision_faults(package: Package) -> Iterator[str]:
    """Corrections count from 2 without a gap, say why, and stay inside the wording before."""
    known, begins = lengths(package), starting_lengths(package)
    for row in package.revisions:
        length = known.get((row.passage, row.number - 1))
        if row.number <= 1 or length is None:
            yield f"{row.at}: revision {row.number} has no revision {row.number - 1} before it; count from 2."
            continue
        if not row.reason:
            yield f"{row.at}: the reason is empty; a correction says why."
        yield from _splice_faults(row, begins.get((row.passage, row.number), length))


def _splice_faults(row: RevisionRow, length: int) -> Iterator[str]:
    try:
        steps = splice.from_json(row.splices)
    except ValueError as error:
        yield f"{row.at}: {error}"
        return
    if splice.to_json(steps) != row.splices:
        yield f"{row.at}: splices are written without spaces: {splice.to_json(steps)}."
    for step in steps:
        if step.end > length:
            yield (
                f"{row.at}: a splice ends at {step.end}, but the wording before it has {length} characters; "
                "check its end."
            )
            return
        length += step.growth
    if length < 1:
        yield f"{row.at}: the correction leaves no text; label the passage instead."


def mention_faults(package: Package) -> Iterator[str]:
    """Spans lie inside their wording and are as long as their words; a mention names one thing."""
    known = lengths(package)
    ids = {row.id: row for row in package.mentions}
    for row in package.mentions:
        yield from _span_faults(row, known)
        yield from _sense_faults(row)
        if row.anchor not in _ANCHORS and row.anchor not in ids:
            words = ", ".join(sorted(_ANCHORS - {""}))
            yield f"{row.at}: anchor is “{row.anchor}”; expected nothing, {words}, or the id of a mention."
    round_about = ring({row.id: row.anchor if row.anchor in ids else "" for row in package.mentions})
    if round_about:
        yield (
            f"{ids[round_about[0]].at}: the anchors lead in a ring, {' to '.join(round_about)}; "
            "a date cannot be counted from itself."
        )
    yield from _marked_twice(package)


def quotation_faults(package: Package) -> Iterator[str]:
    """Spans lie inside their wording, once each; an accepted quotation has a speaker."""
    known = lengths(package)
    first: dict[tuple[str, int, int, int], str] = {}
    for row in package.quotations:
        yield from place_faults(row, known)
        if not _SHA256.fullmatch(row.digest):
            yield f"{row.at}: digest is “{row.digest}”; expected 64 hexadecimal digits."
        if row.status == MentionStatus.ACCEPTED and not (row.speaker or row.speaker_name):
            yield f"{row.at}: the quotation is accepted and nobody says it; give speaker or speaker_name."
        if row.score is not None and not 0 <= row.score <= 1:
            yield f"{row.at}: the score is {row.score}; expected 0 to 1."
        place = (row.passage, row.revision, row.start, row.end)
        if place in first:
            yield f"{row.at}: these words are a quotation at {first[place]} already; keep one of the two."
        first.setdefault(place, row.at)


def _span_faults(row: MentionRow, known: dict[tuple[str, int], int]) -> Iterator[str]:
    wrong = list(place_faults(row, known))
    yield from wrong
    if not wrong and len(row.exact) != row.end - row.start:
        yield (
            f"{row.at}: “{row.exact}” has {len(row.exact)} characters, but the span {row.start}–{row.end} "
            f"has {row.end - row.start}; check exact, start and end."
        )


def place_faults(
    row: MentionRow | QuotationRow | ClaimRow, known: dict[tuple[str, int], int]
) -> Iterator[str]:
    """A span begins before it ends, inside a wording that there is (``known``: its length)."""
    length = known.get((row.passage, row.revision))
    if length is None:
        yield f"{row.at}: passage {row.passage} has no revision {row.revision}; check revision."
    elif not 0 <= row.start < row.end:
        yield f"{row.at}: the span runs from {row.start} to {row.end}; it must begin before it ends."
    elif row.end > length:
        words = f" (“{row.exact}”)" if isinstance(row, MentionRow) else ""
        yield (
            f"{row.at}: the span {row.start}–{row.end}{words} ends outside passage {row.passage}, "
            f"whose revision {row.revision} has {length} characters; check start and end."
        )


def _sense_faults(row: MentionRow) -> Iterator[str]:
    if row.entity and row.date:
        yield f"{row.at}: the mention names entity {row.entity} and date {row.date}; it can name only one."
    if row.status == MentionStatus.ACCEPTED and not (row.entity or row.date):
        yield f"{row.at}: the mention is accepted and names nothing; give an entity or a date."
    if row.score is not None and not 0 <= row.score <= 1:
        yield f"{row.at}: the score is {row.score}; expected 0 to 1."


def _marked_twice(package: Package) -> Iterator[str]:
    first: dict[tuple[object, ...], str] = {}
    for row in package.mentions:
        if row.entity or row.date:
            mark = (row.passage, row.revision, row.start, row.end, row.entity, row.date)
            if mark in first:
                yield f"{row.at}: these words are marked so at {first[mark]} already; keep one of the two."
            first.setdefault(mark, row.at)
