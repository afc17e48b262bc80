"""Articles as databases of newspapers export them: each line of head and foot under a field's label.

Two manners are common: two or three capitals and some space ("HD", "SN", "PD", "LP"), and a word with a colon
("HEADLINE:", "LENGTH:", "LOAD-DATE:", "Full text:"). A label says more surely than any sign what its line is,
and the headline's label, when it comes back, opens the next record. A label may stand alone, over what it
labels.
"""

import re
from collections.abc import Container
from dataclasses import dataclass

from sources.ingest.bylines import is_biography
from sources.ingest.export_labels import CLOSING, CODES, LABELS, TELLING
from sources.ingest.join import Unit
from sources.ingest.signs import PAPER, is_prose, is_title_like
from sources.vocabulary import Kind

K = Kind
CODE = re.compile(r"^(?P<label>[A-Z]{2,3})(?:(?P<space>\s{2,}|\t|\s)(?P<words>\S.*))?$", re.DOTALL)
LABEL = re.compile(r"^(?P<label>[A-Za-z][A-Za-z'’/ -]{2,28}?)\s?:(?:\s+(?P<words>\S.*))?$", re.DOTALL)
COUNT = re.compile(
    r"^\W*(?:(?:document|article|item|story|record) )?\d+ (?:of|/) \d+(?: documents?)?\W*$", re.IGNORECASE
)
SUMMARY = re.compile(
    r"^\W*(?:search (?:summary|terms|results)|end of document|.{0,20}\bdocuments? (?:found|retrieved))\b",
    re.I,
)
FEWEST_CODES, FEWEST_LABELS, FEWEST_TELLING, ABOVE = 4, 4, 2, 6


@dataclass(frozen=True, slots=True)
class Field:
    """A line of an export: its field's label, the kind of its contents, and those without the label."""

    label: str
    kind: Kind
    words: str

    @property
    def said(self) -> str:
        """Give the contents as a page would print them."""
        return f"Source: {self.words}" if self.kind == K.SOURCE_CREDIT else self.words


@dataclass(frozen=True, slots=True)
class Record:
    """One article of an export among the passages of a file, and its headline's place."""

    start: int
    end: int
    title: int | None


def fields_of(units: list[Unit]) -> dict[int, Field]:
    """Give the fields of an export by their lines' places; none where the file is no export."""
    coded = _coded(units)
    if _is_coded(units, coded):
        return coded
    labelled = _labelled(units)
    found = {field.label for field in labelled.values()}
    is_export = len(found) >= FEWEST_LABELS and len(found & TELLING) >= FEWEST_TELLING
    return labelled if is_export else {}


def records_of(units: list[Unit], fields: dict[int, Field]) -> list[Record]:
    """Give the articles of an export in order."""
    starts = _starts(units, fields)
    ends = [*starts[1:], len(units)]
    return [
        Record(start, end, _title(units, fields, range(start, end)))
        for start, end in zip(starts, ends, strict=True)
    ]


def labelled_kinds(units: list[Unit], fields: dict[int, Field], record: range) -> dict[int, Kind]:
    """Give the kinds that a record's labels say, also of the lines under a label that stands alone."""
    kinds: dict[int, Kind] = {}
    current: Kind | None = None
    for index in record:
        field = fields.get(index)
        if field is not None:
            kinds[index] = field.kind if field.words else K.BOILERPLATE
            current = field.kind if not field.words or field.kind == K.BODY else None
        elif COUNT.match(units[index].text) or SUMMARY.match(units[index].text):
            kinds[index] = K.BOILERPLATE
            current = K.BOILERPLATE if SUMMARY.match(units[index].text) else None
        elif current == K.BODY:
            kinds |= _text(units, index)
        elif current is not None:
            kinds[index] = current
            current = current if current in {K.BOILERPLATE, K.CAPTION} and not units[index].gap else None
        elif _is_paper(units, fields, index):
            kinds[index] = K.SOURCE_CREDIT
    return kinds


def _text(units: list[Unit], index: int) -> dict[int, Kind]:
    """Say of a paragraph under the text's label that it is text; other lines are judged as anywhere."""
    is_text = is_prose(units[index]) and not is_biography(units[index].shape.plain)
    return {index: K.BODY} if is_text else {}


def _coded(units: list[Unit]) -> dict[int, Field]:
    found: dict[int, Field] = {}
    for index, unit in enumerate(units):
        match = CODE.match(unit.text)
        if match and (kind := CODES.get(match["label"])):
            found[index] = Field(match["label"], kind, (match["words"] or "").strip())
    return found


def _is_coded(units: list[Unit], coded: dict[int, Field]) -> bool:
    """Tell whether the codes are an export's: several, a headline among them, and mostly close together."""
    labels = {field.label for field in coded.values()}
    neighbours = sum(index + 1 in coded or index + 2 in coded for index in coded)
    has_head = any(field.kind == K.TITLE for field in coded.values())
    return (
        len(labels) >= FEWEST_CODES and has_head and neighbours * 2 > len(coded) and len(units) > len(labels)
    )


def _labelled(units: list[Unit]) -> dict[int, Field]:
    found: dict[int, Field] = {}
    for index, unit in enumerate(units):
        match = LABEL.match(unit.text) if ":" in unit.text[:32] else None
        label = match["label"].strip().lower().replace("’", "'") if match else ""
        if match and label in LABELS:
            found[index] = Field(label, LABELS[label], (match["words"] or "").strip())
    return found


def _starts(units: list[Unit], fields: dict[int, Field]) -> list[int]:
    """Give where the records begin: at a count ("2 of 7"), or where the headline's label comes back."""
    counts = [index for index, unit in enumerate(units) if COUNT.match(unit.text)]
    if len(counts) > 1 and len(fields) > len(counts):
        return counts
    starts, has_title = [0], False
    for index in sorted(fields):
        if fields[index].kind != K.TITLE:
            continue
        if has_title:
            starts.append(_head_of(units, fields, index, starts[-1]))
        has_title = True
    return starts


def _head_of(units: list[Unit], fields: dict[int, Field], index: int, floor: int) -> int:
    """Step back from a headline's label over the lines of the same head: it begins under a text or a foot."""
    start = index
    while start - 1 > floor and not _closes(units[start - 1], fields.get(start - 1)):
        start -= 1
    return start


def _closes(unit: Unit, field: Field | None) -> bool:
    """Tell whether a line is of the record before: its text, or a field that stands under that."""
    if field is None:
        return is_prose(unit) or (unit.shape.ends_sentence and unit.shape.words > ABOVE) or unit.shape.rule
    return field.kind == K.BODY or field.label in CLOSING


def _title(units: list[Unit], fields: dict[int, Field], record: range) -> int | None:
    """Give a record's headline: what is labelled so, or stands under that label."""
    for index in record:
        field = fields.get(index)
        if field is None or field.kind != K.TITLE:
            continue
        if field.words:
            return index
        return index + 1 if index + 1 in record and index + 1 not in fields else None
    first = next((index for index in record if index in fields), record.start)
    return next(
        (index for index in reversed(range(record.start, first)) if is_title_like(units[index])), None
    )


def _is_paper(units: list[Unit], fields: Container[int], index: int) -> bool:
    """Tell whether a line above the fields is the paper's name: by its words, or by the day under it."""
    is_above = any(place in fields for place in range(index + 1, index + 1 + ABOVE))
    if not is_above or not is_title_like(units[index]):
        return False
    return bool(PAPER.match(units[index].shape.plain)) or units[index + 1].stamp
