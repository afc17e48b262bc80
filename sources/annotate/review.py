"""Deciding on many suggestions as one act; what cannot be decided so stays, and says why."""

from collections.abc import Iterable
from dataclasses import dataclass

from sources.annotate import marking
from sources.annotate.acts import Actor, Refused, act
from sources.models import Entity, Mention
from sources.vocabulary import ActKind, MentionStatus


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How many were decided, and a sentence for each that was not."""

    count: int
    stayed: tuple[str, ...]


def target_of(mention: Mention) -> Entity | str | None:
    """Give what accepting a mention as it stands would mean; None where nothing is proposed yet."""
    if mention.entity is not None:
        return mention.entity
    if mention.date is not None:
        return mention.date.edtf
    return mention.proposed_edtf or None


def accept_all(mentions: Iterable[Mention], *, actor: Actor) -> Reviewed:
    """Accept every mention that waits and has a target."""
    count, stayed = 0, []
    with act(ActKind.REVIEW, "", actor=actor) as doing:
        for mention in mentions:
            why_not = _cannot_accept(mention)
            if why_not:
                stayed.append(why_not)
                continue
            marking.change(mention, actor=doing, target=target_of(mention), status=MentionStatus.ACCEPTED)
            count += 1
        doing.kind, doing.summary = ActKind.REVIEW, f"Accepted {_number(count)}"
    return Reviewed(count, tuple(stayed))


def reject_all(mentions: Iterable[Mention], *, actor: Actor) -> Reviewed:
    """Reject every mention that waits."""
    count, stayed = 0, []
    with act(ActKind.REVIEW, "", actor=actor) as doing:
        for mention in mentions:
            if not _waits(mention):
                stayed.append(f"“{mention.exact}” is {mention.status}: it no longer waits for a decision.")
                continue
            marking.reject(mention, actor=doing)
            count += 1
        doing.kind, doing.summary = ActKind.REVIEW, f"Rejected {_number(count)}"
    return Reviewed(count, tuple(stayed))


def _cannot_accept(mention: Mention) -> str:
    if not _waits(mention):
        return f"“{mention.exact}” is {mention.status}: it no longer waits for a decision."
    target = target_of(mention)
    if target is None:
        return f"“{mention.exact}” names nobody yet: choose an entity or a date for it."
    try:
        marking.refuse_former_wording(mention.revision)
        marking.refuse_same(mention, target)
    except Refused as error:
        return str(error)
    return ""


def _waits(mention: Mention) -> bool:
    return mention.status in {MentionStatus.SUGGESTED, MentionStatus.NEEDS_REVIEW}


def _number(count: int) -> str:
    return "1 mention" if count == 1 else f"{count} mentions"
