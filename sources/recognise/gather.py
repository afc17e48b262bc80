"""Which forms name one entity, within an article and across a collection.

A surname goes with the full name that stood before it in the same article; spellings with the same
transliteration key go together ("Janaozen", "Zhanaozen"), also an acronym with the name that it
abbreviates there. Kept apart: other given names, -ev and -eva, and kinds. The preferred form is the
fullest. A proposal for an editor, never a merge.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter

from sources.recognise.candidate import Candidate
from sources.recognise.names.cues import GENERATIONS, PARTICLES
from sources.values.spelling import key
from sources.vocabulary import MentionKind

_INITIAL_LENGTH = 1
_FEWEST_LETTERS = 2
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


def gather(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Give the names of one article with the preferred form of each; dates as they are."""
    groups: dict[_Key, _Group] = {}
    owner = [_place(candidate, groups) for candidate in candidates]
    _attach(candidates, owner, groups)
    preferred = {at: group.preferred for at, group in groups.items() if group.forms}
    return [c if not o else c.named(preferred[o]) for c, o in zip(candidates, owner, strict=True)]


def gather_across(articles: Iterable[Sequence[Candidate]]) -> list[list[Candidate]]:
    """Give several articles' candidates, gathered each, with one preferred form for all of them.

    Only whole names meet across articles: "Karimov" of one is not taken for "Islam Karimov" of another.
    """
    lists = [list(candidates) for candidates in articles]
    groups: dict[_Key, _Group] = {}
    for candidate in (c for candidates in lists for c in candidates if c.entity):
        at = (candidate.kind, key(candidate.entity))
        groups.setdefault(at, _Group(candidate.kind)).forms[candidate.entity] += 1
    preferred = {at: group.preferred for at, group in groups.items()}
    return [
        [c.named(preferred[c.kind, key(c.entity)]) if c.entity else c for c in candidates]
        for candidates in lists
    ]


def _place(candidate: Candidate, groups: dict[_Key, _Group]) -> _Key | None:
    if candidate.kind is MentionKind.DATE:
        return None
    form = " ".join((candidate.entity or candidate.surface).split())
    at = (candidate.kind, key(form) or form)
    groups.setdefault(at, _Group(candidate.kind)).forms[form] += 1
    return at


def _attach(candidates: Sequence[Candidate], owner: list[_Key | None], groups: dict[_Key, _Group]) -> None:
    """Let a part of a name belong to the whole: the one named last before it, else first after it."""
    wholes = _wholes_by_call(candidates, owner)
    for index, candidate in enumerate(candidates):
        at = owner[index]
        found = wholes.get(at) if at else None
        if found:
            target = found[max(0, bisect_right(found, index, key=itemgetter(0)) - 1)][1]
            owner[index] = target
            groups[target].forms[" ".join(candidate.surface.split())] += 1


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
            if len(call.split()) < len(at[1].split()) and (not found or found[-1][1] != at):
                found.append((index, at))
    return wholes


@lru_cache(maxsize=16_384)
def _parts_that_call(kind: MentionKind, form: str) -> frozenset[str]:
    """Give the keys of shorter forms by which a whole name may be called."""
    words = [w for w in form.split() if w.lower().rstrip(".") not in GENERATIONS]
    if len(words) < _FEWEST_LETTERS or kind not in (MentionKind.PERSON, MentionKind.ORGANISATION):
        return frozenset()
    if kind is MentionKind.PERSON:
        return frozenset(_calls_of_person(words))
    acronym = "".join(w[0] for w in words if w.lower() not in _SMALL_WORDS)
    calls = {key(words[0]), key(acronym)} if len(acronym) > _FEWEST_LETTERS else {key(words[0])}
    return frozenset(calls - {""})


def _calls_of_person(words: list[str]) -> set[str]:
    family = words[-1]
    calls = {
        key(family),
        key(words[0]),
        f"{key(words[0][0])} {key(family)}",
        f"{key(words[0])} {key(family)}",
    }
    particles = [i for i, w in enumerate(words) if w.lower() in PARTICLES]
    if particles:
        calls.add(key(" ".join(words[particles[0] :])))
    # "Kuznetsov" may call "Kuznetsov Ivan Petrovich" as well as "Ivan Petrovich Kuznetsov".
    return {c for c in calls if len(c) >= _FEWEST_LETTERS}
