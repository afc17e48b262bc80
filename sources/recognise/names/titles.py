"""Titles and roles before a person's name: where they end and the name begins."""

import re
from collections.abc import Iterator, Sequence

from sources.recognise.gazetteer import feature_of
from sources.recognise.names import cues, lexicon
from sources.recognise.names.bodies import PAIR
from sources.recognise.names.tokens import Token

_OFFICE_JOINERS = frozenset({"of", "for", "and", "the", "on"})
# "Vice-Chancellor-elect", "Prime Minister-designate"
_TO_BE = re.compile(r"-(?:elect|designate)$")
_NAME_TITLES = frozenset({"st", "saint", "san", "don"})
# Titles only with their full stop: "Barr. Ada Eze", not "Roseanne Barr".
_DOTTED = frozenset({"barr", "arc", "ven", "pst"})
_LOOK_AHEAD = 4
_LONGEST_PLACE = 3


def after_title(tokens: tuple[Token, ...]) -> int:
    """Give the index after the last title or role that leads the stretch; 0 where none does."""
    after = 0
    for index, token in enumerate(tokens):
        if token.is_joiner:
            if not after or token.word not in _OFFICE_JOINERS:
                break
        elif _leads(tokens, index):
            after = index + 1
        elif not _may_stand_before_title(tokens, index, after):
            break
    return after


def _leads(tokens: tuple[Token, ...], index: int) -> bool:
    token = tokens[index]
    low = _TO_BE.sub("", token.low)
    if low in _NAME_TITLES and index + 1 < len(tokens):
        # "Don Evaristo Mamani" has a title, "Don King" has none.
        return low == "don" and len(tokens) - index > PAIR and lexicon.is_given_name(tokens[index + 1].word)
    if low in _DOTTED and not token.word.endswith("."):
        return False
    parts = low.split("-")
    ranks = all(cues.is_title(part) for part in parts)
    # "Presidents Bush and Lind", "Co-Premiers"
    several = _is_title_of_several(parts[-1]) and _goes_with_name(tokens, index)
    compound = len(parts) > 1 and (ranks or cues.is_role(parts[-1]) or cues.is_role(parts[0]))
    if not (compound or several or cues.is_title(low) or cues.is_role(low)):
        return False
    # "Dean Martin", "King Lee": a role that is a given name leads only where no surname follows.
    if lexicon.is_given_name(low) and index == 0 and len(tokens) == PAIR:
        return not lexicon.is_surname(tokens[1].word)
    return not token.is_possessive or index + 1 == len(tokens)


def _is_title_of_several(low: str) -> bool:
    return low.endswith("s") and cues.is_title(low[:-1]) and not lexicon.is_given_name(low)


def _goes_with_name(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether no plain noun follows, nor a joiner: "Sisters of Mercy", "Brothers Grimm"."""
    after = tokens[index + 1 : index + 2]
    plain = any(lexicon.is_word(t.word) and not lexicon.is_surname(t.word) for t in after)
    return bool(after) and not after[0].is_joiner and not (plain and not cues.is_title(after[0].low))


def _may_stand_before_title(tokens: tuple[Token, ...], index: int, after: int) -> bool:
    token = tokens[index]
    if token.low in cues.ROLE_MODIFIERS or (not after and lexicon.is_demonym(token.word)):
        return True
    plain = lexicon.is_word(token.low) and not lexicon.is_given_name(token.low)
    if after:
        # "Minister of Labour and Social Protection Anna Petrova"
        return plain and any(t.is_joiner for t in tokens[after:index])
    return plain and any(
        _leads(tokens, n)
        for n in range(index + 1, min(len(tokens), index + 1 + _LOOK_AHEAD))
        if not tokens[n].is_joiner
    )


def is_bare(tokens: Sequence[Token], title: Token) -> bool:
    """Tell whether what follows a role is one plain word and no name: "Police Chief Says"."""
    word = tokens[0].word
    named = lexicon.is_surname(word) or lexicon.is_given_name(word)
    return len(tokens) == 1 and lexicon.is_word(word) and not named and not cues.is_title(title.low)


def office(rest: tuple[Token, ...]) -> Iterator[tuple[str, tuple[Token, ...]]]:
    """Read what follows "President of": ("place", …) for a country or town, ("name", …) for what is left."""
    for length in range(min(_LONGEST_PLACE, len(rest)), 0, -1):
        place = " ".join(t.word for t in rest[:length])
        if feature_of(place) and not lexicon.is_word(place):
            yield "place", rest[:length]
            if len(rest) > length:
                yield "name", rest[length:]
            return
    plain = 0
    while plain < len(rest) and (rest[plain].is_joiner or _is_plain(rest[plain])):
        plain += 1
    if plain and plain < len(rest):
        yield "person", rest[plain:]
    elif not plain:
        yield "name", rest


def _is_plain(token: Token) -> bool:
    return lexicon.is_word(token.word) and not lexicon.is_given_name(token.word)
