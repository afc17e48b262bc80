"""Harvesters: every verb, every error, valid answers, and a walk to the end by one that is not ours."""

import re
from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree
from sickle import Sickle
from sickle.response import OAIResponse

from sources.annotate.withdraw import apply_withdrawal, plan_withdrawal
from sources.edition.models import Article, Since
from sources.edition.publish import publish
from sources.edition.since import second_after
from sources.public.oai import records
from sources.public.oai.asking import Listing, token
from tests.factories import make_article, make_corpus, make_document, make_passage
from tests.public.conftest import published_apart, reading

SCHEMAS = Path(__file__).parent.parent / "schemas"
SCHEMA = etree.RelaxNG(etree.parse(SCHEMAS / "oai_pmh.rng"))
OAI = {"o": "http://www.openarchives.org/OAI/2.0/", "dc": "http://purl.org/dc/elements/1.1/"}
of_edition = pytest.mark.django_db(databases=["edition"])
HOST = "oai:testserver:"
COURIER = f"{HOST}8v0wtq0k"


def told(reader, /, **asked):
    """Give an answer, which is valid."""
    response = reader.get("/oai", asked)
    assert (response.status_code, response["Content-Type"]) == (200, "text/xml; charset=utf-8")
    root = etree.fromstring(response.content)
    SCHEMA.assertValid(root)
    return root


def error_of(root):
    """Give the code of an answer's error."""
    [found] = root.findall("o:error", OAI)
    assert found.text
    return found.get("code")


class Harvester(Sickle):
    """Sickle, asking Django's test client."""

    def __init__(self, reader):
        super().__init__("http://testserver/oai")
        self.reader = reader
        self.answers = 0

    def harvest(self, **kwargs):
        self.answers += 1
        answer = self.reader.get(urlsplit(self.endpoint).path, kwargs)
        SCHEMA.assertValid(etree.fromstring(answer.content))
        answer.text = answer.content.decode()
        return OAIResponse(answer, params=kwargs)


@of_edition
def test_a_harvester_walks_to_the_end_through_tokens(reader, monkeypatch):
    monkeypatch.setitem(records.FORMATS, "oai_dc", records.Format("oai_dc", "https://x", "https://y", 5))
    harvester = Harvester(reader)

    titles = {
        one.header.identifier: one.metadata["title"] for one in harvester.ListRecords(metadataPrefix="oai_dc")
    }

    articles = {f"oai:testserver:{one.public_id}": [one.title] for one in Article.objects.all()}
    assert titles == articles
    assert harvester.answers == -(-len(articles) // 5) > 3


@of_edition
def test_tei_comes_one_by_one_so_that_an_id_stands_once(reader):
    harvester = Harvester(reader)

    found = [
        one.xml.find(".//{http://www.tei-c.org/ns/1.0}TEI")
        for one in harvester.ListRecords(metadataPrefix="tei")
    ]

    ids = {tei.get("{http://www.w3.org/XML/1998/namespace}id") for tei in found}
    assert ids == {f"a-{one.public_id}" for one in Article.objects.all()}
    for tei in found:
        own = tei.xpath("//@xml:id")
        assert len(own) == len(set(own))


@of_edition
def test_identifiers_sets_formats_and_who_we_are(reader, settings):
    settings.SITE_ADDRESS = "https://archive.example"
    settings.CONTACT = "archive@example.org"

    who = told(reader, verb="Identify")

    facts = {etree.QName(one).localname: one.text for one in who.find("o:Identify", OAI)}
    assert facts["baseURL"] == "https://archive.example/oai"
    assert facts["adminEmail"] == "archive@example.org"
    assert (facts["deletedRecord"], facts["granularity"]) == ("transient", "YYYY-MM-DDThh:mm:ssZ")
    assert facts["earliestDatestamp"] == Since.objects.order_by("changed_at").first().changed_at
    assert who.xpath("//*[local-name()='sampleIdentifier']/text()") == [
        f"oai:archive.example:{Since.objects.order_by('public_id').first().public_id}"
    ]
    assert told(reader, verb="ListSets").xpath("//o:setSpec/text()", namespaces=OAI) == ["temrava"]
    prefixes = told(reader, verb="ListMetadataFormats").xpath("//o:metadataPrefix/text()", namespaces=OAI)
    assert prefixes == ["oai_dc", "tei"]
    identifiers = told(reader, verb="ListIdentifiers", metadataPrefix="tei", set="temrava")
    assert len(identifiers.findall(".//o:header", OAI)) == Article.objects.count()


@of_edition
def test_a_record_has_the_article_s_facts_in_dublin_core(reader):
    root = told(reader, verb="GetRecord", metadataPrefix="oai_dc", identifier=COURIER)

    facts = {
        name: root.xpath(f"//dc:{name}/text()", namespaces=OAI) for name in ("title", "date", "publisher")
    }
    assert facts == {
        "title": ["Firing on the Coal Mole"],
        "date": ["1927-10-15"],
        "publisher": ["Temrava Courier"],
    }
    assert root.xpath("//dc:identifier/text()", namespaces=OAI) == ["http://testserver/a/8v0wtq0k/"]
    assert "Coal Mole" in root.xpath("//dc:coverage/text()", namespaces=OAI)
    assert "(fiction)" in root.xpath("string(//dc:description)", namespaces=OAI)


@of_edition
@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Ident"}, "badVerb"),
        ({"verb": ["Identify", "ListSets"]}, "badVerb"),
        ({"verb": "Identify", "x": "1"}, "badArgument"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "GetRecord", "identifier": COURIER}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": ["oai_dc", "tei"]}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "a b"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "a::b"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "until": ""}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-02-30"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-01-01T00:00:00"}, "badArgument"),
        (
            {
                "verb": "ListRecords",
                "metadataPrefix": "oai_dc",
                "from": "2026-01-01",
                "until": "2026-01-02T00:00:00Z",
            },
            "badArgument",
        ),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-01-02", "until": "2026-01-01"},
            "badArgument",
        ),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "resumptionToken": "x"}, "badArgument"),
        ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "é"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": b64encode(b"[" * 3000).decode()}, "badResumptionToken"),
        ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListRecords", "metadataPrefix": "marc21"}, "cannotDisseminateFormat"),
        ({"verb": "ListIdentifiers", "metadataPrefix": "marc21"}, "cannotDisseminateFormat"),
        ({"verb": "GetRecord", "metadataPrefix": "marc21", "identifier": COURIER}, "cannotDisseminateFormat"),
        (
            {"verb": "GetRecord", "metadataPrefix": "tei", "identifier": "oai:testserver:00000000"},
            "idDoesNotExist",
        ),
        (
            {"verb": "GetRecord", "metadataPrefix": "tei", "identifier": "oai:other.example:8v0wtq0k"},
            "idDoesNotExist",
        ),
        ({"verb": "ListMetadataFormats", "identifier": "8v0wtq0k"}, "idDoesNotExist"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "nowhere"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "until": "1999-01-01"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "9999-12-31"}, "noRecordsMatch"),
    ],
)
def test_each_mistake_has_its_error_and_no_other_status(reader, asked, code):
    root = told(reader, **asked)

    assert error_of(root) == code
    repeated = dict(root.find("o:request", OAI).attrib)
    assert repeated == ({} if code in {"badVerb", "badArgument"} else asked | {})


@of_edition
def test_a_day_begins_with_its_first_second_and_ends_with_its_last(reader):
    stamp = Since.objects.first().changed_at
    day = stamp[:10]

    for bounds in (
        {"from": day, "until": day},
        {"from": stamp, "until": stamp},
        {"from": day},
        {"until": day},
    ):
        listed = told(reader, verb="ListIdentifiers", metadataPrefix="oai_dc", **bounds)
        assert len(listed.findall(".//o:header", OAI)) == Article.objects.count()
    later = datetime.fromisoformat(stamp).timestamp() + 1
    after = datetime.fromtimestamp(later, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert (
        error_of(told(reader, verb="ListIdentifiers", metadataPrefix="tei", **{"from": after}))
        == "noRecordsMatch"
    )


@of_edition
def test_who_asks_from_the_moment_last_told_misses_nothing_and_has_nothing_twice(reader):
    newest = Since.objects.order_by("-changed_at").first().changed_at

    moments = {
        told(reader, **asked).findtext("o:responseDate", "", OAI)
        for asked in ({"verb": "Identify"}, {"verb": "ListIdentifiers", "metadataPrefix": "tei"}, {})
    }

    assert moments == {second_after(newest)}
    [moment] = moments
    again = told(reader, verb="ListIdentifiers", metadataPrefix="tei", **{"from": moment})
    assert error_of(again) == "noRecordsMatch"


@of_edition
def test_a_token_ends_with_its_edition_and_is_for_its_verb(reader, monkeypatch):
    monkeypatch.setattr("sources.public.oai.answers.IDENTIFIERS_AT_ONCE", 2)
    first = told(reader, verb="ListIdentifiers", metadataPrefix="oai_dc")
    given = first.find(".//o:resumptionToken", OAI)

    again = told(reader, verb="ListIdentifiers", resumptionToken=given.text)
    of_other_verb = told(reader, verb="ListRecords", resumptionToken=given.text)
    other = token(Listing("oai_dc", after="8v0wtq0k", given=2), "ListIdentifiers", "2-0123456789abcdef")
    of_other_edition = told(reader, verb="ListIdentifiers", resumptionToken=other)
    assert (given.get("cursor"), given.get("completeListSize")) == ("0", str(Article.objects.count()))
    assert again.find(".//o:resumptionToken", OAI).get("cursor") == "2"
    assert error_of(of_other_verb) == error_of(of_other_edition) == "badResumptionToken"
    assert "another edition; begin the list anew" in of_other_edition.findtext("o:error", "", OAI)


@of_edition
def test_a_form_is_read_as_a_query_and_nothing_else_is_taken(reader):
    sent = reader.post("/oai", {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": COURIER})

    SCHEMA.assertValid(etree.fromstring(sent.content))
    assert b"Firing on the Coal Mole" in sent.content
    assert sent["Access-Control-Allow-Origin"] == "*"
    refused = reader.delete("/oai")
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert f"is read with {refused['Allow']};" in refused.content.decode()
    assert reader.options("/oai").status_code == 204


@of_edition
@pytest.mark.parametrize(("prefix", "queries"), [("oai_dc", 5), ("tei", 12)])
def test_a_record_costs_a_few_queries_whatever_is_in_it(
    reader, prefix, queries, django_assert_max_num_queries
):
    reader.get("/about/")

    for article in ("8v0wtq0k", "adze5p57"):
        with django_assert_max_num_queries(queries, using="edition"):
            told(reader, verb="GetRecord", metadataPrefix=prefix, identifier=f"oai:testserver:{article}")


@of_edition
@pytest.mark.parametrize("at_once", [1, 3])
def test_a_list_costs_the_same_with_one_row_and_with_three(
    reader, monkeypatch, at_once, django_assert_num_queries
):
    reader.get("/about/")
    monkeypatch.setitem(
        records.FORMATS, "oai_dc", records.Format("oai_dc", "https://x", "https://y", at_once)
    )

    with django_assert_num_queries(6, using="edition"):
        assert (
            len(told(reader, verb="ListRecords", metadataPrefix="oai_dc").findall(".//o:record", OAI))
            == at_once
        )


@of_edition
def test_who_asks_too_often_is_told_when_to_come_again(reader, settings):
    settings.RATE = 1

    answers = [reader.get("/oai", {"verb": "Identify"}), reader.get("/oai", {"verb": "ListSets"})]

    assert [one.status_code for one in answers] == [200, 503]
    assert (answers[1]["Retry-After"], answers[1]["Cache-Control"]) == ("60", "no-store")


def test_a_closed_text_is_harvested_by_its_facts_alone(reader_of_lanterns):
    sent = [
        etree.tostring(one.xml).decode()
        for prefix in ("oai_dc", "tei")
        for one in Harvester(reader_of_lanterns).ListRecords(metadataPrefix=prefix)
    ]

    assert len(sent) == 6
    assert "sentence" not in "".join(sent)


def make_gone() -> None:
    """Two corpora of which one loses its only article, one an article of two; one more is hidden."""
    corpora = [make_corpus(slug=slug, title=slug) for slug in ("lamps", "ropes")]
    articles = [
        make_article(make_document(corpus), public_id=f"aaaaaaa{number}", title=f"Report {number}")
        for number, corpus in enumerate((corpora[0], corpora[0], corpora[0], corpora[1]))
    ]
    for article in articles:
        make_passage(article, f"A sentence of {article.title}.")
    publish()
    for number in (1, 3):
        plan = plan_withdrawal(articles[number].document)
        apply_withdrawal(plan, actor=None, reason="Scanned from another paper.")
    articles[2].status = "draft"
    articles[2].save()


@pytest.fixture(scope="module")
def gone(edition, django_db_blocker, tmp_path_factory):
    return published_apart(make_gone, tmp_path_factory.mktemp("gone"), django_db_blocker)


@pytest.fixture
def reader_of_gone(gone, settings, django_db_blocker):
    with reading(gone, settings, django_db_blocker) as client:
        yield client


def test_what_was_withdrawn_is_a_deleted_record_and_what_was_hidden_none(reader_of_gone):
    told_all = told(reader_of_gone, verb="ListRecords", metadataPrefix="oai_dc")
    of_set = told(reader_of_gone, verb="ListIdentifiers", metadataPrefix="oai_dc", set="lamps")
    one = told(reader_of_gone, verb="GetRecord", metadataPrefix="tei", identifier=f"{HOST}aaaaaaa1")
    hidden = told(reader_of_gone, verb="GetRecord", metadataPrefix="tei", identifier=f"{HOST}aaaaaaa2")

    found = [
        (*(header.findtext(f"o:{name}", "", OAI) for name in ("identifier", "setSpec")), header.get("status"))
        for header in told_all.iterfind(".//o:header", OAI)
    ]
    assert found == [
        (f"{HOST}aaaaaaa0", "lamps", None),
        (f"{HOST}aaaaaaa1", "lamps", "deleted"),
        (f"{HOST}aaaaaaa3", "", "deleted"),
    ]
    assert len(of_set.findall(".//o:header", OAI)) == 2
    assert one.find(".//o:metadata", OAI) is None
    assert one.find(".//o:header", OAI).get("status") == "deleted"
    assert error_of(hidden) == "idDoesNotExist"


def test_the_api_says_of_a_withdrawn_article_when_and_why(reader_of_gone):
    answer = reader_of_gone.get("/api/v1/articles/aaaaaaa1")

    assert answer.status_code == 410
    assert answer.json()["title"] == "Withdrawn"
    assert re.fullmatch(
        r"This was withdrawn on \d+ \w+ \d{4}\. Reason given: “Scanned from another paper\.”",
        answer.json()["detail"],
    )
    hidden, never = (reader_of_gone.get(f"/api/v1/articles/{one}") for one in ("aaaaaaa2", "zzzzzzz2"))
    assert (hidden.status_code, hidden.content) == (404, never.content)
