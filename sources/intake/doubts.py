"""What an editor should look at before a file is stored.

A file that was split wrong looks well in a count of its labels. So what the reading itself is unsure of is
said in sentences, and so is what hardly ever stands in one article: bylines far apart, no headline, no text.
"""

from collections.abc import Iterator
from itertools import groupby

from sources.ingest.reading import ArticleFound, Reading, Region
from sources.values.counted import count
from sources.vocabulary import Kind

# Below this a label is a guess that somebody should look at.
DOUBTFUL = 0.6


def doubts(reading: Reading) -> tuple[str, ...]:
    """Give a sentence for each thing to look at; none where nothing is."""
    return tuple(_doubts(reading))


def _doubts(reading: Reading) -> Iterator[str]:
    doubtful = sum(region.confidence < DOUBTFUL for region in reading.regions)
    if doubtful:
        yield f"Of {count(len(reading.regions), 'label')} {doubtful} could be wrong: look at them."
    for number, article in enumerate(reading.articles, start=1):
        own = [region for region in reading.regions if region.article == article.index]
        for doubt in _of_article(article, own):
            yield f"Article {number}: {doubt}"


def _of_article(article: ArticleFound, own: list[Region]) -> Iterator[str]:
    if not article.title:
        yield "no headline was found."
    if not any(region.kind in _TEXT for region in own):
        yield "it has no text but headings."
    named = [region.kind == Kind.BYLINE for region in own if region.kind in _TEXT | {Kind.BYLINE}]
    bylines = sum(is_byline for is_byline, _ in groupby(named))
    # One above the text and one below it may name the same author.
    if bylines > 2 or (bylines == 2 and not named[-1]):  # noqa: PLR2004 -- above and below
        yield f"bylines stand in {bylines} places; is it one article?"


_TEXT = frozenset({Kind.BODY, Kind.QUESTION, Kind.ANSWER})
