"""Correcting a passage: recorded splices, every span accounted for, nothing guessed.

The plan is made in full before anything is written, so that what the editor is shown and what is
done cannot differ. A mark that no splice touches moves to the new wording by arithmetic; one that
a splice touches stays on the old wording and goes to review (``sources.annotate.spans``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from sources.annotate import spans
from sources.annotate.acts import Actor, Refused, act
from sources.annotate.marking import lock_wording, refuse_former_wording
from sources.models import PassageRevision
from sources.values import splice
from sources.vocabulary import ActKind


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
