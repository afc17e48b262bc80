"""Fields, facets, suggestions, files and feeds of the search."""

import html
import re
from xml.etree import ElementTree as ET

import pytest

from sources.edition import closure
from sources.edition.models import Entity, Passage
from sources.edition.swap import current_file
from tests.public.conftest import VORCHENKO

pytestmark = pytest.mark.django_db(databases=["edition"])
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def search(reader, text: str, **more: object) -> str:
    return reader.get("/search/", {"q": text, **more}, follow=True).content.decode()


def total(body: str) -> int:
    found = re.findall(r'id="h-res">(\d+)', body)
    return int(found[0]) if found else 0


def facets(body: str) -> list[tuple[str, str, int]]:
    """Give each facet value's address, name and count."""
    part = body.split('id="narrow"')[1].split("takeaway", maxsplit=1)[0]
    rows = re.findall(r'href="([^"]+)"[^>]*><bdi>([^<]+)</bdi>.*?<span class="count">(\d+)<', part, re.DOTALL)
    return [(html.unescape(address), name, int(count)) for address, name, count in rows]


@pytest.mark.parametrize("text", ["velisar", "the", "topic:burials", '"coal mole" -lighters', "kind:answer"])
def test_a_facet_counts_what_choosing_it_finds(reader, text):
    body = search(reader, text)

    chosen = facets(body)

    assert len(chosen) > 4
    for address, name, count in chosen:
        assert total(reader.get(address).content.decode()) == count, (name, address)


def test_a_chosen_facet_can_be_taken_away_again(reader):
    body = search(reader, "velisar", **{"in": "kind:body"})

    [(address, _, count)] = [one for one in facets(body) if one[1] == "Text"]

    assert total(body) == count
    assert total(reader.get(address).content.decode()) == total(search(reader, "velisar"))


def test_a_field_finds_without_a_word(reader):
    questions = Passage.objects.filter(kind="question", article__copy_of=None).count()
    answers = Passage.objects.filter(speaker__name="Nadia Orlen").count()

    assert total(search(reader, "kind:question")) == questions > 5
    assert total(search(reader, "speaker:orlen")) == answers > 5


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("velisar publication:gazette", "velisar -publication:gazette"),
        ("velisar title:mole", "velisar -title:mole"),
        ("velisar date:1927-10-14", "velisar -date:1927-10-14"),
        ("velisar person:ivantsov", "velisar -person:ivantsov"),
        ("velisar place:temrava", "velisar -place:temrava"),
        ("velisar contributor:orlen", "velisar -contributor:orlen"),
        ('velisar topic:"order to fire"', 'velisar -topic:"order to fire"'),
    ],
)
def test_a_field_and_its_exclusion_part_what_is_found(reader, text, without):
    with_it, without_it = total(search(reader, text)), total(search(reader, without))

    assert 0 < with_it < total(search(reader, "velisar"))
    assert with_it + without_it == total(search(reader, "velisar"))


def test_a_field_that_names_nothing_is_told(reader):
    assert "<b>topic:xqzzkv</b>" in search(reader, "velisar topic:xqzzkv")


def test_a_name_spelt_wrong_is_suggested(reader):
    body = search(reader, "Vorchenkop")

    assert re.search(r'Did you mean.*?<a href="/search/\?q=[^"]*orchenko', body, re.DOTALL)


def test_a_name_that_is_closed_is_not_suggested(reader, edition):
    others = {f"{number:08}" for number in range(40_000)}  # more than a statement may have values
    closure.close(current_file(), others | {Entity.objects.get(name="Arkady Velisar").public_id})

    try:
        body = search(reader, "Vorchenko Velizar")
    finally:
        closure.reopen()

    assert ">Arkady Velisar<" not in body


def test_the_one_of_two_names_that_is_spelt_wrong_is_suggested(reader):
    body = search(reader, "Vorchenko Velizar")

    [suggested] = re.findall(r"Did you mean.*?</p>", body, re.DOTALL)
    assert (">Arkady Velisar<" in suggested, "orchenko" in suggested) == (True, False)


def test_a_word_that_stands_in_a_text_was_not_meant_as_a_name(reader):
    assert "Prefect" in search(reader, "prefict")

    assert "Did you mean" not in search(reader, "perfect xqzzkv")


def test_every_suggestion_finds_somebody(reader):
    body = search(reader, "Vorchenkop")

    addresses = re.findall(r'<a href="(/search/\?q=[^"]+)"><bdi>', body)

    assert addresses
    for address in addresses:
        assert 'id="h-ent"' in reader.get(html.unescape(address)).content.decode()


@pytest.mark.parametrize(
    "values",
    [
        {"in": "person:zzzzzzzz"},
        {"in": "nothing"},
        {"in": "kind:'; DROP"},
        {"in": ["topic:a"] * 30},
        {"q": "kind:"},
        {"q": "date:99-99"},
        {"q": 'title:" OR'},
        {"q": "-person:velisar"},
    ],
)
def test_nothing_asked_of_fields_is_an_error(reader, values):
    for path in ("/search/", "/search/feed/", "/search/cite.bib"):
        assert reader.get(path, values, follow=True).status_code == 200


def test_what_is_found_is_a_feed_and_a_file(reader):
    number = total(search(reader, "velisar"))

    feed = ET.fromstring(reader.get("/search/feed/?q=velisar").content)
    bib = b"".join(reader.get("/search/cite.bib?q=velisar")).decode()

    assert len(feed.findall("a:entry", ATOM)) == bib.count("\n@") + bib.startswith("@") == number


@pytest.mark.parametrize(
    "path",
    [
        "/articles/feed/",
        "/c/temrava/articles/feed/",
        "/corrections/feed/",
        f"/person/{VORCHENKO.split('/')[2]}/feed/",
    ],
)
def test_a_feed_is_atom_whose_entries_lead_to_pages(reader, path):
    response = reader.get(path)
    feed = ET.fromstring(response.content)

    links = [one.get("href") for one in feed.findall("a:entry/a:link", ATOM)]
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feed.findtext("a:id", namespaces=ATOM) == f"http://testserver{path}"
    assert links
    assert len(set(links)) == len(links)
    for link in links:
        assert reader.get(link.removeprefix("http://testserver").split("#")[0]).status_code == 200
    for entry in feed.findall("a:entry", ATOM):
        assert re.fullmatch(
            r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\+00:00|Z)", entry.findtext("a:updated", "", ATOM)
        )


@pytest.mark.parametrize("text", ["velisar", "lazaret", "the", "speaker:orlen"])
def test_search_costs_at_most_six_queries(reader, django_assert_max_num_queries, text):
    reader.get("/about/")

    with django_assert_max_num_queries(6, using="edition"):
        search(reader, text)


@pytest.mark.parametrize(
    "name",
    ["/search/feed/", "/search/cite.bib", "/search/dossier/", "/search/dossier.docx", "/selection/choose/"],
)
def test_what_is_made_of_a_search_given_up_says_so_and_is_not_empty(reader, monkeypatch, name):
    given_up(monkeypatch)

    answer = reader.get(name, {"q": "velisar"})

    assert answer.status_code == 400
    assert "takes longer than two seconds and was given up" in answer.content.decode()
    assert "<h1>Ask for less</h1>" in answer.content.decode()


def given_up(monkeypatch) -> None:
    """Let no search have any time."""
    monkeypatch.setattr("sources.search.passages.LONGEST", -1.0)
    monkeypatch.setattr("sources.search.passages.STEPS", 1)
