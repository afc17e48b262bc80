"""A document's bytes are handed out as they came, and so that no browser would run them."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from sources.ingest import blobs
from sources.intake.doorway import ingest
from sources.models import Document
from tests.admin.conftest import sign_in
from tests.factories import make_document, make_user
from tests.ingest.formats.making import PAGE, zipped

pytestmark = pytest.mark.django_db

HOSTILE = PAGE.replace("<nav>", "<script>alert(1)</script><nav>").encode()


@pytest.fixture
def document(settings, tmp_path):
    settings.DATA = tmp_path / "data"
    settings.BLOBS = settings.DATA / "blobs"
    (tmp_path / "texts.zip").write_bytes(zipped(("pages/кран “x”.html", HOSTILE)))
    ingest([tmp_path / "texts.zip"], "temrava")
    return Document.objects.get()


def test_s07_original_is_saved_and_never_shown(editor, document):
    answer = editor.get(reverse("admin:document-original", args=[document.pk]))

    assert answer.content == HOSTILE
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D0%BA%D1%80%D0%B0%D0%BD%20%E2%80%9Cx%E2%80%9D.html"
    )
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("page", ["admin:document-original", "admin:document-container"])
def test_t16_administrator_gets_no_bytes(document, page):
    keeper = sign_in(make_user("heron", role="administrator"))

    assert keeper.get(reverse(page, args=[document.pk])).status_code == 403


def test_container_is_saved_too(editor, document):
    answer = editor.get(reverse("admin:document-container", args=[document.pk]))

    assert blobs.digest(answer.content) == document.container_sha256
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_page_of_a_document_leads_to_its_bytes(editor, document):
    page = html.fromstring(
        editor.get(reverse("admin:sources_document_change", args=[document.pk])).content.decode()
    )

    assert page.xpath("//a[starts-with(text(), 'Save the')]/text()") == [
        "Save the original",
        "Save the container",
    ]


@pytest.mark.parametrize("name", ["original", "container"])
def test_bytes_that_are_not_there_are_not_found(editor, settings, tmp_path, name):
    settings.BLOBS = tmp_path / "blobs"
    alone = make_document(is_held=name == "container")

    assert editor.get(reverse(f"admin:document-{name}", args=[alone.pk])).status_code == 404


def test_damaged_bytes_are_not_handed_out(editor, document):
    path = blobs.path_of(document.sha256)
    path.chmod(0o600)
    path.write_bytes(b"others")

    assert editor.get(reverse("admin:document-original", args=[document.pk])).status_code == 404


def test_nobody_from_outside_gets_them(document, db):
    address = reverse("admin:document-original", args=[document.pk])

    answer = Client().get(address)

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/admin/login/")
    assert Client().post(address).status_code == 302


def test_what_a_server_said_is_shown_as_text(editor, document):
    Document.objects.filter(pk=document.pk).update(
        received={"asked": "https://paper.example/<b>", "headers": [["Server", "<script>x</script>"]]}
    )

    page = editor.get(reverse("admin:sources_document_change", args=[document.pk])).content.decode()

    assert "asked: https://paper.example/&lt;b&gt;</div><div>Server: &lt;script&gt;x&lt;/script&gt;" in page
