"""The ids of what a restore has lost, as far as the journal knows them: nothing else ever gets one.

The rows are not there, so the database could give their ids again; readers may have cited them. Each is
retired with a key of its own: a corpus package that brings the row back finds it by that (``drawing``).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.apps import apps
from django.db import connection, transaction

from sources.annotate.journal import Line
from sources.models import ChangeSet, RetiredId
from sources.models.retired_id import next_key

_AT_ONCE = 500
# Which kind of row a line of the journal names by its "id".
_OF = {"form": "entity", "headline": "article", "ended": "withholding"} | {
    what: what for what in ("article", "document", "entity", "mention", "quotation", "claim", "withholding")
}
# Lines that name other rows too, each by its kind.
_BESIDE = ("passage", "article", "entity")


def retire(lines: Sequence[Line]) -> int:
    """Retire every id that the journal names and that no row has; give how many."""
    named: dict[str, dict[str, None]] = defaultdict(dict)
    for line in lines:
        for model, public_id in _named(line):
            named[model][public_id] = None
    with transaction.atomic():
        return sum(_retired(model, list(ids)) for model, ids in named.items())


def _named(line: Line) -> Iterator[tuple[str, str]]:
    yield ChangeSet._meta.model_name or "", line["act"]
    if line["what"] in _OF:
        yield _OF[line["what"]], line["id"]
    for model in _BESIDE:
        if line.get(model):
            yield model, line[model]


def _retired(model: str, ids: Sequence[str]) -> int:
    retired = 0
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        here = apps.get_model("sources", model)._base_manager.filter(public_id__in=some)
        known = RetiredId.objects.filter(model=model, public_id__in=some)
        lost = set(some).difference(*(rows.values_list("public_id", flat=True) for rows in (here, known)))
        RetiredId.objects.bulk_create(
            RetiredId(model=model, public_id=one, row=next_key(connection, model)) for one in sorted(lost)
        )
        retired += len(lost)
    return retired
