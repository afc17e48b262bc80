"""Files become documents, articles and passages, once."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sources.ingest import blobs
from sources.intake.doorway import ingest
from sources.models import Article, ChangeSet, Document, Passage, PassageRevision
from sources.values.span import Span
from tests.export.package.packages import copy_of, load_folder, whole_database
from tests.factories import make_corpus, make_document, meanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

SAMPLES = Path(__file__).parent / "samples"
REPORT = (
    "Lamps Out on Salt Quay\n\nBy Ada Quill\n\n4 May 1931\n\n"
    + "\n\n".join(
        f"The harbour office said on Monday that {number} lamps along the quay had been put out before nine, "
        f"and that nobody had seen who climbed the poles of the {number} houses beside the water."
        for number in ("forty", "twelve", "thirty-one", "sixteen")
    )
    + "\n"
)


@pytest.fixture
def files(tmp_path):
    """A folder with a report, and the same report in another paper a day later."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1 mercury.txt").write_text(REPORT, "utf-8", newline="")
    again = REPORT.replace("4 May 1931", "5 May 1931").replace("\n", "\r\n")
    (folder / "2 gazette.txt").write_text(again, "utf-8", newline="")
    return folder


def test_file_becomes_a_document_whose_bytes_are_kept(files):
    ingest([files / "1 mercury.txt"], "lamps")

    document = Document.objects.get()
    assert (document.corpus.slug, document.file_name, document.is_held) == ("lamps", "1 mercury.txt", True)
    assert blobs.read(document.sha256) == (files / "1 mercury.txt").read_bytes()


def test_article_is_a_draft_with_the_facts_that_its_text_gives(files):
    ingest([files / "1 mercury.txt"], "lamps")

    article = Article.objects.get()
    assert (article.title, article.status, article.access) == ("Lamps Out on Salt Quay", "draft", "catalogue")
    assert [row.name for row in article.contributors.all()] == ["Ada Quill"]
    assert (article.published.edtf, article.published_known) == ("1931-05-04", "in the text")
    assert (article.known["title"], article.known["authors"]) == ("the headline", "the byline")


def test_s14_signs_that_cannot_be_seen_stay_in_the_text_and_go_from_the_title(tmp_path):
    told = REPORT.replace("Salt Quay", "Salt\u202e Quay\U000e0041", 1)
    (tmp_path / "a.txt").write_text(told, "utf-8")

    ingest([tmp_path / "a.txt"], "lamps")

    article = Article.objects.get()
    first = article.passages.order_by("start")[0]
    assert (article.title, first.head.text) == (
        "Lamps Out on Salt Quay",
        "Lamps Out on Salt\u202e Quay\U000e0041",
    )


def test_passages_are_numbered_in_order_and_say_what_the_file_says(files):
    ingest([files / "1 mercury.txt"], "lamps")

    text = (files / "1 mercury.txt").read_bytes().decode()
    passages = list(Passage.objects.order_by("start"))
    assert [row.number for row in passages] == [str(number) for number in range(1, 8)]
    assert [row.head.text for row in passages] == [Span(row.start, row.end).of(text) for row in passages]


def test_same_text_in_another_file_is_a_copy_passage_by_passage(files):
    ingest([files], "lamps")

    first, again = Article.objects.order_by("pk")
    assert (again.copy_of, again.similarity > 0.9) == (first, True)
    repeats = {row.number: row.duplicate_of for row in again.passages.exclude(duplicate_of=None)}
    assert repeats["4"] == first.passages.get(number="4")


def test_each_document_is_one_act(files):
    ingest([files], "lamps")

    acts = list(ChangeSet.objects.order_by("pk").values_list("kind", "summary"))
    assert acts == [("ingest", "Took in 1 mercury.txt"), ("ingest", "Took in 2 gazette.txt")]


def test_i08_second_run_changes_nothing(files):
    ingest([files], "lamps")
    before = whole_database()

    report = ingest([files], "lamps")

    assert ([outcome.status for outcome in report.files], whole_database()) == (["already there"] * 2, before)


def test_file_that_somebody_else_took_in_meanwhile_is_already_there_and_the_rest_goes_on(files):
    corpus = make_corpus(slug="lamps")
    sha256 = blobs.digest((files / "1 mercury.txt").read_bytes())

    with meanwhile(lambda: make_document(corpus, sha256=sha256)):
        report = ingest([files], "lamps")

    assert [outcome.status for outcome in report.files] == ["already there", "taken in"]
    assert Document.objects.count() == 2


def test_corpus_that_somebody_else_made_meanwhile_is_the_one(files):
    with meanwhile(lambda: make_corpus(slug="lamps", title="The Lantern Tax")):
        report = ingest([files / "1 mercury.txt"], "lamps")

    assert [outcome.status for outcome in report.files] == ["taken in"]
    assert Document.objects.get().corpus.title == "The Lantern Tax"


def test_i08_dry_run_reports_copies_and_changes_nothing(files, settings, tmp_path):
    settings.BLOBS = tmp_path / "blobs"
    before = whole_database()

    report = ingest([files], "lamps", dry_run=True)

    assert (report.articles, report.copies) == (2, 1)
    assert (whole_database(), settings.BLOBS.exists()) == (before, False)


def test_document_known_by_its_hash_gets_its_text(tmp_path):
    folder = copy_of("temrava", tmp_path)
    texts = (folder / "texts").rename(tmp_path / "texts")
    load_folder(folder)

    report = ingest([texts], "temrava")

    assert {outcome.status for outcome in report.files} == {"text attached"}
    assert PassageRevision.objects.filter(text=None).count() == 0
    copies = Article.objects.exclude(copy_of=None).values_list("public_id", "copy_of__public_id")
    assert dict(copies) == {"eb44n9wt": "8v0wtq0k", "vkz5tqsm": "6bw7qvcr"}


def make_sparse(path):
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)


BAD = {
    "bytes that are no text": (lambda path: path.write_bytes(bytes(range(256)) * 4), "The file *"),
    "empty": (
        lambda path: path.write_bytes(b""),
        "The file is empty: it has 0 bytes, and a source needs at least one word.",
    ),
    "white space": (
        lambda path: path.write_bytes(b" \n\n"),
        "The file holds only white space, and a source needs at least one word.",
    ),
    "a NUL": (
        lambda path: path.write_bytes(b"Lamps\0out"),
        "The file holds a NUL character (at position 5), *",
    ),
    "200 MB": (make_sparse, "The file has 209,715,200 bytes, more than the *"),
    "a folder called .txt": (
        lambda path: path.mkdir(),
        "This folder holds no files; name files, or a folder that holds some.",
    ),
    "nothing": (lambda path: None, "There is no such file or folder; check the path."),
    "a dead link": (
        lambda path: path.symlink_to("nowhere"),
        "There is no such file or folder; check the path.",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_i08_bad_file_is_set_aside_with_one_sentence_and_the_rest_goes_on(name, files, tmp_path, capsys):
    make, sentence = BAD[name]
    bad = tmp_path / "bad.txt"
    make(bad)

    with pytest.raises(SystemExit) as ended:
        call_command("ingest", bad, files / "1 mercury.txt", corpus="lamps", new_corpus=True, format="json")

    report = json.loads(capsys.readouterr().out)
    said = report["files"][0]["sentence"]
    assert ended.value.code == 1
    assert [row["status"] for row in report["files"]] == ["refused", "taken in"]
    assert said == sentence or (sentence.endswith("*") and said.startswith(sentence[:-1])), said
    assert said.count(". ") == 0
    assert Document.objects.count() == 1


def test_bad_files_alone_change_nothing(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    before = whole_database()

    with pytest.raises(SystemExit):
        call_command("ingest", tmp_path, corpus="lamps", new_corpus=True)

    assert whole_database() == before


def test_own_data_folder_is_refused(archive_folder):
    (archive_folder / "stray.txt").write_text(REPORT)

    report = ingest([archive_folder / "stray.txt"], "lamps")

    assert [outcome.status for outcome in report.files] == ["refused"]


def test_corpus_that_is_no_slug_is_refused(files):
    with pytest.raises(CommandError, match="--corpus is 'The Lamps'; expected a slug"):
        call_command("ingest", files, corpus="The Lamps")


def test_samples_of_every_shape_are_taken_in_whole():
    report = ingest([SAMPLES / path.name for path in sorted(SAMPLES.glob("*.txt"))], "samples")

    assert {outcome.status for outcome in report.files} == {"taken in"}


def test_five_real_documents_give_seven_articles_of_which_one_is_a_copy(real_texts):
    report = ingest([real_texts], "real")

    assert (len(report.files), report.articles, report.copies) == (5, 7, 1)
    assert list(Article.objects.exclude(copy_of=None).values_list("index", "copy_of__index")) == [(2, 1)]
