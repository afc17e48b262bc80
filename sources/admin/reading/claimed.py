"""Claims on the annotation desk: they stand on their words in the same queue, and mean their answer.

As with quotations the page numbers them in the row of all marks: a claim's number there is its key and
CLAIMED. What a claim says is edited in its own form; that it stands, and where, is decided here.
"""

from django.urls import reverse

from sources.models import Claim
from sources.models.span_bearing import BY_HAND
from sources.vocabulary import Stance

# Above every number that a quotation has on the page.
CLAIMED = 2**41
CLAIM = "claim"
RELATED = ("question", "asserter", "as_of", "revision__passage")


def of_claim(row: Claim, *, is_placed: bool) -> dict[str, object]:
    """Give one claim in the fields of a mention, what it answers as what it means."""
    return {
        "id": CLAIMED + row.pk,
        "version": row.version,
        "isPlaced": is_placed,
        "start": row.start,
        "end": row.end,
        "exact": row.exact or "(words not held)",
        "status": row.status,
        "kind": CLAIM,
        "certainty": row.certainty,
        "entity": None,
        "edtf": "",
        "proposedEntity": None,
        "proposedKind": "",
        "proposedName": "",
        "proposedKey": "",
        "proposedEdtf": "",
        "answer": answered(row),
        "question": row.question.wording,
        "form": reverse("admin:sources_article_claim", args=[row.revision.passage.article_id, row.pk])
        + "?from=desk",
        "score": row.score,
        "why": row.reason or ("Marked by hand" if row.rule in {"", BY_HAND} else row.rule),
        "note": row.note,
        "alternatives": [],
    }


def answered(row: Claim) -> str:
    """Say what a claim answers, who asserts it and as of when, in a line."""
    said = row.answer or "no answer yet"
    if row.stance != Stance.ASSERTS:
        said = f"{said} ({row.get_stance_display()})"
    by = f", asserted by {row.meaning}" if row.meaning else ", asserted by nobody named"
    return f"{said}{by}{f', as of {row.as_of.in_words}' if row.as_of else ''}"
