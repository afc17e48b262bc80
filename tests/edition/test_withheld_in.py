"""What is withheld is closed before anything is built, and stays so where publishing is refused."""

import pytest

from sources.annotate.acts import Refused, act
from sources.annotate.correct import apply_correction, plan_correction
from sources.edition import closure
from sources.edition.publish import publish
from sources.edition.swap import current_file
from sources.edition.withheld_in import withheld_in
from sources.models import Article, Entity, Name, Passage
from sources.vocabulary import ActKind
from tests.edition.test_former import WITHHOLDINGS, changed, protect_wick
from tests.factories import (
    make_article,
    make_claim,
    make_document,
    make_entity,
    make_passage,
    make_publication,
    make_question,
)

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

BOTH = {"Lamps out on the quay", "Order on the quay"}
CLOSED = {
    "an article made a draft": ({"Lamps out on the quay"}, {"Salt Quay"}),
    "an article closed": ({"Lamps out on the quay"}, {"Salt Quay"}),
    "a document withdrawn": ({"Lamps out on the quay"}, {"Salt Quay"}),
    "a wording withheld": ({"Order on the quay"}, set()),
    "somebody protected": (BOTH, {"Salt Quay", "Tomas Wick"}),
}


def told(ids):
    """Give the titles of the articles, and the names, that are among some public ids."""
    titles = Article.objects.filter(public_id__in=ids).values_list("title", flat=True)
    return set(titles), set(Entity.objects.filter(public_id__in=ids).values_list("preferred_name", flat=True))


@pytest.mark.parametrize("case", WITHHOLDINGS)
def test_s25_what_is_withheld_is_named_with_all_that_only_it_tells(lamps, case):
    published = publish()
    assert withheld_in(published.path) == frozenset(), "nothing was withheld yet"

    WITHHOLDINGS[case]()

    assert told(withheld_in(published.path)) == CLOSED[case]


def test_passages_of_a_closed_article_are_named_and_no_others(lamps, read):
    publish()
    changed(Article.objects.get(title="Order on the quay"), status="draft")

    ids = withheld_in(current_file())

    rows = read(
        "SELECT p.public_id, a.title FROM edition_passage p JOIN edition_article a ON a.id = p.article_id"
    )
    assert {title for public_id, title in rows if public_id in ids} == {"Order on the quay"}
    assert {public_id for public_id, title in rows if title == "Order on the quay"} <= ids


def test_refused_publication_leaves_what_was_withheld_closed(lamps):
    third = make_article(make_document(lamps), title="A name", publication=make_publication(name="Third"))
    make_passage(third, "Nobody marked that Tomas Wick stood here.")
    publish()
    protect_wick()

    with pytest.raises(Refused, match="protected"):
        publish()

    assert told(closure.closed()) == ({*BOTH, "A name"}, {"Salt Quay", "Tomas Wick"})


def test_name_that_was_learned_of_somebody_protected_before_is_closed_where_it_stands(lamps):
    ada = make_entity("Ada Quill", is_protected=True, pseudonym="A clerk")
    third = make_article(make_document(lamps), title="A name", publication=make_publication(name="Third"))
    make_passage(third, "Nobody marked that Adelheid Quillington stood here.")
    publish()
    with act(ActKind.EDIT, "Learned another name") as doing:
        doing.create(Name(entity=ada, form="Adelheid Quillington", spelling_key="adelheid quillington"))

    with pytest.raises(Refused, match="protected"):
        publish()

    assert told(closure.closed()) == ({"A name"}, set())


def test_name_of_somebody_who_was_no_record_before_is_closed_in_whatever_case(lamps):
    third = make_article(make_document(lamps), title="A name", publication=make_publication(name="Third"))
    make_passage(third, "Nobody marked that АДА ЁЛКИНА stood here.")
    publish()
    make_entity("Ада Ёлкина", is_protected=True, pseudonym="A clerk")

    with pytest.raises(Refused, match="protected"):
        publish()

    assert told(closure.closed()) == ({"A name"}, set())


def test_question_that_names_somebody_is_closed_by_its_slug_too(lamps):
    passage = make_passage(make_article(make_document(lamps), title="Asked"), "Nine lamps went out.")
    question = make_question(lamps, wording="Which lamps did Adelheid Quillington put out?")
    make_claim(passage, "Nine", question, text="nine")
    publish()
    make_entity("Adelheid Quillington", is_protected=True, pseudonym="A clerk")

    ids = withheld_in(current_file())

    assert ids == {question.public_id, question.slug}


def test_name_that_no_id_leads_to_closes_everything(lamps):
    make_passage(make_article(make_document(lamps)), "Oil was short.")
    changed(lamps, description="Collected by Adelheid Quillington.")
    publish()
    make_entity("Adelheid Quillington", is_protected=True, pseudonym="A clerk")

    with pytest.raises(Refused, match="protected"):
        publish()

    assert closure.closed() == closure.EVERYTHING


def test_wording_of_a_region_is_closed_with_its_document(lamps, read):
    document = make_document(lamps)
    region = make_passage(make_article(document), "The lamps of Adelheid.")
    Passage.objects.filter(pk=region.passage_id).update(article=None)
    file = publish().path
    assert read("SELECT text FROM edition_passage WHERE article_id IS NULL") == [("The lamps of Adelheid.",)]
    plan = plan_correction(Passage.objects.get(pk=region.passage_id).head, "The lamps.")
    apply_correction(plan, actor=None, reason="asked to", withholds_former=True)

    assert withheld_in(file) == {document.public_id, region.passage.public_id}


def test_next_edition_is_open_again(lamps, settings):
    publish()
    changed(Article.objects.first(), status="draft")
    said = []

    publish(progress=lambda sentence: said.append((sentence, closure.closed())))

    assert said[0][0].startswith("Closed to readers until then")
    assert all(ids for sentence, ids in said if not sentence.startswith("Recalled")), "from first to last"
    assert (closure.closed(), (settings.EDITIONS / closure.NAME).exists()) == (frozenset(), False)


def test_note_is_about_one_file_alone(lamps):
    file = publish().path
    closure.close(file, {"aaaaaaaa"})
    assert closure.closed() == {"aaaaaaaa"}

    closure.close(file.with_name("edition-000009.sqlite3"), {"aaaaaaaa"})

    assert closure.closed() == frozenset()


def test_note_that_cannot_be_read_closes_everything(lamps, settings):
    publish()

    (settings.EDITIONS / closure.NAME).write_text("{")

    assert closure.closed() == closure.EVERYTHING


def test_what_is_open_again_is_not_closed_any_more(lamps):
    publish()
    article = Article.objects.get(title="Order on the quay")
    closure.close(current_file(), {article.public_id})

    changed(article, title="Order on the quays")
    publish()

    assert closure.closed() == frozenset()
