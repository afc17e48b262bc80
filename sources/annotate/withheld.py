"""Which wordings the public must not see: decided by captured place, not by passage.

A correction may withhold the wording before it. The words that it took away stand at a place of the
captured text, and splits and joins carry that place through other passages: the second part of a
split begins again with its captured words, and the passage it was split from still has a former
wording with all of them. So every wording that covers a part of a withheld place is withheld too,
whichever passage has it and in whatever order it came to be.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from sources.models import Passage, PassageRevision, Withholding
from sources.models.passage import places_of
from sources.values.span import Span


@dataclass(frozen=True, slots=True)
class WithheldPlace:
    """A place whose captured words, and every wording before ``number``, are not for the public."""

    passage: int
    number: int  # of the revision that withholds what came before it
    place: Span


@dataclass(frozen=True, slots=True)
class Withheld:
    """The withheld places of documents, by the document's primary key."""

    places: Mapping[int, Sequence[WithheldPlace]] = field(default_factory=dict)

    def hides(self, passage: Passage, number: int, place: Span) -> bool:
        """Tell whether a wording of a passage, which stood at ``place``, is not for the public.

        A later wording of the passage that was corrected came after the words were gone. Of any other
        passage it cannot be told from the rows which came first, so all its wordings there are withheld.
        """
        return any(
            one.place.overlaps(place) and not (one.passage == passage.pk and number >= one.number)
            for one in self.places.get(passage.document_id, ())
        )

    def hidden(self, passage: Passage, revisions: Sequence[PassageRevision]) -> set[int]:
        """Give the numbers of those former wordings that are not for the public; the present one is."""
        if passage.document_id not in self.places or not revisions:
            return set()
        places = places_of(passage.place, revisions)
        head = max(places)
        return {
            number
            for number, place in places.items()
            if number != head and self.hides(passage, number, place)
        }


def withholding_wordings() -> QuerySet[PassageRevision]:
    """Give the wordings that withhold the one before, as long as nobody has ended that."""
    ended = Withholding.objects.exclude(ended_on=None).exclude(revision=None)
    return PassageRevision.objects.filter(withholds_former=True).exclude(pk__in=ended.values("revision"))


def withheld_places(documents: Collection[int] | None = None) -> Withheld:
    """Find every withheld place, in these documents (by primary key) or in all; one query."""
    of_passages = withholding_wordings()
    if documents is not None:
        of_passages = of_passages.filter(passage__document__in=documents)
    revisions = defaultdict(list)
    hiding = set()
    concerned = PassageRevision.objects.filter(passage__in=of_passages.values("passage"))
    concerned = concerned.annotate(is_hiding=Exists(of_passages.filter(pk=OuterRef("pk"))))
    for revision in concerned.defer("text", "splices").select_related("passage"):
        revisions[revision.passage].append(revision)
        if revision.is_hiding:
            hiding.add(revision.pk)
    found = defaultdict(list)
    for passage, own in revisions.items():
        for one in _of_passage(passage, own, hiding):
            found[passage.document_id].append(one)
    return Withheld(found)


def _of_passage(
    passage: Passage, revisions: Sequence[PassageRevision], hiding: Collection[int]
) -> Iterator[WithheldPlace]:
    places = places_of(passage.place, revisions)
    for revision in revisions:
        if revision.pk in hiding:
            yield WithheldPlace(passage.pk, revision.number, places[revision.number])
