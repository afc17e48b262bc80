"""Remarks under an article that only comparison shows to be the page's and not the author's.

A copied page loses the heading of its comments, and then a reader's remark looks like a last paragraph.
Two things give it away: the same line closes another article too, or another capture of this article ends
without it.
"""

from sources.ingest.articles import Edges
from sources.ingest.ballot import Ballot
from sources.ingest.copies import Copy, normal
from sources.ingest.join import Unit
from sources.ingest.signs import frame_weight
from sources.vocabulary import Kind

TEXT = frozenset({Kind.BODY, Kind.QUESTION, Kind.ANSWER, Kind.HEADING, Kind.BYLINE, Kind.CAPTION})
FEWEST_SHARED = 5
LEAST_ALIKE = 0.7


def label_closings(
    units: list[Unit], ballots: list[Ballot], edges: list[Edges], copies: dict[int, Copy]
) -> None:
    """Vote for comments at the ends of articles, by what other articles of the file end with."""
    found: set[int] = set()
    for number, copy in copies.items():
        if copy.similarity >= LEAST_ALIKE:
            one, other = edges[copy.of], edges[number]
            found |= _after_shared(units, one, other) | _after_shared(units, other, one)
    remarks = {normal(units[index].text) for index in found} | _common_closings(units, edges, copies)
    for article in edges:
        found |= _closing_remarks(units, ballots, article, remarks)
    for index in found:
        if ballots[index].leader() in TEXT and frame_weight(units[index]) < 1.5:
            ballots[index].cast(Kind.COMMENT, 14.0, "closes the page, but not every capture of the article")


def _closing_remarks(units: list[Unit], ballots: list[Ballot], article: Edges, remarks: set[str]) -> set[int]:
    """Give the passages at an article's end whose words are known to be a remark."""
    found = set()
    for index in reversed(range(article.start, article.end)):
        if normal(units[index].text) in remarks:
            found.add(index)
        elif ballots[index].leader() in TEXT:
            break
    return found


def _after_shared(units: list[Unit], one: Edges, other: Edges) -> set[int]:
    """Give the passages of ``one`` after the last that ``other`` has too."""
    theirs = {normal(unit.text) for unit in units[other.start : other.end] if unit.shape.words > 3}
    shared = [index for index in range(one.start, one.end) if normal(units[index].text) in theirs]
    if len(shared) < FEWEST_SHARED:
        return set()
    return set(range(shared[-1] + 1, one.end))


def _common_closings(units: list[Unit], edges: list[Edges], copies: dict[int, Copy]) -> set[str]:
    """Give the sentences that stand last in two articles that are no copies of each other."""
    last: dict[str, int] = {}
    common = set()
    for number, article in enumerate(edges):
        if number in copies:
            continue
        key = normal(units[article.end - 1].text)
        if key in last and len(key) > 20:
            common.add(key)
        last[key] = number
    return common
