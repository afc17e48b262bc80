"""What a stranger or a robot could ask for without end has an end: S28 of the design, word by word."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings as project
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from hypothesis import given
from hypothesis import strategies as some

from sources.public.showing.found import Asked
from sources.search import passages
from sources.search.fields import CHOSEN

NOT_FOR_ROBOTS = '<meta name="robots" content="noindex, nofollow">'
FACETS = ("kind:body", "person:m8mwreec", "corpus:temrava", "topic:burials")


def asked(*facets):
    return "/search/?q=mole" + "".join(f"&in={one.replace(':', '%3A')}" for one in facets)


@pytest.mark.django_db(databases=["edition"])
@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/search/?in=kind%3Abody&q=mole", asked("kind:body")),
        (asked("person:m8mwreec", "kind:body"), asked("kind:body", "person:m8mwreec")),
        (asked(*FACETS), asked("corpus:temrava", "kind:body", "person:m8mwreec")),
        ("/search/?q=+mole++head&page=1", "/search/?q=mole+head"),
        ("/search/?q=mole&from=elsewhere&in=nothing:x", "/search/?q=mole"),
        ("/search/?q=", "/search/"),
        (
            "/account/killed-on-the-mole/?sort=figure&stance=denies",
            "/account/killed-on-the-mole/?stance=denies&sort=figure",
        ),
        ("/account/killed-on-the-mole/?group=&stance=&source=&sort=", "/account/killed-on-the-mole/"),
        ("/people/within/?topic=burials&publication=", "/people/within/?topic=burials"),
        ("/people/within/?topic=b&publication=a", "/people/within/?publication=a&topic=b"),
    ],
)
def test_s28_each_question_has_one_address_and_the_others_lead_there(reader, path, canonical):
    answer = reader.get(path)

    assert (answer.status_code, answer["Location"]) == (301, canonical)
    assert reader.get(canonical).status_code in {200, 404}


@given(
    some.lists(
        some.tuples(
            some.sampled_from(["q", "in", "page", "spelling", "x"]),
            some.text(max_size=12) | some.sampled_from([*FACETS, "exact", "2", "٣", "007"]),
        ),
        max_size=8,
    )
)
def test_an_address_that_was_led_to_leads_nowhere_else(pairs):
    values = QueryDict(mutable=True)
    for name, value in pairs:
        values.appendlist(name, value)

    first = Asked.of(values)

    assert Asked.of(QueryDict(first.query)) == first
    assert list(QueryDict(first.query).lists()) == list(_by_name(first.pairs).items())
    assert len(first.chosen) <= 3


def _by_name(pairs):
    found = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


@pytest.mark.django_db(databases=["edition"])
def test_s28_search_within_three_facets_offers_no_fourth(reader):
    chosen = ("corpus:temrava", "kind:body", "place:7y5h6a9z")
    two, three = (reader.get(asked(*chosen[:most])).content.decode() for most in (2, 3))

    offered = [re.findall(r'<li><a href="(/search/\?[^"]*in=[^"]*)"', body) for body in (two, three)]

    assert max(path.count("in=") for path in offered[0] if "page=" not in path) == 3
    assert {path.count("in=") for path in offered[1] if "page=" not in path} == {
        2
    }  # each takes one of them away
    assert ("Three are chosen" in two, "Three are chosen" in three) == (False, True)


@pytest.mark.django_db(databases=["edition"])
@pytest.mark.parametrize(
    "path",
    [
        "/search/?q=mole",
        asked("kind:body"),
        asked("kind:body", "person:m8mwreec"),
        "/people/within/?topic=burials",
        "/account/killed-on-the-mole/?sort=figure",
        "/date/1650-01-05/",  # of which nothing is said: there is no end of such days
        "/compare/8v0wtq0k/jsbvsret/",
        "/nothing/",
    ],
)
def test_s28_what_has_no_end_is_not_for_robots(reader, path):
    answer = reader.get(path, follow=True)

    assert NOT_FOR_ROBOTS in answer.content.decode()


@pytest.mark.django_db(databases=["edition"])
def test_robots_are_told_what_to_leave_alone_and_pages_are_theirs(reader):
    told = reader.get("/robots.txt").content.decode().splitlines()

    for one in ("/search/", "/selection/", "/*/within/", "/*/dossier", "/account/*?", "/compare/", "/api/"):
        assert f"Disallow: {one}" in told
    for path in ("/date/1927-10-14/", "/people/", "/a/8v0wtq0k/firing-on-the-coal-mole/"):
        assert NOT_FOR_ROBOTS not in reader.get(path).content.decode()


def is_page_of_a_list(path):
    try:
        return resolve(path).url_name.endswith("-page")
    except Resolver404:
        return False


@pytest.mark.django_db(databases=["edition"])
def test_s28_lists_are_paged_as_far_as_page_500(reader):
    for list_ in ("/articles/", "/date/1927-10/", "/person/m8mwreec/stepan-vorchenko/", "/topic/burials/"):
        assert is_page_of_a_list(f"{list_}page/500/")
        assert not is_page_of_a_list(f"{list_}page/501/")
        assert reader.get(f"{list_}page/501/").status_code == 404
    on_the_last = render_to_string(
        "sources/partials/pages.html", {"number": 500, "has_next": True, "path": "/x/"}
    )
    assert "page/501/" not in on_the_last
    assert "Lists can be paged as far as here" in on_the_last
    assert Asked.of(QueryDict("q=mole&page=501")).number * 50 == passages.MOST_LOOKED_AT


def test_s28_no_words_of_a_reader_are_handed_to_a_query_as_its_arguments():
    """``filter(**request.GET)`` would let a reader choose the conditions (CVE-2025-64459)."""
    spread = []
    for path in sorted(Path(project.BASE_DIR, "sources").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                spread += [
                    f"{path.name}:{node.lineno}"
                    for keyword in node.keywords
                    if keyword.arg is None and re.search(r"\b(GET|POST)\b", ast.unparse(keyword.value))
                ]

    assert spread == []
    assert len(CHOSEN) == 8
