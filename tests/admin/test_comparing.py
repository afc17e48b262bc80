"""A copy's page shows the words that differ."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_article, make_passage

pytestmark = pytest.mark.django_db

FIRST = "Nine lamps were put out before dark, said the keeper."


def make_pair(passages=1):
    original = make_article(title="Lamps out")
    copy = make_article(title="Lamps out again", copy_of=original, similarity=0.9)
    for _ in range(passages):
        first = make_passage(original, FIRST).passage
        make_passage(copy, FIRST.replace("lamps", "lanterns"), duplicate_of=first)
    make_passage(original, "Nobody was seen.")
    make_passage(copy, "Our own man adds this.")
    return copy


def shown(client, article):
    page = client.get(reverse("admin:sources_article_differences", args=[article.pk]))
    return page, " ".join(re.sub(r"<(?!/?(?:ins|del)>)[^>]*>", " ", page.content.decode()).split())


def test_page_of_a_copy_shows_the_words_that_differ(editor):
    copy = make_pair()

    _, words = shown(editor, copy)

    assert "Nine <del>lamps</del> <ins>lanterns</ins> were put out before dark, said the keeper." in words
    assert (
        "90 in 100 of the wording are the same. 0 passages the same word for word, 1 in other words" in words
    )
    assert "Only here ¶2 Our own man adds this. Only in the original ¶2 Nobody was seen." in words


def test_article_leads_to_the_page_and_only_who_is_signed_in_sees_it(editor, client):
    copy = make_pair()
    address = reverse("admin:sources_article_differences", args=[copy.pk])

    assert address in editor.get(reverse("admin:sources_article_change", args=[copy.pk])).content.decode()
    assert client.get(address).status_code == 302
    assert editor.post(address).status_code == 405


@pytest.mark.parametrize("passages", [1, 3])
def test_number_of_queries_does_not_depend_on_the_passages(editor, passages):
    copy = make_pair(passages)

    with CaptureQueriesContext(connection) as asked:
        page, _ = shown(editor, copy)

    assert (page.status_code, len(asked)) == (200, 12)
