"""Whether a stretch of capitalised words is the name of a body or of a place, by its nouns."""

from collections.abc import Sequence
from itertools import pairwise

from sources.recognise.gazetteer import is_place
from sources.recognise.names import cues, lexicon
from sources.recognise.names.tokens import Token

PAIR = 2
KNOWN = "organisation:known everywhere"
# What a country or an adjective has in general: "the Norlandish Government" names no body of its own.
_COMMON = frozenset(
    {"government", "cabinet", "forces", "media", "news", "troops", "hospital", "school", "press"}
)
_PLACE_OF = frozenset({"city", "state", "county", "district"})
_JOINING = frozenset({"of", "for", "on"})
_BISHOPS = (["episcopal", "conference"], ["bishops", "conference"])
_STATES = frozenset({"republic", "kingdom", "commonwealth", "emirate", "sultanate", "principality"})
_STATELY = frozenset(
    {
        "people",
        "people's",
        "people’s",
        "democratic",
        "socialist",
        "soviet",
        "federal",
        "federative",
        "islamic",
    }
    | {"arab", "united", "autonomous", "popular", "cooperative", "co-operative", "revolutionary", "state"}
)
_POINTS = {"N.": "North", "S.": "South", "E.": "East", "W.": "West"}


def words_of(tokens: Sequence[Token]) -> list[Token]:
    """Give the capitalised words of a stretch, without what joins them."""
    return [t for t in tokens if not t.is_joiner]


def body_rule(tokens: tuple[Token, ...]) -> str:
    """Tell by which rule the stretch names a body; "" where none does."""
    if _is_known(tokens):
        return KNOWN
    if _is_opened(tokens):
        return "organisation:opener"
    low = [t.low for t in words_of(tokens)]
    if low[-2:] in _BISHOPS:
        return "organisation:head"
    if len(low) < PAIR or (low[-1] in cues.EVENT_HEADS and low[-1] not in cues.ORG_HEADS):
        return ""
    return _rule_of_several(low)


def _is_known(tokens: tuple[Token, ...]) -> bool:
    """Tell whether the whole is a body known everywhere, or a country's own: "Kenya Red Cross"."""
    words = [t.word for t in tokens]
    if " ".join(words) in cues.KNOWN_BODIES:
        return True
    # "Amnesty International Ghana"
    if len(words) > PAIR and is_place(words[-1]) and " ".join(words[:-1]) in cues.KNOWN_BODIES:
        return True
    while len(words) > PAIR and (is_place(words[0]) or lexicon.is_people(words[0])):
        words = words[1:]
        if " ".join(words) in cues.KNOWN_BODIES:
            return True
    return False


def _rule_of_several(low: list[str]) -> str:
    last = low[-1].rpartition("-")[2]
    if last in cues.ORG_SUFFIXES:
        return "organisation:suffix"
    if last in cues.ORG_HEADS and not _is_person(low):
        return _head_rule(low)
    first_tells = (
        low[0] in cues.ORG_FIRST
        and not cues.is_role(last)
        and low[0] not in cues.TITLES
        and last not in cues.PLACE_HEADS
    )
    return "organisation:opener" if first_tells else ""


def _head_rule(low: list[str]) -> str:
    last = low[-1]
    if last not in cues.WEAK_ORG_HEADS:
        return "organisation:head"
    plain = all(w in cues.ROLE_MODIFIERS or lexicon.is_people(w) for w in low[:-1])
    return "" if plain and last in _COMMON else "organisation:weak head"


def _is_opened(tokens: tuple[Token, ...]) -> bool:
    """Tell whether "of", "for" or "on" follows the head of a body: "Ministry of X"."""
    for token, following in pairwise(tokens):
        if following.is_joiner and following.word in _JOINING:
            strong = token.low in cues.ORG_HEADS - cues.WEAK_ORG_HEADS - cues.ORG_SUFFIXES
            return token.low in cues.ORG_OPENERS or strong
    return False


def _is_person(low: list[str]) -> bool:
    """Tell "George Church" from a body: a given name and one noun that is a surname too."""
    first, last = low[0], low[-1]
    known = lexicon.is_word(first) or lexicon.is_people(first) or is_place(first)
    given = lexicon.is_given_name(first) and not known
    return len(low) == PAIR and given and (last in cues.WEAK_ORG_HEADS or lexicon.is_surname(last))


def is_place_name(tokens: tuple[Token, ...]) -> bool:
    """Tell whether a noun in the stretch says that it is a place: "Lake X", "X Street", "North X"."""
    words = words_of(tokens)
    low = [t.low for t in words]
    if len(low) < PAIR:
        return False
    if _is_by_compass(words) or _is_state(tokens):
        return True
    # "County Tyrone", not "County Court".
    if low[0] == "county" and len(low) == PAIR and not (cues.is_role(low[1]) or low[1] in cues.ORG_HEADS):
        return True
    if low[0] in cues.PLACE_OPENERS and not cues.is_role(low[1]) and low[-1] not in cues.EVENT_HEADS:
        return low[0] not in _PLACE_OF or any(t.is_joiner for t in tokens)
    return low[-1] in cues.PLACE_HEADS


def _is_state(tokens: Sequence[Token]) -> bool:
    """Tell "the People’s Republic of Norland", whatever kind of a republic."""
    low = [t.low for t in tokens]
    at = next((n for n, word in enumerate(low[:-1]) if word in _STATES and low[n + 1] == "of"), -1)
    return at >= 0 and (is_place(tokens[-1].word) or at > 0) and all(t in _STATELY for t in low[:at])


def _is_by_compass(words: Sequence[Token]) -> bool:
    """Tell "N. Korea", "South Norland" and, of a word neither English nor a name, "Central Sulawesi"."""
    first, following = words[0], words[1].low
    rest = " ".join(t.word for t in words[1:])
    point = _POINTS.get(first.word)
    if point and is_place(f"{point} {rest}"):
        return True
    if first.low not in cues.COMPASS:
        return False
    known = lexicon.is_word(following) or lexicon.is_surname(following) or lexicon.is_people(following)
    return is_place(rest) or (len(words) == PAIR and not known and following not in cues.ORG_HEADS)


def may_be_person(tokens: tuple[Token, ...]) -> bool:
    """Tell whether a place's name may be somebody's as well: "Jack London", "Rose Hill"."""
    low = [t.low for t in words_of(tokens)]
    given = lexicon.is_given_name(low[0]) and (
        not lexicon.is_word(low[0]) or lexicon.is_frequent_given_name(low[0])
    )
    return len(low) == PAIR and given and low[-1] in cues.FALSE_PLACE_PERSONS
