"""Which forms name one entity, within an article and across a collection.

A surname goes with the full name just before it in the same article, else with whoever is named most;
spellings with the same transliteration key go together ("Janaozen", "Zhanaozen"), also an acronym with the
name that it abbreviates there. Kept apart: other given names, -ev and -eva, and kinds. The preferred form
is the fullest. A proposal for an editor, never a merge.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

from sources.recognise.candidate import Candidate
from sources.recognise.gazetteer import country_of, is_place
from sources.recognise.names import lexicon
from sources.recognise.names.cues import GENERATIONS, PARTICLES
from sources.recognise.quotations.people import plainly
from sources.values.spelling import key
from sources.vocabulary import MentionKind

# Whoever was named in full so many characters before is still spoken of.
_NEAR = 300
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
_TITLED = re.compile(r"\b(?:(?P<she>Mrs|Miss|Ms|Mme|Madame|Sra)|Mr|Herr|Sr)\.? $")
_TITLE_ROOM = 10
# How sure it is at most who is meant by a surname that several bear.
_DOUBTFUL = 0.6
_PAIR, _MANY_GIVEN = 2, 3
_INITIAL_LENGTH = 1
_FEWEST_LETTERS = 2
_GOING_ON = frozenset({"of", "for", "in"})
_SMALL_WORDS = frozenset(["of", "the", "for", "and", "on", "in", "de", "la", "&"])


_Key = tuple[MentionKind, str]


@dataclass(slots=True)
class _Group:
    """The forms of one entity: how often each stands, in the order of appearance."""

    kind: MentionKind
    forms: Counter[str] = field(default_factory=Counter)

    @property
    def preferred(self) -> str:
        """Give the fullest form: most words, then most frequent, then longest, then first."""
        if len(self.forms) == 1:
            return next(iter(self.forms))
        order = {form: -place for place, form in enumerate(self.forms)}
        return max(self.forms, key=lambda f: (_fullness(f), self.forms[f], len(f), order[f]))


def _fullness(form: str) -> int:
    """Count the words, an initial for less than a name."""
    return sum(1 if len(w.rstrip(".")) <= _INITIAL_LENGTH else 2 for w in form.split())


def gather(candidates: Sequence[Candidate], text: str = "") -> list[Candidate]:
    """Give the names of one article with the preferred form of each; dates as they are.

    ``text`` is the article's, for what stands beside a name: "Mrs Lomov", "… Union (TDU)".
    """
    groups: dict[_Key, _Group] = {}
    owner = [_place(candidate, groups) for candidate in candidates]
    parts = _Parts(candidates, owner, text)
    for index, target in parts.attached():
        owner[index] = target
        groups[target].forms[" ".join(candidates[index].surface.split())] += 1
    preferred = {at: group.preferred for at, group in groups.items() if group.forms}
    named = [c if not o else c.named(preferred[o]) for c, o in zip(candidates, owner, strict=True)]
    for index, others in parts.doubtful.items():
        called = tuple(sorted(preferred[at] for at in others))
        named[index] = replace(named[index], others=called, score=min(named[index].score, _DOUBTFUL))
    return named


def gather_across(articles: Iterable[Sequence[Candidate]]) -> list[list[Candidate]]:
    """Give several articles' candidates, gathered each, with one preferred form for all of them.

    Only whole names meet across articles: "Karimov" of one is not taken for "Islam Karimov" of another.
    """
    lists = [list(candidates) for candidates in articles]
    groups: dict[_Key, _Group] = {}
    for candidate in (c for candidates in lists for c in candidates if c.entity):
        at = _key_of(candidate.kind, candidate.entity)
        groups.setdefault(at, _Group(candidate.kind)).forms[candidate.entity] += 1
    preferred = {at: group.preferred for at, group in groups.items()}
    return [
        [c.named(preferred[_key_of(c.kind, c.entity)]) if c.entity else c for c in candidates]
        for candidates in lists
    ]


def _place(candidate: Candidate, groups: dict[_Key, _Group]) -> _Key | None:
    if candidate.kind is MentionKind.DATE:
        return None
    form = " ".join((candidate.entity or candidate.surface).split())
    at = _key_of(candidate.kind, form)
    groups.setdefault(at, _Group(candidate.kind)).forms[form] += 1
    return at


@lru_cache(maxsize=65_536)
def _key_of(kind: MentionKind, form: str) -> _Key:
    """Give what a form has in common with the others of its name: of a country its sign, else the key."""
    country = country_of(form) if kind is MentionKind.PLACE else ""
    spelled = _CAMEL.sub(" ", form[1:]) if form.startswith("@") else form
    return kind, f"={country}" if country else key(spelled) or form


class _Parts:
    """Lets the parts of names belong to the wholes, article by article."""

    def __init__(self, candidates: Sequence[Candidate], owner: list[_Key | None], text: str) -> None:
        self.candidates, self.owner, self.text = candidates, owner, text
        self.wholes = _wholes_by_call(candidates, owner)
        # A longer name of which a name of several words is a part: "Brock Wyatt Holt" of "Brock Holt".
        self.longer: dict[_Key, _Key] = {}
        # How often somebody was named so far, and where in full for the last time.
        self.named: Counter[_Key] = Counter()
        # Where a surname may be another's too, and whose.
        self.doubtful: dict[int, set[_Key]] = {}
        self._define()

    def _define(self) -> None:
        """Read "Armed Islamic Group (GIA)": letters in brackets right after a body's name are that body."""
        for index, (one, other) in enumerate(pairwise(self.candidates)):
            first, second = self.owner[index], self.owner[index + 1]
            if not (first and second and first[0] is second[0] is MentionKind.ORGANISATION):
                continue
            between = self.text[one.span.end : other.span.start].strip()
            if between != "(" or self.text[other.span.end : other.span.end + 1] != ")":
                continue
            short, long = (first, second) if one.surface.isupper() else (second, first)
            if (one if short is first else other).surface.isupper() and short != long:
                self.longer.setdefault(short, long)

    def attached(self) -> Iterator[tuple[int, _Key]]:
        """Give the places of parts, each with the whole to which it belongs."""
        for index, at in enumerate(self.owner):
            if at is None:
                continue
            target = self._whole(index, at)
            self.named[target] += 1
            if target != at:
                yield index, target

    def _whole(self, index: int, at: _Key) -> _Key:
        found = self.wholes.get(at)
        if not found:
            return self._longest(at)
        if " " in at[1]:
            place, target = _nearest(found, index)
            # Of "Márta Kerekes" and "Kerekes Márta" the second is the part.
            is_turned = place > index and sorted(target[1]) == sorted(at[1])
            if self._longest(target) != at and not is_turned:
                self.longer.setdefault(at, target)
            return self._longest(at)
        return self._bearer(index, found)

    def _longest(self, at: _Key) -> _Key:
        seen = {at}
        while (at := self.longer.get(at, at)) not in seen:
            seen.add(at)
        return at

    def _bearer(self, index: int, found: Sequence[tuple[int, _Key]]) -> _Key:
        """Choose who is called by a surname: who was named in full just before, else who is named most.

        English news calls the one whom it is about by the surname alone, and the kin by their full names.
        """
        start = self.candidates[index].span.start
        found = self._fitting(start, found)
        place, nearest = _nearest(found, index)
        bearers = {self._longest(at) for _, at in found}
        is_near = 0 <= start - self.candidates[place].span.end <= _NEAR
        chosen = self._longest(nearest)
        if not is_near and place < index and len(bearers) > 1:
            before = {self._longest(at) for other, at in found if other < index}
            chosen = max(sorted(before), key=lambda at: (self.named[at], at == self._longest(nearest)))
        if len(bearers) > 1:
            self.doubtful[index] = bearers - {chosen}
        return chosen

    def _fitting(self, start: int, found: Sequence[tuple[int, _Key]]) -> Sequence[tuple[int, _Key]]:
        """Leave out men where "Mrs" stands before the surname, women where "Mr" does."""
        title = _TITLED.search(self.text[max(0, start - _TITLE_ROOM) : start])
        if title is None:
            return found
        other = "he" if title["she"] else "she"
        fitting = [one for one in found if plainly(self.candidates[one[0]].surface) != other]
        return fitting or found


def _nearest(found: Sequence[tuple[int, _Key]], index: int) -> tuple[int, _Key]:
    """Give the whole named last before a place, else first after it."""
    return found[max(0, bisect_right(found, index, key=itemgetter(0)) - 1)]


def _wholes_by_call(
    candidates: Sequence[Candidate], owner: Sequence[_Key | None]
) -> dict[_Key, list[tuple[int, _Key]]]:
    """Give, for each shorter form, the whole names that it may call and where, in text order.

    A name that stands again before another with the same short form came between is not listed again,
    so that the list of a name met ten thousand times is one long.
    """
    wholes: dict[_Key, list[tuple[int, _Key]]] = defaultdict(list)
    for index, at in enumerate(owner):
        if not at:
            continue
        for call in _parts_that_call(candidates[index].kind, candidates[index].surface):
            found = wholes[at[0], call]
            if _is_part(call, at[1]) and (not found or found[-1][1] != at):
                found.append((index, at))
    return wholes


def _is_part(call: str, whole: str) -> bool:
    """Tell whether one key is a shorter form of another: fewer words, an initial, or the same two turned."""
    words, others = call.split(), whole.split()
    if call == whole:
        return False
    has_initial = any(len(word) == _INITIAL_LENGTH for word in words)
    return len(words) < len(others) or (has_initial and len(call) < len(whole)) or words == others[::-1]


@lru_cache(maxsize=16_384)
def _parts_that_call(kind: MentionKind, form: str) -> frozenset[str]:
    """Give the keys of shorter forms by which a whole name may be called."""
    words = [w for w in form.split() if w.lower().rstrip(".") not in GENERATIONS]
    if len(words) < _FEWEST_LETTERS or kind not in (MentionKind.PERSON, MentionKind.ORGANISATION):
        return frozenset()
    if kind is MentionKind.PERSON:
        return frozenset(_calls_of_person(words))
    return frozenset(_calls_of_body(words) - {""})


def _calls_of_body(words: list[str]) -> set[str]:
    calls = {key(words[0])}
    acronym = "".join(w[0] for w in words if w.lower() not in _SMALL_WORDS)
    if len(acronym) > _FEWEST_LETTERS:
        calls.add(key(acronym))
    # "Andy Warhol Foundation" of "Andy Warhol Foundation for the Visual Arts"
    cut = next((n for n, w in enumerate(words) if w in _GOING_ON), 0)
    if cut > 1:
        calls.add(key(" ".join(words[:cut])))
    # "Red Sox" of "Boston Red Sox"
    rest = next((words[n:] for n in (2, 1) if is_place(" ".join(words[:n]))), [])
    if len(rest) > 1:
        calls.add(key(" ".join(rest)))
    return calls


def _calls_of_person(words: list[str]) -> set[str]:
    family, given = words[-1], words[:-1]
    calls = {key(family), key(words[0]), f"{key(words[0][0])} {key(family)}"}
    # "Otto Jespersen" may call "Jens Otto Harry Jespersen", "Salima B." "Salima Bentaleb".
    usual = given if len(given) >= _MANY_GIVEN else [w for w in given if lexicon.is_given_name(w)] + given[:1]
    calls |= {f"{key(word)} {key(family)}" for word in usual if len(word.rstrip(".")) > _INITIAL_LENGTH}
    # "Evaristo Mamani" and "Mamani" of "Evaristo Mamani Quispe"
    if len(words) > _PAIR and not lexicon.is_given_name(words[1]) and words[1].lower() not in PARTICLES:
        calls |= {key(words[1]), f"{key(words[0])} {key(words[1])}", f"{key(words[0][0])} {key(words[1])}"}
    # "Kerekes Márta" is "Márta Kerekes".
    if len(words) == _PAIR:
        calls.add(f"{key(family)} {key(words[0])}")
    calls.add(f"{key(words[0])} {key(family[0])}")
    particles = [i for i, w in enumerate(words) if w.lower() in PARTICLES]
    if particles:
        calls.add(key(" ".join(words[particles[0] :])))
    # "Kuznetsov" may call "Kuznetsov Ivan Petrovich" as well as "Ivan Petrovich Kuznetsov".
    return {c for c in calls if len(c) >= _FEWEST_LETTERS}
