"""Taking back what was done, from the desk: the rest or nothing, as the editor says."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from sources.admin.reading import quoted
from sources.admin.reading.asked import Asked
from sources.admin.undoing import may_undo
from sources.annotate.acts import Refused
from sources.annotate.undo import plan_undo, undo
from sources.models import Article, Change, ChangeSet, Mention, Quotation, User
from sources.vocabulary import ActKind

# How far back the desk goes; the record goes further.
REMEMBERED = 20


def take_back(asked: Asked, user: User) -> dict[str, object]:
    """Undo an act; where later acts stand in the way, say which and do nothing unless ``rest`` is asked."""
    entry = ChangeSet.objects.filter(pk=asked.number("act")).first()
    if entry is None:
        raise Refused("This act is not in the record; nothing was undone.")
    if not may_undo(user, entry):
        raise PermissionDenied("An act is taken back by whoever may do what it did.")
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
    return {
        "said": f"Undone: {entry.summary}",
        "act": done.changeset.pk if done.changeset else None,
        "undid": entry.pk,
    }


def done_by(user: User, article: Article) -> list[dict[str, object]]:
    """Give a person's last acts on the marks and passages of an article, the latest first."""
    mentions = [str(pk) for pk in Mention.objects.of_article(article.pk).values_list("pk", flat=True)]
    passages = [str(pk) for pk in article.passages.values_list("pk", flat=True)]
    here = Q(changes__model="mention", changes__row__in=mentions)
    quotations = [str(pk) for pk in Quotation.objects.of_article(article.pk).values_list("pk", flat=True)]
    here |= Q(changes__model="quotation", changes__row__in=quotations)
    here |= Q(changes__model="passage", changes__row__in=passages)
    own = ChangeSet.objects.filter(here, actor=user, undone_by=None)
    own = own.exclude(kind__in=[ActKind.UNDO, ActKind.INGEST, ActKind.LOAD])
    rows = list(own.order_by("-pk").values_list("pk", "summary").distinct()[:REMEMBERED])
    marks = {"mention": (mentions, 0), quoted.QUOTATION: (quotations, quoted.QUOTED)}
    touched = Change.objects.filter(changeset__in=[pk for pk, _ in rows], model__in=marks).order_by("-pk")
    at = {
        act: int(row) + marks[model][1]
        for act, model, row in touched.values_list("changeset", "model", "row")
        if row in marks[model][0]
    }
    return [{"act": pk, "said": summary, "at": at.get(pk, 0)} for pk, summary in rows]
