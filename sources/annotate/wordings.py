"""A passage's present wording with the place it stands for, ready to be split or joined."""

from sources.annotate.acts import Refused
from sources.models import Passage, PassageRevision
from sources.values.parting import Wording
from sources.values.splice import Splice


def present(passage: Passage) -> tuple[PassageRevision, Wording]:
    """Give the revision in force and its words, with the splices from the captured slice to them.

    Raises Refused where the text is not held. Asks nothing where the revisions are prefetched.
    """
    revisions = sorted(passage.revisions.all(), key=lambda revision: revision.number)
    head = revisions[-1]
    if head.text is None:
        raise Refused(
            f"The text of passage {passage.number} is not held here; attach it before splitting or joining."
        )
    begun = max(place for place, one in enumerate(revisions) if one.begins_anew)
    splices = [Splice(*step) for one in revisions[begun:] for step in one.splices]
    return head, Wording(head.text, passage.place, tuple(splices))


def refuse_out_of_use(*passages: Passage) -> None:
    """Raise Refused where one of the passages was joined into another, superseded or withdrawn."""
    wanted = [passage.pk for passage in passages]
    standing = set(Passage.objects.in_use().filter(pk__in=wanted).values_list("pk", flat=True))
    gone = [passage.number for passage in passages if passage.pk not in standing]
    if gone:
        raise Refused(
            f"Passage {', '.join(gone)} no longer stands by itself: it was joined into another, or its "
            "article or document was replaced or withdrawn. Nothing was changed."
        )


def captured_slice(passage: Passage, wording: Wording) -> str:
    """Give the captured words of a passage's place, put together from the wordings as captured.

    The white space between two of them is given as spaces.
    """
    if not wording.splices:
        return wording.text
    characters = [" "] * len(wording.place)
    ingested = Passage.objects.filter(
        document=passage.document_id, revisions__number=1, revisions__made_by=""
    ).prefetch_related("revisions")
    for one in ingested:
        place, first = one.places()[1], one.revisions.all()[0]
        overlap = range(max(place.start, wording.place.start), min(place.end, wording.place.end))
        if overlap and first.text is not None:
            begin = overlap.start - wording.place.start
            words = first.text[overlap.start - place.start : overlap.stop - place.start]
            characters[begin : begin + len(words)] = words
    return "".join(characters)
