"""A small cast: an annotator, an editor, a publisher, a superuser, each signed in."""

import pytest
from django.test import Client

from sources.admin.signing.session import now_in_seconds
from tests.factories import make_article, make_entity, make_mention, make_passage, make_user

TEXT = "Ada Quill lit the lamp on 4 May. Tom Wick saw Ada Quill the following day."


@pytest.fixture(autouse=True)
def editions(settings, tmp_path):
    settings.EDITIONS = tmp_path / "editions"
    settings.CURRENT_EDITION = settings.EDITIONS / "current.sqlite3"


def sign_in(user):
    client = Client()
    client.force_login(user)
    signed = client.session
    now = now_in_seconds()
    # Seen in an hour: that somebody is still there is written once a minute, among what a test counts or not.
    signed.update({"began": now, "seen": now + 3600, "fresh": now})
    signed.save()
    client.user = user
    return client


@pytest.fixture
def annotator(db):
    return sign_in(make_user("wren", handle="W. Wren", role="annotator"))


@pytest.fixture
def editor(db):
    return sign_in(make_user("adler"))


@pytest.fixture
def publisher(db):
    return sign_in(make_user("finch", handle="F. Finch", role="publisher"))


@pytest.fixture
def root(db):
    return sign_in(make_user("root", handle="Root", is_superuser=True))


@pytest.fixture
def revision(db):
    """One passage with a person and a day marked in it, and a name that only was suggested."""
    found = make_passage(make_article(status="draft"), TEXT)
    make_mention(found, "Ada Quill", make_entity())
    make_mention(found, "4 May", "1931-05-04")
    make_mention(found, "Tom Wick", make_entity("Tom Wick"), status="suggested")
    return found
