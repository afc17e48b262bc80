"""What follows what in an article's head.

Kicker, headline, standfirst, byline, day, picture, first paragraph come in many orders, and most of these
lines look alike: a short line may be a slogan, the headline or a deck. So the head is decided as a whole.
Each line has points for what it could be (``headsigns``), each pair of neighbours has points for standing
so, a head has one headline, and the best way through all lines wins (Viterbi's algorithm). A standfirst is
told from a first paragraph by what comes after it: a byline or a day.
"""

from dataclasses import dataclass

from sources.ingest.headlines import LeadIn
from sources.ingest.headsigns import points_in_text, points_of
from sources.ingest.join import Unit
from sources.ingest.menus import skip_menus
from sources.ingest.shape import OPEN_WORDS
from sources.ingest.signs import COLUMNS, is_prose, is_title_like
from sources.vocabulary import Kind

LONGEST = 70  # passages looked at; a page's menus can be long
NO_HEADLINE = 2.5  # what a head must lose by having none
PARAGRAPHS, LONG_PARAGRAPH = 3, 25
NO_TEXT = 2.0  # what it must lose by having no text below it
MENU_BELOW, RUBRIC_BELOW = 1.2, 0.8
NEVER = -1000.0
UNLIKELY = -3.0

# The head's three stretches: above the headline, from it down to the text, and the text.
ABOVE, BELOW, TEXT = range(3)
ABOVE_KINDS = (
    Kind.BOILERPLATE,
    Kind.HEADING,
    Kind.PUBLICATION_DATE,
    Kind.BYLINE,
    Kind.DATELINE,
    Kind.CAPTION,
    Kind.EDITOR_NOTE,
    Kind.SOURCE_CREDIT,
    Kind.RELATED_LINK,
    Kind.URL,
)
BELOW_KINDS = (Kind.TITLE, Kind.SUBTITLE, *ABOVE_KINDS)
STATES = (
    *((ABOVE, kind) for kind in ABOVE_KINDS),
    *((BELOW, kind) for kind in BELOW_KINDS),
    (TEXT, Kind.BODY),
)
State = tuple[int, Kind]

K = Kind
ABOVE_COST = {
    K.CAPTION: 2.0,
    K.BYLINE: 0.8,
    K.DATELINE: 1.0,
    K.EDITOR_NOTE: 0.3,
}  # these seldom stand over a headline
# What standing so is worth, beyond what each line is worth alone.
ABOVE_PAIRS = {
    (K.HEADING, K.TITLE): 0.5,
    (K.HEADING, K.HEADING): -1.5,
    (K.HEADING, K.BOILERPLATE): -1.2,
    (K.HEADING, K.PUBLICATION_DATE): -0.6,
    (K.HEADING, K.BYLINE): -2.0,
    (K.BYLINE, K.TITLE): -1.2,
    (K.BOILERPLATE, K.BYLINE): -0.8,
    (K.BYLINE, K.BOILERPLATE): -1.0,
    (K.BYLINE, K.HEADING): -1.0,
    (K.CAPTION, K.TITLE): -0.8,
    (K.CAPTION, K.CAPTION): -1.0,
    (K.DATELINE, K.TITLE): -0.5,
}
BELOW_PAIRS = {
    (K.TITLE, K.SUBTITLE): 0.6,
    (K.TITLE, K.BYLINE): 0.6,
    (K.TITLE, K.PUBLICATION_DATE): 0.4,
    (K.TITLE, K.HEADING): -1.5,
    (K.TITLE, K.BOILERPLATE): -0.3,
    (K.TITLE, K.CAPTION): -0.8,
    (K.SUBTITLE, K.HEADING): -1.5,
    (K.SUBTITLE, K.BYLINE): 0.8,
    (K.SUBTITLE, K.PUBLICATION_DATE): 0.8,
    (K.SUBTITLE, K.SUBTITLE): -0.3,
    (K.SUBTITLE, K.CAPTION): 0.3,
    (K.BYLINE, K.SUBTITLE): -0.6,
    (K.BYLINE, K.BYLINE): -0.6,
    (K.BYLINE, K.PUBLICATION_DATE): 0.4,
    (K.PUBLICATION_DATE, K.BYLINE): 0.4,
    (K.PUBLICATION_DATE, K.SUBTITLE): -1.0,
    (K.DATELINE, K.SUBTITLE): -2.0,
    (K.CAPTION, K.SUBTITLE): -1.2,
    (K.BOILERPLATE, K.SUBTITLE): -1.2,
    (K.BYLINE, K.CAPTION): 0.4,
    (K.PUBLICATION_DATE, K.CAPTION): 0.6,
    (K.BOILERPLATE, K.CAPTION): 0.4,
    (K.HEADING, K.SUBTITLE): -1.5,
    (K.SOURCE_CREDIT, K.SUBTITLE): -1.0,
    (K.HEADING, K.BODY): 0.6,
    (K.HEADING, K.BYLINE): -2.0,
    (K.HEADING, K.PUBLICATION_DATE): -2.0,
    (K.HEADING, K.BOILERPLATE): -1.0,
    (K.DATELINE, K.BODY): 0.6,
    (K.RELATED_LINK, K.SUBTITLE): -2.0,
}


# The pairs whose worth does not depend on the lines themselves, by the second state; others are impossible.
FIXED: dict[State, dict[State, float]] = {
    **{
        (ABOVE, kind): {(ABOVE, first): ABOVE_PAIRS.get((first, kind), 0.0) for first in ABOVE_KINDS}
        for kind in ABOVE_KINDS
    },
    **{
        (BELOW, kind): {(BELOW, first): BELOW_PAIRS.get((first, kind), 0.0) for first in BELOW_KINDS}
        for kind in ABOVE_KINDS
    },
}


@dataclass(frozen=True, slots=True)
class HeadLine:
    """What a line of the head is, and by how much that is better than nothing said."""

    kind: Kind
    points: float


@dataclass(frozen=True, slots=True)
class Head:
    """An article's head: where it begins, its headline's place (None for none), its text's, its lines."""

    start: int
    title: int | None
    body: int
    lines: dict[int, HeadLine]


def read_head(units: list[Unit], start: int, end: int) -> Head:
    """Decide an article's head, which begins at ``start``; its text begins at ``body`` (``end`` for none)."""
    start = skip_menus(units, start, end)
    stop = _stop(units, start, end)
    lead = LeadIn.of(units, start, stop, end)
    table: list[dict[State, tuple[float, State | None]]] = []
    for index in range(start, stop):
        points = points_of(units, index, lead)
        inside = points_in_text(units, index)
        before = table[-1] if table else None
        table.append(_step(units, index, (points, inside), before))
    return _traced(table, start, stop)


def _stop(units: list[Unit], start: int, end: int) -> int:
    """Give where the text has surely begun: after a few long paragraphs."""
    left = PARAGRAPHS
    for index in range(start, min(end, start + LONGEST)):
        left -= is_prose(units[index]) and units[index].shape.words >= LONG_PARAGRAPH
        if not left:
            return index + 1
    return min(end, start + LONGEST)


def _step(
    units: list[Unit],
    index: int,
    points: tuple[dict[Kind, float], float],
    before: dict[State, tuple[float, State | None]] | None,
) -> dict[State, tuple[float, State | None]]:
    """Give for each state the best sum of points up to this line, and the state it was reached from."""
    column: dict[State, tuple[float, State | None]] = {}
    for state in STATES:
        stretch, kind = state
        own = points[1] if stretch == TEXT else points[0].get(kind, NEVER)
        own -= ABOVE_COST.get(kind, 0.0) if stretch == ABOVE else 0.0
        own -= RUBRIC_BELOW if (stretch, kind) == (BELOW, Kind.HEADING) else 0.0
        own -= _menu_cost(units[index]) if (stretch, kind) == (BELOW, Kind.BOILERPLATE) else 0.0
        if own <= UNLIKELY and kind != Kind.BOILERPLATE:
            continue
        if before is None:
            if (opening := _opening(state)) > NEVER:
                column[state] = (own + opening, None)
            continue
        total, origin = _best(units, index, before, state)
        if total > NEVER / 2:
            column[state] = (total + own, origin)
    return column


def _best(
    units: list[Unit], index: int, before: dict[State, tuple[float, State | None]], state: State
) -> tuple[float, State | None]:
    """Give the best sum of points with which a state is reached, and from which state."""
    fixed = FIXED.get(state)
    highest, origin = NEVER, None
    for other, (total, _) in before.items():
        pair = fixed.get(other, NEVER) if fixed is not None else _pair(units, index, other, state)
        if total + pair > highest:
            highest, origin = total + pair, other
    return highest, origin


def _menu_cost(unit: Unit) -> float:
    """Give what a short line costs below the headline, where furniture is buttons and seldom menu words."""
    return MENU_BELOW if not (unit.cues or unit.shape.rule or COLUMNS.search(unit.text)) else 0.0


def _opening(state: State) -> float:
    """Give what it is worth to begin with a state."""
    stretch, kind = state
    if stretch == ABOVE or (stretch == BELOW and kind == Kind.TITLE):
        return 0.0
    return -NO_HEADLINE if stretch == TEXT else NEVER


def _pair(units: list[Unit], index: int, before: State, state: State) -> float:
    """Give what two neighbouring states are worth together; the second is that of ``index``."""
    stretch, kind = state
    if kind == Kind.TITLE:
        return _before_title(units, index, before)
    if stretch == TEXT:
        return _before_text(units, index, before)
    return _before_deck(units, index, before[1]) if before[0] == BELOW else NEVER


def _before_text(units: list[Unit], index: int, before: State) -> float:
    """Say how well the running text may begin after a line of the head."""
    stretch, kind = before
    if stretch == TEXT:
        return 0.0
    # No text begins with what could be a headline.
    points = -1.0 if is_title_like(units[index]) else 0.0
    if stretch == ABOVE:
        return points - NO_HEADLINE
    if kind == Kind.SUBTITLE:
        return points + _deck_to_text(units[index - 1], units[index])
    return points + BELOW_PAIRS.get((kind, Kind.BODY), 0.0)


def _before_deck(units: list[Unit], index: int, before: Kind) -> float:
    """Say how well a deck may follow: the headline best, and a paragraph after nothing else."""
    if before == Kind.TITLE:
        title, deck = units[index - 1].shape.capitals, units[index].shape.capitals
        return 0.6 - (1.5 if deck > 0.85 > title else 0.0)  # no deck is set in louder type than its headline
    if units[index - 1].shape.rule:
        return -0.2
    apart = is_prose(units[index]) and not _is_set_apart(units, index)
    return BELOW_PAIRS.get((before, Kind.SUBTITLE), 0.0) - (2.5 if apart else 0.0)


def _before_title(units: list[Unit], index: int, before: State) -> float:
    """Say what may stand before the headline: what is above it, or its own first line."""
    stretch, kind = before
    if stretch == ABOVE:
        above, title = units[index - 1].shape, units[index].shape
        is_louder = above.capitals > 0.85 > title.capitals and above.words > 1 and not units[index - 1].cues
        return ABOVE_PAIRS.get((kind, Kind.TITLE), 0.0) - (1.0 if is_louder and not units[index].gap else 0.0)
    if stretch == BELOW and kind == Kind.TITLE:
        first, second = units[index - 1], units[index]
        if first.text == second.text:
            return 0.0
        in_capitals = min(first.shape.capitals, second.shape.capitals) > 0.85
        return -0.2 if second.gap == 0 and in_capitals and _goes_on(first, second) else NEVER
    return NEVER


def _goes_on(first: Unit, second: Unit) -> bool:
    """Tell whether a headline's second line completes its first, and is no deck with a sense of its own."""
    word = second.shape.plain.split(None, 1)[0].lower()
    return not first.shape.ends_sentence and (first.is_open or word in OPEN_WORDS)


def _is_set_apart(units: list[Unit], index: int) -> bool:
    """Tell whether a sentence stands close to the head, and a blank line parts it from the text."""
    return not units[index].gap and index + 1 < len(units) and units[index + 1].gap > 0


def _deck_to_text(deck: Unit, text: Unit) -> float:
    """A sentence directly above the text is its first paragraph, unless its type or its form differs."""
    if deck.shape.emphasised and not text.shape.emphasised:
        return 0.8
    if deck.shape.ends_sentence and deck.shape.capitals < 0.85 and not is_title_like(deck):
        return -1.6 if not text.gap or deck.gap else 0.4
    return 0.0


def _traced(table: list[dict[State, tuple[float, State | None]]], start: int, stop: int) -> Head:
    """Walk back from the best end of the table."""
    if not table or not table[-1]:
        return Head(start, None, start, {})
    losses = {ABOVE: NO_HEADLINE, BELOW: NO_TEXT, TEXT: 0.0}
    state: State | None = max(table[-1], key=lambda one: table[-1][one][0] - losses[one[0]])
    title, body, lines = None, stop, {}
    for index in range(stop - 1, start - 1, -1):
        if state is None:
            break
        total, earlier = table[index - start][state]
        stretch, kind = state
        if stretch == TEXT:
            body = index
        else:
            previous = table[index - start - 1][earlier][0] if earlier else 0.0
            lines[index] = HeadLine(kind, total - previous)
            title = index if kind == Kind.TITLE else title
        state = earlier
    return Head(start, title, body, lines)
