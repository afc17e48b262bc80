"""Find the names of one article: every stretch first, then what the article as a whole says.

A name stands more than once. What decides its kind in one place ("the village of X") decides it in
all; a surname goes with the full name that came before it; a word that opens a sentence is a name
when the same word stands capitalised in the middle of another.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sources.recognise.candidate import Candidate, KnownName, SearchRegion
from sources.recognise.gazetteer import feature_of, is_place
from sources.recognise.known import find_known
from sources.recognise.names import cues, lexicon
from sources.recognise.names.classify import Setting, classify
from sources.recognise.names.company import as_team, for_teams, is_sport, labels, share, spoken_by
from sources.recognise.names.context import evidence
from sources.recognise.names.draft import ORGANISATION, PERSON, PLACE, Draft, Evidence, Template
from sources.recognise.names.extending import extended
from sources.recognise.names.tokens import Run, Token, runs
from sources.recognise.overlap import settle
from sources.values.span import Span
from sources.vocabulary import Kind, MentionKind

_HEADLINES = frozenset({Kind.TITLE, Kind.HEADING, Kind.SUBTITLE})
_CAPITAL_SHARE = 0.6
_MIN_HEADLINE_WORDS = 4
_SMALL_WORD = 3
_SHORTEST_PART = 3
_LOWER_WORD = re.compile(r"[ \u00a0]([a-z]+)\b(?![’'-])")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_OF_A_COUNTRY = frozenset({"highway", "road", "state", "territory", "district", "airport"})
_CHANGING = cues.PARTY_HEADS | cues.LOWER_PLACE_HEADS | {"dollar", "dollars"}
_ENOUGH, _CLEAR, _PLAIN_CUE, _LOCATED = 2.0, 3.0, 2.5, 1.3
_BODILY = 2.7
_SETTLED, _SETTLED_SHARE = 4.0, 0.3


@dataclass(slots=True)
class _Article:
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


def find_names(text: str, regions: Sequence[SearchRegion]) -> list[Candidate]:
    """Give the names in an article's regions in text order; ``text`` has blanks for line breaks."""
    drafts = [draft for region in regions for draft in _drafts(text, region)]
    spoken_by(drafts, labels(text, regions))
    sport = is_sport(text, regions)
    if sport:
        for_teams(text, drafts)
    article = _gathered(drafts)
    share(text, drafts, article.evidence)
    article.is_sport = sport
    decided = [c for c in (_decided(text, draft, article) for draft in drafts) if c]
    candidates = extended(text, decided)
    return settle(_repeated_in_headlines(text, regions, candidates), candidates)


def _repeated_in_headlines(
    text: str, regions: Sequence[SearchRegion], candidates: Sequence[Candidate]
) -> list[Candidate]:
    """Find the body's names in the headlines, where capitals tell nothing."""
    headlines = [r for r in regions if r.kind in _HEADLINES]
    spans = [r.span for r in headlines]
    known = {
        c.surface: KnownName(c.surface, c.kind, c.surface)
        for c in candidates
        if not any(span.covers(c.span) for span in spans)
    }
    return [
        replace(c, rule="name:as in the text", score=0.85)
        for c in find_known(text, headlines, list(known.values()))
    ]


def _drafts(text: str, region: SearchRegion) -> Iterator[Draft]:
    span = region.span
    line = text[span.start : span.end]
    headline = (region.kind in _HEADLINES and _is_title_case(line)) or _is_shouted(line)
    for run in runs(text, span):
        if run.words in cues.SENTENCE_OPENERS:
            continue
        end = run.start + len(run.words)
        head = _LOWER_WORD.match(text, end, min(span.end, end + 24))
        following = head[1] if head and head[1] in _CHANGING else ""
        for template in classify(run.words, Setting(run.opens, headline, following)):
            yield _drafted(text, span, run, _with_head(template, run, following), headline=headline)


def _drafted(text: str, region: Span, run: Run, template: Template, *, headline: bool) -> Draft:
    draft = Draft(template, run.start, template.evidence, template.evidence, headline)
    draft.around = around = evidence(text, region, draft.span)
    # Where the name's own words settle it, its surroundings count for little.
    draft.evidence += around.times(_SETTLED_SHARE) if template.evidence.margin >= _SETTLED else around
    return draft


def _is_shouted(line: str) -> bool:
    return line.isupper() and line.count(" ") >= _MIN_HEADLINE_WORDS


def _is_title_case(line: str) -> bool:
    words = _WORD.findall(line)
    capitals = sum(w[0].isupper() for w in words)
    long_ones = sum(len(w) > _SMALL_WORD or w[0].isupper() for w in words)
    return len(words) >= _MIN_HEADLINE_WORDS and capitals >= _CAPITAL_SHARE * max(1, long_ones)


def _with_head(template: Template, run: Run, following: str) -> Template:
    """Take "square" into "Alan square", "parliament" into "European parliament"."""
    last = template.tokens[-1]
    at_end = last.end == len(run.words)
    if not following or not at_end or following.startswith("dollar"):
        return template
    head = Token(following, last.end + 1, last.end + 1 + len(following))
    if following in cues.PARTY_HEADS:
        political = len(template.tokens) == 1 and lexicon.is_people(last.word)
        return (
            template.ending(head, Evidence(organisation=4.0), "organisation:head") if political else template
        )
    if template.rule == "person:title" or last.low in cues.PLACE_HEADS:
        return template
    if feature_of(last.word) == "country" and following in _OF_A_COUNTRY:
        return template
    if template.evidence.organisation > _ENOUGH and template.rule != "name:shape":
        return template
    if following in cues.ADMINISTRATIVE:
        return Template(template.tokens, template.evidence + Evidence(place=3.0), template.rule)
    return template.ending(head, Evidence(place=4.0), "place:head")


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


def _gathered(drafts: Sequence[Draft]) -> _Article:
    article = _Article(evidence=_pooled(drafts))
    for draft in drafts:
        if not draft.template.weak and not draft.headline:
            article.plainly[draft.words] += 1
    for draft in drafts:
        if draft.is_single or draft.template.weak:
            continue
        first = draft.template.tokens[0].word
        kind = article.evidence[draft.words].kind
        if kind is PERSON:
            article.person_parts.update(_parts(draft.template))
        elif kind is ORGANISATION:
            article.body_firsts.add(draft.words[0])
            article.body_heads.update(draft.words[:n] for n in range(2, len(draft.words)))
            if draft.words[-1] in cues.CALLED_BY_HEAD:
                article.body_lasts.add(draft.words[-1])
            if not lexicon.is_word(first) and not is_place(first):
                article.body_parts.add(draft.words[0])
    return article


def _parts(template: Template) -> Iterator[str]:
    """Give the words of a full name by which the person may be named again."""
    for token in template.tokens:
        if not token.is_joiner and len(token.low) >= _SHORTEST_PART and token.low not in cues.GENERATIONS:
            yield token.low
            # "Wrona" after "Tadeusz Wrona-Zielski"
            yield from (part for part in token.low.split("-")[:-1] if len(part) > _SHORTEST_PART)


def _decided(text: str, draft: Draft, article: _Article) -> Candidate | None:
    total = article.evidence[draft.words]
    rule = draft.template.rule
    if total.nothing > max(total.person, total.place, total.organisation):
        return None
    if draft.is_single and (rule != "organisation:acronym" or len(draft.words[0]) > _SHORTEST_PART):
        if draft.words[0] in article.person_parts and not _is_clearly_place(draft, total):
            return _candidate(text, draft, PERSON, 0.9, "person:part of a full name")
        if draft.words[0] in article.body_parts and rule == "name:shape" and total.place < _CLEAR:
            return _candidate(text, draft, ORGANISATION, 0.85, "organisation:part of a full name")
    if draft.template.weak and not _stands(draft, total, article):
        return None
    if draft.is_single and draft.words[0] in article.body_lasts and total.kind is not PLACE:
        return _candidate(text, draft, ORGANISATION, 0.85, "organisation:part of a full name")
    if draft.words in article.body_heads and total.kind is PERSON:
        return _candidate(text, draft, ORGANISATION, 0.85, "organisation:part of a full name")
    kind = as_team(draft, total.kind, total) if article.is_sport else total.kind
    return _candidate(text, draft, kind, _score(draft, total), rule)


def _is_clearly_place(draft: Draft, total: Evidence) -> bool:
    """Tell whether a word that is part of somebody's name is a place all the same, by what is round it."""
    if total.place - total.person <= _CLEAR:
        return False
    famous = draft.template.evidence.place >= _SETTLED
    return draft.around.place > draft.around.person or (famous and draft.around.place == draft.around.person)


def _stands(draft: Draft, total: Evidence, article: _Article) -> bool:
    """Tell whether words that are also plain English are a name here."""
    if article.plainly[draft.words]:
        return True
    if draft.is_single and draft.words[0] in article.body_firsts and draft.around.organisation >= _ENOUGH:
        return True
    if draft.is_single and draft.words[0] in article.body_lasts:
        return True
    if draft.is_single and draft.around.organisation >= _BODILY and draft.words[0] not in cues.GENERIC_BODIES:
        return True
    if draft.is_single and draft.template.rule == "place:gazetteer":
        return draft.around.place >= _LOCATED
    word = draft.words[0]
    if draft.is_single and (lexicon.is_given_name(word) or lexicon.is_surname(word)):
        return draft.around.person >= _LOCATED
    return not draft.is_single and max(total.person, total.organisation, total.place) >= _PLAIN_CUE


def _score(draft: Draft, total: Evidence) -> float:
    best = max(total.person, total.place, total.organisation)
    doubt = 0.1 if draft.template.weak or draft.headline else 0.0
    return round(min(0.97, 0.45 + 0.08 * min(best, 4.0) + 0.05 * min(total.margin, 4.0) - doubt), 2)


def _candidate(text: str, draft: Draft, kind: MentionKind, score: float, rule: str) -> Candidate:
    span = draft.span
    surface = span.of(text)
    return Candidate(span, surface, kind, rule, score, entity=surface)
