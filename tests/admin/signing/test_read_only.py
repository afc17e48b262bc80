"""S30: a read-only archive may be looked at, and takes nothing."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from sources.models import ChangeSet, Tries
from tests.admin.routes import NOWHERE, OUTSIDE, address, routes
from tests.admin.signing.test_views import give

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

# Every address of the desk, with rows that are nowhere: the door is before them.
PAGES = [
    address(route, {"entity": NOWHERE, "article": NOWHERE}) for route in routes() if route.name not in OUTSIDE
]


def test_s30_desk_may_be_looked_at(wren, settings):
    client = Client()
    give(client)
    settings.READ_ONLY = True

    assert client.get(reverse("admin:index")).status_code == 200


def test_s30_whatever_would_write_answers_503_and_when_to_come_again(wren, settings):
    client = Client()
    give(client)
    settings.READ_ONLY = True
    before = list(Session.objects.values()), Tries.objects.count(), ChangeSet.objects.count()

    answers = {page: client.post(page) for page in [*PAGES, "/admin/login/", "/admin/logout/"]}

    assert {answer.status_code for answer in answers.values()} == {503}
    assert {answer["Retry-After"] for answer in answers.values()} == {"600"}
    assert (list(Session.objects.values()), Tries.objects.count(), ChangeSet.objects.count()) == before
    assert "The archive is read-only now" in answers["/admin/login/"].content.decode()


def test_s30_sign_in_that_is_over_is_not_removed_and_opens_nothing(wren, settings, clock):
    client = Client()
    give(client)
    settings.READ_ONLY = True
    clock.pass_by(minutes=40)

    answer = client.get(reverse("admin:index"))

    assert (answer.status_code, Session.objects.count()) == (302, 1)
