"""Citations as other programs read them."""

import json
import re
from urllib.parse import parse_qs

import bibtexparser
import pytest
import rispy

from tests.public.conftest import COURIER, VORCHENKO

pytestmark = pytest.mark.django_db(databases=["edition"])


@pytest.mark.parametrize(
    ("ending", "media_type"),
    [
        ("bib", "application/x-bibtex; charset=utf-8"),
        ("ris", "application/x-research-info-systems; charset=utf-8"),
        ("csl.json", "application/vnd.citationstyles.csl+json"),
        ("txt", "text/plain; charset=utf-8"),
        ("biblatex.bib", "application/x-bibtex; charset=utf-8"),
        ("mods.xml", "application/mods+xml; charset=utf-8"),
        ("apa.html", "text/html; charset=utf-8"),
        ("jsonld", "application/ld+json"),
    ],
)
def test_file_is_an_attachment_of_its_type(reader, ending, media_type):
    response = reader.get(f"/a/8v0wtq0k/7/cite.{ending}")

    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"] == (
        f'attachment; filename="firing-on-the-coal-mole-8v0wtq0k-7.{ending}"'
    )
    assert response["X-Content-Type-Options"] == "nosniff"


def test_csl_json_of_a_passage_names_passage_revision_edition_and_address(reader):
    [item] = json.loads(reader.get("/a/8v0wtq0k/10/cite.csl.json").content)

    assert item["type"] == "article-newspaper"
    assert item["issued"] == {"date-parts": [[1927, 10, 15]]}
    assert item["archive_location"] == "passage 10 (rev. 2)"
    assert item["archive"] == "Sourcebook, ed. 1 (captured 2026-02-03)"
    assert item["URL"] == f"http://testserver{COURIER}10/"


def test_ris_of_an_article_is_one_newspaper_article(reader):
    [record] = rispy.loads(reader.get("/a/8v0wtq0k/cite.ris").content.decode())

    assert (record["type_of_reference"], record["title"]) == ("NEWS", "Firing on the Coal Mole")


def test_bibtex_of_a_person_has_every_passage_that_names_them_once(reader):
    library = bibtexparser.parse_string(b"".join(reader.get("/person/m8mwreec/cite.bib")).decode())

    assert library.failed_blocks == []
    assert len(library.entries) == len({entry.key for entry in library.entries}) == 15


def test_article_carries_its_citation_for_zotero(reader):
    body = reader.get(COURIER).content.decode()

    [title] = re.findall(r'<span class="Z3988"\s+title="([^"]+)">', body)
    pairs = parse_qs(title.replace("&amp;", "&"))
    assert pairs["rft.type"] == ["newspaperArticle"]
    assert pairs["rft.title"] == ["Firing on the Coal Mole"]
    assert pairs["rft.date"] == ["1927-10-15"]
    assert "citation_title" not in body


def test_article_and_passage_name_their_other_forms(reader):
    endings = ["bib", "biblatex.bib", "ris", "csl.json", "mods.xml", "jsonld", "txt"]
    few = ["bib", "ris", "csl.json", "txt"]
    for path, own, offered in (
        (COURIER, "/a/8v0wtq0k/cite.", endings),
        (f"{COURIER}7/", "/a/8v0wtq0k/7/cite.", few),
    ):
        links = re.findall(
            r'<link rel="alternate"[^>]*?type="([^"]+)"[^>]*?href="([^"]+)"',
            reader.get(path).content.decode(),
            re.S,
        )

        assert [address for kind, address in links if kind != "application/atom+xml"] == [
            f"{own}{ending}" for ending in offered
        ]


def test_formatted_citation_sets_the_paper_in_italics(reader):
    assert "<cite>Temrava Courier</cite>, October 15, 1927" in reader.get(f"{COURIER}7/").content.decode()


def test_list_of_a_merged_or_misnamed_kind_leads_to_the_right_one(reader):
    response = reader.get("/place/m8mwreec/cite.ris")

    assert (response.status_code, response["Location"]) == (301, f"{VORCHENKO}cite.ris")
