"""What stands above an article's running text, put to the vote.

Which line is the headline, which the deck, where the text begins is decided for the head as a whole
(``succession``); here each line gets that reading's vote, with the reason an editor is shown. What a line
says of itself beyond doubt (an address, a picture's credit) can still outvote it.
"""

import re

from sources.ingest.articles import Edges
from sources.ingest.ballot import WEAK, Ballot
from sources.ingest.join import Unit
from sources.ingest.signs import is_prose
from sources.ingest.succession import read_head
from sources.ingest.tokens import tokens_in
from sources.vocabulary import Kind

FEWEST_TEASER = 6  # words
I_SAY = frozenset({"I", "my", "me", "we", "our"})
QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
# How often heads' lines were right on texts the rules had not been written on, by the points a line adds.
TRUSTED = ((4.0, 0.96), (3.0, 0.89), (2.0, 0.8), (1.0, 0.76), (0.0, 0.7), (float("-inf"), 0.35))
REASONS = {
    Kind.TITLE: "the headline: above the text, with its words",
    Kind.SUBTITLE: "between the headline and the byline, day, picture or text",
    Kind.BYLINE: "says who wrote it, in the article's head",
    Kind.PUBLICATION_DATE: "a day in the article's head",
    Kind.DATELINE: "a place, or a place and a day, in the article's head",
    Kind.HEADING: "a rubric over the headline or the text",
    Kind.CAPTION: "a picture's words in the article's head",
    Kind.EDITOR_NOTE: "the editors' own words in the article's head",
    Kind.SOURCE_CREDIT: "a newspaper or agency in the article's head",
    Kind.RELATED_LINK: "another article's headline in this one's head",
    Kind.URL: "an address in the article's head",
    Kind.BOILERPLATE: "the page's own words round the article's head",
}


def label_head(units: list[Unit], ballots: list[Ballot], edges: Edges) -> int:
    """Vote on what stands above the running text; give the index of the first running text."""
    head = edges.head or read_head(units, edges.start, edges.end)
    for index in range(edges.start, head.start):
        _vote_menu(units[index], ballots[index])
    for index, line in head.lines.items():
        weight = 3.0 + max(line.points, 0.0)
        ballots[index].cast(line.kind, weight, REASONS[line.kind], trust=_trust(line.points))
    return head.body


def _trust(points: float) -> float:
    """Say how often a line of the head with so many points is what the best reading takes it for."""
    return next(share for least, share in TRUSTED if points >= least)


def _vote_menu(unit: Unit, ballot: Ballot) -> None:
    """Vote on a line far above the headline: a menu's word, or a teaser's headline or sentence."""
    if unit.shape.words >= FEWEST_TEASER and not unit.shape.rule:
        ballot.cast(
            Kind.RELATED_LINK, 3.0, "a headline or teaser among the menus above the article", trust=WEAK
        )
    else:
        ballot.cast(Kind.BOILERPLATE, 3.4, "among the menus above the article")


def speaks_of_itself(units: list[Unit], start: int, end: int) -> bool:
    """Tell whether the text is written in the first person, outside quotation marks."""
    said = [
        not I_SAY.isdisjoint(tokens_in(QUOTED.sub("", unit.shape.plain)))
        for unit in units[start:end]
        if is_prose(unit)
    ][:12]
    return len(said) > 2 and sum(said) > 0.5 * len(said)
