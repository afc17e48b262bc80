"""Marking what was said, and by whom: one quotation, one act.

As with mentions, a quotation stands on the wording that the editor looked at, and is refused with a
sentence where a correction came in between. A speaker is an entity, one to be made, or, where nobody is
named ("a docker"), the words of the text.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sources.annotate import authority, holding, speaking
from sources.annotate.acts import Actor, Doing, Refused, act
from sources.annotate.marking import NewEntity, lock_wording, refuse_former_wording, words_at
from sources.models import Entity, PassageRevision, Quotation
from sources.models.span_bearing import BY_HAND
from sources.values.counted import count
from sources.values.span import Span
from sources.vocabulary import ActKind, MentionStatus

# Who can have said something: an entity, one to be made, or words of the text.
Speaker = Entity | NewEntity | str


@dataclass(frozen=True, slots=True)
class QuotationsReviewed:
    """How many were decided, and a sentence for each that was not."""

    count: int
    stayed: tuple[str, ...]


def mark(
    revision: PassageRevision, span: Span, speaker: Speaker, *, actor: Actor, **values: object
) -> Quotation:
    """Mark the words at ``span`` as said; ``values`` are further columns (kind, certainty, note).

    Raises Refused where the words are not there, are marked so already, or were corrected meanwhile.
    """
    with act(ActKind.ANNOTATE, f"Marked words of {_named(speaker)}", actor=actor) as doing:
        quotation = _new(revision, span)
        _set(quotation, {"status": MentionStatus.ACCEPTED, **values, **_speaker(speaker, doing)})
        return doing.create(quotation)


def propose(
    revision: PassageRevision, span: Span, speaker: Speaker, *, actor: Actor, **values: object
) -> Quotation:
    """Suggest a quotation for an editor to decide; a speaker who is not there yet is named, not made."""
    with act(ActKind.ANNOTATE, f"Proposed words of {_named(speaker)}", actor=actor) as doing:
        quotation = _new(revision, span)
        proposed: dict[str, object] = {"speaker_name": _named(speaker)}
        if isinstance(speaker, Entity):
            proposed["proposed_speaker"] = speaker
        _set(quotation, {**values, **proposed, "status": MentionStatus.SUGGESTED})
        return doing.create(quotation)


def change(
    quotation: Quotation, *, actor: Actor, speaker: Speaker | None = None, **values: object
) -> Quotation:
    """Change who said it, how sure that is, direct or indirect; ``span`` may be among the values."""
    with act(ActKind.ANNOTATE, f"Changed the quotation “{_short(quotation)}”", actor=actor) as doing:
        holding.passages_of([quotation.revision_id])
        if MentionStatus.ACCEPTED in (values.get("status"), quotation.status):
            refuse_former_wording(quotation.revision)
        span = values.pop("span", None)
        if isinstance(span, Span):
            _place(quotation, span)
        former = (quotation.speaker_id, quotation.speaker_name)
        if speaker is not None:
            values |= {"speaker": None} | _speaker(speaker, doing)
        _set(quotation, values)
        _refuse_marked_already(quotation)
        doing.save(quotation)
        speaking.tell_claims(quotation, former, doing)
        return quotation


def target_of(quotation: Quotation) -> Entity | str | None:
    """Give who accepting a quotation as it stands would make its speaker; None where nobody is proposed."""
    proposed = quotation.proposed_speaker
    if quotation.speaker is not None:
        return quotation.speaker
    return (proposed.merged_into or proposed) if proposed is not None else quotation.speaker_name or None


def speaker_of(quotation: Quotation) -> Entity | str | None:
    """Give who accepting a quotation makes its speaker: a proposed name is the record that bears it.

    Raises Refused where several bear it and the article does not name just one of them.
    """
    proposed = target_of(quotation)
    if not isinstance(proposed, str):
        return proposed
    bearers = speaking.bearers(proposed)
    found = speaking.named_here(bearers, quotation) or bearers
    if len(found) > 1:
        raise Refused(f"“{proposed}” may be more than one of the lists; choose who said it.")
    return found[0] if found else proposed


def accept(quotation: Quotation, speaker: Speaker | None = None, *, actor: Actor) -> Quotation:
    """Accept one with the speaker given, or else with the one proposed."""
    chosen = speaker if speaker is not None else speaker_of(quotation)
    if chosen is None:
        raise Refused(f"“{_short(quotation)}” has no speaker yet: choose who said it.")
    with act(ActKind.REVIEW, f"Accepted words of {_named(chosen)}", actor=actor) as doing:
        return change(quotation, actor=doing, speaker=chosen, status=MentionStatus.ACCEPTED)


def reject(quotation: Quotation, *, actor: Actor) -> Quotation:
    """Reject one: it stays, so that it does not come back."""
    with act(ActKind.REVIEW, f"Rejected the quotation “{_short(quotation)}”", actor=actor) as doing:
        return doing.change(quotation, status=MentionStatus.REJECTED, speaker=None)


def accept_all(quotations: Iterable[Quotation], *, actor: Actor) -> QuotationsReviewed:
    """Accept every quotation that waits and has a speaker, as one act."""
    return _all(quotations, accept, "Accepted", actor=actor)


def reject_all(quotations: Iterable[Quotation], *, actor: Actor) -> QuotationsReviewed:
    """Reject every quotation that waits, as one act."""
    return _all(quotations, reject, "Rejected", actor=actor)


def remove(quotation: Quotation, *, actor: Actor) -> None:
    """Remove a quotation; the claims in it stay, each with its asserter."""
    with act(ActKind.DELETE, f"Removed the quotation “{_short(quotation)}”", actor=actor) as doing:
        for claim in quotation.claims.all():
            doing.change(claim, quotation=None)
        doing.delete(quotation)


def _all(
    quotations: Iterable[Quotation], decide: Callable[..., Quotation], verb: str, *, actor: Actor
) -> QuotationsReviewed:
    decided = 0
    stayed: list[str] = []
    rows = list(quotations)
    with act(ActKind.REVIEW, "", actor=actor) as doing:
        holding.passages_of(holding.revisions_of(rows))
        for quotation in rows:
            if not quotation.is_waiting:
                stayed.append(f"“{_short(quotation)}” is {quotation.status}: it no longer waits.")
                continue
            try:
                decide(quotation, actor=doing)
                decided += 1
            except Refused as error:
                stayed.append(str(error))
        doing.kind, doing.summary = ActKind.REVIEW, f"{verb} {count(decided, 'quotation')}"
    return QuotationsReviewed(decided, tuple(stayed))


def _new(revision: PassageRevision, span: Span) -> Quotation:
    lock_wording(revision)
    quotation = Quotation(revision=revision, rule=BY_HAND)
    _place(quotation, span)
    _refuse_marked_already(quotation)
    return quotation


def _place(quotation: Quotation, span: Span) -> None:
    quotation.put(span, words_at(quotation.revision, span))


def _refuse_marked_already(quotation: Quotation) -> None:
    same = Quotation.objects.filter(
        revision=quotation.revision_id, start=quotation.start, end=quotation.end
    ).exclude(pk=quotation.pk)
    if same.exists():
        raise Refused(f"“{_short(quotation)}” is marked as a quotation already; change that one.")


def _speaker(speaker: Speaker, doing: Doing) -> dict[str, object]:
    if isinstance(speaker, Entity):
        return {"speaker": speaker}
    if isinstance(speaker, NewEntity):
        return {"speaker": authority.create(speaker.kind, speaker.preferred_name, actor=doing)}
    return {"speaker_name": speaker}


def _set(quotation: Quotation, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(quotation, name, value)


def _named(speaker: Speaker) -> str:
    return speaker if isinstance(speaker, str) else speaker.preferred_name


_SHORT = 60


def _short(quotation: Quotation) -> str:
    words = quotation.exact
    return words if len(words) <= _SHORT else f"{words[:_SHORT].rstrip()}…"
