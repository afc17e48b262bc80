"""Two authority records that turned out to be one: which row becomes what, planned and then done.

``plan_merge`` writes nothing; ``merge`` makes the same plan again under locks and carries it out as one
act, refused where it is no longer the plan that was looked at. Every row that named the one merged names
the other from then on. The record itself stays, with ``merged_into``, and its address leads to the other
for ever. The act remembers each row's former entity, so ``unmerge`` can tell them apart again.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import models

from sources.annotate import authority, holding
from sources.annotate.acts import Actor, Refused, act
from sources.annotate.references import Reference, passages_naming, references
from sources.annotate.steps import Step, Way, carry_out, fingerprint, refuse_other
from sources.annotate.told import model_name
from sources.models import Claim, Entity, Mention, Name
from sources.values.counted import count
from sources.vocabulary import ActKind, MentionStatus, NameKind

IDENTIFIERS = ("wikidata", "geonames", "viaf")

# What an editor may take from the record that goes, where both have it: each with its columns.
CHOICES: dict[str, tuple[str, ...]] = {
    "preferred_name": ("preferred_name", "sort_name", "language", "script", "spelling_key"),
    "description": ("description",),
    "coordinates": ("latitude", "longitude"),
}

# Of two marks on the same words the one that says most stands.
_STRENGTH = {
    MentionStatus.REJECTED: 0,
    MentionStatus.SUGGESTED: 1,
    MentionStatus.NEEDS_REVIEW: 2,
    MentionStatus.ACCEPTED: 3,
}


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One fact of the two records, and what it is afterwards."""

    name: str
    label: str
    kept: str
    merged: str
    becomes: str
    is_choice: bool
    is_taken: bool


@dataclass(frozen=True, slots=True)
class Moving:
    """Rows of one sort that come over, and those that cannot stand beside one already there."""

    noun: str
    rows: tuple[models.Model, ...]
    twins: tuple[models.Model, ...]


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What merging ``merged`` into ``kept`` does, row by row."""

    kept: Entity
    merged: Entity
    fields: tuple[FieldLine, ...]
    moving: tuple[Moving, ...]
    new_name: Name | None
    steps: tuple[Step, ...]
    obstacles: tuple[str, ...]

    @property
    def seen(self) -> str:
        """The fingerprint of what was looked at."""
        return fingerprint(self.steps)


def plan_merge(kept: Entity, merged: Entity, *, take: Collection[str] = ()) -> MergePlan:
    """Say what merging would do; nothing is written.

    ``take`` names the facts (of CHOICES) that the record that goes gives, where both have one.
    """
    values = _values(kept, merged, take)
    moving = [_moving(reference, kept, merged) for reference in references()]
    name = _former_name(kept, merged, str(values.get("preferred_name", kept.preferred_name)))
    steps = [step for _, first, _ in moving for step in first]
    # The record goes before its identifiers come over: two that stand may not have the same.
    steps.append(Step(merged, {"merged_into_id": kept.pk}))
    steps += [step for _, _, later in moving for step in later]
    steps += [Step(kept, values)] if values else []
    steps += [Step(name, {}, Way.CREATE)] if name else []
    return MergePlan(
        kept,
        merged,
        tuple(_lines(kept, merged, values, take)),
        tuple(found for found, _, _ in moving if found.rows or found.twins),
        name,
        tuple(steps),
        tuple(_obstacles(kept, merged)),
    )


def merge(
    kept: Entity,
    merged: Entity,
    *,
    actor: Actor,
    take: Collection[str] = (),
    reason: str = "",
    seen: str | None = None,
) -> MergePlan:
    """Merge as one act; ``seen`` is the fingerprint of the plan that was looked at, choices aside.

    Raises Refused where something stands in the way, or where the plan is now another.
    """
    summary = f"Merged “{merged}” into “{kept}”"
    with act(ActKind.MERGE, summary, actor=actor, reason=reason) as doing:
        locked = {row.pk: row for row in lock(kept, merged)}
        plan = plan_merge(locked[kept.pk], locked[merged.pk], take=take)
        if plan.obstacles:
            raise Refused(" ".join(plan.obstacles))
        refuse_other(seen, plan.steps if not take else plan_merge(plan.kept, plan.merged).steps)
        carry_out(plan.steps, doing)
        return plan


def lock(*entities: Entity) -> list[Entity]:
    """Hold records until the act ends, after the passages where they are named; read them as they are now."""
    keys = [entity.pk for entity in entities]
    holding.passages(passages_naming(*entities))
    found = holding.entities(keys)
    if len(found) != len(set(keys)):
        raise Refused("One of the two records is no longer there: somebody else has deleted it.")
    return found


def _obstacles(kept: Entity, merged: Entity) -> Iterator[str]:
    if kept.pk == merged.pk:
        yield "A record cannot be merged into itself; choose another."
        return
    for one in (kept, merged):
        if one.merged_into_id:
            yield f"“{one}” is merged into “{one.merged_into}” already; merge that one."
    if kept.kind != merged.kind:
        yield (
            f"“{kept}” is a {kept.kind}, “{merged}” a {merged.kind}: one of them is of the wrong kind, or "
            "they are two. Change the kind first."
        )
    for identifier in IDENTIFIERS:
        ours, theirs = getattr(kept, identifier), getattr(merged, identifier)
        if ours and theirs and ours != theirs:
            yield (
                f"They have different {identifier} identifiers ({ours} and {theirs}), so they are two, or "
                "one identifier is wrong. Correct that first."
            )


def _values(kept: Entity, merged: Entity, take: Collection[str]) -> dict[str, object]:
    """Give the columns of the one kept that become others."""
    values: dict[str, object] = {}
    for choice, columns in CHOICES.items():
        if choice in take or _is_blank(kept, columns):
            values |= {name: getattr(merged, name) for name in columns if not _is_blank(merged, columns)}
    for name in IDENTIFIERS:
        values[name] = getattr(kept, name) or getattr(merged, name)
    # Whoever was at risk, or private, under one of the names is so under all of them.
    values["is_protected"] = kept.is_protected or merged.is_protected
    values["is_private"] = kept.is_private or merged.is_private
    values["pseudonym"] = kept.pseudonym or merged.pseudonym
    return {name: value for name, value in values.items() if value != getattr(kept, name)}


def _is_blank(entity: Entity, columns: tuple[str, ...]) -> bool:
    return all(getattr(entity, name) in ("", None) for name in columns)


def _former_name(kept: Entity, merged: Entity, becoming: str) -> Name | None:
    """Give the row that keeps the preferred name of the two that is not preferred afterwards."""
    former = kept if becoming != kept.preferred_name else merged
    form = former.preferred_name
    here = {
        becoming,
        *kept.names.values_list("form", flat=True),
        *merged.names.values_list("form", flat=True),
    }
    if form in here:
        return None
    name = Name(entity=kept, form=form, kind=NameKind.VARIANT, language=former.language, script=former.script)
    authority.complete(name)
    return name


def _moving(reference: Reference, kept: Entity, merged: Entity) -> tuple[Moving, list[Step], list[Step]]:
    """Give what comes over, what is to be done before the record goes, and what after."""
    going = list(reference.rows(merged))
    there: dict[object, list[models.Model]] = {}
    for row in reference.rows(kept) if going else ():
        for place in reference.places(row):
            there.setdefault(place, []).append(row)
    coming, aside, first = [], [], []
    for row in going:
        twin = next((found for place in reference.places(row) for found in there.get(place, ())), None)
        if twin is None:
            coming.append(row)
            continue
        weaker = _weaker(row, twin)
        aside.append(weaker)
        first += _set_aside(weaker, row if weaker is twin else twin)
        if weaker is twin:
            coming.append(row)
    later = [Step(row, {reference.column: kept.pk}) for row in coming]
    return Moving(reference.noun, tuple(coming), tuple(aside)), first, later


def _weaker(row: models.Model, twin: models.Model) -> models.Model:
    """Choose which of two rows that cannot both stand is set aside: as a rule the one that comes."""
    if isinstance(row, Mention | Claim) and isinstance(twin, Mention | Claim):
        strengths = [_STRENGTH[MentionStatus(one.status)] for one in (row, twin)]
        return twin if strengths[0] > strengths[1] else row
    return row


def _set_aside(row: models.Model, standing: models.Model) -> list[Step]:
    """A mark that is there twice is rejected; any other row stays with the record that goes.

    A claim that is set aside repeats the one that stands, so what repeats it does so too.
    """
    if isinstance(row, Mention):
        return [Step(row, {"entity_id": None, "status": MentionStatus.REJECTED})]
    if isinstance(row, Claim) and isinstance(standing, Claim):
        aside: dict[str, object] = {"asserter_id": None, "status": MentionStatus.REJECTED}
        if row.repeats_id is None and row.pk not in standing.retold():
            aside["repeats_id"] = standing.pk
        return [Step(row, aside)]
    return []


def _lines(
    kept: Entity, merged: Entity, values: dict[str, object], take: Collection[str]
) -> Iterator[FieldLine]:
    for choice, columns in CHOICES.items():
        both = not _is_blank(kept, columns) and not _is_blank(merged, columns)
        shown = [
            name for name in columns if name in ("preferred_name", "description", "latitude", "longitude")
        ]
        ours, theirs = _shown(kept, shown), _shown(merged, shown)
        becomes = ", ".join(_word(values.get(name, getattr(kept, name))) for name in shown)
        is_choice = both and ours != theirs
        if ours or theirs:
            label = choice.replace("_", " ")
            yield FieldLine(choice, label, ours, theirs, becomes, is_choice, is_choice and choice in take)
    for name in (*IDENTIFIERS, "is_protected", "pseudonym", "is_private"):
        ours, theirs = _shown(kept, [name]), _shown(merged, [name])
        if ours or theirs:
            label = name.removeprefix("is_")
            becomes = _word(values.get(name, getattr(kept, name)))
            yield FieldLine(name, label, ours, theirs, becomes, is_choice=False, is_taken=False)


def _shown(entity: Entity, names: list[str]) -> str:
    return ", ".join(word for name in names if (word := _word(getattr(entity, name))))


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)


def in_words(moving: Moving) -> str:
    """Say what comes over and what does not, in a sentence."""
    said = f"{len(moving.rows)} {moving.noun} come over."
    if not moving.twins:
        return said
    if isinstance(moving.twins[0], Mention | Claim):
        marks = count(len(moving.twins), "mark")
        return f"{said} {marks} on words that the other has marked too: set aside as rejected."
    rows = count(len(moving.twins), model_name(moving.twins[0]))
    return f"{said} {rows} that the other has too: kept with the record that goes."
