"""What the rules found, in little room: to be kept in a row, or sent from one process to another.

A candidate is its place and its meaning; its words are taken from the text.
"""

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from sources.recognise.candidate import Candidate
from sources.values.span import Span
from sources.vocabulary import AnchorKind, MentionKind

_KINDS = {str(kind): kind for kind in MentionKind}
_ANCHORS = {str(kind): kind for kind in AnchorKind}


def plain(words: str) -> str:
    """Give words as the authority list is asked for them: single blanks, none at the ends."""
    return " ".join(words.split())


def words_of(found: Iterable[Candidate]) -> list[str]:
    """Give what is asked of the authority list because of finds: each form and each full name once."""
    return sorted({form for one in found for form in (plain(one.surface), plain(one.entity)) if form})


def packed(found: Iterable[Candidate]) -> bytes:
    """Give candidates without their words."""
    return as_bytes([_row(one) for one in found])


def unpacked(data: bytes | memoryview, text: str) -> list[Candidate]:
    """Give candidates again, with their words from the text."""
    return [_candidate(row, text) for row in from_bytes(data)]


def as_bytes(value: object) -> bytes:
    """Give a list as little room as it needs."""
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode())


def from_bytes(data: bytes | memoryview) -> Any:  # noqa: ANN401 -- what JSON holds
    """Give the list again."""
    return json.loads(zlib.decompress(data))


def _row(one: Candidate) -> list[object]:
    entity = None if one.entity == one.surface else one.entity
    place = [one.span.start, one.span.end]
    return [*place, one.kind, one.rule, one.score, entity, one.edtf, one.anchor, one.anchor_words, one.others]


def _candidate(row: Sequence[Any], text: str) -> Candidate:  # Any: as JSON gives it
    start, end, kind, rule, score, entity, edtf, anchor, anchor_words, others = row
    span = Span(start, end)
    surface = span.of(text)
    return Candidate(
        span=span,
        surface=surface,
        kind=_KINDS[kind],
        rule=rule,
        score=score,
        edtf=edtf,
        entity=surface if entity is None else entity,
        anchor=_ANCHORS[anchor],
        anchor_words=anchor_words,
        others=tuple(others),
    )
