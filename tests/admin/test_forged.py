"""T16: what a page never offered, posted or asked for all the same, by those whom the page lets in.

Who reaches which address is test_matrix.py's; here the address is right and what comes with it is not.
"""

import json

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from sources.admin.revealing import FOR_PUBLISHERS, reveals
from sources.admin.site import desk
from sources.models import (
    Article,
    ChangeSet,
    Claim,
    Contributor,
    Corpus,
    Document,
    Entity,
    Mention,
    Name,
    Remark,
    User,
)
from tests.admin.conftest import sign_in
from tests.admin.forms import filled, messages_of
from tests.admin.test_shielding import SECRET, secret  # noqa: F401 -- a fixture
from tests.annotate.states import digest_of_database
from tests.factories import (
    make_article,
    make_claim,
    make_entity,
    make_publication,
    make_question,
    make_user,
)

pytestmark = pytest.mark.django_db


def change(row, name=None):
    return reverse(f"admin:sources_{name or row._meta.model_name}_change", args=[row.pk])


def listing(model, **query):
    return reverse(f"admin:sources_{model}_changelist", query=query)


def form_of(client, row, name=None, **changes):
    """What the page of a row would send back, with some fields forged."""
    name = name or row._meta.model_name
    return filled(client.get(change(row, name)), f"{name}_form", **changes)


NEW_NAME = {
    "names-TOTAL_FORMS": "1", "names-INITIAL_FORMS": "0",
    "names-0-form": "Forged", "names-0-kind": "variant", "names-0-script": "Latn",
}  # fmt: skip
NEW_AUTHOR = {
    "contributors-TOTAL_FORMS": "1", "contributors-INITIAL_FORMS": "0",
    "contributors-0-position": "0", "contributors-0-role": "author", "contributors-0-name": "Forged",
}  # fmt: skip


def test_t16_extra_inline_rows_of_an_annotator_are_not_taken(annotator, editor, revision):
    ada, article = Entity.objects.get(preferred_name="Ada Quill"), Article.objects.get()
    forged = [
        (change(ada, "person"), form_of(editor, ada, "person", **NEW_NAME)),
        (change(article), form_of(editor, article, **NEW_AUTHOR)),
    ]

    answers = [annotator.post(page, data).status_code for page, data in forged]

    assert answers == [403, 403]
    assert (Name.objects.count(), Contributor.objects.count()) == (0, 0)
    # The very same is taken from an editor: it was the role that was refused.
    assert [editor.post(page, data).status_code for page, data in forged] == [302, 302]
    assert (Name.objects.count(), Contributor.objects.count()) == (1, 1)


def test_t16_inline_row_of_another_record_is_neither_changed_nor_taken_over(editor):
    ada, tom = make_entity(), make_entity("Tom Wick")
    theirs = Name.objects.create(entity=tom, form="T. Wick", spelling_key="t wick")
    forged = NEW_NAME | {"names-INITIAL_FORMS": "1", "names-0-id": theirs.pk, "names-0-entity": ada.pk}

    for more in ({}, {"names-0-DELETE": "on"}):
        editor.post(change(ada, "person"), form_of(editor, ada, "person", **forged, **more))

    assert list(Name.objects.values_list("pk", "entity", "form")) == [(theirs.pk, tom.pk, "T. Wick")]


KEPT = {
    "id": "77", "pk": "77", "public_id": "zzzzzzzz", "version": "77", "kind": "place", "status": "published",
    "spelling_key": "forged", "merged_into": "1", "document": "77", "corpus": "77", "index": "77",
    "sha256": "0" * 64, "is_held": "on", "file_name": "forged.txt", "author": "77", "entity": "77",
    "made_at": "1931-05-04", "exact": "forged", "revision": "77",
}  # fmt: skip


@pytest.mark.parametrize(
    "model", [Entity, Article, Document, Corpus, Mention, Remark], ids=lambda one: one.__name__
)
def test_t16_columns_that_a_form_does_not_show_stay_as_they_are(editor, revision, model):
    Remark.objects.create(article=Article.objects.get(), text="Who?", author=editor.user)
    row = model.objects.first()
    page = "person" if model is Entity else None
    editor.post(change(row, page), form_of(editor, row, page))  # fills in what follows from the rest
    shown = form_of(editor, row, page)
    forged = {name: value for name, value in KEPT.items() if name not in shown}
    before = model.objects.values().get(pk=row.pk)

    answer = editor.post(change(row, page), shown | forged)

    assert (answer.status_code, model.objects.values().get(pk=row.pk)) == (302, before)
    assert not model.objects.filter(pk=77).exists()


def test_t16_save_as_new_is_refused_and_makes_nothing(editor, revision):
    before = digest_of_database()
    offered = [model for model, admin in desk._registry.items() if admin.save_as]
    pages = [change(Entity.objects.first(), "person"), change(Article.objects.get())]

    answers = [editor.post(page, {"_saveasnew": "1", "preferred_name": "Forged"}) for page in pages]

    assert (offered, [answer.status_code for answer in answers]) == ([], [400, 400])
    assert digest_of_database() == before


def test_t16_question_of_another_corpus_is_not_answered(editor, revision):
    ours, theirs = (
        make_question(Article.objects.get().document.corpus),
        make_question(Corpus.objects.create(slug="x", title="X")),
    )
    claim = make_claim(revision, "lamp", ours, measure="exact", low=1, high=1)
    page = reverse("admin:sources_article_claim", args=[Article.objects.get().pk, claim.pk])
    form = filled(editor.get(page))
    [name] = [name for name, value in form.items() if name.endswith("question") and value == str(ours.pk)]

    answer = editor.post(page, form | {name: theirs.pk})

    assert answer.status_code == 400
    assert Claim.objects.get().question == ours


# Bulk acts --------------------------------------------------------------------------------------------------


def ticked(client, model, action, *rows, **more):
    data = {"action": action, "_selected_action": [row.pk for row in rows]} | more
    return client.post(listing(model), data, follow=True)


def test_t16_bulk_acts_reach_no_row_that_ones_list_has_not(annotator, secret):  # noqa: F811 -- the fixture
    hidden, own = Remark.objects.order_by("pk")

    said = messages_of(ticked(annotator, "remark", "settle", hidden, own, select_across="1"))

    assert said[0] == "Settled 1 remark."
    assert dict(Remark.objects.values_list("pk", "is_settled")) == {hidden.pk: False, own.pk: True}


def test_t16_bulk_acts_that_a_role_is_not_offered_do_nothing(annotator, editor, revision):
    ready, paper = make_article(status="in_review"), make_publication()
    waiting = Mention.objects.filter(status="suggested").first()
    before, acts = digest_of_database(), ChangeSet.objects.count()

    ticked(editor, "article", "publish_status", ready)
    ticked(editor, "article", "delete_selected", ready, post="yes")
    ticked(annotator, "article", "back_to_draft", ready)
    ticked(annotator, "article", "send_to_review", ready)
    ticked(annotator, "mention", "accept", waiting)
    ticked(annotator, "mention", "reject", waiting)
    ticked(annotator, "publication", "delete_selected", paper, post="yes")

    assert (digest_of_database(), ChangeSet.objects.count()) == (before, acts)


def test_t16_editor_does_not_take_a_publication_back_from_the_list(editor, revision):
    article = Article.objects.get()
    Article.objects.update(status="published")

    ticked(editor, "article", "back_to_draft", article)

    article.refresh_from_db()
    assert article.status == "published"


def test_t16_acts_of_others_are_not_taken_back_from_the_list(annotator, editor, publisher, revision):
    article = Article.objects.get()
    publisher.post(reverse("admin:sources_article_move", args=[article.pk]), {"to": "in_review"})
    publisher.post(reverse("admin:sources_article_move", args=[article.pk]), {"to": "published"})
    entry = ChangeSet.objects.first()

    ticked(annotator, "changeset", "take_back", entry)
    said = messages_of(ticked(editor, "changeset", "take_back", entry))

    article.refresh_from_db()
    assert article.status == "published"
    assert "Taken back: 0 acts." in said


# What shows readers more ------------------------------------------------------------------------------------


def test_t16_access_of_a_published_article_is_opened_by_a_publisher_and_closed_by_every_editor(
    editor, publisher, revision
):
    article = Article.objects.get()
    Article.objects.update(status="published", access="full")

    def save(client, access):
        answer = client.post(change(article), form_of(client, article, access=access))
        article.refresh_from_db()
        return answer.status_code, article.access

    assert save(editor, "catalogue") == (302, "catalogue")
    assert save(editor, "full") == (400, "catalogue")
    assert save(publisher, "snippets") == (302, "snippets")


def test_t16_access_of_a_draft_and_of_what_stays_closed_is_every_editors(editor, revision):
    article = Article.objects.get()
    Article.objects.update(access="catalogue")

    editor.post(change(article), form_of(editor, article, access="full"))

    article.refresh_from_db()
    assert (article.status, article.access) == ("draft", "full")


@pytest.mark.parametrize(
    ("model", "before", "after", "expected"),
    [
        ("document", {"access": "catalogue"}, {"access": "full"}, True),
        ("document", {"access": "full"}, {"access": "catalogue"}, False),
        ("article", {"access": "full", "status": "draft"}, {"access": "full", "status": "published"}, True),
        ("article", {"access": "catalogue", "status": "draft"}, {"access": "full", "status": "draft"}, False),
        ("article", None, {"access": "full", "status": "draft"}, False),
        ("entity", {"is_protected": True}, None, True),
        ("entity", {"is_protected": False}, {"is_protected": True}, False),
        (
            "entity",
            {"is_protected": True, "pseudonym": "A clerk"},
            {"is_protected": True, "pseudonym": "A porter"},
            True,
        ),
        ("mention", {"status": "suggested"}, {"status": "accepted"}, False),
    ],
)
def test_t16_what_shows_readers_more(model, before, after, expected):
    assert reveals(model, before, after) is expected


def test_pseudonym_is_changed_by_a_publisher_and_never_to_what_tells_the_name(editor, publisher):
    person = make_entity("Ada Quill", is_protected=True, pseudonym="A clerk")

    for client, pseudonym, expected in (
        (editor, "A porter", "A clerk"),
        (publisher, "Mrs Quill", "A clerk"),
        (publisher, "A porter", "A porter"),
    ):
        client.post(change(person, "person"), form_of(client, person, "person", pseudonym=pseudonym))
        person.refresh_from_db()
        assert person.pseudonym == expected


def test_t16_name_of_somebody_at_risk_is_given_back_by_a_publisher(editor, publisher):
    person = make_entity(is_protected=True, pseudonym="the lamplighter")
    shown = form_of(editor, person, "person")
    del shown["is_protected"]

    refused = editor.post(change(person, "person"), shown)
    deleted = editor.post(
        reverse("admin:sources_person_delete", args=[person.pk]), {"post": "yes"}, follow=True
    )
    person.refresh_from_db()
    assert (refused.status_code, person.is_protected) == (400, True)
    assert FOR_PUBLISHERS in messages_of(deleted)

    publisher.post(change(person, "person"), shown)
    person.refresh_from_db()
    assert not person.is_protected


@pytest.mark.parametrize("way", ["its page", "the list", "the annotation desk"])
def test_t16_act_that_protected_somebody_is_taken_back_by_a_publisher(editor, publisher, revision, way):
    person = Entity.objects.get(preferred_name="Ada Quill")
    hidden = {"is_protected": "on", "pseudonym": "the lamplighter"}
    editor.post(change(person, "person"), form_of(editor, person, "person", **hidden))
    entry = ChangeSet.objects.get()

    def undo(client):
        if way == "its page":
            client.post(reverse("admin:sources_changeset_undo", args=[entry.pk]))
        elif way == "the list":
            ticked(client, "changeset", "take_back", entry)
        else:
            page = reverse("admin:sources_article_desk_act", args=[Article.objects.get().pk])
            asked = {"do": "undo", "act": entry.pk, "since": entry.pk, "rest": True}
            client.post(page, json.dumps(asked), content_type="application/json")
        person.refresh_from_db()
        return person.is_protected

    assert [undo(client) for client in (editor, publisher)] == [True, False]


def test_t16_annotation_desk_asks_for_the_password_as_every_page_does(publisher, revision):
    person = Entity.objects.get(preferred_name="Ada Quill")
    hidden = {"is_protected": "on", "pseudonym": "the lamplighter"}
    publisher.post(change(person, "person"), form_of(publisher, person, "person", **hidden))
    entry = ChangeSet.objects.get()
    session = publisher.session
    session["fresh"] -= 60 * 60
    session.save()

    page = reverse("admin:sources_article_desk_act", args=[Article.objects.get().pk])
    asked = {"do": "undo", "act": entry.pk, "since": entry.pk}
    answer = publisher.post(page, json.dumps(asked), content_type="application/json")

    person.refresh_from_db()
    assert (answer.status_code, person.is_protected) == (400, True)
    assert "This needs your password once more" in answer.json()["refused"]


# Ways of asking ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", [{"_to_field": "password"}, {"_to_field": "pseudonym", "_popup": "1"}])
def test_t16_no_other_column_is_chosen_by(root, revision, query):
    make_entity("Somebody")
    pages = [listing("user", **query), listing("person", **query)]
    pages += [f"{reverse('admin:sources_person_add')}?_to_field={query['_to_field']}"]
    pages += [f"{change(Entity.objects.first(), 'person')}?_to_field={query['_to_field']}"]

    assert [root.get(page).status_code for page in pages] == [400] * 4


@pytest.mark.parametrize(
    ("model", "query"),
    [
        ("user", {"password__startswith": "argon2"}),
        ("user", {"sign_in_salt__startswith": "a"}),
        ("changeset", {"actor__password__startswith": "argon2"}),
        ("remark", {"author__password__startswith": "argon2"}),
        ("mention", {"entity__pseudonym__startswith": "the"}),
        ("article", {"contributors__entity__preferred_name__startswith": "Z"}),
    ],
)
def test_t16_lists_answer_no_question_about_columns_that_they_do_not_filter_by(root, revision, model, query):
    root.raise_request_exception = False

    assert root.get(listing(model, **query)).status_code == 400


FIELDS = [
    (model, field)
    for model in apps.get_models()
    for field in model._meta.get_fields()
    if isinstance(field, models.ForeignKey | models.ManyToManyField)
]


def test_t16_type_ahead_offers_what_the_role_may_look_at_and_nothing_of_other_apps(
    annotator,
    editor,
    root,
    secret,  # noqa: F811 -- the fixture
):
    keeper = sign_in(make_user("heron", role="administrator"))
    cast = {"annotator": annotator, "editor": editor, "administrator": keeper, "root": root}
    open_to = {role: set() for role in cast}
    for model, field in FIELDS:
        query = {"app_label": model._meta.app_label, "model_name": model._meta.model_name}
        page = reverse("admin:autocomplete", query=query | {"field_name": field.name, "term": "w"})
        for role, client in cast.items():
            answer = client.get(page)
            assert answer.status_code in {200, 403}, (page, role)
            if answer.status_code == 200:
                open_to[role].add(field.related_model._meta.model_name)
                assert role != "annotator" or SECRET not in answer.content.decode(), page

    rows = {"article", "claim", "corpus", "document", "entity", "mention", "passage", "publication"}
    rows |= {"question", "quotation", "topic", "party", "changeset", "edition", "date"}
    assert open_to["annotator"] <= rows
    assert open_to["editor"] == open_to["annotator"]
    assert open_to["administrator"] == {"user"}
    assert open_to["root"] == open_to["editor"] | {"user"}


@pytest.mark.parametrize(
    "query",
    [
        {"app_label": "auth", "model_name": "permission", "field_name": "content_type"},
        {"app_label": "sessions", "model_name": "session", "field_name": "session_key"},
        {"app_label": "sources", "model_name": "recoverycode", "field_name": "user"},
        {"app_label": "sources", "model_name": "changeset", "field_name": "actor"},
        {"app_label": "sources", "model_name": "mention", "field_name": "exact"},
        {"app_label": "sources", "model_name": "mention", "field_name": "nothing"},
        {"app_label": "nowhere", "model_name": "mention", "field_name": "entity"},
        {"app_label": "sources"},
    ],
    ids=lambda query: ".".join(query.values()),
)
def test_t16_type_ahead_of_what_no_form_asks_for_is_refused(editor, query):
    assert editor.get(reverse("admin:autocomplete", query=query | {"term": "a"})).status_code == 403


@pytest.mark.parametrize("verb", ["change", "delete", "history"])
@pytest.mark.parametrize("query", ["", "?_popup=1", "?_popup=1&_to_field=id", "?_changelist_filters=q%3DZ"])
def test_t16_no_page_of_a_hidden_row_is_there_for_an_annotator(annotator, secret, verb, query):  # noqa: F811 -- the fixture
    person, closed, mention = secret

    answers = {
        annotator.get(reverse(f"admin:sources_{name}_{verb}", args=[row.pk]) + query).status_code
        for name, row in (("person", person), ("entity", person), ("article", closed), ("mention", mention))
    }

    assert answers <= {403, 404} if verb == "delete" else answers == {404}


@pytest.mark.parametrize("popup", ["_popup=1", "_popup=1&_to_field=id"])
def test_t16_popups_of_an_annotator_make_nothing(annotator, revision, popup):
    before = digest_of_database()
    person = Entity.objects.first()
    pages = [reverse("admin:sources_person_add"), change(person, "person")]
    pages += [
        reverse("admin:sources_person_delete", args=[person.pk]),
        reverse("admin:sources_publication_add"),
    ]

    answers = [
        annotator.post(f"{page}?{popup}", {"_popup": "1", "preferred_name": "F", "name": "F", "post": "yes"})
        for page in pages
    ]

    assert [answer.status_code for answer in answers] == [403] * 4
    assert digest_of_database() == before


def test_t16_account_gives_itself_nothing(editor, annotator):
    forged = {
        "role": "publisher",
        "is_superuser": "on",
        "is_staff": "on",
        "username": "wren",
        "old_password": "x",
    }
    for client in (editor, annotator):
        own = client.user
        pages = [reverse("admin:sources_user_change", args=[own.pk]), reverse("admin:password_change")]
        pages += [reverse("admin:second_factor"), reverse("admin:sources_user_add")]
        for page in pages:
            client.post(page, forged)

    roles = set(User.objects.values_list("username", "role", "is_superuser"))
    assert roles == {("adler", "editor", False), ("wren", "annotator", False)}
