"""Dossiers: the passages of a list as one document, on a page and in Word, and nothing that is withheld."""

import re
from html import unescape
from io import BytesIO

import docx
import pytest

pytestmark = pytest.mark.django_db(databases=["edition"])

LISTS = (
    "/person/m8mwreec/dossier{}",
    "/c/temrava/day/1927-10-14/dossier{}",
    "/date/1927-10/dossier{}",
    "/topic/burials/dossier{}",
    "/account/killed-on-the-mole/dossier{}",
    "/search/dossier{}?q=lighters",
    "/selection/dossier{}?id=8v0wtq0k-7&id=8v0wtq0k",
)


def text_of(page) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", page.content.decode())).split())


def words_of(answer) -> list[tuple[str, str]]:
    return [(one.style.name, one.text) for one in docx.Document(BytesIO(answer.content)).paragraphs]


@pytest.mark.parametrize("address", LISTS)
def test_page_and_word_file_have_the_same_passages_in_the_same_order(reader, address):
    page, file = reader.get(address.format("/")), reader.get(address.format(".docx"))

    shown = re.findall(
        r'<span class="number">(\d+)</span>\s*<a href="[^"]*"><bdi>(.*?)</bdi>(.*?)</a>',
        page.content.decode(),
    )
    headed = [text for style, text in words_of(file) if style == "Heading 2"]

    assert (page.status_code, file.status_code) == (200, 200)
    assert [unescape(f"{number}. {source}{locator}") for number, source, locator in shown] == headed
    assert headed


@pytest.mark.parametrize(
    "address",
    [
        "/person/zzzzzzz1/dossier/",
        "/c/nowhere/day/1927-10-14/dossier/",
        "/date/soon/dossier/",
        "/topic/none/dossier/",
        "/account/none/dossier.docx",
    ],
)
def test_dossier_of_what_is_not_there_is_not_there(reader, address):
    assert reader.get(address).status_code == 404


def test_list_without_passages_makes_a_dossier_that_says_so(reader):
    page = text_of(reader.get("/selection/dossier/"))

    assert "No passage of no source chosen by hand" in page


def test_word_file_is_named_after_what_it_is_of(reader):
    sent = reader.get("/person/m8mwreec/dossier.docx")

    assert sent["Content-Disposition"] == 'attachment; filename="dossier-stepan-vorchenko-edition-1.docx"'


def test_reader_chooses_order_headings_and_style(reader):
    path = "/person/m8mwreec/dossier.docx"

    spoken, published = (words_of(reader.get(path, {"order": one})) for one in ("spoken", "published"))
    cited = reader.get("/person/m8mwreec/dossier/", {"style": "apa", "accessed": "2026-03-12"})

    headings = [[text for style, text in told if style == "Heading 1"] for told in (spoken, published)]
    assert headings[0][0] == "12 October 1927"
    assert headings[1][:2] == ["Temrava Courier, 15 Oct 1927", "Halmya Gazette, 16 Oct 1927"]
    assert "Retrieved March 12, 2026, from" in text_of(cited)
    assert text_of(reader.get("/person/m8mwreec/dossier/?order=other")) == text_of(
        reader.get("/person/m8mwreec/dossier/")
    ).replace("?order=other", "")


def test_passage_says_its_address_its_edition_and_its_digest(reader):
    page = text_of(reader.get("/person/m8mwreec/dossier/"))

    assert "/a/8v0wtq0k/firing-on-the-coal-mole/" in page
    assert re.search(r"From Sourcebook, edition 1, published .* Digest of the edition’s content", page)
    assert "Fiction: “The Temrava Strike, 1927” is invented" in page


@pytest.mark.parametrize("address", ["/date/1927-10-14/dossier/", "/person/m8mwreec/dossier/?style=harvard"])
def test_dossier_asks_the_same_number_of_questions_whatever_its_length(
    reader, address, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8, using="edition"):
        reader.get(address)


@pytest.mark.parametrize(
    "page",
    [
        "/person/m8mwreec/stepan-vorchenko/",
        "/c/temrava/day/1927-10-14/",
        "/date/1927-10-14/",
        "/topic/burials/",
        "/account/killed-on-the-mole/",
        "/search/?q=lighters",
        "/selection/?id=8v0wtq0k-7",
    ],
)
def test_every_list_of_passages_leads_to_its_dossier(reader, page):
    body = reader.get(page).content.decode()
    [found] = re.findall(r'href="([^"]*dossier/[^"]*)"', body)
    [word] = re.findall(r'href="([^"]*dossier\.docx[^"]*)"', body)

    assert [reader.get(unescape(one)).status_code for one in (found, word)] == [200, 200]
