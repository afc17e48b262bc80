"""Showing again what was withheld: undone at once, or ended by somebody who decides anew.

Taking a withholding back gives every wording, mark, headline and article as it stood. A wording that an
edition has shown in the meantime stays as a former one, and the words come again behind it; one that nobody
can have seen goes, as with any correction (``retract``). Ending one later does the same, for one thing.
"""

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils import timezone

from sources.annotate.acts import Actor, Doing, Refused, act
from sources.annotate.correct import CorrectionPlan
from sources.annotate.retract import go_back, plan_back, stays
from sources.models import Article, Change, ChangeSet, PassageRevision, Withholding
from sources.vocabulary import ActKind

PutBack = Callable[[Change, Doing], list[str]]
# Rows that go back by themselves, the last first; marks go back with their wording.
_BESIDE = ("article", "passage")
AGAIN = "Words that were shown again are withheld again by an act of their own: choose them anew."


def is_withholding(entry: ChangeSet) -> bool:
    """Tell whether an act withheld words; of an article or a name alone, its rows go back as any others."""
    return entry.kind == ActKind.WITHHOLD and _made(entry).exists()


def shows_again(entry: ChangeSet) -> bool:
    """Tell whether an act showed words again that had been withheld: undone, or ended."""
    withholdings = entry.changes.filter(model="withholding", before__isnull=False)
    return withholdings.exists() and entry.changes.filter(model="passagerevision").exists()


def plan_taking_back(entry: ChangeSet) -> list[tuple[CorrectionPlan, bool]]:
    """Plan the way back of each passage, and whether its wording stays as a former one.

    Raises Refused where one was corrected since, or its text is not held.
    """
    rows = [int(row) for row in _made(entry).order_by("-position").values_list("row", flat=True)]
    made = PassageRevision.objects.select_related("passage__article").in_bulk(rows)
    if len(made) != len(rows):
        raise Refused(AGAIN)
    plans = [plan_back(made[row], entry) for row in rows]
    return [(plan, stays(plan, entry)) for plan in plans]


def take_back(entry: ChangeSet, doing: Doing, put_back: PutBack) -> list[str]:
    """Take a withholding of words back within an act; give a sentence for each row that stays."""
    plans = plan_taking_back(entry)
    refused: list[str] = []
    for change in entry.changes.filter(model__in=_BESIDE).order_by("-position"):
        refused += put_back(change, doing)
    for plan, lasts in plans:
        for row in Withholding.objects.filter(revision=plan.revision):
            if lasts:
                doing.change(row, ended_on=timezone.now().date())
            else:
                doing.delete(row)
        go_back(plan, entry, doing, reason="Shown again.")
    return refused


def end(withholding: Withholding, *, actor: Actor, reason: str) -> str:
    """End a withholding as one act and show again what it kept from readers; say in a sentence what that is.

    Raises Refused where it is ended already, or where the words cannot come again by themselves.
    """
    if withholding.ended_on is not None:
        raise Refused(f"It was ended on {withholding.ended_on:%-d %B %Y} already.")
    if not reason.strip():
        raise Refused("Say why it may be shown again: it stays in the record.")
    with act(ActKind.EDIT, "Ended a withholding", actor=actor, reason=reason) as doing:
        entry = _act_of(withholding)
        if withholding.revision is not None:
            return _words_again(withholding, withholding.revision, entry, doing)
        doing.change(withholding, ended_on=timezone.now().date())
        if withholding.entity is not None:
            doing.change(withholding.entity, is_protected=False)
            return f"“{withholding.entity}” is shown by that name from the next edition on."
        assert withholding.article is not None  # noqa: S101 -- one of the three is filled: a constraint
        return _article_again(withholding.article, entry, doing)


def _made(entry: ChangeSet) -> QuerySet[Change]:
    return entry.changes.filter(model="passagerevision", before__isnull=True)


def _act_of(withholding: Withholding) -> ChangeSet | None:
    made = Change.objects.filter(model="withholding", row=str(withholding.pk), before__isnull=True)
    found = made.select_related("changeset").order_by("-changeset").first()
    return found.changeset if found else None


def _article_again(article: Article, entry: ChangeSet | None, doing: Doing) -> str:
    """Give back the status and access that the withholding took, where nobody has changed them since.

    What a restore has shut stays so: its title and text are older, and somebody looks before they are shown.
    """
    taken = entry.changes if entry and entry.kind != ActKind.RESTORE else Change.objects.none()
    own = taken.filter(model="article", row=str(article.pk)).first()
    before, after = (own.before or {}, own.after or {}) if own else ({}, {})
    columns = [name for name in ("status", "access") if before.get(name) != after.get(name)]
    doing.change(article, **{name: before[name] for name in columns if getattr(article, name) == after[name]})
    words = f"{article.get_status_display()}, access {article.get_access_display()}"
    return f"“{article}” is no longer withheld: {words}."


def _words_again(
    withholding: Withholding, revision: PassageRevision, entry: ChangeSet | None, doing: Doing
) -> str:
    if entry is None:
        raise Refused(f"Nothing tells what stood in {revision.passage}; correct its wording by hand.")
    plan = plan_back(revision, entry)
    if stays(plan, entry):
        doing.change(withholding, ended_on=timezone.now().date())
    else:
        doing.delete(withholding)
    go_back(plan, entry, doing, reason="Shown again.")
    return f"The words of passage {revision.passage.number} are shown from the next edition on."
