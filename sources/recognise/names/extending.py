"""What belongs to a name beyond its run of capitals: what stands after a comma, an apostrophe, in quotes.

"Association of Iron, Steel and Tin Workers", "John Dowd, Jr.", "Canton, O.", "Anna “Nina” Petrova".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sources.recognise.candidate import Candidate
from sources.recognise.names import cues, lexicon
from sources.recognise.names.draft import ORGANISATION, PERSON, PLACE
from sources.values.span import Span
from sources.vocabulary import MentionKind

_C = r"[A-Z][\w’'-]+"
_OFFICES = re.compile(rf"((?:, {_C}(?: {_C})?){{0,4}},? (?:and|&) {_C}(?: {_C}){{0,3}})")
_LEGAL = re.compile(
    r",? (?:Limited|LIMITED|Ltd\.?|LTD\.?|Inc\.?|INC\.?|Incorporated|LLC|S\.A\.|Plc|PLC)(?!\w)"
)
# What wing of a party it is: the "(Maoist)" after its name.
_WING = re.compile(r" \((?:[A-Z][a-z]+ist(?:-[A-Z][a-z]+ist)?|Secular|United|Democratic|Unionist)\)")
_LANDS = re.compile(rf" (?:in|of|for) ((?:the )?{_C}(?: {_C}){{0,3}})(?= \(([A-Z.]{{3,9}})\))")
_CONTINENT = re.compile(
    r" in (?:(?:the )?(?:Africa|Asia|Europe|Latin America|Southeast Asia|Eastern Europe|Middle East)"
    r"|the Americas)\b"
)
_NUMBERED = re.compile(r" (?:No\.?|Number) ?\d{1,3}\b")
_GENERATION = re.compile(r",? (?:Jr|Sr|JR|SR|jun|sen)\b\.?")
# Old compositors set a blank between the letters: "Olean, N. Y."
_STATES = "|".join(
    re.escape(state).replace(r"\.", r"\. ?")
    for state in sorted(cues.STATE_ABBREVIATIONS - {"Man"}, key=len, reverse=True)
)
_STATE = re.compile(rf", ((?:W\. )?(?:{_STATES})\.)(?=[,;:)—–. ]|$)")
_SAINTLY = re.compile(r"[’']s(?=[,.;:)]| and\b| or\b|$)")
_NICKNAMED = re.compile(r" [“\"‘'(][A-Z][\w’ -]{1,20}[”\"’')] $")
_NICKNAME_NEXT = re.compile(r" [“\"‘][A-Z][\w’ -]{1,20}[”\"’] [A-Z][\w’-]{1,20}(?:,? (?:Jr|Sr)\.?)?")
# "Kannan s/o Raju": son, daughter, wife of, as names of Malaya have it; "a/l", "a/p" likewise.
_CHILD_OF = re.compile(rf" (?:[sdw]/o|[Aa]/[LlPp])\.? {_C}(?: {_C})?")
# "Her Majesty’s Coastguard" has the sovereign in its name.
_SOVEREIGN = re.compile(r"\b(?:Her|His) (?:Majesty[’']s )?$")
_LONGEST_SOVEREIGN = 15
_LONGEST_NAME = 60
_LONGEST_NICKNAME = 26


def extended(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Give the names with what belongs to them, in text order; names inside a longer one go."""
    found: list[Candidate] = []
    wholes = {c.surface for c in candidates if c.kind is PERSON and " " in c.surface}
    for candidate in candidates:
        candidate = _with_first_name(text, candidate, wholes)  # noqa: PLW2901 -- the same name, longer
        if found and candidate.span.start < found[-1].span.end:
            continue
        candidate = _with_nickname(text, candidate)  # noqa: PLW2901 -- the same name, longer
        # The nickname between the quotation marks may have been found by itself.
        if len(found) > 1 and _is_nicknamed(text, found[-2], candidate):
            found.pop()
        if found and _is_nicknamed(text, found[-1], candidate):
            found[-1] = _spanning(text, found[-1], candidate.span.end)
            continue
        found += _with_state(text, _lengthened(text, candidate))
    return found


def _with_nickname(text: str, candidate: Candidate) -> Candidate:
    """Take in what a first name goes on with: Michael “Dudus” Coke."""
    follows = _NICKNAME_NEXT.match(text, candidate.span.end)
    if not follows or " " in candidate.surface or not lexicon.is_given_name(candidate.surface):
        return candidate
    return _spanning(text, candidate, follows.end(), PERSON)


def _with_first_name(text: str, candidate: Candidate, wholes: set[str]) -> Candidate:
    """Take in a first name that is a plain word too, where the article has the whole: "Honor Reed"."""
    if candidate.kind is not PERSON or not wholes:
        return candidate
    at = candidate.span.start
    start = text.rfind(" ", max(0, at - _LONGEST_NAME), max(0, at - 1)) + 1
    span = Span(start, candidate.span.end)
    if len(span) > _LONGEST_NAME or span.of(text) not in wholes:
        return candidate
    surface = span.of(text)
    return replace(candidate, span=span, surface=surface, entity=surface)


def _spanning(text: str, candidate: Candidate, end: int, kind: MentionKind | None = None) -> Candidate:
    span = Span(candidate.span.start, end)
    surface = span.of(text)
    return replace(candidate, span=span, surface=surface, entity=surface, kind=kind or candidate.kind)


def _is_nicknamed(text: str, first: Candidate, second: Candidate) -> bool:
    """Tell whether two names are one round a nickname: Anna “Nina” Petrova."""
    gap = second.span.start - first.span.end
    if first.kind is not PERSON or " " in second.surface or not 0 < gap <= _LONGEST_NICKNAME:
        return False
    return bool(_NICKNAMED.match(text[first.span.end : second.span.start]))


def _lengthened(text: str, candidate: Candidate) -> Candidate:
    end = candidate.span.end
    after = text[end : end + 80]
    if candidate.surface.startswith(("St ", "St. ")) and _SAINTLY.match(after):
        return _spanning(text, candidate, end + 2, PLACE)
    child = _CHILD_OF.match(after) if "/" in after[:4] else None
    if child:
        return _spanning(text, candidate, end + child.end(), PERSON)
    if candidate.kind is PERSON:
        tail = _GENERATION.match(after)
        return _spanning(text, candidate, end + tail.end()) if tail else candidate
    if candidate.kind is not ORGANISATION:
        return candidate
    candidate = _with_sovereign(text, candidate)
    tail = _LEGAL.match(after) or _WING.match(after) or _NUMBERED.match(after)
    tail = tail or _listed_trades(candidate, after) or _abbreviated_tail(candidate, after)
    tail = tail or _continental(candidate, after)
    return _spanning(text, candidate, end + tail.end()) if tail else candidate


def _with_sovereign(text: str, candidate: Candidate) -> Candidate:
    start = candidate.span.start
    before = _SOVEREIGN.search(text[max(0, start - _LONGEST_SOVEREIGN) : start])
    if not before or not (before.group() + candidate.surface)[len("Her ") :].startswith("Majesty"):
        return candidate
    span = Span(start - len(before.group()), candidate.span.end)
    return replace(candidate, span=span, surface=span.of(text), entity=span.of(text))


def _continental(candidate: Candidate, after: str) -> "re.Match[str] | None":
    """Read on in "Conference on Trade and Peace in Europe": the continent belongs to the name."""
    words = candidate.surface.split()
    opened = candidate.rule == "organisation:opener" and {"for", "on"} & set(words)
    return _CONTINENT.match(after) if opened and lexicon.is_word(words[-1]) else None


def _abbreviated_tail(candidate: Candidate, after: str) -> "re.Match[str] | None":
    """Read on in "Council for Peace in Norland (CPN)", where the letters count the land too."""
    tail = _LANDS.match(after)
    if not tail or candidate.surface.upper()[0] not in tail[2]:
        return None
    initials = "".join(word[0] for word in tail[1].split() if word[0].isupper())
    return tail if tail[2].replace(".", "").endswith(initials) else None


def _listed_trades(candidate: Candidate, after: str) -> "re.Match[str] | None":
    """Read on in "Association of Iron, Steel and Tin Workers", where every word is a plain one."""
    words = candidate.surface.split()
    opened = candidate.rule == "organisation:opener" and {"of", "for"} & set(words)
    if not opened or not lexicon.is_word(words[-1]):
        return None
    tail = _OFFICES.match(after)
    plain = tail and all(lexicon.is_word(w) for w in re.findall(_C, tail[1]))
    return tail if plain and after.startswith((", ", " and ")) else None


def _with_state(text: str, candidate: Candidate) -> Iterator[Candidate]:
    """Take the state after a town for a place too: "Canton, O."."""
    state = _STATE.match(text, candidate.span.end)
    if not state or candidate.kind is ORGANISATION:
        yield candidate
        return
    span = Span(state.start(1), state.end(1))
    yield replace(candidate, kind=PLACE)
    yield replace(candidate, span=span, surface=state[1], entity=state[1], kind=PLACE, rule="place:state")
