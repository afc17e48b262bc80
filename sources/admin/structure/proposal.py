"""What an act of structure would do, ready to be shown, and then done exactly as it was shown.

Whatever is planned in ``sources.annotate`` becomes a Proposal: what changes, line by line, what
becomes of every mark, and what else an editor should know. Its ``token`` stands for the plan and for
the versions of all that it touches; an act is done only where the plan made anew has the token that
the editor saw, so a preview and an act cannot disagree.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sources.admin.structure.regions import in_words
from sources.annotate import edges, join, replace, split, withdraw
from sources.annotate.acts import Doing
from sources.annotate.publicity import Publicity
from sources.annotate.spans import Fate, seen
from sources.models import Passage
from sources.values.counted import count


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changes: what, as it is, as it would be."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan as a page shows it."""

    title: str
    lines: tuple[Line, ...]
    apply: Callable[[Doing, str], object]
    fates: tuple[Fate, ...] = ()
    notes: tuple[str, ...] = ()
    needs_reason: bool = False
    publicity: Publicity = field(default=Publicity())
    stamp: object = field(default="")

    @property
    def account(self) -> dict[str, int]:
        """Count what becomes of the marks."""
        to_review = sum(fate.span is None for fate in self.fates)
        kept = sum(fate.is_kept for fate in self.fates)
        return {"kept": kept, "moved": len(self.fates) - kept - to_review, "to_review": to_review}

    @property
    def shown(self) -> tuple[str, ...]:
        """Say what becomes public and what leaves the public, and then what else should be known."""
        gained, lost = self.publicity.gained, self.publicity.lost
        said = []
        if gained:
            said.append(
                f"With the next edition, readers see more than now of {count(gained, 'passage')}: "
                "only an account that may publish can do this."
            )
        if lost:
            said.append(f"With the next edition, readers see less than now of {count(lost, 'passage')}.")
        return (*said, *self.notes)

    @property
    def token(self) -> str:
        """Stand for everything that the plan is made of."""
        marks = sorted(seen(fate.mark for fate in self.fates))
        places = [(fate.span, fate.part) for fate in self.fates]
        said = repr((self.title, self.lines, marks, places, self.shown, self.stamp))
        return hashlib.sha256(said.encode()).hexdigest()


def versions(passages: Iterable[Passage]) -> tuple[tuple[int, int], ...]:
    """Give what tells passages from the same passages after somebody saved one."""
    return tuple((one.pk, one.version) for one in passages)


def of_split(plan: split.SplitPlan) -> Proposal:
    """Show a split: the two wordings."""
    passage = plan.passage
    return Proposal(
        title=f"Split passage {passage.number}",
        lines=(
            Line(f"Passage {passage.number}", plan.revision.text or "", plan.cut.first.text),
            Line(f"Passage {plan.number}, new", "", plan.cut.second.text),
        ),
        apply=lambda doing, reason: split.apply_split(plan, actor=doing, reason=reason),
        fates=plan.fates,
        notes=(f"Both parts keep the label {in_words(passage.kind)}, the speaker and the topics.",),
        stamp=versions([passage]),
    )


def of_join(plan: join.JoinPlan) -> Proposal:
    """Show a join: each wording, and the one that it goes into."""
    first, *others = plan.passages
    words = [revision.text or "" for revision in plan.revisions]
    lines = [Line(f"Passage {first.number}", words[0], plan.joined.wording.text)]
    lines += [
        Line(f"Passage {one.number}", text, f"part of {first.number}; its address leads there")
        for one, text in zip(others, words[1:], strict=True)
    ]
    return Proposal(
        title=f"Join passages {', '.join(one.number for one in plan.passages)}",
        lines=tuple(lines),
        apply=lambda doing, reason: join.apply_join(plan, actor=doing, reason=reason),
        fates=plan.fates,
        notes=plan.notes,
        stamp=versions(plan.passages),
    )


def of_move(plan: edges.MovePlan) -> Proposal:
    """Show passages on their way to another article."""
    where = f"“{plan.article}”" if plan.article else "no article"
    return Proposal(
        title=f"Give {count(len(plan.steps), 'passage')} to {where}",
        lines=_steps(plan.steps, where),
        apply=lambda doing, reason: edges.apply_move(plan, actor=doing, reason=reason),
        notes=("Marks stay on their words; former addresses lead to the passages for ever.",),
        publicity=plan.publicity,
        stamp=versions(step.passage for step in plan.steps),
    )


def of_division(plan: edges.DividePlan) -> Proposal:
    """Show what a new article would take."""
    return Proposal(
        title=f"Begin the article “{plan.title}” at passage {plan.steps[0].former}",
        lines=_steps(plan.steps, f"“{plan.title}”"),
        apply=lambda doing, reason: edges.apply_division(plan, actor=doing, reason=reason),
        notes=(
            f"It has the publication, date, rights and status of “{plan.article}”; add who wrote it.",
            "Marks stay on their words; former addresses lead to the passages for ever.",
        ),
        stamp=(plan.article.version, versions(step.passage for step in plan.steps)),
    )


def of_union(plan: edges.UnitePlan) -> Proposal:
    """Show what the first of two articles would take in."""
    notes = [f"“{plan.second}” leaves every list; its address leads to “{plan.first}”, whose facts stay."]
    if plan.access != plan.first.access:
        notes.append(f"Access is the stricter of the two: {plan.first.access} → {plan.access}.")
    return Proposal(
        title=f"Join “{plan.second}” to “{plan.first}”",
        lines=_steps(plan.steps, f"“{plan.first}”"),
        apply=lambda doing, reason: edges.apply_union(plan, actor=doing, reason=reason),
        notes=tuple(notes),
        publicity=plan.publicity,
        stamp=(plan.first.version, plan.second.version, versions(step.passage for step in plan.steps)),
    )


def of_replacement(plan: replace.ReplacePlan) -> Proposal:
    """Show what a better capture takes over."""
    lines = [
        Line(f"Passage {former.number}", in_words(former.kind), f"{now.number} of the new")
        for former, now in plan.pairs
    ]
    paired = {former.pk for former, _ in plan.pairs}
    lines += [
        Line(
            f"Passage {one.passage.number}",
            in_words(one.passage.kind),
            "no counterpart; its address leads to the article",
        )
        for one in plan.revisions
        if one.passage_id not in paired
    ]
    notes = [
        f"“{plan.new}” ({plan.new.document}) takes the place of “{plan.old}” ({plan.old.document}), whose "
        "address leads there for ever. What has no place in the new text waits for review on the old."
    ]
    notes += _notes_on_facts(plan)
    if plan.corrected:
        notes.append(
            f"Corrections of {', '.join(plan.corrected)} are not carried over: the new has its own words; "
            "look at them again."
        )
    if plan.there_already:
        notes.append(f"{count(len(plan.there_already), 'mark')} of the old stand in the new already.")
    return Proposal(
        title=f"Replace “{plan.old}”",
        lines=tuple(lines),
        apply=lambda doing, reason: replace.apply_replacement(plan, actor=doing, reason=reason),
        fates=plan.fates,
        notes=tuple(notes),
        publicity=plan.publicity,
        stamp=(plan.old.version, plan.new.version, sorted(plan.facts), [one.pk for one in plan.targets]),
    )


def _notes_on_facts(plan: replace.ReplacePlan) -> Iterator[str]:
    """Say which facts the new takes over; of status and access, what they become."""
    lacking = sorted(name.replace("_", " ") for name in plan.facts if name not in {"status", "access"})
    if lacking:
        yield f"Handed on, as lacking in the new: {', '.join(lacking)}."
    for name in ("status", "access"):
        if name in plan.facts:
            words = f"{getattr(plan.new, name)} → {plan.facts[name]}".replace("_", " ")
            yield f"The {name} of the new changes: {words}."


def of_withdrawal(plan: withdraw.WithdrawalPlan) -> Proposal:
    """Show what leaves with a document."""
    lines = [Line(f"Article “{one}”", one.status.replace("_", " "), "withdrawn") for one in plan.articles]
    notes = [
        f"{count(plan.passages, 'passage')}, {count(plan.accepted, 'accepted mention')} and "
        f"{count(plan.waiting, 'suggestion')} leave every list, count and edition. "
        "Nothing is deleted: undoing this brings all of it back.",
    ]
    if plan.published:
        notes.append(
            f"The addresses of {count(len(plan.published), 'published article')} answer, from the next "
            "edition on, that they were withdrawn, when, and why in your words."
        )
    notes += [
        f"“{copy}” is a copy of what is withdrawn; the earliest copy that stands then counts for the text."
        for copy in plan.copies
    ]
    return Proposal(
        title=f"Withdraw {plan.document.file_name}",
        lines=tuple(lines),
        apply=lambda doing, reason: withdraw.apply_withdrawal(plan, actor=doing, reason=reason),
        notes=tuple(notes),
        needs_reason=True,
        stamp=plan.document.version,
    )


def _steps(steps: Sequence[edges.Step], where: str) -> tuple[Line, ...]:
    return tuple(
        Line(f"Passage {step.former}", str(step.passage.article or "no article"), f"{step.number} of {where}")
        for step in steps
    )
