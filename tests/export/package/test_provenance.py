"""Where a document came from travels with its package; what it came in does not."""

import pytest

from sources.edition.fixity import verify
from sources.export.package.gather import gather
from sources.export.package.read import read
from sources.export.package.table import PackageError
from sources.export.package.write import write
from sources.models import Article, Corpus, Document
from tests.export.package.packages import copy_of, edit, files_of, load_folder

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

BEFORE = 'encoding = "utf-8"\norigin = "https://library.temrava.example/courier/1927/10/15/1"'
RIGHTS = 'got = "2026-02-03"\nrights = "https://creativecommons.org/licenses/by/4.0/"\n'
CONTAINER = f'container_sha256 = "{"ab" * 32}"\n'
MEMBER = 'member = "1927/15.txt"\n'
RECEIVED = 'received = "{\\"asked\\": \\"https://library.temrava.example/\\", \\"status\\": 200}"\n'
FIRST = "8v0wtq0k"
COPY = 'event_years = []\ncopy_of = ""\n\n[[articles]]\nid = "v55gd171"'
KNOWN = '{\\"published\\": \\"a dateline\\", \\"title\\": \\"the headline\\"}'
KNOWN_COPY = COPY.replace('copy_of = ""\n', f'copy_of = ""\nknown = "{KNOWN}"\n')


@pytest.fixture
def package(tmp_path, settings):
    settings.EDITIONS = tmp_path / "editions"
    settings.CURRENT_EDITION = settings.EDITIONS / "current.sqlite3"
    return copy_of("temrava", tmp_path)


def describe(folder, words):
    origin = BEFORE.split("\n")[1] + "\n"
    edit(folder / "corpus.toml", origin + RIGHTS, origin + RIGHTS + words)


def test_container_and_answer_go_in_and_come_out(package, tmp_path):
    describe(package, CONTAINER + MEMBER + RECEIVED)

    load_folder(package)

    document = Document.objects.get(public_id="nqaf1v1r")
    assert (document.container_sha256, document.member) == ("ab" * 32, "1927/15.txt")
    assert document.received == {"asked": "https://library.temrava.example/", "status": 200}
    write(gather(Corpus.objects.get()), tmp_path / "out")
    assert (tmp_path / "out" / "corpus.toml").read_bytes() == files_of(package)["corpus.toml"]


def test_how_facts_are_known_goes_in_and_comes_out(package, tmp_path):
    edit(package / "corpus.toml", COPY, KNOWN_COPY)

    load_folder(package)

    assert Article.objects.get(public_id=FIRST).known == {"published": "a dateline", "title": "the headline"}
    write(gather(Corpus.objects.get()), tmp_path / "out")
    assert (tmp_path / "out" / "corpus.toml").read_bytes() == files_of(package)["corpus.toml"]


def test_translated_title_goes_in_and_comes_out(package, tmp_path):
    edit(
        package / "corpus.toml",
        COPY,
        COPY.replace('copy_of = ""\n', 'copy_of = ""\ntranslated_title = "“Стрельба” на молу"\n'),
    )

    load_folder(package)
    out = tmp_path / "out"
    write(gather(Corpus.objects.get(slug="temrava")), out)

    assert Article.objects.get(public_id=FIRST).translated_title == "“Стрельба” на молу"
    assert (out / "corpus.toml").read_bytes() == (package / "corpus.toml").read_bytes()


@pytest.mark.parametrize("words", ["[1]", "{", '{\\"title\\": 3}'])
def test_facts_known_in_no_words_are_refused(package, words):
    edit(package / "corpus.toml", COPY, KNOWN_COPY.replace(KNOWN, words))

    with pytest.raises(PackageError) as refused:
        read(package)

    assert "expected a JSON object of texts" in str(refused.value)


def test_container_that_never_was_here_is_no_damage(package):
    describe(package, CONTAINER + MEMBER)

    load_folder(package)

    assert (verify().checked["containers"], verify().damage) == (0, ())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (CONTAINER, "expected 64 hexadecimal digits and a name, or neither"),
        (MEMBER, "expected 64 hexadecimal digits and a name, or neither"),
        ('container_sha256 = "ab"\n' + MEMBER, "expected 64 hexadecimal digits and a name, or neither"),
        ('received = "[1]"\n', "expected a JSON object"),
        ('received = "{"\n', "expected a JSON object"),
    ],
)
def test_provenance_that_cannot_be_is_refused(package, words, said):
    describe(package, words)

    with pytest.raises(PackageError) as refused:
        read(package)

    assert str(refused.value).startswith("corpus.toml, [[documents]] number 1: ")
    assert said in str(refused.value)
