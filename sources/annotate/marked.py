"""Marks as suggesting sees them: columns, not objects.

An article has a hundred of them, and of nearly all nothing is to be done: to make a model's object of each
cost more than all the rest of looking through it.
"""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db import models
from django.db.models.functions import Cast

from sources.models import Mention, Quotation
from sources.models.span_bearing import BY_HAND
from sources.values.span import Span
from sources.vocabulary import MentionKind, MentionStatus

_PLACE = ("pk", "version", "revision_id", "start", "end", "exact", "status")
_COMMON = ("rule", "score", "recogniser", "reason")
# What a suggestion may set; the anchor stands apart, for it is a row of its own.
OF_MENTION = (*_COMMON, "proposed_kind", "proposed_name", "proposed_edtf", "proposed_entity_id")
OF_QUOTATION = (*_COMMON, "kind", "speaker_name", "proposed_speaker_id")
_NONE = "[]"


class Marked(NamedTuple):
    """A mark on a wording; ``values`` are the columns that a suggestion may set, by name.

    ``kind`` is what it names or proposes ("" if neither), ``date`` the EDTF of the date that it has.
    """

    is_mention: bool
    pk: int
    version: int
    revision: int
    span: Span
    exact: str
    status: str
    kind: str
    date: str
    anchor_mention: int | None
    values: dict[str, object]

    @property
    def is_machines(self) -> bool:
        """Whether it is the recogniser's, and nobody has decided on it."""
        is_by_hand = self.values["recogniser"] in {"", BY_HAND} or self.values["rule"] == BY_HAND
        return self.status == MentionStatus.SUGGESTED and not is_by_hand


def of_articles(keys: Sequence[int]) -> list[Marked]:
    """Give the marks on any wording of some articles, in the order in which they were made; two queries."""
    return [*_mentions(keys), *_quotations(keys)]


def _mentions(articles: Sequence[int]) -> Iterator[Marked]:
    # Read as text, and as JSON only where there is something in it.
    others = Cast("alternatives", models.TextField())
    beside = ("entity__kind", "date__edtf", "anchor_mention_id", "anchor_kind", others)
    rows = Mention.objects.filter(revision__passage__article__in=articles).order_by("pk")
    for pk, version, revision, start, end, exact, status, *rest in rows.values_list(
        *_PLACE, *beside, *OF_MENTION
    ):
        of_entity, date, anchor, anchor_kind, alternatives, *told = rest
        values = dict(zip(OF_MENTION, told, strict=True))
        values["anchor_kind"] = anchor_kind
        values["alternatives"] = [] if alternatives == _NONE else json.loads(alternatives)
        kind = str(MentionKind.DATE) if date else of_entity or values["proposed_kind"]
        span = Span(start, end)
        yield Marked(True, pk, version, revision, span, exact, status, kind, date or "", anchor, values)


def _quotations(articles: Sequence[int]) -> Iterator[Marked]:
    rows = Quotation.objects.filter(revision__passage__article__in=articles).order_by("pk")
    for pk, version, revision, start, end, exact, status, *told in rows.values_list(*_PLACE, *OF_QUOTATION):
        values = dict(zip(OF_QUOTATION, told, strict=True))
        yield Marked(False, pk, version, revision, Span(start, end), exact, status, "", "", None, values)
