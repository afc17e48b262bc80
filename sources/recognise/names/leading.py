"""Where a name begins inside a stretch: after a people, a land, a firm with an office, what somebody was.

"Norland Governor Anna Petrova" is a place and a person, "Lindoil CEO Per Lind" a body and a person,
"Controversial Norlandish Anna Lind" a person alone.
"""

import re
from collections.abc import Sequence

from sources.recognise.gazetteer import feature_of, is_place
from sources.recognise.names import acronyms, cues, lexicon
from sources.recognise.names.bodies import PAIR, is_place_name
from sources.recognise.names.tokens import Token

_LONGEST_PLACE = 3
# "Year-on-year", "Build-up"
_SMALL_PARTS = frozenset({"on", "of", "up", "in", "to", "by", "a", "the", "and", "out", "off", "down"})


def spelled(tokens: Sequence[Token]) -> str:
    """Give the words as one, with blanks between them."""
    return " ".join(t.word for t in tokens)


def is_plain(token: Token) -> bool:
    """Tell whether a word is English and nobody's first name."""
    return lexicon.is_word(token.word) and not lexicon.is_given_name(token.word)


def is_compound(word: str) -> bool:
    """Tell whether all parts of a hyphened word are plain English: "Post-mortem", "BUILD-UP"."""
    first, *others = re.split(r"[\u2010-]", word)
    lower = word.isupper() or all(part.islower() for part in others)
    plain = all(lexicon.is_word(part) or part in _SMALL_PARTS for part in others)
    return bool(others) and lower and plain and (lexicon.is_word(first) or first.lower() in cues.PREFIXES)


def past_adjectives(tokens: tuple[Token, ...], *, opens: bool) -> int:
    """Give how many words stand before a name and are none of it; ``opens`` where a sentence begins here.

    2 for "Angry Norlandish Anna Lind", 1 for "Arab East Jerusalem" and "Former Norland Governor".
    """
    first = 0
    while first < len(tokens) - 1 and _is_formerly(tokens[first].low):
        first += 1
    after = first
    if is_place(spelled(tokens[first:])):
        return first
    while after < len(tokens) - 1 and lexicon.is_demonym(tokens[after].word):
        after += 1
    if after > first and _is_place_of_several(tokens[after:]):
        return after
    if not opens or lexicon.is_given_name(tokens[first].word):
        return first
    while after < len(tokens) - PAIR and _is_adjective(tokens[after]):
        after += 1
    people = any(lexicon.is_demonym(t.word) for t in tokens[first:after])
    named = not tokens[after].is_joiner and lexicon.is_given_name(tokens[after].word)
    return after if people and named else first


def _is_formerly(low: str) -> bool:
    """Tell what a person or a land was: "Former Norland Governor", "Ex-Rover Per Lind"."""
    return low in ("former", "then") or (low.startswith("ex-") and len(low) > len("ex-"))


def _is_place_of_several(tokens: tuple[Token, ...]) -> bool:
    return len(tokens) > 1 and (
        is_place(spelled(tokens)) or (is_place_name(tokens) and tokens[0].low in cues.COMPASS)
    )


def _is_adjective(token: Token) -> bool:
    titled = cues.is_title(token.low) or cues.is_role(token.low)
    return (is_plain(token) and not titled) or lexicon.is_demonym(token.word)


def cut_of(words: list[Token]) -> int:
    """Give the index of the word at which a second name begins; 0 where there is one name only."""
    return _acronym_cut(words) or _people_cut(words) or _role_cut(words) or _country_cut(words)


def _acronym_cut(words: list[Token]) -> int:
    """Give 1 to cut after "US" in "US Senator" and "DSP" in "DSP Anna Petrova", else 0."""
    first = words[0].word
    rank = acronyms.leads_name(first) and len(words) > PAIR and lexicon.is_given_name(words[1].word)
    # "UN High Commissioner"
    office = acronyms.leads_name(first) and len(words) > 1 and cues.is_role(words[-1].word)
    return int(acronyms.acronym(first) == acronyms.PLACE or rank or office)


def _people_cut(words: list[Token]) -> int:
    """Give where the name begins after demonyms ("Norlandish Anna Petrova"); 0 where there is none."""
    leading = next((i for i in range(len(words)) if not _is_people_of(words[i:])), 0)
    plain = all(is_plain(t) for t in words[leading:])
    return leading if not plain or leading == len(words) - 1 else 0


def _is_people_of(words: list[Token]) -> bool:
    """Tell whether a name goes on after a people: "Kurd Per Lind", "Shona Chief Lind", not "Shona Lind"."""
    named = len(words) > PAIR and (cues.is_title(words[1].low) or cues.is_role(words[1].low))
    return lexicon.is_demonym(words[0].word) or (named and lexicon.is_namesake(words[0].word))


def _role_cut(words: list[Token]) -> int:
    """Give where to cut "Norland Governor Anna Petrova" and "Lindoil CEO Per Lind"; else 0."""
    for index in range(1, len(words) - 1):
        role = words[index].low
        if not (cues.is_title(role) or cues.is_role(role)):
            continue
        first = index
        while first > 1 and _is_part_of_office(words[first - 1]) and not is_place(spelled(words[:first])):
            first -= 1
        name = words[index + 1].word
        left = words[:first]
        owner = is_place(spelled(left)) or left[-1].low in ("county", "city", "state", "university")
        body = acronyms.acronym(left[0].word) == acronyms.BODY or _is_unknown_owner(left, role)
        given = lexicon.is_given_name(name)
        if (given or not lexicon.is_word(name)) and (owner or (body and (given or len(left) == 1))):
            return first
    return 0


def _is_part_of_office(token: Token) -> bool:
    """Tell whether a word may stand before a role: "Deputy", "Financial"."""
    return token.low in cues.ROLE_MODIFIERS or (is_plain(token) and not is_place(token.word))


def _is_unknown_owner(left: Sequence[Token], role: str) -> bool:
    """Tell whether what stands before a role that is nobody's surname is no name of a person: a firm."""
    named = any(lexicon.is_given_name(t.word) or lexicon.is_surname(t.word) for t in left)
    return cues.is_role(role) and not lexicon.is_surname(role) and not named


def _country_cut(words: list[Token]) -> int:
    """Give where to cut "Kenya Anna Petrova"; 0 where there is nothing to cut."""
    for length in range(_LONGEST_PLACE, 0, -1):
        if len(words) < length + PAIR or not lexicon.is_given_name(words[length].word):
            continue
        called = length == 1 and lexicon.is_given_name(words[0].word)
        if feature_of(spelled(words[:length])) == "country" and not called:
            return length
    return 0
