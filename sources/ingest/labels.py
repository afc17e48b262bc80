"""The kind of every passage of one article, from all that speaks for it.

The order of the rules is the order in which a reader would see things: what a line says of itself, the
head, the furniture at the end, the text between, then what only the whole shows (the turns of an
interview, a line printed twice, the writer spoken of by the editors).
"""

import re
from dataclasses import dataclass

from sources.ingest.articles import Edges
from sources.ingest.ballot import SURE, WEAK, Ballot
from sources.ingest.bodies import label_body
from sources.ingest.bylines import authors_of, is_byline, label_of
from sources.ingest.copies import normal
from sources.ingest.debates import debate_turns
from sources.ingest.heads import label_head, speaks_of_itself
from sources.ingest.headsigns import meta_of
from sources.ingest.join import Unit
from sources.ingest.letters import label_signatures
from sources.ingest.roundups import item_lines
from sources.ingest.signs import is_bracketed, is_masthead, is_prose
from sources.ingest.speakers import find_parties
from sources.ingest.stamps import is_clock
from sources.ingest.tails import label_tail
from sources.ingest.transcripts import named_lines
from sources.ingest.turn import Turn
from sources.ingest.turns import find_turns
from sources.vocabulary import Kind

BARE = re.compile(
    r"^\W*(?:(?:original |source |short |perma)?(?:url|link|address|permalink"
    r"|available at|retrieved from|source|web)\s*:?\s*)?<?(?:https?://|www\.)\S+>?\W*$",
    re.IGNORECASE,
)
ADDRESS_LABEL = re.compile(
    r"^\W*(?:original |source |page )?(?:url|link|web address|permalink)\s*:?\W*$", re.IGNORECASE
)
STAGE = re.compile(
    r"^[(\[](?:long |short )?(?:applause|laughter|inaudible|crosstalk|pauses?|silence|soundbite|music"
    r"|cheers?|interruption|break|laughs|cries|weeps|end"
    r"|(?:audio |tape |the )?(?:recording|tape|interview|transcript|session)"
    r" (?:begins|starts|ends|stops|resumes"
    r"|(?:is )?(?:paused|interrupted|stopped)))\b[^()\[\]]{0,40}[)\]]\.?$",
    re.IGNORECASE,
)
FORWARDED = re.compile(
    r"^[->_= ]*(?:begin )?(?:forwarded|original) message\b[->_=: ]*$|^-+ ?forwarded by\b", re.IGNORECASE
)
UNANSWERED = re.compile(
    r"\b(?:did not|didn't|has not|have not|declined to|refused to|could not be) (?:\w+ )?"
    r"(?:repl(?:y|ied)|respond(?:ed)?|answer(?:ed)?|comment(?:ed)?|reached)\b[^.]{0,60}\.?$"
)
FORWARD_MARKS = "->_=BbFfOo"  # what such a line begins with
FORWARDED_WITHIN = 40  # passages
CODE = re.compile(r"^[A-Z\d]+(?:[-_/.][A-Z\d]+){2,}(?:\s[A-Z\d:]+)*$")
SPOKEN = 8.0
ITEM = 12.0
FEWEST_LETTERS, FEWEST_LETTERS_PULLED = 25, 12
FEWEST_TURNS = 3
QUOTES = "\"'“”‘’«» .,"
PULLED = re.compile(r"^[\"“‘'«].*[\"”’'»]\W*$", re.DOTALL)
FEWEST_PULLED, FEWEST_UNSTOPPED, MOST_PULLED, NEAR = 3, 5, 40, 12


@dataclass(frozen=True, slots=True)
class Zones:
    """Where an article's running text begins, and where the furniture after it begins."""

    body: int
    tail: int


def label_article(units: list[Unit], ballots: list[Ballot], edges: Edges) -> tuple[Zones, dict[int, Turn]]:
    """Vote on every passage of one article; give its zones, and its turns where it is an interview."""
    for index in range(edges.start, edges.end):
        label_alone(units[index], ballots[index])
    body = label_head(units, ballots, edges)
    tail = label_tail(units, ballots, edges, body)
    label_body(units, ballots, body, tail)
    label_signatures(units, ballots, body, edges.end)
    _label_editors_words(units, ballots, edges, body)
    _label_forwarding(units, ballots, edges)
    for index, kind in item_lines(units, edges.start, edges.end).items() if edges.is_item else ():
        ballots[index].cast(kind, ITEM, "over the text of a round-up's item")
    named = named_lines(units, edges.start, edges.end)
    if named:
        body = min(body, *named)
        for index in range(min(named), tail):
            ballots[index].cast(Kind.BODY, SPOKEN, "under a speaker's name")
    turns = debate_turns(units, edges.start, tail)
    for index, turn in turns.items():
        ballots[index].cast(turn.kind, SPOKEN if turn.kind == Kind.BODY else 2 * SPOKEN, turn.reason)
    turns = turns or _label_turns(units, ballots, edges, Zones(body, tail))
    _label_repeats(units, ballots, edges)
    return Zones(body, tail), turns


def label_alone(unit: Unit, ballot: Ballot) -> None:
    """Vote by what a passage says of itself, wherever it stands."""
    if not unit.stamp:
        ballot.votes.extend(unit.cues)
    if BARE.match(unit.text) or ADDRESS_LABEL.match(unit.text):
        ballot.cast(Kind.URL, 6.0, "an address and nothing else", trust=SURE)
    elif STAGE.match(unit.text):
        ballot.cast(Kind.EDITOR_NOTE, 5.0, "says between brackets what was heard", trust=WEAK)
    elif is_bracketed(unit):
        ballot.cast(Kind.EDITOR_NOTE, 3.8, "stands whole in brackets", trust=WEAK)
    else:
        _label_printed(unit, ballot)
    for kind, reason in meta_of(unit):
        ballot.cast(kind, 4.5, reason)


def _label_printed(unit: Unit, ballot: Ballot) -> None:
    """Vote by what the printing house, the wire or a markup put into a line."""
    if is_masthead(unit):
        ballot.cast(Kind.PUBLICATION_DATE, 4.2, "a newspaper's name with the day of the issue")
    elif CODE.match(unit.text) and any(map(str.isdigit, unit.text)):
        ballot.cast(Kind.BOILERPLATE, 3.4, "a code of the wire or the printing house")
    elif unit.text.startswith("!["):
        ballot.cast(Kind.CAPTION, 5.0, "a picture in Markdown")


def _label_editors_words(units: list[Unit], ballots: list[Ballot], edges: Edges, body: int) -> None:
    """A paragraph before a text in the first person that speaks of its writer by name is the editors'."""
    names = [
        name
        for index in range(edges.start, body)
        if ballots[index].leader() == Kind.BYLINE
        for name in authors_of(units[index].shape.plain)
    ]
    surnames = [name.split()[-1] for name in names]
    if not surnames or not speaks_of_itself(units, body + 1, min(edges.end, body + 20)):
        return
    for index in range(edges.start, min(body + 2, edges.end)):
        plain = units[index].shape.plain
        own = re.sub(r"[\"“][^\"“”]*[\"”]", "", plain)
        if (
            is_prose(units[index])
            and any(name in plain for name in surnames)
            and not re.search(r"\b(?:I|my|me)\b", own)
        ):
            ballots[index].cast(
                Kind.EDITOR_NOTE,
                6.0,
                "speaks of the writer by name, before a text in the first person",
                trust=WEAK,
            )


def _label_forwarding(units: list[Unit], ballots: list[Ballot], edges: Edges) -> None:
    """What stands above a forwarded message and is no header is the words of who sent it on."""
    marker = next(
        (
            index
            for index in range(edges.start, min(edges.end, edges.start + FORWARDED_WITHIN))
            if units[index].text[:1] in FORWARD_MARKS and FORWARDED.match(units[index].text)
        ),
        edges.start,
    )
    for index in range(edges.start, marker):
        if (
            ballots[index].leader() in {Kind.BODY, Kind.SUBTITLE, Kind.HEADING}
            and not units[index].shape.rule
        ):
            ballots[index].cast(Kind.EDITOR_NOTE, 12.0, "a note above a message that was sent on")


def _label_turns(units: list[Unit], ballots: list[Ballot], edges: Edges, zones: Zones) -> dict[int, Turn]:
    spoken = units[zones.body : zones.tail]
    named = named_lines(units, zones.body, zones.tail)
    if (
        not named
        and sum(unit.shape.questions > 0 or bool(label_of(unit.shape.plain)) for unit in spoken)
        < FEWEST_TURNS
    ):
        return {}
    introduction = "\n".join(
        unit.shape.plain for unit in units[edges.start : min(zones.body + 12, zones.tail)]
    )
    turns = find_turns(
        units,
        ballots,
        zones.body,
        zones.tail,
        find_parties(introduction, *_head(units, ballots, edges, zones)),
        named,
    )
    for index, turn in turns.items():
        ballots[index].cast(turn.kind, 2 * SPOKEN if named else 7.0, turn.reason)
    last = max(turns, default=-1)
    if last >= 0 and UNANSWERED.search(units[last].shape.plain) and not label_of(units[last].shape.plain):
        ballots[last].cast(
            Kind.EDITOR_NOTE, 9.0, "says under an interview who did not answer the editors", trust=WEAK
        )
    return turns


def _head(
    units: list[Unit], ballots: list[Ballot], edges: Edges, zones: Zones
) -> tuple[str, tuple[str, ...]]:
    """Give the words of headline and standfirst, and the writers' names: above the text, else under it."""
    kinds = [(ballots[index].leader(), units[index].shape.plain) for index in range(edges.start, zones.body)]
    words = "\n".join(plain for kind, plain in kinds if kind in {Kind.TITLE, Kind.SUBTITLE})
    authors = tuple(name for kind, plain in kinds if kind == Kind.BYLINE for name in authors_of(plain))
    return words, authors or _signed(units, ballots, range(zones.body, edges.end))


def _signed(units: list[Unit], ballots: list[Ballot], text: range) -> tuple[str, ...]:
    """Give whom a line under an interview names as having held or written it ("Interview: Ada Quill")."""
    under = (units[index].shape.plain for index in reversed(text) if ballots[index].leader() == Kind.BYLINE)
    return next((authors_of(plain) for plain in under if is_byline(plain)), ())


def _label_repeats(units: list[Unit], ballots: list[Ballot], edges: Edges) -> None:
    """A line printed twice within one article, a caption or a pull quote mostly, is a duplicate."""
    seen: set[str] = set()
    for index in range(edges.start, edges.end):
        key = normal(units[index].text)
        if len(key) < FEWEST_LETTERS_PULLED or ballots[index].leader() in {
            Kind.BOILERPLATE,
            Kind.COMMENT,
            Kind.RELATED_LINK,
        }:
            continue
        if key in seen and len(key) >= FEWEST_LETTERS:
            ballots[index].cast(
                Kind.DUPLICATE, 18.0, "the same words stand earlier in this article", trust=SURE
            )
        elif _is_pulled(units, index, edges):
            ballots[index].cast(
                Kind.DUPLICATE, 6.0, "a quotation set apart from the paragraph that has it", trust=WEAK
            )
        seen.add(key)


def _is_pulled(units: list[Unit], index: int, edges: Edges) -> bool:
    """Tell whether a line is a quotation that a paragraph near by holds too."""
    form = units[index].shape
    if not PULLED.match(form.plain) or not FEWEST_PULLED <= form.words <= MOST_PULLED:
        return False
    if form.words < FEWEST_UNSTOPPED and not form.ends_sentence:
        return False  # a crosshead in quotation marks
    if index > edges.start and is_clock(units[index - 1].shape.plain):
        return False  # the heading of a live page's post
    key = normal(form.plain.strip(QUOTES))
    near = range(max(edges.start, index - NEAR), min(edges.end, index + NEAR + 1))
    return any(
        key in normal(units[place].text)
        for place in near
        if place != index and units[place].shape.words > form.words
    )
