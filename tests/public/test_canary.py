"""A person at risk, named wherever a name can stand: no byte for readers has the name (S20 to S22, T10)."""

import base64
import html
import json
import re
from io import BytesIO
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote, quote_plus, unquote, urlsplit
from zipfile import ZipFile

import pytest

from sources.models import Contributor, Name, PassageRevision, Quotation
from sources.public.api.resources import RESOURCES
from sources.values.span import Span
from tests.factories import (
    make_article,
    make_claim,
    make_corpus,
    make_document,
    make_entity,
    make_mention,
    make_passage,
    make_question,
)
from tests.public.conftest import published_apart, reading
from tests.public.test_pages import pages_from

PSEUDONYM = "The Lamplighter"
NAMES = ("Zqxvë Wrbl", "Wrbl, Zqxvë", "Зкксв Врбл", "زقكس وربل")
# Parts of the names that nothing else in the corpus has, as their letters may be written.
CANARIES = ("zqxv", "wrbl", "зкксв", "врбл", "زقكس", "وربل")


def make_canaries() -> None:
    """A corpus in which she is in the title, the texts, the byline, a file's name, an address, a claim …"""
    corpus = make_corpus(slug="lamps", title="The Lantern Tax")
    person = make_entity(
        NAMES[0],
        public_id="ccccccc1",
        sort_name=NAMES[1],
        is_protected=True,
        pseudonym=PSEUDONYM,
        wikidata="Q77",
    )
    for form in NAMES[2:]:
        Name.objects.create(entity=person, form=form)
    make_entity("Zqxvé Frmr", public_id="ccccccc2", merged_into=person)
    other = make_entity("Tomas Wick", public_id="ccccccc0", sort_name="Wick, Tomas")
    document = make_document(
        corpus, file_name="zqxvë-wrbl.txt", origin="https://paper.example/zqxve-wrbl.html"
    )
    article = make_article(
        document,
        public_id="aaaaaaa0",
        title=f"What {NAMES[0]} saw",
        translated_title=f"{NAMES[0]} saw it",
        url=f"https://paper.example/{quote(NAMES[0])}",
        published="1931-05-06",
    )
    Contributor.objects.create(article=article, position=0, name=NAMES[0], given="Zqxvë", family="Wrbl")
    Contributor.objects.create(article=article, position=1, name="Z. Wrbl", entity=person, role="interviewee")
    make_mention(make_passage(article, f"What {NAMES[0]} saw", kind="title"), NAMES[0], person)
    told = make_passage(
        article, f"{NAMES[0]} (in Cyrillic {NAMES[2]}, in Arabic {NAMES[3]}) met Tomas Wick in May 1931."
    )
    for form in (NAMES[0], *NAMES[2:]):
        make_mention(told, form, person)
    make_mention(told, "Tomas Wick", other)
    make_mention(told, "May 1931", "1931-05")
    answer = make_passage(
        article, "Three lamps went out, ZQXVË WRBL said.", speaker=person, speaker_name="Zqxvë"
    )
    make_mention(answer, "ZQXVË WRBL", person)
    quotation = Quotation(revision=answer, status="accepted", speaker=person, speaker_name="Wrbl")
    quotation.put(*_span(answer, "Three lamps went out"))
    quotation.save()
    question = make_question(corpus, wording=f"How many lamps did {NAMES[0]} see?", slug="lamps")
    make_claim(answer, "Three lamps", question, asserter=person, measure="exact", low=3, high=3)
    corrected = make_passage(article, "Then Wrbl went home.")
    make_mention(corrected, "Wrbl", person)
    second = PassageRevision.objects.create(
        passage=corrected.passage,
        number=2,
        text="Then Wrbl went away.",
        splices=[[15, 19, "away"]],
        reason="Zqxvë Wrbl asked for it",
    )
    make_mention(second, "Wrbl", person)
    snippets = make_article(make_document(corpus), public_id="aaaaaaa1", title="Tax paid", access="snippets")
    make_mention(make_passage(snippets, f"A closed sentence of {NAMES[0]} and others."), NAMES[0], person)
    copy = make_article(
        make_document(corpus),
        public_id="aaaaaaa2",
        title=f"What {NAMES[0]} saw",
        copy_of=article,
        similarity=0.9,
    )
    make_mention(make_passage(copy, f"{NAMES[0]} met nobody."), NAMES[0], person)


def _span(revision, exact):
    start = revision.text.index(exact)
    return Span(start, start + len(exact)), exact


@pytest.fixture(scope="module")
def canaries(edition, django_db_blocker, tmp_path_factory) -> Path:
    """The corpus as published."""
    return published_apart(make_canaries, tmp_path_factory.mktemp("canaries"), django_db_blocker)


@pytest.fixture
def reader(canaries, settings, django_db_blocker):
    with reading(canaries, settings, django_db_blocker) as client:
        yield client


def found_in(text: str) -> list[str]:
    """Say which canaries stand in a text, however it is written there."""
    ways = {text, unquote(text), html.unescape(text)}
    ways |= {re.sub(r"\\u([0-9a-fA-F]{4})", lambda one: chr(int(one[1], 16)), way) for way in set(ways)}
    ways |= {"".join(map(_decoded, set(re.findall(r"[A-Za-z0-9+/]{12,}={0,2}", text))))}
    folded = "\n".join({normalize(form, way).casefold() for way in ways for form in ("NFC", "NFD")})
    return [canary for canary in CANARIES if canary in folded]


def _decoded(word: str) -> str:
    return "".join(
        base64.b64decode(word[begin : begin + (len(word) - begin) // 4 * 4]).decode(errors="ignore")
        for begin in range(4)
    )


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


def test_no_address_that_a_reader_can_ask_for_has_the_name(reader):
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


def test_no_answer_to_a_program_has_the_name(reader):
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


def test_no_file_within_a_zip_has_the_name(reader):
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


def test_edition_file_that_readers_take_away_has_not_the_name(reader, canaries):
    content = canaries.read_bytes()

    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        assert found_in(content.decode(encoding, errors="ignore")) == []


@pytest.mark.parametrize("asked", [*NAMES, "Zqxve Wrbl", "wrbl", '"Zqxvë Wrbl"', "person:Wrbl", "ZQXVË"])
def test_search_for_the_name_answers_as_for_a_name_that_nobody_has(reader, asked):
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
