"""The ways in by topic, by publication and by contributor: what they list, count and cost."""

import re

import pytest

from sources.edition.models import Origin, Topic, TopicInCorpus
from sources.edition.origins import printed_id
from tests.factories import (
    make_article,
    make_contributor,
    make_document,
    make_passage,
    make_publication,
    make_topic,
)
from tests.public.conftest import COURIER, published_apart, reading

of_the_edition = pytest.mark.django_db(databases=["edition"])


def listed(body: str, kind: str) -> list[tuple[str, str]]:
    """Give the names of an index with their counts."""
    return re.findall(
        rf'<a href="/{kind}/[^"]+"[^>]*>(?:<bdi>)?([^<]+)<.*?<span class="count">(\d+)<', body, re.DOTALL
    )


@pytest.fixture(scope="session")
def signed(edition, django_db_blocker, tmp_path_factory):
    """Two sources, one of them reprinted, and a name in Arabic letters signed by two articles."""

    def make() -> None:
        paper = make_publication(name="Tallow Post", public_id="ddddddd0")
        document = make_document()
        first = make_article(document, public_id="aaaaaab0", title="Wax is dear", publication=paper)
        copy = make_article(
            document,
            public_id="aaaaaab1",
            title="Wax is dear",
            publication=paper,
            copy_of=first,
            similarity=0.97,
        )
        other = make_article(document, public_id="aaaaaab2", title="Wax is cheap", publication=None)
        for article in (first, copy, other):
            make_contributor(article, name="نور العلي")
            make_topic(make_passage(article, "The wax rose."), "wax")

    return published_apart(make, tmp_path_factory.mktemp("signed"), django_db_blocker)


@pytest.fixture
def reader_of_signed(signed, settings, django_db_blocker):
    """A reader of those."""
    with reading(signed, settings, django_db_blocker) as client:
        yield client


def test_a_copy_is_listed_and_not_counted(reader_of_signed):
    index = reader_of_signed.get("/publications/").content.decode()
    page = reader_of_signed.get("/publication/ddddddd0/tallow-post/").content.decode()

    assert listed(index, "publication") == [("Tallow Post", "1")]
    assert re.findall(r'href="/a/(\w+)/', page) == ["aaaaaab0", "aaaaaab1"]


def test_a_contributor_without_a_record_goes_by_the_printed_name(reader_of_signed):
    path = f"/contributor/{printed_id('نور العلي')}/"

    led = reader_of_signed.get(path)
    body = reader_of_signed.get(led["Location"]).content.decode()

    assert led.status_code == 301
    assert "Gathered by the name as printed" in body
    assert "<bdi>نور العلي</bdi>" in body
    assert re.findall(r'href="/a/(\w+)/', body) == ["aaaaaab0", "aaaaaab1", "aaaaaab2"]


def test_a_topic_counts_distinct_texts_and_shows_all(reader_of_signed):
    topic = Topic.objects.get()

    body = reader_of_signed.get("/topic/wax/").content.decode()

    assert (topic.passage_count, TopicInCorpus.objects.get().passage_count) == (2, 2)
    assert len(re.findall("<blockquote", body)) == 3
    assert "a copy, not counted" in body


@of_the_edition
def test_every_topic_counts_the_passages_of_its_page(reader):
    counted = listed(reader.get("/topics/").content.decode(), "topic")

    assert len(counted) == Topic.objects.count() > 3
    for topic in Topic.objects.all():
        body = reader.get(f"/topic/{topic.slug}/").content.decode()
        copies = body.count("a copy, not counted")
        assert len(re.findall("<blockquote", body)) >= topic.passage_count + copies, topic.slug


@of_the_edition
def test_an_article_leads_to_its_publication_and_contributors(reader):
    origins = set(
        Origin.objects.filter(articles__article__public_id="8v0wtq0k").values_list("public_id", flat=True)
    )

    body = reader.get(COURIER).content.decode()

    assert set(re.findall(r'href="/(?:publication|contributor)/(\w+)/', body)) == origins


@of_the_edition
@pytest.mark.parametrize(
    ("path", "number"),
    [("/topics/", 1), ("/publications/", 1), ("/contributors/", 1), ("/c/temrava/topics/", 1)],
)
def test_index_of_a_way_in_costs_one_query(reader, django_assert_num_queries, path, number):
    reader.get("/about/")

    with django_assert_num_queries(number, using="edition"):
        assert reader.get(path).status_code == 200


def test_pages_cost_the_same_with_one_row_and_with_three(reader_of_signed, django_assert_num_queries):
    reader_of_signed.get("/about/")
    by_length = {"/publication/ddddddd0/tallow-post/": 3, "/topic/wax/": 4}
    by_length[f"/contributor/{printed_id('نور العلي')}/nwr-l-ly/"] = 3
    for path, number in by_length.items():
        with django_assert_num_queries(number, using="edition"):
            reader_of_signed.get(path)


@of_the_edition
@pytest.mark.parametrize(
    "path",
    [
        "/topic/nothing/",
        "/publication/zzzzzzzz/x/",
        "/contributor/zzzzzzzz/",
        "/c/no/topics/",
        "/publications/Q/",
    ],
)
def test_an_unknown_way_in_is_not_found(reader, path):
    assert reader.get(path).status_code == 404
