"""One run of capitalised words in, the names it holds out.

The rules are tried from the plainest: the gazetteer for names of several words, the head or suffix of
a body, a title or role before a person, the head of a place; what is left goes by its shape. Titles
and roles are cut off, as is "the"; demonyms before a name too, but not inside the name of a body.
What surrounds the run adds its evidence afterwards, so that each run is classified once, however
often it is met.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sources.recognise.gazetteer import feature_of, is_known_land, is_place
from sources.recognise.names import acronyms, cues, lexicon
from sources.recognise.names.bodies import KNOWN, PAIR, body_rule, is_place_name, may_be_person, words_of
from sources.recognise.names.draft import Evidence, Template
from sources.recognise.names.leading import cut_of, is_compound, is_plain, past_adjectives, spelled
from sources.recognise.names.segments import headline_segments, segments
from sources.recognise.names.shape import shape
from sources.recognise.names.titles import after_title, is_bare, office
from sources.recognise.names.tokens import Token, tokenise

_SURE, _STRONG, _FAIR, _SLIGHT = 6.0, 4.0, 2.0, 1.0
_POINTS_BY_FEATURE = {"country": _SURE, "capital": _STRONG, "region": 2.5, "city": 1.8}
_SHORTEST = 2
_LONGEST_PLACE = 3
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"})
_TENS = frozenset({"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"})
_PATRONS = frozenset(
    {"queen", "king", "st", "saint", "lady", "lord", "bishop", "cardinal", "president", "prince"}
)
# "Bishop Lind School"
_DEDICATED = frozenset({"school", "college", "hospital", "university", "church", "academy", "foundation"})
_CREEDS = frozenset(
    {"apostolic", "coptic", "episcopal", "evangelical", "free", "independent", "reformed", "united"}
    | {"anglican", "baptist", "lutheran", "methodist", "moravian", "pentecostal", "presbyterian", "unitarian"}
)
_TAUGHT = frozenset({"university", "college", "institute", "academy", "school"})
# "Merchant Shipping Act"
_LAWS = frozenset({"act", "bill", "law", "treaty", "convention", "charter", "award", "prize", "cup", "medal"})
# "F-86", "C-section", "T-shirt": a type, not a name; but the G-20 is a body.
_DESIGNATION = re.compile(r"(?!G-)[A-Z]{1,3}[\u2010-](?:\d|[a-z])")
# A word up to its next hyphen, its possessive included: "CHONG", "WOMEN’S".
_LETTERS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]\b)?")
# "Leopold III", "Elizabeth I": the first of the name only after what rulers are called, "I" being a word.
_REGNAL = re.compile(r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})$")
_RULERS = frozenset(
    {"king", "queen", "pope", "emperor", "empress", "tsar", "czar", "kaiser", "shah", "sultan"}
)
_LICENCE = re.compile(r"(?:\b(?:Photo|Image|Picture|Credit|Licence|License) )?\bCC (?:BY|SA|NC|ND)\b.*$")
# "You’ll", "He’d"
_CONTRACTED = re.compile(r"[’'](?:ll|d|ve|re|m|s|t)$")
_SEAT = re.compile(r"[DIR]-[A-Z]")
_MINISTERIAL = frozenset({"minister", "ministers", "secretary", "under-secretary", "undersecretary"})
# "the Duke of Argyll": somebody, whatever the place of which the title speaks.
_NOBLE = frozenset({"baron", "baroness", "count", "countess", "duchess", "duke", "earl", "marchioness"}) | {
    *("marquess", "marquis", "viscount", "viscountess"),
}
_BREAKERS = frozenset(
    {
        "the",
        "he",
        "she",
        "it",
        "they",
        "we",
        "in",
        "but",
        "and",
        "i",
        "after",
        "as",
        "at",
        "by",
        "from",
        "is",
        "are",
    }
    | {
        "over",
        "says",
        "through",
        "to",
        "was",
        "were",
        "when",
        "while",
        "with",
        "that",
        "has",
        "have",
        "will",
        "into",
    }
)


class Setting(NamedTuple):
    """Where a run stands: whether a sentence opens with it, in what line, and the word after it.

    ``following`` is "" but for the few words that change what a name is: "dollar", "party".
    """

    opens: bool
    headline: bool = False
    following: str = ""

    @property
    def inside(self) -> "Setting":
        """Give the setting of a name that does not open the sentence."""
        return self._replace(opens=False) if self.opens else self


@lru_cache(maxsize=32_768)
def classify(words: str, setting: Setting) -> tuple[Template, ...]:
    """Give the names in a run, in order, their places counted from its start."""
    # "Photo CC BY-SA": a licence is nobody's.
    words = _LICENCE.sub("", words) if "CC" in words else words
    calm = _calmed(words)
    if calm != words:
        return classify(calm, setting._replace(headline=True))
    tokens = tokenise(words)
    stretches = headline_segments(tokens) if setting.headline else segments(tokens)
    found: list[Template] = []
    for number, stretch in enumerate(stretches):
        found += _cleared(stretch, setting if number == 0 else setting.inside)
    return tuple(found)


def _calmed(words: str) -> str:
    """Give "BY ANNA PETROVA" as "By Anna Petrova": where all is in capitals they tell nothing.

    Short words may be the letters of a body and stay ("US ARMY"); the length never changes.
    """
    parts = words.split(" ")
    long_ones = [part for part in parts if len(part) > _SHORTEST]
    if len(long_ones) < PAIR or not all(part.isupper() for part in long_ones):
        return words
    calm = " ".join(_LETTERS.sub(_lowered_tail, p) if _is_loud(p) else p for p in parts)
    return calm if len(calm) == len(words) else words


def _is_loud(part: str) -> bool:
    return len(part) > _SHORTEST + 1 or lexicon.is_word(part) or part.lower() in cues.PARTICLES


def _lowered_tail(letters: re.Match[str]) -> str:
    word = letters.group()
    return word[0] + word[1:].lower()


def _cleared(tokens: tuple[Token, ...], setting: Setting) -> Iterator[Template]:
    """Take articles, pronouns and adverbs off both ends, and cut where one stands inside."""
    tokens = _without_joiners(tokens)
    while tokens and _is_opener(tokens[0]) and not _keeps_first(tokens):
        tokens, setting = _without_joiners(tokens[1:]), setting.inside
    while tokens and _is_no_ending(tokens[-1].low) and not _is_first_of_name(tokens):
        tokens = _without_joiners(tokens[:-1])
    inner = tokens[:-1] if _is_first_of_name(tokens) else tokens
    middle = next((i for i, t in enumerate(inner) if i and not t.is_joiner and t.low in _BREAKERS), 0)
    if middle:
        yield from _cleared(tokens[:middle], setting)
        yield from _cleared(tokens[middle + 1 :], setting.inside)
    elif tokens:
        yield from _named(tokens, setting)


def _is_opener(token: Token) -> bool:
    # "A." is somebody's initial, "A" is not.
    low = token.low
    if token.word.isupper() and token.word in cues.KNOWN_BODIES:
        return False
    opener = low in cues.OPENERS or low.partition("-")[0] in _TENS or _CONTRACTED.sub("", low) in cues.OPENERS
    return (opener and not token.word.endswith(".")) or low[0].isdecimal()


def _is_first_of_name(tokens: Sequence[Token]) -> bool:
    """Tell "King Baudouin I" from what ends in a pronoun."""
    ruler = any(t.low in _RULERS for t in tokens[:-2])
    return ruler and tokens[-1].word == "I" and not tokens[-2].is_joiner


def _is_no_ending(low: str) -> bool:
    return (low in cues.OPENERS and low != "may") or low in cues.POSTNOMINALS


def _keeps_first(tokens: tuple[Token, ...]) -> bool:
    """Tell whether the first word belongs to the name all the same: "The Hague", "Third Infantry Brigade"."""
    if (tokens[0].low in _ORDINALS or tokens[0].low[0].isdecimal()) and len(tokens) > 1:
        return bool(body_rule(tokens)) or is_place_name(tokens)
    if len(tokens) == 1:
        return False
    # "The Sunday Telegraph"
    if tokens[0].low == "sunday" and tokens[1].low in cues.CALLED_BY_HEAD:
        return True
    # "All India Trade Union Congress"
    if tokens[0].low == "all":
        return (is_place(tokens[1].word) or tokens[1].is_possessive) and bool(body_rule(tokens[1:]))
    return tokens[0].low == "the" and is_place(f"{tokens[0].word} {tokens[1].word}")


def _without_joiners(tokens: Sequence[Token]) -> tuple[Token, ...]:
    tokens = tuple(tokens)
    while tokens and tokens[0].is_joiner:
        tokens = tokens[1:]
    while tokens and tokens[-1].is_joiner:
        tokens = tokens[:-1]
    return tokens


def _named(tokens: tuple[Token, ...], setting: Setting) -> Iterator[Template]:
    skipped = past_adjectives(tokens, opens=setting.opens)
    if skipped:
        tokens, setting = tokens[skipped:], setting.inside
    # Towns have grown round some universities.
    taught = tokens[0].low in _TAUGHT and len(tokens) > 1 and tokens[1].is_joiner
    if len(tokens) > 1 and is_place(spelled(tokens)) and not may_be_person(tokens) and not taught:
        # "Rio Tinto" is a town in Brazil, and known everywhere as something else.
        known = spelled(tokens) in cues.KNOWN_BODIES
        evidence = Evidence(organisation=_SURE) if known else Evidence(place=_SURE)
        yield Template(tokens, evidence, KNOWN if known else "place:gazetteer")
        return
    if tokens[0].low in cues.SHIP_PREFIXES or _DESIGNATION.match(tokens[0].word):
        return
    rule = body_rule(tokens)
    if rule == KNOWN:
        yield Template(tokens, Evidence(organisation=_SURE), rule)
        return
    after = _title_end(tokens, rule)
    if after and _is_portfolio(tokens, after):
        return
    if rule:
        yield from _body(tokens, rule, after, setting)
    elif after < len(tokens) or not after:
        yield from _unheaded(tokens, after, setting)
    else:
        yield from _titled(tokens, after, setting)


def _title_end(tokens: tuple[Token, ...], rule: str) -> int:
    """Give where a title ends; that of "Queen Margaret’s School" is part of the body's name."""
    possessive = any(t.is_possessive for t in tokens[:-1]) or tokens[-1].low in _DEDICATED
    owned = rule and tokens[0].low in _PATRONS and possessive
    return 0 if owned else after_title(tokens)


def _is_portfolio(tokens: tuple[Token, ...], after: int) -> bool:
    """Tell whether what a minister is minister of is all that follows: "Minister for Labor and Industry"."""
    office = tokens[after - 1].low in _MINISTERIAL and after < len(tokens) and tokens[after].is_joiner
    return office and all(t.is_joiner or is_plain(t) for t in tokens[after:])


def _unheaded(tokens: tuple[Token, ...], after: int, setting: Setting) -> Iterator[Template]:
    """Read what is no body by its nouns: a title and a name, a place, what has only a shape."""
    if _is_office_of_land(tokens):
        yield Template(tokens[:-1], Evidence(place=_STRONG), "place:gazetteer")
    elif after:
        # "Merchant Shipping Act" is a law, not a merchant.
        yield from () if tokens[-1].low in _LAWS else _titled(tokens, after, setting)
    elif is_place_name(tokens):
        yield _placed(tokens)
    elif len(tokens) > 1 and tokens[-1].low in cues.BUILDING_HEADS:
        yield Template(tokens, Evidence(organisation=1.2, place=2.9), "place:building")
    elif len(words_of(tokens)) == 1:
        yield from _single(words_of(tokens)[0], setting)
    else:
        yield from _several(tokens, setting)


def _is_office_of_land(tokens: tuple[Token, ...]) -> bool:
    """Tell "the Virginia Governor", who is not named, from "Virginia Mason"."""
    role = tokens[-1].low
    office = len(tokens) > 1 and (cues.is_role(role) or cues.is_title(role)) and not lexicon.is_surname(role)
    return office and feature_of(spelled(tokens[:-1])) in ("country", "region")


def _placed(tokens: tuple[Token, ...]) -> Template:
    if may_be_person(tokens):
        return Template(tokens, Evidence(person=2.5, place=1.5), "name:shape")
    return Template(tokens, Evidence(place=_STRONG), "place:head")


def _body(tokens: tuple[Token, ...], rule: str, after: int, setting: Setting) -> Iterator[Template]:
    """Give the body without what stands before its own name ("Chairman of the National Bank")."""
    rest = _without_joiners(tokens[after:]) if after else ()
    if rest and body_rule(rest):
        yield Template(rest, Evidence(organisation=_STRONG), rule)
        return
    if rest and (not _has_strong_head(tokens) or lexicon.is_given_name(rest[0].word)):
        yield from _titled(tokens, after, setting)
        return
    if tokens[-1].low == "city" and len(tokens) > 1:
        yield Template(tokens, Evidence(organisation=0.8, place=3.0), "place:city")
        return
    if _is_denomination(tokens):
        yield Template(tokens, Evidence(organisation=_STRONG), "organisation:head")
        return
    if tokens[-1].low in cues.BUILDING_HEADS and not any(t.is_joiner for t in tokens):
        yield Template(tokens, Evidence(organisation=1.2, place=2.9), "place:building")
        return
    points = _FAIR if rule.endswith("weak head") else _STRONG
    yield Template(tokens, Evidence(organisation=points), rule)


def _is_denomination(tokens: Sequence[Token]) -> bool:
    """Tell "the Russian Orthodox Church" from "St Mary’s Church" and "the Old Church"."""
    creeds = [t for t in tokens[:-1] if lexicon.is_people(t.word) or t.low in _CREEDS]
    return tokens[-1].low == "church" and bool(creeds) and len(creeds) == len(tokens) - 1


def _has_strong_head(tokens: Sequence[Token]) -> bool:
    return any(t.low in cues.ORG_HEADS and t.low not in cues.WEAK_ORG_HEADS for t in tokens)


def _titled(tokens: tuple[Token, ...], after: int, setting: Setting) -> Iterator[Template]:
    rest = _without_joiners(tokens[after:])
    yield from _owner_before(tokens[: after - 1] if rest else ())
    if not rest:
        # "Maj" may be a title or, where the article has "Bolesław Maj", somebody.
        if len(tokens) == 1 and not tokens[0].word.endswith("."):
            yield Template(tokens, Evidence(), "name:shape", weak=True)
        return
    if tokens[after].is_joiner and tokens[after - 1].low in _NOBLE:
        yield Template(rest, Evidence(person=_SURE), "person:title")
    elif tokens[after].is_joiner:
        yield from _office(rest, setting)
    elif len(rest) > 1 and is_place_name(rest) and not may_be_person(rest):
        yield Template(tokens, Evidence(place=_STRONG), "place:head")
    elif feature_of(spelled(rest)) == "country":
        yield Template(rest, Evidence(place=_STRONG), "place:gazetteer")
    elif not is_bare(rest, tokens[after - 1]):
        yield Template(rest, Evidence(person=_SURE), "person:title")


def _owner_before(tokens: tuple[Token, ...]) -> Iterator[Template]:
    """Keep whose office it is: "U.S. President …", "Harbour Authority Director …"."""
    if any(t.is_joiner for t in tokens):
        return
    while tokens and (tokens[-1].low in cues.ROLE_MODIFIERS or cues.is_role(tokens[-1].low)):
        tokens = tokens[:-1]
    if tokens and acronyms.acronym(tokens[0].word) == acronyms.PLACE:
        yield Template(tokens[:1], Evidence(place=_SURE), "place:acronym")
        return
    long = len(tokens) > PAIR or (tokens and tokens[-1].low not in cues.WEAK_ORG_HEADS)
    if len(tokens) > 1 and long and body_rule(tokens):
        yield Template(tokens, Evidence(organisation=_STRONG), body_rule(tokens))


def _office(rest: tuple[Token, ...], setting: Setting) -> Iterator[Template]:
    if len(rest) > 1 and body_rule(rest):
        yield from _named(rest, setting.inside)
        return
    for what, tokens in office(rest):
        tokens = _without_joiners(tokens)  # noqa: PLW2901 -- the same tokens, trimmed
        if not tokens:
            continue
        if what == "place":
            yield Template(tokens, Evidence(place=_STRONG), "place:gazetteer")
        elif what == "person":
            yield Template(tokens, Evidence(person=_STRONG), "person:title")
        else:
            yield from _named(tokens, setting.inside)


def _several(tokens: tuple[Token, ...], setting: Setting) -> Iterator[Template]:
    words = words_of(tokens)
    cut = cut_of(words)
    if all(lexicon.is_namesake(t.word) for t in words):
        # "Rosh Hashanah", "Dinka Nuer"
        return
    if len(words) == PAIR and _is_regnal(words):
        yield Template(tokens, Evidence(person=_STRONG), "name:shape")
    elif words[-1].low in cues.EVENT_HEADS and not _is_numbered(words):
        yield from _before_event(words[0])
    elif cut:
        yield from _parted(tokens, tokens.index(words[cut]), setting)
    elif (
        acronyms.leads_name(words[0].word)
        and not lexicon.is_given_name(words[1].word)
        and not _is_shouted(words, setting)
        and not all(is_plain(t) for t in words)
    ):
        if words[0].word not in cues.NOT_NAMES_ACRONYMS:
            yield Template(tokens, Evidence(organisation=2.5), "organisation:acronym")
    else:
        yield from _shaped(tokens, words, setting)


def _is_regnal(words: Sequence[Token]) -> bool:
    """Tell whether a number after one name counts rulers: "Leopold III", not "Phase II"."""
    numbered = bool(_REGNAL.match(words[1].word)) and words[1].word != "I"
    return numbered and (lexicon.is_given_name(words[0].word) or not lexicon.is_word(words[0].word))


def _is_numbered(words: Sequence[Token]) -> bool:
    """Tell "Henry Ford II" from "World War II"."""
    given = lexicon.is_given_name(words[0].word) and not is_plain(words[0])
    return len(words) > PAIR and given and bool(_REGNAL.match(words[-1].word))


def _shaped(tokens: tuple[Token, ...], words: list[Token], setting: Setting) -> Iterator[Template]:
    if any(t.word == "&" for t in tokens):
        yield Template(tokens, Evidence(organisation=3.0), "organisation:partners")
        return
    shouted = _is_shouted(words, setting)
    evidence = shape(tuple(t.word.capitalize() if shouted else t.word for t in words))
    if all(is_plain(t) or lexicon.is_people(t.word) for t in words):
        yield Template(tokens, evidence, "name:words", weak=True)
        return
    # A plain word that only opens the sentence: "Protesters Anna Petrova and …".
    named = words[0].low in cues.FOREIGN_ARTICLES
    if setting.opens and not named and is_plain(words[0]) and not lexicon.is_surname(words[0].word):
        rest = _without_joiners(tokens[tokens.index(words[0]) + 1 :])
        if lexicon.is_given_name(rest[0].word) or len(rest) == 1:
            yield from _named(rest, setting.inside)
            return
    yield Template(tokens, evidence, "name:shape")


def _is_shouted(words: list[Token], setting: Setting) -> bool:
    """Tell whether a whole name stands in capitals: "ADA HALVARD", of which only the second was calmed."""
    calmed = setting.headline and len(words) == PAIR and words[0].word.isupper() and not is_plain(words[1])
    return (calmed or all(t.word.isupper() for t in words)) and lexicon.is_given_name(words[0].word)


def _before_event(first: Token) -> Iterator[Template]:
    """Keep the place in "Norland Cup", drop "World War" and "Independence Day"."""
    if acronyms.acronym(first.word) == acronyms.PLACE:
        yield Template((first,), Evidence(place=_SURE), "place:acronym")
    elif is_place(first.word) and not lexicon.is_word(first.word) and not lexicon.is_people(first.word):
        yield Template((first,), Evidence(place=_FAIR), "place:gazetteer")


def _parted(tokens: tuple[Token, ...], at: int, setting: Setting) -> Iterator[Template]:
    first = _without_joiners(tokens[:at])
    if not all(lexicon.is_people(t.word) for t in words_of(first)) and not _is_rank(first):
        yield from _named(first, setting)
    rest = _without_joiners(tokens[at:])
    if len(rest) > 1 or not is_plain(rest[0]):
        yield from _named(rest, setting.inside)


def _is_rank(tokens: tuple[Token, ...]) -> bool:
    word = tokens[0].word
    known = word.replace(".", "") in cues.KNOWN_BODIES
    return len(tokens) == 1 and acronyms.acronym(word) == acronyms.BODY and not known


def _single(token: Token, setting: Setting) -> Iterator[Template]:
    word = token.word
    if word.startswith("@"):
        yield Template((token,), Evidence(person=1.5), "name:handle")
        return
    if _SEAT.match(word) and (feature_of(word[2:]) or word[2:] in cues.STATE_ABBREVIATIONS):
        # "R-Iowa": a party and the state that somebody sits for.
        state = Token(word[2:], token.start + 2, token.end)
        yield Template((state,), Evidence(place=_SURE), "place:gazetteer")
        return
    if token.low in cues.ORG_SUFFIXES:
        return
    what = acronyms.acronym(word, headline=setting.headline)
    if word in cues.BODIES_INSIDE and setting.following not in cues.PARTY_HEADS:
        weak = setting.opens or setting.headline
        yield Template((token,), Evidence(organisation=_STRONG), KNOWN, weak=weak)
    elif what:
        yield from _capitals(token, what, setting)
    else:
        yield from _uncapitalled(token, setting)


def _uncapitalled(token: Token, setting: Setting) -> Iterator[Template]:
    """Read a single word that is not in capitals only."""
    if lexicon.is_namesake(token.word) and setting.following not in cues.PARTY_HEADS:
        named = setting.following in cues.ADMINISTRATIVE
        # "Bemba" after "Anna Bemba", "Bemba said so": weak, for it may be the people all the same.
        yield _alone(token, setting) if named else Template((token,), Evidence(), "name:words", weak=True)
    elif lexicon.is_people(token.word):
        if setting.following in cues.PARTY_HEADS:
            yield Template((token,), Evidence(organisation=0.5), "organisation:head", weak=True)
    elif len(token.word.rstrip(".")) >= _SHORTEST:
        yield _alone(token, setting)


def _capitals(token: Token, what: str, setting: Setting) -> Iterator[Template]:
    if what == acronyms.PLACE and not setting.following.startswith("dollar"):
        yield Template((token,), Evidence(place=_SURE), "place:acronym")
    elif what == acronyms.BODY:
        # "WHO" may be a body, "ADDS" is an editor's mark: a word in capitals needs a reason to stay.
        weak = lexicon.is_word(token.word) and token.word not in cues.KNOWN_BODIES
        yield Template((token,), Evidence(organisation=2.5), "organisation:acronym", weak=weak)


def _alone(token: Token, setting: Setting) -> Template:
    word = token.word
    feature = feature_of(word)
    plain = lexicon.is_word(word) or cues.is_title(word) or cues.is_role(word) or is_compound(word)
    evidence = shape((word,))
    # A lower-case "surrey" is rare: with a capital inside a sentence it is the county.
    land = feature == "region" and not (setting.opens or setting.headline or cues.is_role(word))
    if feature and (not plain or feature == "country" or land):
        called = feature == "city" and lexicon.is_given_name(word)
        known = is_known_land(word) and not (lexicon.is_given_name(word) or lexicon.is_surname(word))
        points = Evidence(place=_SLIGHT if called else _STRONG if known else _POINTS_BY_FEATURE[feature])
        return Template((token,), evidence.times(0.5) + points, "place:gazetteer")
    if feature:
        return Template((token,), evidence + Evidence(place=_SLIGHT), "place:gazetteer", weak=True)
    return Template((token,), evidence, "name:shape", weak=plain)
