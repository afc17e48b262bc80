"""Every write is one act: a ChangeSet with each row it touched, before and after.

Nothing else in the project writes the archive's content. An act is one transaction; its rows and
its entry in the log are committed together or not at all. A row is refused when somebody else has
saved it since it was read (its version differs): ``Conflict``.

    with act(ActKind.ANNOTATE, "Marked “Customs House”", actor=user) as doing:
        doing.create(Mention(...))
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.conf import settings
from django.db import OperationalError, connection, models, transaction

from sources.annotate import chain, concerns, holding, journal, reserve, sign_ins, standstill
from sources.annotate import columns as rows_as_columns
from sources.annotate import rows as table
from sources.annotate.told import UNLOGGED, Snapshot, Touched, digest_only, model_name, name_of, snapshot
from sources.models import ChangeSet, Claim, Date, PassageRevision, Quotation, User, triggers
from sources.models.digested import digest_of
from sources.values import edtf
from sources.vocabulary import ActKind

Worded = TypeVar("Worded", Quotation, Claim)
Row = TypeVar("Row", bound=models.Model)


class Refused(Exception):
    """The archive will not do this; the sentence says why and what to do."""


class Conflict(Refused):
    """Somebody else saved the row since it was read."""

    def __init__(self, row: models.Model, stored: models.Model) -> None:
        self.row, self.stored = row, stored
        super().__init__(
            f"“{stored}” was saved by somebody else since you opened it "
            f"(version {getattr(stored, 'version', '?')}, yours {getattr(row, 'version', '?')}). "
            "Look at what changed, then save again."
        )


def date_for(value: str) -> Date:
    """Find or make the one row for an EDTF value (not an act: the row says nothing about a source)."""
    parsed = edtf.parse(value)
    fresh = Date(
        edtf=parsed.value, earliest=parsed.earliest, latest=parsed.latest, precision=parsed.precision
    )
    return fresh if table.insert_new(fresh) else Date.objects.get(edtf=parsed.value)


class Doing:
    """An act under way: creates, changes and deletes rows, and remembers each.

    What it is called may be settled while it is done: ``kind``, ``summary``, ``reason``.
    """

    def __init__(self, kind: ActKind, summary: str, reason: str = "") -> None:
        self.kind, self.summary, self.reason = kind, summary, reason
        self.changes: list[Touched] = []
        self.trying: Touched | None = None  # what is being written: on a full disk it gets no further
        self.changeset: ChangeSet | None = None
        self.undoes: ChangeSet | None = None

    def create(self, row: Row) -> Row:
        """Insert a row after checking its fields; the database checks the rest."""
        self.create_all([row])
        return row

    def create_all(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Insert many rows of one model at once, in order, after checking the fields of each."""
        if not rows:
            return rows
        for row in rows:
            table.clean(row)
        self.trying = Touched(model_name(rows[0]), "", "", None, snapshot(rows[0]))
        table.insert(rows)
        for row in rows:
            self._note(row, None, snapshot(row))
        return rows

    def create_columns(
        self, model: type[models.Model], labels: Sequence[str], **columns: Sequence[Any]
    ) -> list[int]:
        """Insert many rows of one model given as columns, and give their keys; checked as any row is.

        ``labels`` are the rows' names in the log (what ``str`` says of each); a column that is not named
        has its default.
        """
        if not labels:
            return []
        made = rows_as_columns.fill(model, len(labels), columns)
        keys = rows_as_columns.insert(made)
        name = name_of(model)
        for key, label, after in zip(keys, labels, rows_as_columns.snapshots(made, keys), strict=True):
            if model is PassageRevision:
                after["text"] = digest_only(after["text"])
            self.changes.append(Touched(name, str(key), label[:200], None, after))
        return keys

    def change(self, row: Row, **values: object) -> Row:
        """Set columns of a row and save it; nothing happens where nothing differs."""
        for name, value in values.items():
            setattr(row, name, value)
        return self.save(row)

    def save(self, row: Row) -> Row:
        """Save a row that a form has already changed, unless its version is an old one."""
        stored = self._stored(row)
        before = snapshot(stored)
        _refuse_old(row, stored)
        if snapshot(row) == before:
            return row
        table.clean(row)
        if hasattr(row, "version"):
            row.version += 1
        # Only what differs: on PostgreSQL the archive's role may not write a column that never changes.
        changed = None if name_of(type(row)) in UNLOGGED else _differing(before, snapshot(row))
        self.trying = Touched(model_name(row), str(row.pk), "", before, snapshot(row))
        row.save(force_update=True, update_fields=changed)
        self._note(row, before, snapshot(row))
        return row

    def save_all(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Save many changed rows of one model, as ``save`` would each, in few queries.

        Gives those that differ from what is stored; raises Conflict at the first old one, and Refused
        where one is gone.
        """
        stored = self._all_stored(rows)
        changed: list[Row] = []
        alike: dict[str, tuple[dict[str, object], list[Row]]] = {}
        for row in rows:
            was = stored[row.pk]
            _refuse_old(row, was)
            before, after = snapshot(was), snapshot(row)
            names = _differing(before, after)
            if not names:
                continue
            table.clean(row)
            values: dict[str, object] = {name: getattr(row, name) for name in sorted(names)}
            alike.setdefault(repr(values), (values, []))[1].append(row)
            if hasattr(row, "version"):
                row.version += 1
            self._note(row, before, snapshot(row))
            changed.append(row)
        for values, same in alike.values():
            _update_all(same, values)
        return changed

    def touch(self, row: Row) -> Row:
        """Count a change to what hangs on a row (its topics) as one of the row: a new version.

        Whoever read the row before is then refused, though none of its own columns changed.
        """
        stored = self._stored(row)
        _refuse_old(row, stored)
        before = snapshot(stored)
        model = type(row)
        row.version = stored.version + 1  # type: ignore[attr-defined]  # every row of content has one
        model._base_manager.filter(pk=row.pk).update(version=row.version)  # type: ignore[attr-defined]  # as above
        self._note(row, before, {**before, "version": row.version})  # type: ignore[attr-defined]  # as above
        return row

    def fill(self, texts: Sequence[tuple[PassageRevision, str]]) -> None:
        """Fill in the texts of revisions of documents that were not held until now, and of what they digest.

        Raises Refused where the words of a quotation or claim, by their digest, are others.
        """
        for revision, text in texts:
            before = snapshot(revision)
            revision.text = text
            revision.save(force_update=True, update_fields=["text"])
            self._note(revision, before, snapshot(revision))
        of = {revision.pk: revision for revision, _ in texts}
        self.save_all([_worded(mark, of[mark.revision_id]) for mark in _unworded(Quotation, list(of))])
        self.save_all([_worded(mark, of[mark.revision_id]) for mark in _unworded(Claim, list(of))])

    def delete(self, row: models.Model) -> None:
        """Delete a row, unless its version is an old one; its parts (names, contributors) go first."""
        stored = self._stored(row)
        _refuse_old(row, stored)
        for part in _parts(row):
            self.delete(part)
        self._note(stored, snapshot(stored), None)
        stored.delete()

    def delete_all(self, rows: Iterable[models.Model]) -> None:
        """Delete rows one by one, each noted."""
        for row in rows:
            self.delete(row)

    def note(self, row: models.Model, before: Snapshot | None, after: Snapshot | None) -> None:
        """Remember a row that was written outside (the edition that publish made)."""
        self._note(row, before, after)

    @property
    def touched(self) -> list[Touched]:
        """What was written, and what was being written."""
        return [*self.changes, *([self.trying] if self.trying else [])]

    def _stored(self, row: Row) -> Row:
        return self._all_stored([row])[row.pk]

    def _all_stored(self, rows: Sequence[Row]) -> dict[Any, Row]:  # Any: a primary key
        found = holding.rows(rows)
        for row in rows:
            if row.pk not in found:
                raise Refused(f"“{row}” is no longer there: somebody else has deleted it.")
        return found

    def _note(self, row: models.Model, before: Snapshot | None, after: Snapshot | None) -> None:
        self.changes.append(Touched(model_name(row), str(row.pk), str(row)[:200], before, after))


def _differing(before: Snapshot, after: Snapshot) -> list[str]:
    return [name for name, value in after.items() if value != before[name]]


def _refuse_old(row: models.Model, stored: models.Model) -> None:
    if getattr(row, "version", None) != getattr(stored, "version", None):
        raise Conflict(row, stored)


# SQLite takes so many values in one statement.
_MOST_VALUES = 500


def _unworded(model: type[Worded], revisions: Sequence[int]) -> list[Worded]:
    """Give the quotations or claims of revisions of which only the digest is held, in order of making."""
    parts = [revisions[start : start + _MOST_VALUES] for start in range(0, len(revisions), _MOST_VALUES)]
    wanted = model._base_manager.filter(exact="").order_by("pk")
    return [mark for part in parts for mark in wanted.filter(revision__in=part)]


def _worded(mark: Worded, revision: PassageRevision) -> Worded:
    """Give a quotation or claim its words, if they are those of its digest."""
    mark.exact = mark.span.of(revision.text or "")
    if digest_of(mark.public_id, mark.exact) != mark.digest:
        raise Refused(
            f"The words at {mark.start}–{mark.end} of passage {revision.passage.number} are not "
            f"those of {model_name(mark)} {mark.public_id}, by their digest; nothing was filled in."
        )
    return mark


def _update_all(rows: Sequence[models.Model], values: dict[str, object]) -> None:
    """Give rows the same values and the next version, each, in as few statements as may be."""
    model = type(rows[0])
    # A foreign key is set by its column; Django's update calls it by its field.
    fields = {field.attname: field.name for field in model._meta.concrete_fields}
    written: dict[str, Any] = {fields[name]: value for name, value in values.items()}  # Any: of each column
    if "version" in fields:
        written["version"] = models.F("version") + 1
    for start in range(0, len(rows), _MOST_VALUES):
        keys = [row.pk for row in rows[start : start + _MOST_VALUES]]
        model._base_manager.filter(pk__in=keys).update(**written)


def _parts(row: models.Model) -> Iterator[models.Model]:
    for relation in row._meta.related_objects:
        if relation.on_delete is models.CASCADE:
            manager = relation.related_model._base_manager
            yield from manager.filter(**{relation.field.name: row.pk})


_done: ContextVar[int] = ContextVar("acts done", default=0)

# Whoever acts: an account, the archive itself (None), or an act under way that this is a part of.
Actor = User | Doing | None


@contextmanager
def act(kind: ActKind, summary: str, *, actor: Actor = None, reason: str = "") -> Iterator[Doing]:
    """Do one act: a transaction that ends with its entry in the log.

    An act that touched nothing leaves no entry. Given an act under way as ``actor``, it becomes a
    part of that one, and names it where it has no name yet. Raises Refused where the archive is
    read-only or its database lacks the triggers that keep it honest.
    """
    if isinstance(actor, Doing):
        if not actor.summary:
            actor.kind, actor.summary, actor.reason = kind, summary, reason or actor.reason
        yield actor
        return
    refuse_unless_writable()
    doing = Doing(kind, summary, reason)
    try:
        with transaction.atomic():
            yield doing
            if doing.changes:
                doing.changeset = _record(doing, ChangeSet(actor=actor, undoes=doing.undoes))
                sign_ins.end(doing.changes)
        _done.set(_done.get() + 1)
    except (OSError, OperationalError) as error:
        if reserve.is_full(error) and journal.may_take(doing.touched) and reserve.give_back():
            raise Refused(reserve.SENTENCE) from error
        raise


def done_here() -> int:
    """Count the acts that were done in this thread, to tell whether one was since."""
    return _done.get()


def refuse_unless_writable() -> None:
    """Raise Refused where nothing may be written now."""
    if settings.READ_ONLY:
        raise Refused("The archive is read-only now (ARCHIVE_READONLY); nothing was changed.")
    if standstill.is_at():
        raise Refused(standstill.SENTENCE)
    gone = triggers.missing(connection)
    if gone:
        raise Refused(
            f"The database lacks {len(gone)} of its triggers ({', '.join(sorted(gone))}); "
            "nothing was changed. Run manage.py migrate, which installs them."
        )


def _record(doing: Doing, entry: ChangeSet) -> ChangeSet:
    entry.kind, entry.summary, entry.reason = doing.kind, doing.summary[:300], doing.reason[:500]
    chain.append(entry, doing.changes)
    concerns.note(entry, doing.changes)
    return entry
