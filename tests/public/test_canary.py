"""A person at risk, named wherever a name can stand: no byte for readers has the name (S20 to S22, T10)."""

import base64
import html
import json
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, quote_plus, urlsplit
from zipfile import ZipFile

import pytest

from sources.public.api.resources import RESOURCES
from tests.public.canaries import NAMES, PSEUDONYM, found_in, make_canaries
from tests.public.conftest import published_apart, reading
from tests.public.test_pages import pages_from


@pytest.fixture(scope="module")
def canaries(edition, django_db_blocker, tmp_path_factory) -> Path:
    """The corpus as published."""
    return published_apart(make_canaries, tmp_path_factory.mktemp("canaries"), django_db_blocker)


@pytest.fixture
def reader(canaries, settings, django_db_blocker):
    with reading(canaries, settings, django_db_blocker) as client:
        yield client


def test_canaries_are_found_however_they_are_written():
    for written in (
        "x Zqxvë",
        quote("Врбл"),
        json.dumps("Зкксв"),
        html.escape("زقكس").replace("ز", "&#1586;"),
        base64.b64encode("..Zqxvë Wrbl..".encode()).decode(),
        "/what-zqxve-wrbl-saw/",
    ):
        assert found_in(written), written


def test_t10_no_address_that_a_reader_can_ask_for_has_the_name(reader):
    begin = [
        "/",
        "/sitemap.xml",
        "/sitemap/1.xml",
        "/robots.txt",
        "/.well-known/archive-head.json",
        "/edition/",
    ]
    begin += [f"/search/?q={quote(PSEUDONYM)}", "/search/?q=lamps", "/search/?q=met&exact=1"]
    begin += ["/selection/dossier/?id=aaaaaaa0&id=aaaaaaa0-2&id=aaaaaaa1-1&id=aaaaaaa1"]

    pages = pages_from(reader, begin, most=600)

    assert len(pages) > 80
    assert {path for path, page in pages.items() if page.status_code >= 500} == set()
    assert {path: found for path, page in pages.items() if (found := found_in(page.body))} == {}
    heads = {path: "\n".join(map(str, page.items())) for path, page in pages.items()}
    assert {path: found for path, head in heads.items() if (found := found_in(head))} == {}
    assert any(PSEUDONYM in page.body for page in pages.values())


def test_t10_no_answer_to_a_program_has_the_name(reader):
    lists = [f"/api/v1/{name}" for name in RESOURCES]
    begin = ["/api/v1/", "/api/v1/openapi.json", "/api/v1/articles/ccccccc1", "/api/v1/search?q=lamps"]
    begin += [f"/api/v1/search?q={quote(one)}" for one in (*NAMES, PSEUDONYM)]
    begin += [f"/api/v1/entities?name={quote(one)}" for one in NAMES]
    begin += ["/articles/feed/", "/corrections/feed/", "/person/ccccccc0/feed/", "/search/feed/?q=lamps"]
    begin += [f"/oai?verb={verb}" for verb in ("Identify", "ListSets", "ListMetadataFormats")]
    begin += [
        "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc",
        "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    ]
    begin += [
        f"/oai?verb=GetRecord&metadataPrefix=tei&identifier=oai:testserver:aaaaaaa{number}"
        for number in range(3)
    ]

    answers = {path: reader.get(path) for path in [*lists, *begin]}
    for path in lists:
        answers |= {
            one["self"]: reader.get(urlsplit(one["self"]).path) for one in answers[path].json()["items"]
        }

    assert len(answers) > 40
    said = {path: answer.content.decode() for path, answer in answers.items()}
    assert {path: found for path, body in said.items() if (found := found_in(body))} == {}
    assert PSEUDONYM in said["/api/v1/entities"]
    assert PSEUDONYM in said["/oai?verb=ListRecords&metadataPrefix=oai_dc"]
    for name in NAMES:
        assert answers[f"/api/v1/entities?name={quote(name)}"].json()["items"] == []


def test_t10_no_file_within_a_zip_has_the_name(reader):
    dossiers = ["selection/dossier.docx?id=aaaaaaa0&id=aaaaaaa0-2&id=aaaaaaa0-3&id=aaaaaaa1-1"]
    dossiers += ["account/lamps/dossier.docx", "person/ccccccc0/dossier.docx", "date/1931-05/dossier.docx"]

    told = {}
    for path in [*dossiers, "c/lamps/package.zip", "c/lamps/bag.zip", "data/tables.zip"]:
        with ZipFile(BytesIO(reader.get(f"/{path}").getvalue())) as file:
            told[path] = "\n".join(
                [*file.namelist(), *(file.read(name).decode() for name in file.namelist())]
            )

    assert {path: found for path, text in told.items() if (found := found_in(text))} == {}
    assert all(PSEUDONYM in text for text in told.values())


def test_t10_edition_file_that_readers_take_away_has_not_the_name(reader, canaries):
    content = canaries.read_bytes()

    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        assert found_in(content.decode(encoding, errors="ignore")) == []


@pytest.mark.parametrize("asked", [*NAMES, "Zqxve Wrbl", "wrbl", '"Zqxvë Wrbl"', "person:Wrbl", "ZQXVË"])
def test_t10_search_for_the_name_answers_as_for_a_name_that_nobody_has(reader, asked):
    like = {"Z": "K", "z": "k", "W": "P", "w": "p"}
    nobody = "".join(like.get(letter, letter) for letter in asked)
    if nobody == asked:  # another script
        nobody = asked[::-1]

    def answer(words):
        body = reader.get("/search/", {"q": words}).content.decode()
        for way in (html.escape(words), quote(words), quote_plus(words), words):
            body = body.replace(way, "…")
        return body

    assert answer(asked) == answer(nobody)


@pytest.mark.parametrize("hidden", ["ccccccc1", "ccccccc2"], ids=["her record", "one merged into it"])
def test_address_of_her_record_answers_as_one_that_never_was(reader, hidden):
    never = "zzzzzzz1"
    found, none = (reader.get(f"/person/{one}/") for one in (hidden, never))

    assert (found.status_code, found.content.decode().replace(hidden, never)) == (404, none.content.decode())
