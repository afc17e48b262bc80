"""schema.org as a JSON reader has it: one thing for one item, with equal fields."""

import json

import pytest
from hypothesis import given, settings

from sources.cite.formats import BY_ENDING
from sources.cite.item import item
from tests.cite.hostile import lists
from tests.cite.shapes import SHAPES, read_here, source


def graph(found):
    """Give the things of these sources as read."""
    return json.loads(BY_ENDING["jsonld"].write([item(one) for one in found]))["@graph"]


@settings(max_examples=75, deadline=None)
@given(found=lists)
def test_hostile_text_is_one_thing_for_one_item_with_equal_fields(found):
    items = [item(one) for one in found]

    read = graph(found)

    assert [one["headline"] for one in read] == [it["title"] for it in items]
    assert [one.get("archivedAt") for one in read] == [it.get("URL") for it in items]
    names = [one.get("isPartOf", {}).get("name") for one in read]
    assert names == [it.get("container-title") for it in items]


def test_no_text_can_end_a_page_that_holds_it():
    assert "<" not in BY_ENDING["jsonld"].write([item(source(title="</script><b>"))])


def test_nothing_is_an_empty_graph():
    assert graph([]) == []


def test_a_passage_of_a_newspaper():
    [read] = graph([read_here(page="1", place="Halmya")])

    assert read == {
        "@type": "NewsArticle",
        "@id": "https://temrava.example/a/tq4m8z2k/6",
        "identifier": "tq4m8z2k-6",
        "headline": "Firing on the Coal Mole",
        "name": "Firing on the Coal Mole",
        "author": [{"@type": "Person", "name": "Vera Orlen", "givenName": "Vera", "familyName": "Orlen"}],
        "datePublished": "1927-10-15",
        "inLanguage": "en",
        "isPartOf": {"@type": "Newspaper", "name": "Temrava Courier"},
        "locationCreated": {"@type": "Place", "name": "Halmya"},
        "pagination": "1",
        "position": "passage 6 (rev. 1)",
        "holdingArchive": {"@type": "ArchiveOrganization", "name": "Sourcebook, ed. 7"},
        "includedInDataCatalog": {"@type": "DataCatalog", "name": "The Temrava Strike"},
        "archivedAt": "https://temrava.example/a/tq4m8z2k/6",
    }


@pytest.mark.parametrize(
    ("shape", "kind"),
    [
        ("signed", "NewsArticle"),
        ("magazine_pages", "Article"),
        ("blog", "BlogPosting"),
        ("official", "CreativeWork"),
    ],
)
def test_genre_decides_the_type(shape, kind):
    assert graph([SHAPES[shape]])[0]["@type"] == kind


def test_an_interview_has_who_asked_as_author_and_who_answered_in_that_role():
    [read] = graph([SHAPES["interview"]])

    assert (read["genre"], read["author"][0]["name"]) == ("interview", "Vera Orlen")
    assert read["contributor"][0]["roleName"] == "interviewee"
    assert read["contributor"][0]["contributor"]["name"] == "Stepan Vorchenko"
