"""An edition of several corpora, one of them without its texts."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.public.test_pages import assert_kept, pages_from


def test_several_corpora_are_listed_and_the_fiction_is_labelled(reader_of_both):
    body = reader_of_both.get("/").content.decode()

    assert re.findall(r'id="c-(\w+)"', body) == ["temrava", "zhanaozen"]
    assert re.findall(r'<span class="tag">(\w+)</span>', body) == ["fiction"]


def test_a_text_that_is_not_held_is_an_index_with_the_way_to_the_original(reader_of_both):
    body = reader_of_both.get("/a/z8kephxs/hundreds-confront-kazakh-police-for-3rd-day/").content.decode()

    assert "The text is not held here." in body
    assert re.search(r'<a class="m place"\s+href="/place/\w{8}/aktau/"\s+data-card="\w{8}">', body)
    assert "<strong>Fiction.</strong>" not in body


def test_a_text_that_is_not_held_is_headed_by_its_title(reader_of_both):
    body = reader_of_both.get("/a/z8kephxs/hundreds-confront-kazakh-police-for-3rd-day/").content.decode()

    assert re.findall(r"<h1 lang=\"en\" dir=\"auto\">(.*)</h1>", body) == [
        "Hundreds Confront Kazakh Police for 3rd Day"
    ]


@pytest.mark.slow
def test_every_page_of_an_index_without_texts_is_there(reader_of_both):
    pages = pages_from(reader_of_both, ["/c/zhanaozen/"], most=400)

    assert_kept(pages)


def test_a_corpus_searches_within_itself(reader_of_both):
    form = reader_of_both.get("/c/temrava/").content.decode()
    body = reader_of_both.get("/search/", {"q": "kind:title", "in": "corpus:temrava"}).content.decode()

    assert '<input type="hidden" name="in" value="corpus:temrava">' in form
    assert set(re.findall(r'href="/a/(\w+)/', body)) == {
        *re.findall(r'href="/a/(\w+)/', reader_of_both.get("/c/temrava/articles/").content.decode())
    } - {"eb44n9wt", "vkz5tqsm"}  # copies


def test_of_a_corpus_whose_rights_allow_none_no_original_leaves(reader_of_both):
    with ZipFile(BytesIO(reader_of_both.get("/c/zhanaozen/bag.zip").getvalue())) as file:
        names = file.namelist()

    assert [name for name in names if "/originals/" in name] == []


def test_search_that_finds_nothing_says_whose_words_are_not_here(reader_of_both):
    body = reader_of_both.get("/search/", {"q": "zzyzx"}).content.decode()

    assert "are not held here, so no search finds them" in body
