"""Whether the ids of all that is gone are kept from being given again (``models.retired_id``).

The record of acts tells of every row that an act has taken away, and so which ids must be there; a row that
has such an id must be the one that had it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.apps import apps

from sources.models import Change, RetiredId

_AT_ONCE = 500
Named = tuple[str, str]  # a model's name and a public id


def unretired() -> Iterator[tuple[str, str] | None]:
    """Give None for each id looked at; else whose it is, and a sentence."""
    told = RetiredId.objects.values_list("model", "public_id", "row")
    retired = {(model, public_id): row for model, public_id, row in told.iterator()}
    wanted = sorted(retired.keys() | _deleted())
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        here = _here(some)
        for one in some:
            row, living = retired.get(one), here.get(one)
            if row is None and living is None:
                yield " ".join(one), "It is gone, and its id is not kept from being given again."
            elif row is not None and living is not None and row != living:
                yield " ".join(one), "Its id was that of another row, which is gone."
            else:
                yield None


def _deleted() -> set[Named]:
    """Give the ids of the rows that the record of acts says were taken away."""
    gone = Change.objects.filter(after__isnull=True, before__public_id__isnull=False)
    return set(gone.values_list("model", "before__public_id").iterator())


def _here(named: Sequence[Named]) -> dict[Named, int]:
    """Give the keys of the rows that are there."""
    by_model: dict[str, list[str]] = defaultdict(list)
    for model, public_id in named:
        by_model[model].append(public_id)
    return {
        (model, public_id): key
        for model, ids in by_model.items()
        for public_id, key in apps.get_model("sources", model)
        ._base_manager.filter(public_id__in=ids)
        .values_list("public_id", "pk")
    }
