"""S34: where a check cannot be made, nothing is given. Each is made to fail here."""

import pytest
from django.test import Client
from django.urls import reverse

from sources.admin import shielding
from sources.admin import site as desk_site
from sources.admin.signing import factor, forms, passkeys, session, throttle, views, webauthn
from sources.admin.signing.webauthn import Place
from sources.edition import press
from sources.edition.publish import publish
from sources.models import ChangeSet, Edition
from tests.admin.conftest import sign_in
from tests.authenticator import Device
from tests.factories import make_article, make_entity, make_mention, make_passage, make_user

pytestmark = pytest.mark.django_db

NAME = "Zqxv Wrbl"
PASSWORD = "lamps on the quay 1931"


class BrokenError(Exception):
    """What nobody thought of."""


def breaks(*_, **__):
    raise BrokenError


@pytest.fixture(autouse=True)
def editions(settings, tmp_path):
    settings.EDITIONS = tmp_path / "editions"
    settings.CURRENT_EDITION = settings.EDITIONS / "current.sqlite3"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def witness():
    person = make_entity(NAME, is_protected=True, pseudonym="a lamplighter")
    article = make_article(status="published", access="full")
    make_mention(make_passage(article, f"{NAME} put out the lamps."), NAME, person)
    return article


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (shielding, "_shield"),
        (shielding, "_cover"),
        (shielding, "visible"),
        (desk_site, "may"),
        (session, "is_complete"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_s34_desk_says_nothing_where_a_right_cannot_be_told(witness, monkeypatch, module, name):
    client = sign_in(make_user("wren", role="annotator"))
    client.raise_request_exception = False
    monkeypatch.setattr(module, name, breaks)

    for page in ("admin:index", "admin:sources_article_changelist", "admin:sources_person_changelist"):
        answer = client.get(reverse(page))
        assert NAME not in answer.content.decode(), page


@pytest.mark.parametrize("name", ["refuse_names_in", "replace_captured_places"])
def test_s34_no_edition_where_protection_fails(witness, monkeypatch, settings, name):
    monkeypatch.setattr(press, name, breaks)

    with pytest.raises(BrokenError):
        publish()

    assert not Edition.objects.exists()
    assert not settings.CURRENT_EDITION.exists()


def test_s34_former_edition_stays_where_the_next_one_fails(witness, monkeypatch, settings):
    first = publish()
    monkeypatch.setattr(press, "refuse_names_in", breaks)
    make_article(status="published", access="full")

    with pytest.raises(BrokenError):
        publish()

    assert settings.CURRENT_EDITION.resolve() == first.path.resolve()


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (throttle, "admit"),
        (views.factor, "has_factor"),
        (views.session, "sign_in"),
        (views, "remember_device"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_s34_nobody_is_signed_in_where_a_step_fails(monkeypatch, module, name):
    make_user("wren", password=PASSWORD)
    client = Client(raise_request_exception=False)
    monkeypatch.setattr(module, name, breaks)

    answer = client.post("/admin/login/", {"username": "wren", "password": PASSWORD})
    monkeypatch.undo()

    assert answer.status_code == 500
    assert answer.cookies.get("session") is None
    assert client.get("/admin/").status_code == 302


def test_s34_code_that_cannot_be_looked_at_is_wrong(monkeypatch, settings):
    wren = make_user("wren", password=PASSWORD)
    salt = factor.new_salt()
    factor.app_key(wren, salt)  # makes the archive's own key
    factor.set_up(wren, salt, 1)
    client = Client(raise_request_exception=False)
    client.post("/admin/login/", {"username": "wren", "password": PASSWORD})
    (settings.DATA / factor.KEY_FILE).rename(settings.DATA / "key-put-aside")
    try:
        answer = client.post("/admin/login/code/", {"code": "123456"})
    finally:
        (settings.DATA / "key-put-aside").replace(settings.DATA / factor.KEY_FILE)

    assert (answer.status_code, client.get("/admin/").status_code) == (200, 302)


@pytest.mark.parametrize(
    ("module", "name"),
    [(forms.session, "asked"), (webauthn, "place_of"), (webauthn, "signed"), (webauthn, "checked")],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_s34_passkey_that_cannot_be_checked_opens_nothing(monkeypatch, module, name):
    wren, device, here = (
        make_user("wren", password=PASSWORD),
        Device(),
        Place("testserver", "http://testserver"),
    )
    answer = device.create(passkeys.begin_adding(wren, here, b"1" * 32))
    passkeys.add(wren, here, b"1" * 32, answer, "blue key")
    client = Client(raise_request_exception=False)
    client.post("/admin/login/", {"username": "wren", "password": PASSWORD})
    options = client.post("/admin/login/passkey/").json()["options"]
    monkeypatch.setattr(module, name, breaks)

    answer = client.post("/admin/login/code/", {"answer": device.get(options)})
    monkeypatch.undo()

    assert (answer.status_code, client.get("/admin/").status_code) == (500, 302)


def test_s34_act_that_cannot_be_journalled_is_not_done(monkeypatch):
    from sources.annotate import acts, chain  # noqa: PLC0415 -- the module that calls the journal

    wren = make_user("wren")
    monkeypatch.setattr(chain.journal, "note", breaks)

    with pytest.raises(BrokenError), acts.act("edit", "Changed a role", actor=None) as doing:
        doing.change(wren, role="publisher")

    wren.refresh_from_db()
    assert (wren.role, ChangeSet.objects.count()) == ("editor", 0)


def test_s34_reader_gets_503_where_the_edition_cannot_be_read(settings):
    settings.EDITIONS.mkdir()
    settings.CURRENT_EDITION.write_bytes(b"no database" * 100)

    answer = Client(raise_request_exception=False).get("/")

    assert answer.status_code in {500, 503}
    assert b"Traceback" not in answer.content
