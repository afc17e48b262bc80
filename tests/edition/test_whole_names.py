"""Of somebody protected just now, what has the whole name is closed at once, marked or not."""

import pytest

from sources.edition import closure
from sources.edition.publish import publish
from sources.edition.swap import current_file
from sources.edition.withheld_in import close_more
from sources.models import Article, Entity
from tests.edition.test_former import changed
from tests.factories import make_article, make_corpus, make_document, make_entity, make_mention, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def told(db):
    """An article that marks Ada Quill, and one that does not."""
    corpus = make_corpus()
    one, other = (make_article(make_document(corpus), title=title) for title in ("One", "Two"))
    make_mention(make_passage(one, "Ada Quill lit the lamp."), "Ada Quill", make_entity("Ada Quill"))
    make_passage(other, "It was dark.")
    return other


def protect():
    changed(Entity.objects.get(preferred_name="Ada Quill"), is_protected=True, pseudonym="The Lamplighter")
    close_more(current_file())
    return set(Article.objects.filter(public_id__in=closure.closed()).values_list("title", flat=True))


@pytest.mark.parametrize(
    "title", ["What Ada Quill saw", "QUILL, ADA", "The lamp (ada\u00a0quill’s)", "#AdaQuill"]
)
def test_headline_with_the_whole_name_is_closed(told, title):
    changed(told, title=title)
    publish()

    assert protect() == {"One", title}


def test_wording_with_the_whole_name_is_closed_and_its_passage_too(told):
    passage = make_passage(told, "Nobody saw that Ada\nQuill left.", number="2")
    publish()

    assert protect() == {"One", "Two"}
    assert passage.passage.public_id in closure.closed()


@pytest.mark.parametrize("title", ["Canada quilled", "Ada saw it", "Ada and Quill"])
def test_what_has_only_its_letters_or_a_part_is_left(told, title):
    changed(told, title=title)
    publish()

    assert protect() == {"One"}


def test_words_marked_as_somebody_elses_are_left(told):
    namesake = make_entity("Ada Quill", description="the painter")
    make_mention(make_passage(told, "Ada Quill painted.", number="2"), "Ada Quill", namesake)
    publish()
    person = Entity.objects.exclude(pk=namesake.pk).get(preferred_name="Ada Quill")

    changed(person, is_protected=True, pseudonym="The Lamplighter")
    close_more(current_file())

    assert Article.objects.filter(public_id__in=closure.closed()).get().title == "One"
