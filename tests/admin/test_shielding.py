"""An annotator reads of a protected person the pseudonym only, whatever page is asked for."""

import pytest
from django.urls import reverse

from sources.annotate.acts import act
from sources.models import Article, Entity, Mention, Name, Passage, Remark
from sources.vocabulary import ActKind
from tests.admin.test_matrix import NAMED, address
from tests.factories import make_article, make_entity, make_mention, make_passage

pytestmark = pytest.mark.django_db

SECRET, ALSO, PSEUDONYM = "Zqxv Wrbl", "Z. O'Wrbl", "the lamplighter"


@pytest.fixture
def secret(editor, revision):
    """Somebody at risk, in a text, in the record, in a remark and under another name; beside open work."""
    person = make_entity(SECRET, is_protected=True, pseudonym=PSEUDONYM)
    Name.objects.create(entity=person, form=ALSO)
    closed = make_article(title="What the witness said")
    mention = make_mention(make_passage(closed, f"{SECRET} saw it, and so did Tom."), SECRET, person)
    open_article = Article.objects.exclude(pk=closed.pk).get()
    Remark.objects.create(entity=person, text=f"Is {SECRET} safe?", author=editor.user)
    Remark.objects.create(article=open_article, text=f"Did {ALSO} write it?", author=editor.user)
    with act(ActKind.EDIT, f"Described {SECRET}", actor=editor.user) as doing:
        doing.change(person, description=f"Known as {ALSO}.")
    return person, closed, mention


def rows(person, article, mention):
    passage = Passage.objects.get(article=article)
    return {
        "article": article.pk,
        "entity": person.pk,
        "person": person.pk,
        "mention": mention.pk,
        "passage": passage.pk,
        "document": article.document_id,
        "changeset": 1,
        "remark": Remark.objects.order_by("pk").first().pk,
    }


def holds_name(page):
    text = page.getvalue().decode() if page.streaming else page.content.decode()
    return SECRET in text or ALSO in text or "Wrbl" in text


@pytest.mark.slow
def test_no_page_says_the_name_to_an_annotator(annotator, editor, secret):
    pages = {address(route, which) for which in (rows(*secret), rows(secret[0], *_open())) for route in NAMED}

    assert [page for page in sorted(pages) if holds_name(annotator.get(page))] == []
    assert holds_name(editor.get(reverse("admin:sources_person_changelist")))


def _open():
    article = Article.objects.get(title="Lamps out on the quay")
    return article, Mention.objects.filter(revision__passage__article=article).first()


@pytest.mark.parametrize(
    "model", ["person", "entity", "mention", "passage", "article", "change", "changeset"]
)
def test_search_for_the_name_answers_as_for_any_other(annotator, secret, model):
    lists = [
        annotator.get(reverse(f"admin:sources_{model}_changelist"), {"q": words}).content.decode()
        for words in ("Zqxv", "Bnmp")
    ]

    assert lists[0].count("<tr") == lists[1].count("<tr")


def test_type_ahead_for_the_name_finds_nobody(annotator, secret):
    article = _open()[0]
    asked = reverse("admin:sources_article_desk_lookup", args=[article.pk])
    django_own = reverse("admin:autocomplete")

    found = annotator.get(asked, {"q": "Zqxv"}).json()["entities"]
    also = annotator.get(
        django_own, {"app_label": "sources", "model_name": "mention", "field_name": "entity", "term": "Zqxv"}
    ).json()["results"]

    assert (found, also) == ([], [])


def test_closed_article_is_as_one_that_never_was(annotator, editor, secret):
    pages = [reverse("admin:sources_article_desk", args=[pk]) for pk in (secret[1].pk, 999_999)]

    assert [annotator.get(page).status_code for page in pages] == [404, 404]
    assert editor.get(pages[0]).status_code == 200


def test_article_that_names_nobody_at_risk_stays_open_with_the_pseudonym_in_remarks(annotator, secret):
    page = annotator.get(reverse("admin:sources_remark_changelist")).content.decode()

    assert f"Did {PSEUDONYM} write it?" in page
    assert annotator.get(reverse("admin:sources_article_desk", args=[_open()[0].pk])).status_code == 200


def test_nothing_is_closed_while_nobody_is_at_risk(annotator, revision):
    article = Article.objects.get()

    assert annotator.get(reverse("admin:sources_article_desk", args=[article.pk])).status_code == 200
    assert Entity.objects.filter(is_protected=True).count() == 0


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("Anna Groß", "Anna Groß"),
        ("İlkay Şahin", "İlkay Şahin"),
        ("Зкксв Врбл", "ЗККСВ ВРБЛ"),
        ("Zoé Wrbl", "Zoe\u0301 Wrbl"),
    ],
    ids=["sharp s", "dotted i", "Cyrillic capitals", "accent apart"],
)
def test_name_is_shielded_in_letters_that_a_database_does_not_know(annotator, editor, form, written):
    make_entity(form, is_protected=True, pseudonym=PSEUDONYM)
    closed, article = make_article(title="A closed one"), make_article(title="An open one")
    make_passage(closed, f"Nobody marked {written} here.")
    make_passage(article, "It was dark.")
    Remark.objects.create(article=article, text=f"Did {written} write it?", author=editor.user)

    told = annotator.get(reverse("admin:sources_remark_changelist")).content.decode()
    found = annotator.get(reverse("admin:sources_article_changelist")).content.decode()

    assert (written in told, f"Did {PSEUDONYM} write it?" in told) == (False, True)
    assert ("A closed one" in found, "An open one" in found) == (False, True)


def test_words_that_are_proposed_as_somebody_at_risk_close_their_article(annotator, secret):
    article, _ = _open()
    Mention.objects.filter(revision__passage__article=article, status="suggested").update(
        entity=None, proposed_kind="person", proposed_entity=secret[0]
    )

    assert annotator.get(reverse("admin:sources_article_desk", args=[article.pk])).status_code == 404


def test_neighbours_of_a_name_are_not_shown_from_a_closed_article(annotator, editor, secret):
    article, mention = _open()
    make_mention(Passage.objects.get(article=secret[1]).revisions.get(), "Tom", mention.entity)
    page = reverse("admin:sources_article_desk_about", args=[article.pk])

    found = [
        client.get(page, {"entity": mention.entity_id}).json()["count"] for client in (annotator, editor)
    ]

    assert found == [1, 2]
