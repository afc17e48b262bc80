"""What a better capture would bring back: it has the captured words again, corrected or withheld before.

Corrections belong to one capture and are not carried to another. What was merely misread is said, so
that an editor looks; what was withheld from the public must be withheld in the new capture first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sources.annotate.acts import Refused
from sources.annotate.withheld import Withheld, withheld_places
from sources.models import Article, Passage, PassageRevision
from sources.values.splice import Splice


def corrected(revisions: Iterable[PassageRevision]) -> tuple[str, ...]:
    """Name the passages whose present wording is not as it was captured (no query where prefetched)."""
    return tuple(
        one.passage.number
        for one in revisions
        if any(not wording.made_by and wording.number > 1 for wording in one.passage.revisions.all())
    )


def refuse_brought_back(
    old: Article,
    new: Sequence[PassageRevision],
    revisions: Sequence[PassageRevision],
    pairs: Mapping[int, int],
) -> None:
    """Raise Refused where words withheld in ``old`` would be public again by the wordings of the new.

    ``pairs`` leads from places in ``revisions`` (of the old) to places in ``new``.
    """
    withheld = withheld_places([old.document_id, *{one.passage.document_id for one in new}])
    if old.document_id not in withheld.places:
        return
    for place, revision in enumerate(revisions):
        passage = revision.passage
        if _is_withheld(withheld, passage) and not _is_settled(withheld, revision, new, pairs.get(place)):
            raise Refused(_sentence(passage, new, pairs.get(place)))
    secrets = set(_withheld_words(old))
    for one in new:
        if any(secret in words for secret in secrets for words in _public_wordings(withheld, one.passage)):
            raise Refused(
                f"Passage {one.passage.number} of the new capture has words that were withheld in “{old}”. "
                "Correct it and withhold its former wording, then replace."
            )


def _is_withheld(withheld: Withheld, passage: Passage) -> bool:
    return any(one.place.overlaps(passage.place) for one in withheld.places.get(passage.document_id, ()))


def _is_settled(
    withheld: Withheld, revision: PassageRevision, new: Sequence[PassageRevision], place: int | None
) -> bool:
    if place is None:
        return False
    now = new[place].passage
    return _is_withheld(withheld, now) or {one.text for one in now.revisions.all()} == {revision.text}


def _sentence(passage: Passage, new: Sequence[PassageRevision], place: int | None) -> str:
    """Say what stands in the way of one passage, and what to do."""
    where = f"Passage {passage.number} has a wording that is not for the public, and "
    if place is None:
        return (
            f"{where}nothing in the new capture has its place, so its words may come back anywhere. Join or "
            "split passages of the new until one corresponds, or withdraw the old document instead."
        )
    return (
        f"{where}passage {new[place].passage.number} of the new capture has those words again. "
        "Correct that one and withhold its former wording, then replace."
    )


def _withheld_words(old: Article) -> Iterator[str]:
    """Give the words that corrections took away when they withheld the wording before them."""
    withholding = PassageRevision.objects.filter(
        passage__document=old.document_id, withholds_former=True, made_by=""
    )
    for revision in withholding.select_related("passage"):
        text = revision.passage.revisions.get(number=revision.number - 1).text or ""
        for step in revision.splices:
            splice = Splice(*step)
            taken = _plain(text[splice.start : splice.end])
            if len(taken) >= _SHORTEST:
                yield taken
            text = text[: splice.start] + splice.replacement + text[splice.end :]


_SHORTEST = 4  # a shorter word that was taken away stands in any text


def _public_wordings(withheld: Withheld, passage: Passage) -> Iterator[str]:
    revisions = list(passage.revisions.all())
    hidden = withheld.hidden(passage, revisions)
    return (_plain(one.text or "") for one in revisions if one.number not in hidden)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
