"""The running text, and what interrupts it.

A paragraph is a paragraph by its length and its full stop; a short line without one, alone between
paragraphs, is a heading; several such lines together are a poem or a list and stay text.
"""

import re

from sources.ingest.ballot import DOUBTFUL, SURE, TRUST, WEAK, Ballot
from sources.ingest.join import Unit
from sources.ingest.shape import Shape, is_crosshead, is_section_number
from sources.ingest.signs import STRONG, frame_weight, has_cue, is_name_only, is_prose, is_title_like
from sources.ingest.stamps import is_clock
from sources.vocabulary import Kind

# A line as short as a heading that hands over to somebody's words ("Petrova tweets:").
SALUTATION = re.compile(
    r"^(?:(?:dear|hello|hi|greetings|sirs?|gentlemen)\b.{0,40}[,:.—–-]|to the editor\b.{0,60})$",
    re.IGNORECASE,
)
ENUMERATED = re.compile(r"^(?:[IVX]{1,4}|[A-Z])\.\s+[A-Z]\w+")
FIGURED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+[^\W\d_a-z]")
LOUD, MOSTLY = 0.85, 0.8  # shares of the letters and of the longer words
LONGEST_HEADING, LISTED = 8, 20  # words
SAYING = re.compile(
    r"\b(?:says?|said|writes?|wrote|tweets?|tweeted|asks?|asked|adds?|added|comments?"
    r"|replie[sd]|notes?|noted|posts?|posted|continues?)\b"
)


def label_body(units: list[Unit], ballots: list[Ballot], start: int, end: int) -> None:
    """Vote on the passages from the first running text up to the article's end or its furniture."""
    for index in range(start, end):
        _vote(units, ballots, index, end)
        _vote_caption_by_credit(units, ballots, index, end)


def _vote(units: list[Unit], ballots: list[Ballot], index: int, end: int) -> None:
    unit, ballot, form = units[index], ballots[index], units[index].shape
    if form.rule:
        ballot.cast(Kind.BOILERPLATE, 3.0, "no word in it")
    elif unit.stamp or is_clock(form.plain):
        ballot.cast(Kind.PUBLICATION_DATE, 2.5, "a day or an hour and nothing else")
    elif form.level:
        ballot.cast(Kind.HEADING, 4.0, "marked as a heading")
    else:
        _vote_words(units, ballots, index, end)


def _vote_words(units: list[Unit], ballots: list[Ballot], index: int, end: int) -> None:
    """Vote on a line of words: a paragraph, a sentence, or something shorter."""
    unit, ballot, form = units[index], ballots[index], units[index].shape
    if form.words >= 35 or is_prose(unit):
        ballot.cast(
            Kind.BODY,
            3.2 if form.words >= 25 else 2.6,
            "running text, by its length and its stop",
            trust=SURE if form.words >= 25 else TRUST,
        )
    elif is_section_number(form.plain) or _is_numbered(form):
        ballot.cast(Kind.HEADING, 2.8, "a numbered heading, or a part's number")
    elif form.quoted or form.bullet:
        ballot.cast(Kind.BODY, 2.0, "an indented or listed line within the text", trust=WEAK)
    elif is_crosshead(form) and index + 1 < end and is_prose(units[index + 1]):
        ballot.cast(
            Kind.HEADING, 2.4, "a short line with its words capitalised, before a paragraph", trust=DOUBTFUL
        )
    elif form.ends_sentence and not form.asks_last:
        ballot.cast(Kind.BODY, 2.0, "a sentence within the text", trust=WEAK)
    elif SALUTATION.match(form.plain):
        ballot.cast(Kind.BODY, 3.0, "opens a letter")
    elif form.ends_colon and (form.words > 3 or SAYING.search(form.plain) or _opens_list(units, index, end)):
        ballot.cast(Kind.BODY, 2.0, "introduces what follows")
    else:
        _vote_unstopped(units, ballots, index, end)


def _is_numbered(form: Shape) -> bool:
    if form.words > LONGEST_HEADING or form.ends_sentence or form.ends_colon:
        return False
    is_titled = form.capitals > LOUD or form.titled > MOSTLY
    return bool(ENUMERATED.match(form.plain)) or (bool(FIGURED.match(form.plain)) and is_titled)


def _opens_list(units: list[Unit], index: int, end: int) -> bool:
    """Tell whether a short line with a colon is followed by several short ones or marked ones: a list."""
    after = units[index + 1 : min(index + 3, end)]
    return len(after) > 1 and all(unit.shape.bullet or unit.shape.words <= LISTED for unit in after)


def _has_caps_credit(plain: str) -> bool:
    """Tell whether a line ends with a name in capitals, as a photographer's credit does."""
    found = re.search(r"[.!?”’\"] ((?:[^\W\d_a-z]{2,}[.'’-]? ?){2,4})$", plain)
    return bool(found) and not plain.isupper()


def _vote_unstopped(units: list[Unit], ballots: list[Ballot], index: int, end: int) -> None:
    """Vote on a short line that does not end as a sentence does, or that asks."""
    unit, ballot, form = units[index], ballots[index], units[index].shape
    if frame_weight(unit) >= STRONG:
        return
    if _has_caps_credit(form.plain):
        ballot.cast(Kind.CAPTION, 3.0, "ends with a name in capitals", trust=WEAK)
    if form.plain.endswith((",", ";")):
        ballot.cast(Kind.BODY, 2.0, "goes on below")
    alone = not any(
        _is_short(other) and other.gap <= unit.gap for other in units[index + 1 : min(index + 2, end)]
    )
    alone = alone and not (index > 0 and _is_short(units[index - 1]) and unit.gap == 0)
    follows_text = any(
        is_prose(other) or other.shape.ends_sentence or other.shape.ends_colon
        for other in units[index + 1 : min(index + 3, end)]
    )
    if form.words <= 14 and alone and follows_text and not form.starts_lower:
        weight = 2.2 + (0.6 if form.capitals > 0.85 or form.titled > 0.8 or form.emphasised else 0.0)
        ballot.cast(
            Kind.HEADING, weight, "a short line without a full stop, alone between paragraphs", trust=WEAK
        )
        ballot.cast(Kind.BODY, 1.0, "stands within the text")
    elif _is_teaser(units, index, end):
        ballot.cast(
            Kind.RELATED_LINK, 2.0, "one of two or three headlines between paragraphs", trust=DOUBTFUL
        )
    else:
        ballot.cast(Kind.BODY, 1.8, "one of several short lines within the text", trust=DOUBTFUL)
    if index and is_name_only(unit) and is_clock(units[index - 1].shape.plain):
        ballot.cast(Kind.BYLINE, 3.4, "a name under the hour of a live page's post", trust=WEAK)
    if is_name_only(unit) and not follows_text and not (form.capitals > 0.85 and index + 1 < end):
        ballot.cast(Kind.BYLINE, 2.4, "a bare name after the text", trust=DOUBTFUL)


def _is_teaser(units: list[Unit], index: int, end: int) -> bool:
    """Tell whether a line is one of two or three headlines that stand together between paragraphs.

    Verses and lists are introduced by a colon, or their lines end with commas.
    """
    first = last = index
    while first > 0 and _could_be_teaser(units[first - 1]):
        first -= 1
    while last + 1 < end and _could_be_teaser(units[last + 1]):
        last += 1
    if not _could_be_teaser(units[index]) or not 1 <= last - first <= 2 or first == 0 or last + 1 >= end:
        return False
    return is_prose(units[first - 1]) and is_prose(units[last + 1]) and not units[first - 1].shape.ends_colon


def _could_be_teaser(unit: Unit) -> bool:
    form = unit.shape
    return is_title_like(unit) and 4 <= form.words <= 14 and form.last_word != "," and not form.asks_last


def _vote_caption_by_credit(units: list[Unit], ballots: list[Ballot], index: int, end: int) -> None:
    """A short line directly over a picture's credit is its caption."""
    unit = units[index]
    if unit.shape.rule or unit.shape.words > 45 or unit.shape.sentences > 2 or index + 1 >= end:
        return
    following = [other for other in units[index + 1 : min(index + 4, end)] if not other.shape.rule]
    if len(following) > 1 and following[1].shape.starts_lower and not unit.shape.ends_sentence:
        return  # a sentence that the picture interrupts
    credit = following[0] if following else None
    if (
        credit is None
        or credit.gap > unit.gap + 1
        or not has_cue(credit, Kind.CAPTION)
        or credit.shape.words > 12
        or credit.text.startswith("[")  # whole in itself
    ):
        return
    if not has_cue(unit, Kind.CAPTION) and (not unit.shape.ends_sentence or credit.gap == 0) and unit.gap:
        ballots[index].cast(Kind.CAPTION, 2.0, "a picture's credit follows", trust=WEAK)


def _is_short(unit: Unit) -> bool:
    if unit.stamp or is_clock(unit.shape.plain):
        return False
    return (
        unit.shape.words <= 14
        and not unit.shape.ends_sentence
        and not (unit.shape.ends_colon and unit.shape.words > 3)
        and not unit.shape.rule
        and frame_weight(unit) < 2
    )
