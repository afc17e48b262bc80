"""Undo: one act taken back, as one act.

Each row goes back to what it was before, unless something changed it since: that row is refused,
with what changed it, and the rest goes back, or nothing does, as is asked. What never changes
(wordings, the log) cannot be undone this way; a correction is taken back by another (``retract``). A split,
a join or a correction that no edition has shown takes the wordings that it made away again, so that
everything is as it was.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from sources.annotate import holding
from sources.annotate.acts import Doing, Refused, act
from sources.annotate.barring import bar_merged, barred
from sources.annotate.hanging import hanging, refuse_cited
from sources.annotate.retract import is_correction, is_unmaking, plan_retraction, retract
from sources.annotate.reveal import AGAIN, is_withholding, plan_taking_back, shows_again, take_back
from sources.annotate.told import Snapshot, snapshot
from sources.models import Change, ChangeSet, PassageRevision, User
from sources.vocabulary import ActKind

# Their rows stay for ever, so taking back the act that made them would break a promise.
LASTING = frozenset({"passagerevision", "edition", "document"})

# Taken back whole or not at all: half a split would leave words in two passages, or in none.
WHOLE = frozenset({ActKind.SPLIT, ActKind.JOIN, ActKind.MOVE, ActKind.REPLACE, ActKind.WITHDRAW})

# Acts that change columns of a row which nothing else that is said of it depends on.
_APART = frozenset({(ActKind.WITHDRAW, "document"), (ActKind.MOVE, "article")})

# Beyond this an act is too large to name who changed each of its rows since.
MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: rows put back, and sentences on those that it could not."""

    changeset: ChangeSet | None
    restored: int
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UndoLine:
    """One row of a plan to undo: what stands in the way, or "" where it goes back."""

    change: Change
    obstacle: str


def plan_undo(entry: ChangeSet) -> tuple[UndoLine, ...]:
    """Say what undoing an act would do, row by row, last first; nothing is written.

    Raises Refused where ``undo`` would as a whole. One query for each kind of row.
    """
    if shows_again(entry):
        raise Refused(AGAIN)
    if is_withholding(entry):
        plan_taking_back(entry)
        return tuple(UndoLine(change, "") for change in entry.changes.order_by("-position"))
    if is_correction(entry) or is_unmaking(entry):
        plan_retraction(entry)
        return tuple(UndoLine(change, "") for change in entry.changes.order_by("-position"))
    changes = _undoable(entry)
    keys: dict[str, set[str]] = {}
    for change in changes:
        keys.setdefault(change.model, set()).add(change.row)
    now: dict[tuple[str, str], Snapshot | None] = {
        (model, str(pk)): snapshot(row)
        for model, pks in keys.items()
        for pk, row in apps.get_model("sources", model)._base_manager.in_bulk(pks).items()
    }
    later = _later_acts(entry, changes)
    lines = []
    for change in changes:
        place = (change.model, change.row)
        obstacle = _obstacle(change, now.get(place), later.get(place)) or hanging(change, changes)
        lines.append(UndoLine(change, obstacle))
        # A row that the act touched twice goes back in two steps.
        now[place] = now.get(place) if obstacle else change.before
    obstacles = [line.obstacle for line in lines if line.obstacle]
    if obstacles and entry.kind in WHOLE:
        raise Refused(f"“{entry.summary}” can only be undone as a whole. {' '.join(obstacles[:5])}")
    return tuple(lines)


def _undoable(entry: ChangeSet) -> list[Change]:
    if is_undone(entry):
        raise Refused(f"“{entry.summary}” was undone already.")
    changes = list(entry.changes.order_by("-position"))
    lasting = sorted({change.model for change in changes if _lasts(change)})
    if lasting:
        raise Refused(
            f"“{entry.summary}” made or changed {', '.join(lasting)} rows, which last; it cannot be undone."
        )
    refuse_cited(entry, changes)
    bar_merged(changes)
    for change in changes:
        _narrow(entry, change)
    return changes


def _narrow(entry: ChangeSet, change: Change) -> None:
    """Let only the columns count that a withdrawal, or counting articles anew, changed.

    What else was said of the row since has nothing to do with that, and stays.
    """
    before, after = change.before, change.after
    if before is None or after is None or (entry.kind, change.model) not in _APART:
        return
    changed = {name for name in after if after[name] != before.get(name)} - {"version"}
    stored = apps.get_model("sources", change.model)._base_manager.filter(pk=change.row).first()
    if stored is None or not changed or (entry.kind == ActKind.MOVE and changed != {"index"}):
        return
    now = snapshot(stored)
    change.before = {**now, **{name: before[name] for name in changed}}
    change.after = {**now, **{name: after[name] for name in changed}}


def is_undone(entry: ChangeSet) -> bool:
    """Tell whether an act was taken back, and that not taken back in its turn."""
    return any(not is_undone(one) for one in entry.undone_by.all())


def _lasts(change: Change) -> bool:
    if change.model == "document":  # what is said of a document goes back; that it is there does not
        return change.before is None
    is_structural = change.before is None and bool((change.after or {}).get("made_by"))
    return change.model in LASTING and not is_structural


def _later_acts(entry: ChangeSet, changes: Iterable[Change]) -> dict[tuple[str, str], ChangeSet]:
    """Find, for each row that an act touched, the last later act that touched it too; one query."""
    rows = {change.row for change in changes}
    touching = Change.objects.filter(changeset__gt=entry.pk, row__in=rows) if len(rows) <= MOST_ROWS else ()
    if touching:
        touching = touching.select_related("changeset__actor").order_by("changeset")
    return {(one.model, one.row): one.changeset for one in touching}


def _obstacle(change: Change, now: Snapshot | None, later: ChangeSet | None = None) -> str:
    if why := barred(change):
        return why
    if _content(now) == _content(change.after):
        return _without_wording(change) if now is None else ""
    by = ""
    if later is not None:
        who = later.actor.shown_as if later.actor else "the archive itself"
        by = f" by {who} (“{later.summary}”, {later.made_at:%-d %B %Y, %H:%M} UTC)"
    return f"{change.model} “{change.label}” was changed since{by}; it stays as it is."


def _without_wording(change: Change) -> str:
    """Say that a mark that was taken away stood on a wording that is gone; "" where that is there."""
    revision = (change.before or {}).get("revision_id")
    if revision is None or PassageRevision.objects.filter(pk=revision).exists():
        return ""
    return (
        f"{change.model} “{change.label}” stood on a wording that is no longer there; mark the words again."
    )


def undo(entry: ChangeSet, *, actor: User | None, reason: str = "", rest: bool = True) -> Undone:
    """Take back an act; raise Refused where it was undone already or made something lasting.

    What was changed since stays. With ``rest`` the other rows go back; without, nothing does: Refused.
    A split, a join and the like are taken back whole: Refused where anything stands in the way.
    """
    if shows_again(entry):
        raise Refused(AGAIN)
    if is_withholding(entry):
        return _shown_again(entry, actor, reason)
    if is_correction(entry) or is_unmaking(entry):
        return _retracted(entry, actor, reason)
    changes = _undoable(entry)
    if entry.kind in WHOLE:
        plan_undo(entry)
    restored = 0
    refused: list[str] = []
    with act(ActKind.UNDO, f"Undid: {entry.summary}", actor=actor, reason=reason) as doing:
        _hold(changes)
        for together in _runs(changes):
            sentences = _put_all_back(together, doing) if len(together) > 1 else put_back(together[0], doing)
            if sentences and not rest:
                raise Refused(f"{sentences[0]} Nothing was undone.")
            refused += sentences
            restored += len(together) - len(sentences)
        doing.undoes = entry
    return Undone(doing.changeset, restored, tuple(refused))


def _hold(changes: Iterable[Change]) -> None:
    """Hold every passage that goes back or has a mark that does, before any of them."""
    states = [state for change in changes for state in (change.before, change.after) if state]
    own = {int(change.row) for change in changes if change.model == "passage"}
    holding.passages_of({state["revision_id"] for state in states if "revision_id" in state}, own)


def _retracted(entry: ChangeSet, actor: User | None, reason: str) -> Undone:
    if is_undone(entry):
        raise Refused(f"“{entry.summary}” was undone already.")
    with act(ActKind.UNDO, f"Undid: {entry.summary}", actor=actor, reason=reason) as doing:
        restored = retract(entry, doing, reason=reason)
        doing.undoes = entry
    return Undone(doing.changeset, restored, ())


def _shown_again(entry: ChangeSet, actor: User | None, reason: str) -> Undone:
    if is_undone(entry):
        raise Refused(f"“{entry.summary}” was undone already.")
    with act(ActKind.UNDO, f"Undid: {entry.summary}", actor=actor, reason=reason) as doing:
        refused = take_back(entry, doing, put_back)
        doing.undoes = entry
    return Undone(doing.changeset, len(doing.changes), tuple(refused))


def _runs(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Give changes in their order, those side by side that can go back in one statement together."""
    run: list[Change] = []
    rows: set[str] = set()
    for change in changes:
        # A row that the act touched twice goes back in two steps.
        if run and (change.row in rows or not _goes_with(change, run[0])):
            yield run
            run, rows = [], set()
        run.append(change)
        rows.add(change.row)
    if run:
        yield run


def _goes_with(change: Change, first: Change) -> bool:
    return change.model == first.model and _is_edit(change) and _is_edit(first)


def _is_edit(change: Change) -> bool:
    return (
        change.before is not None
        and change.after is not None
        and _content(change.before) != _content(change.after)
    )


def _put_all_back(changes: Sequence[Change], doing: Doing) -> list[str]:
    """Put rows of one model back that the act changed."""
    model = apps.get_model("sources", changes[0].model)
    stored = {str(pk): row for pk, row in model._base_manager.in_bulk([one.row for one in changes]).items()}
    refused, going = [], []
    for change in changes:
        row = stored.get(change.row)
        obstacle = _obstacle(change, snapshot(row) if row else None)
        if obstacle or row is None or change.before is None:
            refused.append(obstacle)
            continue
        for name, value in _values(model, change.before).items():
            if name != "version":
                setattr(row, name, value)
        going.append(row)
    noted = len(doing.changes)
    try:
        with transaction.atomic():
            doing.save_all(going)
    except IntegrityError:
        # Rows that changed places among themselves: only one by one, in the act's own order.
        del doing.changes[noted:]
        return [sentence for change in changes for sentence in put_back(change, doing)]
    return refused


def put_back(change: Change, doing: Doing) -> list[str]:
    """Put one row back within an act; give a sentence where it stays as it is."""
    model = apps.get_model("sources", change.model)
    stored = model._base_manager.filter(pk=change.row).first()
    now = snapshot(stored) if stored else None
    obstacle = _obstacle(change, now)
    if obstacle:
        return [obstacle]
    if stored is not None and change.before is None:
        doing.delete(stored)
    elif stored is None and change.before is not None:
        doing.create(_row(model, change.before))
    elif stored is not None and _content(change.before) == _content(change.after):
        doing.touch(stored)  # what hangs on it changed, and changes back
    elif stored is not None and change.before is not None:
        doing.change(
            stored, **{key: value for key, value in _values(model, change.before).items() if key != "version"}
        )
    return []


def _content(values: Snapshot | None) -> Snapshot | None:
    # The version counts saves; two states with the same content are the same state.
    return {key: value for key, value in values.items() if key != "version"} if values is not None else None


def _row(model: type[models.Model], values: Snapshot) -> models.Model:
    return model(**_values(model, values))


def _values(model: type[models.Model], values: Snapshot) -> dict[str, Any]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {
        name: fields[name].to_python(value) if isinstance(fields[name], models.DateField) and value else value
        for name, value in values.items()
        if name in fields and not isinstance(value, date | datetime)
    }
