"""S15: passkeys (W3C WebAuthn), made and used by a device in software that lies as a test asks it to."""

import json
from contextlib import suppress
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from fido2 import cbor
from fido2.cose import CoseKey
from fido2.utils import websafe_encode
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.admin.signing import factor, passkeys, webauthn
from sources.admin.signing.webauthn import NotTakenError, Place
from sources.annotate import journal
from sources.annotate.acts import act
from sources.annotate.kept_keys import kept_key
from sources.keeping.replay import replay
from sources.models import Change, ChangeSet, Passkey, RecoveryCode, User
from tests.authenticator import ATTESTED, PRESENT, VERIFIED, Device, public_half
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

HERE = Place("testserver", "http://testserver")
FIRST, SECOND = b"\x01" * 32, b"\x02" * 32


def offered(user, challenge=FIRST):
    return passkeys.begin_adding(user, HERE, challenge)


def asked(user, challenge=SECOND):
    return passkeys.begin_asking(user, HERE, challenge)


def add(user, device, name="blue key", **lies):
    return passkeys.add(user, HERE, FIRST, device.create(offered(user), **lies), name)


def use(user, device, to=SECOND, **lies):
    passkeys.take(user, HERE, to, device.get(asked(user, to), **lies))


def refusal(call, *args, **more):
    with pytest.raises(NotTakenError) as refused:
        call(*args, **more)
    return str(refused.value)


@pytest.fixture
def device(wren, clock):
    made = Device()
    add(wren, made)
    return made


# Adding ---------------------------------------------------------------------------------------------------


def test_s15_offer_wants_a_person_asked_nothing_told_and_nothing_left_on_the_device(wren):
    offer = offered(wren)

    assert offer["rp"]["id"] == "testserver"
    assert offer["attestation"] == "none"
    assert offer["authenticatorSelection"]["userVerification"] == "required"
    assert offer["authenticatorSelection"]["residentKey"] == "discouraged"
    assert [one["alg"] for one in offer["pubKeyCredParams"]] == [-8, -7, -257]
    assert offer["timeout"] == 180_000


def test_s15_device_gets_a_number_that_tells_nobody_whose_it_is(wren):
    other = make_user("finch")
    numbers = [offered(user)["user"]["id"] for user in (wren, wren, other)]

    assert numbers[0] == numbers[1] != numbers[2]
    assert str(kept_key(factor.KEY_FILE).hex()) not in numbers[0]


@pytest.mark.parametrize(
    "private",
    [
        ec.generate_private_key(ec.SECP256R1()),
        ed25519.Ed25519PrivateKey.generate(),
        rsa.generate_private_key(65537, 2048),
    ],
    ids=["ES256", "Ed25519", "RS256"],
)
def test_s15_keys_of_three_kinds_are_added_and_sign(wren, clock, private):
    device = Device(private=private)

    codes = add(wren, device)
    use(wren, device)

    row = Passkey.objects.get()
    assert (row.name, row.counter, row.added_on, row.used_on) == (
        "blue key",
        1,
        clock.now.date(),
        clock.now.date(),
    )
    assert len(codes) == factor.CODES


def test_s15_only_the_public_half_is_stored_and_none_of_it_is_in_the_record(wren, device):
    row, entry = Passkey.objects.get(), ChangeSet.objects.get()
    logged = entry.summary + str(list(Change.objects.values()))

    assert row.public_key == websafe_encode(cbor.encode(public_half(device.private)))
    assert entry.summary == "Added the passkey “blue key” to the account of wren"
    assert [part for part in (row.credential, row.public_key) if part in logged] == []


@pytest.mark.parametrize("flags", [PRESENT | ATTESTED, VERIFIED | ATTESTED, PRESENT | VERIFIED])
def test_s15_key_of_a_device_that_asked_nobody_is_refused(wren, flags):
    assert refusal(add, wren, Device(), flags=flags) == webauthn.WRONG


LIES_IN_ADDING = {
    "another origin": {"origin": "https://evil.example"},
    "the same host by another scheme": {"origin": "https://testserver"},
    "another port": {"origin": "http://testserver:8000"},
    "a name under it": {"origin": "http://www.testserver"},
    "another host": {"host": "evil.example"},
    "another challenge": {"challenge": websafe_encode(SECOND)},
    "what signs in": {"type": "webauthn.get"},
    "a frame": {"framed": True},
    "another's name": {"raw_id": b"another"},
    "no CBOR": {"attestation": b"\xff" * 40},
    "CBOR of something else": {"attestation": cbor.encode({"fmt": "none"})},
    "CBOR without an end": {"attestation": b"\x81" * 5000},
}


@pytest.mark.parametrize("lies", LIES_IN_ADDING.values(), ids=LIES_IN_ADDING)
def test_s15_new_key_is_refused_that_was_made_with(wren, lies):
    assert refusal(add, wren, Device(), **lies) == webauthn.WRONG
    assert (Passkey.objects.count(), ChangeSet.objects.count()) == (0, 0)


ES384 = CoseKey.for_alg(-35).from_cryptography_key(ec.generate_private_key(ec.SECP384R1()).public_key())
POINT = public_half(ec.generate_private_key(ec.SECP256R1()))
UNFIT = {
    "an algorithm that was not offered": ES384,
    "an algorithm that nobody knows": {1: 2, 3: -9999},
    "no point of its curve": {**POINT, -3: b"\x01" * 32},
    "another curve": {**POINT, -1: 2},
    "half a key": {key: value for key, value in POINT.items() if key != -3},
    "a key of no length": {1: 1, 3: -8, -1: 6, -2: b""},
}


@pytest.mark.parametrize("public", UNFIT.values(), ids=UNFIT)
def test_s15_new_key_is_refused_that_is(wren, public):
    assert refusal(add, wren, Device(), public=public) == webauthn.UNFIT
    assert not Passkey.objects.exists()


def test_s15_key_with_a_name_longer_than_any_is_refused(wren):
    long = Device(credential=b"x" * 1024)

    assert refusal(add, wren, long) == webauthn.UNFIT


def test_s15_key_is_set_up_once_in_the_whole_archive(wren, device):
    finch = make_user("finch")

    assert refusal(add, wren, device, "again") == passkeys.THERE
    assert refusal(add, finch, device) == passkeys.THERE


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("blue key", "You have a passkey of that name: call this one otherwise."),
        ("", "This field cannot be blank."),
        ("key\u202e", "Character 4 is U+202E, which cannot be seen"),
    ],
)
def test_s15_name_of_a_key_is_refused(wren, device, name, sentence):
    with pytest.raises(ValidationError) as refused:
        add(wren, Device(), name)

    assert refused.value.messages[0].startswith(sentence)


def test_s15_account_has_ten_at_most(wren, clock):
    values = {"host": "testserver", "public_key": "x", "counter": 0, "added_on": clock.now}
    Passkey.objects.bulk_create(
        Passkey(user=wren, name=f"key {number}", credential=f"c{number}", **values)
        for number in range(passkeys.MOST)
    )

    assert refusal(add, wren, Device(), "one more") == passkeys.ENOUGH


def test_s15_device_that_has_a_key_is_told_so(wren, device):
    assert [one["id"] for one in offered(wren)["excludeCredentials"]] == [websafe_encode(device.credential)]


def test_s15_recovery_codes_come_with_the_first_factor_only(wren, with_app, clock):
    before = set(RecoveryCode.objects.values_list("digest", flat=True))

    codes = add(wren, Device())

    assert (codes, set(RecoveryCode.objects.values_list("digest", flat=True))) == ([], before)


@pytest.mark.parametrize(
    "values",
    [{"name": ""}, {"host": ""}, {"credential": ""}, {"public_key": ""}, {"counter": -1}],
    ids=str,
)
def test_s15_database_refuses_half_a_key(wren, device, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Passkey.objects.update(**values)


def test_s15_database_has_a_credential_once(wren, device):
    row = Passkey.objects.get()
    row.pk, row.name = None, "another"

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_s15_journal_says_that_a_secret_changed_and_a_restore_believes_it(wren, clock, settings, tmp_path):
    settings.DATA = tmp_path
    device = Device()
    add(wren, device)
    row, lines = Passkey.objects.get(), journal.read()

    with act("restore", "Restored") as doing:
        replay(doing, [{**line, "act": "00000000"} for line in lines])

    wren.refresh_from_db()
    assert [(line["what"], line["id"]) for line in lines] == [("credentials", "wren")]
    assert [part for part in (row.credential, row.public_key, row.name) if part in str(lines)] == []
    assert not wren.has_usable_password()


# Using ----------------------------------------------------------------------------------------------------


def test_s15_request_names_the_accounts_own_keys_of_this_host(wren, device):
    add(wren, Device(), "other")
    Passkey.objects.filter(name="other").update(host="elsewhere.example")

    wanted = asked(wren)

    assert [one["id"] for one in wanted["allowCredentials"]] == [websafe_encode(device.credential)]
    assert (wanted["rpId"], wanted["userVerification"]) == ("testserver", "required")


LIES_IN_USING = {
    "another origin": {"origin": "https://evil.example"},
    "the same host by another scheme": {"origin": "https://testserver"},
    "another host": {"host": "evil.example"},
    "another challenge": {"challenge": websafe_encode(FIRST)},
    "what adds a key": {"type": "webauthn.create"},
    "a frame": {"framed": True},
    "nobody there": {"flags": VERIFIED},
    "nobody asked for finger or PIN": {"flags": PRESENT},
    "another's signature": {"signature": Device().private.sign(b"", ec.ECDSA(ec.hashes.SHA256()))},
    "no signature": {"signature": b""},
}


@pytest.mark.parametrize("lies", LIES_IN_USING.values(), ids=LIES_IN_USING)
def test_s15_answer_is_refused_that_was_made_with(wren, device, lies):
    before = list(Passkey.objects.values())

    assert refusal(use, wren, device, **lies) == webauthn.WRONG
    assert list(Passkey.objects.values()) == before


def test_s15_answer_counts_once(wren, device):
    answer = device.get(asked(wren))
    passkeys.take(wren, HERE, SECOND, answer)

    assert refusal(passkeys.take, wren, HERE, SECOND, answer) == passkeys.BACK


def test_s15_answer_of_a_device_that_does_not_count_counts_once(wren, clock):
    device = Device(step=0)
    add(wren, device)
    answer = device.get(asked(wren))
    passkeys.take(wren, HERE, SECOND, answer)

    assert refusal(passkeys.take, wren, HERE, SECOND, answer) == passkeys.LATE
    use(wren, device, b"\x03" * 32)


def test_s15_anothers_key_opens_nothing(wren, device):
    finch = make_user("finch")
    add(finch, Device(), "own")

    answer = device.get(asked(finch))

    assert refusal(passkeys.take, finch, HERE, SECOND, answer) == passkeys.UNKNOWN


def test_s15_key_under_the_name_of_anothers_opens_nothing(wren, device):
    thief = Device(credential=device.credential, counter=50)

    assert refusal(use, wren, thief) == webauthn.WRONG


def test_s15_key_of_another_host_opens_nothing_here(wren, device):
    Passkey.objects.update(host="elsewhere.example")

    assert refusal(use, wren, device) == passkeys.UNKNOWN


@pytest.mark.parametrize("counter", [0, 4, 5])
def test_s15_key_that_counts_backwards_is_stopped_for_good_and_the_record_says_so(wren, clock, counter):
    device = Device(counter=4)
    add(wren, device)
    use(wren, device)
    salt = User.objects.get(pk=wren.pk).sign_in_salt

    told = [
        refusal(use, wren, device, b"\x03" * 32, counter=counter),
        refusal(use, wren, device, b"\x04" * 32, counter=99),
    ]

    assert told == [passkeys.BACK, passkeys.STOPPED]
    assert (
        ChangeSet.objects.first().summary == "Stopped the passkey “blue key” of wren: its counter went back"
    )
    assert Passkey.objects.get().stopped_on == clock.now.date()
    assert User.objects.get(pk=wren.pk).sign_in_salt != salt
    assert factor.has_factor(wren)


def test_s15_forged_counter_stops_nothing(wren, device):
    """Only what the key itself signed tells of its counter."""
    use(wren, device)

    refusal(use, wren, device, b"\x03" * 32, counter=0, signature=b"forged")

    assert Passkey.objects.get().stopped_on is None


def test_s15_day_of_the_last_use_is_kept_and_not_the_hour(wren, device, clock):
    clock.pass_by(days=2)
    use(wren, device)

    assert Passkey.objects.get().used_on == (clock.now - timedelta(hours=3)).date()


NO_ANSWERS = {
    "nothing": "",
    "no JSON": "{",
    "null": "null",
    "a list": "[]",
    "a word": '"key"',
    "nothing in it": "{}",
    "two names": '{"id": "YQ", "rawId": "Yg", "response": {}}',
    "a name that is a number": '{"id": 1, "rawId": 1, "response": {}}',
    "no response": '{"id": "YQ", "rawId": "YQ", "response": null}',
    "a response of another kind": '{"id": "YQ", "rawId": "YQ", "response": []}',
    "no base64": '{"id": "YQ", "rawId": "YQ", "response": {"clientDataJSON": "é"}}',
    "JSON in it that is none": '{"id": "YQ", "rawId": "YQ", "response": {"clientDataJSON": "YQ"}}',
    "half a letter": '{"id": "\\ud800", "rawId": "\\ud800", "response": {}}',
    "no end of lists": "[" * webauthn.LONGEST,
}


@pytest.mark.parametrize("sent", NO_ANSWERS.values(), ids=NO_ANSWERS)
def test_s15_answer_is_refused_that_is(sent):
    for read in (webauthn.signed, lambda text: webauthn.made(HERE, FIRST, text)):
        assert refusal(read, sent) == webauthn.WRONG


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_s15_answer_with_a_few_other_bytes_is_refused_and_never_breaks(data):
    device, options = Device(), {"rp": {"id": "testserver"}, "rpId": "testserver"}
    options["challenge"] = websafe_encode(FIRST)
    answer = json.loads(device.create(options))
    part = data.draw(st.sampled_from(["clientDataJSON", "attestationObject"]))
    whole = webauthn.websafe_decode(answer["response"][part])
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.binary(max_size=3))
    answer["response"][part] = websafe_encode(whole[:at] + other + whole[at + 1 :])

    with suppress(
        NotTakenError
    ):  # what is not signed may be otherwise: the rest is refused, and nothing else
        webauthn.made(HERE, FIRST, json.dumps(answer))


# Where ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "is_secure", "place"),
    [
        ("archive.example", True, Place("archive.example", "https://archive.example")),
        ("ARCHIVE.example:8443", True, Place("archive.example", "https://archive.example:8443")),
        ("localhost:8000", False, Place("localhost", "http://localhost:8000")),
        ("127.0.0.1:8000", False, None),
        ("[::1]:8000", False, None),
        ("any.pattern.example", True, None),
    ],
)
def test_s15_place_is_a_name_that_the_settings_have_in_full(settings, host, is_secure, place):
    settings.ALLOWED_HOSTS = ["Archive.example", "localhost", "127.0.0.1", "[::1]", ".pattern.example"]

    request = RequestFactory().get("/admin/", secure=is_secure, headers={"host": host})

    assert webauthn.place_of(request) == place
