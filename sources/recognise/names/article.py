"""What an article as a whole says of each name, and what each place where it stands becomes.

What decides the kind of a name in one place ("the village of X") decides it in all; a surname goes
with the full name, "the Rovers" with "Raith Rovers"; a plain word that opens a sentence is a name when
it stands capitalised in the middle of another.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sources.recognise.candidate import Candidate
from sources.recognise.gazetteer import feature_of, is_known_land, is_place
from sources.recognise.names import cues, lexicon
from sources.recognise.names.draft import ORGANISATION, PERSON, PLACE, Draft, Evidence, Template
from sources.vocabulary import MentionKind

_SHORTEST_PART = 3
# Three letters may be somebody's initials, more without a vowel after the first are no name of a person.
_LETTERS, _VOWEL = 4, re.compile("[aeiouy]")
_ENOUGH, _CLEAR, _PLAIN_CUE, _LOCATED, _BODILY = 2.0, 3.0, 2.5, 1.0, 2.7
_SETTLED, _IN_A_PLACE = 4.0, 1.0
# What one "the steamer X" is worth.
_NAMED_SO = 6.0
# What is said of a name by what stands round it, against what its own words say.
_ROUND, _ROUND_DOUBT = "context", 0.2
# Measured on reports from elsewhere, by how much a rule's points promise more than came true.
_DOUBTS = {
    "name:words": 0.3,
    "organisation:team": 0.1,
    "place:building": 0.15,
    "place:head": 0.08,
}
_LEAST, _TOLD_OF = 0.3, 1.5
# A word in capitals is somebody only as the label of a speaker.
ACRONYM, _LABELLED, _PLACED = "organisation:acronym", 6.0, 2.0


@dataclass(slots=True)
class Article:
    """What the article says about each name, by its words in lower case."""

    evidence: dict[tuple[str, ...], Evidence] = field(default_factory=dict)
    plainly: Counter[tuple[str, ...]] = field(default_factory=Counter)
    person_parts: set[str] = field(default_factory=set)
    # The word by which a body is called after its full name: "Norsk" after "Norsk Steel Works".
    body_parts: set[str] = field(default_factory=set)
    body_firsts: set[str] = field(default_factory=set)
    # "Rovers" after "Raith Rovers".
    body_lasts: set[str] = field(default_factory=set)
    # "Delray Terminal" after "Delray Terminal Corporation".
    body_heads: set[tuple[str, ...]] = field(default_factory=set)
    is_sport: bool = False
    # Plain words that stand with a capital again and again, and never without.
    called: frozenset[str] = frozenset()


def _pooled(drafts: Sequence[Draft]) -> dict[tuple[str, ...], Evidence]:
    """Add up what speaks for each name: what its words say counts once, what stands round them each time."""
    priors: dict[tuple[str, ...], Template] = {}
    totals: dict[tuple[str, ...], Evidence] = {}
    for draft in drafts:
        words, own = draft.words, draft.template
        prior = priors.get(words)
        if prior is None:
            totals[words] = draft.evidence
        else:
            plainer = prior.weak and not own.weak
            totals[words] += draft.evidence + (prior if plainer else own).evidence.times(-1)
        if prior is None or (prior.weak and not own.weak):
            priors[words] = own
    return totals


def gathered(drafts: Sequence[Draft]) -> Article:
    """Give what all the drafts of an article say together."""
    article = Article(evidence=_pooled(drafts))
    for draft in drafts:
        if not draft.template.weak and not draft.headline:
            article.plainly[draft.words] += 1
    for draft in drafts:
        if not draft.is_single and not draft.template.weak:
            _learn(article, draft)
    return article


def _learn(article: Article, draft: Draft) -> None:
    """Keep the shorter forms by which a whole name may be called again."""
    kind = article.evidence[draft.words].kind
    if kind is PERSON:
        article.person_parts.update(_parts(draft.template))
    elif kind is ORGANISATION:
        first = draft.template.tokens[0].word
        article.body_firsts.add(draft.words[0])
        article.body_heads.update(draft.words[:n] for n in range(2, len(draft.words)))
        if draft.words[-1] in cues.CALLED_BY_HEAD:
            article.body_lasts.add(draft.words[-1])
        if not lexicon.is_word(first) and not is_place(first):
            article.body_parts.add(draft.words[0])


def _parts(template: Template) -> Iterator[str]:
    """Give the words of a full name by which the person may be named again."""
    for token in template.tokens:
        if not token.is_joiner and len(token.low) >= _SHORTEST_PART and token.low not in cues.GENERATIONS:
            yield token.low
            # "Wrona" after "Tadeusz Wrona-Zielski"
            yield from (part for part in token.low.split("-")[:-1] if len(part) > _SHORTEST_PART)


def decided(text: str, draft: Draft, article: Article) -> Candidate | None:
    """Give the candidate that a draft becomes; None where it turns out to be no name."""
    total = article.evidence[draft.words]
    if total.nothing > max(total.person, total.place, total.organisation):
        return None
    part = _part_of_a_name(draft, total, article)
    if part is PERSON:
        return _candidate(text, draft, PERSON, 0.9, "person:part of a full name")
    if (draft.template.weak and not _stands(draft, total, article)) or _is_that_ship(draft, total):
        return None
    if part is ORGANISATION:
        return _candidate(text, draft, ORGANISATION, 0.85, "organisation:part of a full name")
    kind = PLACE if total.kind is PERSON and _is_land(draft) else total.kind
    kind = _as_team(draft, kind, total) if article.is_sport else kind
    if draft.template.rule == "place:dateline":
        kind = PLACE
    if draft.template.rule == ACRONYM and (draft.around.person < _LABELLED or _is_unsayable(draft)):
        kind = PLACE if total.place - total.organisation > _PLACED else ORGANISATION
    rule = _why(draft.template, kind, total, is_sport=article.is_sport)
    return _candidate(text, draft, kind, _score(draft, total, rule, kind), rule)


def _is_that_ship(draft: Draft, total: Evidence) -> bool:
    """Tell "from the Calpurnia" where the article has said once that this is a steamer."""
    after_the = draft.around.person < 0 and draft.around.organisation <= _ENOUGH
    return draft.template.rule == "name:shape" and total.nothing >= _NAMED_SO and after_the


def _why(template: Template, kind: MentionKind, total: Evidence, *, is_sport: bool) -> str:
    """Give the rule that decided: what a name's own words say, unless what stands round it says otherwise."""
    sort = template.rule.partition(":")[0]
    if template.rule == "name:shape":
        own, all_told = (getattr(one, kind.value) for one in (template.evidence, total))
        told_of = template.evidence.kind is not kind or all_told - own > max(own, _TOLD_OF)
        return f"name:{kind.value}" if told_of else template.rule
    if sort in ("name", kind.value):
        return template.rule
    return "organisation:team" if is_sport and kind is ORGANISATION else f"{kind.value}:{_ROUND}"


def _is_land(draft: Draft) -> bool:
    """Tell "England", which begins, wins and has, from "Jordan", who may be somebody."""
    name = " ".join(draft.words)
    listed = draft.template.rule == "place:gazetteer" and not lexicon.is_given_name(name)
    return listed and (feature_of(name) in ("country", "capital") or is_known_land(name))


def _is_unsayable(draft: Draft) -> bool:
    """Tell letters that are nobody's surname, though they label a speaker: "IWPR", "BBC"; not "NG", "JFK"."""
    word = draft.words[0]
    sayable = len(word) < _LETTERS or _VOWEL.search(word, 1)
    return draft.is_single and (word.upper() in cues.KNOWN_BODIES or not sayable)


def _as_team(draft: Draft, kind: MentionKind, total: Evidence) -> MentionKind:
    """Give the kind of a name in a report of a match: a town that stands in no place is its team."""
    town = draft.template.rule in ("place:gazetteer", "place:city")
    is_town = kind is PLACE and town and feature_of(" ".join(draft.words)) != "country"
    located = (
        draft.around.place >= _IN_A_PLACE or total.place - draft.template.evidence.place > 2 * _IN_A_PLACE
    )
    return ORGANISATION if is_town and not located else kind


def _part_of_a_name(draft: Draft, total: Evidence, article: Article) -> MentionKind | None:
    """Give the kind of the whole name that these words call by a part of it; None where there is none."""
    word, rule = draft.words[0], draft.template.rule
    if not draft.is_single:
        # "Andy Warhol" after "Andy Warhol Foundation" is somebody all the same.
        called = draft.words in article.body_heads and not lexicon.is_given_name(word)
        return ORGANISATION if called and total.kind is PERSON else None
    if rule != "organisation:acronym" or len(word) > _SHORTEST_PART:
        # "The Clintons"
        family = word.endswith("s") and word[:-1] in article.person_parts and not draft.template.weak
        if (word in article.person_parts or family) and not _is_clearly_place(draft, total):
            return PERSON
        unplaced = total.place < _ENOUGH and draft.around.place < _IN_A_PLACE
        if word in article.body_parts and rule == "name:shape" and unplaced:
            return ORGANISATION
    return ORGANISATION if word in article.body_lasts and total.kind is not PLACE else None


def _is_clearly_place(draft: Draft, total: Evidence) -> bool:
    """Tell whether a word that is part of somebody's name is a place all the same, by what is round it."""
    if total.place - total.person <= _CLEAR:
        return False
    famous = draft.template.evidence.place >= _SETTLED
    return draft.around.place > draft.around.person or (famous and draft.around.place == draft.around.person)


def _stands(draft: Draft, total: Evidence, article: Article) -> bool:
    """Tell whether words that are also plain English are a name here."""
    if article.plainly[draft.words]:
        return True
    if not draft.is_single:
        return max(total.person, total.organisation, total.place) >= _PLAIN_CUE
    word, around = draft.words[0], draft.around
    again = word in article.called and max(total.person, total.organisation, total.place) >= _CLEAR
    short = word in article.body_firsts and around.organisation >= _ENOUGH
    if again or short or word in article.body_lasts:
        return True
    if around.organisation >= _BODILY and not lexicon.is_namesake(word) and word not in cues.GENERIC_BODIES:
        return True
    if draft.template.rule == "place:gazetteer":
        return around.place >= _LOCATED
    return (lexicon.is_given_name(word) or lexicon.is_surname(word)) and around.person >= _LOCATED


def _score(draft: Draft, total: Evidence, rule: str, kind: MentionKind) -> float:
    """Tell how sure: by the points, less what such a rule errs more often than its points say."""
    best = max(total.person, total.place, total.organisation)
    doubt = 0.1 if draft.template.weak or draft.headline else 0.0
    by_points = min(0.97, 0.45 + 0.08 * min(best, 4.0) + 0.05 * min(total.margin, 4.0) - doubt)
    return round(max(_LEAST, by_points - _doubt(rule, kind)), 2)


def _doubt(rule: str, kind: MentionKind) -> float:
    if rule in ("name:shape", "name:organisation") and kind is ORGANISATION:
        return 0.12
    return _ROUND_DOUBT if rule.endswith(_ROUND) else _DOUBTS.get(rule, 0.0)


def _candidate(text: str, draft: Draft, kind: MentionKind, score: float, rule: str) -> Candidate:
    span = draft.span
    surface = span.of(text)
    return Candidate(span, surface, kind, rule, score, entity=surface)
