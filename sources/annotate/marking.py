"""Marking who, where and when: one mention, one act.

A mention is made on the wording that the editor looked at. Where a correction has come in between,
the mention is refused with a sentence instead of being put at the old place in the new words.
"""

import re
from dataclasses import dataclass
from typing import Any

from sources.annotate import anchors, authority, holding
from sources.annotate.acts import Actor, Doing, Refused, act, date_for
from sources.models import Change, Entity, Mention, PassageRevision
from sources.models.span_bearing import BY_HAND
from sources.values.span import Span
from sources.vocabulary import ActKind, EntityKind, MentionKind, MentionStatus


@dataclass(frozen=True, slots=True)
class NewEntity:
    """An entity that is made in the act that first names it."""

    kind: EntityKind
    preferred_name: str
    latitude: float | None = None
    longitude: float | None = None
    geonames: str = ""


_LONGEST_NAME = 300
_WORD, _ARTICLES = re.compile(r"\w+"), frozenset({"the", "a", "an", "of"})

# What a mention can mean: an entity, one to be made, or the date that an EDTF value names.
Target = Entity | NewEntity | str


def lock_wording(revision: PassageRevision) -> None:
    """Hold the passage until the act ends, then raise Refused where it was corrected meanwhile.

    A correction holds it too, so a mark is never made on a wording while that becomes a former one.
    """
    holding.passages([revision.passage_id])
    refuse_former_wording(revision)


def refuse_former_wording(revision: PassageRevision) -> None:
    """Raise Refused where the passage has a later wording than ``revision``."""
    latest = revision.passage.revisions.order_by("-number").values_list("number", flat=True).first()
    if latest != revision.number:
        raise Refused(
            f"Passage {revision.passage.number} was corrected while you looked at it "
            f"(you saw revision {revision.number}, it now has {latest}). "
            "Look at the new wording, then mark again."
        )


def mark(revision: PassageRevision, span: Span, target: Target, *, actor: Actor, **values: object) -> Mention:
    """Mark the words at ``span``; ``values`` are further columns (certainty, note).

    Raises Refused where the words are not there, are marked so already, or were corrected meanwhile;
    ValueError where the EDTF value is none.
    """
    exact = words_at(revision, span)
    with act(ActKind.ANNOTATE, f"Marked “{exact}” as {_named(target)}", actor=actor) as doing:
        lock_wording(revision)
        mention = _new_mention(revision, span, exact)
        columns = {"status": MentionStatus.ACCEPTED, **values, **columns_of(target, doing)}
        for name, value in columns.items():
            setattr(mention, name, value)
        refuse_marked_already(mention)
        return doing.create(mention)


def propose(
    revision: PassageRevision, span: Span, target: Target, *, actor: Actor, **values: object
) -> Mention:
    """Suggest a mark for an editor to decide; an entity that is not there yet is named, not made."""
    exact = words_at(revision, span)
    with act(ActKind.ANNOTATE, f"Proposed “{exact}” as {_named(target)}", actor=actor) as doing:
        lock_wording(revision)
        mention = _new_mention(revision, span, exact)
        if isinstance(target, NewEntity):
            proposed: dict[str, object] = {
                "proposed_kind": str(target.kind),
                "proposed_name": target.preferred_name,
            }
        elif isinstance(target, Entity):
            proposed = {
                "entity": target,
                "proposed_kind": target.kind,
                "proposed_name": target.preferred_name,
            }
        else:
            date = date_for(target)
            proposed = {"date": date, "proposed_kind": MentionKind.DATE, "proposed_edtf": date.edtf}
        for name, value in {**values, **proposed, "status": MentionStatus.SUGGESTED}.items():
            setattr(mention, name, value)
        refuse_marked_already(mention)
        return doing.create(mention)


def words_at(revision: PassageRevision, span: Span) -> str:
    """Give the words of the present wording at ``span``; raise Refused where there are none."""
    refuse_former_wording(revision)
    if revision.text is None:
        raise Refused("The text of this passage is not held here; attach it before marking words in it.")
    try:
        return span.of(revision.text)
    except ValueError as error:
        raise Refused(f"{error} Choose words inside passage {revision.passage.number}.") from error


def _new_mention(revision: PassageRevision, span: Span, exact: str) -> Mention:
    return Mention(revision=revision, start=span.start, end=span.end, exact=exact, rule=BY_HAND)


def change(mention: Mention, *, actor: Actor, target: Target | None = None, **values: object) -> Mention:
    """Change what a mention means, how sure that is, or its note; accepting a suggestion is this too.

    Raises Conflict where somebody else saved the mention since it was read, and Refused where it
    would be accepted on a former wording, which no edition shows.
    """
    summary = f"Changed the mention “{mention.exact}”"
    if target is not None:
        summary = f"“{mention.exact}” is now {_named(target)}"
    with act(ActKind.ANNOTATE, summary, actor=actor) as doing:
        holding.passages_of([mention.revision_id])
        if values.get("status") == MentionStatus.ACCEPTED:
            refuse_former_wording(mention.revision)
        former = anchors.value_of(mention)
        if target is not None:
            values |= {"entity": None, "date": None} | columns_of(target, doing)
        for name, value in values.items():
            setattr(mention, name, value)
        refuse_marked_already(mention)
        doing.save(mention)
        anchors.carry(mention, former, doing)
        return mention


def respan(mention: Mention, revision: PassageRevision, span: Span, *, actor: Actor) -> Mention:
    """Let a mention cover other words of its passage; what it means and its status stay.

    A mention left behind on a former wording comes to the present one so. Raises Refused where the
    words are not there, are marked as the same already, or were corrected meanwhile.
    """
    if revision.passage_id != mention.revision.passage_id:
        raise Refused(f"“{mention.exact}” stands in another passage; mark the words there anew.")
    exact = words_at(revision, span)
    with act(ActKind.ANNOTATE, f"Now “{exact}”, was “{mention.exact}”", actor=actor) as doing:
        lock_wording(revision)
        _read_anew(mention, exact)
        mention.revision, mention.start, mention.end, mention.exact = revision, span.start, span.end, exact
        if mention.entity_id or mention.date_id:
            refuse_marked_already(mention)
        return doing.save(mention)


def _read_anew(mention: Mention, words: str) -> None:
    """Let a suggestion's reading follow its words: a new name is the new words; of other words, nothing.

    What a date was read from is not in "The Union": nobody shall accept the one as the other unawares.
    """
    if not mention.is_waiting or mention.rule == BY_HAND:
        return
    if not _shares_words(_read_from(mention), words):
        mention.proposed_entity, mention.proposed_name, mention.proposed_edtf = None, "", ""
        mention.entity, mention.date, mention.anchor_kind, mention.anchor_mention = None, None, "", None
    elif mention.proposed_entity_id is None and mention.proposed_name == mention.exact:
        mention.proposed_name = words[:_LONGEST_NAME]


def _read_from(mention: Mention) -> str:
    """Give the words that a suggestion was first made for."""
    first = Change.objects.filter(model="mention", row=str(mention.pk)).order_by("pk").first()
    before = (first.before or first.after) if first is not None else None
    return str((before or {}).get("exact", mention.exact))


def _shares_words(before: str, now: str) -> bool:
    if before in now or now in before:
        return True
    one, other = (set(_WORD.findall(words.casefold())) - _ARTICLES for words in (before, now))
    return bool(one & other)


def accept(mention: Mention, target: Target, *, actor: Actor) -> Mention:
    """Accept a suggestion as an entity or a date."""
    return change(mention, actor=actor, target=target, status=MentionStatus.ACCEPTED)


def reject(mention: Mention, *, actor: Actor) -> Mention:
    """Reject a suggestion: it stays, so that it does not come back."""
    with act(ActKind.REVIEW, f"Rejected “{mention.exact}”", actor=actor) as doing:
        return doing.change(mention, status=MentionStatus.REJECTED, entity=None, date=None)


def remove(mention: Mention, *, actor: Actor) -> None:
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


def columns_of(target: Target, doing: Doing) -> dict[str, Any]:  # Any: an entity or a date
    """Give the column that says what a mention means; an entity to be made is made in the act."""
    if isinstance(target, Entity):
        authority.refuse_merged(target)
        return {"entity": target}
    if isinstance(target, NewEntity):
        return {"entity": _made(target, doing)}
    return {"date": date_for(target)}


def _made(target: NewEntity, doing: Doing) -> Entity:
    place = {"latitude": target.latitude, "longitude": target.longitude, "geonames": target.geonames}
    return authority.create(target.kind, target.preferred_name, actor=doing, **place)


def _named(target: Target) -> str:
    return target if isinstance(target, str) else target.preferred_name
