"""Deeds of the desk to names and dates: accept, reject, change, mark, remove, tag all."""

from sources.admin import roles
from sources.admin.reading import proposals
from sources.admin.reading.asked import Asked
from sources.admin.reading.deed import Desk, certainty
from sources.admin.roles import Power
from sources.annotate import learning, marking, review
from sources.annotate.acts import Refused
from sources.annotate.likewise import propose_likewise
from sources.annotate.marking import NewEntity, Target
from sources.annotate.tag_all import Place, tag_all
from sources.models import Entity, Mention
from sources.values import spelling
from sources.vocabulary import MentionStatus


def accept(desk: Desk, asked: Asked) -> None:
    """Accept suggestions, each as what is asked or as what it proposes; their forms are learned."""
    parts = asked.parts("mentions")
    rows = [desk.mention(part) for part in parts]
    if len(rows) == 1:
        target = parts[0].target or proposals.meaning_of(rows[0])
        review.accept(rows[0], target, actor=desk.doing)
        propose_likewise(rows[0], desk.doing)
        desk.doing.summary = f"Accepted “{rows[0].exact}” as {_means(rows[0])}"
        return
    targets = {target_key(target): target for target in map(proposals.meaning_of, rows)}
    if len(targets) != 1:
        raise Refused("These do not mean the same any more; accept them one by one.")
    done = review.accept_all(rows, actor=desk.doing, target=next(iter(targets.values())))
    if done.stayed and not done.count:
        raise Refused(" ".join(done.stayed))
    desk.doing.summary = f"Accepted {done.count} mentions as {_means(rows[0])}"


def target_key(target: Target) -> tuple[str, object]:
    """Tell one meaning from another: the entity's key, the new one's name, the date's value."""
    if isinstance(target, Entity):
        return "entity", target.pk
    if isinstance(target, NewEntity):
        return target.kind, spelling.key(target.preferred_name)
    return "date", target


def _means(mention: Mention) -> str:
    if mention.entity is not None:
        return mention.entity.preferred_name
    return mention.date.in_words if mention.date else "nothing"


def reject(desk: Desk, asked: Asked) -> None:
    """Reject suggestions, or marks that somebody accepted by mistake."""
    rows = [desk.mention(part) for part in asked.parts("mentions")]
    if len(rows) == 1:
        review.reject(rows[0], actor=desk.doing)
    else:
        review.reject_all(rows, actor=desk.doing)


def change(desk: Desk, asked: Asked) -> None:
    """Change what a mention means, how sure that is, or its note."""
    row = desk.mention(asked)
    values: dict[str, object] = {}
    if "certainty" in asked.fields:
        values["certainty"] = certainty(asked)
    if "note" in asked.fields:
        values["note"] = asked.text("note")
    target = asked.target
    marking.change(row, actor=desk.doing, target=target, **values)
    if target is not None and row.status == MentionStatus.ACCEPTED:
        learning.learn([row], desk.doing)
        propose_likewise(row, desk.doing)


def span(desk: Desk, asked: Asked) -> None:
    """Let a mention cover other words."""
    row, revision = desk.mention(asked), desk.revision(asked)
    was_left_behind = row.revision_id != revision.pk
    marking.respan(row, revision, asked.span, actor=desk.doing)
    if was_left_behind and (row.entity_id or row.date_id):
        marking.change(row, actor=desk.doing, status=MentionStatus.ACCEPTED)


def mark(desk: Desk, asked: Asked) -> int:
    """Mark words: an editor's mark stands, an annotator's is a suggestion."""
    target, revision = asked.target, desk.revision(asked)
    if target is None:
        raise Refused("Say what the words mean: choose an entity, or a date, or something new.")
    may_decide = roles.may(desk.user, Power.DECIDE)
    does = marking.mark if may_decide else marking.propose
    values: dict[str, object] = {"certainty": certainty(asked), "note": asked.text("note")}
    mention = does(revision, asked.span, target, actor=desk.doing, **values)
    if may_decide:
        learning.learn([mention], desk.doing)
    return mention.pk


def remove(desk: Desk, asked: Asked) -> None:
    """Remove a mention altogether."""
    marking.remove(desk.mention(asked), actor=desk.doing)


def tag_all_chosen(desk: Desk, asked: Asked) -> None:
    """Tag the ticked places, in this article and others."""
    target = asked.target
    if target is None:
        raise Refused("Say what the words mean: choose an entity, or a date, or something new.")
    places = [Place(part.number("revision"), part.span) for part in asked.parts("places")]
    done = tag_all(places, target, actor=desk.doing)
    if not done.count:
        raise Refused(" ".join(dict.fromkeys(done.stayed)) or "No place was ticked; nothing was changed.")
