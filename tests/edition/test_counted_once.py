"""A text that was printed often counts once in an edition, whichever of its printings is published."""

import pytest

from sources.annotate.withdraw import apply_withdrawal, plan_withdrawal
from sources.edition.publish import publish
from sources.models import Document
from tests.factories import make_article, make_corpus, make_document, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

COPIES = (
    "SELECT copy.title, original.title, copy.similarity FROM edition_article AS copy "
    "LEFT JOIN edition_article AS original ON original.id = copy.copy_of_id ORDER BY copy.position"
)


@pytest.fixture
def printings():
    """One text, printed three times: the second a day before the third."""
    corpus, first = make_corpus(), None
    articles = []
    for title, day in (("First", "1931-05-03"), ("Third", "1931-05-05"), ("Second", "1931-05-04")):
        copied = {} if first is None else {"copy_of": first, "similarity": 0.9}
        article = make_article(make_document(corpus), title=title, published=day, **copied)
        make_passage(article, "Ada Quill lit every lamp on the quay.")
        articles.append(article)
        first = articles[0]
    return articles


def test_copies_lead_to_the_original_that_is_published(printings, read):
    publish()

    assert read(COPIES) == [("First", None, None), ("Second", "First", 0.9), ("Third", "First", 0.9)]


def test_earliest_printing_counts_where_the_original_was_withdrawn(printings, read):
    document = Document.objects.get(pk=printings[0].document_id)
    apply_withdrawal(plan_withdrawal(document), actor=None, reason="scanned from another paper")

    publish()

    assert read(COPIES) == [("Second", None, None), ("Third", "Second", None)]
    assert read("SELECT article_count FROM edition_corpus") == [(1,)]


def test_earliest_printing_counts_where_the_original_is_a_draft(printings, read):
    printings[0].status = "draft"
    printings[0].save()

    publish()

    assert read(COPIES) == [("Second", None, None), ("Third", "Second", None)]


def test_copy_of_a_copy_counts_with_the_first(printings, read):
    second, third = printings[2], printings[1]
    third.copy_of = second
    third.save()

    publish()

    assert read(COPIES) == [("First", None, None), ("Second", "First", 0.9), ("Third", "First", None)]
