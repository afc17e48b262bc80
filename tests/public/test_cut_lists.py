"""A list that is cut says so, with figures of the whole; the limits are lowered to be reached."""

import json
import re

import pytest
import rispy

from sources.edition.models import Appearance
from sources.public.conditional import kept_pages
from sources.public.views import citations, dates, entities, indexes, machines
from sources.search import passages
from sources.values import edtf
from tests.public.conftest import VORCHENKO

pytestmark = pytest.mark.django_db(databases=["edition"])

PERSON_FILE = "/person/m8mwreec/cite"


def lead(body: str) -> str:
    [words] = re.findall(r'<p class="lead">([^<]+)</p>', body)
    return words


def names(body: str) -> list[str]:
    return re.findall(r'<span><a href="(/person/[^"]+)"', body)


@pytest.mark.parametrize("index", ["/people/", "/c/temrava/people/"])
def test_index_by_letter_counts_everybody_and_every_letter_leads_to_its_own(reader, monkeypatch, index):
    whole = reader.get(index).content.decode()
    monkeypatch.setattr(indexes, "MOST_ON_A_PAGE", 5)

    first = reader.get(index, {"fresh": "1"}, headers={"host": "localhost"}).content.decode()
    letters = re.findall(rf'href="({index}[^"/]+/)"', first)
    pages = [reader.get(path).content.decode() for path in letters]

    assert lead(first) == lead(whole)
    assert {lead(page) for page in pages} == {lead(whole)}
    assert sorted(name for page in pages for name in names(page)) == sorted(names(whole))
    assert names(first) == names(pages[0]) != names(whole)
    assert reader.get(f"{index}~/").status_code == 404


def test_formatted_citations_that_are_cut_say_so_and_files_for_programs_are_whole(reader, monkeypatch):
    monkeypatch.setattr(citations, "MOST_HELD", 3)
    said = "This list ends here, with the first 3 of 15."

    files = {
        ending: b"".join(reader.get(f"{PERSON_FILE}.{ending}")).decode()
        for ending in ("bib", "csl.json", "apa.txt", "apa.html")
    }

    assert len(json.loads(files["csl.json"])) == files["bib"].count("\n@") + 1 == 15
    assert files["apa.txt"].splitlines()[3:] == [said]
    assert files["apa.html"].splitlines()[-1] == f"<p>{said}</p>"


def test_files_of_a_search_that_stopped_looking_say_so_in_the_last_note(reader, monkeypatch):
    monkeypatch.setattr(passages, "MOST_LOOKED_AT", 3)
    said = "These are of the first 3 that match."

    files = {
        ending: b"".join(reader.get(f"/search/cite.{ending}?q=mole")).decode()
        for ending in ("bib", "ris", "csl.json", "txt")
    }

    items = json.loads(files["csl.json"])
    assert [item.get("note", "").endswith(said) for item in items] == [False] * (len(items) - 1) + [True]
    assert said in str(rispy.loads(files["ris"])[-1]["notes"])
    assert files["bib"].count(said) == 1
    assert files["txt"].splitlines()[-1] == said


def test_citations_that_are_whole_say_nothing(reader, monkeypatch):
    monkeypatch.setattr(citations, "MOST_HELD", 15)

    assert b"This list ends here" not in b"".join(reader.get(f"{PERSON_FILE}.txt"))


def test_articles_published_in_a_long_time_are_not_miscounted(reader, monkeypatch):
    monkeypatch.setattr(dates, "MOST_PUBLISHED", 2)

    body = reader.get("/date/1927/").content.decode()

    assert "More than 2 articles were published then." in lead(body)
    assert "The first 2 are shown" in body
    assert body.split('id="h-pub"')[1].split("</section>")[0].count("<li>") == 2


def test_turns_that_are_cut_say_so(reader, monkeypatch):
    speaker = re.compile(r'id="h-said"')
    people = names(reader.get("/people/").content.decode())
    monkeypatch.setattr(entities, "MOST_SAYINGS", 1)

    bodies = [reader.get(path).content.decode() for path in people]

    said = [body for body in bodies if speaker.search(body)]
    assert said
    assert any("The first 1 are counted here" in body for body in said)
    assert not any("are counted here" in body for body in bodies if body not in said)


def test_sitemap_comes_in_parts_that_have_every_address_once(reader, monkeypatch):
    address = re.compile("<loc>http://testserver([^<]+)</loc>")
    whole = address.findall(b"".join(reader.get("/sitemap/1.xml")).decode())
    kept_pages.clear()
    monkeypatch.setattr(machines, "MOST_ADDRESSES", 10)

    parts = address.findall(reader.get("/sitemap.xml").content.decode())
    listed = [address.findall(b"".join(reader.get(part)).decode()) for part in parts]

    assert parts == [f"/sitemap/{number}.xml" for number in range(1, -(-len(whole) // 10) + 1)]
    assert [one for part in listed for one in part] == whole
    assert {VORCHENKO, "/topic/burials/", "/c/temrava/contributors/"} < set(whole)
    assert reader.get(f"/sitemap/{len(parts) + 1}.xml").status_code == 404


@pytest.mark.parametrize(
    ("contact", "said"),
    [("", "have given no address for letters"), ("keeper@archive.example", "mailto:keeper@")],
)
def test_the_page_of_reports_names_the_owner_address_where_there_is_one(reader, settings, contact, said):
    settings.CONTACT = contact

    body = reader.get("/about/report/").content.decode()

    assert said in body
    assert "<form" not in body.split("<main")[1]


def test_pages_of_a_date_join_to_the_whole_in_order(reader, monkeypatch):
    link = re.compile(r"<main.*</main>", re.S)
    placed = re.compile(r'href="(/a/\w{8}/[^/"]+/\d+[a-z]*/)')
    whole = placed.findall(link.search(reader.get("/date/1927-10/").content.decode()).group())
    monkeypatch.setattr(dates, "ENTRIES_A_PAGE", 20)

    paths, pages = ["/date/1927-10/"], []
    while paths:
        body = reader.get(paths.pop(), headers={"host": "localhost"}).content.decode()
        pages += placed.findall(link.search(body).group())
        paths += re.findall(r'href="(/date/1927-10/page/\d+/)"\s+rel="next"', body)

    assert len(whole) > 40
    assert set(pages) == set(whole)


def test_pages_of_a_date_are_the_whole_list_in_order_whichever_end_they_are_counted_from(reader, monkeypatch):
    found = Appearance.objects.filter(date__earliest__year=1927, date__latest__year=1927)
    whole = list(found.order_by("position").values_list("pk", flat=True))
    monkeypatch.setattr(dates, "ENTRIES_A_PAGE", 7)
    asked = dates.Asked(edtf.parse("1927"), "1927")
    everything = [row.pk for row in dates._appearances(asked, 1)]

    number, listed = 1, []
    while rows := dates._appearances(asked, number):
        listed += rows[:7]
        number += 1

    assert everything == [row.pk for row in listed][:8]
    assert number > 5
    assert [row.position for row in listed] == sorted({row.position for row in listed})
    assert set(whole) <= {row.pk for row in listed}
