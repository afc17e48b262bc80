"""People of no public standing: to be found by who reads the sources, and not advertised."""

import re

import pytest

PRIVATE = "/person/1pt8zzfn/alexander-bozhenko/"
PUBLIC = "/person/qg2rxshf/kalmukhambet-kasymov/"


@pytest.mark.parametrize(("path", "is_private"), [(PRIVATE, True), (PUBLIC, False)])
def test_page_of_a_private_person_says_so_and_asks_not_to_be_indexed(reader_of_both, path, is_private):
    body = reader_of_both.get(path).content.decode()

    said = "A private person, named here because the sources name them." in body
    assert (said, '<meta name="robots" content="noindex, nofollow">' in body) == (is_private, is_private)


def test_sitemap_names_no_private_person(reader_of_both):
    body = b"".join(reader_of_both.get("/sitemap/1.xml").streaming_content).decode()

    assert (PRIVATE in body, PUBLIC in body) == (False, True)


def test_home_pages_name_no_private_person(reader_of_both):
    named = [
        re.findall(r'href="(/person/[^"]+)"', reader_of_both.get(path).content.decode())
        for path in ("/", "/c/zhanaozen/")
    ]

    assert [len(paths) > 0 and PRIVATE not in paths for paths in named] == [True, True]


def test_index_of_people_has_everybody(reader_of_both):
    body = reader_of_both.get("/c/zhanaozen/people/").content.decode()

    assert PRIVATE in body
