"""What can be done on the annotation desk: each deed one act, its power checked by name.

A deed gets what was asked, the article and the act under way, and calls ``annotate``. It names rows
with the version that the page showed; whoever was first wins, and the second is shown both.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sources.admin import roles
from sources.admin.reading import proposals, quoted
from sources.admin.reading.asked import Asked
from sources.admin.reading.splicing import digest, wording
from sources.admin.roles import Power
from sources.annotate import authority, describe, learning, marking, quoting, review, workflow
from sources.annotate.acts import Conflict, Doing, Refused
from sources.annotate.correct import apply_correction, plan_correction
from sources.annotate.likewise import propose_likewise
from sources.annotate.marking import NewEntity, Target
from sources.annotate.tag_all import Place, tag_all
from sources.models import Article, Entity, Mention, Passage, PassageRevision, Quotation, User
from sources.values import spelling
from sources.vocabulary import Certainty, Kind, MentionStatus, QuotationKind, Status


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a deed is done, by whom, within which act."""

    article: Article
    user: User
    doing: Doing

    def mention(self, asked: Asked) -> Mention:
        """Find the mention that is asked about; Refused or Conflict where it is another by now."""
        related = ("entity", "date", "revision__passage", "proposed_entity__merged_into")
        found = Mention.objects.of_article(self.article.pk).select_related(*related)
        row = found.filter(pk=asked.number("mention")).first()
        if row is None:
            raise Refused("This mention is no longer there: somebody else has removed it.")
        if row.version != asked.number("version"):
            seen = Mention(pk=row.pk, exact=row.exact, version=asked.number("version"))
            raise Conflict(seen, row)
        return row

    def quotation(self, asked: Asked) -> Quotation:
        """Find the quotation that is asked about, as ``mention`` does."""
        found = Quotation.objects.of_article(self.article.pk).select_related(*quoted.RELATED)
        row = found.filter(pk=asked.number("mention") - quoted.QUOTED).first()
        if row is None:
            raise Refused("This quotation is no longer there: somebody else has removed it.")
        if row.version != asked.number("version"):
            raise Conflict(Quotation(pk=row.pk, version=asked.number("version")), row)
        return row

    def passage(self, asked: Asked) -> Passage:
        """Find the passage that is asked about."""
        row = self.article.passages.standing().filter(pk=asked.number("passage")).first()
        if row is None:
            raise Refused("This passage is no longer there, or belongs to another article now.")
        return row

    def revision(self, asked: Asked) -> PassageRevision:
        """Find the wording that the page showed."""
        of_article = PassageRevision.objects.filter(passage__article=self.article)
        row = of_article.select_related("passage").filter(pk=asked.number("revision")).first()
        if row is None:
            raise Refused("This wording is no longer there, or belongs to another article now.")
        return row


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that the desk does: who may, and how; it may give the id of the mention it made."""

    power: Power
    do: Callable[[Desk, Asked], int | None]


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
        values["certainty"] = _certainty(asked)
    if "note" in asked.fields:
        values["note"] = asked.text("note")
    target = asked.target
    marking.change(row, actor=desk.doing, target=target, **values)
    if target is not None and row.status == MentionStatus.ACCEPTED:
        learning.learn([row], desk.doing)
        propose_likewise(row, desk.doing)


def _certainty(asked: Asked) -> str:
    value = asked.text("certainty") or Certainty.CERTAIN
    if value not in set(Certainty):
        raise Refused(f"{value!r} is no certainty; expected one of: {', '.join(sorted(Certainty))}.")
    return value


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
    values: dict[str, object] = {"certainty": _certainty(asked), "note": asked.text("note")}
    mention = does(revision, asked.span, target, actor=desk.doing, **values)
    if may_decide:
        learning.learn([mention], desk.doing)
    return mention.pk


def remove(desk: Desk, asked: Asked) -> None:
    """Remove a mention altogether."""
    marking.remove(desk.mention(asked), actor=desk.doing)


def accept_quotation(desk: Desk, asked: Asked) -> None:
    """Accept words as said by whom is asked, or by whom is proposed."""
    parts = asked.parts("mentions")
    rows = [desk.quotation(part) for part in parts]
    speakers = [part.speaker or quoting.speaker_of(row) for part, row in zip(parts, rows, strict=True)]
    summary = quoted.accepted(rows, speakers[0] if speakers else None)
    for row, speaker in zip(rows, speakers, strict=True):
        quoting.accept(row, speaker, actor=desk.doing)
    desk.doing.summary = summary


def reject_quotation(desk: Desk, asked: Asked) -> None:
    """Say that these words were not said by anybody."""
    for part in asked.parts("mentions"):
        quoting.reject(desk.quotation(part), actor=desk.doing)


def change_quotation(desk: Desk, asked: Asked) -> None:
    """Change who said it, how sure that is, whether it is direct, its note or its words."""
    row = desk.quotation(asked)
    values: dict[str, object] = {"certainty": _certainty(asked)} if "certainty" in asked.fields else {}
    if "note" in asked.fields:
        values["note"] = asked.text("note")
    if "manner" in asked.fields:
        values["kind"] = _manner(asked)
    if "start" in asked.fields:
        if desk.revision(asked).pk != row.revision_id:
            raise Refused("This passage was corrected meanwhile; mark the words anew.")
        values["span"] = asked.span
    quoting.change(row, actor=desk.doing, speaker=asked.speaker, **values)


def _manner(asked: Asked) -> str:
    value = asked.text("manner") or QuotationKind.DIRECT
    if value not in set(QuotationKind):
        raise Refused(
            f"{value!r} is no kind of quotation; expected one of: {', '.join(sorted(QuotationKind))}."
        )
    return value


def remove_quotation(desk: Desk, asked: Asked) -> None:
    """Remove a quotation altogether."""
    quoting.remove(desk.quotation(asked), actor=desk.doing)


def quote(desk: Desk, asked: Asked) -> int:
    """Mark words as said: an editor's mark stands, an annotator's is a suggestion."""
    if asked.speaker is None:
        raise Refused("Say who said it: choose somebody, or the words by which the text names them.")
    does = quoting.mark if roles.may(desk.user, Power.DECIDE) else quoting.propose
    values: dict[str, object] = {"certainty": _certainty(asked), "kind": _manner(asked)}
    made = does(desk.revision(asked), asked.span, asked.speaker, actor=desk.doing, **values)
    return quoted.QUOTED + made.pk


def tell(desk: Desk, asked: Asked) -> None:
    """Say what a passage is about and who speaks all of it."""
    passage = desk.passage(asked)
    passage.version = asked.number("version")
    speaker = passage.speaker
    if "speaker" in asked.fields:
        part = asked.part("speaker")
        speaker = _speaker(Asked({"target": part.fields}), desk.doing) if part else None
    names = asked.texts("topics") if "topics" in asked.fields else None
    tagged = [one.tag.name for one in passage.tagged_topics.select_related("tag")]
    describe.describe(
        passage,
        kind=Kind(passage.kind),
        speaker=speaker,
        speaker_name=asked.text("speakerName", longest=200)
        if "speakerName" in asked.fields
        else passage.speaker_name,
        topics=describe.topics_named(tagged if names is None else names, desk.doing),
        actor=desk.doing,
    )
    desk.doing.summary = f"Described passage {passage.number}"


def _speaker(asked: Asked, doing: Doing) -> Entity | None:
    target = asked.target
    if isinstance(target, str):
        raise Refused("A speaker is a person, a place or an organisation, not a date.")
    if target is None or isinstance(target, Entity):
        return target
    return authority.create(target.kind, target.preferred_name, actor=doing)


def move(desk: Desk, asked: Asked) -> None:
    """Take the article a step towards the public, or back."""
    to = asked.text("to")
    if to not in set(Status):
        raise Refused(f"{to!r} is no status; expected one of: {', '.join(sorted(Status))}.")
    if Status.PUBLISHED in {to, desk.article.status} and not roles.may(desk.user, Power.PUBLISH):
        raise Refused("Only a publisher says what is published; send it to review instead.")
    workflow.move([desk.article], Status(to), actor=desk.doing)


def tag_all_chosen(desk: Desk, asked: Asked) -> None:
    """Tag the ticked places, in this article and others."""
    target = asked.target
    if target is None:
        raise Refused("Say what the words mean: choose an entity, or a date, or something new.")
    places = [Place(part.number("revision"), part.span) for part in asked.parts("places")]
    done = tag_all(places, target, actor=desk.doing)
    if not done.count:
        raise Refused(" ".join(dict.fromkeys(done.stayed)) or "No place was ticked; nothing was changed.")


def correct(desk: Desk, asked: Asked) -> None:
    """Correct the wording of a passage as its plan was shown."""
    plan = plan_correction(desk.revision(asked), wording(asked))
    if asked.text("seen") != digest(plan):
        raise Refused(
            "What becomes of the marks is not what you were shown: somebody changed them meanwhile. "
            "Look at the account again; nothing was changed."
        )
    reason, withholds = asked.text("reason"), asked.flag("withholdsFormer")
    apply_correction(plan, actor=desk.doing, reason=reason, withholds_former=withholds)


DEEDS: dict[str, Deed] = {
    "correct": Deed(Power.DECIDE, correct),
    "tag_all": Deed(Power.DECIDE, tag_all_chosen),
    "accept": Deed(Power.DECIDE, accept),
    "reject": Deed(Power.DECIDE, reject),
    "change": Deed(Power.DECIDE, change),
    "span": Deed(Power.DECIDE, span),
    "mark": Deed(Power.PROPOSE, mark),
    "remove": Deed(Power.DECIDE, remove),
    "accept_quotation": Deed(Power.DECIDE, accept_quotation),
    "reject_quotation": Deed(Power.DECIDE, reject_quotation),
    "change_quotation": Deed(Power.DECIDE, change_quotation),
    "span_quotation": Deed(Power.DECIDE, change_quotation),
    "remove_quotation": Deed(Power.DECIDE, remove_quotation),
    "quote": Deed(Power.PROPOSE, quote),
    "tell": Deed(Power.DECIDE, tell),
    "move": Deed(Power.DECIDE, move),
}
