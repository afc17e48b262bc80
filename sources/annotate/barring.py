"""What an undo may not bring back: a row that names an entity which is merged into another.

It would be in no list and in no edition, for both follow the record that stands. A row that would name
one merged since stays as it is, and the editor is told where the entity went; an undo that would merge an
entity again which other rows name by now is refused as a whole, for that is a merge, with its own preview.
"""

from collections.abc import Collection, Sequence

from django.db import models

from sources.annotate.acts import Refused
from sources.annotate.references import pointers, references
from sources.annotate.told import model_name, snapshot
from sources.models import Change, Entity, Name


def bar_merged(changes: Sequence[Change]) -> None:
    """Note on each change that would name a merged entity again why it cannot go back.

    An entity that the same undo lets stand again bars nothing. Raises Refused where one would be merged
    again though rows name it that the act knows nothing of.
    """
    own = [change for change in changes if change.model == "entity"]
    now = Entity.objects.in_bulk({int(change.row) for change in own}) if own else {}
    for change in own:
        entity = now.get(int(change.row))
        if entity is not None and not entity.merged_into_id and (change.before or {}).get("merged_into_id"):
            _refuse_named(entity, changes)
    freed = {
        pk
        for change in own
        if (pk := int(change.row)) in now
        and is_as_left(change, now[pk])
        and not (change.before or {}).get("merged_into_id")
    }
    _note_merged(changes, freed)


def is_as_left(change: Change, row: models.Model) -> bool:
    """Tell whether a row is still as an act left it, however often it was saved."""
    after = change.after or {}
    return all(value == after.get(name) for name, value in snapshot(row).items() if name != "version")


def _refuse_named(entity: Entity, changes: Sequence[Change]) -> None:
    left = {(change.model, change.row): change for change in reversed(changes)}
    for reference in references():
        for row in reference.rows(entity):
            known = left.get((model_name(row), str(row.pk)))
            if (known is None or not is_as_left(known, row)) and not isinstance(row, Name):
                raise Refused(
                    f"“{entity}” is named by the {row._meta.verbose_name} “{row}” now, which this undo would "
                    "leave behind with a record that is merged. Merge the two again instead."
                )


def _note_merged(changes: Sequence[Change], freed: Collection[int]) -> None:
    named = {key for change in changes for key in _restored(change)} - set(freed)
    found = Entity.objects.filter(pk__in=named).exclude(merged_into=None).select_related("merged_into")
    merged = {entity.pk: entity for entity in found}
    for change in changes:
        into = next((merged[key] for key in _restored(change) if key in merged), None)
        if into is not None and not _is_twin(change, into):
            change.bar = (  # type: ignore[attr-defined]  # read by barred() alone
                f"{change.model} “{change.label}” named “{into}”, which was merged into “{into.merged_into}” "
                "since; it stays as it is."
            )


def _is_twin(change: Change, into: Entity) -> bool:
    """Tell whether it is a form of the name that both had: that stays with the record that is merged."""
    if change.model != "name" or into.merged_into is None:
        return False
    form, kept = (change.before or {}).get("form"), into.merged_into
    return form == kept.preferred_name or kept.names.filter(form=form).exists()


def barred(change: Change) -> str:
    """Say why a change cannot go back whatever its row is like now; "" where nothing bars it."""
    return str(getattr(change, "bar", ""))


def _restored(change: Change) -> set[int]:
    """Give the entities that a row names again once the change is taken back, and does not after it."""
    before, after = change.before or {}, change.after or {}
    return {
        before[column]
        for column in pointers(change.model)
        if before.get(column) and before[column] != after.get(column)
    }
