"""S26: an edition knows no editor, neither name nor handle, and days of their work, not hours."""

import re

import pytest

from sources.annotate.acts import act
from sources.edition.publish import publish
from sources.models import Article, Passkey
from tests.factories import make_user

pytestmark = pytest.mark.django_db

WORDS = ("zqxvlogin", "Zqxv Handle", "zqxv@archive.example", "Zqxvfirst", "Zqxvlast")
OF_A_KEY = {"name": "zqxvkey", "credential": "zqxvcredential", "public_key": "zqxvpublic", "host": "zqxvhost"}
TIME = re.compile(rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def test_s26_no_word_of_an_editor_is_in_an_edition(lamps, settings):
    login, handle, email, first, last = WORDS
    editor = make_user(login, handle=handle, email=email, first_name=first, last_name=last)
    Passkey.objects.create(user=editor, counter=0, added_on="2031-05-04", **OF_A_KEY)
    with act("edit", f"Changed by {handle}", actor=editor, reason=f"{first} says so") as doing:
        article = Article.objects.first()
        doing.change(article, title="Lamps on the mole")
    publish(actor=editor)

    edition = settings.CURRENT_EDITION.read_bytes().lower()

    assert [word for word in (*WORDS, *OF_A_KEY.values()) if word.lower().encode() in edition] == []


def test_s26_an_edition_tells_days_and_only_its_own_making_to_the_second(lamps, settings, read):
    publish()

    times = {found.group() for found in TIME.finditer(settings.CURRENT_EDITION.read_bytes())}
    own = read("SELECT value FROM edition_manifest WHERE key = 'made_at'")[0][0]

    assert times <= {own[:16].encode()}
