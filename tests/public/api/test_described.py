"""Schemathesis reads the description and asks what it may and what it may not: no 5xx, no other answer."""

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

pytestmark = pytest.mark.django_db(databases=["edition"])


@pytest.fixture(autouse=True)
def one_connection():
    """Requests come and go; the connection that the test holds stays, as with Django's own client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def assert_answers_as_described(reader):
    """Load here what takes a second, which every process that collects tests would need."""
    from tests.public.api import asking  # noqa: PLC0415 -- as the fixture says

    return asking.assert_answers_as_described


@pytest.mark.slow
def test_the_description_holds_for_some_of_all_that_may_be_asked(assert_answers_as_described):
    assert_answers_as_described(examples=4)


@pytest.mark.long
def test_the_description_holds_for_much_of_all_that_may_be_asked(assert_answers_as_described):
    assert_answers_as_described(examples=40)
