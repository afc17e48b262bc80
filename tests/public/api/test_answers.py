"""What the API answers: every list to its end, each record alone, nothing beyond rights; else a sentence."""

import json
import re
from urllib.parse import quote, urlsplit

import pytest
from jsonschema_rs import Draft202012Validator

from sources.public.api.resources import RESOURCES
from sources.search import passages

of_edition = pytest.mark.django_db(databases=["edition"])
API = "/api/v1/"
COURIER = "8v0wtq0k"


def told(reader, path, status=200, **more):
    """Give an answer's JSON."""
    response = reader.get(path, **more)
    assert (response.status_code, path) == (status, path)
    return response.json()


def walked(reader, path):
    """Give all items of a list, following "next" to the end."""
    items = []
    while path:
        answer = told(reader, path)
        items += answer["items"]
        path = answer["next"] and answer["next"].removeprefix("http://testserver")
    return items


def within_october(date):
    """Whether a date lies within the second half of October 1927."""
    span = date["earliest"], date["latest"]
    return None not in span and span[0] >= "1927-10-14" and span[1] <= "1927-10-31"


@of_edition
@pytest.mark.parametrize("name", RESOURCES)
def test_a_list_walked_in_small_steps_is_the_whole_list_once(reader, name):
    at_once = walked(reader, f"{API}{name}?limit=100")
    few = at_once[:9]

    in_steps = []
    path = f"{API}{name}?limit=2"
    while path and len(in_steps) < len(few):
        answer = told(reader, path)
        in_steps += answer["items"]
        path = answer["next"] and answer["next"].removeprefix("http://testserver")

    assert in_steps[: len(few)] == few
    ids = [one["id"] for one in at_once]
    assert len(ids) == len(set(ids)) > 0


@of_edition
@pytest.mark.parametrize("name", RESOURCES)
def test_every_record_says_where_it_is_alone(reader, name):
    item = told(reader, f"{API}{name}?limit=3")["items"][-1]

    alone = told(reader, item["self"].removeprefix("http://testserver"))["item"]

    assert {field: alone[field] for field in item} == item
    assert reader.get(urlsplit(item["address"]).path).status_code in {200, 301}


@of_edition
def test_what_is_not_in_the_declarations_is_in_no_answer(reader):
    description = told(reader, f"{API}openapi.json")

    wrong = []
    for path, operation in description["paths"].items():
        if "{id}" in path or path == "/openapi.json":
            continue
        schema = operation["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        validator = Draft202012Validator(
            {**schema, "components": description["components"]}, validate_formats=True
        )
        asked = "?q=mole" if path == "/search" else ""
        answer = told(reader, f"/api/v1{path}{asked}")
        wrong += [f"{path}: {error.message}" for error in validator.iter_errors(answer)]
        one = description["paths"].get(f"{path}/{{id}}")
        if one:
            schema = one["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            validator = Draft202012Validator({**schema, "components": description["components"]})
            alone = told(reader, answer["items"][0]["self"].removeprefix("http://testserver"))
            wrong += [f"{path}: {error.message}" for error in validator.iter_errors(alone)]
    assert wrong == []


@of_edition
def test_every_answer_names_edition_digest_and_licence(reader):
    about = told(reader, f"{API}corpora")["about"]

    assert (about["edition"], about["licences"], len(about["digest"])) == (1, ["CC-BY-4.0"], 64)
    assert about["documentation"] == "http://testserver/data/api/"
    links = reader.get(f"{API}articles?limit=1")["Link"]
    assert re.findall('rel="([a-z-]+)"', links) == ["service-desc", "service-doc", "next"]


@of_edition
def test_an_article_alone_has_its_passages_and_their_marks(reader):
    article = told(reader, f"{API}articles/{COURIER}")["item"]

    body = next(one for one in article["passages"] if one["number"] == "7")
    assert len(article["passages"]) == article["passage_count"] == 23
    assert [one["number"] for one in article["passages"]] == [str(number) for number in range(1, 24)]
    assert body["mentions"]
    for mention in body["mentions"]:
        assert body["text"][mention["start"] : mention["end"]] == mention["exact"]
        assert (mention["entity"] is None) != (mention["date"] is None)


@of_edition
@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ("articles?publication=23sgvn0r", lambda one: one["publication"] == "Temrava Courier"),
        (
            "articles?from=1927-10-16&until=1927-10-20",
            lambda one: "1927-10-16" <= one["published"] <= "1927-10-20",
        ),
        ("articles?changed_since=2026-01-01", lambda one: one["changed_at"] >= "2026-01-01"),
        ("articles?copies=only", lambda one: one["copy_of"]),
        (
            "articles?copies=no&genre=interview",
            lambda one: not one["copy_of"] and one["genre"] == "interview",
        ),
        (
            "passages?article=8v0wtq0k&kind=body",
            lambda one: (one["article"], one["kind"]) == (COURIER, "body"),
        ),
        (
            "passages?entity=m8mwreec",
            lambda one: "m8mwreec" in [m["entity"]["id"] for m in one["mentions"] if m["entity"]],
        ),
        ("passages?date=1927-10-14", lambda one: "1927-10-14" in [m["date"] for m in one["mentions"]]),
        ("passages?topic=burials", lambda one: "burials" in [topic["id"] for topic in one["topics"]]),
        ("entities?kind=place&corpus=temrava", lambda one: one["kind"] == "place"),
        (
            "entities?name=%D0%92%D0%B5%D0%BB%D0%B8%D1%81%D0%B0%D1%80",
            lambda one: one["name"] == "Arkady Velisar",
        ),
        ("dates?from=1927-10-14&until=1927-10-31", within_october),
        ("quotations?speaker=m8mwreec", lambda one: one["speaker"]["id"] == "m8mwreec"),
        ("claims?stance=denies", lambda one: one["stance"] == "denies"),
    ],
)
def test_a_filter_keeps_what_it_asks_for_and_leaves_the_rest(reader, asked, holds):
    found = walked(reader, f"{API}{asked}&limit=100")

    whole = walked(reader, f"{API}{asked.partition('?')[0]}?limit=100")
    if "entity=" in asked or "date=" in asked:  # copies are left out of these
        whole = [
            one
            for one in whole
            if one["article"] in {a["id"] for a in walked(reader, f"{API}articles?copies=no")}
        ]
    assert found == [one for one in whole if holds(one)] != []


@of_edition
@pytest.mark.parametrize(
    ("asked", "detail"),
    [
        (
            "articles?corpsu=x",
            "This address has no parameter “corpsu”; it takes access, after, changed_since, contributor, "
            "copies, corpus, date, entity, from, genre, language, limit, publication, until.",
        ),
        ("articles?limit=0", "“limit” is “0”; it is a whole number from 1 to 100."),
        ("articles?limit=1&limit=2", "“limit” stands 2 times; it may stand once."),
        ("articles?from=yesterday", "“from” is “yesterday”; it is a day, e.g. 2011-12-16."),
        ("articles?from=20111216", "“from” is “20111216”; it is a day, e.g. 2011-12-16."),
        ("passages?kind=", "“kind” is empty; it is one of answer, "),
        ("passages?article=nobody", "“article” is “nobody”; it has the form ^[0-9a-hjkmnp-tv-z]{8}$."),
        ("topics/burials?x=1", "This address has no parameter “x”; it takes none."),
        ("search?in=colour:red", "“in” is “colour:red”; it has the form "),
        ("search?" + "&".join(["in=kind:body"] * 9), "“in” stands 9 times; at most 3."),
        ("search?q=" + "x" * 201, "“q” has 201 characters; at most 200 are read."),
    ],
)
def test_what_cannot_be_asked_is_refused_with_one_sentence(reader, asked, detail):
    response = reader.get(API + asked)

    problem = response.json()
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert problem["detail"].startswith(detail)
    assert (problem["status"], problem["type"]) == (400, "http://testserver/data/api/#bad-request")


@of_edition
@pytest.mark.parametrize(
    "path",
    [
        "/api/",
        "/api/v1",
        "/api/v2/articles",
        f"{API}nothing",
        f"{API}articles/",
        f"{API}articles/00000000",
        f"{API}articles/x/y",
        f"{API}articles/x%0Ay%0A",
        f"{API}articles?after=00000000",
        f"{API}quotations/8v0wtq0k-1",
        f"{API}quotations/a-{'9' * 30}-1",
        f"{API}search?q=mole&after=00000000",
        f"{API}dates/{quote('1927/..', safe='')}",
    ],
)
def test_what_is_not_there_is_a_problem(reader, path):
    response = reader.get(path)

    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response["Access-Control-Allow-Origin"] == "*"


@of_edition
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_api_is_read_only(reader, method):
    response = getattr(reader, method)(f"{API}articles")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response.json()["detail"] == "This archive is read with GET, HEAD, OPTIONS; it takes nothing in."


@of_edition
def test_head_and_options_and_a_known_answer(reader):
    got = reader.get(f"{API}topics")

    head = reader.head(f"{API}topics")
    asked = reader.options(f"{API}topics")
    known = reader.get(f"{API}topics", headers={"If-None-Match": got["ETag"]})
    other = reader.get(f"{API}topics?limit=1", headers={"If-None-Match": got["ETag"]})
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", got["ETag"])
    assert (asked.status_code, asked["Access-Control-Allow-Origin"]) == (204, "*")
    assert (known.status_code, known.content, other.status_code) == (304, b"", 200)


@of_edition
def test_too_much_asked_is_a_problem_with_the_time_to_wait(reader, settings):
    settings.RATE = 2

    statuses = [reader.get(f"{API}topics?limit={number}").status_code for number in (1, 2, 3)]
    answer = reader.get(f"{API}topics?limit=4")

    assert statuses == [200, 200, 429]
    assert (answer["Content-Type"], answer["Retry-After"]) == ("application/problem+json", "30")
    assert answer.json()["title"] == "Come again"


@of_edition
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("corpora", 1),
        ("articles", 1),
        ("passages", 2),
        ("entities", 2),
        ("dates", 1),
        ("topics", 1),
        ("publications", 1),
        ("contributors", 1),
        ("quotations", 1),
        ("questions", 1),
        ("claims", 1),
        ("search?q=mole", 6),
    ],
)
def test_an_answer_costs_the_same_with_one_row_and_with_three(
    reader, path, queries, django_assert_num_queries
):
    reader.get("/about/")
    sign = "&" if "?" in path else "?"

    for limit in (1, 3):
        with django_assert_num_queries(queries, using="edition"):
            told(reader, f"{API}{path}{sign}limit={limit}")


@of_edition
@pytest.mark.parametrize("article", [COURIER, "adze5p57", "mf9z6s60"])  # of 23, 7 and 58 passages
def test_an_article_costs_three_queries_whatever_its_length(reader, article, django_assert_num_queries):
    reader.get("/about/")

    with django_assert_num_queries(3, using="edition"):
        told(reader, f"{API}articles/{article}")


@of_edition
def test_a_search_finds_what_the_site_s_own_page_finds(reader):
    found = told(reader, f"{API}search?q=velisar")

    exact = told(reader, f"{API}search?q=velisar&spelling=exact")
    assert (found["total"], exact["total"]) == (11, 5)
    assert [one["entity"]["name"] for one in found["names"]] == ["Arkady Velisar"]
    facet = next(one for one in found["facets"] if one["facet"] == "kind" and one["value"] == "body")
    chosen = walked(reader, f"{API}search?q=velisar&in=kind:body&limit=2")
    assert len(chosen) == facet["count"]
    assert chosen == [one for one in found["items"] if one["kind"] == "body"]


@of_edition
def test_a_search_that_takes_too_long_is_a_problem_at_whatever_step(reader, monkeypatch):
    monkeypatch.setattr(passages, "LONGEST", -1.0)
    monkeypatch.setattr(passages, "STEPS", 1)

    assert told(reader, f"{API}search?q=mole", 400)["detail"].startswith("This search takes longer than two")


@of_edition
def test_a_search_for_nothing_finds_nothing_and_says_what_leads_nowhere(reader):
    assert told(reader, f"{API}search")["items"] == []
    assert told(reader, f"{API}search?q=person:Nobodyatall+mole")["leads_nowhere"] == ["person:Nobodyatall"]


def test_a_closed_text_leaves_in_no_answer_nor_by_paging(reader_of_lanterns):
    reader = reader_of_lanterns
    answers = [told(reader, f"{API}articles/{one}") for one in ("aaaaaaa1", "aaaaaaa2")]
    lists = [walked(reader, f"{API}{name}?limit=1") for name in RESOURCES]
    searches = [
        walked(reader, f"{API}search?q={words}&limit=1") for words in ("sentence", "person:Wick", "title:tax")
    ]

    said = json.dumps([answers, lists, searches])
    assert "sentence" not in said
    assert all(one["text"] is None for answer in answers for one in answer["item"]["passages"])
    assert "Tomas Wick" in json.dumps(answers)


def test_a_merged_entity_leads_on(reader_of_lanterns):
    response = reader_of_lanterns.get(f"{API}entities/ccccccc1")

    assert (response.status_code, response["Location"]) == (301, f"{API}entities/ccccccc0")
    assert reader_of_lanterns.get(f"{API}entities/ccccccc2").status_code == 404


@of_edition
def test_the_page_says_what_the_description_says(reader):
    body = reader.get("/data/api/").content.decode()
    description = told(reader, f"{API}openapi.json")

    examples = [one.replace("&amp;", "&") for one in re.findall(r'href="(/api/v1/[^"]*)"', body)]
    assert len(examples) > 20
    assert {one for one in examples if reader.get(one).status_code != 200} == set()
    for path, operation in description["paths"].items():
        if path != "/openapi.json":
            assert f">/api/v1{path}</h3>" in body
            for parameter in operation["get"]["parameters"]:
                assert parameter["in"] == "path" or f">{parameter['name']}</th>" in body
    for name in description["components"]["schemas"]:
        assert f'id="r-{name}"' in body
    for status in description["components"]["responses"]:
        assert f">{status} " in body
