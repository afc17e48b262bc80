"""Taking back what was done, from the desk: the rest or nothing, as the editor says."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from sources.admin.reading import claimed, quoted
from sources.admin.reading.asked import Asked
from sources.admin.signing.confirming import require_fresh
from sources.admin.undoing import may_undo
from sources.admin.withholding.after import open_again
from sources.annotate.acts import Refused
from sources.annotate.undo import plan_undo, undo
from sources.models import Article, Change, ChangeSet, User
from sources.vocabulary import ActKind

# How far back the desk goes; the record goes further.
REMEMBERED = 20
# The rows that the desk itself writes; and of which marks, by what their numbers begin with on the page.
_NUMBERED = {"mention": 0, quoted.QUOTATION: quoted.QUOTED, claimed.CLAIM: claimed.CLAIMED}
_DONE_HERE = (*_NUMBERED, "passage", "passagerevision")


def take_back(request: HttpRequest, asked: Asked, user: User) -> dict[str, object]:
    """Undo an act; where later acts stand in the way, say which and do nothing unless ``rest`` is asked."""
    entry = ChangeSet.objects.filter(pk=asked.number("act")).first()
    if entry is None:
        raise Refused("This act is not in the record; nothing was undone.")
    if not may_undo(user, entry):
        raise PermissionDenied("An act is taken back by whoever may do what it did.")
    require_fresh(request, entry.changes.values_list("model", "after", "before"))
    lines = plan_undo(entry)
    obstacles = [line.obstacle for line in lines if line.obstacle]
    if obstacles and not (asked.flag("rest") and len(obstacles) < len(lines)):
        return {
            "refused": f"“{entry.summary}” cannot be undone as a whole: {obstacles[0]}",
            "obstacles": obstacles,
            "rest": len(lines) - len(obstacles),
            "asked": entry.pk,
        }
    done = undo(entry, actor=user, rest=asked.flag("rest"))
    still_closed = open_again(done.changeset)
    return {
        "said": f"Undone: {entry.summary} {still_closed}".strip(),
        "act": done.changeset.pk if done.changeset else None,
        "undid": entry.pk,
    }


def done_by(user: User, article: Article) -> list[dict[str, object]]:
    """Give a person's last acts on the marks and passages of an article, the latest first."""
    touched = Change.objects.filter(changeset=OuterRef("pk"), model__in=_DONE_HERE)
    own = ChangeSet.objects.concerning("article", [article.pk]).filter(Exists(touched), actor=user)
    own = own.filter(undone_by=None).exclude(kind__in=[ActKind.UNDO, ActKind.INGEST, ActKind.LOAD])
    rows = list(own.order_by("-pk").values_list("pk", "summary")[:REMEMBERED])
    marks = Change.objects.filter(changeset__in=[pk for pk, _ in rows], model__in=_NUMBERED).order_by("-pk")
    at = {
        act: int(row) + _NUMBERED[model] for act, model, row in marks.values_list("changeset", "model", "row")
    }
    return [{"act": pk, "said": summary, "at": at.get(pk, 0)} for pk, summary in rows]
