"""What the words round a name say about its kind.

Every cue is worth some points for a person, a place or an organisation; the points were set by
hand, from how plainly the cue decides: "the village of X" settles it, "to X" hardly.
"""

import re
from functools import lru_cache

from sources.recognise.gazetteer import feature_of
from sources.recognise.names import cues
from sources.recognise.names.draft import Evidence
from sources.values.span import Span

_ROOM = 60
_OPENING = ' \u00a0[(“"‘'
# "her first book, The Salt Road"
_WORK = re.compile(r"\b([a-z]+), [“\"‘]?(?:[Tt]he )?$")
_WORK_ENDS = frozenset({", ", "e ", ",“", "“"})
_CLOSING = frozenset('.,;:!?)]”"')
_NEXT_WORD = re.compile(r"[’']?s?[ \u00a0”\"]{0,2}([a-z][\w’-]*)(?:\s([a-z][\w’-]*))?")
_AGE = re.compile(r"(?:, |\s\()(?:aged )?\d{1,2}(?:[,.;)]|\s?[-–]\s?year|\syears)")
_WHO = re.compile(r",?\s(?:who|whose|whom)\b")
_APPOSITION = re.compile(
    r"(?:,|\s[–—-]|\s?[\[(])\s?(?:an?|the|then|now|my|your|his|her|their|our|whose)?\s?((?:[\w’'-]+\s){0,4}?[\w’'-]+)"
)
_COPULA = re.compile(
    r" (?:is|was|became|had been|has been) (?:now |then )?(?:an?|the) ((?:[\w’'-]+ ){0,3}[\w’'-]+)"
)
_OWNS = re.compile(r"[’']s?\s([a-z-]+)(?:\s([a-z]+))?")
_COUNTRY_AFTER = re.compile(r",\s([A-Z][\w.]+(?:\s[A-Z]\w+)?)")
_AFTER_HEAD = frozenset(
    {"of", "in", "at", "for", "from", "to", "who", "that", "which", "on", "with", "and", "by", "where"}
)
_KIN = frozenset({"family", "families", "brothers", "sisters", "couple", "twins", "clan"})
_RELATION = (
    r"(?:grand|step|half-|god)?(?:son|daughter|child|father|mother|brother|sister)|nephew|niece|cousin|uncle|aunt|"
    r"husband|wife|boyfriend|girlfriend|fiancée?|twin|widow|baby|toddler"
)
_KIN_BEFORE = re.compile(rf"\b(?:{_RELATION}),? $")
_KIN_AFTER = re.compile(
    rf", (?:aged )?\d{{1,2}}[,.;]| \(\d{{1,2}}\)|, (?:my|his|her|their|our) (?:\w+ )?(?:{_RELATION})\b"
)
_AUXILIARIES = frozenset(
    {"had", "has", "did", "came", "went", "took", "held", "sent", "made", "ran", "began", "drew"}
)
# "a letter to The Times": the article in the middle of a sentence belongs to a newspaper's name.
_PAPER = re.compile(r"[\w,] [“\"‘']?The $")
_RELATIVES = frozenset({"who", "whose", "whom"})
_ASIDES = frozenset("([–—-/")
_BASED = re.compile(r"[-‐]based\b")
# "LAGOS, 3 May –", "OSLO (Reuters) -"; the agency between brackets.
_DATELINE = re.compile(
    r"[^\W\d_a-z]{3,}(?:[ .-][^\W\d_a-z]{2,}){0,2}(?:, [^–—\n]{3,24})? ?(?:[–—-] |\([A-Z]|, [A-Z][a-z]+\.)"
)
# "Temrava, Friday night", "Halmya, 2 March" at the head of a paragraph.
_DATED = re.compile(r", (?:[A-Z][a-z]{2,5}day\b|\d{1,2} [A-Z][a-z]+|[A-Z][a-z]{2,8}\.? \d{1,2}\b)")
_AFTER_AGENCY = re.compile(r"\) ?[-–—]")
# Picture credits: "Photo: A. Name / Agency".
_AFTER_SLASH = Evidence(organisation=2.0)
_NOTHING = Evidence()
_A_BASE = Evidence(place=4.0)
# Hector “Red” Palmer
_NICKNAMED = re.compile(r" [“\"‘][A-Z][\w’ -]{1,20}[”\"’] [A-Z][a-z]")
_A_FIRST_NAME = Evidence(person=4.0)
_HYPHENS = frozenset("-‐")
# "Ada Reed, of Pomeroy"
_OF_RESIDENCE = Evidence(place=1.8, organisation=0.6)
# “Fatou”, 44
_UNQUOTED = "”\"’'"
_SLASHED_AFTER = re.compile(r"\s/\s[^\W\d_]")
_BOUND = frozenset({"left", "here", "sailed", "bound", "departed", "headed", "heading", "leaving"})
_SAID_BY = {
    **dict.fromkeys(("it", "its"), Evidence(organisation=2.5)),
    **dict.fromkeys(("he", "she", "his", "her"), Evidence(person=3.0)),
}
_MARKETS = frozenset({"exchange", "market", "markets"})
_ATTRIBUTES = frozenset({"news", "riot", "oil", "television"})
_NEWS = frozenset({"agency", "channel", "network", "program", "programme", "service", "site", "website"})
_SEATS = frozenset({"member", "mp", "candidate", "constituency", "deputy", "senator"})
# "a professor at X"
_TAUGHT = frozenset(
    {
        "professor",
        "lecturer",
        "scholar",
        "student",
        "studied",
        "educated",
        "enrolled",
        "teaches",
        "taught",
        "researcher",
    }
)
_COMPASS = frozenset(
    f"{a}{b}{c}"
    for a in ("", "north", "south")
    for b in ("", "-")
    for c in ("north", "south", "east", "west", "northern", "southern", "eastern", "western")
) | {"lower", "upper", "inner", "outer", "central", "rural", "nearby", "downtown", "occupied"}
# "the police station at X", "the inquest at X": where something stands or is held.
_HELD = frozenset(
    {"station", "camp", "bridge", "jetty", "barracks", "junction", "crossing", "prison", "church", "mill"}
    | {
        "meeting",
        "rally",
        "inquest",
        "funeral",
        "home",
        "farm",
        "village",
        "mine",
        "battle",
        "landing",
        "wharf",
    }
)
# What a single word before a name is worth; the sums decide.
_FIRST_HELP: dict[str, Evidence] = {
    **dict.fromkeys(cues.BEFORE_PLACE, Evidence(place=2.5, organisation=0.4)),
    **dict.fromkeys(cues.BEFORE_PLACE_PERHAPS, Evidence(place=1.0, organisation=0.8, person=0.4)),
    **dict.fromkeys(cues.BEFORE_PERSON, Evidence(person=0.8)),
    **dict.fromkeys(cues.BEFORE_ORG, Evidence(organisation=1.0)),
    "of": Evidence(place=0.7, organisation=0.2),
    **dict.fromkeys(("on", "off", "over", "along", "beyond", "outside"), Evidence(place=1.2)),
    **dict.fromkeys(
        ("crossed", "reached", "entered", "left", "visited", "hit", "struck"), Evidence(place=0.8)
    ),
    "via": Evidence(organisation=1.5, place=0.5),
    "the": Evidence(organisation=2.0, place=0.6, person=-2.2),
}
_PAIRS: tuple[tuple[str, frozenset[str], Evidence], ...] = (
    ("the", cues.THE_PLACE, Evidence(place=1.8)),
    ("in", cues.IN_ORG, Evidence(organisation=2.5, place=-2.5)),
    ("of", cues.PLACE_KINDS, Evidence(place=4.0)),
    ("of", cues.OF_ORG, Evidence(organisation=2.6)),
    ("of", cues.FAMILY, Evidence(person=1.8)),
    ("for", _BOUND, Evidence(place=2.5)),
    ("for", _SEATS, Evidence(place=2.5)),
    ("of", cues.OF_PLACE, Evidence(place=2.5)),
    ("for", cues.FOR_ORG, Evidence(organisation=2.5)),
    ("at", _HELD, Evidence(place=1.5)),
    ("at", _TAUGHT, Evidence(organisation=2.8)),
)


def evidence(text: str, region: Span, span: Span) -> Evidence:
    """Add up the cues before and after a span, within its own region."""
    before = text[max(region.start, span.start - _ROOM) : span.start]
    after = text[span.end : min(region.end, span.end + _ROOM)]
    found, following = _before(before), _after(after)
    found = found if following is _NOTHING else following if found is _NOTHING else found + following
    heads = span.start == region.start
    dated = (heads or before.endswith(". ")) and _DATED.match(after)
    room = min(region.end, span.end + _ROOM)
    if dated or (heads and _DATELINE.match(text, span.start, room)):
        found += Evidence(place=4.0)
    if before.endswith("(") and _AFTER_AGENCY.match(after):
        found += Evidence(organisation=4.0)
    return found


def _before(before: str) -> Evidence:
    if before[-2:] in _WORK_ENDS:
        work = _WORK.search(before)
        if work and work[1] in cues.WORK_KINDS:
            return Evidence(nothing=6.0)
    if _PAPER.search(before):
        return Evidence(organisation=3.5, person=-1.0)
    words = before.rstrip(_OPENING)
    if words.endswith("/"):
        return _AFTER_SLASH
    if not words or words[-1] in _CLOSING:
        return _apposed_to(words)
    if words.endswith(", of"):
        return _OF_RESIDENCE
    ends = words.rsplit(None, 2)
    # Control characters are blanks to Python, though no text has them on purpose.
    return _words_before(ends[-2] if len(ends) > 1 else "", ends[-1]) if ends else _NOTHING


def called_so(before: str) -> Evidence:
    """Tell that a ship, a film or a horse has a name with a title: "the steamer Princess Alda"."""
    ends = before.rstrip(_OPENING).rsplit(None, 1)
    is_work = bool(ends) and ends[-1] in cues.WORK_KINDS and before.endswith(tuple(_OPENING))
    return Evidence(nothing=12.0) if is_work else _NOTHING


def _apposed_to(words: str) -> Evidence:
    """Read "his sister, X": what is named after the comma."""
    if not words.endswith(","):
        return _NOTHING
    ends = words[:-1].rsplit(None, 1)
    if not ends:
        return _NOTHING
    word = ends[-1]
    if cues.is_role(word) or cues.are_roles(word):
        return Evidence(person=1.8)
    if word in cues.ORG_KINDS:
        return Evidence(organisation=1.8)
    return Evidence(place=1.5) if word in cues.PLACE_KINDS else _NOTHING


@lru_cache(maxsize=65_536)
def _words_before(previous: str, last: str) -> Evidence:
    return _word_before(last.lower()) + _pair_before(previous.lower(), last.lower())


def _word_before(word: str) -> Evidence:
    found = _FIRST_HELP.get(word, _NOTHING)
    if word in cues.WORK_KINDS:
        found += Evidence(nothing=6.0)
    if cues.is_role(word) or word.endswith("-year-old"):
        found += Evidence(person=3.0)
    elif cues.are_roles(word):
        found += Evidence(person=1.2)
    if word in cues.ORG_KINDS:
        found += Evidence(organisation=4.5)
    elif word in cues.PLACE_KINDS or word in _COMPASS or word.removesuffix("s") in cues.PLACE_KINDS:
        # "the hamlets Hollin and Gorse"
        found += Evidence(place=2.5)
    return found


def _pair_before(previous: str, last: str) -> Evidence:
    """Read the preposition together with the word before it: "the village of X", "shares in X"."""
    for preposition, words, help_ in _PAIRS:
        if last == preposition and previous in words:
            return help_
    return _NOTHING


def is_kin(text: str, region: Span, span: Span) -> bool:
    """Tell whether somebody is called like a land: "my son Jordan", "Georgia, her niece", "Israel, 18,"."""
    before = text[max(region.start, span.start - _ROOM) : span.start]
    after = text[span.end : min(region.end, span.end + _ROOM)]
    return bool(_KIN_BEFORE.search(before) or _KIN_AFTER.match(after))


def _after(after: str) -> Evidence:
    """Read on by the first sign: a blank, a comma, an apostrophe, a dash each say other things."""
    if after[:1] in _UNQUOTED and after[1:2] == ",":
        after = after[1:]
    sign = after[:1]
    if sign in ("’", "'"):
        return _owned(after)
    if _NICKNAMED.match(after):
        return _A_FIRST_NAME
    found = _A_BASE if sign in _HYPHENS and _BASED.match(after) else _NOTHING
    said_to_be = _COPULA.match(after) if sign == " " else None
    if said_to_be:
        found += _kind_of(said_to_be[1])
    following = _NEXT_WORD.match(after)
    if following:
        said = _words_after(following[1], following[2] or "")
        found = said if found is _NOTHING else found + said
    return found + _aside(after) if sign == "," or after[1:2] in _ASIDES else found


def _aside(after: str) -> Evidence:
    """Read what follows a name beside it: an age, "who", a country, what somebody or something is."""
    found = _NOTHING
    if after.startswith(", based in"):
        return Evidence(organisation=2.5)
    if _AGE.match(after):
        found += Evidence(person=3.0)
    if _WHO.match(after):
        found += Evidence(person=2.2)
    if _SLASHED_AFTER.match(after):
        found += Evidence(person=1.5)
    place = _COUNTRY_AFTER.match(after)
    if place and feature_of(place[1]) in ("country", "region"):
        found += Evidence(place=2.5)
    return found + _apposed(after)


@lru_cache(maxsize=65_536)
def _words_after(word: str, second: str) -> Evidence:
    found = Evidence()
    if word in _RELATIVES:
        found += Evidence(person=2.2)
    elif word in cues.SPEECH_VERBS:
        # "Lindoil said it …", "Lind said he …"
        found += _SAID_BY.get(second, Evidence(person=2.0, organisation=0.8))
    elif word in cues.AFTER_ORG or word in cues.PRESS_KINDS or word in _ATTRIBUTES:
        found += _body_after(word, second)
    elif word in cues.AFTER_PLACE:
        # An airport has its name of anybody.
        found += Evidence(place=6.0 if word == "airport" else 2.2)
    elif second in cues.AFTER_PLACE:
        found += Evidence(place=1.2)
    elif word in _KIN:
        found += Evidence(person=2.0)
    elif word.endswith("ed") or word in _AUXILIARIES:
        found += Evidence(person=0.6, organisation=0.3)
    return found


def _body_after(word: str, second: str) -> Evidence:
    """Read "X spokesman", "X daily", "X news agency"; the attribute alone says nothing."""
    if word in cues.PRESS_KINDS or (word == "news" and second in _NEWS):
        return Evidence(organisation=4.0)
    # "the Norland stock market", "Norland television stations"
    if second in _MARKETS or second == "stations":
        return Evidence(place=1.5)
    is_body = word in cues.AFTER_ORG or second in cues.AFTER_ORG
    return Evidence(organisation=2.5) if is_body else _NOTHING


def _owned(after: str) -> Evidence:
    owned = _OWNS.match(after)
    if not owned:
        return Evidence()
    for word in (owned[2], owned[1]):
        if word in cues.FAMILY:
            return Evidence(person=2.0)
        if word in cues.OFFICERS:
            return Evidence(organisation=2.0)
        if word in cues.PLACE_OWNED:
            return Evidence(place=1.0)
    return Evidence()


def _apposed(after: str) -> Evidence:
    """Read "X, adviser to …", "X, a town in …", "X – a facility": what X is said to be."""
    match = _APPOSITION.match(after)
    if not match:
        return Evidence()
    return _kind_of(match[1])


def _kind_of(words: str) -> Evidence:
    """Give what the head noun says: the last word before a preposition ("the state news agency in …")."""
    found = _NOTHING
    for word in words.lower().split():
        if word in _AFTER_HEAD:
            break
        if cues.is_role(word):
            found = Evidence(person=2.5)
        elif word in cues.PLACE_KINDS:
            found = Evidence(place=2.0)
        elif word in cues.ORG_KINDS:
            found = Evidence(organisation=2.0)
    return found
