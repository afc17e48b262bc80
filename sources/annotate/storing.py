"""Writing suggestions: added, changed and taken away in few statements.

A row that the record of acts has never seen (version 1) is written without an entry; one that it knows
is changed as part of the act. A date that is counted from another in the text points at that mention.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

from sources.annotate import columns, holding
from sources.annotate import rows as table
from sources.annotate.acts import Doing
from sources.annotate.marked import OF_MENTION, OF_QUOTATION, Marked
from sources.annotate.reconcile import Place, Plan, Proposal
from sources.annotate.spans import Mark
from sources.models import Claim, Mention, Quotation
from sources.models.digested import digest_of
from sources.values.public_id import new_id
from sources.vocabulary import AnchorKind, MentionStatus

_FIRST = 1
# What a row must still be to be changed or taken away without an entry: a decision is never overwritten.
_UNDECIDED = {"version": _FIRST, "status": str(MentionStatus.SUGGESTED)}
_ANCHOR = ("anchor_kind", "anchor_mention_id")
_ALL_OF_MENTION = (*OF_MENTION, "alternatives", *_ANCHOR)
# What a date points at: the kind of its anchor, and the mention, if it is one.
_Pointed = tuple[str, int | None]


def store(plan: Plan, doing: Doing) -> None:
    """Do what was planned, within an act."""
    mentions = [one for one in plan.add if one.is_mention]
    keys = _added_mentions(mentions)
    _add_quotations([one for one in plan.add if not one.is_mention])
    places = plan.dates | {one.place: pk for one, pk in zip(mentions, keys, strict=True)}
    new = [(pk, _pointed(one, places)) for one, pk in zip(mentions, keys, strict=True) if one.anchor]
    _point([(pk, pointed) for pk, pointed in new if pointed[1] is not None])
    moved = _moved(plan, places)
    _change([(row, _told(row, one, places)) for row, one in plan.change], doing)
    _point([(row.pk, pointed) for row, pointed in moved if row.version == _FIRST])
    _change([(row, _as_columns(pointed)) for row, pointed in moved if row.version != _FIRST], doing)
    _remove(plan.remove, doing)


def _added_mentions(proposals: Sequence[Proposal]) -> list[int]:
    if not proposals:
        return []
    given: dict[str, Sequence[object]] = dict(_places(proposals))
    for name in OF_MENTION:
        given[name] = [one.values[name] for one in proposals]
    given["alternatives"] = [_as_json(one.values["alternatives"]) for one in proposals]
    # One that is counted from another in the text points at it when both have their keys.
    given["anchor_kind"] = [one.values.get("anchor_kind", "") for one in proposals]
    return columns.insert(columns.laid_out(Mention, len(proposals), given))


def _add_quotations(proposals: Sequence[Proposal]) -> None:
    if not proposals:
        return
    given: dict[str, Sequence[object]] = dict(_places(proposals))
    for name in OF_QUOTATION:
        given[name] = [one.values[name] for one in proposals]
    ids = [new_id() for _ in proposals]
    given["public_id"] = ids
    given["digest"] = [digest_of(name, one.exact) for name, one in zip(ids, proposals, strict=True)]
    columns.insert(columns.laid_out(Quotation, len(proposals), given))


def _places(proposals: Sequence[Proposal]) -> Mapping[str, Sequence[object]]:
    return {
        "revision_id": [one.revision for one in proposals],
        "start": [one.span.start for one in proposals],
        "end": [one.span.end for one in proposals],
        "exact": [one.exact for one in proposals],
    }


def _as_json(value: object) -> str:
    return json.dumps(value) if value else "[]"


def _pointed(proposal: Proposal, places: Mapping[Place, int]) -> _Pointed:
    """Give what a date points at that is counted from another in the text."""
    anchor = places.get(proposal.anchor) if proposal.anchor else None
    return ("", None) if anchor is None else (str(AnchorKind.MENTION), anchor)


def _moved(plan: Plan, places: Mapping[Place, int]) -> list[tuple[Marked, _Pointed]]:
    """Give the marks that mean what they did but point at another anchor."""
    found = []
    for row, proposal in plan.keep:
        if proposal.anchor is not None:
            pointed = _pointed(proposal, places)
            if (row.values["anchor_kind"], row.anchor_mention) != pointed:
                found.append((row, pointed))
    return found


def _told(row: Marked, proposal: Proposal, places: Mapping[Place, int]) -> dict[str, object]:
    """Give the columns that a mark is to have."""
    told = row.values | dict(proposal.values)
    if row.is_mention:
        kind = str(told["anchor_kind"])
        told |= _as_columns((kind, None) if proposal.anchor is None else _pointed(proposal, places))
    return told


def _as_columns(pointed: _Pointed) -> dict[str, object]:
    return dict(zip(_ANCHOR, pointed, strict=True))


def _point(pointed: Sequence[tuple[int, _Pointed]]) -> None:
    """Let rows that the record has not seen point at their anchors."""
    if pointed:
        table.update_told(Mention, _ANCHOR, [[*to, pk] for pk, to in pointed], only=_UNDECIDED)


def _change(changed: Sequence[tuple[Marked, Mapping[str, object]]], doing: Doing) -> None:
    """Save rows with another meaning; those that the record knows as part of the act."""
    for model, names in ((Mention, _ALL_OF_MENTION), (Quotation, OF_QUOTATION)):
        here = [(row, told) for row, told in changed if row.is_mention is (model is Mention)]
        unseen = [
            [*(_as_json(told[name]) if name == "alternatives" else told[name] for name in names), row.pk]
            for row, told in here
            if row.version == _FIRST
        ]
        if unseen:
            table.update_told(model, names, unseen, only=_UNDECIDED)
        known = {row.pk: told for row, told in here if row.version != _FIRST}
        for stored in _stored(model, known):
            for name, value in known[stored.pk].items():
                setattr(stored, name, value)
            doing.save(stored)


def _stored(model: type[Mention] | type[Quotation], keys: Iterable[int]) -> list[Mark]:
    wanted = list(keys)
    return list(model._default_manager.filter(pk__in=wanted).order_by("pk")) if wanted else []


def _undecided(model: type[Mention] | type[Quotation], keys: Collection[int]) -> list[int]:
    """Hold those on which nobody has decided in the meantime, and give their keys."""
    return holding.keys_of(model._base_manager.filter(pk__in=keys, **_UNDECIDED)) if keys else []


def _remove(rows: Sequence[Marked], doing: Doing) -> None:
    """Take suggestions away, but for one that an editor's date is counted from, or a claim stands in."""
    if not rows:
        return
    keys = [row.pk for row in rows if row.is_mention]
    hanging = Mention.objects.filter(anchor_mention__in=keys).exclude(pk__in=keys)
    held = set(hanging.values_list("anchor_mention", flat=True)) if keys else set()
    said = [row.pk for row in rows if not row.is_mention]
    claims = Claim.objects.filter(quotation__in=said).values_list("quotation", flat=True)
    claimed = set(claims) if said else set()
    going = [row for row in rows if row.pk not in (held if row.is_mention else claimed)]
    mentions = [row.pk for row in going if row.is_mention and row.version == _FIRST]
    quotations = [row.pk for row in going if not row.is_mention and row.version == _FIRST]
    known = {
        is_mention: [row.pk for row in going if row.is_mention is is_mention and row.version != _FIRST]
        for is_mention in (True, False)
    }
    if keys:
        Mention.objects.filter(pk__in=mentions, anchor_mention__isnull=False).update(
            anchor_kind=AnchorKind.NONE, anchor_mention=None
        )
    known_mentions = _stored(Mention, known[True])
    for row in known_mentions:
        doing.change(row, anchor_kind=AnchorKind.NONE, anchor_mention=None)
    Mention.objects.filter(pk__in=_undecided(Mention, mentions)).delete()
    Quotation.objects.filter(pk__in=_undecided(Quotation, quotations)).delete()
    for row in chain(known_mentions, _stored(Quotation, known[False])):
        doing.delete(row)
