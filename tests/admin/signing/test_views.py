"""S15 and S16 at the desk: password, code, setting up, confirming; what each answers, and what it opens."""

import re
from collections import Counter

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sources.admin.signing import factor, throttle
from sources.models import SecondFactor, Tries
from tests.admin.signing.conftest import PASSWORD, code_of
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

LOGIN, CODE, SET_UP = "/admin/login/", "/admin/login/code/", "/admin/second-factor/set-up/"
INDEX = "/admin/"


def give(client, password=PASSWORD, name="wren", **more):
    """Send the sign-in form."""
    return client.post(LOGIN, {"username": name, "password": password, "next": INDEX}, **more)


def is_in(client):
    return client.get(INDEX).status_code == 200


def test_s15_password_alone_is_enough_where_nothing_more_is_wanted(wren):
    client = Client()

    answer = give(client)

    assert (answer.status_code, answer["Location"], is_in(client)) == (302, INDEX, True)


def test_s15_t19_password_alone_opens_nothing_where_there_is_an_app(wren, with_app):
    client = Client()

    answer = give(client)

    assert (answer["Location"], is_in(client)) == (CODE, False)
    assert "_auth_user_id" not in client.session


def test_s15_code_after_the_password_opens_the_desk_and_leads_on(wren, with_app, clock):
    client = Client()
    give(client)

    answer = client.post(CODE, {"code": code_of(wren, with_app[0], clock.now)})

    assert (answer["Location"], is_in(client)) == (INDEX, True)


def test_s15_t19_same_code_does_not_open_a_second_time(wren, with_app, clock):
    code = code_of(wren, with_app[0], clock.now)
    first, second = Client(), Client()
    for client in (first, second):
        give(client)
        client.post(CODE, {"code": code})

    assert (is_in(first), is_in(second)) == (True, False)


def test_s15_recovery_code_opens_the_desk(wren, with_app):
    client = Client()
    give(client)

    client.post(CODE, {"code": with_app[1][3]})

    assert is_in(client)


def test_s15_password_is_forgotten_after_some_minutes_without_a_code(wren, with_app, clock):
    client = Client()
    give(client)
    clock.pass_by(minutes=11)

    answer = client.post(CODE, {"code": code_of(wren, with_app[0], clock.now)})

    assert (answer["Location"], is_in(client)) == (LOGIN, False)


def test_s15_code_page_without_a_password_leads_to_the_beginning(wren):
    assert [Client().get(page)["Location"] for page in (CODE, SET_UP)] == [LOGIN, LOGIN]


def enrol(client, user, clock):
    """Read the page that sets an app up, as an app would, and send its first code."""
    page = client.get(SET_UP).content.decode()
    key = re.search(r'class="key">(\w+)<', page).group(1)
    offer = re.search(r'name="offer" value="([^"]+)"', page).group(1)
    code = factor.pyotp.TOTP(key).at(clock.now)
    return client.post(SET_UP, {"offer": offer, "code": code})


def test_s15_required_factor_is_set_up_before_anything_opens(wren, clock, settings):
    settings.SECOND_FACTOR = "required"
    client = Client()
    answer = give(client)
    before = is_in(client)

    page = enrol(client, wren, clock)

    assert (answer["Location"], before, is_in(client)) == (SET_UP, False, True)
    assert len(re.findall(r"<code>[\w-]{19}</code>", page.content.decode())) == factor.CODES
    assert "no-store" in page["Cache-Control"]


def test_s15_required_factor_closes_the_desk_to_a_sign_in_from_before(wren, settings):
    client = Client()
    give(client)
    settings.SECOND_FACTOR = "required"

    assert client.get(INDEX).status_code == 302


@pytest.mark.parametrize("role", ["annotator", "editor", "publisher", "administrator"])
def test_s15_required_factor_is_required_of_every_role(wren, settings, role):
    settings.SECOND_FACTOR = "required"
    make_user(role, role=role, password=PASSWORD)
    client = Client()

    assert give(client, name=role)["Location"] == SET_UP


def test_s15_who_has_an_app_cannot_set_another_up_with_the_password_alone(wren, with_app):
    client = Client()
    give(client)

    assert client.get(SET_UP)["Location"] == CODE
    assert SecondFactor.objects.get().salt == with_app[0]


def test_s15_key_of_another_account_is_not_taken(wren, clock, settings):
    settings.SECOND_FACTOR = "required"
    make_user("finch", password=PASSWORD)
    other, client = Client(), Client()
    give(other, name="finch")
    offer = re.search(r'name="offer" value="([^"]+)"', other.get(SET_UP).content.decode()).group(1)
    give(client)

    client.post(SET_UP, {"offer": offer, "code": "000000"})

    assert not SecondFactor.objects.exists()


def test_s15_setting_an_app_up_ends_other_sign_ins_and_keeps_this_one(wren, clock):
    here, there = Client(), Client()
    give(here)
    give(there)

    enrol(here, wren, clock)

    assert (is_in(here), is_in(there)) == (True, False)


def test_s15_own_page_makes_new_codes_when_the_password_is_fresh(wren, with_app, clock):
    client = Client()
    give(client)
    client.post(CODE, {"code": code_of(wren, with_app[0], clock.now)})
    page = client.post(reverse("admin:second_factor"), {"do": "codes"}).content.decode()
    clock.pass_by(minutes=20)
    later = client.post(reverse("admin:second_factor"), {"do": "codes"})

    assert page.count("<code>") == factor.CODES
    assert later["Location"] == "/admin/confirm/?next=%2Fadmin%2Fsecond-factor%2F"


def test_s15_confirming_wants_password_and_code(wren, with_app, clock):
    client, confirm = Client(), reverse("admin:confirm")
    give(client)
    client.post(CODE, {"code": code_of(wren, with_app[0], clock.now)})
    clock.pass_by(minutes=20)
    code = code_of(wren, with_app[0], clock.now)

    answers = [
        client.post(confirm, {"password": password, "code": sent}).status_code
        for password, sent in (("wrong", code), (PASSWORD, "000000"), (PASSWORD, code))
    ]

    assert answers == [200, 200, 302]
    assert client.post(reverse("admin:second_factor"), {"do": "codes"}).status_code == 200


def test_s06_confirming_leads_to_the_desk_and_nowhere_else(wren):
    client = Client()
    give(client)
    evil = ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/people/")

    ways = {
        client.post(reverse("admin:confirm"), {"password": PASSWORD, "next": goal})["Location"]
        for goal in evil
    }

    assert ways == {INDEX}


@pytest.mark.parametrize(
    "goal",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:x"],
)
def test_s06_sign_in_leads_to_this_site_and_nowhere_else(wren, goal):
    answer = Client().post(f"{LOGIN}?next={goal}", {"username": "wren", "password": PASSWORD, "next": goal})

    assert answer["Location"] == INDEX


# S16 -----------------------------------------------------------------------------------------------------


def test_s16_t19_after_some_failures_the_next_is_not_looked_at_and_says_when(wren, clock):
    answers = [give(Client(), "wrong") for _ in range(7)]

    last = answers[-1]
    assert [answer.status_code for answer in answers] == [200] * 6 + [429]
    assert last["Retry-After"] == "2"
    assert "The next is looked at in 2 seconds." in last.content.decode()


def test_s16_right_password_that_comes_too_early_opens_nothing(wren, clock):
    for _ in range(6):
        give(Client(), "wrong")
    client = Client()

    early = give(client).status_code
    clock.pass_by(seconds=2)
    later = give(client).status_code

    assert (early, later, is_in(client)) == (429, 302, True)


@pytest.fixture
def few(monkeypatch):
    """A wide count that is full after four, so that a test need not send sixty forms."""
    monkeypatch.setattr(throttle, "FREE_FOR_ALL", 4)


def address(number):
    return {"REMOTE_ADDR": f"203.0.{number}.7"}


def test_s16_owner_gets_in_with_a_known_device_while_an_enemy_hammers_from_everywhere(wren, clock, few):
    owner, stranger = Client(), Client()
    give(owner, **address(1))
    owner.post(reverse("admin:logout"))
    for number in range(2, 9):
        give(Client(), "wrong", **address(number))

    answers = [give(client, **address(1)).status_code for client in (stranger, owner)]

    assert answers == [429, 302]


def test_s16_device_is_known_for_its_own_account_only(wren, clock, few):
    make_user("finch", password=PASSWORD)
    client = Client()
    give(client)
    for number in range(2, 9):
        give(Client(), "wrong", name="finch", **address(number))

    assert give(client, name="finch").status_code == 429


def test_s16_device_is_forgotten_with_the_sign_ins(wren, clock, few):
    client = Client()
    give(client)
    factor.renew_codes(wren)  # any act on the account that ends its sign-ins
    for number in range(2, 9):
        give(Client(), "wrong", **address(number))

    assert give(client).status_code == 429


class Counting(Argon2PasswordHasher):
    """Counts how often a password was hashed, each cheaply."""

    time_cost, memory_cost, parallelism = 1, 64, 1
    hashed = 0

    def encode(self, password, salt):
        Counting.hashed += 1
        return super().encode(password, salt)

    def verify(self, password, encoded):
        Counting.hashed += 1
        return super().verify(password, encoded)


def test_s16_t19_unknown_known_and_closed_accounts_answer_alike_for_the_same_work(wren, clock, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]
    for name, values in (("known", {}), ("closed", {"is_active": False}), ("apart", {"is_staff": False})):
        make_user(name, password=PASSWORD, **values)
    seen = []
    tries = [("nobody", "wrong"), ("known", "wrong"), ("closed", PASSWORD), ("apart", PASSWORD)]
    for name, password in tries:
        hashed = Counting.hashed
        client = Client()
        with CaptureQueriesContext(connection) as queries:
            answer = give(client, password, name=name)
        body = re.sub(r'value="\w{64}"', "", answer.content.decode()).replace(name, "NAME")
        kinds = Counter(query["sql"].split()[0] for query in queries)
        seen.append((answer.status_code, body, Counting.hashed - hashed, kinds))

    assert [one[:1] + one[2:] for one in seen] == [seen[0][:1] + seen[0][2:]] * len(tries)
    assert {body for _, body, *_ in seen} == {seen[0][1]}
    assert seen[0][2] == 1


def test_s16_no_name_and_no_address_is_kept(wren, clock):
    give(Client(), "wrong", **address(113))

    kept = str(list(Tries.objects.values())) + str(list(Session.objects.values()))

    assert [word for word in ("wren", "203.0", "127.0") if word in kept] == []


def test_s16_too_many_at_once_are_told_to_come_again(wren, clock):
    from sources.admin.signing.forms import STRANGERS  # noqa: PLC0415 -- the very object that the form asks

    held = [STRANGERS._room.acquire(blocking=False) for _ in range(10)]
    try:
        answer = give(Client())
    finally:
        for was in held:
            if was:
                STRANGERS._room.release()

    assert (answer.status_code, answer["Retry-After"]) == (429, "5")
    assert {row.failed for row in Tries.objects.all()} == {0}


def test_s16_codes_are_counted_too(wren, with_app):
    client = Client()
    give(client)

    assert [client.post(CODE, {"code": "000000"}).status_code for _ in range(7)] == [200] * 6 + [429]
