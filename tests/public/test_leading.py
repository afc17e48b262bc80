"""Former addresses lead to the words for ever; what was withdrawn says so; the rest was never there."""

import pytest
from django.test import Client

from sources.annotate.edges import (
    apply_division,
    apply_move,
    apply_union,
    plan_division,
    plan_move,
    plan_union,
)
from sources.annotate.join import apply_join, plan_join
from sources.annotate.split import apply_split, plan_split
from sources.annotate.withdraw import apply_withdrawal, plan_withdrawal
from sources.models import Article, Document, Passage
from tests.factories import make_article, make_corpus, make_document, make_passage
from tests.public.conftest import published_apart, reading


def make_restructured() -> None:
    """One document of three articles with everything done to them, and two documents withdrawn."""
    corpus = make_corpus(slug="lanterns", title="The Lantern Tax")
    document = make_document(corpus, public_id="dddddddd")
    first, second, third = (
        make_article(document, public_id=f"aaaaaaa{number}", title=f"Report {number}") for number in (1, 2, 3)
    )
    for article in (first, second, third):
        for number in range(1, 6):
            make_passage(article, f"Sentence {number} of {article.title}. And another.")
    apply_join(plan_join(of(first, "1", "2")), actor=None)
    apply_split(plan_split(of(first, "3")[0].head, 25), actor=None)
    apply_move(plan_move(of(first, "5"), second), actor=None)
    apply_division(plan_division(*of(second, "4"), "Report 2b"), actor=None)
    last = Article.objects.get(title="Report 2b")
    third.refresh_from_db()  # the division counted it anew
    apply_union(plan_union(last, third), actor=None)
    apply_move(plan_move(of(last, "7"), None), actor=None)
    for number, status in ((8, "published"), (9, "draft")):
        gone = make_document(corpus, public_id=f"ddddddd{number}")
        make_passage(make_article(gone, public_id=f"aaaaaaa{number}", title="Gone", status=status), "Gone.")
        plan = plan_withdrawal(Document.objects.get(pk=gone.pk))
        apply_withdrawal(plan, actor=None, reason="Scanned from another paper.")


def of(article: Article, *numbers: str) -> list[Passage]:
    return [article.passages.get(number=number) for number in numbers]


@pytest.fixture(scope="session")
def restructured(edition, django_db_blocker, tmp_path_factory):
    return published_apart(make_restructured, tmp_path_factory.mktemp("restructured"), django_db_blocker)


@pytest.fixture
def client(restructured, settings, django_db_blocker) -> Client:
    with reading(restructured, settings, django_db_blocker) as client:
        yield client


@pytest.fixture
def new(client) -> str:
    """The public id of the article that a division made."""
    return client.get("/articles/").content.decode().split("/report-2b/")[0][-8:]


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ("/a/aaaaaaa1/report-1/2/", "/a/aaaaaaa1/report-1/1/"),  # joined
        ("/a/aaaaaaa1/report-1/5/", "/a/aaaaaaa2/report-2/0a/"),  # given to the next article
        ("/a/aaaaaaa1/5/cite.ris", "/a/aaaaaaa2/0a/cite.ris"),
        ("/a/aaaaaaa1/report-1/5/rev/1/", "/a/aaaaaaa2/report-2/0a/"),
        ("/a/aaaaaaa2/report-2/4/", "/a/NEW/report-2b/1/"),  # in the part that became an article
        ("/a/aaaaaaa3/report-3/2/", "/a/NEW/report-2b/4/"),  # of an article joined to it
        ("/a/aaaaaaa3/2/", "/a/NEW/report-2b/4/"),
        ("/a/aaaaaaa3/", "/a/NEW/report-2b/"),
        ("/a/aaaaaaa3/report-3/", "/a/NEW/report-2b/"),
        ("/a/aaaaaaa3/report-3/captured/", "/a/NEW/report-2b/"),
        ("/a/aaaaaaa3/report-3/cite/", "/a/NEW/report-2b/"),
        ("/a/aaaaaaa3/cite.bib", "/a/NEW/cite.bib"),
        ("/a/aaaaaaa3/article.tei.xml", "/a/NEW/article.tei.xml"),
        ("/a/aaaaaaa3/annotations.json", "/a/NEW/annotations.json"),
        ("/a/aaaaaaa3/report-3/5/", "/document/dddddddd/"),  # belongs to no article now
    ],
)
def test_former_address_leads_to_the_words(client, new, former, now):
    response = client.get(former)

    assert (response.status_code, response.headers["Location"]) == (301, now.replace("NEW", new))
    assert client.get(response.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("number", "own", "other"),
    [("3", "Sentence 3 of", "And another"), ("3a", "And another", "Sentence 3 of")],
)
def test_both_parts_of_a_split_have_an_address_and_their_own_words(client, number, own, other):
    citation = client.get(f"/a/aaaaaaa1/{number}/cite.csl.json")
    page = client.get(f"/a/aaaaaaa1/report-1/{number}/").content.decode()

    assert citation.status_code == 200
    assert f"Passage {number} of" in page
    focus = page.split('id="p')[1]
    assert own in focus
    assert other not in focus.split("</p>")[0]


def test_wording_before_the_split_is_still_shown(client):
    assert "And another." in client.get("/a/aaaaaaa1/report-1/3/rev/1/").content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/a/aaaaaaa8/",
        "/a/aaaaaaa8/gone/",
        "/a/aaaaaaa8/gone/1/",
        "/a/aaaaaaa8/cite.ris",
        "/a/aaaaaaa8/article.tei.xml",
        "/document/ddddddd8/",
    ],
)
def test_withdrawn_says_so_and_why(client, path):
    response = client.get(path)

    assert response.status_code == 410
    assert "Scanned from another paper." in response.content.decode()
    assert "Gone" not in response.content.decode()


@pytest.mark.parametrize("path", ["/a/aaaaaaa9/", "/a/aaaaaaa9/gone/1/", "/document/ddddddd9/"])
def test_withdrawn_draft_was_never_there(client, path):
    assert client.get(path).status_code == 404


def test_number_that_never_was_is_not_found(client):
    assert client.get("/a/aaaaaaa1/report-1/77/").status_code == 404
