"""T5: on a full disk an editor gets in, to withhold; who has no password cannot use up the room for it."""

import sqlite3
from collections import namedtuple

import pytest
from django.db import OperationalError, connection
from django.test import Client

from sources.admin.signing import throttle
from sources.annotate import reserve
from tests.admin.signing.test_views import give, is_in

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", ["total", "used", "free"])


@pytest.fixture
def full_disk(wren, settings, tmp_path, monkeypatch):
    """Nothing can be written as long as the reserve takes the room, of which a megabyte is kept."""
    settings.DATA, settings.RESERVE = tmp_path, 1
    assert reserve.keep()
    monkeypatch.setattr(throttle, "_UNCOUNTED", {})
    monkeypatch.setattr(reserve.shutil, "disk_usage", lambda _: Usage(1 << 26, 1 << 26, 0))

    def wrapper(execute, sql, params, many, context):
        if reserve.path().exists() and sql.startswith(("INSERT", "UPDATE", "DELETE")):
            cause = sqlite3.OperationalError("database or disk is full")
            cause.sqlite_errorname = "SQLITE_FULL"
            raise OperationalError("database or disk is full") from cause
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield


def test_t05_right_password_gives_the_reserve_back_and_signs_in(full_disk):
    client = Client()

    answer = give(client)

    assert (answer.status_code, is_in(client), reserve.path().exists()) == (302, True, False)


def test_t05_wrong_password_leaves_the_reserve_and_the_next_is_looked_at_later(full_disk):
    first = give(Client(), password="another one altogether")
    second = give(Client())

    assert (first.status_code, second.status_code) == (200, 429)
    assert 0 < int(second["Retry-After"]) <= throttle.UNCOUNTED_EVERY
    assert reserve.path().exists()
