"""Each check is stored; readers are told the last one, and how to repeat it."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from sources.annotate.acts import act
from sources.edition.checks import last_check, last_document
from sources.edition.publish import publish
from sources.ingest import blobs
from sources.intake.doorway import ingest
from sources.models import Article, ChangeSet, Document, FixityCheck
from sources.vocabulary import ActKind
from tests.benchmarks.reports import report

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken_in(settings, tmp_path):
    settings.BLOBS = tmp_path / "blobs"
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(report(number), "utf-8")
    ingest([tmp_path / "1.txt", tmp_path / "2.txt"], "lamps")
    return list(Document.objects.order_by("pk"))


def check(*, code=0):
    if code:
        with pytest.raises(SystemExit):
            call_command("verify")
    else:
        call_command("verify")


def test_check_is_stored_and_is_no_act(taken_in):
    before = ChangeSet.objects.count()

    check()

    row = FixityCheck.objects.get()
    assert (row.checked["documents"], row.damage, row.last_document) == (2, [], last_document())
    assert ChangeSet.objects.count() == before


def test_read_only_archive_is_checked_and_keeps_nothing(taken_in, settings, capsys):
    settings.READ_ONLY = True

    check()

    assert FixityCheck.objects.count() == 0
    assert capsys.readouterr().out.endswith("The archive is read-only: this check was not stored.\n")


def test_last_check_tells_the_damaged_from_the_sound_and_nothing_of_what_came_later(taken_in, tmp_path):
    path = blobs.path_of(taken_in[0].sha256)
    path.chmod(0o640)
    path.write_bytes(b"other")
    check(code=1)
    (tmp_path / "3.txt").write_text(report(3), "utf-8")
    ingest([tmp_path / "3.txt"], "lamps")
    later = Document.objects.order_by("-pk")[0]

    found = last_check()

    assert [found.of(row) and found.of(row).is_sound for row in [*taken_in, later]] == [False, True, None]
    assert found.on == timezone.now().date()


def test_no_check_is_told_as_none():
    assert last_check() is None


@pytest.mark.parametrize(("access", "is_digest_public"), [("full", True), ("snippets", False)])
def test_edition_says_the_last_check(taken_in, read, access, is_digest_public):
    with act(ActKind.EDIT, "Published both") as doing:
        for article in Article.objects.all():
            doing.change(article, status="published", access=access)
    check()
    publish()

    rows = read("SELECT checked_on, is_sound, sha256 <> '' FROM edition_document")
    assert rows == [(timezone.now().date().isoformat(), 1, int(is_digest_public))] * 2
