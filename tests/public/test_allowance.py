"""What is expensive is shared among readers, and no reader's address is kept."""

import pickle

import pytest
from django.test import RequestFactory

from sources.edition.asking import reader_of
from sources.public import allowance, conditional
from sources.public.allowance import (
    A_DAY,
    DEPOSIT,
    MOST_KNOWN,
    WHOLE,
    Allowances,
    allowances,
    charged,
    efforts,
)
from sources.public.conditional import kept_pages
from tests.public.conftest import COURIER, VORCHENKO

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


def test_what_was_taken_in_excess_comes_back_and_what_cost_more_is_owed():
    clock = Clock()
    left = Allowances(clock)
    left.take(READER, 60, 60)

    left.settle(READER, 40, 60)
    taken = [left.take(READER, 40, 60), left.take(READER, 1, 60)]
    left.settle(READER, -30, 60)
    owed = left.take(READER, 1, 60)
    clock.now = 31.0

    assert (taken, owed, left.take(READER, 1, 60)) == ([0, 1], 31, 0)


def test_nobody_owes_more_than_a_minute_or_has_more_than_one():
    clock = Clock()
    left = Allowances(clock)
    left.settle(READER, -1_000, 60)
    left.settle(OTHER, 1_000, 60)

    assert left.take(READER, 1, 60) == 61
    assert [left.take(OTHER, 60, 60), left.take(OTHER, 1, 60)] == [0, 1]


def test_each_day_has_a_salt_of_its_own_and_yesterday_is_forgotten():
    clock = Clock()
    left = Allowances(clock)
    left.take(READER, 60, 60)
    yesterday, keys = left._salt, set(left._left)

    clock.now = A_DAY + 1
    left.take(READER, 60, 60)

    assert left._salt != yesterday
    assert len(left._left) == 1
    assert keys.isdisjoint(left._left)


def test_what_is_worked_out_costs_what_the_processor_took_and_waiting_nothing(monkeypatch):
    taken = iter([5.0, 5.25, 6.0, 6.0])
    monkeypatch.setattr(allowance.time, "thread_time", lambda: next(taken))
    monkeypatch.setattr(efforts, "_now", Clock())
    for _ in range(2):
        efforts.take(READER, DEPOSIT, 1000)
        with charged(READER, 1000):
            pass

    assert [efforts.take(READER, 750, 1000), efforts.take(READER, 10, 1000)] == [0, 1]


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


@pytest.fixture
def spent(settings, monkeypatch):
    """A reader who has had worked out what one may; time stands still."""
    settings.EFFORT = 1
    monkeypatch.setattr(efforts, "_now", Clock())
    efforts.settle(READER, -2_000, 1_000)


COSTLY = [
    "/search/?q=mole",
    "/people/within/?topic=burials",
    VORCHENKO,
    "/account/killed-on-the-mole/?sort=figure",
    "/sitemap/1.xml",
]


@pytest.mark.django_db(databases=["edition"])
@pytest.mark.parametrize("path", COSTLY)
def test_s28_t20_who_has_spent_a_minute_s_worth_is_told_when_to_come_again_and_nobody_else(
    reader, spent, path
):
    refused = reader.get(path, REMOTE_ADDR=READER)

    assert (refused.status_code, refused["Cache-Control"]) == (429, "no-store")
    assert refused["Retry-After"] == "66"  # 1,000 ms owed, and 100 for what is begun
    assert "for one reader. Ask again in 66 seconds." in refused.content.decode()
    assert not refused.cookies
    assert reader.get(path, REMOTE_ADDR=OTHER).status_code in {200, 404}


@pytest.mark.django_db(databases=["edition"])
def test_pages_that_are_kept_or_confirmed_cost_nobody_anything(reader, spent):
    first = reader.get(COURIER, REMOTE_ADDR=OTHER)
    left = dict(efforts._left)

    kept = reader.get(COURIER, REMOTE_ADDR=READER)
    confirmed = reader.get(COURIER, headers={"If-None-Match": first["ETag"]}, REMOTE_ADDR=READER)

    assert (kept.status_code, kept.content, confirmed.status_code) == (200, first.content, 304)
    assert efforts._left == left
    assert reader.get("/healthz", REMOTE_ADDR=READER).status_code == 200


@pytest.mark.django_db(databases=["edition"])
def test_refusal_is_made_once_whatever_is_asked(reader, spent):
    answers = [reader.get(path, REMOTE_ADDR=READER) for path in COSTLY[:3]]

    assert len({one.content for one in answers}) == 1
    assert len(kept_pages._pages) == 1


@pytest.mark.django_db(databases=["edition"])
@pytest.mark.parametrize(
    ("asks", "status"),
    [
        ((1, "10.0.0.1", f"{OTHER}, {READER}"), 429),  # forged, and the proxy's own word after it
        ((1, "10.0.0.1", f"{READER}, {OTHER}"), 200),  # nor is another's bucket filled
        ((0, READER, OTHER), 429),  # no proxy: nothing of the header is believed
        ((0, OTHER, READER), 200),
    ],
)
def test_forged_address_neither_escapes_nor_costs_another(reader, spent, settings, asks, status):
    settings.PROXIES, nearest, forwarded = asks
    before = dict(efforts._left)

    answer = reader.get("/search/?q=mole", REMOTE_ADDR=nearest, HTTP_X_FORWARDED_FOR=forwarded)

    assert answer.status_code == status
    if status == 200:
        assert before.items() <= efforts._left.items()  # what the other has left is as it was


@pytest.mark.django_db(databases=["edition"])
def test_many_tabs_of_one_reader_are_answered(reader, settings):
    settings.EFFORT = 4

    paths = [f"/a/8v0wtq0k/firing-on-the-coal-mole/{number}/" for number in range(1, 20)]
    paths += [f"/search/?q={word}" for word in ("mole", "velisar", "orlen", "strike", "coal", "quay")]
    answers = [reader.get(path, REMOTE_ADDR=READER).status_code for path in paths]

    assert 429 not in answers


@pytest.mark.django_db(databases=["edition"])
def test_0_is_no_limit_and_a_file_of_the_whole_is_counted_by_its_own(reader, spent, settings):
    assert reader.get("/data/archive.json", REMOTE_ADDR=READER).status_code == 200

    settings.EFFORT = 0

    assert reader.get("/search/?q=mole", REMOTE_ADDR=READER).status_code == 200


@pytest.mark.django_db(databases=["edition"])
def test_proxy_that_nobody_told_of_is_told_of_once_and_no_address_with_it(reader, spent, caplog):
    conditional._tell_of_proxies.cache_clear()

    for number in range(3):
        reader.get(f"/search/?q=mole{number}", REMOTE_ADDR=READER, HTTP_X_FORWARDED_FOR=OTHER)

    told = [one.getMessage() for one in caplog.records if "ARCHIVE_PROXIES" in one.getMessage()]
    assert len(told) == 1
    assert READER not in told[0]
    assert OTHER not in told[0]
