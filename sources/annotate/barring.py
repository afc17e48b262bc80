"""What an undo may not bring back: a row that names an entity which was merged into another since.

It would be in no list and in no edition, for both follow the record that stands. It stays as it is, and
the editor is told where the entity went.
"""

from collections.abc import Sequence

from sources.annotate.references import pointers
from sources.models import Change, Entity


def bar_merged(changes: Sequence[Change]) -> None:
    """Note on each change that would name a merged entity again why it cannot go back; one query.

    An entity that the same undo lets stand again bars nothing.
    """
    freed = {
        int(change.row)
        for change in changes
        if change.model == "entity" and not (change.before or {}).get("merged_into_id")
    }
    named = {key for change in changes for key in _restored(change)} - freed
    merged = {
        entity.pk: entity
        for entity in Entity.objects.filter(pk__in=named)
        .exclude(merged_into=None)
        .select_related("merged_into")
    }
    for change in changes:
        into = next((merged[key] for key in _restored(change) if key in merged), None)
        if into is not None:
            change.bar = (  # type: ignore[attr-defined]  # read by barred() alone
                f"{change.model} “{change.label}” named “{into}”, which was merged into “{into.merged_into}” "
                "since; it stays as it is."
            )


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
