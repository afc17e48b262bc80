"""The record as it is read: whose acts, on what, and in words."""

import pytest
from django.urls import reverse

from sources.annotate.acts import act
from sources.models import Article, Entity, Mention, Passage, PassageRevision
from sources.models.changeset import OF_ARTICLE, OF_ENTITY, OF_PASSAGE, OF_REVISION
from sources.vocabulary import ActKind
from tests.factories import make_article, make_entity, make_mention, make_passage

pytestmark = pytest.mark.django_db

LOG = reverse("admin:sources_changeset_changelist")


def done(summary, user, row, **columns):
    with act(ActKind.EDIT, summary, actor=user) as doing:
        doing.change(row, **columns)


def shown(client, **asked):
    """The acts of a page of the log, the earliest first."""
    page = client.get(LOG, asked).context["cl"]
    return [entry.summary for entry in reversed(page.result_list)]


@pytest.fixture
def acts(revision, editor):
    """Acts on an article, on its mark, on its person; and one each on others."""
    own, other = Article.objects.get(), make_article(title="Bells at the ford")
    person, town = Entity.objects.get(preferred_name="Ada Quill"), make_entity("Quaytown", "place")
    mark = Mention.objects.get(entity=person)
    elsewhere = make_mention(make_passage(other, "Quaytown sleeps."), "Quaytown", town)
    done("Noted the page", editor.user, own, page="3")
    done("Marked anew", editor.user, mark, entity=town)
    done("Described her", editor.user, person, description="Lamplighter")
    done("Doubted it", editor.user, elsewhere, note="Which quay?")
    return {"own": own, "other": other, "person": person, "town": town}


def test_log_of_an_article_has_the_acts_on_it_and_its_marks(acts, editor):
    assert shown(editor, article=acts["own"].public_id) == ["Noted the page", "Marked anew"]
    assert shown(editor, article="bells AT") == ["Doubted it"]


def test_log_of_an_entity_has_the_acts_on_it_and_what_was_marked_as_it(acts, editor):
    assert shown(editor, entity=acts["person"].public_id) == ["Marked anew", "Described her"]
    assert shown(editor, entity=acts["town"].public_id) == ["Marked anew", "Doubted it"]


def test_log_of_both_has_what_concerns_both(acts, editor):
    assert shown(editor, entity="quaytown", article="lamps out") == ["Marked anew"]


def test_log_of_what_is_not_there_is_empty_and_says_so(acts, editor):
    page = editor.get(LOG, {"article": "no such title"})

    assert "Nothing is called that." in page.content.decode()
    assert list(page.context["cl"].result_list) == []


def test_log_keeps_the_other_filters(acts, editor):
    page = editor.get(LOG, {"kind__exact": "edit", "entity": "quaytown"}).content.decode()

    assert page.count('<input type="hidden" name="kind__exact" value="edit">') == 3
    assert page.count('<input type="hidden" name="entity" value="quaytown">') == 2


def test_log_finds_a_mark_that_is_gone(acts, editor):
    with act(ActKind.DELETE, "Took it away", actor=editor.user) as doing:
        doing.delete(Mention.objects.get(exact="4 May"))

    assert shown(editor, article=acts["own"].public_id)[-1] == "Took it away"


def test_annotator_finds_no_acts_of_others(acts, annotator):
    assert shown(annotator, article=acts["own"].public_id) == []


@pytest.mark.parametrize("of", ["article", "entity"])
def test_pages_lead_to_their_acts(acts, editor, of):
    row = acts["own"] if of == "article" else acts["person"]
    page = editor.get(
        reverse(f"admin:sources_{'article' if of == 'article' else 'person'}_change", args=[row.pk])
    )

    assert f'href="{LOG}?{of}={row.public_id}"' in page.content.decode()


def test_row_of_the_record_is_shown_in_words(acts, editor):
    with act(ActKind.EDIT, "To review", actor=editor.user) as doing:
        doing.change(acts["own"], status="in_review", event_years=["1931", "1932"])
    change = doing.changeset.changes.get()

    page = editor.get(reverse("admin:sources_change_change", args=[change.pk])).content.decode()
    listed = editor.get(reverse("admin:sources_change_changelist")).content.decode()

    assert "<td>draft</td>" in page
    assert "<td>1931, 1932</td>" in page
    assert '<td class="field-noun">article</td>' in listed
    assert '<td class="field-what">changed</td>' in listed


def about(model):
    """The tables that have a key to one of these, and the columns: as the models declare them."""
    found = {}
    for one in Article._meta.apps.get_app_config("sources").get_models():
        for field in one._meta.concrete_fields if not one._meta.proxy else ():
            if field.related_model is not None and field.related_model._meta.concrete_model is model:
                found.setdefault(one._meta.model_name, set()).add(field.attname)
    return found


def test_every_key_to_an_entity_or_a_text_is_asked_for():
    asked = {
        Entity: OF_ENTITY,
        Article: OF_ARTICLE,
        Passage: OF_PASSAGE,
        PassageRevision: OF_REVISION,
    }
    # A request to look through an article and what the rules found in it are no acts; a passage that repeats
    # or joined another is not of it.
    aside = {Article: {"examination", "findings"}, Passage: {"passage"}}

    for model, columns in asked.items():
        declared = {
            table: names for table, names in about(model).items() if table not in aside.get(model, ())
        }
        assert {table: set(names) for table, names in columns.items()} == declared
