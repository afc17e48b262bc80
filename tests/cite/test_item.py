"""From a source to a CSL-JSON item: who is the author, what is the address, what the note says."""

import pytest

from sources.cite.dates import csl_date, year
from sources.cite.item import item
from tests.cite.shapes import AGENCY, ASKED, SHAPES, VERA, read_here, source


def test_item_of_a_passage():
    assert item(read_here(contributors=(), page="1", original_url="https://courier.example/15")) == {
        "id": "tq4m8z2k-6",
        "type": "article-newspaper",
        "title": "Firing on the Coal Mole",
        "container-title": "Temrava Courier",
        "issued": {"date-parts": [[1927, 10, 15]]},
        "page": "1",
        "language": "en",
        "archive": "Sourcebook, ed. 7",
        "archive_collection": "The Temrava Strike",
        "archive_location": "passage 6 (rev. 1)",
        "URL": "https://temrava.example/a/tq4m8z2k/6",
        "note": "Originally at https://courier.example/15",
    }


def test_original_address_is_the_url_where_the_archive_gives_none():
    assert item(source(original_url="https://courier.example/15"))["URL"] == "https://courier.example/15"


def test_agency_is_the_author_of_what_nobody_signed():
    assert item(source(contributors=(AGENCY,)))["author"] == [{"literal": "Harbour News Agency"}]


def test_agency_beside_a_signature_is_in_the_note():
    signed = item(source(contributors=(VERA, AGENCY)))

    assert (signed["author"], signed["note"]) == (
        [{"family": "Orlen", "given": "Vera"}],
        "Distributed by Harbour News Agency.",
    )


def test_interviewed_person_is_the_author_and_who_signed_asked():
    talk = item(source(genre="interview", contributors=(VERA, ASKED)))

    assert (talk["author"], talk["interviewer"]) == (
        [{"family": "Vorchenko", "given": "Stepan"}],
        [{"family": "Orlen", "given": "Vera"}],
    )


def test_translated_source_names_the_language():
    assert item(SHAPES["translator"])["note"] == "Translated from Russian."


@pytest.mark.parametrize(
    ("genre", "publication_kind", "expected"),
    [
        ("news_report", "", "article-newspaper"),
        ("news_report", "agency", "article-newspaper"),
        ("magazine_article", "", "article-magazine"),
        ("essay", "magazine", "article-magazine"),
        ("essay", "newspaper", "article-newspaper"),
        ("essay", "blog", "post-weblog"),
        ("interview", "newspaper", "interview"),
        ("blog_post", "", "post-weblog"),
        ("official_document", "", "document"),
        ("other", "", "document"),
    ],
)
def test_genre_decides_the_type(genre, publication_kind, expected):
    assert item(source(genre=genre, publication_kind=publication_kind))["type"] == expected


@pytest.mark.parametrize(
    ("edtf", "expected", "in_year"),
    [
        ("", None, ""),
        ("1927", {"date-parts": [[1927]]}, "1927"),
        ("1927-10-15~", {"date-parts": [[1927, 10, 15]], "circa": True}, "1927"),
        ("1927-21?", {"date-parts": [[1927]], "season": 1, "circa": True}, "1927"),
        ("1927-12-30/1928-01-02", {"date-parts": [[1927, 12, 30], [1928, 1, 2]]}, "1927"),
        ("1927-21/1927-22", {"literal": "spring–summer 1927"}, "1927"),
        ("1927-10-03/..", {"literal": "from 3 October 1927"}, "1927"),
        ("[2011-12-18,2011-12-19]", {"literal": "18 or 19 December 2011"}, "2011"),
        ("199X", {"literal": "the 1990s"}, ""),
    ],
)
def test_date_says_in_parts_what_csl_can(edtf, expected, in_year):
    date = csl_date(edtf)

    assert (date, year(date)) == (expected, in_year)


def test_what_is_no_date_is_refused():
    with pytest.raises(ValueError, match="Febuary"):
        csl_date("Febuary 1848")
