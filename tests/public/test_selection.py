"""A selection made by hand: the address is all there is of it."""

import json
import re

import pytest

pytestmark = pytest.mark.django_db(databases=["edition"])

ARTICLE, PASSAGE, OTHER = "8v0wtq0k", "8v0wtq0k-7", "mf9z6s60-5"
ADDRESS = f"/selection/?id={PASSAGE}&id={OTHER}"


def items(response) -> list[dict]:
    return json.loads(b"".join(response))


def test_chosen_passages_come_in_the_order_chosen_as_page_and_as_file(reader):
    body = reader.get(ADDRESS).content.decode()
    found = items(reader.get(f"/selection/cite.csl.json?id={PASSAGE}&id={OTHER}"))

    shown = re.findall(r'<h3>\s*<a href="/a/(\w{8})/[^/]+/(\d+)/">', body)
    assert shown == [("8v0wtq0k", "7"), ("mf9z6s60", "5")]
    assert [item["id"] for item in found] == [PASSAGE, OTHER]
    assert re.findall(r'<abbr class="unapi-id"\s+title="([^"]+)">', body) == [PASSAGE, OTHER]


def test_each_can_be_taken_out(reader):
    body = reader.get(ADDRESS).content.decode()

    rest = re.findall(r'<a href="([^"]+)"\s+rel="nofollow">Take it out', body)

    assert rest == [f"/selection/?id={OTHER}", f"/selection/?id={PASSAGE}"]


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ("https://archive.example/a/mf9z6s60/nadia-orlen-tally-clerk/5/", [PASSAGE, OTHER]),
        ("/a/mf9z6s60/nadia-orlen-tally-clerk/", [PASSAGE, "mf9z6s60"]),
        ("/a/mf9z6s60/5/cite.bib", [PASSAGE, OTHER]),
        (f"{OTHER}, {ARTICLE}", [PASSAGE, OTHER, ARTICLE]),
        (PASSAGE, [PASSAGE]),
        ("some words of it", [PASSAGE]),
        ("", [PASSAGE]),
    ],
)
def test_pasted_addresses_and_ids_are_added_once(reader, added, expected):
    response = reader.get("/selection/", {"id": PASSAGE, "add": added})

    assert response.status_code == 302
    assert re.findall(r"id=([^&]+)", response["Location"]) == expected


def test_what_is_not_in_the_edition_is_said(reader):
    body = reader.get(f"/selection/?id={PASSAGE}&id=00000000-1").content.decode()

    assert "Not in this edition: 00000000-1." in body


def test_what_a_search_finds_is_offered_and_what_was_chosen_stays(reader):
    body = reader.get("/selection/choose/", {"q": "mole", "id": [PASSAGE, OTHER]}).content.decode()

    form = body[body.rindex("<form") :]
    offered = re.findall(r'<input type="checkbox"\s+name="id"\s+value="([^"]+)"( checked)?', form)
    kept = re.findall(r'<input type="hidden" name="id" value="([^"]+)"', form)
    assert len(offered) > 1
    assert {one for one, is_checked in offered if is_checked} | set(kept) == {PASSAGE, OTHER}


def test_passages_of_a_person_are_offered_from_the_persons_page(reader):
    body = reader.get("/person/m8mwreec/stepan-vorchenko/").content.decode()
    [address] = re.findall(r'href="(/selection/choose/[^"]+)"', body)

    offered = reader.get(address).content.decode().count('type="checkbox"')

    assert offered == len(items(reader.get("/person/m8mwreec/cite.csl.json"))) == 15


def test_a_selection_is_not_indexed_and_costs_two_queries(reader, django_assert_num_queries):
    reader.get("/about/")
    for address in (f"/selection/?id={PASSAGE}", f"{ADDRESS}&id={ARTICLE}"):
        with django_assert_num_queries(2, using="edition"):
            body = reader.get(address).content.decode()

        assert '<meta name="robots" content="noindex, nofollow">' in body


def test_no_more_are_taken_than_an_address_may_hold(reader):
    ids = [f"8v0wtq0k-{number}" for number in range(300)]

    response = reader.get("/selection/", {"id": ids})

    assert len(re.findall("id=", response["Location"])) == 200
