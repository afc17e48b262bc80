"""Nothing is said to a reader that no translator was shown: each kind of page in a language of brackets."""

import re
from collections import Counter

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from tests.conftest import load_seed
from tests.public import pseudo
from tests.public.conftest import published_apart, reading

BEGIN = [
    "/",
    "/search/?q=velisar",
    "/search/?q=xqzzkv",
    "/search/?q=vorchenko+-coal",
    "/search/?q=1927-10",
    "/nothing/",
    "/person/00000000/nobody/",
    "/date/yesterday/",
    "/date/1927-10/",
    "/articles/feed/",
    "/corrections/feed/",
    "/selection/",
    "/about/report/",
]
EACH = 1  # page of one kind


@pytest.fixture(scope="module")
def edition_in_brackets(edition, django_db_blocker, tmp_path_factory):
    """The demonstration corpus, published in the language of brackets."""
    with pseudo.spoken():
        return published_apart(
            lambda: load_seed("temrava"), tmp_path_factory.mktemp("brackets"), django_db_blocker
        )


@pytest.fixture
def reader_in_brackets(edition_in_brackets, settings, django_db_blocker):
    """A reader of it."""
    with pseudo.spoken(), reading(edition_in_brackets, settings, django_db_blocker) as client:
        yield client


def pages_of_each_kind(reader: Client) -> dict[str, str]:
    """Follow the links of the site to a page of each kind; give those that are to be read."""
    seen: Counter[tuple[str, str]] = Counter()
    asked, waiting, pages = set(), list(BEGIN), {}
    while waiting:
        path = waiting.pop(0)
        kind = (named(path), path.split("/")[1])
        if path in asked or (seen[kind] >= EACH and path not in BEGIN):
            continue
        asked.add(path)
        seen[kind] += 1
        response = reader.get(path)
        if response.status_code in {301, 302}:  # what it leads to is of its kind
            seen[kind] -= 1
            waiting.insert(0, response["Location"])
        if not response.content or not response["Content-Type"].startswith("text/html"):
            continue
        pages[path] = response.content.decode()
        links = re.findall(r'(?:href|action)="(/[^"#.]*/(?:\?[^"#]*)?)["#]', pages[path])
        waiting += [link.replace("&amp;", "&") for link in links if link != "/edition/file/"]
    return pages


def named(path: str) -> str:
    """Name the kind of address."""
    try:
        return resolve(path.partition("?")[0]).url_name or ""
    except Resolver404:
        return ""


def test_every_page_says_only_what_can_be_translated(reader_in_brackets, edition_in_brackets):

    data = pseudo.data_of(edition_in_brackets)
    pages = pages_of_each_kind(reader_in_brackets)

    by_habit = [path for path, page in pages.items() if pseudo.BY_HABIT in page]
    unsaid: dict[str, list[str]] = {}
    for path, page in pages.items():
        for words in pseudo.unsaid(page, data):
            unsaid.setdefault(words, []).append(path)
    lines = [f"{paths[0]} (of {len(paths)})  {words}" for words, paths in unsaid.items()]
    assert len(pages) > 50
    assert by_habit == [], "a drawing's numbers are the same in every language: {% localize off %}"
    if lines:
        pytest.fail("said without a translator:\n" + "\n".join(sorted(lines)), pytrace=False)
