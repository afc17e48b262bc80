"""A package never lands among files of something else unasked."""

import pytest
from django.core.management import CommandError, call_command

from sources.models import Corpus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def corpora(db):
    for slug in ("lamps", "quays"):
        Corpus.objects.create(slug=slug, title=slug.capitalize())


def test_export_refuses_a_folder_with_other_files(tmp_path):
    (tmp_path / "names.csv").write_text("mine")

    with pytest.raises(CommandError, match="holds files that are no package, and nothing was written"):
        call_command("export_corpus", "lamps", str(tmp_path))

    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("names.csv", "mine")]


def test_export_refuses_the_package_of_another_corpus(tmp_path):
    call_command("export_corpus", "lamps", str(tmp_path))

    with pytest.raises(CommandError, match="holds a package of the corpus “lamps”"):
        call_command("export_corpus", "quays", str(tmp_path))


def test_export_writes_over_its_own_package_and_where_it_is_forced(tmp_path):
    call_command("export_corpus", "lamps", str(tmp_path))
    call_command("export_corpus", "lamps", str(tmp_path))
    call_command("export_corpus", "quays", str(tmp_path), "--force")

    assert 'slug = "quays"' in (tmp_path / "corpus.toml").read_text()
