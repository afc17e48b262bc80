"""Cut a run of capitalised words into stretches that may each be one name.

"Minister Anna Petrova and the Ministry of Labour and Social Affairs of Norland" is one run and three
names. The cuts follow what English joins: "of" and "for" go on after a head noun ("Ministry of"),
"and" joins only inside such a name, a possessive ends a name unless a body is named after a group
("Dockers’ Union").
"""

from collections.abc import Iterator, Sequence

from sources.recognise.gazetteer import feature_of, is_place
from sources.recognise.names import cues, lexicon
from sources.recognise.names.bodies import body_rule
from sources.recognise.names.tokens import Token

# Words that open a sentence and are never the first word of a name.
_SOCIETIES = frozenset({"society", "association", "league", "union", "movement", "party", "front", "fund"})
_PARTNERS = frozenset({"sons", "son", "co", "company", "brothers", "partners", "daughters"})
_MANY = ("s", "men", "women", "people")
# "Coroner’s Court", "Sheriff’s Department"
_OFFICES = frozenset({"court", "office", "department", "association", "union"})
# "United Nations Assistance Mission for Rwanda"
_FOR_LANDS = frozenset({"mission", "tribunal", "committee", "commission", "office", "council", "force"})
_RAILWAYS = frozenset({"railway", "railways", "railroad", "canal", "bank"})
_JOINING = frozenset({"of", "for", "on"})
# "Newcastle upon Tyne", "Frankfurt am Main"
_RIVERSIDE = frozenset({"upon", "am"})
# "Lind Copper Co of Norland": after its legal form a firm's name is over.
_FORMS = cues.ORG_SUFFIXES | {"co"}
_INITIALS = 2
_LONGEST_PLACE = 3
_HONOURS = frozenset({"fame", "honor", "honour"})


def segments(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Give the stretches of a run, in order, without joiners at their ends."""
    piece: list[Token] = []
    for index, token in enumerate(tokens):
        if (
            not token.is_joiner
            and token.low in cues.BROKEN
            and not _is_sunday_paper(tokens[index : index + 2])
        ):
            yield from _trimmed(piece)
            piece = []
            continue
        if token.is_joiner and not _joins(piece, token, tokens[index + 1 :]):
            yield from _trimmed(piece)
            piece = []
            continue
        piece.append(token)
        if token.is_participle or (token.is_possessive and not _group_name(piece, tokens[index + 1 :])):
            yield from _trimmed(piece)
            piece = []
    yield from _trimmed(piece)


def _is_sunday_paper(tokens: Sequence[Token]) -> bool:
    """Tell "Sunday Telegraph" from the day; "Sunday Star" is a name, "on Friday Parliament" none."""
    return len(tokens) > 1 and tokens[0].low == "sunday" and tokens[1].low in cues.CALLED_BY_HEAD


def _trimmed(piece: list[Token]) -> Iterator[tuple[Token, ...]]:
    while piece and piece[-1].is_joiner:
        piece = piece[:-1]
    while piece and piece[0].is_joiner:
        piece = piece[1:]
    if piece:
        yield tuple(piece)


def _capitals(tokens: Sequence[Token]) -> list[Token]:
    return [t for t in tokens if not t.is_joiner]


def _joins(piece: list[Token], joiner: Token, rest: Sequence[Token]) -> bool:
    """Tell whether the name goes on past "of", "and", "van"…"""
    following = _capitals(rest)
    if not piece or not following:
        return False
    word = joiner.word
    if word == "&":
        return not _are_two_people(piece, following)
    if word == "the":
        return piece[-1].is_joiner and piece[-1].word in _JOINING
    if word in _JOINING:
        # "Servants of India Society", not "Men of the Dockers’ Union"
        direct = word == "of" and not rest[0].is_joiner and _names_society(piece[-1], following)
        is_over = piece[-1].low in _FORMS
        return not is_over and (direct or _goes_on(piece, word, following[0]))
    if word == "and":
        return _and_joins(piece, following, rest) or is_place(f"{piece[-1].word} and {following[0].word}")
    return _particle_joins(piece, word, following[0])


def _are_two_people(piece: list[Token], following: list[Token]) -> bool:
    """Tell "Ada Halvard & Per Lind" from "Halvard & Lind"."""
    firsts = [piece[0].word, following[0].word]
    return len(piece) > 1 and len(following) > 1 and all(lexicon.is_given_name(word) for word in firsts)


def _names_society(last: Token, following: Sequence[Token]) -> bool:
    return lexicon.is_word(last.word) and any(t.low in _SOCIETIES for t in following[1:3])


def _goes_on(piece: list[Token], word: str, following: Token) -> bool:
    openers = cues.ORG_OPENERS | (cues.PLACE_OPENERS if word == "of" else frozenset())
    last = piece[-1].low
    if word == "for" and not (lexicon.is_word(following.word) or lexicon.is_people(following.word)):
        # "the League for Dockers’ Rights", but "in the League for Dynamo Temrava"
        land = feature_of(following.word) in ("country", "region")
        return land and len(piece) > 1 and last in _FOR_LANDS
    if last == "hall" and following.low in _HONOURS:
        return True
    if last in openers or last in cues.ORG_HEADS - cues.WEAK_ORG_HEADS - cues.ORG_SUFFIXES:
        return not (
            last in cues.PLACE_OPENERS
            and lexicon.is_given_name(following.word)
            and not is_place(following.word)
        )
    # "Minister of Labour", "Minister for Defence"
    if word in ("of", "for") and (cues.is_title(last) or cues.is_role(last)):
        return True
    opened = any(t.low in cues.ORG_OPENERS for t in piece[:-1])
    # "Bureau for Human Rights and Rule of Law": plain words inside a name already opened.
    return opened and lexicon.is_word(piece[-1].word) and word != "on"


def _and_joins(piece: list[Token], following: list[Token], rest: Sequence[Token]) -> bool:
    """Join the two halves of "Department of Trade and Industry", never two names."""
    # "Tredwell and Sons"
    if following[0].low in _PARTNERS and piece[-1].low not in _PARTNERS:
        return True
    # "Antofagasta and Bolivia Railway"
    if len(following) > 1 and following[1].low in _RAILWAYS:
        return is_place(piece[-1].word) and is_place(following[0].word)
    opened = any(t.is_joiner and t.word in _JOINING for t in piece) or _is_pair_head(following)
    headed = any(t.low in cues.ORG_OPENERS or cues.is_role(t.low) for t in piece)
    plain = lexicon.is_word(piece[-1].word) and all(_plain(t) for t in following[:1])
    # "… and Ministry of Health" begins another; "Law and Order Restoration Council" goes on.
    own_head = following[0].low in cues.ORG_OPENERS and (len(rest) == 1 or rest[1].is_joiner)
    return (opened and (headed or _is_pair_head(following))) and plain and not own_head


def _is_pair_head(following: list[Token]) -> bool:
    """Tell whether "Food and Drug Administration" ends in the head of a body."""
    tail = [t.low for t in following[:3]]
    return len(tail) > 1 and any(w in cues.ORG_HEADS and w not in cues.WEAK_ORG_HEADS for w in tail[1:])


def _plain(token: Token) -> bool:
    given = lexicon.is_given_name(token.word)
    return lexicon.is_word(token.word) and not given and feature_of(token.word) != "country"


def _particle_joins(piece: list[Token], particle: str, following: Token) -> bool:
    """Join "Ludwig van Beethoven", "Rio de Janeiro", "Osama bin Laden"; not "Anna y" at a run's end."""
    before = piece[-1]
    if particle in _RIVERSIDE:
        return len(before.word) > _INITIALS and not lexicon.is_word(before.word)
    return (
        before.is_joiner
        or not lexicon.is_word(before.word)
        or lexicon.is_given_name(before.word)
        or (not lexicon.is_word(following.word))
    )


def _group_name(piece: list[Token], rest: Sequence[Token]) -> bool:
    """Tell whether a possessive is part of the name: "Women’s Institute", "St Paul’s Cathedral"."""
    following = [t for t in rest[:3] if not t.is_joiner]
    if not following:
        return False
    word = piece[-1].word
    rule = body_rule(tuple(piece)) if len(piece) > 1 else ""
    # "Transport Workers" may be a body, but "Transport Workers’ Federation" is one for certain.
    workers = rule.endswith("weak head") and word.endswith(_MANY) and following[0].low in cues.ORG_HEADS
    if rule and not workers:
        return False
    # "Dockers’ Union": the possessive of many, right before a body's head.
    many = len(piece) == 1 and word.endswith(_MANY) and following[0].low in cues.ORG_HEADS
    plain = many or lexicon.is_word(word)
    many = many or (word.endswith(("men", "women")) and following[0].low in cues.ORG_HEADS)
    owned = piece[-1].low not in cues.ROLES or following[0].low in _OFFICES
    group = (plain or many) and owned and not is_place(word)
    saintly = piece[0].low in ("st", "saint", "queen", "king")
    heads = (t.low in cues.ORG_HEADS or t.low in cues.PLACE_HEADS for t in following)
    return (group or saintly) and any(heads)


def _places(tokens: Sequence[Token]) -> dict[int, int]:
    """Give where known places of several words stand: the index of the first and after the last."""
    found: dict[int, int] = {}
    at = 0
    while at < len(tokens):
        ends = (at + length for length in range(_LONGEST_PLACE, 1, -1) if at + length <= len(tokens))
        end = next((end for end in ends if _is_whole_place(tokens[at:end])), 0)
        if end:
            found[at] = end
        at = end or at + 1
    return found


def _is_whole_place(tokens: Sequence[Token]) -> bool:
    """Tell "New York" and "The Hague" from "New Hope", which a headline may say of anything."""
    inner = any(t.is_possessive for t in tokens[:-1]) or tokens[0].is_joiner or tokens[-1].is_joiner
    plain = all(lexicon.is_word(t.word) for t in tokens)
    return not inner and not plain and is_place(" ".join(t.word for t in tokens))


def headline_segments(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Cut a title-case headline at every plain word that is no head of a name."""
    piece: list[Token] = []
    whole = _places(tokens)
    for index, token in enumerate(tokens):
        if index in whole:
            yield from _trimmed(piece)
            piece = []
            yield tuple(tokens[index : whole[index]])
        if any(start <= index < end for start, end in whole.items()):
            continue
        headed = token.low in cues.ORG_HEADS or token.low in cues.PLACE_HEADS or token.low in cues.TITLES
        plain = lexicon.is_word(token.word) and not lexicon.is_given_name(token.word)
        if token.is_joiner or (plain and not (piece and headed)):
            yield from _trimmed(piece)
            piece = []
            continue
        piece.append(token)
        if token.is_possessive:
            yield from _trimmed(piece)
            piece = []
    yield from _trimmed(piece)
