"""Quotations in a package: places and digests, filled from the text when it is there."""

import csv

import pytest
from django.core.management import call_command
from django.db import transaction

from sources.annotate import quoting
from sources.export.package.table import PackageError
from sources.models import Claim, Corpus, Entity, PassageRevision, Quotation
from sources.values.span import Span
from tests.conftest import load_seed
from tests.export.package.packages import files_of, load_folder

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def folder(db, tmp_path):
    """The demonstration as a package with one quotation of ours alone; the database is empty again."""
    with transaction.atomic():
        load_seed("temrava")
        Claim.objects.exclude(repeats=None).delete()
        Claim.objects.all().delete()
        Quotation.objects.all().delete()
        bodies = PassageRevision.objects.filter(passage__kind="body", text__isnull=False)
        speaker = Entity.objects.filter(mentions__isnull=False, kind="person").first()
        quoting.mark(bodies.order_by("pk").first(), Span(0, 20), speaker, actor=None)
        call_command("export_corpus", "temrava", tmp_path / "out", with_texts=True, verbosity=0)
        transaction.set_rollback(True)
    return tmp_path / "out"


def test_package_holds_no_word_of_a_quotation(folder):
    rows = list(csv.DictReader((folder / "quotations.csv").open(encoding="utf-8", newline="")))

    assert [("exact" in row, len(row["digest"])) for row in rows] == [(False, 64)]


def test_quotation_comes_back_with_its_words(folder):
    load_folder(folder)

    quotation = Quotation.objects.get()
    assert quotation.exact == quotation.span.of(quotation.revision.text)
    call_command("export_corpus", "temrava", folder.parent / "again", with_texts=True, verbosity=0)
    assert files_of(folder.parent / "again") == files_of(folder)


def test_quotation_of_a_text_that_is_not_here_waits_for_it(folder):
    (folder / "texts").rename(folder.parent / "texts")
    load_folder(folder)
    assert Quotation.objects.get().exact == ""

    load_folder(folder, folder.parent / "texts")

    quotation = Quotation.objects.get()
    assert quotation.exact == quotation.span.of(quotation.revision.text)


def test_quotation_whose_digest_is_another_is_refused(folder):
    table = folder / "quotations.csv"
    digest = table.read_text("utf-8").splitlines()[1].split(",")[5]
    table.write_text(table.read_text("utf-8").replace(digest, "0" * 64), "utf-8")

    with pytest.raises(PackageError, match="another digest"):
        load_folder(folder)

    assert not Corpus.objects.exists()
