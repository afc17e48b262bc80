"""What closes an article under its text: who wrote it, a place and a day, the paper it is from, its tags."""

import re

from sources.ingest.ballot import DOUBTFUL, WEAK, Ballot
from sources.ingest.bylines import is_biography, is_byline, is_name, label_of
from sources.ingest.credits import NEWSPAPERS
from sources.ingest.join import Unit
from sources.ingest.shape import is_section_number
from sources.ingest.signs import is_dateline, is_prose
from sources.ingest.stamps import find_stamp
from sources.vocabulary import Kind

TAG, FEWEST_TAGS = 3, 3
FEWEST_SAID = 8  # words
# “…” O. Taran, 3 Feb 2019
SIGNED_REMARK = re.compile(r"[”\"’!?.] [^!?“”\"]{1,30}, (?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2},) \d{4}$")
SIGNED = re.compile(r"^[—–-]{1,2}\s?[^\W\d_a-z]")
CITED = re.compile(rf"^(?:The )?(?:[^\W\d_a-z][\w'’]* ){{1,4}}?(?i:{NEWSPAPERS})\b.{{0,40}}$")


def label_close(units: list[Unit], ballots: list[Ballot], body: int, end: int) -> None:
    """Vote on what closes an article before the furniture: who wrote it, its place and day."""
    last = max(
        (
            index
            for index in range(body, end)
            if is_prose(units[index]) and not is_biography(units[index].shape.plain)
        ),
        default=body,
    )
    said = max((index for index in range(body, end) if _is_said(units[index])), default=body)
    _label_lists(units, ballots, max(last, said, body) + 1, end)
    for index in range(max(last, body) + 1, end):
        unit, ballot = units[index], ballots[index]
        if is_biography(unit.shape.plain) and unit.shape.words <= 90:
            ballot.cast(Kind.BYLINE, 4.2, "says at the end who the writer is", trust=WEAK)
        elif is_byline(unit.shape.plain):
            ballot.cast(Kind.BYLINE, 4.2, "says at the end who wrote it")
        elif SIGNED_REMARK.search(unit.shape.plain) and unit.shape.words > 5:
            ballot.cast(Kind.COMMENT, 3.0, "a remark with a name and a day")
        elif CITED.match(unit.shape.plain) and find_stamp(unit.shape.plain):
            ballot.cast(Kind.SOURCE_CREDIT, 3.0, "a newspaper and its day, at the end", trust=DOUBTFUL)
        else:
            is_last = all(other.shape.rule for other in units[index + 1 : end])
            heads_text = index + 1 < end and units[index + 1].shape.ends_sentence and not is_last
            _vote_signature(unit, ballot, is_last=is_last, heads_text=heads_text)


def _is_said(unit: Unit) -> bool:
    """Tell whether a line is a sentence of the text, however short, so that the end is below it."""
    form = unit.shape
    is_long = form.ends_sentence and form.words >= FEWEST_SAID
    return is_long and not unit.cues and not is_biography(form.plain) and not SIGNED_REMARK.search(form.plain)


def _label_lists(units: list[Unit], ballots: list[Ballot], start: int, end: int) -> None:
    """Vote for the words and names that stand one under another after the text: tags and menus."""
    run: list[int] = []
    for index in range(start, end + 1):
        form = units[index].shape if index < end else None
        if form and form.words <= TAG and not form.ends_sentence and not form.rule and form.capitals < 0.85:
            run.append(index)
            continue
        for place in run if len(run) >= FEWEST_TAGS else ():
            ballots[place].cast(
                Kind.BOILERPLATE, 3.4, "one of several short lines after the text", trust=WEAK
            )
        run = []


def _vote_signature(unit: Unit, ballot: Ballot, *, is_last: bool, heads_text: bool) -> None:
    """Vote on a name, or a place and a day, put under a letter or a column."""
    form = unit.shape
    if is_section_number(form.plain) or label_of(form.plain):
        return  # the number of a part, a speaker's turn
    if is_dateline(unit):
        ballot.cast(Kind.DATELINE, 2.6, "a place and a day under the text", trust=WEAK)
    elif form.capitals > 0.85 and form.words <= 4 and form.ends_sentence and not heads_text:
        ballot.cast(Kind.BYLINE, 3.0, "signed in capitals", trust=WEAK)
    elif form.words == 1 and form.plain.istitle() and is_last:
        ballot.cast(Kind.BYLINE, 2.6, "a name signed at the end", trust=DOUBTFUL)
    elif SIGNED.match(unit.text) and form.words <= 6 and is_name(form.plain.strip("—–-. ").split(",")[0]):
        ballot.cast(Kind.BYLINE, 2.8, "a name after a dash at the end", trust=DOUBTFUL)
