"""Correcting a passage: recorded splices, every span accounted for, nothing guessed.

The plan is made in full before anything is written, so that what the editor is shown and what is
done cannot differ. A mark that no splice touches moves to the new wording by arithmetic; one that
a splice touches stays on the old wording and goes to review (``sources.annotate.spans``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils import timezone

from sources.annotate import spans
from sources.annotate.acts import Actor, Refused, act
from sources.annotate.marking import lock_wording, refuse_former_wording
from sources.annotate.told import model_name
from sources.models import PassageRevision
from sources.values import splice
from sources.vocabulary import ActKind, MentionStatus


@dataclass(frozen=True, slots=True)
class CorrectionPlan:
    """A correction before it is done: the new wording and the account of every span."""

    revision: PassageRevision
    splices: tuple[splice.Splice, ...]
    text: str
    fates: tuple[spans.Fate, ...]

    @property
    def to_review(self) -> tuple[spans.Mark, ...]:
        """The marks that a splice touches."""
        return tuple(fate.mark for fate in self.fates if fate.span is None)


def plan_correction(revision: PassageRevision, change: str | Sequence[splice.Splice]) -> CorrectionPlan:
    """Plan a correction from a whole new wording, or from splices.

    Raises Refused where the wording is not held, is a former one, or where nothing would change.
    """
    if revision.text is None:
        raise Refused("The text of this passage is not held here, so there is nothing to correct.")
    refuse_former_wording(revision)
    given = splice.diff(revision.text, change) if isinstance(change, str) else tuple(change)
    splices = splice.effective(revision.text, given)
    if not splices:
        raise Refused("The new wording is the same as the present one; nothing was changed.")
    text = splice.apply(revision.text, splices)
    if not text.strip():
        raise Refused("A passage cannot be corrected to nothing; relabel it as boilerplate instead.")
    return CorrectionPlan(revision, splices, text, spans.fates(spans.marks_on(revision), splices))


class Choice(StrEnum):
    """What an editor decides on a mark that arithmetic would treat otherwise."""

    STAYS = "stays"  # a splice touched it, and it means the words that are there now
    REVIEW = "review"  # it would move, and is to be looked at


def offered(plan: CorrectionPlan, fate: spans.Fate) -> str:
    """Give the words that a touched mark would stand on if it stays; "" where none are left."""
    there = splice.hull(fate.mark.span, plan.splices) if fate.span is None else None
    return there.of(plan.text) if there is not None else ""


def decided(plan: CorrectionPlan, choices: Mapping[str, str]) -> CorrectionPlan:
    """Give the plan with what an editor chose for single marks, by their ``key_of``.

    Raises Refused where a mark is not in the plan, or where that cannot become of it.
    """
    unknown = choices.keys() - {key_of(fate.mark) for fate in plan.fates}
    if unknown:
        raise Refused(f"There is no mark {min(unknown)} on this wording; nothing was changed.")
    return replace(
        plan,
        fates=tuple(
            _decided(plan, fate, choices[key_of(fate.mark)]) if key_of(fate.mark) in choices else fate
            for fate in plan.fates
        ),
    )


def key_of(mark: spans.Mark) -> str:
    """Name a mark in a plan, e.g. mention-12."""
    return f"{model_name(mark)}-{mark.pk}"


def _decided(plan: CorrectionPlan, fate: spans.Fate, choice: str) -> spans.Fate:
    if choice == Choice.STAYS and (words := offered(plan, fate)):
        there = splice.hull(fate.mark.span, plan.splices)
        return replace(fate, span=there, words=words)
    if choice == Choice.REVIEW and fate.span is not None:
        return replace(fate, status=MentionStatus.NEEDS_REVIEW)
    raise Refused(f"“{fate.mark}” cannot be chosen to be {choice!r} here; nothing was changed.")


def apply_correction(
    plan: CorrectionPlan, *, actor: Actor, reason: str, withholds_former: bool = False
) -> PassageRevision:
    """Do what was planned, as one act: a new revision, every mark moved or sent to review.

    Raises Refused where the passage was corrected or its marks changed since the plan was made.
    """
    if not reason.strip():
        raise Refused("A correction needs its reason, e.g. “misread in transcription”.")
    passage = plan.revision.passage
    with act(ActKind.CORRECT, f"Corrected passage {passage.number}", actor=actor, reason=reason) as doing:
        lock_wording(plan.revision)
        _refuse_other_marks(plan)
        corrected = doing.create(
            PassageRevision(
                passage=passage,
                number=plan.revision.number + 1,
                text=plan.text,
                splices=[[one.start, one.end, one.replacement] for one in plan.splices],
                reason=reason,
                made_on=timezone.now().date(),
                withholds_former=withholds_former,
            )
        )
        spans.move(plan.fates, corrected, doing)
        return corrected


def _refuse_other_marks(plan: CorrectionPlan) -> None:
    # One added since would stay behind on the former wording, where nobody sees it.
    planned = spans.seen(fate.mark for fate in plan.fates)
    if spans.seen(spans.marks_on(plan.revision)) != planned:
        raise Refused(
            f"The marks of passage {plan.revision.passage.number} changed since the correction was "
            "planned; nothing was changed. Look at what would become of them, then correct again."
        )
