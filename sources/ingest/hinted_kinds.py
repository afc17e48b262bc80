"""The kind of a block, from its markup and its words.

Three judgements, as ``hinted`` needs them: what markup states outright, what a region inside the main text
is, and what a block outside it is. Each gives a kind, a confidence and the reason shown to the editor.
"""

from collections.abc import Set

from sources.ingest.ballot import Ballot, Vote
from sources.ingest.copies import normal
from sources.ingest.cues import cues_of
from sources.ingest.formats.captured import Hint
from sources.ingest.page_parts import HEADINGS, MOSTLY_LINKS, Where
from sources.ingest.reading import Region
from sources.ingest.shape import shape
from sources.ingest.stamps import find_stamp
from sources.vocabulary import Kind

LONGEST_HEADING, LONGEST_BYLINE, LONGEST_CAPTION = 30, 30, 80
SHORT_BYLINE, FEWEST_DECK = 12, 9
PROSE = 25  # words
FEWEST_TEASER = 4
SURE = 0.95
MOSTLY = 0.8
FRAMING = frozenset({Kind.BOILERPLATE, Kind.COMMENT, Kind.RELATED_LINK})

# What markup states in so many words, in the order in which it is believed.
STATED = (
    ("doctitle", Kind.TITLE, "the document's style calls it the title"),
    ("docsubtitle", Kind.SUBTITLE, "the document's style calls it the subtitle"),
    ("running", Kind.BOILERPLATE, "a running head or foot, the same on several pages"),
    ("annotation", Kind.EDITOR_NOTE, "a comment on the text, not part of it"),
    ("teibyline", Kind.BYLINE, "marked as the byline"),
    ("teidateline", Kind.DATELINE, "marked as the dateline"),
    ("figcaption", Kind.CAPTION, "marked as a picture's caption"),
)
FURNITURE = (
    ("nav", "part of the navigation"),
    ("banner", "part of the page's head"),
    ("form", "part of a form, a newsletter box or a notice"),
    ("button", "a button"),
    ("select", "a choice in a form"),
    ("share", "buttons for sharing"),
    ("advert", "advertising"),
    ("footer", "part of the page's foot"),
    ("hidden", "not shown on the page"),
    ("noscript", "shown only without scripts"),
    ("tags", "keywords of the page"),
)


def stated(hint: Hint, words: str, titles: Set[str] = frozenset()) -> Vote | None:
    """Give the kind that the markup states outright, or None; ``titles`` are those the file declares."""
    size = shape(words).words
    if hint.tags & HEADINGS and normal(words) in titles:
        return Vote(Kind.TITLE, SURE, "a heading that says what the file declares as its title")
    for tag, kind, reason in STATED:
        if tag in hint.tags and size <= (LONGEST_CAPTION if kind == Kind.CAPTION else 1000):
            return Vote(kind, SURE, reason)
    if hint.tags & HEADINGS and size <= LONGEST_HEADING:
        return Vote(Kind.HEADING, 0.9, "marked as a heading")
    return None


def inside(hint: Hint, region: Region, *, is_title: bool, is_first: bool, words: str) -> Vote:
    """Give the kind of a region of the main text: by its words, where the markup does not state another."""
    if is_title:
        return Vote(Kind.TITLE, SURE, "the headline: says what the page declares as its title")
    own = Vote(region.kind, region.confidence, region.reason)
    if region.kind in {Kind.DUPLICATE, Kind.QUESTION, Kind.ANSWER}:
        return own
    form = shape(words)
    found = _marked(hint, form.words, is_first=is_first) or stated(hint, words)
    if found:
        return found
    if region.kind in FRAMING and form.words >= PROSE and form.ends_sentence and hint.linked < MOSTLY_LINKS:
        return Vote(Kind.BODY, 0.6, "a paragraph of the page's main text")
    if region.kind == Kind.TITLE:
        return Vote(Kind.BODY, 0.4, "looks like a headline, but the page's headline is another")
    return own


def _marked(hint: Hint, size: int, *, is_first: bool) -> Vote | None:
    """Give the kind by which a class or a place above the text marks a block of the main text, or None."""
    if "caption" in hint.tags and size <= LONGEST_CAPTION:
        return Vote(Kind.CAPTION, 0.85, "its class calls it a caption")
    if "byline" in hint.tags and size <= SHORT_BYLINE and not hint.tags & (HEADINGS | {"story"}):
        return Vote(Kind.BYLINE, 0.85, "marked as the byline")
    if is_first and "deck" in hint.tags and "li" not in hint.tags:
        return Vote(Kind.SUBTITLE, SURE, "marked as the standfirst")
    if is_first and hint.tags & HEADINGS and size >= FEWEST_DECK:
        return Vote(Kind.SUBTITLE, 0.85, "a long heading between the headline and the text")
    return None


def outside(words: str, hint: Hint, where: Where) -> Vote:
    """Give the kind of a block outside the main text, where everything but the article is."""
    form = shape(words)
    ballot = Ballot(list(cues_of(form.plain, form.words)))
    ballot.cast(Kind.BOILERPLATE, 1.0, "outside the page's main text")
    for tag, reason in FURNITURE:
        if tag in hint.tags:
            ballot.cast(Kind.BOILERPLATE, 3.0, reason)
    if "comment" in hint.tags and where in {Where.AMONG, Where.AFTER}:
        ballot.cast(Kind.COMMENT, 5.0, "among the readers' comments")
    if "related" in hint.tags:
        ballot.cast(Kind.RELATED_LINK, 3.5, "among links to other articles")
    if (
        hint.linked >= MOSTLY
        and form.words >= FEWEST_TEASER
        and not hint.tags & {"nav", "form", "footer", "tags"}
    ):
        ballot.cast(Kind.RELATED_LINK, 2.5, "a link of several words")
    if where in {Where.HEAD, Where.AMONG}:
        _vote_within(words, hint, ballot, is_head=where == Where.HEAD)
    return ballot.result()


def _vote_within(words: str, hint: Hint, ballot: Ballot, *, is_head: bool) -> None:
    """Vote on a block between the headline and the end of the text: it may well be the article's."""
    form = shape(words)
    if hint.tags & {"figcaption", "caption"} and form.words <= LONGEST_CAPTION:
        ballot.cast(Kind.CAPTION, 4.5, "marked as a picture's caption")
    if not is_head:
        return
    if "byline" in hint.tags and form.words <= LONGEST_BYLINE:
        ballot.cast(Kind.BYLINE, 4.5, "marked as the byline")
    if find_stamp(form.plain) and form.words <= LONGEST_BYLINE:
        is_marked = bool(hint.tags & {"dated", "time"})
        ballot.cast(
            Kind.PUBLICATION_DATE, 5.0 if is_marked else 2.5, "a day between the headline and the text"
        )
    if "deck" in hint.tags and form.words >= FEWEST_TEASER:
        ballot.cast(Kind.SUBTITLE, 4.5, "marked as the standfirst")
