"""Ways through what names somebody: by the day spoken of, and within a publication or a topic."""

import re

import pytest

from sources.edition.models import Appearance, Article, Entity, PassageTopic, Topic
from tests.public.conftest import VORCHENKO

pytestmark = pytest.mark.django_db(databases=["edition"])


def lines(body):
    """Give the passages that a list leads to, in order."""
    return re.findall(r'<a class="where" href="(/a/[^"]+)"', body)


def test_passages_stand_in_the_order_of_the_days_they_speak_of(reader):
    body = reader.get(f"{VORCHENKO}by-day/").content.decode()

    days = re.findall(r'<h2 id="d-\d+"><a href="/date/([^"]+)/">', body)
    assert days == sorted(days, key=lambda day: day.split("/")[0])
    assert len(days) > 3
    shown = reader.get(VORCHENKO).content.decode()
    assert f'href="{VORCHENKO}by-day/"' in shown
    assert set(lines(body)) <= set(lines(shown))


def test_passage_stands_under_each_of_its_dates_and_those_without_are_counted(reader):
    body = reader.get(f"{VORCHENKO}by-day/").content.decode()

    named = Appearance.objects.filter(entity__public_id=VORCHENKO.split("/")[2], in_copy=False)
    passages = set(named.values_list("passage", flat=True))
    dated = Appearance.objects.filter(passage__in=passages, date__isnull=False)
    pairs = set(dated.values_list("passage", "date"))
    assert len(lines(body)) == len(pairs)
    without = len(passages - {passage for passage, _ in pairs})
    assert re.search(rf"\b{without} passages? names? none\.", body)


def test_order_by_day_is_found_under_the_name_that_stands_now(reader):
    kind, public_id = VORCHENKO.split("/")[1:3]

    answer = reader.get(f"/{kind}/{public_id}/former-name/by-day/")

    assert (answer.status_code, answer["Location"]) == (301, f"{VORCHENKO}by-day/")
    assert reader.get(f"{VORCHENKO}by-day/page/9/").status_code == 404
    assert reader.get("/person/00000000/nobody/by-day/").status_code == 404


def counted(body):
    """Give whom an index lists, each with the count beside the name."""
    # A "see" has no language of its own, and no count.
    entry = r'<a href="/person/(\w{8})/[^"]*" lang="[^"]*">.*?<span class="count">(\d+)<'
    found = re.findall(entry, body, re.DOTALL)
    return {public_id: int(count) for public_id, count in found}


def test_index_within_a_topic_counts_its_passages_only(reader):
    topic = Topic.objects.get(slug="burials")
    passages = PassageTopic.objects.filter(topic=topic).values("passage")
    named = Appearance.objects.filter(entity__kind="person", in_copy=False, passage__in=passages)
    expected = {}
    for public_id, _ in set(named.values_list("entity__public_id", "passage")):
        expected[public_id] = expected.get(public_id, 0) + 1

    assert counted(reader.get("/people/within/?topic=burials").content.decode()) == expected


def test_index_within_a_publication_names_whom_its_articles_name(reader):
    offered = reader.get("/people/").content.decode()
    (public_id,) = re.findall(r'<option value="(\w{8})">Halmya Gazette<', offered)
    articles = Article.objects.filter(publication="Halmya Gazette", copy_of=None)
    named = Entity.objects.filter(kind="person", appearances__article__in=articles).distinct()

    body = reader.get(f"/people/within/?publication={public_id}").content.decode()

    assert set(counted(body)) == set(named.values_list("public_id", flat=True))
    assert "named in Halmya Gazette." in body
    assert '<meta name="robots" content="noindex' in body


@pytest.mark.parametrize("query", ["?publication=00000000", "?topic=nothing", "?publication=x&topic=burials"])
def test_index_within_nothing_is_an_empty_index_and_no_error(reader, query):
    answer = reader.get(f"/people/within/{query}")

    assert answer.status_code == 200
    assert counted(answer.content.decode()) == {}


@pytest.mark.parametrize("path", ["/people/within/", "/people/within/?publication=&topic="])
def test_index_within_everything_is_the_index(reader, path):
    answer = reader.get(path)

    assert (answer.status_code, answer["Location"]) == (302, "/people/")


def test_topic_names_beside_its_passages_whom_they_name(reader):
    passages = PassageTopic.objects.filter(topic__slug="burials").values("passage")
    named = Appearance.objects.filter(passage__in=passages, in_copy=False, entity__isnull=False)
    pairs = set(named.values_list("entity__public_id", "passage"))
    often = {one: sum(other == one for other, _ in pairs) for one, _ in pairs}

    body = reader.get("/topic/burials/").content.decode()

    aside = body.partition("<aside")[2].partition("</aside>")[0]
    told = re.findall(r'<a class="m \w+" href="/\w+/(\w{8})/.*?<span class="count">(\d+)<', aside)
    assert told
    assert all(often[public_id] == int(count) for public_id, count in told)
    assert max(often.values()) == int(told[0][1])


def test_what_a_copy_repeats_is_folded(reader):
    body = reader.get("/place/7y5h6a9z/temrava/").content.decode()

    copies = body.count("a copy, not counted")
    assert copies == body.count('<details class="copied">')
    assert copies > 0


def test_browsers_that_ask_at_the_root_are_led_to_the_icon(reader):
    answer = reader.get("/favicon.ico")

    assert (answer.status_code, answer["Location"]) == (302, "/static/icon.svg")
