"""An address given to ``ingest``: kept with what the server said, or refused with its reason."""

import pytest
from django.core.management import CommandError, call_command

from sources.edition.fixity import verify
from sources.ingest import blobs
from sources.intake.addresses import fetch_all
from sources.intake.doorway import take_in
from sources.models import Article, Document
from tests.ingest.formats.making import PAGE
from tests.ingest.test_fetching import HTML, here, serving

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.DATA = tmp_path / "data"
    settings.BLOBS = settings.DATA / "blobs"
    settings.EDITIONS = settings.DATA / "editions"
    settings.CURRENT_EDITION = settings.EDITIONS / "current.sqlite3"


def test_fetched_page_is_kept_with_what_the_server_said(tmp_path):
    pages = {
        "/old": (301, [("Location", "/1927/cranes.pdf")], b""),
        "/1927/cranes.pdf": (200, [HTML, ("ETag", "x7")], PAGE.encode()),
    }
    with serving(pages) as server:
        top = f"http://paper.example:{server.server_port}"
        files = list(fetch_all([f"{top}/old", f"{top}/1927/cranes.pdf"], tmp_path, here(server.server_port)))

    report = take_in(files, "temrava")

    document = Document.objects.get()
    assert [outcome.status for outcome in report.files] == ["taken in", "already there"]
    assert (document.file_name, document.origin) == ("cranes.pdf", f"{top}/1927/cranes.pdf")
    assert (document.received["asked"], document.received["redirects"]) == (f"{top}/old", [f"{top}/old"])
    assert ["ETag", "x7"] in document.received["headers"]
    assert document.got == document.received["at"][:10]
    assert blobs.read(document.sha256) == PAGE.encode()
    assert Article.objects.get().title == "Crane drivers stop work at Temrava"
    assert verify().damage == ()


def test_text_that_came_from_an_address_of_another_kind_stays_verifiable(tmp_path):
    body = b"Lamps out\n\nThe lamps on the quay went out at nine, said the keeper.\n"
    with serving({"/lamps.pdf": (200, [("Content-Type", "text/plain")], body)}) as server:
        port = server.server_port
        files = list(fetch_all([f"http://paper.example:{port}/lamps.pdf"], tmp_path, here(port)))

    take_in(files, "temrava")

    assert Document.objects.get().file_name == "lamps.pdf"
    assert verify().damage == ()


def test_command_fetches_nothing_where_that_is_off():
    with pytest.raises(CommandError, match="Fetching from addresses is off in this archive"):
        call_command("ingest", "https://paper.example/a")


def test_command_refuses_an_address_inside(settings, capsys):
    settings.FETCHING = True

    with pytest.raises(SystemExit):
        call_command("ingest", "http://169.254.169.254/latest/meta-data/")

    assert capsys.readouterr().err == (
        "http://169.254.169.254/latest/meta-data/: refused. The host “169.254.169.254” leads to an address "
        "that is not public, where the archive does not go.\n"
    )
