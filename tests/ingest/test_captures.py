"""Files that are not plain text, taken in: their bytes untouched, what was read kept beside them."""

import json

import pytest

from sources.edition.fixity import verify
from sources.ingest import blobs, captures
from sources.intake.doorway import ingest
from sources.models import Article, Document, PassageRevision
from tests.ingest.formats.making import PAGE, pdf, warc, zipped

pytestmark = pytest.mark.django_db

LINES = [
    "The crane drivers of Temrava laid down their work on Monday morning.",
    "Four ships wait in the roads.",
]


@pytest.fixture
def store(settings, tmp_path):
    settings.BLOBS = tmp_path / "blobs"
    # Without an edition of another test's, whose row was rolled back.
    settings.EDITIONS = tmp_path / "editions"
    settings.CURRENT_EDITION = settings.EDITIONS / "current.sqlite3"


def test_page_is_taken_in_with_its_map_and_its_bytes_untouched(store, tmp_path):
    path = tmp_path / "cranes.html"
    path.write_bytes(PAGE.encode())

    report = ingest([path], "temrava")

    document = Document.objects.get()
    kept = json.loads(captures.path_of(document.sha256).read_bytes().split(b"\n")[0])
    assert (report.count("taken in"), document.media_type) == (1, "text/html")
    assert blobs.read(document.sha256) == PAGE.encode()
    assert kept["places"][0] == [0, 4, "/html[1]/body[1]/nav[1]/ul[1]/li[1]/a[1]"]
    assert Article.objects.get().published_known == "in the text"
    assert verify().damage == ()


def test_day_that_only_the_file_declares_is_said_to_be_declared(store, tmp_path):
    (tmp_path / "cranes.html").write_text(PAGE.replace(">3 October 1927<", "><"))

    ingest([tmp_path], "temrava")

    article = Article.objects.get()
    assert (article.published.edtf, article.published_known) == (
        "1927-10-03",
        "declared by the file (JSON-LD datePublished)",
    )


def test_what_was_read_decides_when_the_wording_is_verified(store, tmp_path):
    (tmp_path / "cranes.pdf").write_bytes(pdf(LINES))
    ingest([tmp_path / "cranes.pdf"], "temrava")
    path = captures.path_of(Document.objects.get().sha256)
    path.chmod(0o600)

    whole = path.read_text()
    words, *_ = whole.split("\n")
    path.write_text(words.replace("Four ships", "Five ships"))
    assert [damage.what for damage in verify().damage] == ["revision"]

    for place in (20, len(words) // 2, len(words), len(words) + 9, len(whole) - 1):
        path.write_text(f"{whole[:place]}{chr(ord(whole[place]) ^ 1)}{whole[place + 1 :]}")
        assert [damage.what for damage in verify().damage] == ["document"], place


def test_second_run_over_a_zip_changes_nothing(store, tmp_path):
    (tmp_path / "texts.zip").write_bytes(
        zipped(("a.html", PAGE), ("b.txt", "\n".join(LINES)), ("c.png", "x"))
    )

    first = ingest([tmp_path / "texts.zip"], "temrava")
    second = ingest([tmp_path / "texts.zip"], "temrava")

    assert [row.status for row in first.files] == ["taken in", "taken in", "refused"]
    assert [row.status for row in second.files] == ["already there", "already there", "refused"]
    assert sorted(Document.objects.values_list("file_name", "origin")) == [
        ("a.html", "a.html (in texts.zip)"),
        ("b.txt", "b.txt (in texts.zip)"),
    ]


def test_container_is_kept_and_proves_what_came_in_it(store, tmp_path):
    packed = zipped(("letters/a.html", PAGE), ("b.txt", "\n".join(LINES)))
    (tmp_path / "texts.zip").write_bytes(packed)

    ingest([tmp_path / "texts.zip"], "temrava")

    container = blobs.digest(packed)
    assert blobs.read(container) == packed
    assert sorted(Document.objects.values_list("container_sha256", "member")) == [
        (container, "b.txt"),
        (container, "letters/a.html"),
    ]
    assert (verify().checked["containers"], verify().damage) == (1, ())


def test_page_of_a_web_archive_names_the_archive_and_its_address(store, tmp_path):
    packed = warc(("https://courier.example/cranes", "text/html", PAGE))
    (tmp_path / "port.warc.gz").write_bytes(packed)

    ingest([tmp_path / "port.warc.gz"], "temrava")

    document = Document.objects.get()
    assert (document.container_sha256, document.member, document.got) == (
        blobs.digest(packed),
        "https://courier.example/cranes",
        "2026-02-03",
    )
    assert verify().damage == ()


@pytest.mark.parametrize(
    ("damaged", "said"),
    [
        (zipped(("c.txt", "Other words.")), "Its bytes are not in the container"),
        (b"", "cannot be read"),
    ],
    ids=["replaced", "gone"],  # a zip has the time in it
)
def test_container_that_lost_a_document_is_named(store, tmp_path, damaged, said):
    (tmp_path / "texts.zip").write_bytes(zipped(("b.txt", "\n".join(LINES))))
    ingest([tmp_path / "texts.zip"], "temrava")
    path = blobs.path_of(Document.objects.get().container_sha256)
    path.unlink()
    if damaged:
        blobs.store(damaged)
        Document.objects.update(container_sha256=blobs.digest(damaged))

    (found,) = (one for one in verify().damage if one.what != "row")

    assert found.what == "container"
    assert said in found.sentence


def test_dry_run_keeps_no_container(store, tmp_path):
    (tmp_path / "texts.zip").write_bytes(zipped(("b.txt", "\n".join(LINES))))

    ingest([tmp_path / "texts.zip"], "temrava", dry_run=True)

    assert list(blobs.stored()) == []


def test_guessed_encoding_is_called_a_guess(store, tmp_path):
    words = "Суда стоят на рейде, и никто не знает, когда их разгрузят и кто за это заплатит. " * 5
    (tmp_path / "a.txt").write_bytes(words.encode("cp1251"))

    (row,) = ingest([tmp_path / "a.txt"], "temrava").files

    assert Document.objects.get().encoding.endswith(" (a guess)")
    assert row.sentence.startswith("Its encoding is a guess")
    assert PassageRevision.objects.get().text == words.strip()
    assert verify().damage == ()


def test_what_a_browser_saved_beside_a_page_is_passed_over(store, tmp_path):
    (tmp_path / "cranes_files").mkdir()
    (tmp_path / "cranes_files" / "style.css").write_text("p { color: red }")
    (tmp_path / "cranes.html").write_bytes(PAGE.encode())

    assert [row.status for row in ingest([tmp_path], "temrava").files] == ["taken in"]
