"""What is withheld at the desk is closed to readers at once, whoever publishes the next edition and when."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from sources.annotate import reserve
from sources.edition import closure
from sources.edition.publish import publish
from sources.edition.swap import current_file
from sources.models import Article, Person
from tests.admin.forms import filled, messages_of
from tests.edition.test_former import changed
from tests.factories import make_article, make_document, make_entity, make_mention, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def told(db):
    """Two published articles; one names Ada Quill."""
    document = make_document()
    one, other = (
        make_article(document, title="One"),
        make_article(make_document(document.corpus), title="Two"),
    )
    make_mention(make_passage(one, "Ada Quill lit the lamp."), "Ada Quill", make_entity())
    make_passage(other, "It was dark.")
    publish()
    return one


def take_back(client, article):
    asked = {"action": "back_to_draft", "_selected_action": str(article.pk)}
    answer = client.post(reverse("admin:sources_article_changelist"), asked)
    article.refresh_from_db()
    assert article.status == "draft"
    return answer


def test_s25_article_taken_back_is_closed_before_the_editor_is_answered(publisher, told):
    take_back(publisher, told)

    note = json.loads((current_file().parent / closure.NAME).read_text())
    assert note["edition"] == "edition-000001.sqlite3"
    assert told.public_id in closure.closed()
    assert Article.objects.get(title="Two").public_id not in closure.closed()


def test_s25_person_protected_at_the_desk_is_closed_with_what_names_her(publisher, told):
    person = Person.objects.get()
    address = reverse("admin:sources_person_change", args=[person.pk])

    publisher.post(
        address,
        filled(publisher.get(address), "person_form", is_protected="on", pseudonym="The Lamplighter"),
    )

    assert {person.public_id, told.public_id} <= closure.closed()


def test_what_takes_nothing_away_closes_nothing(publisher, told):
    address = reverse("admin:sources_article_change", args=[told.pk])

    publisher.post(address, filled(publisher.get(address), "article_form", page="3"))

    told.refresh_from_db()
    assert (told.page, closure.closed()) == ("3", frozenset())
    assert not (current_file().parent / closure.NAME).exists()


def test_what_a_publication_closed_stays_closed(publisher, told):
    closure.close(current_file(), {"aaaaaaaa"})

    take_back(publisher, told)

    assert {"aaaaaaaa", told.public_id} <= closure.closed()


def test_editor_is_told_where_it_cannot_be_closed(publisher, told, settings):
    (settings.EDITIONS / closure.NAME).mkdir()

    answer = take_back(publisher, told)

    page = publisher.get(answer.headers["Location"])
    assert any("could not be closed to readers at once" in one for one in messages_of(page))


def test_next_edition_ends_what_was_closed(publisher, told):
    take_back(publisher, told)

    publish()

    assert closure.closed() == frozenset()
    assert not (current_file().parent / closure.NAME).exists()


def test_what_is_closed_while_an_edition_becomes_current_stays_closed(told):
    closure.close(current_file(), {told.public_id})

    closure.end()

    assert closure.closed() == {told.public_id}


def test_note_is_written_with_the_room_that_is_kept_where_the_disk_is_full(told, settings, monkeypatch):
    settings.RESERVE = 1
    kept = reserve.path()
    kept.write_bytes(b"\0")
    writing = closure.os.fsync

    def fsync(descriptor):
        if kept.exists():
            raise OSError(28, "No space left on device")
        writing(descriptor)

    monkeypatch.setattr(closure.os, "fsync", fsync)

    closure.close(current_file(), {told.public_id})

    assert (closure.closed(), kept.exists()) == ({told.public_id}, False)
    assert [one.name for one in current_file().parent.glob(f".{closure.NAME}-*")] == []


def test_article_given_back_is_open_again_as_soon_as_that_is_looked_for(told):
    closure.close(current_file(), {told.public_id})
    changed(told, page="4")

    call_command("publish", if_withheld=True)

    assert closure.closed() == frozenset()
