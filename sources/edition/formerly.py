"""Which articles some edition has shown, as the log tells.

An article's address was public where an edition was published while the article was: its status of
today does not say so. The log has every change of that status and every publication, so it is asked;
of an article that came with a package, or before the log, it knows no beginning and cannot deny.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sources.models import Article, Change, ChangeSet
from sources.vocabulary import ActKind, Status

State = Mapping[str, Any]


def was_public(articles: Collection[int]) -> dict[int, bool]:
    """Tell of articles (by primary key) whether an edition has shown them; four queries.

    Where the log does not reach back to how the article came in, its status of today is the answer.
    """
    rows = Article.objects.filter(pk__in=articles).select_related("document")
    published = list(
        ChangeSet.objects.filter(kind=ActKind.PUBLISH).order_by("pk").values_list("pk", flat=True)
    )
    changes = _changes("article", articles)
    withdrawals = _changes("document", {row.document_id for row in rows})
    return {
        row.pk: _was_public(row, changes[str(row.pk)], withdrawals[str(row.document_id)], published)
        for row in rows
    }


def taken_back(articles: Collection[int] | None = None) -> dict[int, date]:
    """Give the articles (of these, or of all) that were published and then not, with the last such day."""
    changed = Change.objects.filter(model="article", before__status=Status.PUBLISHED)
    changed = changed.exclude(after__status=Status.PUBLISHED)
    if articles is not None:
        changed = changed.filter(row__in=[str(pk) for pk in articles])
    rows = changed.order_by("pk").values_list("row", "changeset__made_at")
    return {int(row): made_at.date() for row, made_at in rows if row.isdigit()}


def _changes(model: str, rows: Iterable[int]) -> dict[str, list[Change]]:
    found = defaultdict(list)
    wanted = Change.objects.filter(model=model, row__in=[str(pk) for pk in rows])
    for change in wanted.select_related("changeset").order_by("changeset_id", "position"):
        found[change.row].append(change)
    return found


def _was_public(
    article: Article, changes: Sequence[Change], of_document: Sequence[Change], published: Iterable[int]
) -> bool:
    now = {"status": article.status, "leads_to_id": article.leads_to_id}
    gone = {"withdrawn_on": article.document.withdrawn_on}
    for edition in published:
        state, document = _at(edition, changes, now), _at(edition, of_document, gone)
        if (
            state is not None
            and state["status"] == Status.PUBLISHED
            and not state["leads_to_id"]
            and document is not None
            and not document["withdrawn_on"]
        ):
            return True
    is_known = bool(changes) and changes[0].changeset.kind == ActKind.INGEST
    return not is_known and article.status == Status.PUBLISHED


def _at(edition: int, changes: Sequence[Change], now: State) -> State | None:
    """Give a row as it was when an edition was published; None where it was not there yet."""
    before = [change for change in changes if change.changeset_id < edition]
    if before:
        return before[-1].after
    return changes[0].before if changes else now
