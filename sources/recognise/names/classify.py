"""One stretch of capitalised words in, the names it holds out.

The rules are tried from the plainest: a body's head or suffix, a place's head, the gazetteer, a title
or role before a person; what is left goes by its shape and its context. Titles and roles are cut
off, as is "the"; demonyms before a name too, but not inside the name of a body.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sources.recognise.gazetteer import feature_of, is_place
from sources.recognise.names import cues, lexicon
from sources.recognise.names.draft import Draft, Evidence
from sources.recognise.names.shape import shape
from sources.recognise.names.tokens import Token
from sources.values.span import Span

_SURE = 6.0
_STRONG = 4.0
_FAIR = 2.0
# Heads that make a name of something else than a body: an event, a law, a prize, a feast, a work.
_NOT_BODY_ALONE = frozenset(cues.ROLE_MODIFIERS | {"new", "old", "big", "great", "little", "first", "second"})


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a stretch stands: whether a sentence opens with it, and its context's points by span."""

    opens: bool
    context: Callable[[Span], Evidence]
    headline: bool = False
    # Whether "parliament", "party" or the like follows in lower case: "European parliament".
    heads: Callable[[Token], bool] = lambda _token: False


def classify(tokens: tuple[Token, ...], setting: Setting) -> Iterator[Draft]:
    """Give the drafts of one stretch, in order."""
    opens = setting.opens
    while tokens and tokens[0].low in cues.OPENERS:
        # "The Hague" and "Los" apart, an article or adverb is no part of a name.
        if len(tokens) > 1 and is_place(f"{tokens[0].word} {tokens[1].word}") and tokens[0].low == "the":
            break
        tokens, opens = _without_joiners(tokens[1:]), False
    while tokens and tokens[-1].low in cues.OPENERS and tokens[-1].low not in ("may",):
        tokens = _without_joiners(tokens[:-1])
    middle = next(
        (
            i
            for i, t in enumerate(tokens)
            if not t.is_joiner and t.low in ("the", "he", "she", "it", "they", "we", "in", "but", "and", "i")
        ),
        0,
    )
    if middle:
        yield from classify(_without_joiners(tokens[:middle]), setting)
        tokens = _without_joiners(tokens[middle + 1 :])
    if tokens:
        yield from _named(tokens, replace(setting, opens=opens))


def _without_joiners(tokens: Sequence[Token]) -> tuple[Token, ...]:
    tokens = tuple(tokens)
    while tokens and tokens[0].is_joiner:
        tokens = tokens[1:]
    while tokens and tokens[-1].is_joiner:
        tokens = tokens[:-1]
    return tokens


def _named(tokens: tuple[Token, ...], setting: Setting) -> Iterator[Draft]:
    whole = " ".join(t.word for t in tokens)
    if len(tokens) > 1 and is_place(whole):
        yield _draft(tokens, Evidence(place=_SURE), "place:gazetteer", setting)
        return
    body = _body(tokens)
    if body:
        yield from _as_body(tokens, body, setting)
        return
    titled = _after_title(tokens)
    if titled is not None:
        yield from _as_titled(tokens, titled, setting)
        return
    if _is_place_name(tokens, setting):
        yield _draft(tokens, Evidence(place=_STRONG), "place:head", setting)
        return
    yield from _as_unknown(tokens, setting)


def _draft(
    tokens: tuple[Token, ...], evidence: Evidence, rule: str, setting: Setting, *, weak: bool = False
) -> Draft:
    context = setting.context(Span(tokens[0].start, tokens[-1].end))
    return Draft(
        tokens,
        evidence + context.times(0.3 if evidence.margin >= _STRONG else 1.0),
        rule,
        weak,
        setting.headline,
    )


def _body(tokens: tuple[Token, ...]) -> str:
    """Tell by which rule the stretch names a body; "" where none does."""
    low = [t.low for t in tokens if not t.is_joiner]
    if low[-1] in cues.EVENT_HEADS and low[-1] not in cues.ORG_HEADS:
        return ""
    if len(low) > 1 and low[-1] in cues.ORG_SUFFIXES:
        return "organisation:suffix"
    if any(t.word in ("of", "for", "on") for t in tokens) and _opened(tokens):
        return "organisation:opener"
    if len(low) > 1 and low[-1] in cues.ORG_HEADS and not _is_person_with_head(low):
        weak = low[-1] in cues.WEAK_ORG_HEADS
        plain = all(w in _NOT_BODY_ALONE or lexicon.is_people(w) for w in low[:-1])
        if (
            weak
            and plain
            and low[-1]
            in (
                "government",
                "army",
                "police",
                "forces",
                "cabinet",
                "press",
                "media",
                "court",
                "navy",
                "news",
                "media",
                "troops",
                "hospital",
                "school",
            )
        ):
            return (
                "organisation:weak head"
                if low[-1] in ("army", "navy", "court", "police", "press", "forces")
                else ""
            )
        return "organisation:weak head" if weak else "organisation:head"
    if (
        len(low) > 1
        and low[0] in cues.ORG_FIRST
        and low[0] not in cues.TITLES
        and low[-1] not in cues.PLACE_HEADS
    ):
        return "organisation:opener"
    return ""


def _opened(tokens: tuple[Token, ...]) -> bool:
    for token, following in zip(tokens, tokens[1:], strict=False):
        if following.is_joiner and following.word in ("of", "for", "on"):
            return token.low in cues.ORG_OPENERS or (
                token.low in cues.ORG_HEADS and token.low not in cues.WEAK_ORG_HEADS
            )
    return False


def _is_person_with_head(low: list[str]) -> bool:
    """Tell "George Church" or "Kate Bank" from a body: a given name and one word that is also a surname."""
    ambiguous = low[-1] in cues.WEAK_ORG_HEADS or lexicon.is_surname(low[-1])
    return (
        len(low) == 2
        and lexicon.is_given_name(low[0])
        and not lexicon.is_word(low[0])
        and ambiguous
        and not is_place(low[0])
    )


def _as_body(tokens: tuple[Token, ...], rule: str, setting: Setting) -> Iterator[Draft]:
    """Give the body without what stands before its own name ("Chairman of the National Bank")."""
    titled = _after_title(tokens)
    if titled is not None and 0 < titled < len(tokens):
        rest = tokens[titled:]
        if _body(rest):
            yield _draft(rest, Evidence(organisation=_STRONG), rule, setting)
            return
        headed = any(t.low in cues.ORG_HEADS and t.low not in cues.WEAK_ORG_HEADS for t in tokens)
        if not headed or lexicon.is_given_name(rest[0].word):
            yield from _as_titled(tokens, titled, setting)
            return
    points = _FAIR if rule.endswith("weak head") else _STRONG
    yield _draft(tokens, Evidence(organisation=points), rule, setting)


def _after_title(tokens: tuple[Token, ...]) -> int | None:
    """Give the index after the last title or role that leads the stretch, None where none does."""
    after = None
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.is_joiner:
            if after is None or token.word not in ("of", "for", "and", "the", "on"):
                break
            index += 1
            continue
        if _leads(token, tokens, index):
            after = index + 1
        elif not _may_stand_before_title(token, after, tokens, index):
            break
        index += 1
    return after


def _leads(token: Token, tokens: tuple[Token, ...], index: int) -> bool:
    low = token.low
    if low in ("st", "saint", "san", "don") and index + 1 < len(tokens):
        return False
    parts = low.split("-")
    listed = (
        cues.is_title(low)
        or cues.is_role(low)
        or (len(parts) > 1 and (cues.is_role(parts[-1]) or cues.is_role(parts[0])))
    )
    if not listed:
        return False
    # "Dean Martin", "King Lee": a role that is a given name leads only where a name follows it.
    if lexicon.is_given_name(low) and index == 0 and len(tokens) == 2:  # noqa: PLR2004 -- a title and one name
        return not lexicon.is_surname(tokens[1].word)
    return True


def _may_stand_before_title(token: Token, after: int | None, tokens: tuple[Token, ...], index: int) -> bool:
    low = token.low
    if low in cues.ROLE_MODIFIERS or (lexicon.is_people(token.word) and after is None):
        return True
    ahead = tokens[index + 1 : index + 5]
    title_ahead = any(_leads(t, tokens, index + 1 + n) for n, t in enumerate(ahead) if not t.is_joiner)
    plain = lexicon.is_word(low) and not lexicon.is_given_name(low)
    if after is None:
        return plain and title_ahead
    # "Minister of Labour and Social Protection Anna Petrova"
    return plain and any(t.is_joiner for t in tokens[after:index])


def _as_titled(tokens: tuple[Token, ...], after: int, setting: Setting) -> Iterator[Draft]:
    rest = _without_joiners(tokens[after:])
    if not rest:
        return
    joined = tokens[after].is_joiner if after < len(tokens) else False
    if joined:
        yield from _office_of(rest, setting)
        return
    if _is_place_name(rest, setting) and len(rest) > 1:
        yield _draft(tokens, Evidence(place=_STRONG), "place:head", setting)
        return
    if is_place(" ".join(t.word for t in rest)) and feature_of(" ".join(t.word for t in rest)) == "country":
        yield _draft(rest, Evidence(place=_STRONG), "place:gazetteer", setting)
        return
    if (
        len(rest) == 1
        and lexicon.is_word(rest[0].word)
        and not lexicon.is_surname(rest[0].word)
        and not lexicon.is_given_name(rest[0].word)
    ):
        if cues.is_role(tokens[after - 1].low) and not cues.is_title(tokens[after - 1].low):
            return
    yield _draft(rest, Evidence(person=_SURE), "person:title", setting)


def _office_of(rest: tuple[Token, ...], setting: Setting) -> Iterator[Draft]:
    """Read what follows "President of": a country, then perhaps the name."""
    for length in range(min(4, len(rest)), 0, -1):
        place = " ".join(t.word for t in rest[:length])
        if is_place(place) and feature_of(place):
            yield _draft(rest[:length], Evidence(place=_STRONG), "place:gazetteer", setting)
            remaining = _without_joiners(rest[length:])
            if remaining:
                yield from _named(remaining, setting)
            return
    plain = 0
    while plain < len(rest) and (rest[plain].is_joiner or _is_plain(rest[plain])):
        plain += 1
    if plain and plain < len(rest):
        yield _draft(_without_joiners(rest[plain:]), Evidence(person=_STRONG), "person:title", setting)
    elif not plain:
        yield from _named(rest, setting)


def _is_plain(token: Token) -> bool:
    return lexicon.is_word(token.word) and not lexicon.is_given_name(token.word)


def _is_place_name(tokens: tuple[Token, ...], setting: Setting) -> bool:
    words = [t for t in tokens if not t.is_joiner]
    low = [t.low for t in words]
    if len(low) < 2:  # noqa: PLR2004 -- a head and what it is the head of
        return False
    if low[0] in cues.COMPASS and is_place(" ".join(t.word for t in words[1:])):
        return True
    if low[0] in cues.PLACE_OPENERS and not cues.is_role(low[1]) and low[-1] not in cues.EVENT_HEADS:
        return low[0] not in ("city", "state", "county", "district") or any(t.is_joiner for t in tokens)
    if low[-1] not in cues.PLACE_HEADS:
        return low[0] in ("asia", "africa", "europe", "america")
    person = (
        len(low) == 2
        and lexicon.is_given_name(low[0])
        and not lexicon.is_word(low[0])
        and low[-1] in cues.FALSE_PLACE_PERSONS
    )
    return not person or setting.context(Span(tokens[0].start, tokens[-1].end)).place > 1


def _as_unknown(tokens: tuple[Token, ...], setting: Setting) -> Iterator[Draft]:
    words = [t for t in tokens if not t.is_joiner]
    if len(words) == 1:
        yield from _single(words[0], setting)
        return
    low = [t.low for t in words]
    if low[-1] in cues.EVENT_HEADS:
        yield from _before_event(tokens, setting)
        return
    leading = next(
        (i for i, t in enumerate(tokens) if not t.is_joiner and not lexicon.is_people(t.word)), len(tokens)
    )
    if leading:
        yield from _after_people(tokens, leading, setting)
        return
    if _is_acronym_word(words[0].word) and not lexicon.is_given_name(words[1].word):
        if words[0].word not in cues.NOT_NAMES_ACRONYMS and words[0].word not in cues.PLACE_ACRONYMS:
            yield _draft(tokens, Evidence(organisation=2.5), "organisation:acronym", setting)
        elif words[0].word in cues.PLACE_ACRONYMS:
            yield from _named(tokens[:1], setting)
            yield from _named(_without_joiners(tokens[1:]), replace(setting, opens=False))
        return
    split = _place_then_name(tokens)
    if split:
        yield from _named(_without_joiners(tokens[:split]), setting)
        yield from _named(_without_joiners(tokens[split:]), replace(setting, opens=False))
        return
    plain = all(lexicon.is_word(t.word) and not lexicon.is_given_name(t.word) for t in words)
    evidence = shape(tuple(t.word for t in words))
    if plain:
        yield _draft(tokens, evidence, "name:words", setting, weak=True)
        return
    if setting.opens and _is_plain(words[0]) and not lexicon.is_surname(words[0].word):
        # A plain word that only opens the sentence: "Protesters Anna Petrova and …".
        rest = _without_joiners(tokens[tokens.index(words[0]) + 1 :])
        if lexicon.is_given_name(rest[0].word) or len(rest) == 1:
            yield from _named(rest, replace(setting, opens=False))
            return
    yield _draft(tokens, evidence, "name:shape", setting)


def _before_event(tokens: tuple[Token, ...], setting: Setting) -> Iterator[Draft]:
    """Keep the place in "Norland Cup", drop "World War" and "Independence Day"."""
    first = tokens[0]
    if is_place(first.word) and not lexicon.is_word(first.word):
        yield _draft((first,), Evidence(place=_FAIR), "place:gazetteer", setting)


def _after_people(tokens: tuple[Token, ...], leading: int, setting: Setting) -> Iterator[Draft]:
    rest = _without_joiners(tokens[leading:])
    if not rest:
        return
    plain = all(lexicon.is_word(t.word) for t in rest if not t.is_joiner)
    if plain and not lexicon.is_given_name(rest[0].word):
        if len(rest) > 1:
            yield _draft(tokens, Evidence(organisation=1.0), "name:words", setting, weak=True)
        return
    yield from _named(rest, replace(setting, opens=False))


def _is_acronym_word(word: str) -> bool:
    return word.isupper() and 2 <= len(word) <= 6 and word.isalpha()  # noqa: PLR2004 -- letters of an acronym


def _place_then_name(tokens: tuple[Token, ...]) -> int:
    """Give where to cut "Kazakhstan Anna Petrova"; 0 where there is nothing to cut."""
    for length in (3, 2, 1):
        head = tokens[:length]
        if len(tokens) <= length or any(t.is_joiner for t in head):
            continue
        if (
            feature_of(" ".join(t.word for t in head)) == "country"
            and lexicon.is_given_name(tokens[length].word)
            and len(tokens) > length + 1
        ):
            return length
    return 0


def _single(token: Token, setting: Setting) -> Iterator[Draft]:
    word = token.word
    if word.startswith("@"):
        yield _draft((token,), Evidence(person=1.5), "name:handle", setting)
        return
    acronym = _acronym(token, setting)
    if acronym is not None:
        yield from acronym
        return
    if lexicon.is_people(word) and setting.heads(token):
        yield _draft((token,), Evidence(organisation=0.5), "organisation:head", setting, weak=True)
        return
    if lexicon.is_people(word) or len(word.rstrip(".")) < 2:  # noqa: PLR2004 -- an initial
        return
    feature = feature_of(word)
    plain = lexicon.is_word(word) or cues.is_title(word) or cues.is_role(word)
    evidence = shape((word,))
    if feature and not (plain and feature != "country"):
        points = {"country": _SURE, "capital": _STRONG, "region": 2.5}.get(feature, 1.8)
        yield _draft((token,), evidence.times(0.5) + Evidence(place=points), "place:gazetteer", setting)
        return
    if feature:
        evidence += Evidence(place=1.0)
    yield _draft((token,), evidence, "name:shape", setting, weak=plain)


def _acronym(token: Token, setting: Setting) -> Iterator[Draft] | None:
    word = token.word
    if word in cues.PLACE_ACRONYMS or word.rstrip(".") in cues.PLACE_ACRONYMS:
        if setting.context(Span(token.start, token.end)).is_currency:
            return iter([])
        return iter([_draft((token,), Evidence(place=_SURE), "place:acronym", setting)])
    letters = word.replace(".", "").replace("&", "").replace("-", "")
    if len(letters) > 2 and letters.endswith("s") and letters[:-1].isupper():  # noqa: PLR2004 -- IDs, NGOs
        return iter([])
    if not letters.isupper() or len(letters) < 2 or len(letters) > 8:  # noqa: PLR2004 -- letters of an acronym
        return None
    if word in cues.NOT_NAMES_ACRONYMS or any(c.isdigit() for c in letters) or set(letters) <= set("IVXLC"):
        return iter([])
    if len(letters) > 5 and not setting.headline and lexicon.is_word(letters):  # noqa: PLR2004 -- a shouted word
        return iter([])
    if lexicon.is_word(letters) and len(letters) > 2 and setting.headline:  # noqa: PLR2004
        return iter([])
    return iter([_draft((token,), Evidence(organisation=2.5), "organisation:acronym", setting)])
