"""What a page costs: the same number of queries whether it shows one row or many."""

import re

import pytest

from tests.public.conftest import COURIER, VORCHENKO

pytestmark = pytest.mark.django_db(databases=["edition"])

INTERVIEW = "/a/mf9z6s60/nadia-orlen-tally-clerk/"  # 58 passages
NOTICES = "/a/adze5p57/temrava-movements-and-notices/"  # 7 passages


@pytest.fixture
def cost(reader, django_assert_num_queries):
    """Ask for a page of the edition and count; the frame of the site is read once and kept."""
    reader.get("/about/")

    def count(path: str, number: int) -> None:
        with django_assert_num_queries(number, using="edition"):
            assert reader.get(path).status_code == 200

    return count


@pytest.mark.parametrize("path", [INTERVIEW, NOTICES, f"{NOTICES}captured/", f"{INTERVIEW}captured/"])
def test_article_costs_the_same_whatever_its_length(cost, path):
    cost(path, 5)


def test_corrected_article_costs_one_query_more(cost):
    cost(COURIER, 6)


@pytest.mark.parametrize(
    ("index", "slug", "number"),
    [
        ("/people/", "stepan-vorchenko", 6),
        ("/people/", "tamara-belisk", 6),
        ("/places/", "temrava", 5),  # nobody speaks: nothing is asked of what was said
        ("/places/", "halmya", 5),
    ],
)
def test_entity_costs_the_same_however_often_it_is_named(cost, reader, index, slug, number):
    [path] = set(re.findall(rf'"(/(?:person|place)/\w+/{slug}/)"', reader.get(index).content.decode()))

    cost(path, number)


@pytest.mark.parametrize(
    "path", ["/date/1927-10-14/", "/date/1927-10-05/", "/date/1848-10-05/", "/date/1927/"]
)
def test_date_costs_the_same_however_much_is_placed_there(cost, path):
    cost(path, 6)


@pytest.mark.parametrize("path", ["/people/", "/places/", "/c/temrava/people/", "/c/temrava/organisations/"])
def test_index_costs_four_queries(cost, path):
    cost(path, 4)


@pytest.mark.parametrize(
    "path",
    ["/people/within/?topic=burials", "/people/within/?topic=stoppage", "/places/within/?topic=burials"],
)
def test_narrowed_index_costs_five_queries(cost, path):
    cost(path, 5)


@pytest.mark.parametrize("path", ["/dates/", "/articles/", "/c/temrava/dates/", "/c/temrava/articles/"])
def test_list_costs_one_query(cost, path):
    cost(path, 1)


def test_passage_costs_four_queries(cost):
    cost(f"{COURIER}7/", 4)


def test_a_page_asked_for_again_costs_nothing(cost):
    cost(VORCHENKO, 6)
    cost(VORCHENKO, 0)
