import re

import pytest

from sources.edition.models import Date
from sources.public import addresses

pytestmark = pytest.mark.django_db(databases=["edition"])


def search(reader, text: str, **more: str) -> str:
    return reader.get("/search/", {"q": text, **more}, follow=True).content.decode()


def found(body: str) -> str:
    [heading] = re.findall(r'id="h-res">([^<]+)<', body)
    return heading


def test_a_name_is_found_in_any_spelling_and_the_page_says_which(reader):
    body = search(reader, "velisar")

    assert re.findall(r"<b>([^<]+)</b>[,.]", body.split("h-res")[0])[:4] == [
        "Velissar",
        "Welisar",
        "Wellisar",
        "Велисар",
    ]
    assert "Arkady Velisar</a>" in body
    assert found(body) == "11 passages in 7 articles"


def test_exact_only_leaves_other_spellings_out(reader):
    assert found(search(reader, "velisar", spelling="exact")) == "5 passages in 4 articles"


def test_a_name_in_another_script_leads_to_the_same_person(reader):
    assert "Arkady Velisar</a>" in search(reader, "Велисар")


@pytest.mark.parametrize("typed", ["Vorcenko", "Vorçenko"])
def test_a_name_is_found_with_its_accents_or_without(reader, typed):
    body = search(reader, typed)

    assert "Stepan Vorchenko</a>" in body
    assert "<b>Vorchenko</b>" in body


def test_a_field_takes_a_name_without_its_accents(reader):
    assert found(search(reader, "person:Vorcenko")) == found(search(reader, "person:Vorchenko"))


def test_a_phrase_is_found_as_it_stands(reader):
    assert found(search(reader, "“head of the mole”")) == "1 passage in 1 article"


def test_an_excluded_word_is_not_there(reader):
    assert "h-res" not in search(reader, '"head of the mole" -lighters')


def test_what_is_in_no_passage_gets_help(reader):
    response = reader.get("/search/", {"q": "xqzzkv"})

    assert response.status_code == 200
    assert "No passage has that" in response.content.decode()


@pytest.mark.parametrize(
    "text", ["", "   ", '"', "*", "-", "NEAR(", "text:velisar", "^a", "{", "velisar*)", "a" * 999, "\0"]
)
def test_nothing_a_reader_types_is_an_error(reader, text):
    assert reader.get("/search/", {"q": text}, follow=True).status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "²"])
def test_a_page_number_that_is_none_is_no_error(reader, page):
    assert reader.get("/search/", {"q": "velisar", "page": page}, follow=True).status_code == 200


def test_what_a_reader_types_is_shown_as_words(reader):
    assert "<script>alert" not in search(reader, "<script>alert(1)</script>")


def test_search_is_not_for_robots(reader):
    assert '<meta name="robots" content="noindex, nofollow">' in search(reader, "velisar")
    assert "Disallow: /search/" in reader.get("/robots.txt").content.decode()


@pytest.mark.parametrize("text", ["14 October 1927", "1927-10-14", "October 14, 1927"])
def test_a_date_leads_to_its_page(reader, text):
    body = reader.get("/search/", {"q": text}).content.decode()

    assert '<a class="m date" href="/date/1927-10-14/">14 October 1927</a>' in body


@pytest.mark.parametrize("text", ["-strike", '"', "%"])
def test_what_asks_for_no_word_is_told_so(reader, text):
    body = reader.get("/search/", {"q": text}).content.decode()

    assert "<h2>That asks for no word</h2>" in body


def test_a_query_is_read_as_far_as_the_field_lets_one_type(reader):
    body = reader.get("/search/", {"q": "x" * 3000}, follow=True).content.decode()

    assert ("x" * 200 in body, "x" * 201 in body) == (True, False)


@pytest.mark.parametrize("text", ["14 October", "October 14th", "14th of October", "14 Oct."])
def test_a_day_without_a_year_leads_to_those_that_sources_speak_of(reader, text):
    days = Date.objects.filter(precision="day", edtf__endswith="-10-14", passage_count__gt=0).order_by("edtf")

    said = search(reader, text).partition('id="h-date"')[2].partition("</section>")[0]

    assert re.findall(r'href="/date/([^"]+)/"', said) == [day.edtf for day in days]
    assert re.findall(r"(\d+) passages?<", said) == [str(day.passage_count) for day in days]


@pytest.mark.parametrize("text", ["2 July", "Friday", "October"])
def test_a_day_that_no_source_speaks_of_is_left_to_the_words(reader, text):
    assert 'id="h-date"' not in search(reader, text)


def test_a_date_is_found_in_the_words_in_which_the_site_prints_it(reader):
    printed = Date.objects.exclude(precision__in=["day", "month", "year"]).filter(words__regex=r"\d").first()

    assert f'href="{addresses.date(printed.edtf)}"' in search(reader, printed.words)


def test_field_takes_a_day_without_a_year(reader):
    [of_no_year, of_one, of_another] = (
        int(found(search(reader, f'date:"{day}"')).split()[0])
        for day in ("15 October", "15 October 1927", "14 October 1927")
    )

    assert of_no_year == of_one != of_another
