"""In which order acts hold rows, so that no two ever wait for each other; nothing else locks content.

On PostgreSQL what an act changes is held until it ends, and two that hold in different orders end in a
deadlock, of which somebody is the victim. The order is: passages, documents, entities, marks (and whatever
else an act changes), and at last the log (``chain.lock_log``); within each, by primary key. So an act that
touches marks holds their passages first, as a run of suggestions does, and one on several passages holds
them all at once before it does anything. The rows themselves are held and not those that they are sorted by
(``of``); not for their keys, because PostgreSQL looks at foreign keys at the commit, which holds the log
then: it must not wait for a row whose holder waits for the log. SQLite has one writer at a time.
"""

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, models

from sources.models import Document, Entity, Passage, PassageRevision
from sources.models.span_bearing import SpanBearing

Row = TypeVar("Row", bound=models.Model)

# PostgreSQL's names for what ends an act that another stood in the way of; the same may go well at once.
_CONTENDED = frozenset({"40001", "40P01", "55P03"})
_AT_ONCE = 5_000


def is_contended(error: BaseException) -> bool:
    """Tell whether this is the failure of an act that another stood in the way of."""
    return getattr(error.__cause__, "sqlstate", "") in _CONTENDED


def yield_to_others() -> None:
    """Let this act fail, before anybody is told of a deadlock, where it waits for another."""
    if _locks():
        with connection.cursor() as cursor:
            # PostgreSQL looks for deadlocks after a second.
            cursor.execute("SET LOCAL lock_timeout = '500ms'")


def passages(keys: Collection[int]) -> None:
    """Hold passages until the act ends."""
    _hold(Passage, keys)


def passages_of_articles(keys: Collection[int]) -> None:
    """Hold every passage of articles until the act ends."""
    if _locks():
        keys_of(Passage._base_manager.filter(article__in=keys))


def passages_of(revisions: Collection[int], beside: Collection[int] = ()) -> None:
    """Hold the passages of wordings, and others, until the act ends: before any mark that stands on these."""
    if not _locks():
        return
    wanted = sorted(revisions)
    found = set(beside)
    for start in range(0, len(wanted), _AT_ONCE):
        some = PassageRevision.objects.filter(pk__in=wanted[start : start + _AT_ONCE]).order_by()
        found.update(some.values_list("passage", flat=True))
    passages(found)


def documents(keys: Collection[int]) -> None:
    """Hold documents until the act ends."""
    _hold(Document, keys)


def entities(keys: Collection[int]) -> list[Entity]:
    """Hold records until the act ends, and give them as they are now."""
    return list(_held(Entity).filter(pk__in=keys))


def row(of: Row) -> Row:
    """Hold a row, after the passage of a mark, and give it as it is now; raises ObjectDoesNotExist."""
    found = rows([of])
    if of.pk not in found:
        raise ObjectDoesNotExist(f"“{of}” is no longer there.")
    return found[of.pk]


def rows(wanted: Collection[Row]) -> dict[Any, Row]:  # Any: a primary key
    """Hold rows of one model, after the passages of marks, and give them as they are now by their keys."""
    if not wanted:
        return {}
    model = type(next(iter(wanted)))
    if issubclass(model, SpanBearing):
        passages_of(revisions_of(wanted))
    return _held(model).in_bulk(sorted(one.pk for one in wanted))


def keys_of(of: "models.QuerySet[Any]") -> list[int]:
    """Hold the rows of a query, of one table, until the act ends; give their keys."""
    return list(of.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))


def revisions_of(marks: Iterable[models.Model]) -> set[int]:
    """Give the wordings on which marks stand."""
    return {mark.revision_id for mark in marks}  # type: ignore[attr-defined]  # every mark has one


def _hold(model: type[models.Model], keys: Collection[int]) -> None:
    wanted = sorted(keys) if _locks() else []
    for start in range(0, len(wanted), _AT_ONCE):
        keys_of(model._base_manager.filter(pk__in=wanted[start : start + _AT_ONCE]))


def _held(model: type[Row]) -> "models.QuerySet[Row]":
    return model._base_manager.select_for_update(no_key=True, of=("self",)).order_by("pk")


def _locks() -> bool:
    return connection.features.has_select_for_update
