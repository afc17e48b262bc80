"""Where a newcomer begins: the day by source, two sources side by side, what stands beside a passage."""

import itertools
import re
from datetime import date

import pytest

from sources.edition.models import Appearance, Article, Claim
from sources.public.conditional import kept_pages
from sources.public.views import days
from sources.public.views.days import _seen_from
from tests.public.conftest import COURIER, VORCHENKO

pytestmark = pytest.mark.django_db(databases=["edition"])

DAY = "/c/temrava/day/1927-10-14/"
GAZETTE = "jsbvsret"
PAIR = f"/compare/8v0wtq0k/{GAZETTE}/"


def test_a_corpus_leads_to_the_day_that_most_passages_speak_of(reader):
    body = reader.get("/").content.decode()

    assert re.findall(r'class="beginning">.*?href="([^"]+)">([^<]+)<', body, re.DOTALL) == [
        (DAY, "Friday 14 October 1927")
    ]


def test_the_day_has_every_source_that_names_it_in_order_of_publication(reader):
    naming = Appearance.objects.filter(date__edtf="1927-10-14", in_copy=False).order_by("position")
    wanted = list(dict.fromkeys(naming.values_list("article__public_id", flat=True)))

    body = reader.get(DAY).content.decode()

    assert re.findall(r'<h2 id="t-\d+"><a href="/a/(\w+)/', body) == wanted
    assert len(wanted) == 10
    assert "37 years later" in body


def test_a_day_of_many_sources_goes_on_and_what_comes_first_is_on_the_first_page(reader, monkeypatch):
    whole = reader.get(DAY).content.decode()
    kept_pages.clear()
    monkeypatch.setattr(days, "SOURCES_A_PAGE", 4)

    pages = [reader.get(path).content.decode() for path in (DAY, f"{DAY}page/2/", f"{DAY}page/3/")]

    headed = [re.findall(r'<h2 id="t-\d+"><a href="/a/(\w+)/', page) for page in (*pages, whole)]
    assert [len(found) for found in headed] == [4, 4, 2, 10]
    assert headed[0] + headed[1] + headed[2] == headed[3]
    leads = {re.search(r'<p class="lead">([^.]+)\.', page)[1] for page in (*pages, whole)}
    assert len(leads) == 1
    for section in ("What they disagree on", "People of this day", "Two of them side by side"):
        assert [section in page for page in pages] == [True, False, False]
    assert [f'href="{DAY}page/3/" rel="next"' in page for page in pages] == [False, True, False]
    assert f'<link rel="canonical" href="http://testserver{DAY}page/2/"' in pages[1]
    assert reader.get(f"{DAY}page/4/").status_code == 404


def test_the_day_names_each_question_once(reader):
    section = reader.get(DAY).content.decode().split("What they disagree on")[1].split("</section>")[0]

    questions = re.findall(r'href="/account/[^"]+"><bdi>([^<]+)</bdi></a>', section)
    assert len(questions) == len(set(questions)) == 7


def test_a_pair_has_the_whole_passages_of_both_on_the_day(reader):
    body = reader.get(f"{PAIR}date/1927-10-14/").content.decode()

    named = Appearance.objects.filter(date__edtf="1927-10-14", article__public_id__in=["8v0wtq0k", GAZETTE])
    wanted = {
        (row.article.public_id, row.passage.number) for row in named.select_related("article", "passage")
    }
    assert set(re.findall(r'class="ui"\s+href="/a/(\w+)/[^/]+/(\w+)/"', body)) == wanted


def test_a_pair_on_a_person_has_passages_that_name_them(reader):
    person = VORCHENKO.split("/")[2]

    body = reader.get(f"{PAIR}person/{person}/").content.decode()

    assert "Stepan Vorchenko" in body
    assert "S. Worczenko" in re.sub("<[^>]+>", "", body)


def test_the_other_order_leads_to_the_earlier_first(reader):
    response = reader.get(f"/compare/{GAZETTE}/8v0wtq0k/date/1927-10-14/")

    assert (response.status_code, response["Location"]) == (301, f"{PAIR}date/1927-10-14/")


def test_what_both_name_is_told_from_what_one_does(reader):
    body = reader.get(PAIR).content.decode()

    both, first, second = re.split(r'<h2 id="h-[12]">', body)
    assert "Arkady Velisar" in both
    assert "St Phocas Hospital" in first
    assert "St Phocas Hospital" not in both + second


@pytest.mark.parametrize(
    "path",
    [
        "/compare/8v0wtq0k/8v0wtq0k/",
        "/compare/8v0wtq0k/zzzzzzzz/",
        f"{PAIR}date/nonsense/",
        f"{PAIR}date/1927-10-14/../",
        f"{PAIR}person/zzzzzzzz/",
        "/c/temrava/day/1927-10/",
        "/c/temrava/day/1800-01-01/",
        "/c/nothing/day/1927-10-14/",
        f"{COURIER}99/near/",
    ],
)
def test_what_cannot_be_compared_is_not_found(reader, path):
    assert reader.get(path).status_code == 404


def test_more_beside_a_passage_leads_to_the_list(reader):
    body = reader.get(COURIER).content.decode()
    [(path, total)] = re.findall(rf'href="({COURIER}6/near/)">all (\d+) passages<', body)

    listed = reader.get(path).content.decode()

    assert f"{total} passages of other sources" in listed
    assert len(re.findall("<blockquote", listed)) == min(int(total), 24)
    assert listed.count("both name") == listed.count("<blockquote")


def test_articles_lead_to_those_before_and_after_them(reader):
    articles = list(Article.objects.filter(copy_of=None))

    bodies = [reader.get(f"/a/{row.public_id}/{row.slug}/").content.decode() for row in articles]

    before = [re.findall(r'href="/a/(\w+)/[^"]*" rel="prev"', body) for body in bodies]
    after = [re.findall(r'href="/a/(\w+)/[^"]*" rel="next"', body) for body in bodies]
    ids = [row.public_id for row in articles]
    assert before == [[], *([one] for one in ids[:-1])]
    assert after == [*([one] for one in ids[1:]), []]


@pytest.mark.parametrize(
    ("path", "number"),
    [
        (DAY, 4),  # one more where something is answered otherwise by others
        ("/c/temrava/day/1927-10-19/", 3),
        (f"{PAIR}date/1927-10-14/", 3),
        (f"{PAIR}date/1927-10-03/", 3),
        (PAIR, 3),
        (f"{COURIER}6/near/", 6),
        ("/", 4),
    ],
)
def test_page_costs_the_same_whatever_it_shows(reader, django_assert_num_queries, path, number):
    reader.get("/about/")

    with django_assert_num_queries(number, using="edition"):
        assert reader.get(path).status_code == 200


@pytest.mark.parametrize(
    ("published", "says"),
    [
        ("", "undated"),
        ("1927-10-14", "the same day"),
        ("1927-10-15", "the day after"),
        ("1927-10-16", "2 days later"),
        ("1927-10~", "the same month"),
        ("1927", "the same year"),
        ("1927-10-10/1927-10-20", "about then"),
        ("1927-11", "the next month"),
        ("1928-03", "5 months later"),
        ("1964-05-08", "37 years later"),
        ("1927-10-01", "published before"),
    ],
)
def test_how_long_after_the_day_a_source_speaks(published, says):
    assert _seen_from(date(1927, 10, 14), published) == says


def asked_of_both(body):
    """Give the questions that a page begins with, each with what stands in the two columns."""
    table = body.partition('<table class="stack both">')[2].partition("</table>")[0]
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', table, re.DOTALL)
    plain = [
        (re.sub(r"<[^>]+>", "", head), re.findall(r"<td.*?</td>", cells, re.DOTALL)) for head, cells in rows
    ]
    return {
        head.strip(): [re.findall(r'<a href="/claim/\w+/"><bdi>([^<]+)', cell) for cell in cells]
        for head, cells in plain
    }


def test_two_sources_begin_with_the_questions_that_both_answer(reader):
    pair = ["8v0wtq0k", GAZETTE]
    rows = Claim.objects.filter(article__public_id__in=pair).values_list("question", "article")
    articles: dict[int, set[int]] = {}
    for question, article in rows:
        articles.setdefault(question, set()).add(article)
    both = [question for question, found in articles.items() if len(found) == 2]

    body = reader.get(PAIR).content.decode()
    asked = asked_of_both(body)

    assert len(asked) == len(both) > 1
    assert asked["How many people died on the Coal Mole?"] == [
        ["4", "11", "One lighterman of nineteen"],
        ["4"],
    ]
    assert body.index("Questions that both answer") < body.index("Named by both")


def test_what_two_sources_answer_differently_stands_first(reader):
    pairs = Claim.objects.values_list("question", "article__public_id", "article").distinct()
    by_article = {}
    for question, public_id, _ in pairs:
        by_article.setdefault(public_id, set()).add(question)
    seen = 0
    for one, other in itertools.islice(itertools.combinations(sorted(by_article), 2), 40):
        if len(by_article[one] & by_article[other]) > 1:
            body = reader.get(f"/compare/{one}/{other}/", follow=True).content.decode()
            alike = ["the same in both" in head for head in asked_of_both(body)]
            assert alike == sorted(alike)
            seen += {True, False} == set(alike)

    assert seen


def test_on_a_day_stand_the_questions_that_its_passages_answer(reader):
    whole, on_day = (
        asked_of_both(reader.get(path).content.decode()) for path in (PAIR, f"{PAIR}date/1927-10-14/")
    )

    assert set(on_day) <= set(whole)
    assert on_day


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("person/m8mwreec", "names this person, whole. Nothing is left out"),
        ("place/7y5h6a9z", "names this place, whole."),
        ("date/1927-10-14", "speaks of this time, whole."),
        ("date/1650", "This source does not speak of this time."),
    ],
)
def test_page_says_what_it_compares_on(reader, on, said):
    assert said in reader.get(f"{PAIR}{on}/").content.decode()
