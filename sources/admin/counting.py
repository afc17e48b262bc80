"""Counts beside the rows of a list, made by the database in the list's own query."""

from typing import Any, NamedTuple

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from sources.models import Claim, Mention, Quotation
from sources.models.span_bearing import WAITING
from sources.vocabulary import MentionStatus

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


class Marks(NamedTuple):
    """How many marks of an article wait, are decided, and how many names and dates are accepted."""

    waiting: int = 0
    decided: int = 0
    accepted: int = 0


def marks_by_article() -> dict[int, Marks]:
    """Count the marks of each article, of every kind; one query."""
    is_open = Q(status__in=WAITING)
    first, *others = [
        model.objects.in_use()
        .filter(_HERE)
        .order_by()
        .values_list("revision__passage__article")
        .annotate(
            waiting=Count("pk", filter=is_open),
            decided=Count("pk", filter=~is_open),
            accepted=Count("pk", filter=Q(status=MentionStatus.ACCEPTED)) if model is Mention else Value(0),
        )
        for model in MARKS
    ]
    found: dict[int, Marks] = {}
    for article, *numbers in first.union(*others, all=True):
        found[article] = Marks(*map(sum, zip(found.get(article, Marks()), numbers, strict=True)))
    return found


def number_of(rows: "models.QuerySet[Any]", key: str) -> Coalesce:
    """Give the number of ``rows``, which are filtered by an OuterRef that ``key`` holds."""
    counted = rows.order_by().values(key).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
