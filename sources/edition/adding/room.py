"""Where a new article comes to stand among those of a file, and the numbers that are free there."""

import sqlite3
from bisect import bisect_left, bisect_right

from sources.edition.adding.changes import Whole
from sources.edition.numbers import ROOM, Numbers
from sources.edition.select import ArticleContent
from sources.models import Article

# Of what is free between two, the part that is left before a new one: most come after the last.
BEFORE = 16

_UNDATED = "~"  # after every date


def make_room(connection: sqlite3.Connection, content: ArticleContent, numbers: Numbers) -> None:
    """Give an article and its passages numbers between those that it is read between."""
    before, after = _between(connection, content.article)
    own = content.passages
    [article] = _free(before, after, 1)
    first = _edge(connection, _LAST, before) if before else 0
    last = _edge(connection, _FIRST, after) if after else 0
    numbers.articles[content.article.public_id] = article
    places = _free(first, last, len(own))
    numbers.passages |= {one.public_id: place for one, place in zip(own, places, strict=True)}


def _free(low: int, high: int, wanted: int) -> range:
    """Give so many free numbers between two, or after the first where there is no second."""
    if not high:
        return range(low + ROOM, low + ROOM + wanted)
    left = high - low - 1 - wanted
    if left < 0:
        raise Whole("there is no room left between two articles")
    first = low + 1 + left // BEFORE
    return range(first, first + wanted)


def _between(connection: sqlite3.Connection, article: Article) -> tuple[int, int]:
    """Give the numbers of the articles before and after which one is read; 0: none."""
    rows = connection.execute(
        "SELECT id, public_id, coalesce(published_earliest, ?) FROM edition_article ORDER BY id", [_UNDATED]
    ).fetchall()
    days = [day for *_, day in rows]
    earliest = article.published.earliest if article.published else None
    own = earliest.isoformat() if earliest else _UNDATED
    begin, end = bisect_left(days, own), bisect_right(days, own)
    # Those of one day stand as their files do: asked of the database, which sorts names its own way.
    same = {public_id for _, public_id, _ in rows[begin:end]}
    of_day = Article.objects.published().filter(published__earliest=earliest).for_listing()
    order = list(of_day.values_list("public_id", flat=True))
    place = begin + sum(one in same for one in order[: order.index(article.public_id)])
    return (rows[place - 1][0] if place else 0), (rows[place][0] if place < len(rows) else 0)


_LAST = """
SELECT MAX(p.id) FROM edition_article a JOIN edition_passage p ON p.article_id = a.id
WHERE a.id <= ? GROUP BY a.id ORDER BY a.id DESC LIMIT 1
"""
_FIRST = """
SELECT MIN(p.id) FROM edition_article a JOIN edition_passage p ON p.article_id = a.id
WHERE a.id >= ? GROUP BY a.id ORDER BY a.id LIMIT 1
"""


def _edge(connection: sqlite3.Connection, query: str, article: int) -> int:
    """Give the last passage of the articles up to one, or the first of those from one on; 0: none."""
    row = connection.execute(query, [article]).fetchone()
    return int(row[0]) if row else 0
