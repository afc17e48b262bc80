"""One passage made two: the first keeps id and number, the other is numbered after it (7, 7a).

The plan is made in full before anything is written, and is all that is done. Both parts get their
own place in the captured text and a wording that accounts for it; every mark goes with its words,
and one that the cut goes through stays on the former wording and waits for an editor.
"""

from dataclasses import dataclass

from django.utils import timezone

from sources.annotate import holding, numbering, spans, wordings
from sources.annotate.acts import Actor, Doing, Refused, act
from sources.annotate.marking import lock_wording, refuse_former_wording
from sources.models import Passage, PassageRevision, TaggedPassage
from sources.values.parting import Cut, Wording, cut
from sources.values.splice import Splice
from sources.vocabulary import ActKind, MadeBy


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """A split before it is done: the two wordings, the new number, the account of every mark."""

    passage: Passage
    revision: PassageRevision
    cut: Cut
    number: str
    captured: str  # what the second part's place says in the captured text
    fates: tuple[spans.Fate, ...]

    @property
    def account(self) -> dict[str, int]:
        """Count what becomes of the marks."""
        return spans.counted(self.fates)


def plan_split(revision: PassageRevision, at: int) -> SplitPlan:
    """Plan to split a passage before character ``at`` of its present wording.

    Raises Refused where that wording is a former one or not held, or a part would have no words.
    """
    passage = revision.passage
    wordings.refuse_out_of_use(passage)
    refuse_former_wording(revision)
    head, wording = wordings.present(passage)
    slice_ = wordings.captured_slice(passage, wording)
    try:
        made = cut(wording, at, slice_)
    except ValueError as error:
        raise Refused(f"{error} Choose another place in passage {passage.number}.") from error
    number = numbering.next_part(passage.number, numbering.used_beside(passage))
    captured = slice_[made.second.place.start - passage.start :]
    fates = []
    for mark in spans.marks_on(head):
        part, place = made.find(mark.span) or (0, None)
        fates.append(spans.Fate(mark, place, part))
    return SplitPlan(passage, head, made, number, captured, tuple(fates))


def apply_split(plan: SplitPlan, *, actor: Actor, reason: str = "") -> Passage:
    """Do what was planned, as one act; give the new passage.

    Raises Refused where the wording or its marks changed since, Conflict where the passage did.
    """
    passage = plan.passage
    summary = f"Split passage {passage.number}: the rest is {plan.number}"
    with act(ActKind.SPLIT, summary, actor=actor, reason=reason) as doing:
        lock_wording(plan.revision)
        _refuse_number_given(plan)
        spans.refuse_others([plan.revision], plan.fates)
        why = reason or f"Split: the rest is now passage {plan.number}."
        first = doing.create(restarted(passage, plan.revision, plan.cut.first, MadeBy.SPLIT, why))
        doing.change(passage, start=plan.cut.first.place.start, end=plan.cut.first.place.end)
        parted = doing.create(_parted(plan))
        second = _words(doing, parted, plan)
        for part, words in enumerate((first, second)):
            spans.move([fate for fate in plan.fates if fate.part == part], words, doing)
        for tagged in passage.tagged_topics.select_related("tag"):
            doing.create(TaggedPassage(content_object=parted, tag=tagged.tag))
        return parted


def _refuse_number_given(plan: SplitPlan) -> None:
    """Raise Refused where a split beside this one has taken the number meanwhile."""
    # Held until the act ends: two splits in one document wait for each other.
    holding.documents([plan.passage.document_id])
    if plan.number in numbering.used_beside(plan.passage):
        raise Refused(
            f"The number {plan.number} was given to another passage since this was planned; "
            "nothing was changed. Look at the plan again."
        )


def restarted(
    passage: Passage, head: PassageRevision, wording: Wording, made_by: MadeBy, reason: str
) -> PassageRevision:
    """Make the revision that gives a passage another place, its splices from that place's slice."""
    return PassageRevision(
        passage=passage,
        number=head.number + 1,
        text=wording.text,
        splices=as_json(wording.splices),
        reason=reason,
        made_on=timezone.now().date(),
        made_by=made_by,
        former_start=passage.start,
        former_end=passage.end,
    )


def _parted(plan: SplitPlan) -> Passage:
    passage = plan.passage
    same = ("document", "article", "kind", "speaker", "speaker_name", "duplicate_of", "confidence", "reason")
    place = plan.cut.second.place
    return Passage(
        number=plan.number,
        start=place.start,
        end=place.end,
        **{name: getattr(passage, name) for name in same},
    )


def _words(doing: Doing, parted: Passage, plan: SplitPlan) -> PassageRevision:
    """Give the new passage its captured words, and then those that corrections made of them."""
    passage, wording = plan.passage, plan.cut.second
    first = doing.create(PassageRevision(passage=parted, number=1, text=plan.captured, made_by=MadeBy.SPLIT))
    if not wording.splices:
        return first
    return doing.create(
        PassageRevision(
            passage=parted,
            number=2,
            text=wording.text,
            splices=as_json(wording.splices),
            reason=f"As corrected in passage {passage.number}, of which it was a part.",
            made_on=timezone.now().date(),
            made_by=MadeBy.SPLIT,
        )
    )


def as_json(splices: tuple[Splice, ...]) -> list[list[object]]:
    """Give splices as a revision's column holds them."""
    return [[one.start, one.end, one.replacement] for one in splices]
