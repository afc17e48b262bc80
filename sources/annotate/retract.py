"""Taking a correction back: the former wording comes again, as a revision of its own.

A wording that an edition has shown is never unmade: it keeps its number and its address. One that no reader
can have seen goes again, for a slip before the first publication is nobody's business. Either way the
splices are turned round, so every mark goes back by the arithmetic that brought it; what the correction
had sent to review stands again as it stood, for its words are there again, unless somebody has decided on
it meanwhile.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sources.annotate import spans
from sources.annotate.acts import Doing, Refused
from sources.annotate.correct import CorrectionPlan, apply_correction, plan_correction
from sources.annotate.marking import lock_wording
from sources.annotate.spans import MARKS, Fate, Mark
from sources.annotate.told import model_name, snapshot
from sources.models import Change, ChangeSet, PassageRevision
from sources.values import splice
from sources.values.span import Span
from sources.vocabulary import ActKind, MentionStatus, Status

State = Mapping[str, Any]
Was = Mapping[tuple[str, int], tuple[State, State]]  # by table and row: before and after an act
_MODELS = {str(one._meta.model_name): one for one in MARKS}


def is_correction(entry: ChangeSet) -> bool:
    """Tell whether an act made one later wording of a passage, and nothing else that lasts.

    A join makes one too, with splices where a part was corrected; it is undone by taking that away.
    """
    made = [one.after or {} for one in entry.changes.filter(model="passagerevision", before__isnull=True)]
    return [bool(one.get("splices")) and not one.get("made_by") for one in made] == [True]


def is_unmaking(entry: ChangeSet) -> bool:
    """Tell whether an act took a corrected wording away that no reader had seen."""
    gone = [one.before or {} for one in entry.changes.filter(model="passagerevision", after__isnull=True)]
    return [not one.get("made_by") for one in gone] == [True]


def plan_retraction(entry: ChangeSet) -> CorrectionPlan:
    """Plan the way back; raise Refused where the passage was corrected again, or must not go back."""
    if is_unmaking(entry):
        return _plan_again(entry)
    made = entry.changes.get(model="passagerevision", before__isnull=True)
    corrected = PassageRevision.objects.select_related("passage").filter(pk=made.row).first()
    if corrected is None:  # taken back unseen, and corrected again by the undoing of that
        raise Refused("That wording was taken away, and came again by a later act; undo that one instead.")
    if corrected.withholds_former:
        raise Refused("The former wording is not for the public; correct the passage by hand instead.")
    return plan_back(corrected, entry)


def plan_back(corrected: PassageRevision, entry: ChangeSet) -> CorrectionPlan:
    """Plan the way back from a wording that an act made; Refused where the passage was corrected since."""
    former = corrected.passage.revisions.get(number=corrected.number - 1)
    if former.text is None:
        raise Refused("The former wording is not held here, so it cannot come again.")
    steps = [splice.Splice(*row) for row in corrected.splices]
    plan = plan_correction(corrected, splice.invert(former.text, steps))
    return _as_they_stood(plan, entry)


def _as_they_stood(plan: CorrectionPlan, entry: ChangeSet) -> CorrectionPlan:
    """Let the marks on which the editor decided go back to the words and the state that they had."""
    was: dict[tuple[str, int], tuple[State, State]] = {}
    for change in entry.changes.exclude(before=None):
        if change.model in _MODELS and change.after:
            was[change.model, int(change.row)] = (change.before or {}, change.after)
    return replace(plan, fates=tuple(_as_it_stood(plan, fate, was) for fate in plan.fates))


def _as_it_stood(plan: CorrectionPlan, fate: Fate, was: Was) -> Fate:
    before, after = was.get((model_name(fate.mark), fate.mark.pk), ({}, {}))
    if {**snapshot(fate.mark), "version": 0} != {**after, "version": 0}:
        return fate  # somebody has changed it since
    if before["revision_id"] == after["revision_id"]:
        return fate  # it was left behind: the arithmetic's own doing
    if fate.span is None:
        place = Span(before["start"], before["end"])
        return replace(fate, span=place, words=place.of(plan.text), status=before["status"])
    return replace(fate, status=before["status"]) if before["status"] != after["status"] else fate


def _plan_again(entry: ChangeSet) -> CorrectionPlan:
    """Plan to correct once more what was taken back."""
    row = entry.changes.get(model="passagerevision", after__isnull=True).before or {}
    former = PassageRevision.objects.select_related("passage").get(
        passage=row["passage_id"], number=row["number"] - 1
    )
    plan = plan_correction(former, [splice.Splice(*step) for step in row["splices"]])
    return _as_they_stood(plan, entry)


def retract(entry: ChangeSet, doing: Doing, *, reason: str = "") -> int:
    """Take a correction back within an act; give the number of rows that it touched."""
    plan = plan_retraction(entry)
    if is_unmaking(entry):
        row = entry.changes.get(model="passagerevision", after__isnull=True).before or {}
        withholds = bool(row["withholds_former"])
        apply_correction(plan, actor=doing, reason=row["reason"], withholds_former=withholds)
        return len(doing.changes)
    go_back(plan, entry, doing, reason=reason)
    return len(doing.changes)


def stays(plan: CorrectionPlan, entry: ChangeSet) -> bool:
    """Tell whether the wording that is taken back stays as a former one: seen, or marked since."""
    return bool(plan.to_review) or is_public(entry, plan.revision)


def go_back(plan: CorrectionPlan, entry: ChangeSet, doing: Doing, *, reason: str = "") -> None:
    """Let the former wording of one passage come again, with every mark as it stood."""
    if stays(plan, entry):
        why = reason.strip() or f"the correction is taken back ({plan.revision.reason})"
        again = apply_correction(plan, actor=doing, reason=why[:500])
    else:
        again = _unmade(plan, doing)
    for change in entry.changes.order_by("position"):
        mark = _left_behind(change)
        if mark is not None and mark.revision.passage_id == plan.revision.passage_id:
            doing.change(mark, revision=again, status=(change.before or {})["status"])


def is_public(entry: ChangeSet, revision: PassageRevision) -> bool:
    """Tell whether an edition that came after an act can have shown the wording that it made."""
    if not ChangeSet.objects.filter(kind=ActKind.PUBLISH, pk__gt=entry.pk).exists():
        return False
    article = revision.passage.article
    if article is None or article.status == Status.PUBLISHED:
        return True
    since = Change.objects.filter(model="article", row=str(article.pk), changeset__gt=entry.pk)
    return any(
        (one or {}).get("status") == Status.PUBLISHED for one in since.values_list("before", flat=True)
    )


def _unmade(plan: CorrectionPlan, doing: Doing) -> PassageRevision:
    """Take the corrected wording away, once all that stands on it is back on the former one."""
    lock_wording(plan.revision)
    former = plan.revision.passage.revisions.get(number=plan.revision.number - 1)
    spans.move(plan.fates, former, doing)
    doing.delete(plan.revision)
    return former


def _left_behind(change: Change) -> Mark | None:
    """Find the mark that the correction sent to review, where nobody has touched it since."""
    model = _MODELS.get(change.model)
    after = change.after or {}
    if model is None or change.before is None or after.get("status") != MentionStatus.NEEDS_REVIEW:
        return None
    if change.before["revision_id"] != after["revision_id"]:
        return None
    found = model._base_manager.filter(pk=change.row).first()
    if found is None or {**snapshot(found), "version": 0} != {**after, "version": 0}:
        return None
    return found
