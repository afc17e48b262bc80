"""Editors speak to each other on anything, ask for a second opinion, and settle it; each an act."""

import pytest
from django.urls import reverse

from sources.models import Article, ChangeSet, Entity, Mention, Passage, Remark
from tests.admin.forms import filled

pytestmark = pytest.mark.django_db


def write(client, subject, row, **values):
    address = f"{reverse('admin:sources_remark_add')}?{subject}={row.pk}"
    return client.post(address, filled(client.get(address), "remark_form", text="Who is that?", **values))


@pytest.mark.parametrize(
    ("subject", "model", "page"),
    [
        ("article", Article, "article"),
        ("passage", Passage, "passage"),
        ("mention", Mention, "mention"),
        ("entity", Entity, "person"),
    ],
)
def test_remark_stands_on_the_page_of_what_it_is_about(annotator, editor, revision, subject, model, page):
    row = model.objects.order_by("pk").first()

    write(annotator, subject, row, asks_second_opinion="on")

    remark = Remark.objects.get()
    assert (remark.subject, remark.author, remark.asks_second_opinion) == (row, annotator.user, True)
    shown = editor.get(reverse(f"admin:sources_{page}_change", args=[row.pk])).content.decode()
    assert "Who is that?" in shown
    assert "asks for a second opinion" in shown
    assert ChangeSet.objects.get().summary == "New remark: Who is that?"


def test_remark_about_nothing_is_refused(editor, revision):
    answer = editor.post(reverse("admin:sources_remark_add"), {"text": "About what?"})

    assert "A remark is about one thing" in answer.content.decode()
    assert Remark.objects.count() == 0


def test_settling_from_the_list_is_one_act_and_clears_the_first_page(editor, publisher, revision):
    write(editor, "article", Article.objects.get(), asks_second_opinion="on")
    assert "remark asking for a second opinion" in publisher.get(reverse("admin:index")).content.decode()

    publisher.post(
        reverse("admin:sources_remark_changelist"),
        {"action": "settle", "_selected_action": [Remark.objects.get().pk]},
    )

    assert Remark.objects.get().is_settled
    assert ChangeSet.objects.first().summary == "Settled 1 remark"
    assert "second opinion" not in publisher.get(reverse("admin:index")).content.decode()


def test_nobody_changes_what_another_said(editor, publisher, revision):
    write(editor, "article", Article.objects.get())
    page = reverse("admin:sources_remark_change", args=[Remark.objects.get().pk])

    publisher.post(page, filled(publisher.get(page), "remark_form") | {"text": "Forged", "is_settled": "on"})

    remark = Remark.objects.get()
    assert (remark.text, remark.is_settled) == ("Who is that?", True)
