"""Two records told apart again: every row that a merge changed goes back, also after later edits.

By the merge's own entry in the log each column that it changed goes back where it still is as the merge
left it; what an editor changed since in other columns stays. Rows that came to the merged record after
the merge belong to one of the two: they are listed, stay where nothing is said, and go where told.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models

from sources.annotate.acts import Actor, Refused, act
from sources.annotate.merge import IDENTIFIERS, lock
from sources.annotate.references import pointers, references
from sources.annotate.steps import Step, Way, carry_out, fingerprint, refuse_other, values_of
from sources.annotate.told import Snapshot, model_name, snapshot
from sources.models import Change, ChangeSet, Entity
from sources.vocabulary import ActKind


@dataclass(frozen=True, slots=True)
class MadeSince:
    """A row that came to the merged record after the merge."""

    noun: str
    row: models.Model
    column: str

    @property
    def key(self) -> str:
        """How a form names the row."""
        return f"{model_name(self.row)}:{self.row.pk}"


@dataclass(frozen=True, slots=True)
class UnmergePlan:
    """What telling ``merged`` apart from ``kept`` again does, row by row."""

    kept: Entity
    merged: Entity
    entry: ChangeSet | None
    steps: tuple[Step, ...]
    stays: tuple[str, ...]
    made_since: tuple[MadeSince, ...]
    obstacles: tuple[str, ...]

    @property
    def seen(self) -> str:
        """The fingerprint of what was looked at."""
        return fingerprint(self.steps)

    @property
    def back(self) -> dict[str, int]:
        """How many rows of each sort go back to the one told apart."""
        counted: dict[str, int] = {}
        for step in self.steps:
            if self.merged.pk in step.values.values():
                noun = str(step.row._meta.verbose_name_plural)
                counted[noun] = counted.get(noun, 0) + 1
        return counted


def plan_unmerge(merged: Entity) -> UnmergePlan:
    """Say what un-merging would do; nothing is written. Raises Refused where it is not merged."""
    kept = merged.merged_into
    if kept is None:
        raise Refused(f"“{merged}” is not merged into any other; there is nothing to take apart.")
    own = _merging(merged)
    entry = own.changeset if own else None
    changes = list(entry.changes.order_by("-position")) if entry else []
    found = _found(changes)
    steps: list[Step] = []
    stays: list[str] = []
    for change in changes:
        step, why = _back(change, found.get((change.model, change.row)))
        steps += [step] if step else []
        stays += [why] if why else []
    if not entry:  # it came in merged, with a package: the record alone stands again
        steps.append(Step(merged, {"merged_into_id": None}))
    since = tuple(_made_since(kept, entry, {(change.model, change.row) for change in changes}))
    obstacles = (*_merged_on(merged, own), *_obstacles(merged, steps))
    return UnmergePlan(kept, merged, entry, tuple(steps), tuple(stays), since, obstacles)


def unmerge(
    merged: Entity,
    *,
    actor: Actor,
    theirs: Collection[str] = (),
    reason: str = "",
    seen: str | None = None,
) -> UnmergePlan:
    """Un-merge as one act; ``theirs`` names (by ``MadeSince.key``) the later rows that go with it.

    Raises Refused where something stands in the way, or where the plan is not the one ``seen``.
    """
    summary = f"Told “{merged}” apart from “{merged.merged_into}” again"
    with act(ActKind.UNMERGE, summary, actor=actor, reason=reason) as doing:
        lock(merged, merged.merged_into or merged)
        plan = plan_unmerge(Entity.objects.get(pk=merged.pk))
        if plan.obstacles:
            raise Refused(" ".join(plan.obstacles))
        refuse_other(seen, plan.steps)
        carry_out(plan.steps, doing)
        chosen = [one for one in plan.made_since if one.key in theirs]
        carry_out([Step(one.row, {one.column: merged.pk}) for one in chosen], doing)
        doing.undoes = plan.entry
        return plan


def _merging(merged: Entity) -> Change | None:
    """Find the change that put the record under the other: a merge, or the undoing of an un-merge."""
    own = Change.objects.filter(model="entity", row=str(merged.pk)).select_related("changeset")
    for change in own.order_by("-changeset_id", "-position"):
        before, after = change.before or {}, change.after or {}
        if change.before and not before.get("merged_into_id") and after.get("merged_into_id"):
            return change
    return None


def _found(changes: list[Change]) -> dict[tuple[str, str], models.Model]:
    """Read the rows that an act touched as they are now, one query for each model."""
    keys: dict[str, set[str]] = {}
    for change in changes:
        keys.setdefault(change.model, set()).add(change.row)
    return {
        (model, str(pk)): row
        for model, pks in keys.items()
        for pk, row in apps.get_model("sources", model)._base_manager.in_bulk(pks).items()
    }


def _back(change: Change, row: models.Model | None) -> tuple[Step | None, str]:
    """Give the step that takes back what the merge did to one row, or why there is none."""
    if change.before is None:
        if row is None:
            return None, ""
        if _content(snapshot(row)) == _content(change.after):
            return Step(row, {}, Way.DELETE), ""
        return None, f"The {_noun(row)} “{row}”, made by the merge, was changed since; it stays."
    if row is None:
        return None, f"{change.model} “{change.label}” is no longer there."
    now, before, after = snapshot(row), change.before, change.after or {}
    held = {name: value for name, value in before.items() if name != "version" and value != after.get(name)}
    going = {name: value for name, value in held.items() if now.get(name) == after.get(name)}
    pointer = [name for name in held if name in pointers(change.model)]
    if any(name not in going for name in pointer):
        return None, f"The {_noun(row)} “{row}” names somebody else since; it stays as it is."
    left = sorted(set(held) - set(going))
    why = f"The {_noun(row)} “{row}”: {', '.join(left)} was changed since and stays." if left else ""
    return (Step(row, values_of(type(row), going)) if going else None), why


def _made_since(
    kept: Entity, entry: ChangeSet | None, known: Collection[tuple[str, str]]
) -> Iterator[MadeSince]:
    """Give the rows that came to the merged record by later acts, other merges aside."""
    if entry is None:
        return
    later = Change.objects.filter(changeset__gt=entry.pk).exclude(changeset__kind=ActKind.MERGE)
    for reference in references():
        model = str(reference.model._meta.model_name)
        came = later.filter(**{"model": model, f"after__{reference.column}": kept.pk})
        keys = {
            change.row
            for change in came
            if (change.before or {}).get(reference.column) != kept.pk and (model, change.row) not in known
        }
        for row in reference.rows(kept).filter(pk__in=keys):
            yield MadeSince(_noun(row), row, reference.column)


def _merged_on(merged: Entity, own: Change | None) -> Iterator[str]:
    """Say where the one that it was merged into was merged on itself: those come apart first."""
    into = (own.after or {}).get("merged_into_id") if own else merged.merged_into_id
    if into is not None and into != merged.merged_into_id:
        yield (
            f"“{Entity.objects.get(pk=into)}”, into which “{merged}” was merged, is itself merged into "
            f"“{merged.merged_into}” since; tell those two apart first."
        )


def _obstacles(merged: Entity, steps: list[Step]) -> Iterator[str]:
    restored = {step.row.pk: step.values for step in steps if isinstance(step.row, Entity)}
    for identifier in IDENTIFIERS:
        value = getattr(merged, identifier)
        others = Entity.objects.standing().filter(**{identifier: value}) if value else ()
        for other in others:
            if restored.get(other.pk, {}).get(identifier, value) == value:
                yield (
                    f"“{other}” has the {identifier} identifier {value} of “{merged}” now; "
                    "correct one of the two first."
                )


def _content(values: Snapshot | None) -> Snapshot | None:
    return {name: value for name, value in (values or {}).items() if name != "version"}


def _noun(row: models.Model) -> str:
    return str(row._meta.verbose_name)
