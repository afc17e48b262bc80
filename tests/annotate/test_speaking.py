"""A quotation that only names its speaker is theirs once a mark of the name is accepted."""

import pytest

from sources.annotate import quoting, review, undo
from sources.annotate.marking import NewEntity
from sources.models import ChangeSet, Mention, Quotation
from sources.values.span import Span
from sources.vocabulary import EntityKind
from tests.factories import make_article, make_entity, make_mention, make_passage

pytestmark = pytest.mark.django_db


def waiting(words, exact):
    row = make_mention(words, exact, make_entity(f"Nobody {words.pk}"), status="suggested")
    Mention.objects.filter(pk=row.pk).update(entity=None)
    return Mention.objects.select_related("revision__passage").get(pk=row.pk)


@pytest.fixture
def said():
    """“Row on,” said by a name only, in a passage that has the name, and in another article."""
    words = make_passage(make_article(), "“Row on,” said Marta Vellinga.")
    other = make_passage(make_article(title="Order on the quay"), "“Row on,” said Marta Vellinga.")
    quoting.mark(words, Span(1, 8), "Marta Vellinga", actor=None)
    quoting.mark(other, Span(1, 8), "Marta Vellinga", actor=None)
    return words


def speakers():
    return [row.speaker.preferred_name if row.speaker else "" for row in Quotation.objects.order_by("pk")]


def test_person_accepted_later_is_who_said_it_in_that_article(said):
    review.accept(waiting(said, "Marta Vellinga"), NewEntity(EntityKind.PERSON, "Marta Vellinga"), actor=None)

    assert speakers() == ["Marta Vellinga", ""]


def test_place_of_that_name_said_nothing(said):
    review.accept(waiting(said, "Marta Vellinga"), NewEntity(EntityKind.PLACE, "Marta Vellinga"), actor=None)

    assert speakers() == ["", ""]


def test_it_is_undone_with_the_acceptance(said):
    review.accept(waiting(said, "Marta Vellinga"), NewEntity(EntityKind.PERSON, "Marta Vellinga"), actor=None)

    undo.undo(ChangeSet.objects.latest("pk"), actor=None)

    assert speakers() == ["", ""]
