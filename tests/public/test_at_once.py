"""What is answered before Django is asked is what Django answered, and only that."""

import io
import os

import pytest
from django.conf import settings
from django.core.signals import request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from sources.public.at_once import AtOnce
from tests.public.conftest import COURIER, VORCHENKO

pytestmark = pytest.mark.django_db(databases=["edition"])


class Server:
    """A WSGI server that counts how often the application behind is asked."""

    def __init__(self, limit=1 << 20):
        self.django = get_wsgi_application()
        self.asked = 0
        self.application = AtOnce(self.counted, limit)

    def counted(self, environ, start_response):
        self.asked += 1
        return self.django(environ, start_response)

    def get(self, path, **more):
        started = []
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            **more,
        }
        body = b"".join(self.application(environ, lambda *given: started.append(given)))
        [(status, headers)] = started
        return status, headers, body


@pytest.fixture(autouse=True)
def open_connections():
    """As Django's own test client does: a test's connection outlives the requests."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


@pytest.fixture
def server(edition):
    return Server()


def test_second_answer_is_the_first_and_django_is_not_asked(server):
    first, second = server.get(COURIER), server.get(COURIER)

    assert second == first
    assert first[0] == "200 OK"
    assert server.asked == 1


def test_copy_that_holds_is_confirmed_as_django_does(server):
    etag = dict(server.get(COURIER)[1])["ETag"]

    confirmed = [server.get(COURIER, HTTP_IF_NONE_MATCH=tag) for tag in (etag, f"W/{etag}", f'"x", {etag}')]

    assert [answer[0] for answer in confirmed] == ["304 Not Modified"] * 3
    assert confirmed[1:] == confirmed[:1] * 2
    assert server.asked == 2


def test_copy_that_holds_no_more_is_answered_with_the_page(server):
    page = server.get(COURIER)

    assert server.get(COURIER, HTTP_IF_NONE_MATCH='"another"') == page
    assert server.get(COURIER, HTTP_IF_NONE_MATCH="*") == page


def test_another_address_host_or_scheme_is_another_page(server):
    pages = [
        server.get(COURIER),
        server.get(VORCHENKO),
        server.get(COURIER, HTTP_HOST="localhost"),
        server.get(COURIER, **{"wsgi.url_scheme": "https"}),
    ]

    assert server.asked == 4
    assert len({body for _, _, body in pages}) == 4


@pytest.mark.parametrize(
    "more",
    [
        {"REQUEST_METHOD": "HEAD"},
        {"QUERY_STRING": "q=mole"},
        {"HTTP_COOKIE": "session=1"},
        {"HTTP_RANGE": "bytes=0-9"},
    ],
)
def test_what_is_asked_otherwise_is_for_django(server, more):
    server.get(COURIER)

    server.get(COURIER, **more)

    assert server.asked == 2


@pytest.mark.parametrize("path", ["/a/00000000/", "/a/8v0wtq0k/", "/search/"])
def test_what_is_not_a_page_that_may_be_kept_is_asked_for_each_time(server, path):
    assert server.get(path) == server.get(path)
    assert server.asked == 2


def test_nothing_is_known_of_another_edition(server):
    server.get(COURIER)
    made = settings.CURRENT_EDITION.stat().st_mtime_ns
    os.utime(settings.CURRENT_EDITION, ns=(made + 1, made + 1))

    server.get(COURIER)

    assert server.asked == 2


def test_answers_not_asked_for_make_room(edition):
    server = Server(limit=1)

    server.get(COURIER)
    server.get(COURIER)

    assert server.asked == 2
