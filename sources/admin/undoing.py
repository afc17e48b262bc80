"""Who may take back an act: whoever may do what it did, and what taking it back does."""

from collections.abc import Iterable, Iterator
from typing import Any

from sources.admin.revealing import reveals
from sources.admin.roles import Power, may
from sources.annotate.publicity import sight_of
from sources.models import Article, Change, ChangeSet, Document, User
from sources.vocabulary import ActKind, MentionStatus, Status

Logged = tuple[str, dict[str, Any] | None, dict[str, Any] | None]  # model, before, after

# What takes articles and passages out of sight, so that taking it back shows them again.
_STRUCTURE = frozenset({ActKind.WITHDRAW, ActKind.MOVE, ActKind.REPLACE})
_FOR_PUBLISHERS = frozenset(
    {ActKind.PUBLISH, ActKind.RESTORE, ActKind.LOAD, ActKind.INGEST, ActKind.WITHHOLD}
)
# The tables on whose changes it depends who may take an act back.
_DECIDING = ("article", "document", "entity", "user")
# Of an annotator's own acts on one row, the latest are offered.
MOST_OWN = 5


def may_undo(user: User, entry: ChangeSet) -> bool:
    """Tell whether an account may take back an act; one query, a few more for an act of structure."""
    changes: list[Logged] = list(entry.changes.values_list("model", "before", "after"))
    if any(model == "user" for model, _, _ in changes):
        return may(user, Power.ACCOUNTS)
    if entry.kind == ActKind.WITHHOLD:
        return may(user, Power.PUBLISH) or (may(user, Power.DECIDE) and _is_own_slip(user, entry))
    if entry.kind in (ActKind.PUBLISH, ActKind.RESTORE) or any(_is_publishing(*change) for change in changes):
        return may(user, Power.PUBLISH)
    if entry.kind in _STRUCTURE and _reveals(changes):
        return may(user, Power.PUBLISH)
    if may(user, Power.DECIDE):
        return True
    is_own = entry.actor_id == user.pk and may(user, Power.PROPOSE)
    # A new claim comes with the steps of its chain; by themselves these are no proposal.
    marks = [change for change in changes if change[0] != "relay" or change[1] is not None]
    return is_own and bool(marks) and all(_is_proposal(*change) for change in marks)


def offered(user: User, entries: Iterable[ChangeSet]) -> frozenset[int]:
    """Give the acts of a list that a page offers to take back; two queries, more for acts of structure.

    An import is offered to publishers alone, unread: it may have made thousands of rows. On its own page it
    is decided exactly, as everything is when it is done.
    """
    entries = list(entries)
    if not may(user, Power.DECIDE) and not may(user, Power.ACCOUNTS):
        own = [entry for entry in entries if entry.actor_id == user.pk]
        return frozenset(entry.pk for entry in own[:MOST_OWN] if may_undo(user, entry))
    plain = [entry.pk for entry in entries if entry.kind not in _FOR_PUBLISHERS | _STRUCTURE]
    touching = Change.objects.filter(changeset__in=plain, model__in=_DECIDING).order_by()
    needed: dict[int, set[Power]] = {pk: set() for pk in plain}
    for pk, model, before, after in touching.values_list("changeset", "model", "before", "after"):
        if model == "user":
            needed[pk].add(Power.ACCOUNTS)
        elif _is_publishing(model, before, after):
            needed[pk].add(Power.PUBLISH)
    found = {pk for pk, powers in needed.items() if all(may(user, one) for one in powers or {Power.DECIDE})}
    if may(user, Power.PUBLISH):
        found |= {entry.pk for entry in entries if entry.kind in _FOR_PUBLISHERS | _STRUCTURE}
    else:
        asked = _STRUCTURE | {ActKind.WITHHOLD}
        found |= {entry.pk for entry in entries if entry.kind in asked and may_undo(user, entry)}
    return frozenset(found)


def _is_own_slip(user: User, entry: ChangeSet) -> bool:
    """Tell whether somebody takes back what they themselves withheld, and no edition has gone without it yet.

    Showing anything again that readers were made to do without is for a publisher.
    """
    since = ChangeSet.objects.filter(kind=ActKind.PUBLISH, pk__gt=entry.pk)
    return entry.actor_id == user.pk and not since.exists()


def _reveals(changes: list[Logged]) -> bool:
    """Tell whether going back shows readers more than they see now."""
    withdrawn = [
        before["id"]
        for model, before, after in changes
        if model == "document" and before and after and after["withdrawn_on"] and not before["withdrawn_on"]
    ]
    if Article.objects.filter(document__in=withdrawn, leads_to=None, status=Status.PUBLISHED).exists():
        return True
    homes = set(_homes(changes))
    articles = Article.objects.select_related("document").in_bulk(
        {pk for _, *pair in homes for pk in pair if pk is not None}
    )
    documents = Document.objects.in_bulk({pk for pk, *_ in homes})
    return any(
        sight_of(articles[back], documents[document])
        > sight_of(articles[now] if now else None, documents[document])
        for document, back, now in homes
    )


def _homes(changes: list[Logged]) -> Iterator[tuple[int, int, int | None]]:
    """Give document, article before and article since, of what an act led from an article elsewhere."""
    for model, before, after in changes:
        if not before or not after:
            continue
        if model == "passage" and before["article_id"] not in {None, after["article_id"]}:
            yield before["document_id"], before["article_id"], after["article_id"]
        elif model == "article" and after["leads_to_id"] and not before["leads_to_id"]:
            yield before["document_id"], before["id"], after["leads_to_id"]


def _is_publishing(model: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> bool:
    """Tell whether taking a change back publishes, takes from the public, or shows readers more."""
    if reveals(model, after, before):
        return True
    states = {(before or {}).get("status"), (after or {}).get("status")}
    return model == "article" and Status.PUBLISHED in states and len(states) > 1


def _is_proposal(model: str, before: dict[str, object] | None, after: dict[str, object] | None) -> bool:
    states = {state.get("status") for state in (before, after) if state}
    return model in {"mention", "quotation", "claim"} and states == {MentionStatus.SUGGESTED}
