"""Adding sources at the desk: looked at before anything is stored, by whoever may, within the limits."""

import json
import os
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html

from sources.ingest import blobs
from sources.intake import waiting
from sources.models import Article, ChangeSet, Corpus, Document, Mention, Passage
from tests.admin.forms import messages_of
from tests.factories import make_corpus, make_publication, make_user
from tests.faults.xmls import XMLS
from tests.faults.zips import ZIPS
from tests.ingest.formats.making import PAGE, tei, warc, zipped

pytestmark = pytest.mark.django_db

NOTE = "Lamps out on the quay\n\nThe lamps on the quay went out at nine, said the keeper, and stayed out.\n"

TWO = """Lamps out on the quay
By Ada Quill
Quay Mercury, 3 May 1931

The lamps on the quay went out at nine, said the keeper, and stayed out until the morning came.

Nobody was hurt, and the harbour was closed for the night, as it had been on the two nights before.

Second lamp is dark
By Tom Wick

The second report of the evening came from the hill, where the guard saw that the quay was dark.

The guard said that he had seen nobody there at all until the morning, when the boats came in again.
"""


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA = tmp_path / "data"
    settings.BLOBS = settings.DATA / "blobs"
    settings.WAITING = settings.DATA / "waiting"


def file(name: str, words: str | bytes, kind: str = "text/plain") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words.encode() if isinstance(words, str) else words, kind)


def send(client: Client, *files: SimpleUploadedFile, **facts: object):
    return client.post(
        reverse("admin:add"), {"uploads": list(files), "new_corpus": "The Lamps"} | facts, follow=True
    )


def words_of(response) -> str:
    page = html.fromstring(response.content.decode())
    (main,) = page.xpath("//*[@id='content-main']")
    return " ".join(main.text_content().split())


def nothing_is_stored() -> bool:
    counts = [model.objects.count() for model in (Document, Article, Passage, ChangeSet, Corpus)]
    return counts == [0] * 5 and list(blobs.stored()) == []


def test_upload_is_shown_and_nothing_is_stored(editor):
    response = send(editor, file("lamps.txt", NOTE), file("cranes.html", PAGE), origin="The press file")

    said = words_of(response)
    assert "2 files for The Lamps. Nothing is stored yet" in said
    assert "To be stored (2)" in said
    assert "lamps.txt File text/plain, 96 bytes, utf-8 (valid UTF-8)" in said
    assert "Article 1 Lamps out on the quay no byline · no publication · no date" in said
    assert "Article 1 Crane drivers stop work at Temrava Ilse Vandermeer · The Temrava Courier" in said
    assert "published 1927-10-03" in said
    assert "What the file says of itself" in said
    assert "title Crane drivers stop work at Temrava JSON-LD headline" in said
    assert nothing_is_stored()


def test_what_was_ticked_is_stored_and_reported(editor):
    send(
        editor, file("lamps.txt", NOTE), file("cranes.html", PAGE), got="2026-02-03", origin="The press file"
    )
    (batch,) = waiting.of_owner(editor.user.pk)

    response = editor.post(
        reverse("admin:added", args=[batch.token]), {"do": "store", "file": ["2"]}, follow=True
    )

    document = Document.objects.get()
    assert (document.file_name, document.origin, document.got) == (
        "cranes.html",
        "The press file",
        "2026-02-03",
    )
    assert document.corpus.title == "The Lamps"
    assert blobs.read(document.sha256) == PAGE.encode()
    assert (ChangeSet.objects.get().actor, Article.objects.get().status) == (editor.user, "draft")
    assert "1 article stored in The Lamps, as drafts. Read the drafts" in words_of(response)
    desk = reverse("admin:sources_article_desk", args=[Article.objects.get().pk])
    assert f'<a href="{desk}">Annotate' in response.content.decode()
    assert [path.name for path in batch.folder.iterdir()] == ["batch.json"]


def test_report_names_what_was_not_stored_and_why(editor):
    send(editor, file("lamps.txt", NOTE))
    (first,) = waiting.of_owner(editor.user.pk)
    editor.post(reverse("admin:added", args=[first.token]), {"do": "store", "file": ["1"]})
    corpus = Corpus.objects.get()
    files = [file("again.txt", NOTE), file("empty.txt", ""), file("cranes.html", PAGE)]
    send(editor, *files, file("x.txt", NOTE + "x"), new_corpus="", into=corpus.pk)
    batch = next(one for one in waiting.of_owner(editor.user.pk) if one.token != first.token)

    editor.post(reverse("admin:added", args=[batch.token]), {"do": "store", "file": ["3"]})

    batch = waiting.find(batch.token, editor.user.pk)
    assert [(row["path"], row["status"]) for row in batch.report["files"]] == [
        ("again.txt", "already there"),
        ("empty.txt", "refused"),
        ("cranes.html", "taken in"),
        ("x.txt", "not stored"),
    ]
    said = words_of(editor.get(reverse("admin:added", args=[batch.token])))
    assert "The file is empty: it has 0 bytes" in said
    assert "It was not ticked, and was let go." in said


def facts(number: str, place: int, **said: str) -> dict[str, str]:
    """What a browser sends of an article's facts."""
    read = {
        "title": "Lamps out on the quay",
        "authors": "",
        "publication": "",
        "published": "",
        "genre": "other",
    }
    return {f"facts-{number}-{place}-{name}": value for name, value in (read | said).items()}


def test_what_is_said_of_an_article_is_stored_with_it(editor):
    publication = make_publication(name="Quay Mercury")
    send(editor, file("lamps.txt", NOTE), file("cranes.html", PAGE))
    (batch,) = waiting.of_owner(editor.user.pk)
    said = facts(
        "1",
        0,
        title="Lamps went out",
        authors="Ada Quill; Tom Wick, Jr.",
        publication="quay mercury",
        published="1931-05",
        genre="news_report",
    )

    editor.post(reverse("admin:added", args=[batch.token]), {"do": "store", "file": ["1", "2"]} | said)

    lamps, cranes = Article.objects.order_by("pk")
    assert (lamps.title, lamps.publication, lamps.genre) == ("Lamps went out", publication, "news_report")
    assert (lamps.published.edtf, lamps.published_known) == ("1931-05", "from the editor who stored it")
    assert [row.name for row in lamps.contributors.all()] == ["Ada Quill", "Tom Wick, Jr."]
    assert {lamps.known[name] for name in ("title", "authors", "publication", "published", "genre")} == {
        "from the editor who stored it"
    }
    assert cranes.title == "Crane drivers stop work at Temrava"
    assert "from the editor" not in str(cranes.known)
    assert ChangeSet.objects.filter(kind="ingest").count() == 2


def test_fact_that_cannot_be_so_stores_nothing_and_stays_typed(editor):
    send(editor, file("lamps.txt", NOTE), file("cranes.html", PAGE))
    (batch,) = waiting.of_owner(editor.user.pk)
    said = facts("1", 0, publication="Quay Mercury", published="the third of May")

    response = editor.post(reverse("admin:added", args=[batch.token]), {"do": "store", "file": ["1"]} | said)

    page = html.fromstring(response.content.decode())
    assert response.status_code == 400
    assert "the third of May" in words_of(response)
    assert page.xpath("//input[@name='facts-1-0-publication']/@value") == ["Quay Mercury"]
    assert page.xpath("//input[@name='file'][@checked]/@value") == ["1"]
    assert nothing_is_stored()


def test_report_says_what_each_article_lacks(editor):
    send(editor, file("lamps.txt", NOTE))
    (batch,) = waiting.of_owner(editor.user.pk)

    stored = editor.post(
        reverse("admin:added", args=[batch.token]), {"do": "store", "file": ["1"]}, follow=True
    )

    assert "Give it a date and a publication" in words_of(stored)


def test_preview_says_what_to_look_at(editor):
    unsigned = TWO.replace("By Tom Wick\n", "")  # a headline, or a heading inside the first?
    said = words_of(send(editor, file("two.txt", unsigned)))

    (batch,) = waiting.of_owner(editor.user.pk)
    (doubt, *_) = batch.files[0].doubts
    assert doubt.endswith("could be wrong: look at them.")
    assert doubt in said


def test_answer_without_a_corpus_says_that_the_files_must_be_chosen_again(editor):
    response = send(editor, file("lamps.txt", NOTE), new_corpus="")

    assert "Choose a corpus, or name a new one; not both. Then choose the files again." in words_of(response)


def test_storing_twice_stores_once(editor):
    send(editor, file("lamps.txt", NOTE))
    (batch,) = waiting.of_owner(editor.user.pk)
    address = reverse("admin:added", args=[batch.token])

    for _ in range(2):
        editor.post(address, {"do": "store", "file": ["1"]})

    assert Document.objects.count() == 1


def test_discarded_upload_is_gone(editor):
    send(editor, file("lamps.txt", NOTE))
    (batch,) = waiting.of_owner(editor.user.pk)

    response = editor.post(reverse("admin:added", args=[batch.token]), {"do": "discard"}, follow=True)

    assert messages_of(response) == ["Let go: nothing of that upload is kept."]
    assert not batch.folder.exists()
    assert nothing_is_stored()


def test_zip_is_opened_and_its_container_kept(editor):
    packed = zipped(("letters/lamps.txt", NOTE), ("b.png", b"\x89PNG\r\n\x1a\n"))

    said = words_of(send(editor, file("letters.zip", packed, "application/zip")))
    (batch,) = waiting.of_owner(editor.user.pk)
    editor.post(reverse("admin:added", args=[batch.token]), {"do": "store", "file": [batch.files[0].number]})

    assert "letters.zip/b.png: The file is a picture (PNG), not a text" in said
    document = Document.objects.get()
    assert (document.member, document.container_sha256) == ("letters/lamps.txt", blobs.digest(packed))
    assert document.origin == "letters/lamps.txt (in letters.zip)"
    assert blobs.read(blobs.digest(packed)) == packed


def test_web_archive_gives_its_pages(editor):
    packed = warc(("https://courier.example/cranes", "text/html", PAGE))

    said = words_of(send(editor, file("port.warc.gz", packed)))

    assert "port.warc.gz/https://courier.example/cranes File text/html" in said


def test_what_the_corpus_has_is_said_and_not_offered(editor):
    send(editor, file("lamps.txt", NOTE))
    (batch,) = waiting.of_owner(editor.user.pk)
    editor.post(reverse("admin:added", args=[batch.token]), {"do": "store", "file": ["1"]})
    document = Document.objects.get()

    response = send(editor, file("again.txt", NOTE), new_corpus="", into=document.corpus.pk)

    assert (
        f"There already (1) again.txt: the corpus has a document with these very bytes, {document.public_id}."
        in (words_of(response))
    )
    assert b'name="file"' not in response.content


def test_article_that_repeats_one_of_the_archive_is_said_to(editor):
    body = "\n\n".join(
        f"The {day} night the lamps on the quay went out at nine, and the keeper wrote it {day} in his book."
        for day in ("first", "second", "third", "fourth", "fifth")
    )
    corpus = make_corpus(slug="lamps", title="Lamps")
    send(editor, file("a.txt", f"Lamps out\n\n{body}\n"), new_corpus="", into=corpus.pk)
    (batch,) = waiting.of_owner(editor.user.pk)
    editor.post(reverse("admin:added", args=[batch.token]), {"do": "store", "file": ["1"]})

    said = words_of(
        send(editor, file("b.txt", f"Quay in the dark\n\n{body}\n"), new_corpus="", into=corpus.pk)
    )

    assert "Quay in the dark repeats “Lamps out”" in said


def test_marks_of_a_tei_file_are_counted_and_become_suggestions(editor):
    words = "<head>Lamps out</head><p><persName>Ada Quill</persName> lit the lamp on the quay at nine.</p>"

    said = words_of(send(editor, file("lamps.xml", tei(words), "application/xml")))
    (batch,) = waiting.of_owner(editor.user.pk)
    editor.post(reverse("admin:added", args=[batch.token]), {"do": "store", "file": ["1"]})

    assert "Names and dates 1 marked in the file itself; they become suggestions" in said
    assert list(Mention.objects.values_list("exact", "status", "rule")) == [("Ada Quill", "suggested", "tei")]


def test_every_line_of_a_waiting_file_is_shown_with_its_label(editor):
    send(editor, file("cranes.html", PAGE))
    (batch,) = waiting.of_owner(editor.user.pk)

    said = words_of(editor.get(reverse("admin:added-text", args=[batch.token, "1"])))

    assert "boilerplate" in said
    assert "caption" in said
    assert "The north quay on Monday. Photo: P. Holm" in said
    assert "/html[1]/body[1]/nav[1]/ul[1]/li[1]/a[1]" in said


@pytest.mark.parametrize("name", ["added", "added-text"])
def test_upload_of_somebody_else_is_not_there(editor, root, name):
    send(editor, file("lamps.txt", NOTE))
    (batch,) = waiting.of_owner(editor.user.pk)
    address = reverse(f"admin:{name}", args=[batch.token] + (["1"] if name == "added-text" else []))

    assert editor.get(address).status_code == 200
    assert root.get(address).status_code == 404
    assert root.post(address, {"do": "discard"}).status_code in {404, 405}
    assert batch.folder.exists()


@pytest.mark.parametrize("token", ["0" * 32, "..", "a", "%2e%2e%2fblobs"])
def test_upload_that_is_none_is_not_there(editor, token):
    assert editor.get(f"/admin/add/{token}/").status_code == 404


def test_upload_is_gone_after_its_day(editor):
    send(editor, file("lamps.txt", NOTE))
    (batch,) = waiting.of_owner(editor.user.pk)
    aged = json.loads((batch.folder / "batch.json").read_text()) | {"made_at": "2026-01-01T00:00:00+00:00"}
    (batch.folder / "batch.json").write_text(json.dumps(aged))
    os.utime(batch.folder, (time.time() - 90_000,) * 2)

    assert editor.get(reverse("admin:added", args=[batch.token])).status_code == 404
    send(editor, file("other.txt", NOTE))
    assert not batch.folder.exists()


def test_waiting_files_are_for_the_archives_own_user_alone(editor):
    send(editor, file("lamps.txt", NOTE))
    (batch,) = waiting.of_owner(editor.user.pk)

    assert [oct(path.stat().st_mode)[-3:] for path in (batch.folder, batch.folder.parent)] == ["700", "700"]


@pytest.mark.parametrize("who", ["annotator", "nobody"])
def test_only_who_decides_may_add(request, who, settings, db):
    client = request.getfixturevalue(who) if who != "nobody" else Client()

    answers = [
        client.get(reverse("admin:add")),
        client.post(reverse("admin:add"), {"uploads": file("a.txt", NOTE)}),
    ]

    assert [answer.status_code for answer in answers] == ([403, 403] if who == "annotator" else [302, 302])
    assert not Path(settings.WAITING).exists()


def test_form_from_elsewhere_is_refused_and_leaves_nothing(db, settings):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("adler"))

    answer = send(client, file("lamps.txt", NOTE))

    assert answer.status_code == 403
    assert list(Path(settings.WAITING).iterdir()) == []


def test_files_sent_to_another_page_are_passed_over(editor, settings):
    editor.post(reverse("admin:sources_corpus_add"), {"title": "x", "upload": file("a.txt", NOTE * 100_000)})

    assert not Path(settings.WAITING).exists()


def test_s08_request_over_the_limit_is_refused_unread(editor, settings):
    settings.UPLOAD_LARGEST_REQUEST = 1000

    response = send(editor, file("lamps.txt", NOTE * 20))

    assert response.status_code == 413
    assert (
        "Together the files are larger than 1000\xa0bytes, the most that one upload may bring; send fewer."
        in (response.content.decode())
    )
    assert not Path(settings.WAITING).exists()


def test_s08_file_over_the_limit_is_set_aside_and_the_rest_goes_on(editor, settings):
    settings.UPLOAD_LARGEST_FILE = 1000

    said = words_of(send(editor, file("long.txt", NOTE * 3000), file("lamps.txt", NOTE)))

    assert "To be stored (1) lamps.txt" in said
    assert "long.txt: The file has 281.2 KB, more than the 1000 bytes that one may have; split it." in said


def test_too_many_files_are_refused_with_a_sentence(editor, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2

    response = send(editor, *(file(f"{number}.txt", NOTE) for number in range(3)))

    assert response.status_code == 400
    assert "more than 2 files" in words_of(response)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"uploads": []}, "There is nothing to add: choose files."),
        ({"new_corpus": ""}, "Choose a corpus, or name a new one; not both."),
        ({"new_corpus": "…"}, "has no letter that an address can hold"),
        ({"got": "last week"}, "last week"),
        ({"rights": "http://evil.example/"}, "Select a valid choice"),
    ],
)
def test_form_says_what_is_missing(editor, facts, said):
    response = send(editor, file("lamps.txt", NOTE), **facts)

    assert response.status_code == 400
    assert said in words_of(response)


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("a.txt", "", "The file is empty: it has 0 bytes"),
        ("a.pdf", "<html><p>Not found", "The file is named “.pdf” but holds a web page"),
        ("a.txt", "\x89PNG\r\n\x1a\n".encode("latin-1"), "The file is a picture (PNG)"),
        ("a.zip", b"PK\x03\x04", "The zip cannot be opened"),
        (
            "a.xml",
            tei("<p>&x;</p>", prolog='<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY x "y">]>'),
            "document type declaration",
        ),
    ],
)
def test_bad_file_is_set_aside_with_its_reason(editor, name, words, said):
    response = send(editor, file(name, words), file("lamps.txt", NOTE))

    assert said in words_of(response)
    assert "To be stored (1) lamps.txt" in words_of(response)


@pytest.mark.slow
@pytest.mark.parametrize("files", [ZIPS, XMLS], ids=["zip", "xml"])
def test_family_of_hostile_files_is_set_aside_and_the_next_is_fine(editor, files):
    refused = {f"{number}-{one.name}": one for number, one in enumerate(files.values()) if one.refused}
    sent = [file(name, one.make()) for name, one in refused.items()]

    said = words_of(send(editor, *sent, file("lamps.txt", NOTE)))

    assert len(refused) >= 20
    assert "To be stored (1) lamps.txt" in said
    for name, one in refused.items():
        assert f"{name}" in said
        assert one.refused in said, name


def test_name_of_a_file_is_only_shown(editor):
    response = send(editor, file("<b>gpj\u202e.txt", NOTE), file("../../../etc/lamps.txt", NOTE + "x"))

    (batch,) = waiting.of_owner(editor.user.pk)
    assert [row.shown for row in batch.files] == ["<b>gpj.txt", "lamps.txt"]
    assert sorted(path.name for path in batch.folder.iterdir()) == [
        "1", "1.capture.json", "2", "2.capture.json", "batch.json",
    ]  # fmt: skip
    assert b"<b>gpj" not in response.content


def test_addresses_are_not_asked_for_where_fetching_is_off(editor):
    response = editor.get(reverse("admin:add"))
    sent = send(editor, addresses="http://127.0.0.1/")

    assert b"addresses" not in response.content
    assert "There is nothing to add: choose files." in words_of(sent)


def test_address_inside_is_set_aside(editor, settings):
    settings.FETCHING = True

    said = words_of(send(editor, addresses="http://127.0.0.1/\nhttp://169.254.169.254/latest/"))

    assert said.count("leads to an address that is not public, where the archive does not go.") == 2


@pytest.mark.parametrize(
    ("addresses", "said"),
    [("ftp://a.example/", "is no web address"), ("http://a.example/\n" * 6, "at most 5")],
)
def test_addresses_that_are_none_are_refused(editor, settings, addresses, said):
    settings.FETCHING = True

    assert said in words_of(send(editor, addresses=addresses))


@pytest.mark.parametrize("count", [1, 3])
def test_preview_asks_the_database_as_often_for_one_file_as_for_three(
    editor, count, django_assert_num_queries
):
    send(editor, *(file(f"{number}.txt", f"{NOTE}{number}") for number in range(count)))
    (batch,) = waiting.of_owner(editor.user.pk)

    with django_assert_num_queries(3):
        editor.get(reverse("admin:added", args=[batch.token]))
    with django_assert_num_queries(2):
        editor.get(reverse("admin:added-text", args=[batch.token, "1"]))


def test_pages_of_an_upload_carry_the_desks_headers(editor):
    send(editor, file("cranes.html", PAGE))
    (batch,) = waiting.of_owner(editor.user.pk)

    answer = editor.get(reverse("admin:added-text", args=[batch.token, "1"]))

    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
