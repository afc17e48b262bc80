"""S15 and S16: adding a passkey at the desk, signing in and confirming with it; what each answers."""

import json
import re

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from sources.admin.signing import factor, passkeys
from sources.admin.signing.holding import hold
from sources.models import ChangeSet, Passkey, RecoveryCode
from tests.admin.conftest import sign_in
from tests.admin.forms import messages_of
from tests.admin.signing.conftest import PASSWORD, code_of
from tests.admin.signing.test_views import CODE, INDEX, LOGIN, SET_UP, give, is_in
from tests.authenticator import Device
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

ASK, ADD, OFFER = (
    "/admin/login/passkey/",
    "/admin/second-factor/passkey/",
    "/admin/second-factor/passkey/offer/",
)
OWN, CONFIRM = "/admin/second-factor/", "/admin/confirm/"


def add(client, device, name="blue key"):
    """Add a passkey as the page's script does."""
    options = client.post(OFFER).json()["options"]
    return client.post(ADD, {"name": name, "answer": device.create(options)})


def use(client, device, **lies):
    """Answer the page that follows the password."""
    options = client.post(ASK).json()["options"]
    return client.post(CODE, {"answer": device.get(options, **lies)})


def signed_in(device):
    client = Client()
    give(client)
    use(client, device)
    return client


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def device(wren, clock):
    """A passkey of the account, which has nothing else but its recovery codes."""
    made, client = Device(), Client()
    give(client)
    add(client, made)
    clock.pass_by(minutes=2)
    return made


# Adding ---------------------------------------------------------------------------------------------------


def test_s15_passkey_is_the_second_factor_that_is_required(wren, clock, settings):
    settings.SECOND_FACTOR = "required"
    client, device = Client(), Device()
    leads_to = give(client)["Location"]
    before = is_in(client)

    page = add(client, device)

    assert (leads_to, before, is_in(client)) == (SET_UP, False, True)
    assert len(re.findall(r"<code>[\w-]{19}</code>", page.content.decode())) == factor.CODES
    assert "no-store" in page["Cache-Control"]
    assert f'href="{INDEX}"' in page.content.decode()


def test_s15_adding_a_passkey_ends_other_sign_ins_and_keeps_this_one(wren, clock):
    here, there = Client(), Client()
    give(here)
    give(there)

    add(here, Device())

    assert (is_in(here), is_in(there)) == (True, False)


def test_s15_second_passkey_brings_no_new_codes_and_leads_to_the_list(wren, device):
    client = signed_in(device)

    answer = add(client, Device(), "telephone")

    assert answer["Location"] == OWN
    assert RecoveryCode.objects.count() == factor.CODES
    assert "telephone" in words(client.get(OWN))


@pytest.mark.parametrize("page", [ADD, SET_UP])
def test_s15_factor_is_added_with_a_fresh_password_only(wren, clock, page):
    client = Client()
    give(client)
    clock.pass_by(minutes=20)

    answers = [client.get(page)["Location"], client.post(page, {})["Location"]]

    assert answers == [f"{CONFIRM}?next={page.replace('/', '%2F')}"] * 2
    assert client.post(OFFER).status_code == 403


def test_s15_who_has_a_passkey_cannot_add_a_factor_with_the_password_alone(wren, device):
    client = Client()
    give(client)

    assert [client.get(page)["Location"] for page in (ADD, SET_UP)] == [CODE, CODE]
    assert client.post(OFFER).status_code == 403


def test_s15_challenge_is_good_only_for_what_it_was_made_for(wren, device):
    client = signed_in(device)
    to_sign = client.post(ASK).json()["options"]
    made = Device().create({"rp": {"id": "testserver"}, "challenge": to_sign["challenge"]})
    added = client.post(ADD, {"name": "telephone", "answer": made})
    to_make = client.post(OFFER).json()["options"]
    used = device.get({"rpId": "testserver", "challenge": to_make["challenge"]})

    confirmed = client.post(CONFIRM, {"password": PASSWORD, "answer": used})

    assert [passkeys.LATE in words(one) for one in (added, confirmed)] == [True, True]
    assert Passkey.objects.count() == 1


def test_s15_page_says_what_is_wrong_with_a_name(wren, device):
    client = signed_in(device)

    page = add(client, Device(), "blue key")

    assert "You have a passkey of that name: call this one otherwise." in words(page)


def test_s15_page_at_an_address_of_figures_says_why_there_are_none(wren, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
    client = sign_in(wren)

    page = client.get(ADD, headers={"host": "127.0.0.1"})

    assert "A passkey belongs to a name, and 127.0.0.1 is none" in words(page)
    assert client.post(OFFER, headers={"host": "127.0.0.1"}).status_code == 403


# Signing in -----------------------------------------------------------------------------------------------


def test_s15_password_then_passkey_opens_the_desk_and_leads_on(wren, device):
    client = Client()
    leads_to = give(client)["Location"]
    before = is_in(client)

    answer = use(client, device)

    assert (leads_to, before, answer["Location"], is_in(client)) == (CODE, False, INDEX, True)


def test_s15_page_offers_the_passkey_first_and_a_code_only_where_there_is_one(wren, device):
    client = Client()
    give(client)
    with_codes = words(client.get(CODE))
    RecoveryCode.objects.all().delete()

    without = words(client.get(CODE))

    assert with_codes.index("Use your passkey") < with_codes.index("Or give a code")
    assert "One of your recovery codes." in with_codes
    assert "Use your passkey" in without
    assert 'name="code"' not in without


def test_s15_who_has_an_app_alone_is_not_asked_for_a_passkey(wren, with_app):
    client = Client()
    give(client)

    page = words(client.get(CODE))

    assert "passkey" not in page.partition("<main")[2]
    assert (
        client.post(CODE, {"answer": Device().get({"rpId": "testserver", "challenge": "x"})}).status_code
        == 200
    )
    assert not is_in(client)


def test_s15_page_says_that_a_passkey_is_of_another_address(wren, device):
    Passkey.objects.update(host="elsewhere.example")
    client = Client()
    give(client)

    page = words(client.get(CODE))

    assert "Your passkeys are for another address of this archive" in page
    assert "Use your passkey" not in page


def test_s15_recovery_code_stands_for_a_passkey(wren, clock):
    client, device = Client(), Device()
    give(client)
    code = re.search(r"<code>([\w-]{19})</code>", add(client, device).content.decode()).group(1)
    other = Client()
    give(other)

    other.post(CODE, {"code": code})

    assert is_in(other)


def test_s15_nobody_learns_of_passkeys_before_the_password(wren, device):
    client = Client()
    give(client, "wrong")

    answers = [client.post(ASK), Client().post(ASK), client.post(OFFER)]

    assert {(one.status_code, one.content) for one in answers} == {
        (403, b'{"fault": "The password was given too long ago: open this page again."}')
    }
    assert client.get(CODE)["Location"] == LOGIN


@pytest.mark.parametrize(
    "lies",
    [{"origin": "https://evil.example"}, {"host": "evil.example"}, {"signature": b"forged"}, {"flags": 1}],
    ids=str,
)
def test_s15_false_answer_opens_nothing(wren, device, lies):
    client = Client()
    give(client)

    answer = use(client, device, **lies)

    assert (answer.status_code, is_in(client)) == (200, False)
    assert "This passkey was not accepted." in words(answer)


def test_s15_answer_is_not_taken_a_second_time_nor_after_three_minutes(wren, device, clock):
    client = Client()
    give(client)
    options = client.post(ASK).json()["options"]
    answer = device.get(options)
    clock.pass_by(minutes=4)
    late = client.post(CODE, {"answer": answer})
    again = client.post(CODE, {"answer": answer})

    assert [passkeys.LATE in words(one) for one in (late, again)] == [True, True]
    assert not is_in(client)


def test_s15_challenge_is_kept_here_and_gone_with_its_answer(wren, device):
    client = Client()
    give(client)
    options = client.post(ASK).json()["options"]
    kept = [one.get_decoded() for one in Session.objects.all()]

    client.post(CODE, {"answer": device.get(options)})

    assert sum("asked" in one for one in kept) == 1
    assert not any("asked" in one.get_decoded() for one in Session.objects.all())


def test_s15_challenge_of_one_browser_is_not_answered_in_another(wren, device):
    here, there = Client(), Client()
    give(here)
    give(there)
    options = here.post(ASK).json()["options"]

    there.post(CODE, {"answer": device.get(options)})

    assert not is_in(there)


def test_s15_passkey_that_counts_backwards_is_told_and_ends_what_is_signed_in(wren, device):
    before = signed_in(device)
    client = Client()
    give(client)

    answer = use(client, device, counter=0)

    assert "This passkey counted backwards" in words(answer)
    assert (is_in(client), is_in(before)) == (False, False)
    assert ChangeSet.objects.first().summary.endswith("its counter went back")


def test_s15_account_whose_only_passkey_was_stopped_wants_a_second_factor_still(wren, device):
    Passkey.objects.update(stopped_on="2031-05-04")
    RecoveryCode.objects.all().delete()
    client = Client()

    leads_to = give(client)["Location"]

    assert (leads_to, client.get(SET_UP)["Location"]) == (CODE, CODE)
    assert "Nothing that your account has opens the desk at this address" in words(client.get(CODE))


def test_s15_held_account_cannot_use_its_passkey(wren, device):
    client = Client()
    give(client)
    options = client.post(ASK).json()["options"]
    hold(wren, actor=None, reason="")

    answer = client.post(CODE, {"answer": device.get(options)})

    assert (answer["Location"], is_in(client), client.post(ASK).status_code) == (LOGIN, False, 403)


def test_s16_passkeys_are_counted_with_codes(wren, device):
    client = Client()
    give(client)

    answers = [client.post(CODE, {"answer": "{}"}).status_code for _ in range(4)]
    answers += [client.post(CODE, {"code": "000000"}).status_code for _ in range(3)]

    assert answers == [200] * 6 + [429]


# Confirming -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("password", "lies", "sentence"),
    [
        ("wrong", {}, "The password or the code is not right."),
        (PASSWORD, {"origin": "https://evil.example"}, "This passkey was not accepted."),
        (PASSWORD, {"flags": 1}, "This passkey was not accepted."),
        (PASSWORD, None, "The password or the code is not right."),
    ],
)
def test_s15_confirming_wants_password_and_passkey(wren, device, clock, password, lies, sentence):
    client = signed_in(device)
    clock.pass_by(minutes=20)
    options = client.post(ASK).json()["options"]

    answer = client.post(
        CONFIRM, {"password": password, "answer": "" if lies is None else device.get(options, **lies)}
    )

    assert sentence in words(answer)
    assert client.get(ADD).status_code == 302


def test_s15_confirming_with_a_passkey_lets_the_riskiest_acts_through(wren, device, clock):
    client = signed_in(device)
    clock.pass_by(minutes=20)
    before = client.get(ADD).status_code
    options = client.post(ASK).json()["options"]

    answer = client.post(CONFIRM, {"password": PASSWORD, "answer": device.get(options), "next": ADD})

    assert (before, answer["Location"], client.get(ADD).status_code) == (302, ADD, 200)


def test_s15_password_alone_confirms_nothing_where_all_that_is_left_is_stopped(wren, device, clock):
    client = signed_in(device)
    clock.pass_by(minutes=20)
    Passkey.objects.update(stopped_on="2031-05-04")
    RecoveryCode.objects.all().delete()

    answer = client.post(CONFIRM, {"password": PASSWORD})

    assert answer.status_code == 200
    assert "an administrator can remove your second factor" in words(answer)


def test_s15_app_confirms_beside_a_passkey(wren, with_app, clock):
    device, client = Device(), Client()
    give(client)
    client.post(CODE, {"code": code_of(wren, with_app[0], clock.now)})
    add(client, device)
    clock.pass_by(minutes=20)

    answer = client.post(CONFIRM, {"password": PASSWORD, "code": code_of(wren, with_app[0], clock.now)})

    assert answer.status_code == 302


# Removing -------------------------------------------------------------------------------------------------


def remove(client, name="blue key"):
    key = Passkey.objects.get(name=name).pk
    return client.post(OWN, {"do": "remove-passkey", "key": key}, follow=True)


def test_s15_removing_a_passkey_is_an_act_and_ends_other_sign_ins(wren, device):
    here, there = signed_in(device), signed_in(device)

    page = remove(here)

    assert messages_of(page) == [
        "The passkey “blue key” is removed. You have no second factor: a password is enough now."
    ]
    assert (is_in(here), is_in(there), RecoveryCode.objects.count()) == (True, False, 0)
    assert ChangeSet.objects.first().summary == "Removed the passkey “blue key” of wren"


def test_s15_removing_wants_a_fresh_password(wren, device, clock):
    client = signed_in(device)
    clock.pass_by(minutes=20)

    client.post(OWN, {"do": "remove-passkey", "key": Passkey.objects.get().pk})

    assert Passkey.objects.count() == 1


def test_s15_last_factor_stays_where_one_is_required(wren, device, settings):
    settings.SECOND_FACTOR = "required"
    client = signed_in(device)

    page = remove(client)

    assert "the only one you have: add another first" in words(page)
    assert (Passkey.objects.count(), RecoveryCode.objects.count()) == (1, factor.CODES)


def test_s15_app_may_go_where_a_passkey_is_left_and_the_codes_stay(wren, with_app, clock, settings):
    settings.SECOND_FACTOR = "required"
    device, client = Device(), Client()
    give(client)
    client.post(CODE, {"code": code_of(wren, with_app[0], clock.now)})
    add(client, device)

    page = client.post(OWN, {"do": "remove-app"}, follow=True)

    assert messages_of(page)[-1] == "Your app is removed: its codes are worth nothing now."
    assert (factor.has_app(wren), RecoveryCode.objects.count()) == (False, factor.CODES)
    assert is_in(signed_in(device))


@pytest.mark.parametrize("key", ["", "x", "-1", "9" * 30, "٣"])
def test_s15_key_that_is_none_is_not_removed(wren, device, key):
    client = signed_in(device)

    client.post(OWN, {"do": "remove-passkey", "key": key})

    assert Passkey.objects.count() == 1


def test_s15_anothers_key_is_not_removed(wren, device):
    client = sign_in(make_user("finch"))

    client.post(OWN, {"do": "remove-passkey", "key": Passkey.objects.get().pk})

    assert Passkey.objects.count() == 1


def test_s15_administrator_removes_lost_passkeys_with_all_the_rest(wren, device):
    keeper = sign_in(make_user("heron", role="administrator"))

    keeper.post(reverse("admin:sources_user_second_factor", args=[wren.pk]), {"reason": "Bag in the harbour"})

    assert (Passkey.objects.count(), RecoveryCode.objects.count()) == (0, 0)
    assert is_in(client_with_password())


def client_with_password():
    client = Client()
    give(client)
    return client


def test_s15_rescue_lets_an_account_in_that_has_passkeys_only(wren, device, capsys):
    call_command("rescue_account", "wren", "--keep-password")

    assert Passkey.objects.count() == 0
    assert is_in(client_with_password())


# What browsers may do -------------------------------------------------------------------------------------


def test_s02_pages_that_ask_for_a_passkey_say_so_and_no_other_does(wren, device):
    client = signed_in(device)
    half = Client()
    give(half)
    pages = {
        "get": [half.get(CODE), client.get(CONFIRM)],
        "create": [client.get(ADD)],
        "": [client.get(OWN), client.get(INDEX), client.get(SET_UP), Client().get(LOGIN), client.get("/")],
    }

    for what, answers in pages.items():
        for answer in answers:
            policy = answer["Permissions-Policy"]
            allowed = set(re.findall(r"publickey-credentials-(\w+)=\(self\)", policy))
            refused = set(re.findall(r"publickey-credentials-(\w+)=\(\)", policy))
            assert (allowed, refused) == ({what} - {""}, {"get", "create"} - {what})
            assert "camera=()" in policy


def test_s01_pages_have_their_script_as_a_file(wren, device):
    half = Client()
    give(half)

    page = half.get(CODE).content.decode()

    assert '<script type="module" src="/static/js/passkey.js"></script>' in page
    assert "<noscript>" in page
    assert json.dumps(Device().get({"rpId": "testserver", "challenge": "x"})) not in page
