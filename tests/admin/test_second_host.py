"""S7: documents' bytes come from a host name of their own, to which no cookie goes and which has no page."""

import time

import pytest
from django.core import signing
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from sources.admin.second_host import GOOD_FOR
from sources.ingest import blobs
from sources.models import Article, User, Withholding
from sources.public.urls import urlpatterns
from tests.admin.conftest import sign_in
from tests.factories import make_article, make_document, make_entity, make_mention, make_passage, make_user

pytestmark = pytest.mark.django_db
HOST = "originals.example"
HOSTILE = b"<html><script>alert(1)</script><p>Ada Quill lit the lamp.</p></html>"
CONTAINER = b"a zip that held it"


@pytest.fixture(autouse=True)
def second_host(settings):
    settings.ORIGINALS_HOST = f"{HOST}:8443"
    settings.ALLOWED_HOSTS = ["testserver", HOST]


@pytest.fixture
def document(settings, tmp_path):
    settings.BLOBS = tmp_path / "blobs"
    for data in (HOSTILE, CONTAINER):
        blobs.store(data)
    container = {"container_sha256": blobs.digest(CONTAINER), "member": "page.html"}
    return make_document(sha256=blobs.digest(HOSTILE), **container)


def led_to(client, row, name="original"):
    """Where the desk leads whoever asks for a document's bytes."""
    return client.get(reverse(f"admin:document-{name}", args=[row.pk]))


def there(address, method="get", host=f"{HOST}:8443"):
    """What that host answers a browser that has no cookie for it."""
    path = "/" + address.split("/", 3)[3]
    return getattr(Client(headers={"host": host}), method)(path)


def test_s07_desk_leads_to_the_second_host_and_hands_out_nothing(editor, document):
    answer = led_to(editor, document)

    assert (answer.status_code, answer.content) == (302, b"")
    assert answer["Location"].startswith(f"http://{HOST}:8443/")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["original", "container"])
def test_s07_second_host_hands_out_the_bytes_and_lets_them_do_nothing(editor, document, name):
    answer = there(led_to(editor, document, name)["Location"])

    sha256 = document.sha256 if name == "original" else document.container_sha256
    assert (answer.status_code, blobs.digest(answer.content)) == (200, sha256)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert "Vary" not in answer


def test_head_is_answered_as_get_is(editor, document):
    answer = there(led_to(editor, document)["Location"], "head")

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["Content-Length"] == str(len(HOSTILE))


@pytest.mark.parametrize("method", ["post", "put", "delete", "options", "patch"])
def test_other_methods_find_nothing(editor, document, method):
    assert there(led_to(editor, document)["Location"], method).status_code == 404


@pytest.mark.parametrize("host", [HOST, f"{HOST.upper()}:80", f"{HOST}."])
def test_s07_second_host_answers_nothing_else_by_whatever_spelling(editor, host):
    paths = ["", "static/css/base.css", "healthz", "robots.txt", "admin/", "admin/login/", "a/1234abcd/x/"]
    paths += [str(route.pattern) for route in urlpatterns if "<" not in str(route.pattern)]
    client = Client(headers={"host": host})
    client.cookies = editor.cookies

    answers = [client.get(f"/{path}") for path in paths]

    assert len(paths) > 40
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, b"Nothing is here.\n")}


def test_site_answers_no_signed_address(editor, document):
    path = led_to(editor, document)["Location"].split("/", 3)[3]

    with pytest.raises(Resolver404):
        resolve(f"/{path}")


def test_address_is_good_for_a_minute(editor, document, monkeypatch):
    address = led_to(editor, document)["Location"]
    now = time.time()

    monkeypatch.setattr(signing.time, "time", lambda: now + GOOD_FOR - 5)
    within = there(address).status_code
    monkeypatch.setattr(signing.time, "time", lambda: now + GOOD_FOR + 5)

    assert (within, there(address).status_code) == (200, 404)


def test_address_is_good_for_one_document_and_as_it_was_signed(editor, document):
    address = led_to(editor, document)["Location"]
    token = address.rsplit("/", 1)[1]
    payload, rest = token.split(":", 1)
    other = signing.b64_encode(signing.b64_decode(payload.encode())[:-1] + b"!").decode()

    assert there(f"http://{HOST}/{other}:{rest}").status_code == 404
    assert there(f"{address}/").status_code == 404
    assert there(f"http://{HOST}/{signing.dumps([1, '', document.pk, 'original'])}").status_code == 404


@pytest.mark.parametrize(
    "change",
    [{"role": "administrator"}, {"is_active": False}, {"is_staff": False}, {"password": "another"}],
    ids=lambda change: next(iter(change)),
)
def test_rights_are_judged_again_when_the_bytes_are_asked_for(editor, document, change):
    address = led_to(editor, document)["Location"]

    User.objects.filter(pk=editor.user.pk).update(**change)

    assert there(address).status_code == 404


def test_account_whose_sign_ins_were_ended_gets_nothing(editor, document):
    address = led_to(editor, document)["Location"]

    User.objects.filter(pk=editor.user.pk).update(sign_in_salt="0" * 32)

    assert there(address).status_code == 404


def test_what_is_kept_from_an_annotator_meanwhile_stays_so(annotator, document):
    address = led_to(annotator, document)["Location"]
    first = there(address).status_code
    revision = make_passage(make_article(document=document), "Ada Quill lit the lamp.")
    make_mention(revision, "Ada Quill", make_entity(is_protected=True, pseudonym="Driver K"))

    assert (first, there(address).status_code) == (200, 404)


def test_bytes_with_words_withheld_meanwhile_stay_with_those_who_decide(annotator, document):
    address = led_to(annotator, document)["Location"]
    article = make_article(document=document)
    Article.objects.filter(pk=article.pk).update(access="catalogue")
    Withholding.objects.create(reason="another_reason", article=article)

    assert there(address).status_code == 404


def test_administrator_is_led_nowhere(document, db):
    keeper = sign_in(make_user("keeper", handle="K. Eeper", role="administrator"))

    assert led_to(keeper, document).status_code == 403


def test_damaged_bytes_are_not_handed_out(editor, document):
    address = led_to(editor, document)["Location"]
    path = blobs.path_of(document.sha256)
    path.chmod(0o600)
    path.write_bytes(b"others")

    assert there(address).status_code == 404
