"""Deeds of the desk to a passage and to the article: describe, correct, move towards the public."""

from sources.admin import roles
from sources.admin.reading.asked import Asked
from sources.admin.reading.deed import Desk
from sources.admin.reading.splicing import chosen, digest, wording
from sources.admin.roles import Power
from sources.annotate import authority, describe, workflow
from sources.annotate.acts import Doing, Refused
from sources.annotate.correct import apply_correction, decided, plan_correction
from sources.models import Entity
from sources.vocabulary import Kind, Status


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


def correct(desk: Desk, asked: Asked) -> None:
    """Correct the wording of a passage as its plan was shown."""
    plan = plan_correction(desk.revision(asked), wording(asked))
    if asked.text("seen") != digest(plan):
        raise Refused(
            "What becomes of the marks is not what you were shown: somebody changed them meanwhile. "
            "Look at the account again; nothing was changed."
        )
    if choices := asked.part("choices"):
        plan = decided(plan, chosen(choices.fields))
    reason, withholds = asked.text("reason"), asked.flag("withholdsFormer")
    apply_correction(plan, actor=desk.doing, reason=reason, withholds_former=withholds)
