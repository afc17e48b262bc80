"""The page before publishing names what readers would lose."""

import re

import pytest
from django.urls import reverse

from tests.admin.forms import filled
from tests.factories import make_article, make_entity, make_mention, make_passage

pytestmark = pytest.mark.django_db


def test_publish_page_leads_to_the_marks_that_would_be_withheld(publisher):
    wording = make_passage(make_article(), "Ada Quill lit the lamp for Tom Wick.")
    make_mention(wording, "Ada Quill", make_entity())
    make_mention(wording, "Tom Wick", make_entity("Tom Wick"), status="needs_review")

    page = publisher.get(reverse("admin:publish")).content.decode()

    words = " ".join(re.sub(r"<[^>]*>", "", page).split())
    listed = reverse("admin:sources_mention_changelist") + "?status__exact=needs_review"
    assert "1 mark in published articles needs review since a correction touched its words" in words
    assert "Lamps out on the quay: marks 0 → 1 (1 withheld: needs review)" in words
    assert f'href="{listed}"' in page
    assert publisher.get(listed).content.decode().count("field-exact") == 1


def test_publish_page_offers_no_edition_that_would_say_the_same(publisher):
    make_mention(make_passage(make_article(), "Ada Quill lit the lamp."), "Ada Quill", make_entity())
    address = reverse("admin:publish")
    before = publisher.get(address)

    publisher.post(address, filled(before))

    after = publisher.get(address).content.decode()
    assert "button default" in before.content.decode()
    assert "Nothing was done since then: an edition made now would say the same." in after
    assert "<summary>Publish it all the same</summary>" in after
    assert "button default" not in after


def test_publish_page_says_that_readers_have_nobody_to_write_to(publisher, settings):
    said = "This archive gives no address for letters"
    settings.CONTACT = ""
    assert said in publisher.get(reverse("admin:publish")).content.decode()

    settings.CONTACT = "archive@example.org"
    assert said not in publisher.get(reverse("admin:publish")).content.decode()
