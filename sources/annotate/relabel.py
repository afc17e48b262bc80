"""Saying of many passages at once what they are, or who speaks them: one act."""

from collections.abc import Sequence

from sources.annotate import holding, wordings
from sources.annotate.acts import Actor, Refused, act
from sources.annotate.describe import DECIDED
from sources.models import Entity, Passage
from sources.values.counted import count
from sources.vocabulary import ActKind, Kind


def relabel(passages: Sequence[Passage], kind: Kind, *, actor: Actor, reason: str = "") -> int:
    """Give passages their true kind, for certain; count those whose label changed or became certain.

    Raises Conflict where somebody else saved one since it was read, Refused where none is left to change.
    """
    with act(ActKind.RELABEL, "", actor=actor, reason=reason) as doing:
        holding.passages([passage.pk for passage in passages])
        wordings.refuse_out_of_use(*passages)
        changed = 0
        for passage in passages:
            version = passage.version
            doing.change(passage, kind=kind, confidence=1.0, reason=DECIDED)
            changed += passage.version != version
        if not changed:
            raise Refused(
                f"Every chosen passage is labelled {kind} by an editor already; nothing was changed."
            )
        is_one = len(passages) == 1
        subject = f"Passage {passages[0].number} is" if is_one else f"{count(changed, 'passage')} labelled"
        doing.kind, doing.summary = ActKind.RELABEL, f"{subject} {kind}"
    return changed


def give_speaker(
    passages: Sequence[Passage], speaker: Entity | None, name: str, *, actor: Actor, reason: str = ""
) -> int:
    """Say who speaks all of each passage: an entity, the name as the text gives it, or nobody."""
    with act(ActKind.RELABEL, "", actor=actor, reason=reason) as doing:
        holding.passages([passage.pk for passage in passages])
        wordings.refuse_out_of_use(*passages)
        changed = 0
        for passage in passages:
            version = passage.version
            doing.change(passage, speaker=speaker, speaker_name=name)
            changed += passage.version != version
        if not changed:
            raise Refused("Every chosen passage has this speaker already; nothing was changed.")
        said = name or (speaker.preferred_name if speaker else "nobody")
        doing.kind, doing.summary = ActKind.RELABEL, f"Speaker of {count(changed, 'passage')}: {said}"
    return changed
