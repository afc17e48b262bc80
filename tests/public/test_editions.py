"""The current edition for other machines: what it is, its file in parts; a copy out of touch."""

import os
import time

import pytest
from django.conf import settings as project

from sources.edition.pulling import learned

pytestmark = pytest.mark.django_db(databases=["edition"])

ADDRESS = "/.well-known/edition.json"


@pytest.fixture
def offered(reader):
    return reader.get(ADDRESS).json()


def body(response):
    return b"".join(response)


def test_offer_tells_which_file_it_is_and_is_kept_by_nobody(reader, edition, offered):
    response = reader.get(ADDRESS)

    assert (offered["number"], offered["size"]) == (1, edition.stat().st_size)
    assert offered["file"] == f"/data/edition/{offered['sha256']}.sqlite"
    assert offered["replaces"] == []
    assert response["Cache-Control"] == "no-store"


def test_file_is_sent_whole(reader, edition, offered):
    response = reader.get(offered["file"])

    assert (body(response), response["Cache-Control"]) == (edition.read_bytes(), "no-store")


PARTS = {
    "bytes=10-19": (206, slice(10, 20)),
    "bytes=10-": (206, slice(10, None)),
    "bytes=0-": (200, slice(0, None)),
    "bytes=-5": (200, slice(0, None)),  # none of the forms that are asked for: the whole is always right
    "bytes=9-3": (200, slice(0, None)),
    "bytes=1-2,4-5": (200, slice(0, None)),
    "lines=1-2": (200, slice(0, None)),
}


@pytest.mark.parametrize(("asked", "expected"), PARTS.items())
def test_file_is_sent_in_parts(reader, edition, offered, asked, expected):
    response = reader.get(offered["file"], headers={"Range": asked})

    assert (response.status_code, body(response)) == (expected[0], edition.read_bytes()[expected[1]])


def test_part_of_another_file_is_not_joined_to_this(reader, edition, offered):
    headers = {"Range": "bytes=10-", "If-Range": '"of another edition"'}

    assert reader.get(offered["file"], headers=headers).status_code == 200


def test_part_beyond_the_end_is_said_to_be_none(reader, edition, offered):
    response = reader.get(offered["file"], headers={"Range": "bytes=999999999999-"})

    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{offered['size']}")


def test_no_other_edition_can_be_had(reader):
    assert reader.get(f"/data/edition/{'0' * 64}.sqlite").status_code == 404


@pytest.mark.parametrize("given", [None, "", "Bearer", "Bearer wrong", "Basic geheim", "Bearer geheim "])
def test_token_is_asked_for_where_one_is_set(reader, offered, settings, given):
    settings.EDITION_TOKEN = "geheim"
    headers = {} if given is None else {"Authorization": given}

    for address in (ADDRESS, offered["file"]):
        assert reader.get(address, headers=headers).status_code == 401
        assert reader.get(address, headers={"Authorization": "Bearer geheim"}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_reading_is_answered(reader, method):
    assert getattr(reader, method)(ADDRESS).status_code == 405


@pytest.fixture
def heard(settings, edition):
    """Say when this machine last heard from the one that publishes."""
    settings.EDITION_MAX_AGE = 60

    def hear(seconds_ago):
        at = time.time() - seconds_ago
        learned.path().write_text("{}")
        os.utime(learned.path(), (at, at))

    yield hear
    (project.EDITIONS / learned.NAME).unlink(missing_ok=True)


@pytest.mark.parametrize("path", ["/", "/healthz", "/search/?q=lamp", ADDRESS, "/edition/file/"])
def test_copy_that_is_out_of_touch_answers_nothing(reader, heard, path):
    heard(61)

    response = reader.get(path)

    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (
        503,
        "60",
        "no-store",
    )
    assert "has lost touch with the machine that publishes it" in response.content.decode()


@pytest.mark.parametrize("seconds_ago", [-3600, 3600], ids=["ahead", "long ago"])
def test_time_that_proves_nothing_is_none(reader, heard, seconds_ago):
    heard(seconds_ago)

    assert reader.get("/healthz").status_code == 503


def test_copy_that_never_heard_answers_nothing(reader, settings):
    settings.EDITION_MAX_AGE = 60

    assert reader.get("/healthz").status_code == 503


def test_copy_that_is_in_touch_answers(reader, heard):
    heard(59)

    assert reader.get("/healthz").status_code == 200
