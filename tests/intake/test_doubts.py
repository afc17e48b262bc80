"""What an editor is told to look at before a file is stored."""

from sources.ingest.reading import ArticleFound, Reading, Region
from sources.intake.doubts import doubts
from sources.values.span import Span


def reading(*kinds: str, title: str = "Lamps out", confidence: float = 0.9) -> Reading:
    regions = [
        Region(Span(place, place + 1), 0, kind, None, None, continues=False, confidence=confidence, reason="")
        for place, kind in enumerate(kinds)
    ]
    silent = dict.fromkeys(("subtitle", "publication", "published", "published_words", "url", "language"), "")
    article = ArticleFound(
        index=0,
        span=Span(0, len(kinds)),
        title=title,
        authors=(),
        genre="",
        copy_of=None,
        similarity=None,
        **silent,
    )
    return Reading(articles=[article], regions=regions)


def test_article_as_articles_are_gives_no_doubt():
    assert doubts(reading("title", "byline", "body", "body")) == ()
    assert doubts(reading("title", "byline", "body", "body", "byline")) == ()


def test_bylines_with_text_between_and_after_them_ask_whether_it_is_one_article():
    assert doubts(reading("title", "byline", "body", "heading", "byline", "body")) == (
        "Article 1: bylines stand in 2 places; is it one article?",
    )


def test_labels_below_the_line_are_counted():
    assert doubts(reading("title", "body", confidence=0.5)) == (
        "Of 2 labels 2 could be wrong: look at them.",
    )


def test_article_without_a_headline_or_a_text_is_told_of():
    assert doubts(reading("byline", title="")) == (
        "Article 1: no headline was found.",
        "Article 1: it has no text but headings.",
    )
