"""Passages that follow each other made one: the first remains, the others lead to it for ever.

The plan is made in full before anything is written, and is all that is done. The joined passage
stands for the whole place, from the first to the last, with a space between the wordings; every
mark, topic and repeat of what was joined goes with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sources.annotate import holding, spans, wordings
from sources.annotate.acts import Actor, Doing, Refused, act
from sources.annotate.marking import refuse_former_wording
from sources.annotate.split import restarted
from sources.models import Passage, PassageRevision
from sources.values.parting import Joined, joined
from sources.vocabulary import ActKind, MadeBy


@dataclass(frozen=True, slots=True)
class JoinPlan:
    """A join before it is done: the passages in order, the one wording, the account of every mark."""

    passages: tuple[Passage, ...]
    revisions: tuple[PassageRevision, ...]
    joined: Joined
    fates: tuple[spans.Fate, ...]
    notes: tuple[str, ...]

    @property
    def account(self) -> dict[str, int]:
        """Count what becomes of the marks."""
        return spans.counted(self.fates)


def plan_join(passages: Sequence[Passage]) -> JoinPlan:
    """Plan to join passages of one article (or of none) that follow each other in the document.

    Raises Refused where they do not, or where a text is not held.
    """
    ordered = tuple(sorted(passages, key=lambda passage: passage.start))
    _refuse_apart(ordered)
    heads = [wordings.present(passage) for passage in ordered]
    made = joined([wording for _, wording in heads])
    fates = [
        spans.Fate(mark, mark.span.shifted(offset))
        for (head, _), offset in zip(heads, made.offsets, strict=True)
        for mark in spans.marks_on(head)
    ]
    return JoinPlan(ordered, tuple(head for head, _ in heads), made, tuple(fates), tuple(_notes(ordered)))


def _refuse_apart(ordered: Sequence[Passage]) -> None:
    if len(ordered) < 2:  # noqa: PLR2004 -- two are the fewest that can be joined
        raise Refused("Choose at least two passages to join.")
    first, last = ordered[0], ordered[-1]
    wordings.refuse_out_of_use(*ordered)
    standing = Passage.objects.standing().filter(
        document=first.document_id, start__gte=first.start, end__lte=last.end
    )
    follows = list(standing.order_by("start").values_list("pk", flat=True))
    if {one.article_id for one in ordered} != {first.article_id} or follows != [one.pk for one in ordered]:
        raise Refused(
            f"Passages {', '.join(one.number for one in ordered)} do not follow each other in one article; "
            "only passages with nothing between them can be joined."
        )


def _notes(ordered: Sequence[Passage]) -> list[str]:
    """Say what the joined passage keeps of the first where the others differ."""
    notes = []
    first = ordered[0]
    for other in ordered[1:]:
        if other.kind != first.kind:
            notes.append(f"Passage {other.number} is labelled {other.kind}; joined, it is {first.kind}.")
        if (other.speaker_id, other.speaker_name) != (first.speaker_id, first.speaker_name):
            notes.append(
                f"Passage {other.number} has another speaker; joined, it has that of {first.number}."
            )
    return notes


def apply_join(plan: JoinPlan, *, actor: Actor, reason: str = "") -> Passage:
    """Do what was planned, as one act; give the passage that remains.

    Raises Refused where a wording or mark changed since, Conflict where a passage did.
    """
    first, *others = plan.passages
    named = ", ".join(one.number for one in others)
    with act(ActKind.JOIN, f"Joined {named} to passage {first.number}", actor=actor, reason=reason) as doing:
        holding.passages([one.pk for one in plan.passages])
        for revision in plan.revisions:
            refuse_former_wording(revision)
        spans.refuse_others(plan.revisions, plan.fates)
        why = reason or f"Joined: passage {named} is now part of it."
        head, wording = plan.revisions[0], plan.joined.wording
        whole = doing.create(restarted(first, head, wording, MadeBy.JOIN, why))
        doing.change(first, start=wording.place.start, end=wording.place.end)
        spans.move(plan.fates, whole, doing)
        for other in others:
            doing.change(other, joined_into=first)
            _hand_over(doing, other, first)
        return first


def _hand_over(doing: Doing, other: Passage, first: Passage) -> None:
    """Let the first have the other's topics, and be what the other's repeats repeat."""
    had = set(first.tagged_topics.values_list("tag", flat=True))
    for tagged in other.tagged_topics.select_related("tag", "content_object"):
        if tagged.tag_id in had:
            doing.delete(tagged)
        else:
            doing.change(tagged, content_object=first)
    for repeat in Passage.objects.filter(duplicate_of=other):
        doing.change(repeat, duplicate_of=None if repeat.pk == first.pk else first)
