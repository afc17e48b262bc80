"""What stands above an article's running text.

Kicker, headline, standfirst, byline, dateline, day, share buttons, a picture with its caption, a credit,
an editor's word: all before the first paragraph, in almost any order. What matters is what a line is and
what stands after it: a sentence between the headline and the byline is a standfirst, the same sentence
with nothing between it and the text is the text's first paragraph.
"""

import re

from sources.ingest.articles import Edges
from sources.ingest.ballot import Ballot
from sources.ingest.bodies import SALUTATION
from sources.ingest.bylines import authors_of, is_byline, is_post
from sources.ingest.headlines import KICKER
from sources.ingest.join import Unit
from sources.ingest.signs import (
    STRONG,
    frame_weight,
    has_cue,
    is_bracketed,
    is_dateline,
    is_masthead,
    is_name_only,
    is_named_stamp,
    is_place,
    is_prose,
    is_title_like,
    opens_with_dateline,
)
from sources.ingest.stamps import is_clock
from sources.vocabulary import Kind

LONGEST_HEAD = 14
PARTICIPLE = re.compile(
    r"^(?:[\w'’.\-]+ ){1,5}?(?:\w{3,}ing|(?:seen|shown|pictured|held|taken|dressed"
    r"|armed|stands?|poses?|looks?|walks?|waits?|gathers?))\b"
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|did"
    r"|does|do|said|says|told|went|came|took|made|gave|got|"
    r"became|began|began|knew|thought|saw|left|found|ran|fell|broke|wrote|spoke|led"
    r"|put|kept|it|he|she|they|i|we)\b"
)
INTERVIEWER = re.compile(
    r"^[Ii](?:nterview|NTERVIEW)(?:ed)?(?: by)?\s*:\s*[^\W\d_a-z][\w'’.-]+(?: [^\W\d_a-z][\w'’.-]+){1,3}$"
)
I_SAY = re.compile(r"\b(?:I|I'm|I’m|my|me|we|our)\b")


def label_head(units: list[Unit], ballots: list[Ballot], edges: Edges) -> int:
    """Vote on what stands above the running text; give the index of the first running text."""
    title = edges.title
    if title is None:
        body = _body_start(units, edges.start, edges.end)
    else:
        ballots[title].cast(Kind.TITLE, 6.0, "the headline: nearest above the text, with its words")
        _label_above(units, ballots, edges)
        body = _body_start(units, title + 1, edges.end)
        _label_standfirst(units, ballots, title, body)
    for index in range((edges.start if title is None else title + 1), body):
        _label_between(units, ballots, index, body)
    _label_captions(units, ballots, (edges.start if title is None else title + 1), body, edges.end)
    return body


def _body_start(units: list[Unit], start: int, end: int) -> int:
    """Give the first running text after the head: past bylines, days, credits and what they follow."""
    last = _after_meta(units, start, end)
    for index in range(last, end):
        unit, form = units[index], units[index].shape
        if frame_weight(unit) >= 1.2 or unit.stamp or form.rule or _is_head_line(unit):
            continue
        if _opens_text(unit) or _is_interrupted(units, index, end) or index - last >= LONGEST_HEAD:
            return index
    return end


def _is_interrupted(units: list[Unit], index: int, end: int) -> bool:
    """Tell whether a sentence stops short here and goes on a few lines below, after a picture."""
    form = units[index].shape
    if form.words < 6 or form.ends_sentence or form.ends_colon:
        return False
    following = units[index + 1 : min(index + 3, end)]
    return any(
        unit.shape.starts_lower and place and has_cue(following[0], Kind.CAPTION, Kind.BOILERPLATE)
        for place, unit in enumerate(following)
    )


def _opens_text(unit: Unit) -> bool:
    """Tell whether a passage below the head can be the first of the text."""
    form = unit.shape
    stopped = (form.ends_sentence or form.ends_colon) and form.words > 3
    return is_prose(unit) or stopped or form.quoted or bool(SALUTATION.match(form.plain))


def _is_head_line(unit: Unit) -> bool:
    return is_dateline(unit) or is_masthead(unit) or is_bracketed(unit)


def _after_meta(units: list[Unit], start: int, end: int) -> int:
    """Give the place after the last byline, day, button or picture of the head."""
    last, passed = start, 0
    for index in range(start, min(start + LONGEST_HEAD, end)):
        unit = units[index]
        if _is_meta(units, index):
            last = index + 1
        elif (
            has_cue(unit, Kind.CAPTION) and index - last <= 1 and _could_be_standfirst(units, index - 1, end)
        ):
            last = index + 1  # a picture between the standfirst and the text
        elif is_prose(unit):
            passed += 1
            if passed > 1 or unit.shape.words > 60 or opens_with_dateline(unit.shape.plain):
                break
    return last


def _could_be_standfirst(units: list[Unit], index: int, end: int) -> bool:
    form = units[index].shape
    if _is_interrupted(units, index, end):
        return False
    return form.words <= 35 and form.sentences <= 2 and not opens_with_dateline(form.plain)


def _is_meta(units: list[Unit], index: int) -> bool:
    """Tell whether a passage can only be part of a head: a day, a byline, a share button."""
    unit = units[index]
    if unit.stamp or is_byline(unit.shape.plain) or is_dateline(unit) or is_masthead(unit):
        return True
    if INTERVIEWER.match(unit.shape.plain):
        return True
    if is_name_only(unit):
        return any(other.stamp or is_byline(other.shape.plain) for other in units[index + 1 : index + 3])
    return (
        frame_weight(unit) >= STRONG
        and unit.shape.words <= 12
        and not _is_interrupted(units, max(index - 1, 0), len(units))
        and has_cue(unit, Kind.BOILERPLATE, Kind.CAPTION)
    )


def _label_above(units: list[Unit], ballots: list[Ballot], edges: Edges) -> None:
    title = edges.title or 0
    for index in range(edges.start, title):
        unit, ballot = units[index], ballots[index]
        if unit.stamp or is_masthead(unit):
            ballot.cast(Kind.PUBLICATION_DATE, 4.0, "a day above the headline")
        elif unit.text == units[title].text:
            ballot.cast(Kind.TITLE, 4.0, "the headline, printed twice")
        elif is_byline(unit.shape.plain):
            ballot.cast(Kind.BYLINE, 4.0, "says who wrote it")
        elif (
            index == title - 1
            and not _is_menu(units, index - 1, edges.start)
            and KICKER.match(unit.shape.plain)
        ):
            ballot.cast(Kind.HEADING, 6.0, "a rubric over the headline")
        else:
            _label_over_headline(unit, ballot, is_next=index == title - 1)


def _label_over_headline(unit: Unit, ballot: Ballot, *, is_next: bool) -> None:
    """Vote on a line above the headline that is no day, byline or known rubric."""
    if is_next and is_title_like(unit) and unit.shape.words <= 5 and "|" not in unit.text:
        ballot.cast(Kind.HEADING, 2.4, "a kicker over the headline")
    elif is_dateline(unit):
        ballot.cast(Kind.DATELINE, 3.0, "a place and a day above the headline")
    elif is_prose(unit):
        ballot.cast(Kind.BODY, 1.0, "a sentence before the headline")
    else:
        ballot.cast(Kind.BOILERPLATE, 2.2, "stands above the headline")


def _is_menu(units: list[Unit], index: int, start: int) -> bool:
    """Tell whether the line at ``index`` is a menu word, so that the next is one of the menu too."""
    return index >= start and frame_weight(units[index]) >= STRONG


def _label_standfirst(units: list[Unit], ballots: list[Ballot], title: int, body: int) -> None:
    """Vote for the lines directly below the headline, while they are sentences or decks."""
    for index in range(title + 1, min(title + 4, body)):
        unit = units[index]
        if (
            unit.stamp
            or is_byline(unit.shape.plain)
            or is_dateline(unit)
            or frame_weight(unit) >= STRONG
            or unit.shape.rule
        ):
            return
        if is_name_only(unit) and (_is_meta(units, index) or index > title + 1):
            return
        if unit.shape.words <= 3 and not unit.shape.ends_sentence:
            return
        weight = 3.4 if index == title + 1 else 2.0
        ballots[index].cast(Kind.SUBTITLE, weight, "between the headline and the byline, day or picture")
    if body == title + 1 < len(units):
        unit = units[body]
        if unit.shape.emphasised and unit.shape.words <= 50:
            ballots[body].cast(Kind.SUBTITLE, 3.4, "an emphasised sentence under the headline")


def _label_between(units: list[Unit], ballots: list[Ballot], index: int, body: int) -> None:
    unit, ballot = units[index], ballots[index]
    plain = unit.shape.plain
    if unit.stamp or is_clock(plain):
        ballot.cast(Kind.PUBLICATION_DATE, 4.0, "a day in the article's head, and nothing else")
    elif is_byline(plain) or is_named_stamp(plain):
        ballot.cast(Kind.BYLINE, 4.5, "says who wrote it")
    elif INTERVIEWER.match(plain) or (is_post(plain) and index > 0 and _names_writer(units[index - 1])):
        ballot.cast(Kind.BYLINE, 4.0, "says who asked, or what the writer is")
    elif is_dateline(unit):
        ballot.cast(Kind.DATELINE, 3.6, "a place and a day, above the text")
    elif is_place(unit) and index == body - 1 and units[index - 1].shape.capitals < 0.85:
        ballot.cast(Kind.DATELINE, 3.6, "a place in capitals directly above the text")
    elif is_name_only(unit):
        weight = 3.6 if any(other.stamp for other in units[max(0, index - 2) : index + 3]) else 2.6
        ballot.cast(Kind.BYLINE, weight, "a bare name under the headline")
    elif _name_in_place(plain) and not unit.cues:
        ballot.cast(Kind.BYLINE, 3.0, "a name and a place under the headline")
    else:
        above = index == 0 or not is_title_like(units[index - 1]) or is_clock(units[index - 1].shape.plain)
        _label_scrap(unit, ballot, is_last=index == body - 1 and above)


def _label_scrap(unit: Unit, ballot: Ballot, *, is_last: bool) -> None:
    """Vote on a short line of the head that is no byline, day or dateline."""
    if unit.shape.rule:
        ballot.cast(Kind.BOILERPLATE, 2.0, "no word in it")
    elif is_title_like(unit) and unit.shape.capitals > 0.85:
        ballot.cast(Kind.SUBTITLE, 1.5, "a line in capitals under the headline")
    elif is_title_like(unit) and is_last and unit.shape.words <= 10 and not is_clock(unit.shape.plain):
        ballot.cast(Kind.HEADING, 1.8, "a short line directly above the text")
    elif is_title_like(unit) and is_last and unit.shape.words > 10:
        ballot.cast(Kind.CAPTION, 1.8, "a line without a full stop, between the byline or day and the text")
    elif is_title_like(unit) and unit.shape.words <= 3:
        ballot.cast(Kind.BOILERPLATE, 1.2, "a word or two in the article's head")
    elif is_title_like(unit):
        ballot.cast(Kind.SUBTITLE, 1.2, "a short line under the headline")


def _label_captions(units: list[Unit], ballots: list[Ballot], start: int, body: int, end: int) -> None:
    """Vote for pictures' captions that carry no credit, by their grammar and place."""
    for index in range(start, min(body + 1, end)):
        unit = units[index]
        if (
            not 5 <= unit.shape.words <= 45
            or unit.shape.sentences > 2
            or opens_with_dateline(unit.shape.plain)
        ):
            continue
        following = next((other for other in units[index + 1 : end] if not other.shape.rule), None)
        cabled = following is not None and opens_with_dateline(following.shape.plain)
        pictured = bool(PARTICIPLE.match(unit.shape.plain)) and not FINITE.search(
            _main_clause(unit.shape.plain)
        )
        if cabled:
            ballots[index].cast(Kind.CAPTION, 2.4, "stands before the paragraph with the dateline")
        if pictured:
            ballots[index].cast(Kind.CAPTION, 1.8, "says what is seen, without a finite verb")
        if _is_interrupted(units, index, end):
            continue
        if following is not None and has_cue(following, Kind.CAPTION) and following.shape.words <= 14:
            ballots[index].cast(Kind.CAPTION, 3.6, "a picture's credit follows")


def _main_clause(plain: str) -> str:
    """Give the part before a relative clause, whose verb does not make the line a sentence."""
    return re.split(r",? (?:who|which|that|where|when|after|before|as|while)\b", plain.lower(), maxsplit=1)[0]


def _names_writer(unit: Unit) -> bool:
    return is_byline(unit.shape.plain) or is_name_only(unit)


def _name_in_place(plain: str) -> bool:
    """Tell whether a line is "Anna Petrova in Cairo" or "Anna Petrova, Cairo"."""
    found = re.match(r"^(.{3,40}?)(?: in |, | for | reports from )([^\W\d_a-z].{2,30})$", plain)
    is_short = len(plain.split()) <= 9 and not re.search(r"\d|[.?!]$", plain)
    return bool(found) and is_short and bool(authors_of(plain))


def speaks_of_itself(units: list[Unit], start: int, end: int) -> bool:
    """Tell whether the text is written in the first person, outside quotation marks."""
    said = [
        I_SAY.search(re.sub(r"[\"“][^\"“”]*[\"”]", "", unit.shape.plain))
        for unit in units[start:end]
        if is_prose(unit)
    ][:12]
    return len(said) > 2 and sum(map(bool, said)) > 0.5 * len(said)
