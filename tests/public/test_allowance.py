"""What is expensive is shared among readers, and no reader's address is kept."""

import pickle

import pytest
from django.test import RequestFactory

from sources.edition.asking import reader_of
from sources.public.allowance import MOST_KNOWN, WHOLE, Allowances, allowances

READER, OTHER = "192.0.2.7", "192.0.2.8"


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self):
        return self.now


def test_a_minute_s_worth_may_be_asked_at_once_and_comes_back_with_time():
    clock = Clock()
    left = Allowances(clock)

    at_once = [left.take(READER, 1, 60) for _ in range(61)]
    clock.now = 1.0
    later = [left.take(READER, 1, 60) for _ in range(2)]

    assert at_once == [0] * 60 + [1]
    assert later == [0, 1]


def test_what_costs_more_waits_longer_and_takes_nothing_meanwhile():
    clock = Clock()
    left = Allowances(clock)
    left.take(READER, 55, 60)

    assert [left.take(READER, 10, 60), left.take(READER, 10, 60), left.take(READER, 5, 60)] == [5, 5, 0]


def test_one_reader_costs_no_other_anything():
    left = Allowances(Clock())

    assert [left.take(READER, 60, 60), left.take(READER, 1, 60), left.take(OTHER, 1, 60)] == [0, 1, 0]


def test_what_costs_more_than_a_minute_s_worth_may_be_had_once_a_minute():
    clock = Clock()
    left = Allowances(clock)

    assert [left.take(READER, 10, 3), left.take(READER, 10, 3)] == [0, 60]


def test_a_subscriber_of_ipv6_is_one_reader():
    left = Allowances(Clock())

    assert left.take("2001:db8:1:2::1", 60, 60) == 0
    assert left.take("2001:db8:1:2:ffff::9", 1, 60) == 1
    assert left.take("2001:db8:1:3::1", 1, 60) == 0


def test_no_limit_and_no_address_count_nothing():
    left = Allowances(Clock())

    assert [left.take(READER, 10, 0), left.take("", 10, 1), left.take("", 10, 1)] == [0, 0, 0]
    assert left._left == {}


def test_neither_addresses_nor_more_readers_than_there_is_room_for_are_kept():
    left = Allowances(Clock())

    for number in range(MOST_KNOWN + 5):
        left.take(f"10.0.{number // 256}.{number % 256}", 1, 60)

    assert len(left._left) == MOST_KNOWN
    kept = pickle.dumps(list(left._left.items()))
    assert b"10.0." not in kept
    assert bytes([10, 0, 39, 1]) not in kept
    assert Allowances()._salt != Allowances()._salt


@pytest.mark.parametrize(
    ("proxies", "forwarded", "asks"),
    [
        (0, "203.0.113.1", "10.0.0.1"),
        (1, "203.0.113.1", "203.0.113.1"),
        (1, "198.51.100.9, 203.0.113.1", "203.0.113.1"),
        (2, "198.51.100.9, 203.0.113.1, 10.0.0.2", "203.0.113.1"),
        (1, "", "10.0.0.1"),
        (1, " ", "10.0.0.1"),
        (2, " , 203.0.113.1", "203.0.113.1"),
        (3, "203.0.113.1", "203.0.113.1"),
    ],
)
def test_the_reader_is_who_asked_the_outermost_trusted_proxy(settings, proxies, forwarded, asks):
    settings.PROXIES = proxies
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}

    assert reader_of(RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", **extra)) == asks


@pytest.mark.django_db(databases=["edition"])
def test_files_of_the_whole_are_limited_and_pages_are_not(reader, settings, caplog, capfd):
    settings.RATE = 12

    answers = [reader.get("/data/archive.json", REMOTE_ADDR=READER) for _ in range(2)]

    assert [one.status_code for one in answers] == [200, 429]
    assert 1 <= int(answers[1]["Retry-After"]) <= 40
    assert answers[1]["Cache-Control"] == "no-store"
    assert answers[1]["Access-Control-Allow-Origin"] == "*"
    assert f"Ask again in {answers[1]['Retry-After']} seconds." in answers[1].content.decode()
    assert READER not in answers[1].content.decode()
    assert reader.get("/people/", REMOTE_ADDR=READER).status_code == 200
    assert reader.get("/data/archive.json", REMOTE_ADDR=OTHER).status_code == 200
    assert READER not in caplog.text + "".join(capfd.readouterr())
    known = answers[0]["ETag"]
    again = reader.get("/data/archive.json", headers={"If-None-Match": known}, REMOTE_ADDR=READER)
    assert again.status_code == 304  # which costs nothing


@pytest.mark.django_db(databases=["edition"])
@pytest.mark.parametrize(
    ("path", "statuses"),
    [
        ("/articles/cite.bib", [200, 429]),
        ("/c/temrava/cite.bib", [200, 429]),
        ("/topic/burials/cite.bib", [200, 200]),
    ],
)
def test_citations_of_the_whole_cost_what_a_file_of_it_does_and_those_of_a_list_an_answer(
    reader, settings, path, statuses
):
    settings.RATE = WHOLE

    assert [reader.get(path, REMOTE_ADDR=READER).status_code for _ in range(2)] == statuses


@pytest.mark.django_db(databases=["edition"])
@pytest.mark.parametrize(
    "path", ["/articles/feed/", "/data/places.geojson", "/a/8v0wtq0k/cite.bib", "/a/8v0wtq0k/article.tei.xml"]
)
def test_pages_of_other_sites_may_read_files_and_feeds(reader, path):
    asked = reader.options(
        path, headers={"Origin": "https://other.example", "Access-Control-Request-Method": "GET"}
    )
    told = reader.get(path, headers={"Origin": "https://other.example"})

    assert (asked.status_code, asked.content, asked["Allow"]) == (204, b"", "GET, HEAD, OPTIONS")
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert told.status_code == 200
    for answer in (asked, told):
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Access-Control-Allow-Credentials" not in answer
    allowances.clear()


@pytest.mark.django_db(databases=["edition"])
def test_pages_are_the_site_s_own(reader):
    assert "Access-Control-Allow-Origin" not in reader.get("/people/")
    assert reader.options("/people/").status_code == 405
