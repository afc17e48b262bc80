"""Who may take back an act: whoever may do what it did."""

from sources.admin.roles import Power, may
from sources.models import ChangeSet, User
from sources.vocabulary import ActKind, MentionStatus, Status


def may_undo(user: User, entry: ChangeSet) -> bool:
    """Tell whether an account may take back an act; one query."""
    changes = list(entry.changes.values_list("model", "before", "after"))
    if any(model == "user" for model, _, _ in changes):
        return may(user, Power.ACCOUNTS)
    if entry.kind == ActKind.PUBLISH or any(_is_publishing(*change) for change in changes):
        return may(user, Power.PUBLISH)
    if may(user, Power.DECIDE):
        return True
    is_own = entry.actor_id == user.pk and may(user, Power.PROPOSE)
    return is_own and all(_is_proposal(*change) for change in changes)


def _is_publishing(model: str, before: dict[str, object] | None, after: dict[str, object] | None) -> bool:
    states = {(before or {}).get("status"), (after or {}).get("status")}
    return model == "article" and Status.PUBLISHED in states and len(states) > 1


def _is_proposal(model: str, before: dict[str, object] | None, after: dict[str, object] | None) -> bool:
    states = {state.get("status") for state in (before, after) if state}
    return model in {"mention", "quotation"} and states == {MentionStatus.SUGGESTED}
