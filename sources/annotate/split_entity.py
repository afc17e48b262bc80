"""One authority record that turned out to be two: chosen rows go to a new record; and a wrong kind.

Both are planned and then done, like a merge: ``plan_split`` and ``plan_kind`` write nothing.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import models

from sources.annotate import authority
from sources.annotate.acts import Actor, Refused, act
from sources.annotate.merge import lock
from sources.annotate.references import Reference, references
from sources.annotate.steps import Step, Way, carry_out
from sources.annotate.told import model_name
from sources.models import Entity, Name
from sources.vocabulary import ActKind, EntityKind


@dataclass(frozen=True, slots=True)
class Part:
    """A row that names the entity, and may go to the new one."""

    reference: Reference
    row: models.Model

    @property
    def key(self) -> str:
        """How a form names the row."""
        return f"{model_name(self.row)}:{self.row.pk}"


def parts(entity: Entity) -> list[Part]:
    """Give every row that names an entity, records merged into it aside: those are un-merged."""
    return [
        Part(reference, row)
        for reference in references()
        if reference.model is not Entity
        for row in reference.rows(entity)
    ]


def split(
    entity: Entity, preferred_name: str, *, going: Collection[str], actor: Actor, reason: str = ""
) -> Entity:
    """Make a new entity of the same kind and give it the rows named in ``going`` (by ``Part.key``).

    Raises Refused where no row goes, or one that is named does not belong to the entity now.
    """
    summary = f"Split “{preferred_name}” from “{entity}”"
    with act(ActKind.UNMERGE, summary, actor=actor, reason=reason) as doing:
        lock(entity)
        authority.refuse_merged(entity)
        chosen = _chosen(entity, going)
        # Whoever is split from somebody at risk, or private, is so until an editor says otherwise.
        values = {
            "is_protected": entity.is_protected,
            "pseudonym": entity.pseudonym,
            "is_private": entity.is_private,
        }
        made = authority.create(EntityKind(entity.kind), preferred_name, actor=doing, **values)
        doing.summary = summary
        carry_out(list(_steps(chosen, made)), doing)
        return made


def _chosen(entity: Entity, going: Collection[str]) -> list[Part]:
    chosen = [part for part in parts(entity) if part.key in going]
    if not chosen:
        raise Refused("Nothing was chosen to go to the new record; tick what belongs to it.")
    if len(chosen) < len(set(going)):
        raise Refused(
            f"Some of what was chosen does not belong to “{entity}” any more; look again, then split."
        )
    return chosen


def _steps(chosen: list[Part], made: Entity) -> Iterator[Step]:
    for part in chosen:
        # The name that becomes the preferred one is told by the record itself.
        if isinstance(part.row, Name) and part.row.form == made.preferred_name:
            yield Step(part.row, {}, Way.DELETE)
        else:
            yield Step(part.row, {part.reference.column: made.pk})


def plan_kind(entity: Entity, kind: EntityKind) -> Step:
    """Say what becomes of a record whose kind changes; nothing is written."""
    values: dict[str, object] = {"kind": str(kind)}
    if kind != EntityKind.PLACE:
        values |= {"latitude": None, "longitude": None, "geonames": ""}
    if kind != EntityKind.PERSON:
        values["is_private"] = False
    # A sort name that was made by rule is made anew; one that somebody wrote stays.
    if entity.sort_name == authority.sort_name(entity.preferred_name, entity.kind):
        values["sort_name"] = authority.sort_name(entity.preferred_name, kind)
    return Step(entity, {name: value for name, value in values.items() if value != getattr(entity, name)})


def change_kind(entity: Entity, kind: EntityKind, *, actor: Actor, reason: str = "") -> Entity:
    """Make a person a place or an organisation, or the like: an act of its own.

    What only a place has (coordinates, GeoNames) goes, and what only a person is (private); its
    address leads to the new one.
    """
    summary = f"“{entity}” is a {kind}, not a {entity.kind}"
    with act(ActKind.EDIT, summary, actor=actor, reason=reason) as doing:
        (locked,) = lock(entity)
        authority.refuse_merged(locked)
        if locked.kind == kind:
            raise Refused(f"“{locked}” is a {kind} already; nothing was changed.")
        carry_out([plan_kind(locked, kind)], doing)
        return locked
