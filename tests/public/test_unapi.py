"""unAPI, and what a page tells Zotero of its sources."""

import re
from html import unescape
from urllib.parse import parse_qs

import pytest
import rispy
from lxml import etree

from tests.public.conftest import COURIER, VORCHENKO

pytestmark = pytest.mark.django_db(databases=["edition"])

MODS = {"m": "http://www.loc.gov/mods/v3"}


def test_without_an_id_it_says_which_formats_there_are(reader):
    formats = etree.fromstring(reader.get("/unapi").content)

    assert [(one.get("name"), one.get("type")) for one in formats] == [
        ("mods", "application/mods+xml"),
        ("ris", "application/x-research-info-systems"),
        ("bibtex", "application/x-bibtex"),
    ]


def test_with_an_id_it_offers_the_formats_of_that_one(reader):
    response = reader.get("/unapi?id=8v0wtq0k-7")

    assert response.status_code == 300
    assert etree.fromstring(response.content).get("id") == "8v0wtq0k-7"


def test_with_both_it_sends_the_record(reader):
    mods = etree.fromstring(reader.get("/unapi?id=8v0wtq0k-7&format=mods").content)
    [ris] = rispy.loads(reader.get("/unapi?id=8v0wtq0k-7&format=ris").content.decode())

    [title] = mods.xpath("m:mods/m:titleInfo/m:title/text()", namespaces=MODS)
    [shelf] = mods.xpath("m:mods/m:location/m:shelfLocator/text()", namespaces=MODS)
    [genre] = mods.xpath("m:mods/m:genre[@authority='local']/text()", namespaces=MODS)
    assert title == ris["title"] == "Firing on the Coal Mole"
    assert genre == "newspaperArticle"  # Zotero takes this for the type of the item
    assert shelf.endswith(", passage 7 (rev. 1)")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("id=00000000", 404),
        ("id=8v0wtq0k-999&format=ris", 404),
        ("id=x", 404),
        ("id=8v0wtq0k&format=pdf", 406),
    ],
)
def test_what_is_not_there_is_said(reader, query, status):
    response = reader.get(f"/unapi?{query}")

    assert (response.status_code, response["Content-Type"]) == (status, "text/plain; charset=utf-8")


@pytest.mark.parametrize(
    ("path", "expected"), [(COURIER, ["8v0wtq0k"]), (f"{COURIER}7/", ["8v0wtq0k-7"]), ("/about/", [])]
)
def test_an_article_and_a_passage_are_one_record(reader, path, expected):
    body = reader.get(path).content.decode()

    assert re.findall(r'<abbr class="unapi-id"\s+title="([^"]+)">', body) == expected
    assert body.count('class="Z3988"') == len(expected)
    assert body.count('rel="unapi-server"') == len(expected)


@pytest.mark.parametrize(
    "path",
    [
        *(VORCHENKO, "/date/1927-10-14/", "/c/temrava/day/1927-10-14/", "/topic/burials/"),
        *("/articles/", "/", "/search/?q=mole"),
    ],
)
def test_a_list_tells_each_of_its_sources_once(reader, path):
    body = reader.get(path).content.decode()

    ids = re.findall(r'<abbr class="unapi-id"\s+title="(\w{8})">', body)
    linked = set(re.findall(r"<main.*</main>", body, re.S)[0].split('href="/a/')[1:])
    titles = [parse_qs(unescape(title)) for title in re.findall(r'class="Z3988"\s+title="([^"]+)"', body)]
    assert len(ids) == len(set(ids)) > 1
    assert not re.search(
        r'name="(citation_|dc\.)', body, re.IGNORECASE
    )  # which would be an item of their own
    assert set(ids) <= {link[:8] for link in linked}
    assert [pairs["rft.identifier"][0].split("/")[4] for pairs in titles] == ids


def test_an_id_with_what_xml_cannot_hold_is_answered_in_xml(reader):
    response = reader.get("/unapi", {"id": "8v0wtq0k \x01"})

    assert (response.status_code, etree.fromstring(response.content).get("id")) == (300, "8v0wtq0k ")
