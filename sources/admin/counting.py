"""Counts beside the rows of a list, made by the database in the list's own query."""

from typing import Any

from django.db import models
from django.db.models import Count, Subquery
from django.db.models.functions import Coalesce


def number_of(rows: "models.QuerySet[Any]", key: str) -> Coalesce:
    """Give the number of ``rows``, which are filtered by an OuterRef that ``key`` holds."""
    counted = rows.order_by().values(key).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
