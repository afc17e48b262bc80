"""Tag all from a name: where it stands, what stands there already, tagged as one act."""

import pytest
from django.urls import reverse

from sources.annotate import authority
from sources.annotate.correct import apply_correction, plan_correction
from sources.models import ChangeSet, Mention, Name
from tests.admin.forms import messages_of
from tests.factories import make_article, make_corpus, make_document, make_mention, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def velisar(db):
    found = authority.create("person", "Arkady Velisar", actor=None)
    Name.objects.create(entity=found, form="Colonel Velisar", spelling_key="x")
    return found


def place_of(revision, words):
    start = revision.text.index(words)
    return f"{revision.pk}-{start}-{start + len(words)}"


def look(client, entity, **query):
    page = client.get(reverse("admin:tag_all"), {"entity": entity.pk} | query)
    return [(one.context.words, str(one.standing)) for one in page.context["plan"].occurrences]


def tag(client, entity, *places):
    return client.post(reverse("admin:tag_all", query={"entity": entity.pk}), {"place": places}, follow=True)


def test_every_form_is_found_with_what_stands_there(editor, velisar):
    revision = make_passage(make_article(), "Colonel Velisar came. Arkady Velisar left. Velisars stayed.")
    make_mention(revision, "Arkady Velisar", velisar)
    other = authority.create("person", "Somebody", actor=None)
    make_mention(make_passage(make_article(), "Arkady Velisar slept."), "Arkady Velisar", other)

    assert look(editor, velisar) == [
        ("Colonel Velisar", "free"),
        ("Arkady Velisar", "tagged"),
        ("Arkady Velisar", "otherwise"),
    ]
    assert look(editor, velisar, form="Colonel Velisar") == [("Colonel Velisar", "free")]


def test_one_corpus_is_looked_through(editor, velisar):
    corpus = make_corpus()
    make_passage(make_article(make_document(corpus)), "Arkady Velisar came.")
    make_passage(make_article(), "Arkady Velisar slept.")

    assert len(look(editor, velisar)) == 2
    assert len(look(editor, velisar, corpus=corpus.pk)) == 1


def test_former_wordings_and_navigation_are_not_looked_through(editor, velisar):
    article = make_article()
    revision = make_passage(article, "Arkady Velisar came.")
    apply_correction(plan_correction(revision, "Arkadi Velisar came."), actor=None, reason="misread")
    make_passage(article, "Arkady Velisar", kind="boilerplate")

    assert look(editor, velisar) == []


def test_what_is_ticked_is_one_act(editor, velisar):
    revision = make_passage(make_article(), "Colonel Velisar came. Arkady Velisar left.")

    page = tag(editor, velisar, place_of(revision, "Colonel Velisar"), place_of(revision, "Arkady Velisar"))

    assert velisar.mentions.accepted().count() == 2
    assert ChangeSet.objects.order_by("-pk").first().summary == "Tagged 2 places as Arkady Velisar"
    assert "2 tagged." in messages_of(page)


def test_suggestion_there_is_accepted_and_another_mark_becomes_this(editor, velisar):
    other = authority.create("person", "Somebody", actor=None)
    revision = make_passage(make_article(), "Colonel Velisar came. Arkady Velisar left.")
    make_mention(revision, "Colonel Velisar", velisar, status="suggested")
    make_mention(revision, "Arkady Velisar", other)

    tag(editor, velisar, place_of(revision, "Colonel Velisar"), place_of(revision, "Arkady Velisar"))

    assert [(one.entity, one.status) for one in Mention.objects.order_by("start")] == [
        (velisar, "accepted"),
        (velisar, "accepted"),
    ]


def test_passage_corrected_since_is_left_alone(editor, velisar):
    revision = make_passage(make_article(), "Arkady Velisar came.")
    place = place_of(revision, "Arkady Velisar")
    apply_correction(plan_correction(revision, "Late, Arkady Velisar came."), actor=None, reason="misread")

    page = tag(editor, velisar, place)

    assert Mention.objects.count() == 0
    assert any("was corrected since it was looked through" in one for one in messages_of(page))


@pytest.mark.parametrize("place", ["", "x", "1-5", "1-9-3", "0-1-2"])
def test_what_is_no_place_gets_a_sentence(editor, velisar, place):
    page = tag(editor, velisar, place)

    assert messages_of(page) == [f"{place!r} is no place in a text; nothing was changed."]


def test_annotator_tags_nothing(annotator, velisar):
    revision = make_passage(make_article(), "Arkady Velisar came.")

    assert tag(annotator, velisar, place_of(revision, "Arkady Velisar")).status_code == 403
    assert Mention.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(editor, velisar, rows, django_assert_num_queries):
    for _ in range(rows):
        make_passage(make_article(), "Arkady Velisar came.")

    with django_assert_num_queries(10):
        look(editor, velisar)
