"""Marking who, where and when: one mention, one act.

A mention is made on the wording that the editor looked at. Where a correction has come in between,
the mention is refused with a sentence instead of being put at the old place in the new words.
"""

from sources.annotate.acts import Doing, Refused, act, date_for
from sources.models import Entity, Mention, PassageRevision, User
from sources.values.span import Span
from sources.vocabulary import ActKind, Certainty, MentionStatus

BY_HAND = "hand"


def refuse_former_wording(revision: PassageRevision) -> None:
    """Raise Refused where the passage has a later wording than ``revision``."""
    latest = revision.passage.revisions.order_by("-number").values_list("number", flat=True).first()
    if latest != revision.number:
        raise Refused(
            f"Passage {revision.passage.number} was corrected while you looked at it "
            f"(you saw revision {revision.number}, it now has {latest}). "
            "Look at the new wording, then mark again."
        )


def mark(
    revision: PassageRevision,
    span: Span,
    target: Entity | str,
    *,
    actor: User | None,
    certainty: Certainty = Certainty.CERTAIN,
    note: str = "",
) -> Mention:
    """Mark the words at ``span`` as an entity, or as the date that an EDTF value names.

    Raises Refused where the words are not there, are marked so already, or were corrected meanwhile;
    ValueError where the EDTF value is none.
    """
    refuse_former_wording(revision)
    if revision.text is None:
        raise Refused("The text of this passage is not held here; attach it before marking words in it.")
    try:
        exact = span.of(revision.text)
    except ValueError as error:
        raise Refused(f"{error} Choose words inside passage {revision.passage.number}.") from error
    with act(ActKind.ANNOTATE, f"Marked “{exact}” as {_named(target)}", actor=actor) as doing:
        mention = Mention(
            revision=revision,
            start=span.start,
            end=span.end,
            exact=exact,
            status=MentionStatus.ACCEPTED,
            certainty=certainty,
            rule=BY_HAND,
            note=note,
            **_target(target),
        )
        refuse_marked_already(mention)
        return doing.create(mention)


def change(
    mention: Mention, *, actor: User | None, target: Entity | str | None = None, **values: object
) -> Mention:
    """Change what a mention means, how sure that is, or its note; accepting a suggestion is this too.

    Raises Conflict where somebody else saved the mention since it was read.
    """
    if target is not None:
        values |= {"entity": None, "date": None} | _target(target)
    summary = f"Changed the mention “{mention.exact}”"
    if target is not None:
        summary = f"“{mention.exact}” is now {_named(target)}"
    with act(ActKind.ANNOTATE, summary, actor=actor) as doing:
        for name, value in values.items():
            setattr(mention, name, value)
        refuse_marked_already(mention)
        return doing.save(mention)


def accept(mention: Mention, target: Entity | str, *, actor: User | None) -> Mention:
    """Accept a suggestion as an entity or a date."""
    return change(mention, actor=actor, target=target, status=MentionStatus.ACCEPTED)


def reject(mention: Mention, *, actor: User | None) -> Mention:
    """Reject a suggestion: it stays, so that it does not come back."""
    with act(ActKind.REVIEW, f"Rejected “{mention.exact}”", actor=actor) as doing:
        return doing.change(mention, status=MentionStatus.REJECTED, entity=None, date=None)


def remove(mention: Mention, *, actor: User | None) -> None:
    """Remove a mention; what was counted from it loses its anchor, in the same act."""
    with act(ActKind.DELETE, f"Removed the mention “{mention.exact}”", actor=actor) as doing:
        release_anchored(mention, doing)
        doing.delete(mention)


def release_anchored(mention: Mention, doing: Doing) -> None:
    """Send dates that were counted from this mention to review: their anchor goes."""
    for hanging in mention.anchored.all():
        doing.change(hanging, anchor_kind="", anchor_mention=None, status=MentionStatus.NEEDS_REVIEW)


def refuse_marked_already(mention: Mention) -> None:
    """Raise Refused where the same words are marked as the same entity or date already."""
    same = Mention.objects.filter(
        revision=mention.revision,
        start=mention.start,
        end=mention.end,
        entity=mention.entity,
        date=mention.date,
    ).exclude(pk=mention.pk)
    if same.exists():
        raise Refused(f"“{mention.exact}” is marked so already; nothing was changed.")


def _target(target: Entity | str) -> dict[str, object]:
    if isinstance(target, Entity):
        return {"entity": target}
    return {"date": date_for(target)}


def _named(target: Entity | str) -> str:
    return target.preferred_name if isinstance(target, Entity) else target
