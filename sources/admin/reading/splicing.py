"""A correction as it is shown before it is done: the splices, and the account of every mark.

The page and the desk show the same plan, and what is applied must have the digest of what was shown.
"""

import hashlib
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from sources.admin import roles
from sources.admin.reading.asked import Asked, read
from sources.admin.refusals import REFUSALS, sentence
from sources.admin.roles import Power
from sources.annotate.acts import Refused
from sources.annotate.correct import Choice, CorrectionPlan, key_of, offered, plan_correction
from sources.annotate.spans import Fate, Mark
from sources.annotate.told import model_name
from sources.models import Claim, PassageRevision, Quotation
from sources.values import splice
from sources.vocabulary import MentionStatus

LONGEST = 200_000  # characters of one passage


@require_POST
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a new wording would do; nothing is written."""
    roles.require(request, Power.DECIDE)
    try:
        asked = read(request)
        revisions = PassageRevision.objects.filter(passage__article=pk).select_related("passage")
        revision = revisions.filter(pk=asked.number("revision")).first()
        if revision is None:
            raise Refused("This wording is no longer there, or belongs to another article now.")
        planned = plan_correction(revision, wording(asked))
    except REFUSALS as error:
        return JsonResponse({"refused": sentence(error)}, status=400)
    return JsonResponse(
        {
            "seen": digest(planned),
            "diff": diff(planned),
            "counts": counts(planned),
            "fates": [_line(planned, fate) for fate in planned.fates],
        }
    )


def wording(asked: Asked) -> str:
    """Give the new wording; a passage has no line ends but spaces."""
    return asked.text("text", longest=LONGEST).replace("\r\n", "\n").replace("\n", " ")


def digest(planned: CorrectionPlan) -> str:
    """Stand for a plan: its splices, and every mark with the version that it was made for."""
    fates = [(model_name(fate.mark), fate.mark.pk, fate.mark.version, fate.span) for fate in planned.fates]
    return hashlib.sha256(f"{splice.to_json(planned.splices)}{fates}".encode()).hexdigest()


def counts(planned: CorrectionPlan) -> dict[str, int]:
    """Count what becomes of the marks."""
    to_review = sum(fate.span is None for fate in planned.fates)
    kept = sum(fate.is_kept for fate in planned.fates)
    return {"kept": kept, "moved": len(planned.fates) - kept - to_review, "to_review": to_review}


def diff(planned: CorrectionPlan) -> list[tuple[str, str, str]]:
    """Cut the old wording at the splices: (kept words, words taken out, words put in)."""
    old, at, grown = planned.revision.text or "", 0, 0
    parts = []
    for one in planned.splices:
        start, end = one.start - grown, one.end - grown
        parts.append((old[at:start], old[start:end], one.replacement))
        at, grown = end, grown + one.growth
    return [*parts, (old[at:], "", "")]


def _line(planned: CorrectionPlan, fate: Fate) -> dict[str, object]:
    mark, span = fate.mark, fate.span
    return {
        "becomes": "needs review" if span is None else "kept" if fate.is_kept else "moved",
        "words": mark.exact,
        "means": _means(mark),
        "was": f"{mark.start}–{mark.end}",
        "now": f"{span.start}–{span.end}" if span else "",
        "mark": key_of(mark),
        "choices": choices_of(planned, fate),
    }


def choices_of(planned: CorrectionPlan, fate: Fate) -> list[tuple[str, str]]:
    """Give what may become of a mark, as (choice, words); what becomes of it by itself first."""
    if fate.span is not None:
        by_itself = "kept" if fate.is_kept else "moved"
        waits = fate.mark.status == MentionStatus.REJECTED
        return [("", by_itself)] if waits else [("", by_itself), (Choice.REVIEW, "needs review")]
    words = offered(planned, fate)
    stays = [(str(Choice.STAYS), f"stays, on “{words}”")] if words else []
    return [("", "needs review"), *stays]


def chosen(asked: Mapping[str, object]) -> dict[str, str]:
    """Give what was chosen for single marks; what becomes of the others is left to the plan."""
    return {mark: str(choice) for mark, choice in asked.items() if choice}


def _means(mark: Mark) -> str:
    if isinstance(mark, Quotation):
        return f"said by {mark.speaker or mark.speaker_name or 'nobody named'}"
    if isinstance(mark, Claim):
        return f"{mark.answer or mark.stance}, says {mark.meaning or 'nobody named'}"
    named = mark.entity or (mark.date and mark.date.in_words)
    return str(named or mark.proposed_name or mark.proposed_edtf or "–")
