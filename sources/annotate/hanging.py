"""What keeps an act of structure from being undone: what hangs on its rows since, and its citations.

Undoing a split takes the new passage and its wordings away. Whatever was added to them since would
go with them, so it stands in the way; and once an edition has shown them they can be cited, so they
stay for ever and are joined again instead.
"""

from collections.abc import Sequence

from django.apps import apps

from sources.annotate.acts import Refused
from sources.annotate.numbering import taken_since
from sources.models import Article, Change, ChangeSet
from sources.vocabulary import ActKind, Status

# What an act of structure makes, and what the outside can name once it was published.
MADE = frozenset({"passage", "passagerevision", "article", "formernumber"})
# Says nothing of the source, is made anew by itself, and goes with its row.
_OF_THE_MACHINE = frozenset({"examination", "findings"})
_INSTEAD = {
    ActKind.SPLIT: "join the passages again",
    ActKind.JOIN: "split the passage again",
    ActKind.MOVE: "move the passages back",
    ActKind.REPLACE: "replace the new capture by another",
}


def hanging(change: Change, changes: Sequence[Change]) -> str:
    """Say what stands in the way of a row since: what hangs on it, who has its number; "" where nothing."""
    if why := taken_since(change):
        return why
    if change.before is not None or change.model not in MADE:
        return ""
    own = {(one.model, one.row) for one in changes}
    for relation in apps.get_model("sources", change.model)._meta.related_objects:
        if relation.related_model._meta.model_name in _OF_THE_MACHINE:
            continue
        found = relation.related_model._base_manager.filter(**{relation.field.name: change.row})
        model = str(relation.related_model._meta.model_name)
        for row in found:
            if (model, str(row.pk)) not in own:
                return f"{model} “{row}” was added to {change.model} “{change.label}” since."
    return _worded_since(change)


def _worded_since(change: Change) -> str:
    if change.model != "passagerevision" or change.after is None:
        return ""
    revisions = apps.get_model("sources", "passagerevision")._base_manager
    later = revisions.filter(passage=change.after["passage_id"], number__gt=change.after["number"])
    if later.filter(made_by="").exists():
        return f"{change.label} was corrected since."
    return ""


def refuse_cited(entry: ChangeSet, changes: Sequence[Change]) -> None:
    """Raise Refused where an edition has shown what undoing an act of structure would take away."""
    if entry.kind not in _INSTEAD:
        return
    if not ChangeSet.objects.filter(kind=ActKind.PUBLISH, pk__gt=entry.pk).exists():
        return
    if entry.kind == ActKind.REPLACE:
        touched = _made_public(changes)
    else:
        rows = [one.after for one in changes if one.model == "passage" and one.after]
        touched = {row["article_id"] for row in rows if row["article_id"]}
    if Article.objects.published().filter(pk__in=touched).exists():
        raise Refused(
            f"“{entry.summary}” has been published since, so its addresses can be cited and stay; "
            f"{_INSTEAD[ActKind(entry.kind)]} instead. Former addresses go on leading to the words."
        )


def _made_public(changes: Sequence[Change]) -> set[int]:
    """Name the articles that an act made public; where both were, undoing leaves each its address."""
    rows = [(one.before, one.after) for one in changes if one.model == "article" and one.before and one.after]
    return {
        after["id"]
        for before, after in rows
        if after["status"] == Status.PUBLISHED and before["status"] != Status.PUBLISHED
    }
