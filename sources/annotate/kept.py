"""What the rules found in an article, kept: read once, however often the authority list changes.

A candidate is kept as its place and its meaning; its words are taken from the text, which is what the digest
is of. Nothing here is truth: a row that is missing, or that depends on something else than there is now, is
worked out again.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sources.annotate.examined import Examined
from sources.models import Findings
from sources.recognise.candidate import Candidate, SearchRegion
from sources.recognise.find import find
from sources.recognise.fingerprint import fingerprint
from sources.values.span import Span
from sources.vocabulary import AnchorKind, MentionKind


@dataclass(frozen=True, slots=True)
class Given:
    """All that the rules are given of an article."""

    text: str
    regions: Sequence[SearchRegion]
    published: str
    event_years: Sequence[str]
    feasts: Sequence[str]

    @property
    def digest(self) -> str:
        """Tell it, and the rules, from all others."""
        labels = [(one.span.start, one.span.end, one.kind) for one in self.regions]
        told = [fingerprint(), labels, self.published, [*self.event_years], [*self.feasts], self.text]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


@dataclass(frozen=True)
class Cold:
    """What the rules find in an article, and on what that depends; ``is_new`` where it was not kept yet."""

    digest: str
    found: Sequence[Candidate]
    is_new: bool = True

    @cached_property
    def words(self) -> list[str]:
        """Give what is asked of the authority list because of it: each form and each full name once."""
        return sorted(
            {form for one in self.found for form in (plain(one.surface), plain(one.entity)) if form}
        )


def given(text: Examined) -> Given:
    """Give what the rules are given of an article."""
    article = text.article
    return Given(
        text=text.text,
        regions=text.regions,
        published=article.published.edtf if article.published else "",
        event_years=event_years(article.event_years, article.document.corpus.event_years),
        feasts=article.document.corpus.feasts,
    )


def event_years(own: Sequence[str], of_corpus: Sequence[str]) -> tuple[str, ...]:
    """Give the years that an article speaks of: its own, or else its corpus's."""
    return tuple(own or of_corpus)


def cold(text: Examined) -> Cold:
    """Give what the rules find in an article: kept, or else worked out."""
    depends_on = given(text).digest
    rows = Findings.objects.filter(article=text.article, depends_on=depends_on)
    for found in rows.values_list("found", flat=True):
        return Cold(depends_on, unpacked(found, text.text), is_new=False)
    return worked_out(text)


def worked_out(text: Examined) -> Cold:
    """Let the rules read an article."""
    told = given(text)
    feasts = text.article.document.corpus.feast_days
    found = find(told.text, told.regions, told.published, told.event_years, feasts=feasts)
    return Cold(told.digest, found)


def keep(text: Examined, finds: Cold, **state: str | int) -> None:
    """Keep what was found, and in which state of the article nothing is left to do (columns of the row)."""
    values: dict[str, Any] = {**state}  # Any: each column's own
    if not finds.is_new:
        Findings.objects.filter(article=text.article).update(**values)
        return
    values |= {"depends_on": finds.digest, "found": packed(finds.found), "words": as_bytes(finds.words)}
    Findings.objects.bulk_create(
        [Findings(article=text.article, **values)],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=[*values],
    )


def plain(words: str) -> str:
    """Give words as the authority list is asked for them: single blanks, none at the ends."""
    return " ".join(words.split())


def packed(found: Iterable[Candidate]) -> bytes:
    """Give candidates as a row holds them."""
    return as_bytes([_row(one) for one in found])


def unpacked(data: bytes | memoryview, text: str) -> list[Candidate]:
    """Give the candidates of a row again, with their words from the text."""
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
        kind=MentionKind(kind),
        rule=rule,
        score=score,
        edtf=edtf,
        entity=surface if entity is None else entity,
        anchor=AnchorKind(anchor),
        anchor_words=anchor_words,
        others=tuple(others),
    )
