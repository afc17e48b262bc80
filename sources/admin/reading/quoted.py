"""Quotations on the annotation desk: they stand in the same queue as mentions, and mean their speaker.

The page numbers all marks in one row: a quotation's number there is its key and QUOTED.
"""

from sources.annotate import quoting
from sources.annotate.quoting import Speaker
from sources.models import Quotation

# Above every key that a mention will have; JavaScript counts exactly to 2 ** 53.
QUOTED = 2**40
QUOTATION = "quotation"
RELATED = ("speaker", "proposed_speaker__merged_into", "revision__passage")


def of_quotation(row: Quotation, *, is_placed: bool) -> dict[str, object]:
    """Give one quotation in the fields of a mention, its speaker as what it means."""
    proposed = row.proposed_speaker
    return {
        "id": QUOTED + row.pk,
        "version": row.version,
        "isPlaced": is_placed,
        "start": row.start,
        "end": row.end,
        "exact": row.exact or "(words not held)",
        "status": row.status,
        "kind": QUOTATION,
        "manner": row.kind,
        "certainty": row.certainty,
        "entity": row.speaker_id,
        "edtf": "",
        "proposedEntity": (proposed.merged_into_id or proposed.pk) if proposed else None,
        "proposedKind": "person",
        "proposedName": row.speaker_name,
        "proposedKey": "",
        "proposedEdtf": "",
        "score": row.score,
        "why": row.reason or (f"Found by “{row.rule}”" if row.recogniser else "Marked by hand"),
        "note": row.note,
        "alternatives": [],
    }


def accepted(rows: list[Quotation], speaker: Speaker | None) -> str:
    """Name the act of accepting quotations."""
    if len(rows) > 1:
        return f"Accepted {len(rows)} quotations"
    return f"Accepted words of {speaker or quoting.target_of(rows[0]) or 'nobody named'}"
