"""What a page puts after its article: bios, comments, teasers, forms, the foot.

Once the page's furniture has begun and no running text comes back, what follows is furniture, even where
a line says nothing that gives it away. A box of teasers in the middle of an article ends when the text
resumes.
"""

import re

from sources.ingest.articles import Edges
from sources.ingest.ballot import DOUBTFUL, WEAK, Ballot
from sources.ingest.bylines import OF_A_BODY, authors_of, is_biography
from sources.ingest.endings import SIGNED_REMARK, label_close
from sources.ingest.interludes import BETWEEN, is_between, is_ordinary, is_sentence
from sources.ingest.join import Unit
from sources.ingest.signs import frame_weight, has_cue, is_name_only, is_prose, is_title_like
from sources.ingest.stamps import is_clock
from sources.vocabulary import Kind

SUBSTANTIAL = 25
FEWEST_TOLD = 8  # words
FEWEST_RESUMED = 16  # words
TEXT_POINTS, FRAME_RUN, CLOSED_POINTS = 4.0, -3.5, -12.0
CLOSED = re.compile(r"^\W*(?:ends?|-?30-?|###|the end)\W*$", re.IGNORECASE)
FEWEST_POSTS = 3
COMPANY = re.compile(
    r"\b(?:broadcaster|agency|service|organi[sz]ation|publisher|company|newspaper|website|network)\b"
)
LONGEST_BIO = 60  # words
COUNT = re.compile(r"^\W*\d[\d,]* (?:comments?|responses?|replies)\W*$", re.IGNORECASE)
INSET = re.compile(r"^\W*[^:>»]{3,24}[:>»]\s*\S+ \S+")  # "Read more: …", complete in itself
MORE = re.compile(r"^(?:read (?:more|on|the (?:full )?(?:story|article))|full story|more)\W*$", re.IGNORECASE)
CONVERSATION = re.compile(
    r"^\W*(?:sort by.{0,20}|(?:newest|oldest|best|top)(?: first)?|reply|like|report|flag|permalink"
    r"|share|\d+ (?:likes?|replies)"
    r"|.{1,40}\b(?:says|said|wrote)\s*:?|.{1,40}\b\d+ (?:minutes?|hours?|days?|weeks?"
    r"|months?|years?) ago)\W*$",
    re.IGNORECASE,
)


def label_tail(units: list[Unit], ballots: list[Ballot], edges: Edges, body: int) -> int:
    """Vote on boxes within the text and on all that follows it; give where the furniture begins."""
    end = edges.end
    start = furniture_start(units, body, end)
    _label_writers(units, ballots, edges, (body, start))
    _label_boxes(units, ballots, body, start)
    _label_ordinary(units, ballots, body, start)
    label_close(units, ballots, body, start)
    _label_furniture(units, ballots, start, end)
    for index in range(start, end):
        if is_name_only(units[index]) and _is_of_biography(units, index, end):
            ballots[index].cast(Kind.BYLINE, 5.0, "the name of the writer whom the next line presents")
    return start


def _label_writers(units: list[Unit], ballots: list[Ballot], edges: Edges, text: tuple[int, int]) -> None:
    """Vote for lines after the text that begin with the whole name of one of its writers."""
    body, stop = text
    last = max(
        (
            index
            for index in range(body, stop)
            if is_prose(units[index]) and not is_biography(units[index].shape.plain)
        ),
        default=body,
    )
    names = {
        name
        for index in range(edges.start, body)
        if ballots[index].leader() == Kind.BYLINE
        for name in authors_of(units[index].shape.plain)
        if " " in name
    }
    for index in range(max(body + 2, last), edges.end) if names else ():
        plain = units[index].shape.plain
        name = next((name for name in names if plain.casefold().startswith(name.casefold())), "")
        speaks = name and re.match(r"(?:,|['’]s)? [a-z]", plain[len(name) :]) and not COMPANY.search(plain)
        if speaks and units[index].shape.words <= LONGEST_BIO:
            ballots[index].cast(Kind.BYLINE, 5.0, "speaks of the writer by name, after the text", trust=WEAK)


def furniture_start(units: list[Unit], body: int, end: int) -> int:
    """Give the first passage after which only furniture, teasers or comments come.

    The cut is where text before it and furniture after it speak loudest together: a sum of points, its
    highest place. A run of buttons counts once, however long: pages put them between paragraphs too.
    """
    end = _comments_start(units, body, end)
    posts = _posts(units, body, end)
    total, highest, cut, frame = 0.0, 0.0, body + 1, 0.0
    for index in range(body, end):
        points = TEXT_POINTS if index in posts else _text_points(units, index, body)
        if CLOSED_POINTS < points < 0:
            points = max(points, FRAME_RUN - frame)
            frame += points
        elif points > 0:
            frame = 0.0
        total += points
        if total >= highest and points >= 0:
            highest, cut = total, index + 1
    return next(
        (
            place
            for place in range(cut, end)
            if _is_opener(units[place])
            and not is_between(units, place, end)
            and not is_ordinary(units, place)
        ),
        end,
    )


def _label_ordinary(units: list[Unit], ballots: list[Ballot], body: int, end: int) -> None:
    """Vote for the ordinary words that a menu could have too, where the text goes on below them."""
    for index in range(body, end):
        if is_ordinary(units, index) and any(is_sentence(unit) for unit in units[index + 1 : end]):
            ballots[index].cast(
                Kind.BODY, 4.6, "a word that menus have, alone among the text", trust=DOUBTFUL
            )


def _text_points(units: list[Unit], index: int, body: int) -> float:
    """Say how far a passage speaks for the article's text (above 0) or for the page's furniture."""
    unit, form = units[index], units[index].shape
    if CLOSED.match(form.plain):
        return CLOSED_POINTS
    if is_ordinary(units, index):
        return 0.0
    if _is_opener(unit):
        goes_on = _is_inset(unit) or BETWEEN.match(form.plain) or _follows_inset(units, index + 2)
        return 0.0 if goes_on else -frame_weight(unit)
    if frame_weight(unit) >= 1.5 or unit.stamp or not form.ends_sentence or form.words < 5:
        return 0.0
    if _teaser_run(units, index, body):
        return -1.0
    return TEXT_POINTS if is_prose(unit) and form.words >= SUBSTANTIAL else 2.0 if is_prose(unit) else 1.0


def _is_inset(unit: Unit) -> bool:
    """Tell whether a line is a link to one article, complete in itself, as they stand between paragraphs."""
    if not has_cue(unit, Kind.RELATED_LINK):
        return False
    return bool(INSET.match(unit.shape.plain))


def _posts(units: list[Unit], body: int, end: int) -> frozenset[int]:
    """Give the first sentences under the hours of a live blog, which are its text however short."""
    clocks = [index for index in range(body, end) if is_clock(units[index].shape.plain)]
    if len(clocks) < FEWEST_POSTS:
        return frozenset()
    return frozenset(
        place
        for index in clocks
        for place in range(index + 1, min(index + 3, end))
        if units[place].shape.ends_sentence and units[place].shape.words > 5 and not units[place].cues
    )


def _comments_start(units: list[Unit], body: int, end: int) -> int:
    """Give the line that opens the readers' comments, or the end."""
    for index in range(body + 1, end):
        if has_cue(units[index], Kind.COMMENT) and _is_conversation(units, index, end):
            return index
    return end


def _is_opener(unit: Unit) -> bool:
    return frame_weight(unit) >= 1.8 and has_cue(unit, Kind.BOILERPLATE, Kind.RELATED_LINK, Kind.COMMENT)


def _teaser_run(units: list[Unit], index: int, body: int) -> bool:
    """Tell whether a sentence stands in a list of teasers: their announcement is a few lines above."""
    form = units[index].shape
    if form.words > 35 or _follows_inset(units, index):
        return False
    if form.sentences > 1 and form.words >= SUBSTANTIAL and not units[index - 1].shape.ends_sentence:
        return False  # under headlines a paragraph: no teaser of theirs
    for other in reversed(units[max(body, index - 12) : index]):
        if has_cue(other, Kind.RELATED_LINK) and other.shape.words <= 8:
            return True
        if other.shape.words > 35:
            return False
    return False


def _follows_inset(units: list[Unit], index: int) -> bool:
    """Tell whether the text goes on below one link ("See also:", one headline) that is no list."""
    if not 1 < index < len(units) or units[index].shape.words < FEWEST_RESUMED:
        return False
    above, link = units[index - 2], units[index - 1]
    is_one = has_cue(above, Kind.RELATED_LINK) and above.shape.ends_colon and _is_teaser(link)
    is_notice = bool(OF_A_BODY.match(units[index].shape.plain))
    return is_one and not is_notice and not any(_is_teaser(unit) for unit in units[index + 1 : index + 2])


def _is_conversation(units: list[Unit], index: int, end: int) -> bool:
    """Tell whether readers' comments follow a line that may open them, or nothing much does."""
    following = units[index + 1 : end]
    marks = sum(
        bool(CONVERSATION.match(unit.shape.plain)) or unit.stamp or is_name_only(unit)
        for unit in following[:12]
    )
    prose = sum(is_prose(unit) and unit.shape.words >= SUBSTANTIAL for unit in following)
    return marks >= 2 or prose < 3


def _label_boxes(units: list[Unit], ballots: list[Ballot], body: int, end: int) -> None:
    """Vote for the teasers of a box within the text, until the text resumes."""
    left = 0
    for index in range(body, end):
        unit = units[index]
        if index > body and MORE.match(unit.shape.plain) and _is_teaser(units[index - 1]):
            for place in (index - 1, index):
                ballots[place].cast(Kind.RELATED_LINK, 4.6, "another article's headline over “Read more”")
        if has_cue(unit, Kind.RELATED_LINK) and unit.shape.words <= 6 and not _is_inset(unit):
            left = 6
        elif left and unit.shape.words <= 25 and not unit.shape.ends_sentence and not unit.shape.level:
            ballots[index].cast(Kind.RELATED_LINK, 3.0, "listed under a line that announces other articles")
            left -= 1
        else:
            left = 0


def _label_furniture(units: list[Unit], ballots: list[Ballot], start: int, end: int) -> None:
    zone = Kind.BOILERPLATE
    has_comments = False
    for index in range(start, end):
        unit, ballot = units[index], ballots[index]
        if has_cue(unit, Kind.COMMENT):
            has_comments = has_comments and zone == Kind.COMMENT
            zone = Kind.COMMENT
            if not any(_is_remark(other) for other in units[index + 1 : end]):
                _vote_empty_box(unit, ballot)
                zone = Kind.BOILERPLATE
        elif has_cue(unit, Kind.RELATED_LINK):
            zone = Kind.RELATED_LINK
        elif frame_weight(unit) >= 1.8 and has_cue(unit, Kind.BOILERPLATE):
            closes = zone == Kind.RELATED_LINK or (
                zone == Kind.COMMENT and not CONVERSATION.match(unit.shape.plain) and not has_comments
            )
            zone = Kind.BOILERPLATE if closes else zone
        elif not has_cue(unit, Kind.CAPTION, Kind.SOURCE_CREDIT, Kind.EDITOR_NOTE):
            if zone == Kind.RELATED_LINK and _breaks_list(units[index - 1], unit):
                zone = Kind.BOILERPLATE
            _vote_in_zone(unit, ballot, zone)
            has_comments = has_comments or zone == Kind.COMMENT


def _vote_empty_box(unit: Unit, ballot: Ballot) -> None:
    """Vote on the heading of a comment box that holds none; a count of them tells of comments still."""
    if not COUNT.match(unit.shape.plain):
        ballot.cast(Kind.BOILERPLATE, 4.0, "opens a comment box that holds none")


def _is_of_biography(units: list[Unit], index: int, end: int) -> bool:
    """Tell whether the line below a name says who that is."""
    below = units[index + 1].shape.plain if index + 1 < end else ""
    return below.startswith(units[index].shape.plain) and is_biography(below)


def _breaks_list(before: Unit, unit: Unit) -> bool:
    """Tell whether a full sentence ends a list of teasers that are headlines."""
    if not unit.shape.ends_sentence or unit.shape.words < 14:
        return False
    return not before.shape.ends_sentence and not has_cue(before, Kind.RELATED_LINK)


def _vote_in_zone(unit: Unit, ballot: Ballot, zone: Kind) -> None:
    if unit.shape.rule:
        ballot.cast(Kind.BOILERPLATE, 2.5, "no word in it")
    elif SIGNED_REMARK.search(unit.shape.plain) and unit.shape.words > 5:
        ballot.cast(Kind.COMMENT, 4.0, "a remark with a name and a day")
    elif is_biography(unit.shape.plain) and zone != Kind.COMMENT:
        ballot.cast(Kind.BYLINE, 3.4, "says who the writer is")
    elif zone == Kind.COMMENT:
        ballot.cast(Kind.COMMENT, 3.4, "stands among the readers' comments")
    elif zone == Kind.RELATED_LINK and (unit.shape.words >= 3 or unit.stamp):
        ballot.cast(Kind.RELATED_LINK, 3.4, "listed under a line that announces other articles")
    elif _is_teaser(unit):
        ballot.cast(Kind.RELATED_LINK, 2.4, "a headline among the page's furniture", trust=WEAK)
    elif re.match(r"more (?!than\b)\S", unit.shape.plain.lower()) and unit.shape.words <= 7:
        ballot.cast(Kind.RELATED_LINK, 2.4, "promises more, after the article", trust=WEAK)
    else:
        trust = DOUBTFUL if _is_remark(unit) and unit.shape.words >= FEWEST_TOLD else WEAK
        ballot.cast(Kind.BOILERPLATE, 2.0, "stands after the page's furniture has begun", trust=trust)


def _is_teaser(unit: Unit) -> bool:
    """Tell whether a line has a headline's form and length; several sentences are none."""
    fewest = 4 if unit.shape.titled > 0.75 else 5
    return is_title_like(unit) and unit.shape.words >= fewest and unit.shape.sentences == 1


def _is_remark(unit: Unit) -> bool:
    """Tell whether a passage could be what a reader wrote."""
    return unit.shape.words >= 4 and unit.shape.ends_sentence and frame_weight(unit) < 1.5
