"""The letters of a letters page: where each opens, where it is signed, who signed.

A letter to the editor is a text by its own author, so each is an article. It opens with a salutation
("SIR,—"), closes with a valediction ("I am, Sir, yours, &c.,") and is signed: a name or a pen name, perhaps a
post, perhaps a place and a day. On a page whose rubric calls it letters the valediction may be missing, and a
name alone under a paragraph is the signature.
"""

import re
from dataclasses import dataclass

from sources.ingest.ballot import Ballot
from sources.ingest.bylines import POST, label_of
from sources.ingest.join import Unit
from sources.ingest.signs import has_cue, is_bracketed, is_dateline, is_name_only, is_prose, is_title_like
from sources.ingest.stamps import find_stamp
from sources.ingest.tokens import words_in
from sources.vocabulary import Kind

ADDRESSED = re.compile(
    r"^(?:to the editors?\b[^a-z]{0,3}(?:of\b.{0,60})?|(?:dear )?(?:mr\.? editor|sirs?|madam|editor)"
    r"(?: or madam)?\s?[,.:;—–-])",
    re.IGNORECASE,
)
VALEDICTION = re.compile(
    r"^(?:(?:i|we) (?:am|are|remain|have the honou?r)(?:,[^.!?]{0,40}[,—–]|\b[^.!?]{0,40}\b(?:sirs?|madam"
    r"|gentlemen|to (?:be|remain)|dear|yours?|servants?|truly|faithfully|respectfully|sincerely|etc)\b"
    r".{0,40}[,.—–])"
    r"|(?:believe me\b.{0,40}[,.]|.{0,20}\byour (?:most |very )?(?:obedient|humble"
    r"|obliged) servants?\b.{0,4})"
    r"|(?:i am |we are |ever )?(?:yours?|respectfully|sincerely|faithfully|truly|cordially)"
    r"(?:,? (?:very|most|ever|in))?(?:,? (?:faithfully|truly|sincerely|obediently|respectfully"
    r"|cordially|fraternally"
    r"|yours|etc\.?|&c\.?))*\W{0,4}"
    r"|(?:with )?(?:best|kind|warm) (?:regards|wishes)\W?)$"
)
# One of them is in every valediction: most lines need no more looking at.
_LEAVE = (
    "yours|your |i am|we are|remain|honour|honor|believe me|sincerely|truly|faithfully|respectfully|cordially"
)
LEAVE = (*_LEAVE.split("|"), "regards", "wishes")
RUBRIC = re.compile(
    r"^\W*(?:(?:our )?correspondence|letters?(?: to the editors?| page|s? from (?:our )?readers)?"
    r"|(?:your|readers'?|reader'?s) (?:letters|views?|say)|to the editor|mail ?bag|post ?bag"
    r"|(?:our )?readers write|your letters|in the mail)\W*$",
    re.IGNORECASE,
)
RUBRIC_ABOVE = 8  # lines from the top of the file in which the page's rubric stands
LONGEST_VALEDICTION, LONGEST_SIGNATURE, MOST_SIGNATURE = 16, 14, 4
PEN_NAME = re.compile(r"^[\"“'‘]?(?:A|AN|ONE|THE|AN? [A-Z]\w+|One|An?) [A-Z][\w'’ ]{2,40}[\"”'’]?\.?$")
FEWEST_LETTERS, LONGEST_PLACE = 2, 3
_TITLES = r"\((?:Miss|Mrs|Mr|Ms|Dr|Prof|Rev|Sir|Capt|Col|Major)\.?\)"
TITLED = re.compile(rf"^{_TITLES}\s+|\s+{_TITLES}$")
WITHHELD = re.compile(r"^names? (?:and address(?:es)? )?(?:supplied|withheld)\b.{0,20}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter among the passages of a file: where it opens, its heading's place, its signature's."""

    start: int
    title: int | None
    signature: range  # the passages under the text: name, post, place and day


def is_valediction(unit: Unit) -> bool:
    """Tell whether a line takes leave, as the last of a letter does."""
    if unit.shape.words > LONGEST_VALEDICTION:
        return False
    low = unit.shape.plain.lower()
    return any(word in low for word in LEAVE) and bool(VALEDICTION.match(low))


def is_rubric(unit: Unit) -> bool:
    """Tell whether a line is the rubric of a letters page."""
    return unit.shape.words <= 5 and bool(RUBRIC.match(unit.shape.plain))


def find_letters(units: list[Unit]) -> list[Letter]:
    """Give the letters of a letters page in order; none where a file has fewer than two."""
    rubric = _rubric(units)
    signed = _signatures(
        units, has_rubric=rubric is not None, start=rubric if rubric and rubric >= RUBRIC_ABOVE else 0
    )
    if len(signed) < FEWEST_LETTERS:
        return []
    letters: list[Letter] = []
    start = _first_start(units, signed[0].start, rubric)
    for signature in signed:
        if any(
            is_prose(unit) or ADDRESSED.match(unit.shape.plain) for unit in units[start : signature.start]
        ):
            letters.append(Letter(start, _title_of(units, start), signature))
        start = signature.stop
    return letters if len(letters) >= FEWEST_LETTERS else []


def label_signatures(units: list[Unit], ballots: list[Ballot], start: int, end: int) -> None:
    """Vote on what stands under a letter's valediction: who signed, from where and when."""
    for index in range(start, end):
        if not is_valediction(units[index]):
            continue
        ballots[index].cast(Kind.BODY, 5.0, "takes leave, as a letter does")
        for place in _signature_after(units[:end], index + 1):
            _vote(units[place], ballots[place], is_first=place == index + 1)


def label_letters(units: list[Unit], ballots: list[Ballot]) -> None:
    """Vote on the letters of a letters page: their text, and their signatures."""
    for letter in find_letters(units):
        opening = letter.start + (letter.title is not None)
        for index in range(opening, letter.signature.start):
            if is_prose(units[index]) and ballots[index].leader() != Kind.EDITOR_NOTE:
                ballots[index].cast(Kind.BODY, 14.0, "the text of a letter")
        for index in letter.signature:
            if not is_bracketed(units[index]):
                _vote(units[index], ballots[index], is_first=index == letter.signature.start)


def _vote(unit: Unit, ballot: Ballot, *, is_first: bool) -> None:
    form = unit.shape
    is_placed = is_dateline(unit) or (
        not is_first and (bool(find_stamp(form.plain)) or _is_place(form.plain))
    )
    if is_placed or (not is_first and unit.stamp):
        ballot.cast(Kind.DATELINE, 9.0, "the place and day under a letter")
    else:
        ballot.cast(
            Kind.BYLINE, 9.0, "signs the letter" if is_first else "under the name that signs the letter"
        )


def _is_place(plain: str) -> bool:
    """Tell whether a line under a name is a place: a few capitalised words, and no post."""
    words = words_in(plain)
    return len(words) <= LONGEST_PLACE and all(word[0].isupper() for word in words) and not POST.search(plain)


def _rubric(units: list[Unit]) -> int | None:
    """Give the place of a letters page's rubric: at the top, or lower over a letter's salutation."""
    found = (place for place, unit in enumerate(units) if is_rubric(unit))
    return next((place for place in found if place < RUBRIC_ABOVE or _is_over_letter(units, place)), None)


def _is_over_letter(units: list[Unit], place: int) -> bool:
    return any(ADDRESSED.match(unit.shape.plain) for unit in units[place + 1 : place + 4])


def _signatures(units: list[Unit], *, has_rubric: bool, start: int) -> list[range]:
    """Give the signatures: under a valediction, and on a letters page a name alone under a paragraph."""
    found: list[range] = []
    for index, unit in enumerate(units[start:], start=start):
        if found and index < found[-1].stop:
            continue
        if is_valediction(unit):
            own = _signature_after(units, index + 1)
        elif has_rubric and index and _may_sign(units, index):
            own = _signature_after(units, index)
        else:
            continue
        if own:
            stop = own.stop + (own.stop < len(units) and is_bracketed(units[own.stop]))
            found.append(range(own.start, stop))
    return found


def _signature_after(units: list[Unit], start: int) -> range:
    """Give the short lines from ``start`` on that are one signature: a name, then a post, a place, a day."""
    stop = start
    for index in range(start, min(start + MOST_SIGNATURE, len(units))):
        form = units[index].shape
        if form.words > LONGEST_SIGNATURE or form.rule or is_bracketed(units[index]) or form.sentences > 3:
            break
        if has_cue(units[index], Kind.BOILERPLATE) or label_of(form.plain):
            break
        if index > start and not _goes_on(units, index):
            break
        stop = index + 1
    return range(start, stop)


def _goes_on(units: list[Unit], index: int) -> bool:
    """Tell whether a line under a name belongs to the signature still: a post or a place, not a heading."""
    unit, before = units[index], units[index - 1]
    if unit.gap > before.gap or ADDRESSED.match(unit.shape.plain) or is_valediction(unit):
        return False
    if unit.stamp or is_dateline(unit) or before.text.endswith(","):
        return True
    if not unit.gap and index + 1 < len(units) and units[index + 1].gap:
        return True  # a blank line parts it from what comes next
    follows = units[index + 1] if index + 1 < len(units) else None
    opens = follows is not None and (is_prose(follows) or bool(ADDRESSED.match(follows.shape.plain)))
    is_loud = unit.shape.capitals > 0.85 and " " in unit.shape.plain
    return not opens and not is_loud


def _may_sign(units: list[Unit], index: int) -> bool:
    """Tell whether a short line under a paragraph is the name of who wrote it."""
    unit = units[index]
    if not is_prose(units[index - 1]) or unit.shape.words > LONGEST_SIGNATURE:
        return False
    plain = TITLED.sub("", unit.shape.plain).rstrip(".")
    name = plain.split(",")[0]
    is_named = (
        is_name_only(unit)
        or (plain != unit.shape.plain and _is_person(plain))
        or bool(PEN_NAME.match(plain) or WITHHELD.match(plain))
        or ("," in plain and _is_person(name))
    )
    follows = units[index + 1] if index + 1 < len(units) else None
    return is_named and (follows is None or not is_prose(follows) or unit.gap < follows.gap)


def _is_person(name: str) -> bool:
    words = words_in(name)
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words)


def _first_start(units: list[Unit], signed: int, rubric: int | None) -> int:
    """Give where the first letter opens: at the heading over its salutation, or over its first paragraph."""
    opening = next(
        (place for place in range(rubric or 0, signed) if ADDRESSED.match(units[place].shape.plain)), None
    )
    if opening is None:
        opening = next((place for place in range(rubric or 0, signed) if is_prose(units[place])), 0)
    has_heading = opening > 0 and is_title_like(units[opening - 1]) and not is_rubric(units[opening - 1])
    return opening - 1 if has_heading else opening


def _title_of(units: list[Unit], start: int) -> int | None:
    """Give the place of a letter's heading, or None."""
    unit = units[start]
    return (
        start
        if is_title_like(unit) and not is_prose(unit) and not ADDRESSED.match(unit.shape.plain)
        else None
    )
