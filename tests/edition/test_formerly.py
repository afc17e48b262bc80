"""Only what some edition has shown answers that it was withdrawn."""

import pytest

from sources.annotate.acts import act
from sources.annotate.withdraw import apply_withdrawal, plan_withdrawal
from sources.edition.formerly import was_public
from sources.edition.publish import publish
from sources.models import Article
from sources.vocabulary import ActKind
from tests.factories import make_article, make_document, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


@pytest.fixture
def taken_in(lamps):
    """An article as the log has it from its beginning, not in any edition yet."""
    with act(ActKind.INGEST, "Took in a file") as doing:
        article = doing.create(
            Article(document=make_document(lamps), index=0, title="A third report", access="full")
        )
    make_passage(article, "Somebody came.")
    return article


def set_status(article, status):
    with act(ActKind.EDIT, f"Made it {status}") as doing:
        doing.change(Article.objects.get(pk=article.pk), status=status)


def withdraw(article):
    apply_withdrawal(plan_withdrawal(Article.objects.get(pk=article.pk).document), actor=None, reason="why")
    publish()


def named(read):
    return {public_id for (public_id,) in read("SELECT public_id FROM edition_tombstone")}


def test_withdrawn_before_any_edition_showed_it_is_not_named(taken_in, read):
    set_status(taken_in, "published")

    withdraw(taken_in)

    assert named(read) == set()


def test_withdrawn_after_it_was_taken_back_to_draft_is_named(taken_in, read):
    set_status(taken_in, "published")
    publish()
    set_status(taken_in, "draft")

    withdraw(taken_in)

    assert named(read) == {taken_in.public_id, taken_in.document.public_id}


def test_draft_that_was_there_when_others_were_published_is_not_named(taken_in, read):
    publish()

    withdraw(taken_in)

    assert named(read) == set()


def test_still_named_in_the_editions_after(taken_in, read):
    set_status(taken_in, "published")
    publish()
    withdraw(taken_in)

    publish()

    assert named(read) == {taken_in.public_id, taken_in.document.public_id}


def test_taken_back_is_named_until_it_is_published_again(taken_in, read):
    set_status(taken_in, "published")
    publish()
    set_status(taken_in, "draft")
    publish()
    while_gone = named(read)
    set_status(taken_in, "published")

    again = publish()

    assert while_gone == {taken_in.public_id, taken_in.document.public_id}
    assert named(read) == set()
    assert "published again" in again.way


def test_taken_back_before_any_edition_showed_it_is_not_named(taken_in, read):
    set_status(taken_in, "published")
    set_status(taken_in, "in_review")

    publish()

    assert named(read) == set()


def test_document_of_which_another_article_is_public_is_not_named(taken_in, read):
    make_passage(make_article(taken_in.document, index=1), "Somebody went.")
    set_status(taken_in, "published")
    publish()
    set_status(taken_in, "draft")

    publish()

    assert named(read) == {taken_in.public_id}


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_articles_takes_four_queries(lamps, count, django_assert_num_queries):
    articles = [make_article(make_document(lamps)).pk for _ in range(count)]

    with django_assert_num_queries(4):
        found = was_public(articles)

    assert found == dict.fromkeys(articles, True)
