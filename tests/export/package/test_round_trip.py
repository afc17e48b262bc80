"""What was loaded comes out byte for byte."""

import pytest
from django.core.management import call_command

from sources.export.package.gather import gather
from sources.export.package.order import in_order
from sources.export.package.read import read
from sources.export.package.write import contents, write
from sources.models import ChangeSet, Corpus, Document, PassageRevision
from tests.conftest import load_seed
from tests.export.package.packages import SEEDS, copy_of, files_of, load_folder, whole_database

SLUGS = ("temrava", "zhanaozen")


@pytest.mark.parametrize("slug", SLUGS)
def test_seed_package_is_in_the_canonical_form(slug):
    package = read(SEEDS / slug)

    written = {name: text.encode() for name, text in contents(in_order(package)).items()}

    on_disk = {name: data for name, data in files_of(SEEDS / slug).items() if not name.startswith("texts/")}
    assert written == on_disk


@pytest.mark.django_db
@pytest.mark.editorial
@pytest.mark.parametrize("slug", SLUGS)
def test_i14_export_of_a_loaded_package_is_the_package(slug, tmp_path):
    load_seed(slug)

    call_command("export_corpus", slug, tmp_path / "out", with_texts=True, verbosity=0)

    assert files_of(tmp_path / "out") == files_of(SEEDS / slug)


@pytest.mark.django_db
@pytest.mark.editorial
def test_export_with_both_corpora_loaded_keeps_them_apart(temrava, zhanaozen, tmp_path):
    for slug in SLUGS:
        call_command("export_corpus", slug, tmp_path / slug, with_texts=True, verbosity=0)

    assert [files_of(tmp_path / slug) for slug in SLUGS] == [files_of(SEEDS / slug) for slug in SLUGS]


@pytest.mark.django_db
@pytest.mark.editorial
def test_package_without_its_texts_is_an_index_and_comes_out_the_same(tmp_path):
    folder = copy_of("temrava", tmp_path)
    texts = folder / "texts"
    texts.rename(tmp_path / "elsewhere")

    report = load_folder(folder)

    assert (len(report.awaiting), Document.objects.held().count()) == (18, 0)
    assert PassageRevision.objects.exclude(text=None).count() == 0
    write(gather(Corpus.objects.get()), tmp_path / "out")
    assert files_of(tmp_path / "out") == files_of(folder)


@pytest.mark.django_db
@pytest.mark.editorial
def test_loading_a_package_again_changes_nothing(temrava):
    before = whole_database()

    report = load_folder(SEEDS / "temrava")

    assert (report.is_changed, report.differing, whole_database()) == (False, (), before)


@pytest.mark.django_db
@pytest.mark.editorial
def test_loading_a_package_is_one_act(temrava):
    summaries = list(ChangeSet.objects.values_list("kind", "summary"))

    assert summaries == [("load", "Loaded “The Temrava Strike, 1927” from a corpus package")]


@pytest.mark.django_db
def test_dry_run_reports_what_a_load_would_do_and_changes_nothing():
    before = whole_database()

    report = load_folder(SEEDS / "temrava", dry_run=True)

    assert (report.created["passages"], len(report.attached)) == (268, 18)
    assert whole_database() == before


@pytest.mark.django_db
def test_correction_made_here_is_in_the_export(temrava, tmp_path):
    write(gather(temrava), tmp_path)

    package = read(tmp_path)

    revisions = {row.passage: (row.number, row.splices) for row in package.revisions}
    assert revisions["zkj2956v"] == (2, '[[94,98,"belt"]]')
    assert len(revisions) == 2
