"""Writing suggestions: added, changed and taken away in few statements.

A row that the record of acts has never seen (version 1) is written without an entry; one that it knows
is changed as part of the act. A date that is counted from another in the text points at that mention.
"""

from collections.abc import Sequence
from typing import Any

from sources.annotate import rows as table
from sources.annotate.acts import Doing
from sources.annotate.reconcile import Plan, Proposal
from sources.annotate.spans import Mark
from sources.models import Claim, Mention, Quotation
from sources.models.digested import digest_of
from sources.vocabulary import AnchorKind

_FIRST = 1
_COMMON = ("rule", "score", "recogniser", "reason")
_ANCHOR = ("anchor_kind", "anchor_mention")
_OF_MENTION = (
    *_COMMON,
    "proposed_kind",
    "proposed_name",
    "proposed_edtf",
    "proposed_entity",
    "alternatives",
    *_ANCHOR,
)
_OF_QUOTATION = (*_COMMON, "kind", "speaker_name", "proposed_speaker")


def store(plan: Plan, doing: Doing) -> list[Mark]:
    """Do what was planned, within an act; gives the new rows."""
    added = [(_row(proposal), proposal) for proposal in plan.add]
    for model in (Mention, Quotation):
        new = [row for row, _ in added if isinstance(row, model)]
        if new:
            table.insert(new)
    places = plan.dates | {proposal.place: row for row, proposal in added if isinstance(row, Mention)}
    moved = [
        row
        for row, proposal in (*added, *plan.change, *plan.keep)
        if isinstance(row, Mention) and _points(row, proposal, places)
    ]
    changed = [_changed(row, proposal) for row, proposal in plan.change]
    _write(changed, moved, doing)
    _remove(plan.remove, doing)
    return [row for row, _ in added]


def _row(proposal: Proposal) -> Mark:
    place: dict[str, Any] = {  # Any: each column's own
        "revision_id": proposal.revision,
        "start": proposal.span.start,
        "end": proposal.span.end,
        "exact": proposal.exact,
        **proposal.values,
    }
    if proposal.is_mention:
        return Mention(**place)
    quotation = Quotation(**place)
    quotation.digest = digest_of(quotation.public_id, quotation.exact)
    return quotation


def _points(row: Mention, proposal: Proposal, places: dict[Any, Mention]) -> bool:
    """Let a date point at the one it was counted from; tell whether that is new."""
    if proposal.anchor is None:
        return False
    anchor = places.get(proposal.anchor)
    pointed = (AnchorKind.MENTION, anchor.pk) if anchor is not None else (AnchorKind.NONE, None)
    if (row.anchor_kind, row.anchor_mention_id) == pointed:
        return False
    row.anchor_kind, row.anchor_mention_id = pointed
    return True


def _changed(row: Mark, proposal: Proposal) -> Mark:
    for name, value in proposal.values.items():
        setattr(row, name, value)
    if isinstance(row, Mention) and proposal.anchor is None:
        row.anchor_mention = None
    return row


def _write(changed: Sequence[Mark], moved: Sequence[Mention], doing: Doing) -> None:
    """Save rows with another meaning, or another anchor; those that the record knows as part of the act."""
    told = [*changed, *(row for row in moved if row not in changed)]
    mentions = [row for row in changed if isinstance(row, Mention)]
    quotations = [row for row in changed if isinstance(row, Quotation)]
    pointed = [row for row in moved if row not in changed]
    for rows, columns in ((mentions, _OF_MENTION), (quotations, _OF_QUOTATION), (pointed, _ANCHOR)):
        unseen = [row for row in rows if row.version == _FIRST]
        if unseen:
            table.update(unseen, columns)
    for row in told:
        if row.version != _FIRST:
            doing.save(row)


def _remove(rows: Sequence[Mark], doing: Doing) -> None:
    """Take suggestions away, but for one that an editor's date is counted from, or a claim stands in."""
    if not rows:
        return
    keys = [row.pk for row in rows if isinstance(row, Mention)]
    hanging = Mention.objects.filter(anchor_mention__in=keys).exclude(pk__in=keys)
    held = set(hanging.values_list("anchor_mention", flat=True)) if keys else set()
    said = [row.pk for row in rows if isinstance(row, Quotation)]
    claimed = (
        set(Claim.objects.filter(quotation__in=said).values_list("quotation", flat=True)) if said else ()
    )
    going = [row for row in rows if row.pk not in (claimed if isinstance(row, Quotation) else held)]
    unseen = [row for row in going if row.version == _FIRST]
    mentions = [row.pk for row in unseen if isinstance(row, Mention)]
    if keys:
        Mention.objects.filter(pk__in=mentions, anchor_mention__isnull=False).update(
            anchor_kind=AnchorKind.NONE, anchor_mention=None
        )
    for row in going:
        if row.version != _FIRST and isinstance(row, Mention):
            doing.change(row, anchor_kind=AnchorKind.NONE, anchor_mention=None)
    Mention.objects.filter(pk__in=mentions).delete()
    Quotation.objects.filter(pk__in=[row.pk for row in unseen if isinstance(row, Quotation)]).delete()
    for row in going:
        if row.version != _FIRST:
            doing.delete(row)
