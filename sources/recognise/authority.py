"""The archive's own authority list, looked for everywhere, before anything is guessed.

An Aho-Corasick automaton finds every known form as it is written; what the cold finder found besides is
compared by spelling key, so that another transliteration of a known name is known too. A surname that
several people bear goes to the one whom the article names in full, or else is proposed with the others
beside it; where the article names somebody else in full, it is left to that one. Every link says why.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import ahocorasick_rs

from sources.recognise.candidate import Candidate, SearchRegion
from sources.recognise.known import HALVES, at_word_edges
from sources.recognise.names import lexicon
from sources.recognise.wording import in_words
from sources.values.span import Span
from sources.values.spelling import ALIKE, key, similarity
from sources.vocabulary import UNSEARCHED_KINDS, AnchorKind, MentionKind

_EXACT = ("name:known form", 0.97)
_BY_KEY = ("name:spelling key", 0.93)
_BY_PART = ("name:part of a full name", 0.93)
_BY_SURNAME = ("name:surname", 0.75)
_AMBIGUOUS, _ELSEWHERE = 0.55, 0.5
_ENOUGH_NAMES, _NEARLY_ALL, _DOUBTFUL = 10, 0.8, 0.62
_SHORTEST_KEY = 3
_LOOK_BACK = 8  # over spaces and opening marks


@dataclass(frozen=True, slots=True)
class KnownForm:
    """One form of an entity's name; ``entity`` names the entity, ``preferred`` is how it is called.

    ``weight`` is how often editors marked the entity: of two that bear a form, the likelier goes first.
    ``corpora`` are those whose articles name a person; empty where nobody says.
    """

    form: str
    kind: MentionKind
    entity: str
    preferred: str
    weight: int = 0
    corpora: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Linked:
    """A candidate with the entity of the authority list that it seems to name, and why."""

    candidate: Candidate
    entity: str = ""
    alternatives: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Entity:
    """An entity of the list, as it is told from others."""

    id: str
    kind: MentionKind
    preferred: str
    weight: int
    corpora: frozenset[int]


@dataclass(slots=True)
class Authority:
    """The list, prepared once for any number of texts."""

    entities: dict[str, _Entity] = field(default_factory=dict)
    by_form: dict[str, list[str]] = field(default_factory=dict)
    by_key: dict[str, list[str]] = field(default_factory=dict)
    by_surname: dict[str, list[str]] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    automaton: ahocorasick_rs.AhoCorasick | None = None
    tells_corpora: bool = False

    @classmethod
    def of(cls, known: Iterable[KnownForm]) -> "Authority":
        """Prepare a list of forms; the likelier of two entities that bear one comes first."""
        found = cls()
        for row in ranked(known):
            found.entities[row.entity] = _Entity(row.entity, row.kind, row.preferred, row.weight, row.corpora)
            for table, name in ((found.by_form, row.form), (found.by_key, key(row.form))):
                if name and row.entity not in table.setdefault(name, []):
                    table[name].append(row.entity)
            surname = _surname(row)
            if surname and row.entity not in found.by_surname.setdefault(surname, []):
                found.by_surname[surname].append(row.entity)
        found.tells_corpora = any(one.corpora for one in found.entities.values())
        found.forms = tuple(form for form in found.by_form if form.strip())
        if found.forms:
            longest = ahocorasick_rs.MatchKind.LeftmostLongest
            found.automaton = ahocorasick_rs.AhoCorasick(list(found.forms), matchkind=longest)
        return found


def ranked(known: Iterable[KnownForm]) -> list[KnownForm]:
    """Give forms in the order in which they are proposed: those of the likeliest first."""
    return sorted(known, key=lambda row: (-row.weight, row.preferred, row.entity, row.form))


def _surname(row: KnownForm) -> str:
    words = key(row.preferred).split()
    return words[-1] if row.kind is MentionKind.PERSON and len(words) > 1 else ""


def link(
    text: str,
    regions: Sequence[SearchRegion],
    found: Sequence[Candidate],
    authority: Authority,
    corpus: int | None = None,
) -> list[Linked]:
    """Give one article's candidates with what the list knows of each, in text order.

    ``found`` are the cold finder's; where a known form stands it prevails over what is no longer. ``corpus``
    is the article's: a surname alone is hardly somebody of whom only other corpora speak.
    """
    if authority.automaton is None:
        return [Linked(candidate, reason=why(candidate)) for candidate in found]
    hits = [_Place(span, None) for span in scan(text, regions, authority)]
    places = _settled([*hits, *(_Place(candidate.span, candidate) for candidate in found)])
    article = _Article(text, places, authority, corpus)
    linked = (article.linked(place) for place in places)
    return _without_doubtful([one for one in linked if one is not None])


def scan(text: str, regions: Sequence[SearchRegion], authority: Authority) -> Iterator[Span]:
    """Give where the list's own forms stand, between word edges, in the regions that are searched."""
    for region in regions:
        if region.kind not in UNSEARCHED_KINDS:
            yield from _hits(text, region.span, authority)


def why(candidate: Candidate) -> str:
    """Say in a few words what made the cold finder propose something."""
    counted = f", counted from {_anchor(candidate)}" if candidate.anchor_words else ""
    if candidate.kind is MentionKind.DATE and not candidate.edtf:
        counted = "; nothing here tells which"
    others = f"; may also be {' or '.join(candidate.others)}" if candidate.others else ""
    return f"{in_words(candidate.rule)}{counted}{others}"


def _anchor(candidate: Candidate) -> str:
    known = {
        AnchorKind.PUBLISHED: "the article’s date",
        AnchorKind.DATELINE: "the dateline",
        AnchorKind.EVENT_YEAR: "the year of the event",
    }.get(candidate.anchor, "")
    return f"{known}, {candidate.anchor_words}" if known else f"“{candidate.anchor_words}”"


@dataclass(frozen=True, slots=True)
class _Place:
    """A span that a known form fills, or that the cold finder found, or both."""

    span: Span
    cold: Candidate | None

    @property
    def is_date(self) -> bool:
        return self.cold is not None and self.cold.kind is MentionKind.DATE


def _without_doubtful(linked: Sequence[Linked]) -> list[Linked]:
    """Leave out weak guesses at a stranger, in an article whose names the list knows nearly all.

    Where the archive knows who is who, what it does not know and what is hardly a name is seldom one.
    """
    names = [one for one in linked if one.candidate.kind is not MentionKind.DATE]
    known = sum(bool(one.entity) for one in names)
    if len(names) < _ENOUGH_NAMES or known < _NEARLY_ALL * len(names):
        return list(linked)
    return [
        one
        for one in linked
        if one.entity or one.candidate.kind is MentionKind.DATE or one.candidate.score >= _DOUBTFUL
    ]


def _hits(text: str, region: Span, authority: Authority) -> Iterator[Span]:
    if authority.automaton is None:
        return
    for _, start, end in authority.automaton.find_matches_as_indexes(HALVES.sub(" ", region.of(text))):
        span = Span(region.start + start, region.start + end)
        if at_word_edges(text, span):
            yield span


def _settled(places: Iterable[_Place]) -> list[_Place]:
    """Keep the longer of two places that overlap, the date of two that are as long; join the same."""
    ranked = sorted(places, key=lambda one: (one.span.start, -len(one.span), one.cold is None))
    kept: list[_Place] = []
    for place in ranked:
        last = kept[-1] if kept else None
        is_within = last is not None and last.is_date and place.is_date and last.span != place.span
        if last is None or last.span.end <= place.span.start or is_within:
            kept.append(place)
        elif last.span != place.span and (len(place.span), place.is_date) > (len(last.span), last.is_date):
            kept[-1] = place
    return kept


class _Article:
    """One article's names, each looked up once, and who is named in full in it."""

    def __init__(self, text: str, places: Sequence[_Place], authority: Authority, corpus: int | None) -> None:
        self.text, self.authority, self.corpus = text, authority, corpus
        # Who is named in full, and where, in text order.
        self.named_at: dict[str, list[int]] = {}
        for place in places:
            words = self._words(place)
            is_nothing = place.is_date or (place.cold is None and self._is_plain(place))
            found = [] if is_nothing else self._bearers(words, place)
            if len(found) == 1 and (len(words.split()) > 1 or self._is_whole(words, found[0])):
                self.named_at.setdefault(found[0], []).append(place.span.start)

    def linked(self, place: _Place) -> Linked | None:
        """Link one place; None for a plain word that only looks like a known form."""
        cold = place.cold
        if cold is not None and cold.kind is MentionKind.DATE:
            return Linked(cold, reason=why(cold))
        words = self._words(place)
        other = self._fuller_name(place)
        found = self._bearers(words, place)
        if other and (not found or self._names_another(other, found)):
            found = self.authority.by_key.get(key(other), [])
            return self._link(place, found, f"called so after {other}", _BY_PART) if found else _left(cold)
        if found:
            how = "in the authority list"
            if words not in self.authority.by_form:
                return self._link(place, found, f"another spelling of a form {how}", _BY_KEY)
            if cold is None and self._is_plain(place) and not self._has_company(found):
                return None
            return self._link(place, found, f"form {how}", _EXACT)
        found = (
            self.authority.by_surname.get(key(words), []) if cold and cold.kind is MentionKind.PERSON else []
        )
        return (
            self._link(place, found, "surname in the authority list", _BY_SURNAME) if found else _left(cold)
        )

    def _words(self, place: _Place) -> str:
        return " ".join(place.span.of(self.text).split())

    def _bearers(self, words: str, place: _Place) -> list[str]:
        """Give those who bear the words as a form, or by its key; those of the kind seen first."""
        found = self.authority.by_form.get(words)
        if found is None:
            sound = key(words)
            found = self.authority.by_key.get(sound, []) if len(sound) >= _SHORTEST_KEY else []
        cold = place.cold
        same = [one for one in found if cold and self.authority.entities[one].kind is cold.kind]
        return same or found

    def _is_whole(self, words: str, entity: str) -> bool:
        return len(self.authority.entities[entity].preferred.split()) <= len(words.split())

    def _fuller_name(self, place: _Place) -> str:
        """Give the full name of which the article uses a part here; "" where it does not."""
        cold = place.cold
        is_part = cold is not None and len(cold.entity.split()) > len(cold.surface.split())
        return cold.entity if cold is not None and is_part else ""

    def _names_another(self, fuller: str, found: Sequence[str]) -> bool:
        """Tell whether a name in full is none of those who bear its part."""
        bearers = self.authority.by_key.get(key(fuller), [])
        if bearers:
            return not set(bearers) & set(found)
        entities = self.authority.entities
        return all(similarity(fuller, entities[one].preferred) < ALIKE for one in found)

    def _is_plain(self, place: _Place) -> bool:
        """Tell whether it is an English word that has its capital from the sentence it opens."""
        words = self._words(place)
        if " " in words or not lexicon.is_word(words.lower()):
            return False
        before = self.text[max(0, place.span.start - _LOOK_BACK) : place.span.start].rstrip(" \"'“‘«([")
        return not before or before[-1] in ".!?:…\n"

    def _has_company(self, found: Sequence[str]) -> bool:
        return any(entity in self.named_at for entity in found)

    def _link(self, place: _Place, found: Sequence[str], how: str, by: tuple[str, float]) -> Linked:
        if self.corpus is not None:
            found = sorted(found, key=lambda one: self._is_elsewhere(place, one))
        chosen, why_chosen = self._choose(place, found)
        entity = self.authority.entities[chosen]
        others = tuple(one for one in found if one != chosen)
        words = place.span.of(self.text)
        reason = f"{how}: {entity.preferred}"
        if others:
            reason += f", {why_chosen or 'likeliest'} of {len(found)} who are called so"
        base = place.cold or Candidate(place.span, words, entity.kind, "", 0.0)
        rule, score = by
        sure = score if why_chosen or not others else _AMBIGUOUS
        if self._is_elsewhere(place, chosen):
            sure = min(sure, _ELSEWHERE)
            reason += "; a name alone, and only another corpus speaks of this person"
        linked = replace(base, kind=entity.kind, entity=entity.preferred, rule=rule, score=sure)
        return Linked(linked, chosen, others, reason)

    def _is_elsewhere(self, place: _Place, entity: str) -> bool:
        """Tell whether one word names somebody whom this article and its corpus name nowhere in full."""
        who = self.authority.entities[entity]
        if self.corpus is None or not who.corpora or self.corpus in who.corpora:
            return False
        is_part = len(self._words(place).split()) == 1 < len(who.preferred.split())
        return is_part and entity not in self.named_at

    def _choose(self, place: _Place, found: Sequence[str]) -> tuple[str, str]:
        """Choose whom the article names in full: last before, else first after; else the likeliest."""
        here = place.span.start
        named = [(starts, entity) for entity in found if (starts := self.named_at.get(entity))]
        before = [(starts[at - 1], entity) for starts, entity in named if (at := bisect_left(starts, here))]
        if before:
            return max(before)[1], "named in full before"
        later = ((starts, bisect_right(starts, here), entity) for starts, entity in named)
        after = [(starts[at], entity) for starts, at, entity in later if at < len(starts)]
        return (min(after)[1], "named in full later") if after else (found[0], "")


def _left(cold: Candidate | None) -> Linked | None:
    return Linked(cold, reason=why(cold)) if cold is not None else None
