"""What the journal says of withholdings: which stand, which were ended, and whose headlines lost words.

Ids, a reason of the vocabulary and a day; no note, and no word of a headline (``sources.annotate.journal``).
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sources.annotate.elsewhere import HEADLINES
from sources.models import Article, Entity, Passage, PassageRevision

if TYPE_CHECKING:  # it calls the journal, which calls this module
    from sources.annotate.told import Touched

Line = dict[str, Any]  # Any: what a line of JSON holds


def of(changes: "Sequence[Touched]") -> Iterator[Line]:
    """Tell of each withholding that stands from now on or does so no longer, and of headlines."""
    for change in changes:
        if change.model != "withholding":
            continue
        before, after = change.before or {}, change.after or {}
        was, stands = _stands(before), _stands(after)
        if stands and not was:
            yield {"what": "withholding", "id": after["public_id"], **_whose(after, changes), **_why(after)}
        elif was and not stands:
            yield {"what": "ended", "id": before["public_id"], **_whose(before, changes)}
    yield from _headlines(changes)


def _headlines(changes: "Sequence[Touched]") -> Iterator[Line]:
    """Tell of each article from whose headline an act took words."""
    made = [change.after for change in changes if change.model == "withholding" and change.after is not None]
    of_words = next((row for row in made if row["covers_title"] and _stands(row)), None)
    for change in changes if of_words else ():
        before, after = change.before, change.after
        if change.model != "article" or before is None or after is None:
            continue
        if of_words and any(before[name] != after[name] for name in HEADLINES):
            yield {"what": "headline", "id": after["public_id"], **_why(of_words)}


def _stands(row: Line) -> bool:
    return bool(row) and row["ended_on"] is None


def _why(row: Line) -> Line:
    return {"reason": row["reason"], "until": row["until"]}


def _whose(row: Line, changes: "Sequence[Touched]") -> Line:
    """Name what is withheld by public ids: an article, a person, or a passage with its article."""
    if row["article_id"]:
        return {"article": Article.objects.values_list("public_id", flat=True).get(pk=row["article_id"])}
    if row["entity_id"]:
        return {"entity": Entity.objects.values_list("public_id", flat=True).get(pk=row["entity_id"])}
    passage = Passage.objects.values_list("public_id", "article__public_id")
    own, article = passage.get(pk=_passage(row["revision_id"], changes))
    return {"passage": own, "article": article or ""}


def _passage(revision: int, changes: "Sequence[Touched]") -> int:
    """Give the passage of a wording, which an undo may have removed with its withholding."""
    of_gone = (change for change in changes if change.model == "passagerevision" and change.before)
    gone = {change.row: change.before["passage_id"] for change in of_gone if change.before}
    found = PassageRevision.objects.values_list("passage", flat=True).filter(pk=revision).first()
    return int(found or gone[str(revision)])
