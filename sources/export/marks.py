"""Who marked what: every mention, quotation and claim of a corpus, suggestions too, with what became of them.

For those who study annotation itself, and for editors only: it has what was rejected, what nobody decided on,
and the names of people at risk. Each mark is told with what found it (rule, score, recogniser) and with every
act of the record that touched it, by whom as others see them: by handle, never by the name of an account.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

from sources.export import csvtext
from sources.models import Change, Claim, Corpus, Mention, Quotation, User

Json = dict[str, Any]  # Any: what JSON has
_BATCH: Final = 1000
_PLACE: Final = {
    "id": "public_id",
    "document": "revision__passage__document__public_id",
    "article": "revision__passage__article__public_id",
    "passage": "revision__passage__public_id",
    "number": "revision__passage__number",
    "revision": "revision__number",
    **{name: name for name in ("start", "end", "exact", "status", "certainty")},
    **{name: name for name in ("rule", "score", "recogniser", "reason", "note")},
}
_MEANT: Final[dict[type[Mention | Quotation | Claim], dict[str, str]]] = {
    Mention: {
        "means": "entity__public_id",
        "name": "entity__preferred_name",
        "date": "date__edtf",
        "anchor": "anchor_kind",
        "proposed_kind": "proposed_kind",
        "proposed_name": "proposed_name",
        "proposed_date": "proposed_edtf",
        "proposed": "proposed_entity__public_id",
    },
    Quotation: {
        "means": "speaker__public_id",
        "name": "speaker_name",
        "proposed": "proposed_speaker__public_id",
        "how": "kind",
    },
    Claim: {"means": "asserter__public_id", "name": "asserter_name", "question": "question__slug"},
}
_SAID: Final = ("means", "name", "date", "anchor", "how", "question")
_PROPOSED: Final = ("proposed_kind", "proposed_name", "proposed_date", "proposed")
_ACTS: Final = ("made_at", "made_by", "decided_at", "decided_by", "acts")
HEADER: Final = ("mark", *_PLACE, *_SAID, *_PROPOSED, *_ACTS)


def marks(corpus: Corpus) -> Iterator[Json]:
    """Give every mark of a corpus with its acts: mentions, quotations, claims, each in order."""
    handles = {pk: handle or f"account {pk}" for pk, handle in User.objects.values_list("pk", "handle")}
    for model, meant in _MEANT.items():
        paths = {"pk": "pk", **_PLACE, **meant}
        rows = model._default_manager.filter(revision__passage__document__corpus=corpus).order_by("pk")
        found = rows.values_list(*paths.values()).iterator(chunk_size=_BATCH)
        for some in _in_batches(dict(zip(paths, row, strict=True)) for row in found):
            acts = _acts(model, [row["pk"] for row in some], handles)
            for row in some:
                yield _told(model._meta.model_name or "", row, acts.get(str(row["pk"]), []))


def _told(mark: str, row: Json, acts: Sequence[Json]) -> Json:
    decided = [one for one in acts if one["from"] != one["to"] and one["from"]]
    made, last = (acts[0] if acts else {}), (decided[-1] if decided else {})
    given = {"mark": mark, **{name: row.get(name) for name in HEADER if name in row}}
    return {
        **given,
        "made_at": made.get("at") if made and not made["from"] else None,
        "made_by": made.get("by") if made and not made["from"] else None,
        "decided_at": last.get("at"),
        "decided_by": last.get("by"),
        "acts": list(acts),
    }


def _acts(
    model: type[Mention | Quotation | Claim], keys: Sequence[int], handles: dict[int, str]
) -> dict[str, list[Json]]:
    """Give, by primary key as the record writes it, what was done to these marks, in order."""
    rows = Change.objects.filter(model=model._meta.model_name, row__in=list(map(str, keys)))
    paths = ("row", "before", "after", "changeset__made_at", "changeset__actor", "changeset__kind")
    found: dict[str, list[Json]] = defaultdict(list)
    for row, before, after, at, actor, kind in rows.order_by("changeset", "position").values_list(*paths):
        found[row].append(
            {
                "at": at.isoformat(),
                "by": handles.get(actor, ""),
                "act": kind,
                "from": (before or {}).get("status", ""),
                "to": (after or {}).get("status", ""),
            }
        )
    return found


def _in_batches(rows: Iterable[Json]) -> Iterator[list[Json]]:
    rest = iter(rows)
    while some := list(islice(rest, _BATCH)):
        yield some


def as_jsonl(rows: Iterable[Json]) -> Iterator[str]:
    """Write a mark a line, with every act on it."""
    return (json.dumps(one, ensure_ascii=False) + "\n" for one in rows)


def as_csv(rows: Iterable[Json]) -> Iterator[str]:
    """Write a mark a row: who made it and who decided last; ``acts`` says how many acts touched it."""
    return csvtext.chunks(HEADER, ([_cell(one.get(name)) for name in HEADER] for one in rows))


def _cell(value: object) -> csvtext.Cell:
    if isinstance(value, list):
        return len(value)
    if value is None:
        return ""
    return value if isinstance(value, str | int | float) else str(value)
