"""What an editor decides of one mark is proposed to its like: in the passage, or in the whole article."""

import pytest

from sources.annotate import review
from sources.annotate.acts import act
from sources.annotate.likewise import propose_likewise
from sources.annotate.marking import NewEntity
from sources.models import Mention
from sources.vocabulary import ActKind, EntityKind
from tests.factories import make_article, make_entity, make_mention, make_passage

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamps():
    """Two passages of one article and one of another, each with a proposal for the same word."""
    article = make_article()
    words = [
        make_passage(article, "Nobody was in Halvard."),
        make_passage(article, "Halvard slept, Halvard woke."),
    ]
    words.append(make_passage(make_article(title="Order on the quay"), "Halvard again."))
    return words


def propose(revision, exact="Halvard", *, start=None, **proposal):
    at = revision.text.index(exact) if start is None else start
    row = make_mention(revision, exact, make_entity(f"Nobody {revision.pk} {at}"), status="suggested")
    Mention.objects.filter(pk=row.pk).update(
        entity=None, rule="names:shape", start=at, end=at + len(exact), **proposal
    )
    return Mention.objects.select_related("revision__passage", "proposed_entity").get(pk=row.pk)


def accept(row, target):
    with act(ActKind.REVIEW, "Accepted", actor=None) as doing:
        review.accept(row, target, actor=doing)
        propose_likewise(row, doing)


def proposals(*rows):
    return [
        (row.proposed_entity.preferred_name, row.proposed_kind)
        if row.proposed_entity
        else (row.proposed_name, "")
        for row in (Mention.objects.select_related("proposed_entity").get(pk=row.pk) for row in rows)
    ]


def test_another_kind_is_told_to_the_whole_article_and_no_other(lamps):
    first, second, elsewhere = (
        propose(words, proposed_kind="person", proposed_name="Halvard") for words in lamps
    )

    accept(first, NewEntity(EntityKind.PLACE, "Halvard"))

    assert proposals(second, elsewhere) == [("Halvard", "place"), ("Halvard", "")]


def test_another_kind_is_told_in_the_place_of_a_proposed_record(lamps):
    ada = make_entity("Ada Halvard")
    town = make_entity("Halvard", "place")
    first, second, elsewhere = (propose(words, proposed_entity=ada) for words in lamps)

    accept(first, town)

    assert proposals(second, elsewhere) == [("Halvard", "place"), ("Ada Halvard", "")]
    assert Mention.objects.get(pk=second.pk).reason == "“Halvard” in this article is Halvard"


def test_another_person_is_told_to_the_passage_alone(lamps):
    ada, tom = make_entity("Ada Halvard"), make_entity("Tom Halvard")
    first, second = (propose(lamps[1], start=at, proposed_entity=ada) for at in (0, 15))
    elsewhere = propose(lamps[0], proposed_entity=ada)

    accept(first, tom)

    assert proposals(second, elsewhere) == [("Tom Halvard", "person"), ("Ada Halvard", "")]


def test_what_was_proposed_is_nothing_to_tell(lamps):
    first, second = (propose(words, proposed_kind="person", proposed_name="Halvard") for words in lamps[:2])

    accept(first, NewEntity(EntityKind.PERSON, "Halvard"))

    assert proposals(second) == [("Halvard", "")]
