"""A PostgreSQL server that could lose what was committed, or give out what rotted, is told of."""

import pytest
from django.core.checks import Tags, run_checks
from django.db import connection

from sources.models.durability import faults

SOUND = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "data_checksums": "on",
    "server_version_num": "180001",
}


def test_server_that_keeps_what_it_says_is_not_warned_of():
    assert faults(SOUND) == []
    assert faults(SOUND | {"synchronous_commit": "remote_apply"}) == []


@pytest.mark.parametrize("name", ["fsync", "full_page_writes", "synchronous_commit", "data_checksums"])
def test_i15_server_that_could_lose_something_is_told_of(name):
    (warning,) = faults(SOUND | {name: "off"})

    assert warning.msg.startswith(f"PostgreSQL's {name} is 'off', expected 'on': a")
    assert name in warning.hint


def test_i15_server_that_is_too_old_is_told_of():
    (warning,) = faults(SOUND | {"server_version_num": "140011"})

    assert warning.msg == "PostgreSQL 14 is not tested with this archive; expected 15 or newer."


@pytest.mark.django_db
@pytest.mark.editorial
def test_i15_server_of_the_tests_is_as_it_must_be():
    assert run_checks(tags=[Tags.database], databases=["default"]) == []
    assert connection.vendor in {"sqlite", "postgresql"}
