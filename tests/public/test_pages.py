"""What every page of the site keeps, and what each kind of page answers."""

import re

import pytest
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.test import Client, RequestFactory
from django.urls import get_resolver

from tests.public.conftest import COURIER, VORCHENKO

pytestmark = pytest.mark.django_db(databases=["edition"])

BEGIN = [
    "/",
    "/sitemap.xml",
    "/robots.txt",
    "/healthz",
    "/search/?q=velisar",
    "/search/?q=xqzzkv",
    "/date/1927-10/",
]
INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|\{\{|\{%")


def pages_from(reader: Client, begin: list[str], most: int) -> dict:
    """Follow every link of the site, up to a number of pages."""
    found, waiting = {}, list(begin)
    while waiting and len(found) < most:
        path = waiting.pop(0)
        if path in found or path.startswith(("/static/", "/edition/file/")):
            continue
        found[path] = response = reader.get(path)
        body = b"".join(response) if response.streaming else response.content
        response.body = body.decode(errors="replace")  # a zip is no text
        if response.status_code in {301, 302}:
            waiting.append(response["Location"])
        waiting += [
            link.split("#")[0].replace("&amp;", "&") for link in re.findall(r'href="(/[^"]*)"', response.body)
        ]
    return found


def dead_fragments(body: str, places: dict[str, set[str]]) -> list[str]:
    """Give the links of a page into pages that have no such place."""
    links = set(re.findall(r'href="(/[^"#]*)#([^"]+)"', body))
    return [f"{path}#{name}" for path, name in sorted(links) if path in places and name not in places[path]]


@pytest.mark.slow
def test_every_link_of_the_site_leads_somewhere_and_every_page_keeps_the_rules(reader):
    pages = pages_from(reader, BEGIN, most=700)

    assert len(pages) > 600
    assert_kept(pages)


def assert_kept(pages: dict) -> None:
    """What holds of every answer of the site, and of every page."""
    assert {
        path: page.status_code for path, page in pages.items() if page.status_code not in {200, 301}
    } == {}
    places = {path: set(re.findall(r'id="([^"]*)"', page.body)) for path, page in pages.items()}
    for path, page in pages.items():
        assert page.cookies == {}, path
        assert "Cookie" not in page.get("Vary", ""), path
        assert "default-src 'none'" in page["Content-Security-Policy"], path
        assert page["X-Content-Type-Options"] == "nosniff", path
        if page["Content-Type"].startswith("text/html") and "Content-Disposition" not in page:
            assert dead_fragments(page.body, places) == [], path
            if page.status_code != 200:
                continue
            assert len(re.findall("<title>[^<]+</title>", page.body)) == 1, path
            assert len(re.findall('<link rel="canonical" href="http://testserver/', page.body)) == 1, path
            assert len(re.findall("<h1[ >]", page.body)) == 1, path
            assert len(re.findall('<meta name="description" content="[^"]+">', page.body)) == 1, path
            loaded = re.findall(r'<(?:script|img|iframe|source)[^>]*\ssrc="([^"]*)"', page.body)
            loaded += re.findall(r'<link rel="(?:stylesheet|icon)"[^>]*href="([^"]*)"', page.body)
            assert all(one.startswith("/static/") for one in loaded), path
            ids = re.findall(r'\sid="([^"]*)"', page.body)
            assert len(ids) == len(set(ids)), path
        if page["Content-Type"].startswith("text/html") and "/cite/" not in path:
            assert INLINE.findall(page.body) == [], path


@pytest.mark.parametrize(
    "path", ["/", COURIER, VORCHENKO, "/people/", "/date/1927-10-14/", "/topic/burials/"]
)
def test_a_shared_link_shows_what_the_page_is(reader, path):
    body = reader.get(path).content.decode()

    [description] = re.findall('<meta name="description" content="([^"]+)">', body)
    [title] = re.findall('<meta property="og:title" content="([^"]+)">', body)
    assert f'<meta property="og:description" content="{description}">' in body
    assert f"<title>{title}" in body


def test_every_address_of_the_site_refuses_to_be_written_to(reader):
    for path in [*BEGIN, COURIER, f"{COURIER}7/", VORCHENKO, "/people/", "/about/", "/a/8v0wtq0k/cite.bib"]:
        if path == "/healthz":
            continue
        response = Client(enforce_csrf_checks=True).post(path, {"q": "1"})

        is_shared = path.endswith(".bib")
        allowed = "GET, HEAD, OPTIONS" if is_shared else "GET, HEAD"
        assert (response.status_code, response["Allow"]) == (405, allowed), path


def test_head_is_get_without_the_body(reader):
    response = reader.head(COURIER)

    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"]


@pytest.mark.parametrize(
    "path", ["/", COURIER, "/people/", "/edition/file/", "/sitemap.xml", "/a/x/", "/nothing/"]
)
def test_the_site_itself_leaves_the_body_of_head_out(edition, path):
    # The test client would take the body away: the server's side is asked.
    environ = RequestFactory().head(path).environ
    response = WSGIHandler().get_response(WSGIRequest(environ))

    assert b"".join(response) == b""


def test_an_address_of_no_pattern_has_the_site_round_it(reader):
    body = reader.get("/nothing/at/all/").content.decode()

    assert "No page of this archive has this address." in body
    assert 'role="search"' in body


def test_a_passage_that_is_not_read_is_shown_where_it_was_captured(reader):
    body = reader.get(f"{COURIER}2/").content.decode()

    assert f'href="{COURIER}captured/#p2"' in body


def test_a_page_already_had_is_confirmed_not_sent(reader):
    first = reader.get(COURIER)

    again = reader.get(COURIER, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], "public, max-age=20")


def test_a_page_of_another_edition_is_sent_whole(reader):
    response = reader.get(COURIER, headers={"If-None-Match": '"0000000000000000-00000000"'})

    assert response.status_code == 200


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/a/8v0wtq0k/", COURIER),
        ("/a/8v0wtq0k/another-title/", COURIER),
        ("/a/8v0wtq0k/another-title/captured/", f"{COURIER}captured/"),
        ("/a/8v0wtq0k/another-title/7/", f"{COURIER}7/"),
        ("/a/8v0wtq0k/7/", f"{COURIER}7/"),
        ("/a/8v0wtq0k/another-title/cite/", f"{COURIER}cite/"),
        ("/a/8v0wtq0k/another-title/10/rev/1/", f"{COURIER}10/rev/1/"),
        (f"{COURIER}10/rev/2/", f"{COURIER}10/"),
        ("/person/m8mwreec/", VORCHENKO),
        ("/person/m8mwreec/worczenko/", VORCHENKO),
        ("/place/m8mwreec/stepan-vorchenko/", VORCHENKO),
        ("/date/ 1927-10-15 /", "/date/1927-10-15/"),
    ],
)
def test_the_id_decides_and_anything_else_is_put_right(reader, asked, leads_to):
    response = reader.get(asked)

    assert (response.status_code, response["Location"]) == (301, leads_to)


@pytest.mark.parametrize(
    "path",
    [
        "/a/00000000/",
        "/a/00000000/firing-on-the-coal-mole/",
        f"{COURIER}999/",
        f"{COURIER}10/rev/9/",
        "/a/00000000/cite.bib",
        "/a/8v0wtq0k/999/cite.ris",
        "/person/00000000/nobody/",
        "/person/00000000/cite.bib",
        f"{VORCHENKO}page/2/",
        "/document/00000000/",
        "/c/nowhere/",
        "/c/nowhere/people/",
        "/people/Z/",
        "/articles/page/2/",
        "/date/1927-13-45/",
        "/date/yesterday/",
        "/date/1927/page/9/",
        "/nothing/at/all/",
    ],
)
def test_what_is_not_there_is_not_found(reader, path):
    response = reader.get(path)

    assert response.status_code == 404
    assert "<h1>Nothing is here</h1>" in response.content.decode()


def test_a_date_that_is_none_says_how_to_write_one(reader):
    body = reader.get("/date/1927-13-45/").content.decode()

    assert "1927-13-45" in body
    assert "1927-10 for a month" in body


@pytest.mark.parametrize(
    "edtf", ["1848-03-15", "1848-03", "1848", "1848-21", "1848/1850", "1848~", "184X", "1848/open"]
)
def test_any_date_has_a_page_also_where_nothing_is_placed_on_it(reader, edtf):
    response = reader.get(f"/date/{edtf}/")

    assert response.status_code == 200


def test_a_day_shows_what_is_placed_there_apart_from_what_was_published(reader):
    body = reader.get("/date/1927-10-15/").content.decode()

    placed, published = body.index('id="h-placed"'), body.index('id="h-pub"')
    assert "<h1>Saturday 15 October 1927</h1>" in body
    assert placed < body.index("“the following day”") < body.index('id="h-around"') < published


def test_a_date_within_a_longer_mention_of_it_is_shown_once(reader):
    body = reader.get("/date/1927-10-14/").content.decode()

    assert '<span class="m date">shortly after seven on Friday morning</span>' in body
    assert '<span class="m date">Friday morning</span>' not in body


def test_fiction_is_labelled_on_every_page_that_shows_it(reader):
    for path in [
        "/",
        COURIER,
        f"{COURIER}captured/",
        f"{COURIER}7/",
        VORCHENKO,
        "/people/",
        "/date/1927-10-15/",
    ]:
        assert "<strong>Fiction.</strong>" in reader.get(path).content.decode(), path


def test_hidden_passages_leave_a_gap_and_a_line_says_which(reader):
    body = reader.get(COURIER).content.decode()

    assert 'id="p2"' not in body
    assert re.search(r"Not shown: passages 1–2 and \d+–23 \(navigation", body)
    assert 'id="p2"' in reader.get(f"{COURIER}captured/").content.decode()


def test_a_correction_is_visible_and_the_former_wording_has_its_address(reader):
    page, former = reader.get(COURIER).content.decode(), reader.get(f"{COURIER}10/rev/1/").content.decode()

    assert "<del>bolt</del> <ins>belt</ins>" in page
    assert f'href="{COURIER}10/rev/1/"' in page
    assert f'href="{COURIER}10/"' in former


def test_a_former_wording_says_whose_reason_it_gives_and_what_was_changed(reader):
    former = reader.get(f"{COURIER}10/rev/1/").content.decode()

    assert re.search(r"</strong> Reason given: “[^”]+\.” <a href", former)
    assert "What was changed" in former
    assert "see the earlier wording" not in former
    assert "see the earlier wording" in reader.get(COURIER).content.decode()


def test_a_page_that_is_not_there_leads_to_the_search(reader):
    assert '<a href="/search/">search</a>' in reader.get("/a/00000000/").content.decode()


def test_a_passage_stands_between_its_neighbours(reader):
    body = reader.get(f"{COURIER}7/").content.decode()

    assert [number for number in ("6", "7", "8") if f"Passage </span>{number}</a>" in body] == ["6", "7", "8"]
    assert f'<link rel="canonical" href="http://testserver{COURIER}7/">' in body


def test_absolute_addresses_are_those_of_the_settings(reader, settings):
    settings.SITE_ADDRESS = "https://archive.example"

    body = reader.get(COURIER, headers={"host": "localhost"}).content.decode()

    assert f'<link rel="canonical" href="https://archive.example{COURIER}">' in body
    assert "testserver" not in body


def test_the_site_is_well_while_it_has_an_edition(reader):
    response = reader.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok edition 1\n")


def test_without_an_edition_the_site_is_not_well(reader, settings, tmp_path):
    settings.CURRENT_EDITION = tmp_path / "none.sqlite3"

    assert reader.get("/healthz").status_code == 503


def test_the_edition_can_be_taken_away(reader, edition):
    response = reader.get("/edition/file/")

    assert b"".join(response) == edition.read_bytes()
    assert response["Content-Disposition"] == 'attachment; filename="edition-1.sqlite3"'
    assert response["Content-Type"] == "application/vnd.sqlite3"


def test_one_corpus_is_the_home_itself(reader):
    assert "<h1><bdi>The Temrava Strike, 1927</bdi></h1>" in reader.get("/").content.decode()


def test_every_public_address_is_named():
    unnamed = [
        str(pattern.pattern)
        for entry in get_resolver().url_patterns
        if getattr(entry, "namespace", None) == "sources"
        for pattern in entry.url_patterns
        if not pattern.name
    ]

    assert unnamed == []


def test_s19_head_of_the_record_is_published(reader):
    response = reader.get("/.well-known/archive-head.json")

    found = response.json()
    assert sorted(found) == ["acts", "edition", "edition_digest", "edition_sha256", "head", "made_at"]
    assert (found["edition"], len(found["edition_digest"]), len(found["edition_sha256"])) == (1, 64, 64)


def test_s33_security_contact_is_the_owners_or_nobody(reader, settings):
    settings.CONTACT = ""
    assert reader.get("/.well-known/security.txt").status_code == 404

    settings.CONTACT = "archive@example.org"
    lines = reader.get("/.well-known/security.txt").content.decode().splitlines()
    assert lines[0] == "Contact: mailto:archive@example.org"
    assert lines[1].startswith("Expires: 20")
