"""Nothing goes out in which a closed public id stands: pages, lists, feeds, data, redirects, packed files."""

import json

import pytest

from sources.edition import closure
from sources.edition.middleware import answering_state
from sources.edition.swap import current_file
from tests.public.conftest import COURIER, VORCHENKO

pytestmark = pytest.mark.django_db(databases=["edition"])

CLOSED = "8v0wtq0k"
TELLING = (
    COURIER,
    f"/a/{CLOSED}/",
    f"/a/{CLOSED}/article.tei.xml",
    VORCHENKO,
    "/articles/",
    "/articles/feed/",
    "/sitemap/1.xml",
    "/data/archive.json",
)


@pytest.fixture
def closed(edition):
    """One article of the edition is closed."""
    closure.close(current_file(), {CLOSED})
    yield CLOSED
    closure.reopen()


@pytest.mark.parametrize("path", TELLING)
def test_s25_answer_with_a_closed_id_is_not_sent(reader, path):
    before = reader.get(path)
    sent = b"".join(before) if before.streaming else before.content
    assert CLOSED in before.headers.get("Location", "") + sent.decode(), "there is something to close"
    closure.close(current_file(), {CLOSED})

    try:
        answer = reader.get(path)
    finally:
        closure.reopen()

    assert (answer.status_code, answer.headers["Cache-Control"]) == (503, "no-store")
    assert CLOSED.encode() not in answer.content


def test_file_at_a_closed_address_is_not_sent_whatever_is_in_it(reader):
    path = "/account/killed-on-the-mole/claims.csv"
    assert reader.get(path).status_code == 200
    closure.close(current_file(), {"killed-on-the-mole"})

    try:
        answer = reader.get(path)
    finally:
        closure.reopen()

    assert answer.status_code == 503


def test_pages_without_it_answer_as_ever(reader, closed):
    assert [reader.get(path).status_code for path in ("/about/", "/robots.txt", "/colours.css")] == [200] * 3


def test_s25_reader_who_has_a_page_is_not_told_that_it_stands(reader):
    # Its address does not name what is closed, and “not changed” has no words to look through.
    tag = reader.get(VORCHENKO).headers["ETag"]
    assert reader.get(VORCHENKO, headers={"If-None-Match": tag}).status_code == 304
    closure.close(current_file(), {CLOSED})

    try:
        again = reader.get(VORCHENKO, headers={"If-None-Match": tag})
    finally:
        closure.reopen()

    assert again.status_code == 503


def test_nothing_is_sent_where_everything_is_closed(reader):
    closure.close(current_file(), closure.EVERYTHING)

    try:
        answer = reader.get("/about/")
    finally:
        closure.reopen()

    assert answer.status_code == 503


def test_what_cannot_be_looked_through_is_not_sent(reader, closed):
    sha256 = json.loads(reader.get("/.well-known/edition.json").content)["sha256"]

    answers = [reader.get(f"/data/edition/{sha256}.sqlite"), reader.get("/data/tables.zip")]

    assert [answer.status_code for answer in answers] == [503, 503]


@pytest.mark.parametrize("path", TELLING)
def test_head_is_answered_as_get_is(reader, path, closed):
    assert [reader.head(path).status_code, reader.head("/about/").status_code] == [503, 200]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"}, 503),
        ({"verb": "GetRecord", "metadataPrefix": "tei", "identifier": f"oai:testserver:{CLOSED}"}, 503),
        ({"verb": "Identify"}, 200),
    ],
)
def test_harvester_who_posts_is_answered_as_one_who_gets(reader, closed, asked, status):
    assert [reader.get("/oai", asked).status_code, reader.post("/oai", asked).status_code] == [status] * 2


def test_machines_are_told_what_is_closed(reader, closed):
    assert json.loads(reader.get("/.well-known/edition.json").content)["closed"] == [CLOSED]


def test_nothing_is_answered_at_once_while_something_is_closed(edition):
    assert answering_state() is not None
    closure.close(current_file(), {CLOSED})

    try:
        assert answering_state() is None
    finally:
        closure.reopen()
