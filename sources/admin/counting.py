"""Counts beside the rows of a list, made by the database in the list's own query."""

from typing import Any

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from sources.models import Claim, Mention, Quotation
from sources.models.span_bearing import WAITING

# What an article or a corpus is said to have waiting is what its desk counts as left: each name, date,
# quotation and claim that somebody is to decide on, in the passages that stand.
MARKS: tuple[type[Mention] | type[Quotation] | type[Claim], ...] = (Mention, Quotation, Claim)
_HERE = Q(revision__passage__joined_into=None)


def waiting_in_article() -> CombinedExpression | Coalesce:
    """Give the number of marks that wait in the article of a list's row."""
    numbers = [
        number_of(
            one.objects.awaiting_review().filter(_HERE, revision__passage__article=OuterRef("pk")),
            "revision__passage__article",
        )
        for one in MARKS
    ]
    first, *others = numbers
    return sum(others, start=first)


def marks_by_article() -> dict[int, tuple[int, int]]:
    """Count for each article the marks that wait and those that are decided; one query for each kind."""
    is_open = Q(status__in=WAITING)
    found: dict[int, tuple[int, int]] = {}
    for model in MARKS:
        rows = model.objects.in_use().filter(_HERE).order_by().values_list("revision__passage__article")
        counted = rows.annotate(waiting=Count("pk", filter=is_open), decided=Count("pk", filter=~is_open))
        for row, waiting, decided in counted:
            before = found.get(row, (0, 0))
            found[row] = (before[0] + waiting, before[1] + decided)
    return found


def number_of(rows: "models.QuerySet[Any]", key: str) -> Coalesce:
    """Give the number of ``rows``, which are filtered by an OuterRef that ``key`` holds."""
    counted = rows.order_by().values(key).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
