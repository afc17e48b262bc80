"""What a reader's copy and a kept page may stand for: this page, of this edition, on this site."""

import pytest
from django.test import RequestFactory
from django.urls import resolve

from sources.public.conditional import KeptPages, kept_pages
from tests.public.conftest import COURIER, VORCHENKO

pytestmark = pytest.mark.django_db(databases=["edition"])


@pytest.mark.parametrize(
    "path", ["/a/00000000/", "/a/00000000/nothing/", "/person/00000000/cite.bib", "/date/yesterday/"]
)
def test_what_is_not_there_is_never_confirmed(reader, path):
    known = reader.get("/")["ETag"]

    for tag in ("*", known, f"W/{known}"):
        assert reader.get(path, headers={"If-None-Match": tag}).status_code == 404, tag


def test_what_redirects_is_never_confirmed(reader):
    known = reader.get(COURIER)["ETag"]

    for tag in ("*", known):
        assert reader.get("/a/8v0wtq0k/", headers={"If-None-Match": tag}).status_code == 301, tag


def test_any_page_at_all_is_answered_with_the_page(reader):
    assert reader.get(COURIER, headers={"If-None-Match": "*"}).status_code == 200


def test_one_page_s_tag_confirms_no_other(reader):
    tag = reader.get(COURIER)["ETag"]

    assert reader.get(VORCHENKO, headers={"If-None-Match": tag}).status_code == 200
    assert reader.get(COURIER, headers={"If-None-Match": f'"other", W/{tag}'}).status_code == 304


def test_a_tag_of_another_host_is_not_this_page_s(reader):
    tag = reader.get(COURIER, headers={"host": "localhost"})["ETag"]

    assert reader.get(COURIER, headers={"host": "testserver", "If-None-Match": tag}).status_code == 200


def test_two_searches_have_two_tags(reader):
    first, second = (reader.get("/search/", {"q": words})["ETag"] for words in ("velisar", "mole"))

    assert first != second


def test_a_query_that_no_page_reads_keeps_no_page_twice(reader):
    plain = reader.get(COURIER)
    size = kept_pages.size

    asked = [reader.get(COURIER, {"x": str(number)}) for number in range(3)]

    assert {page.content for page in asked} == {plain.content}
    assert {page["ETag"] for page in asked} == {plain["ETag"]}
    assert kept_pages.size == size > 0


def test_a_kept_page_is_a_copy(reader):
    fresh = reader.get(COURIER)
    fresh["X-Added-Later"] = "by a middleware"

    kept = reader.get(COURIER)

    assert kept.content == fresh.content
    assert "X-Added-Later" not in kept
    assert (kept["ETag"], kept["Content-Type"]) == (fresh["ETag"], fresh["Content-Type"])


@pytest.mark.parametrize("path", [COURIER, "/search/?q=velisar", "/person/00000000/nobody/"])
def test_head_gives_the_server_no_body_and_the_length_of_the_page(reader, path):
    page = reader.get(path)
    # The test client takes a body away itself: ask the view for what a server would be given.
    for kept in (True, False):
        if not kept:
            kept_pages.clear()
        request = RequestFactory().head(path)
        found = resolve(path.partition("?")[0])
        answer = found.func(request, *found.args, **found.kwargs)

        assert (answer.status_code, answer.content) == (page.status_code, b"")
        assert answer["Content-Length"] == str(len(page.content))
    assert reader.get(path).content == page.content


def test_pages_not_asked_for_make_room(reader):
    page = reader.get("/about/")
    pages = KeptPages(limit=len(page.content) * 2)

    for key in ("a", "b", "c"):
        pages.keep(key, page)
        pages.get("a")

    assert [pages.get(key) is not None for key in ("a", "b", "c")] == [True, False, True]
    assert pages.size == len(page.content) * 2


def test_a_reader_s_page_may_load_nothing_that_is_not_the_site_s(reader):
    for page in (reader.get(COURIER), reader.get(COURIER)):  # made, then kept
        assert "img-src 'self';" in page["Content-Security-Policy"] + ";"
        assert "data:" not in page["Content-Security-Policy"]
        assert page["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "geolocation=()" in page["Permissions-Policy"]


@pytest.mark.parametrize(
    "text",
    ["9999-12", "9999-12-31", "9999-12-01", "9999", "9999-24", "9999-12-31/open", "0001-01-01", "0001"],
)
def test_the_first_and_the_last_days_there_are_have_pages(reader, text):
    assert reader.get(f"/date/{text}/").status_code == 200
