"""Quotations on the annotation desk: they stand in the same queue as mentions, and mean their speaker.

The page numbers all marks in one row: a quotation's number there is its key and QUOTED.
"""

from collections.abc import Collection, Iterable
from textwrap import shorten

from sources.annotate.quoting import Speaker
from sources.models import Entity, Name, Quotation
from sources.models.span_bearing import WAITING
from sources.recognise.wording import in_words
from sources.values import spelling

# Above every key that a mention will have; JavaScript counts exactly to 2 ** 53.
QUOTED = 2**40
QUOTATION = "quotation"
_LONGEST = 60
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
        "proposedKey": "" if proposed else spelling.key(row.speaker_name),
        "proposedEdtf": "",
        "score": row.score,
        "why": row.reason or (in_words(row.rule) if row.recogniser else "Marked by hand"),
        "note": row.note,
        "alternatives": [],
    }


def accepted(rows: list[Quotation], speaker: Speaker | None) -> str:
    """Name the act of accepting quotations."""
    if len(rows) > 1:
        return f"Accepted {len(rows)} quotations"
    if not rows:
        return "Accepted no quotation"
    named = speaker if isinstance(speaker, str) or speaker is None else speaker.preferred_name
    return f"Accepted “{short(rows[0].exact)}”, said by {named or 'nobody named'}"


def short(words: str) -> str:
    """Give the beginning of what was said, without its own quotation marks."""
    return shorten(words.strip("“”\"‘’'"), _LONGEST, placeholder="…")


def bearers(
    named: Collection[int | None], quotations: Iterable[Quotation]
) -> tuple[dict[str, list[int]], list[Entity]]:
    """Find whom the proposed speakers' names may mean, by spelling key: those ``named``, or else all.

    The rule of ``quoting.speaker_of``, for all quotations of an article in two queries.
    """
    waiting = [row for row in quotations if row.status in WAITING and row.proposed_speaker is None]
    keys = {spelling.key(row.speaker_name) for row in waiting} - {""}
    if not keys:
        return {}, []
    entities = {row.pk: row for row in Entity.objects.standing().filter(spelling_key__in=keys)}
    found: dict[str, list[int]] = {}
    for row in entities.values():
        found.setdefault(row.spelling_key, []).append(row.pk)
    names = Name.objects.filter(spelling_key__in=keys, entity__merged_into=None).select_related("entity")
    for name in names:
        entities[name.entity_id] = name.entity
        if name.entity_id not in found.setdefault(name.spelling_key, []):
            found[name.spelling_key].append(name.entity_id)
    here = {key: [pk for pk in ids if pk in named] or ids for key, ids in found.items()}
    return here, list(entities.values())
