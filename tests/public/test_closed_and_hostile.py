"""Texts that may not be shown, names that were merged, words that would like to be markup."""

import pytest

from tests.public.test_pages import pages_from

WICK = "/person/ccccccc0/tomas-wick/"


def body(reader, path: str) -> str:
    response = reader.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_merged_entity_leads_to_what_it_was_merged_into(reader_of_lanterns):
    for asked in ("/person/ccccccc1/", "/person/ccccccc1/t-wicke/", "/organisation/ccccccc1/t-wicke/"):
        response = reader_of_lanterns.get(asked)

        assert (response.status_code, response["Location"]) == (301, WICK), asked


def test_a_merged_entity_s_citations_lead_on_too(reader_of_lanterns):
    response = reader_of_lanterns.get("/person/ccccccc1/cite.bib")

    assert (response.status_code, response["Location"]) == (301, f"{WICK}cite.bib")


def test_somebody_nobody_names_is_not_there(reader_of_lanterns):
    assert reader_of_lanterns.get("/person/ccccccc2/nobody-named/").status_code == 404


def test_catalogue_entry_says_so_and_gives_names_without_a_word_around_them(reader_of_lanterns):
    page = body(reader_of_lanterns, "/a/aaaaaaa1/tax-posted/")

    assert "This is a catalogue entry." in page
    assert "Tomas Wick</a>" in page


def test_closed_text_is_read_at_its_original(reader_of_lanterns):
    page = body(reader_of_lanterns, "/a/aaaaaaa2/tax-paid/")

    assert "The text may not be shown here in full." in page
    assert 'href="https://mercury.example/1"' in page


def test_no_page_shows_a_text_that_is_closed(reader_of_lanterns):
    pages = pages_from(reader_of_lanterns, ["/", "/search/?q=sentence", "/sitemap.xml"], most=200)

    assert len(pages) > 30
    assert [path for path, page in pages.items() if "secret sentence" in page.body] == []
    # Names and dates in their context are what "snippets" means; the whole passage is not.
    assert [path for path, page in pages.items() if "A closed sentence" in page.body and "/a/" in path] == []


def test_s12_t11_words_of_a_source_are_never_markup(reader_of_lanterns):
    pages = pages_from(reader_of_lanterns, ["/", "/search/?q=quay"], most=200)

    for path, page in pages.items():
        if page["Content-Type"].startswith("text/html"):
            assert "<script>alert" not in page.body, path
            assert "<u>" not in page.body, path
            assert 'href="javascript' not in page.body, path


@pytest.mark.parametrize(
    "path", ["/", "/people/", "/dates/", "/articles/", "/a/aaaaaaa0/script-alert-1-script-on-the-quay/"]
)
def test_a_corpus_of_a_few_passages_has_every_page(reader_of_lanterns, path):
    assert body(reader_of_lanterns, path)


def test_a_corpus_that_names_no_day_draws_its_months(reader_of_lanterns):
    assert '<rect class="bar"' in body(reader_of_lanterns, "/")


def test_no_corpus_here_is_called_fiction(reader_of_lanterns):
    assert "<strong>Fiction.</strong>" not in body(reader_of_lanterns, "/")


def test_translated_title_stands_beside_the_title_and_in_its_citations(reader_of_lanterns):
    page = reader_of_lanterns.get("/a/aaaaaaa1/tax-posted/").content.decode()
    listed = reader_of_lanterns.get("/articles/").content.decode()
    cited = "".join(part.decode() for part in reader_of_lanterns.get("/a/aaaaaaa1/cite.mla.txt"))
    tei = reader_of_lanterns.get("/a/aaaaaaa1/article.tei.xml").content.decode()

    assert 'In English: <bdi lang="en">The tax is put up</bdi>' in page
    assert "“Tax posted.”</a> [The tax is put up]" in listed
    assert "Tax Posted [The Tax Is Put Up]." in cited
    assert '<title type="alt" xml:lang="en">The tax is put up</title>' in tei
