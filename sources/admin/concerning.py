"""Which acts concern an article or an entity: filters of the log that are typed, not chosen from a list.

Articles and entities are too many for a list at a page's side. The filter takes an id or words of the
title or name, in any spelling, and shows the acts of all that these words mean.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.views.main import PAGE_VAR
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from sources.admin.shielding import visible
from sources.models import Article, ChangeSet, Entity
from sources.values import spelling

# Words that mean more than this many rows are too few to choose acts by.
MOST = 20


class Concerning(admin.SimpleListFilter):
    """What is typed, the rows that it means, and their acts."""

    template = "admin/sources/concerning.html"
    example: ClassVar[str]
    model: ClassVar[str]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer no list; remember what the words mean to whoever asks."""
        self.meant = list(self.find(request, self.value() or "")[: MOST + 1]) if self.value() else []
        return []

    def has_output(self) -> bool:
        """Always show the field."""
        return True

    def choices(  # type: ignore[override]  # what our own template takes, not Django's list of links
        self, changelist: Any
    ) -> Iterator[dict[str, Any]]:
        """Give what the form shows: what was typed, what it means, the other filters to keep."""
        own = {self.parameter_name, PAGE_VAR}
        yield {
            "name": self.parameter_name,
            "value": self.value() or "",
            "example": self.example,
            "meant": [str(row) for row in self.meant[:MOST]],
            "is_too_much": len(self.meant) > MOST,
            "kept": [(name, value) for name, value in changelist.params.items() if name not in own],
            "without": changelist.get_query_string(remove=list(own)),
        }

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Keep the acts of what the words mean; none where they mean nothing."""
        if not self.value():
            return queryset
        keys = [row.pk for row in self.meant[:MOST]]
        return queryset.filter(pk__in=ChangeSet.objects.concerning(self.model, keys).values("pk"))

    def find(self, request: HttpRequest, words: str) -> models.QuerySet[Any]:
        """Find the rows that words mean, among those that whoever asks may know of."""
        raise NotImplementedError


class OfArticle(Concerning):
    """The acts on an article, its passages and its marks."""

    title = "article"
    parameter_name = model = "article"
    example = "e.g. lamps out, or an id such as k3m9x2ab"

    def find(self, request: HttpRequest, words: str) -> models.QuerySet[Any]:
        """Find articles by id or by words of the title."""
        meant = Q(public_id=words.strip()) | Q(title__icontains=words.strip())
        return visible(request, Article.objects.filter(meant).order_by("pk"))


class OfEntity(Concerning):
    """The acts on an entity, its names, and whatever is marked as it."""

    title = "person, place or organisation"
    parameter_name = model = "entity"
    example = "e.g. Vorchenko, in any spelling, or an id"

    def find(self, request: HttpRequest, words: str) -> models.QuerySet[Any]:
        """Find entities by id or by a form of the name, in any spelling."""
        meant = Q(public_id=words.strip()) | Q(preferred_name__icontains=words.strip())
        if key := spelling.key(words):
            for column in ("spelling_key", "names__spelling_key"):
                meant |= Q(**{f"{column}__startswith": key}) | Q(**{f"{column}__contains": f" {key}"})
        return visible(request, Entity.objects.filter(meant).order_by("pk").distinct())


def acts_address(of: str, public_id: str) -> str:
    """Give the address of the log with the acts on an ``article`` or an ``entity`` alone."""
    return reverse("admin:sources_changeset_changelist", query={of: public_id})
