"""An act that another stood in the way of is done once more; a second time the desk says so."""

import pytest
from django.db import OperationalError, connection

from sources.models import ChangeSet, Publication
from tests.admin.conftest import sign_in
from tests.admin.forms import filled
from tests.factories import make_user

pytestmark = pytest.mark.django_db


class DeadlockDetected(Exception):
    """As PostgreSQL's driver says it."""

    sqlstate = "40P01"


class StatementTooLong(Exception):
    """Another failure."""

    sqlstate = "54000"


def failing(times, cause):
    """Let the insertion of a publication fail so many times."""
    left = [None] * times

    def wrapper(execute, sql, params, many, context):
        if left and sql.startswith("INSERT INTO sources_publication "):
            left.pop()
            raise OperationalError("failed") from cause()
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wrapper)


@pytest.fixture
def editor():
    client = sign_in(make_user("wren", role="editor"))
    client.raise_request_exception = False
    return client


ADD = "/admin/sources/publication/add/"


@pytest.mark.parametrize(
    ("times", "cause", "status", "done"),
    [(1, DeadlockDetected, 302, 1), (2, DeadlockDetected, 503, 0), (1, StatementTooLong, 503, 0)],
)
def test_act_in_whose_way_another_stood_is_done_once_more(editor, times, cause, status, done):
    form = filled(editor.get(ADD), "publication_form", name="Quay Mercury")

    with failing(times, cause):
        answer = editor.post(ADD, form)

    assert answer.status_code == status
    assert (Publication.objects.count(), ChangeSet.objects.count()) == (done, done)
