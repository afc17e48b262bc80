"""Who may do what: deny by default, a forged POST included."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from sources.models import Article, ChangeSet, Edition, Entity, Mention, User
from tests.admin.forms import filled
from tests.factories import make_article, make_publication, make_user

pytestmark = pytest.mark.django_db

ROLES = ("stranger", "closed", "annotator", "editor", "publisher", "root")


@pytest.fixture
def cast(annotator, editor, publisher, root):
    """Every kind of visitor."""
    closed = Client()
    closed.force_login(make_user("gone", is_staff=False))
    return {
        "stranger": Client(),
        "closed": closed,
        "annotator": annotator,
        "editor": editor,
        "publisher": publisher,
        "root": root,
    }


def step(to, article=None):
    """The address and the data of taking an article a step."""
    pk = (article or Article.objects.get()).pk
    return reverse("admin:sources_article_move", args=[pk]), {"to": to}


# Who is let in at all; every page by role is in test_matrix.py.
LISTS = {"annotator", "editor", "publisher", "root"}


def forged(revision):
    """What each act on the desk would be, posted without a page: (address, data)."""
    article, mention = Article.objects.get(), Mention.objects.get(status="suggested")
    person, paper = Entity.objects.first(), make_publication()
    own = [article.pk, revision.passage_id]
    return {
        "change a person": (
            reverse("admin:sources_person_change", args=[person.pk]),
            {"preferred_name": "Forged", "language": "en", "script": "Latn", "seen_version": "1"}
            | {f"names-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")},
        ),
        "delete a publication": (
            reverse("admin:sources_publication_delete", args=[paper.pk]),
            {"post": "yes"},
        ),
        "delete from the list": (
            reverse("admin:sources_publication_changelist"),
            {"action": "delete_selected", "_selected_action": [paper.pk], "post": "yes"},
        ),
        "accept from the list": (
            reverse("admin:sources_mention_changelist"),
            {"action": "accept", "_selected_action": [mention.pk]},
        ),
        "accept where it is read": (
            reverse("admin:sources_article_mention", args=[article.pk, mention.pk]),
            {"do": "accept", "mention-version": "1", "mention-entity": mention.entity_id}
            | {"mention-status": "accepted", "mention-certainty": "certain"},
        ),
        "relabel": (
            reverse("admin:sources_article_passage", args=own),
            {"passage-kind": "caption", "passage-version": "1"},
        ),
        "correct": (
            reverse("admin:sources_article_correct", args=own),
            {"revision": revision.pk, "text": "Other words.", "reason": "forged", "do": "apply"},
        ),
        "send to review": (reverse("admin:sources_article_move", args=own[:1]), {"to": "in_review"}),
        "mark as published": (reverse("admin:sources_article_move", args=own[:1]), {"to": "published"}),
        "mark as published from the list": (
            reverse("admin:sources_article_changelist"),
            {"action": "publish_status", "_selected_action": [article.pk]},
        ),
        "publish": (reverse("admin:publish"), {"seen": ""}),
        "change a role": (
            reverse("admin:sources_user_change", args=[User.objects.get(username="wren").pk]),
            {"username": "wren", "role": "publisher", "is_staff": "on", "is_active": "on"},
        ),
        "new account": (
            reverse("admin:sources_user_add"),
            {"username": "mole", "role": "publisher", "is_staff": "on"},
        ),
    }


FOR_PUBLISHERS = {"mark as published", "mark as published from the list", "publish"}
FOR_ACCOUNTS = {"change a role", "new account"}


@pytest.mark.parametrize("role", ["stranger", "closed", "annotator", "editor", "publisher"])
def test_forged_posts_change_nothing_that_the_role_may_not(cast, revision, role):
    beyond = set(forged(revision))
    if role in {"editor", "publisher"}:
        beyond = FOR_PUBLISHERS | FOR_ACCOUNTS if role == "editor" else FOR_ACCOUNTS

    for name in sorted(beyond):
        address, data = forged(revision)[name]
        status = cast[role].post(address, data).status_code
        # A list does not offer what is not allowed, and shows itself again; a visitor is sent to sign in.
        refusals = {"list": {200, 302, 403}, "page": {403}, "sign in": {302}}
        kind = "sign in" if role in {"stranger", "closed"} else "list" if "list" in name else "page"
        assert status in refusals[kind], name

    assert (ChangeSet.objects.count(), Edition.objects.count()) == (0, 0)
    assert Article.objects.get().status == "draft"
    assert User.objects.get(username="wren").role == "annotator"


def test_the_same_posts_work_for_those_who_may(cast, revision):
    address, data = forged(revision)["accept where it is read"]
    assert cast["editor"].post(address, data).status_code == 302
    assert cast["publisher"].post(*step("published")).status_code == 302

    assert Mention.objects.get(exact="Tom Wick").status == "accepted"
    assert Article.objects.get().status == "published"


def test_annotator_only_proposes(annotator, revision):
    article = Article.objects.get()
    page = annotator.get(
        f"{reverse('admin:sources_article_read', args=[article.pk])}?passage={revision.passage_id}"
    )
    words = {"mark-exact": "the lamp", "mark-new_name": "The Quay Lamp", "mark-new_kind": "place"}

    annotator.post(
        reverse("admin:sources_article_mark", args=[article.pk, revision.passage_id]),
        filled(page, "mark-form", **words),
    )

    made = Mention.objects.get(exact="the lamp")
    assert (made.status, made.entity, made.proposed_kind, made.proposed_name) == (
        "suggested",
        None,
        "place",
        "The Quay Lamp",
    )
    assert Entity.objects.filter(preferred_name="The Quay Lamp").count() == 0


def test_annotator_takes_back_own_proposals_only(annotator, editor, revision):
    test_annotator_only_proposes(annotator, revision)
    own = ChangeSet.objects.get()
    editor.post(*step("in_review"))
    others = ChangeSet.objects.exclude(pk=own.pk).get()

    answers = [
        annotator.post(reverse("admin:sources_changeset_undo", args=[entry.pk])).status_code
        for entry in (own, others)
    ]

    assert answers == [302, 403]
    assert Mention.objects.filter(exact="the lamp").count() == 0


def test_editor_cannot_take_back_a_publication_status(editor, publisher, revision):
    publisher.post(
        reverse("admin:sources_article_move", args=[Article.objects.get().pk]), {"to": "published"}
    )

    answer = editor.post(reverse("admin:sources_changeset_undo", args=[ChangeSet.objects.get().pk]))

    assert answer.status_code == 403
    assert Article.objects.get().status == "published"


def test_posts_without_a_token_are_refused(revision):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("finch", role="publisher"))

    answers = {name: client.post(*post).status_code for name, post in forged_without_wren(revision).items()}

    assert set(answers.values()) == {403}
    assert ChangeSet.objects.count() == 0


def forged_without_wren(revision):
    make_user("wren", role="annotator")
    return forged(revision)


def test_refusal_says_why_and_leads_back(annotator, revision):
    page = annotator.get(reverse("admin:publish"))

    assert page.status_code == 403
    assert "This needs an account that may publish." in page.content.decode()
    assert f'<a href="{reverse("admin:index")}">What to do next</a>' in page.content.decode()


def test_form_without_its_token_is_said_to_be_too_old(editor, revision):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor.user)

    page = client.post(reverse("admin:sources_publication_add"), {"name": "Quay Mercury"})

    assert page.status_code == 403
    assert "The form that was sent is older than your signing in" in page.content.decode()


def test_new_account_is_let_in(root):
    passwords = {"password1": "lamps on the quay 31", "password2": "lamps on the quay 31"}

    root.post(reverse("admin:sources_user_add"), {"username": "wren", "role": "annotator", **passwords})

    wren = Client()
    assert wren.login(username="wren", password="lamps on the quay 31")
    assert wren.get(reverse("admin:index")).status_code == 200


def test_acts_do_not_answer_to_get(publisher, revision):
    article, mention = Article.objects.get(), Mention.objects.first()
    pages = [
        reverse("admin:sources_article_mark", args=[article.pk, revision.passage_id]),
        reverse("admin:sources_article_mention", args=[article.pk, mention.pk]),
        reverse("admin:sources_article_passage", args=[article.pk, revision.passage_id]),
        reverse("admin:sources_article_move", args=[article.pk]),
    ]

    assert [publisher.get(page).status_code for page in pages] == [405] * 4


def test_mention_of_another_article_is_not_found(editor, revision):
    other = make_article(title="Another")
    mention = Mention.objects.first()

    answer = editor.post(
        reverse("admin:sources_article_mention", args=[other.pk, mention.pk]), {"do": "remove"}
    )

    assert answer.status_code == 404


def test_autocomplete_is_for_the_desk_only(cast):
    address = f"{reverse('admin:autocomplete')}?app_label=sources&model_name=mention&field_name=entity&term=a"

    answers = {role: cast[role].get(address).status_code for role in ROLES}

    assert answers == {"stranger": 302, "closed": 302, **dict.fromkeys(LISTS, 200)}


def test_read_only_archive_says_so_and_writes_nothing(editor, revision, settings):
    settings.READ_ONLY = True
    article = Article.objects.get()

    page = editor.post(
        reverse("admin:sources_article_move", args=[article.pk]), {"to": "in_review"}, follow=True
    )

    assert "read-only" in page.content.decode()
    assert ChangeSet.objects.count() == 0


def test_pages_carry_the_strict_policy(editor, revision):
    article = Article.objects.get()
    pages = [
        reverse("admin:index"),
        reverse("admin:sources_article_changelist"),
        reverse("admin:sources_article_read", args=[article.pk]),
    ]

    for page in pages:
        policy = editor.get(page).headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "style-src 'self'" in policy
        assert "unsafe" not in policy


def test_templates_have_no_inline_script_or_style():
    folder = settings.BASE_DIR / "templates" / "admin"
    inline = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)

    pages = {path.name: re.sub(r"{%.*?%}", "", path.read_text("utf-8")) for path in folder.rglob("*.html")}
    assert [name for name, page in pages.items() if inline.search(page)] == []
