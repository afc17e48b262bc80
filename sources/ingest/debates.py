"""Who speaks in the record of a debate or a hearing.

Parliaments, councils and courts print each speaker's name and style before what was said ("Mr. John Ode
(Karst): …", "The Minister of Works (Mr. Ode): …", "THE COURT: …"). Nobody interviews anybody, so what is said
stays text; but each passage has its speaker, in the fullest form that the record has. What the clerk wrote
between (a motion put, a division, a column's number, the hour) is nobody's words.
"""

import re
from collections.abc import Iterator

from sources.ingest.join import Unit
from sources.ingest.shape import Shape
from sources.ingest.stamps import is_clock
from sources.ingest.turn import Turn
from sources.vocabulary import Kind

_STYLES = (
    r"Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Baron|Viscount|Viscountess|Earl|Marquess|Rev"
    r"|Senator|Deputy|Representative|Congressman|Congresswoman|Councillor|Cllr|Alderman|Ald|Judge|Justice"
    r"|(?:The )?(?:(?:Rt|Right)\.? )?Hon(?:ou?rable)?|Shri|Smt|Shrimati|Datuk|Dato|Tun|Tan Sri|Chief"
    r"|Alhaji|Pandit|Maulana|Begum"
    r"|(?:Lieut(?:enant)?|Lt)\.?[- ](?:Colonel|Col|Commander|Cmdr|General|Gen)|Colonel|Col|Major|Captain|Capt"
    r"|Commander|Brigadier|General|Gen|Admiral|Wing[- ]Commander|Squadron[- ]Leader|Ambassador"
)
_OFFICES = (
    r"(?:Parliamentary |Under-|Deputy |Acting |Assistant |Temporary |First |Vice[- ])*"
    r"(?:Prime Minister|Minister|Secretary|Secretary of State|Under-Secretary|Speaker|Chair|Chairman"
    r"|Chairwoman"
    r"|Chairperson|President|Presiding Officer|Premier|Treasurer|Chancellor|Lord Chancellor"
    r"|Attorney[- ]General"
    r"|Solicitor[- ]General|Lord Advocate|Lord Privy Seal|Leader|Taoiseach|Mayor|Clerk|Whip"
    r"|Commissioner|Coroner"
    r"|Court|Witness|Accused|Defendant|Prisoner|Foreman|Registrar)"
)
_NAME = r"[^\W\d_a-z][\w'’.&-]*"
_LABEL = (
    rf"(?:(?i:{_STYLES})\b\.?(?: {_NAME}| (?:of|de|da|van|von|der|bin|al|the|and)\b){{1,6}}"
    rf"|(?i:the (?:hon(?:ou?rable)?\.? )?)(?i:{_OFFICES})\b[^:()!?\n]{{0,70}}"
    r"|(?i:an?|several|some|opposition|government|conservative|labour|liberal|all)?"
    r"\s?(?i:hon(?:ou?rable)?\.? (?:members?|senators?|gentlem[ae]n)|(?:a )?voices?|members|jurors?|a juror)"
    r"(?: (?i:opposite|from|of|in) [^:()\n]{1,30})?)"
)
# Where a place or an office stands between brackets; an hour may, and the language spoken.
SPEECH = re.compile(
    rf"^(?:§\s*)?(?:\d{{1,3}}\.\s)?(?P<label>{_LABEL})(?P<styles>(?:\s?[(\[][^()\[\]]{{1,90}}[)\]]){{0,3}}),?"
    r"\s?(?P<sign>:|\.?—|\s–)(?=\s|$|[“\"A-Z])"
)
PERSON_IN = re.compile(rf"[(\[](?P<person>(?:(?:{_STYLES})\b\.?\s)+{_NAME}(?: {_NAME}){{0,4}})[)\]]")
PROCEDURE = re.compile(
    r"^(?:§\s*)?(?:(?:the )?(?:questions?|motions?|amendments?|bills?|clauses?"
    r"|resolutions?)\b[^.?!]{0,60}?\b(?:put"
    r"|proposed|made|agreed|negatived|read|moved|carried|withdrawn|adopted|resolved|lost|passed|ordered)\b"
    r"|the (?:house|committee|chamber|senate|council|assembly|court|council|sitting|jury|witness"
    r"|meeting)\b[^.?!]{0,30}?"
    r" (?:divided|adjourned|met|resumed|proceeded|rose|was (?:suspended|adjourned|sworn|excused"
    r"|called)|withdrew"
    r"|retired|then|stood)\b"
    r"|adjourned\b|(?:the )?debate (?:was )?(?:adjourned|resumed|interrupted)|resolved\b|ordered\b|division\b"
    r"|(?:hon(?:ou?rable)?\.? |opposition |government )?(?:members|senators) interject|interruption"
    r"|ayes\b|noes\b|prayers\W*$|sitting suspended|leave (?:was )?(?:granted|refused))",
    re.IGNORECASE,
)
RECORD = re.compile(
    r"^(?:§\s*)?(?:h\.?[cl]\.? deb|hansard|dáil debates?|official report)\b.{0,80}$", re.IGNORECASE
)
HOUR = re.compile(r"\d{1,2}(?:[.:]\d{1,2})? ?(?:[ap]\.?m\.?|noon|midnight)$", re.IGNORECASE)
OFFICIAL = frozenset({"the ", "hon.", "an h", "seve", "hono"})
FEWEST, FEWEST_STYLED = 3, 2
QUESTIONED = re.compile(
    r"^(?:Q|A|QUESTION|ANSWER|Question|Answer|Interviewer|INTERVIEWER|Host|HOST)\s?[.:]\s"
)


def debate_turns(units: list[Unit], start: int, end: int) -> dict[int, Turn]:
    """Give what the passages of a debate are and whose words, by index; none where the text is no debate."""
    found = {index: match for index in range(start, end) if (match := SPEECH.match(units[index].text))}
    if not _is_debate(units, found, start, end):
        return {}
    names = _names(found)
    turns: dict[int, Turn] = {}
    speaker: str | None = None
    for index in range(min(found), end):
        form = units[index].shape
        if index in found:
            speaker = names[found[index]["label"]]
            turns[index] = Turn(Kind.BODY, speaker, "begins with the speaker's name and style")
        elif _is_margin(units[index].text, form):
            turns[index] = Turn(Kind.BOILERPLATE, None, "an hour or a number in the margin of a record")
        elif PROCEDURE.match(form.plain) or units[index].text.startswith("§"):
            speaker = None
            turns[index] = Turn(Kind.BODY, None, "the clerk's words, between speeches")
        elif speaker and _goes_on(units[index]):
            turns[index] = Turn(Kind.BODY, speaker, "goes on with a speech")
        else:
            speaker = speaker if not form.words else None
    return {**dict(_before(units, start, min(found))), **turns}


def _is_debate(units: list[Unit], found: dict[int, re.Match[str]], start: int, end: int) -> bool:
    """Tell whether enough passages name a speaker with a style that only records have."""
    if len(found) < FEWEST or len({match["label"] for match in found.values()}) < FEWEST_STYLED:
        return False
    placed = sum(bool(match["styles"]) for match in found.values())
    marked = sum(units[index].text.startswith("§") for index in found)
    if any(QUESTIONED.match(units[index].text) for index in range(start, end)):
        return False  # an interview, or an examination that is printed as one
    if placed >= FEWEST_STYLED or marked >= FEWEST_STYLED:
        return True
    in_office = sum(match["label"][:4].lower() in OFFICIAL for match in found.values())
    asking = sum(units[index].shape.questions > 0 for index in found)
    return in_office >= FEWEST_STYLED and asking * FEWEST < len(found)  # else a witness is examined


def _names(found: dict[int, re.Match[str]]) -> dict[str, str]:
    """Give for each label the fullest form of the speaker's name that the record has."""
    names: dict[str, str] = {}
    for match in found.values():
        inside = PERSON_IN.search(match["styles"])
        names.setdefault(match["label"], inside["person"] if inside else match["label"].strip())
    whole = sorted(set(names.values()), key=lambda name: -len(name))
    return {label: _fullest(name, whole) for label, name in names.items()}


def _fullest(name: str, whole: list[str]) -> str:
    """Give the one longer name that ends as a short one does ("Mr. John Ode"), or the short one."""
    words = name.casefold().split()
    longer = [other for other in whole if len(other.split()) > len(words) and _ends_alike(other, words)]
    return longer[0] if len(longer) == 1 else name


def _ends_alike(other: str, words: list[str]) -> bool:
    theirs = other.casefold().split()
    return len(words) > 1 and theirs[-1] == words[-1] and theirs[0].rstrip(".") == words[0].rstrip(".")


def _is_margin(text: str, form: Shape) -> bool:
    plain = text.removeprefix("§").strip()
    return (
        bool(HOUR.match(plain))
        or is_clock(plain)
        or (form.words <= 1 and plain.strip("[]() ").isdigit())
        or bool(RECORD.match(text))
    )


def _goes_on(unit: Unit) -> bool:
    form = unit.shape
    return not unit.stamp and not form.level and (form.ends_sentence or form.ends_colon) and form.words > 1


def _before(units: list[Unit], start: int, first: int) -> Iterator[tuple[int, Turn]]:
    """Give the record's own lines above the first speech: its reference, the hour, the motion."""
    for index in range(start, first):
        form = units[index].shape
        if RECORD.match(units[index].text) or (
            units[index].text.startswith("§") and _is_margin(units[index].text, form)
        ):
            yield index, Turn(Kind.BOILERPLATE, None, "the reference or the hour in a record")
        elif PROCEDURE.match(form.plain) and form.ends_sentence:
            yield index, Turn(Kind.BODY, None, "the clerk's words, before the first speech")
