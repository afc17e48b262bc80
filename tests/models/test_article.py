"""A text counts once, whichever of its printings can be seen."""

import pytest

from sources.models import Article
from tests.factories import make_article, make_document

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


def test_earliest_published_copy_counts_where_the_original_is_a_draft():
    first = make_article(make_document(), status="draft")
    copies = [
        make_article(make_document(), status=status, copy_of=first, similarity=0.9)
        for status in ("draft", "published", "published")
    ]
    standing, published = Article.objects.standing(), Article.objects.published()

    assert list(standing.distinct_texts(among=standing)) == [first]
    assert list(published.distinct_texts(among=published)) == [copies[1]]


def test_earliest_copy_that_stands_counts_where_the_original_was_withdrawn():
    first = make_article(make_document(withdrawn_on="2026-11-22", withdrawn_reason="scanned twice"))
    copies = [make_article(make_document(), copy_of=first, similarity=0.9) for _ in range(2)]
    standing = Article.objects.standing()

    assert list(standing.distinct_texts(among=standing)) == [copies[0]]
