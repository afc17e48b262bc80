from urllib.parse import unquote

import pytest
from django.urls import resolve, reverse

from sources.public import addresses

ID = "8v0wtq0k"


@pytest.mark.parametrize(
    ("written", "name", "values"),
    [
        (addresses.corpus("temrava"), "corpus", ["temrava"]),
        (addresses.entities("person"), "entities", ["people"]),
        (addresses.entities("place", "temrava"), "corpus-entities", ["temrava", "places"]),
        (addresses.dates(), "dates", []),
        (addresses.dates("temrava"), "corpus-dates", ["temrava"]),
        (addresses.articles(), "articles", []),
        (addresses.articles("temrava"), "corpus-articles", ["temrava"]),
        (addresses.article(ID, "order-restored"), "article", [ID, "order-restored"]),
        (addresses.captured(ID, "order-restored"), "article-captured", [ID, "order-restored"]),
        (addresses.article_citation(ID, "order-restored"), "article-citation", [ID, "order-restored"]),
        (addresses.passage(ID, "order-restored", "7a"), "passage", [ID, "order-restored", "7a"]),
        (addresses.revision(ID, "order", "7", 1), "passage-revision", [ID, "order", "7", 1]),
        (addresses.article_file(ID, "bib"), "article-citation-file", [ID, "bib"]),
        (addresses.article_file(ID, "csl.json", "7a"), "passage-citation-file", [ID, "7a", "csl.json"]),
        (addresses.accounts(), "accounts", []),
        (addresses.accounts("temrava"), "corpus-accounts", ["temrava"]),
        (addresses.account("dead"), "account", ["dead"]),
        (addresses.account_file("dead", "cite.ris"), "account-citation-file", ["dead", "ris"]),
        (addresses.account_file("dead", "claims.csv"), "account-csv", ["dead"]),
        (addresses.claim(ID), "claim", [ID]),
        (addresses.claim_file(ID, "annotation.json"), "claim-annotation", [ID]),
        (addresses.article_data(ID, "article.tei.xml"), "article-tei", [ID]),
        (addresses.corpus_file("temrava", "corpus.tei.xml"), "corpus-tei", ["temrava"]),
        (addresses.article_data(ID, "annotations.json"), "article-annotations", [ID]),
        (addresses.corpus_file("temrava", "annotations.json"), "corpus-annotations", ["temrava"]),
        (addresses.document(ID), "document", [ID]),
        (addresses.entity("organisation", ID, "the-union"), "entity", ["organisation", ID, "the-union"]),
        (addresses.article_citation(ID, "order", "7a"), "passage-citation", [ID, "order", "7a"]),
        (addresses.selection([]), "selection", []),
        (addresses.selection([], "choose/"), "selection-choose", []),
        (addresses.date("1927-10-15"), "date", ["1927-10-15"]),
        (addresses.date("1927-10-14/1927-10-15"), "date", ["1927-10-14/1927-10-15"]),
    ],
)
def test_address_is_the_one_that_urls_give(written, name, values):
    assert written == reverse(f"sources:{name}", args=values)


@pytest.mark.parametrize(
    "edtf", ["1927", "1927-10~", "1927?", "1927-10-14/..", "[1927-10-14,1927-10-15]", "1927%"]
)
def test_any_date_is_one_path_that_resolves_to_itself(edtf):

    match = resolve(unquote(addresses.date(edtf)))

    assert (match.view_name, addresses.asked_date(match.kwargs["text"])) == ("sources:date", edtf)
    assert ".." not in addresses.date(edtf).split("/")


def test_an_interval_keeps_its_slash_beside_the_number_of_a_page():
    match = resolve("/date/1927-10-14/1927-10-15/page/3/")

    assert match.kwargs == {"text": "1927-10-14/1927-10-15", "number": "3"}
