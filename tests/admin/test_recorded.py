"""Whatever is written at the desk is one act; whoever saves second is shown theirs beside mine."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from sources.admin.recorded import RecordedAdmin
from sources.admin.site import desk
from sources.models import Article, ChangeSet, Contributor, Entity, Mention, Name, Publication, Topic, User
from tests.admin.forms import errors_of, filled, messages_of
from tests.factories import make_article, make_entity, make_mention, make_passage, make_publication

pytestmark = pytest.mark.django_db


def change(row):
    return reverse(f"admin:sources_{row._meta.model_name}_change", args=[row.pk])


def listing(model):
    return reverse(f"admin:sources_{model}_changelist")


def summaries():
    return list(ChangeSet.objects.order_by("pk").values_list("kind", "summary"))


@pytest.mark.parametrize("model", desk._registry, ids=lambda model: model.__name__)
def test_every_model_of_the_desk_is_recorded(model):
    assert isinstance(desk._registry[model], RecordedAdmin)


def test_adding_is_one_act_with_its_reason(editor):
    address = reverse("admin:sources_publication_add")

    editor.post(address, filled(editor.get(address), name="Quay Mercury", reason_for_log="seen in print"))

    entry = ChangeSet.objects.get()
    assert (entry.kind, entry.summary, entry.reason, entry.actor) == (
        "create",
        "New publication: Quay Mercury",
        "seen in print",
        editor.user,
    )


def test_changing_with_inline_rows_is_one_act(editor):
    ada = make_entity()
    person = reverse("admin:sources_person_change", args=[ada.pk])
    rows = {
        "names-TOTAL_FORMS": "1",
        "names-0-form": "A. Quyll",
        "names-0-kind": "variant",
        "names-0-script": "Latn",
    }

    editor.post(person, filled(editor.get(person), "person_form", description="Lamplighter.", **rows))

    entry = ChangeSet.objects.get()
    assert entry.summary == "Changed the person “Ada Quill”"
    assert [(row.model, row.label) for row in entry.changes.all()] == [
        ("entity", "Ada Quill"),
        ("name", "A. Quyll"),
    ]
    assert Name.objects.get().spelling_key != ""


def test_new_person_gets_sort_name_and_key(editor):
    address = reverse("admin:sources_person_add")

    editor.post(
        address, filled(editor.get(address), "person_form", preferred_name="Anna de Wick", sort_name="")
    )

    entity = Entity.objects.get()
    assert (entity.kind, entity.sort_name, bool(entity.spelling_key)) == ("person", "de Wick, Anna", True)


def test_saving_without_a_difference_leaves_no_act(editor):
    mercury = make_publication()

    editor.post(change(mercury), filled(editor.get(change(mercury)), "publication_form"))

    assert ChangeSet.objects.count() == 0


def test_deleting_is_one_act_and_can_be_undone(editor):
    mercury = make_publication()
    address = reverse("admin:sources_publication_delete", args=[mercury.pk])

    page = editor.post(address, {"post": "yes"}, follow=True)

    assert summaries() == [("delete", "Deleted the publication “Quay Mercury”")]
    assert any("Undo" in message for message in messages_of(page))
    editor.post(reverse("admin:sources_changeset_undo", args=[ChangeSet.objects.get().pk]))
    assert Publication.objects.get().public_id == mercury.public_id


def test_deleting_many_is_one_act(editor):
    rows = [make_publication(name=name) for name in ("Quay Mercury", "Hill Gazette")]

    editor.post(
        listing("publication"),
        {"action": "delete_selected", "_selected_action": [row.pk for row in rows], "post": "yes"},
    )

    assert summaries() == [("delete", "Deleted 2 publications")]
    assert ChangeSet.objects.get().changes.count() == 2


def test_deleting_what_is_in_use_is_refused(editor, revision):
    mercury = make_publication()
    Article.objects.update(publication=mercury)

    editor.post(reverse("admin:sources_publication_delete", args=[mercury.pk]), {"post": "yes"})

    assert (Publication.objects.count(), ChangeSet.objects.count()) == (1, 0)


def test_editing_in_the_list_is_one_act(editor):
    Topic.objects.create(name="deaths", slug="deaths")
    Topic.objects.create(name="weather", slug="weather")
    page = editor.get(listing("topic"))

    data = filled(page, "changelist-form")
    data |= {"form-0-description": "How many died.", "form-1-description": "Fog and wind.", "_save": "Save"}
    editor.post(listing("topic"), data)

    assert ChangeSet.objects.get().changes.count() == 2
    assert list(Topic.objects.values_list("description", flat=True)) == ["How many died.", "Fog and wind."]


def test_i06_second_editor_of_a_list_row_overwrites_nothing(editor):
    topic = Topic.objects.create(name="deaths", slug="deaths")
    data = filled(editor.get(listing("topic")), "changelist-form") | {"_save": "Save"}
    editor.post(listing("topic"), data | {"form-0-description": "First."})

    page = editor.post(listing("topic"), data | {"form-0-description": "Second."})

    topic.refresh_from_db()
    assert topic.description == "First."
    assert "yours “Second.”, stored now “First.”" in errors_of(page)[0]


def test_t22_i06_second_editor_is_shown_theirs_and_keeps_what_was_typed(editor, publisher):
    mercury = make_publication()
    seen = filled(editor.get(change(mercury)), "publication_form")
    publisher.post(change(mercury), seen | {"place": "Halmya"})

    page = editor.post(change(mercury), seen | {"place": "Temrava"})

    mercury.refresh_from_db()
    assert (mercury.place, ChangeSet.objects.count()) == ("Halmya", 1)
    assert "saved by F. Finch" in errors_of(page)[0]
    assert "Place: yours “Temrava”, stored now “Halmya”" in errors_of(page)[0]
    assert filled(page, "publication_form")["place"] == "Temrava"


def test_second_editor_may_save_after_having_looked(editor):
    mercury = make_publication()
    seen = filled(editor.get(change(mercury)), "publication_form")
    editor.post(change(mercury), seen | {"place": "Halmya"})
    page = editor.post(change(mercury), seen | {"place": "Temrava"})

    editor.post(change(mercury), filled(page, "publication_form"))

    mercury.refresh_from_db()
    assert (mercury.place, mercury.version) == ("Temrava", 3)


def test_i06_second_editor_of_an_inline_row_overwrites_nothing(editor, revision):
    article = Article.objects.get()
    row = Contributor.objects.create(article=article, position=0, name="A correspondent")
    seen = filled(editor.get(change(article)), "article_form")
    editor.post(change(article), seen | {"contributors-0-name": "Our correspondent"})

    page = editor.post(change(article), seen | {"contributors-0-name": "From a correspondent"})

    row.refresh_from_db()
    assert row.name == "Our correspondent"
    assert any("stored now “Our correspondent”" in error for error in errors_of(page))


def test_what_the_database_refuses_is_said_in_a_sentence(editor):
    make_entity("Ada Quill", wikidata="Q1")
    tom = make_entity("Tom Wick")
    person = reverse("admin:sources_person_change", args=[tom.pk])

    page = editor.post(person, filled(editor.get(person), "person_form", wikidata="Q1"))

    assert errors_of(page) == ["Another entity has this wikidata identifier already."]
    assert filled(page, "person_form")["wikidata"] == "Q1"


def test_removing_a_mention_releases_what_was_counted_from_it(editor, revision):
    anchor = Mention.objects.get(exact="4 May")
    hanging = make_mention(
        revision, "the following day", "1931-05-05", anchor_kind="mention", anchor_mention=anchor
    )

    editor.post(reverse("admin:sources_mention_delete", args=[anchor.pk]), {"post": "yes"})

    hanging.refresh_from_db()
    assert (hanging.status, hanging.anchor_mention) == ("needs_review", None)
    assert summaries() == [("delete", "Removed the mention “4 May”")]


def test_article_date_is_typed_as_edtf(editor, revision):
    article = Article.objects.get()

    editor.post(change(article), filled(editor.get(change(article)), "article_form", published="1931-05~"))

    article.refresh_from_db()
    assert article.published.edtf == "1931-05~"


def test_new_password_is_in_the_log_but_not_what_it_is(root):
    ada = User.objects.create_user("quill", password="an old long password")
    address = reverse("admin:auth_user_password_change", args=[ada.pk])

    root.post(
        address,
        {"password1": "lamps on the quay 31", "password2": "lamps on the quay 31", "usable_password": "true"},
    )

    ada.refresh_from_db()
    assert ada.check_password("lamps on the quay 31")
    assert summaries() == [("edit", "Set a new password for quill")]
    assert "password" not in ChangeSet.objects.get().changes.get().after


def test_history_shows_before_and_after(editor):
    mercury = make_publication()
    editor.post(change(mercury), filled(editor.get(change(mercury)), "publication_form", place="Halmya"))

    page = editor.get(reverse("admin:sources_publication_history", args=[mercury.pk])).content.decode()

    assert "Changed the publication “Quay Mercury”" in page
    assert "<td>–</td>" in page
    assert "<td>Halmya</td>" in page


def test_history_offers_to_undo_only_what_one_may(editor, publisher, annotator):
    publication = make_publication()
    article = make_article(publication=publication, status="draft")
    editor.post(reverse("admin:sources_article_move", args=[article.pk]), {"to": "in_review"})
    publisher.post(reverse("admin:sources_article_move", args=[article.pk]), {"to": "published"})
    page = reverse("admin:sources_article_history", args=[article.pk])

    offered = [
        client.get(page).content.decode().count("Undo this act") for client in (publisher, editor, annotator)
    ]

    assert offered == [2, 1, 0]


def test_django_keeps_no_second_log(editor):
    address = reverse("admin:sources_publication_add")
    editor.post(address, filled(editor.get(address), name="Quay Mercury"))

    assert LogEntry.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("model", "queries"),
    [("publication", 5), ("person", 4), ("article", 6), ("mention", 7), ("document", 6), ("changeset", 7)],
)
def test_lists_ask_as_often_for_one_row_as_for_three(
    editor, model, queries, count, django_assert_num_queries
):
    for number in range(count):
        article = make_article(publication=make_publication(name=f"Paper {number}"))
        make_mention(make_passage(article, "Ada Quill lit it."), "Ada Quill", make_entity(f"Ada {number}"))
        address = reverse("admin:sources_topic_add")
        editor.post(address, {"name": f"topic {number}", "slug": ""})
    editor.get(listing(model))

    with django_assert_num_queries(queries):
        editor.get(listing(model))


def test_undo_from_the_record_takes_the_rest_back_only_where_that_was_asked(editor):
    papers = [make_publication(name=name) for name in ("Quay Mercury", "Hill Gazette")]
    data = {"action": "delete_selected", "_selected_action": [row.pk for row in papers], "post": "yes"}
    editor.post(listing("publication"), data)
    entry = ChangeSet.objects.get()
    undo = reverse("admin:sources_changeset_undo", args=[entry.pk])
    Publication.objects.create(pk=papers[0].pk, name="Another")

    said = messages_of(editor.post(undo, {}, follow=True))
    assert any("Nothing was undone" in one for one in said)
    assert "Undo the rest" in editor.get(undo).content.decode()

    editor.post(undo, filled(editor.get(undo)))

    assert sorted(Publication.objects.values_list("name", flat=True)) == ["Another", "Hill Gazette"]
