"""Lists show what stands: what was replaced or withdrawn is asked for, and its own page stays."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

# The queryset method that leaves out what was replaced or withdrawn.
METHODS = {
    "article": "standing",
    "claim": "in_use",
    "document": "standing",
    "mention": "in_use",
    "passage": "in_use",
    "quotation": "in_use",
}


class Standing(admin.SimpleListFilter):
    """Whether a row still counts."""

    title = "standing"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer what does not stand."""
        return [("gone", "replaced or withdrawn"), ("all", "all")]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Call the list as it is without the filter by what it shows."""
        first, *others = super().choices(changelist)
        yield {**first, "display": "in use"}
        yield from others

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Keep what stands, unless something else is asked for."""
        method = METHODS[str(queryset.model._meta.model_name)]
        if self.value() == "all":
            return queryset
        standing = getattr(queryset.model._default_manager.get_queryset(), method)().order_by()
        if self.value() == "gone":
            return queryset.exclude(pk__in=standing.values("pk"))
        return getattr(queryset, method)()  # type: ignore[no-any-return]  # one of METHODS
