"""Words that tell what a capitalised name is: titles, roles, heads of organisations and places.

The lists stand in ``data/cues.toml``, each with what it is for. A *title* or *role* stands before a
person's name and is not part of it ("Interior Minister X"); a *head* is the noun of a proper name
and is part of it ("the Ministry of X", "X Street"). Lower-case *kinds* are nouns beside a name that
say what it is ("the ruling party X", "the village of X").
"""

import tomllib
from pathlib import Path

_LISTS = tomllib.loads((Path(__file__).parent.parent / "data" / "cues.toml").read_text("utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


TITLES = _words("titles")
ROLES = _words("roles")
ROLE_MODIFIERS = _words("role_modifiers")
ORG_HEADS = _words("org_heads")
ORG_OPENERS = _words("org_openers")
WEAK_ORG_HEADS = _words("weak_org_heads")
ORG_SUFFIXES = _words("org_suffixes")
ORG_FIRST = _words("org_first")
PLACE_HEADS = _words("place_heads")
LOWER_PLACE_HEADS = _words("lower_place_heads")
PLACE_OPENERS = _words("place_openers")
COMPASS = _words("compass")
PLACE_KINDS = _words("place_kinds")
ORG_KINDS = _words("org_kinds")
AFTER_ORG = _words("after_org")
AFTER_PLACE = _words("after_place")
SPEECH_VERBS = _words("speech_verbs")
PARTICLES = _words("particles")
GENERATIONS = _words("generations")
NEVER = _words("never")
NEVER_ALONE = _words("never_alone")
FEASTS = _words("feasts")
BEFORE_MONTH = _words("before_month")
FALSE_PLACE_PERSONS = _words("false_place_persons")
EVENT_HEADS = _words("event_heads")
OPENERS = _words("openers")
BROKEN = _words("broken")
FAMILY = _words("family")
OFFICERS = _words("officers")
PLACE_OWNED = _words("place_owned")
NOT_NAMES_ACRONYMS = _words("not_names_acronyms")
PLACE_ACRONYMS = _words("place_acronyms")
ADMINISTRATIVE = _words("administrative")
BEFORE_PERSON = _words("before_person")
BEFORE_ORG = _words("before_org")
BEFORE_PLACE = _words("before_place")
BEFORE_PLACE_PERHAPS = _words("before_place_perhaps")
OF_PLACE = _words("of_place")
OF_ORG = _words("of_org")
IN_ORG = _words("in_org")
FOR_ORG = _words("for_org")
THE_PLACE = _words("the_place")
PLACE_FIRST = _words("place_first")
BUILDING_HEADS = _words("building_heads")
CALLED_BY_HEAD = _words("called_by_head")
GENERIC_BODIES = _words("generic_bodies")
FOREIGN_ARTICLES = _words("foreign_articles")
STATE_ABBREVIATIONS = _words("state_abbreviations")
SPORT_WORDS = _words("sport_words")
BODIES_INSIDE = _words("bodies_inside")
PRESS_KINDS = _words("press_kinds")
SHIP_PREFIXES = _words("ship_prefixes")
WORK_KINDS = _words("work_kinds")
POSTNOMINALS = frozenset(
    {
        "qc",
        "kc",
        "sc",
        "sj",
        "osb",
        "frs",
        "jp",
        "mp",
        "mep",
        "mla",
        "obe",
        "mbe",
        "cbe",
        "phd",
        "md",
        "msp",
        "m.p",
        "q.c",
        "k.c",
        "td",
        "sm",
        "qpm",
        "frcs",
        "rn",
    }
)
KNOWN_BODIES = frozenset(_LISTS["known_bodies"].strip().replace("\n", "|").split("|"))
PREFIXES = _words("prefixes")
PARTY_HEADS = _words("party_heads")
FAMILY_NAMES_FIRST = _words("family_names_first")
# Most runs are one such word at the head of a sentence: they are passed over before anything is read.
SENTENCE_OPENERS = frozenset(word.capitalize() for word in OPENERS)


def is_title(word: str) -> bool:
    """Tell whether a word stands before a person's name as title ("Dr", "Col.")."""
    return word.lower().rstrip(".") in TITLES


def is_role(word: str) -> bool:
    """Tell whether a word is a job or kin that may stand before a person's name."""
    return word.lower().rstrip(".") in ROLES


def are_roles(word: str) -> bool:
    """Tell whether a word is a job or kin of several people: "her sons, Ivan and Taras"."""
    return word.endswith("s") and word[:-1].lower() in ROLES


def is_common_noun(word: str) -> bool:
    """Tell words that writers and old papers give a capital without naming anybody: "Government", "Judge"."""
    low = word.lower()
    heads = (
        ORG_HEADS | PLACE_HEADS | PLACE_KINDS | ORG_KINDS | EVENT_HEADS | GENERIC_BODIES | OPENERS | COMPASS
    )
    return is_title(word) or is_role(word) or are_roles(word) or low in heads
