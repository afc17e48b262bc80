"""What points at an entity: every foreign key to it, found in the models and not in a list of ours.

A model that is added tomorrow takes part in merging by its foreign key alone. What a suggestion proposes
is left out: it follows ``merged_into`` by itself when it is decided on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models

from sources.models import Apart, Entity, Passage
from sources.models.span_bearing import SpanBearing


@dataclass(frozen=True, slots=True)
class Reference:
    """One column that names an entity."""

    model: type[models.Model]
    field: "models.ForeignKey[Any, Any]"

    @property
    def column(self) -> str:
        """The column's name on a row, e.g. entity_id."""
        return self.field.attname

    @property
    def noun(self) -> str:
        """What such rows are called in a list."""
        if self.model is Entity:
            return "records merged into it before"
        plural = str(self.model._meta.verbose_name_plural)
        return plural if self.field.name == "entity" else f"{plural} ({self.field.verbose_name})"

    def rows(self, *entities: Entity) -> "models.QuerySet[Any]":
        """Give the rows that name any of these."""
        keys = [entity.pk for entity in entities]
        return self.model._base_manager.filter(**{f"{self.column}__in": keys}).order_by("pk")

    def places(self, row: models.Model) -> frozenset[tuple[object, ...]]:
        """Give what no two rows of one entity may share, by the model's own constraints."""
        return frozenset((names, *(getattr(row, name) for name in names)) for names in self._alone)

    @property
    def _alone(self) -> tuple[tuple[str, ...], ...]:
        return _unique_beside(self.model, self.field.name)


@cache
def _unique_beside(model: type[models.Model], field: str) -> tuple[tuple[str, ...], ...]:
    """Give, for each rule that a row be unique with its entity, the other columns of the rule."""
    return tuple(
        tuple(model._meta.get_field(name).attname for name in rule.fields if name != field)  # type: ignore[union-attr]  # a rule names columns
        for rule in model._meta.constraints
        if isinstance(rule, models.UniqueConstraint) and field in rule.fields
    )


@cache
def references() -> tuple[Reference, ...]:
    """Find every column that names an entity, in a fixed order."""
    return tuple(sorted(_found(), key=lambda one: (one.model.__name__, one.field.name)))


def passages_naming(*entities: Entity) -> set[int]:
    """Give the passages that name any of these, by their marks or by who speaks there."""
    found: set[int] = set()
    for reference in references():
        if issubclass(reference.model, SpanBearing):
            found.update(reference.rows(*entities).values_list("revision__passage", flat=True))
        elif reference.model is Passage:
            found.update(reference.rows(*entities).values_list("pk", flat=True))
    return found


@cache
def pointers(model: str) -> tuple[str, ...]:
    """Name the columns of a table (by its name in the log) that name an entity."""
    return tuple(one.column for one in references() if one.model._meta.model_name == model)


def _found() -> Iterator[Reference]:
    for relation in Entity._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        # That two records are not the same is said of these two, whatever they are merged with.
        if relation.on_delete is models.SET_NULL or relation.related_model is Apart:
            continue
        if isinstance(relation.field, models.ForeignKey):
            yield Reference(relation.related_model, relation.field)
