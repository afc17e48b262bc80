"""Find the names of one article: every stretch first, then what the article as a whole says.

A name stands more than once. What decides its kind in one place ("the village of X") decides it in
all; a surname goes with the full name that came before it; a word that opens a sentence is a name
when the same word stands capitalised in the middle of another.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sources.recognise.candidate import Candidate, SearchRegion
from sources.recognise.gazetteer import is_place
from sources.recognise.names import cues, lexicon
from sources.recognise.names.classify import Setting, classify
from sources.recognise.names.context import evidence
from sources.recognise.names.draft import ORGANISATION, PERSON, Draft, Evidence
from sources.recognise.names.segments import segments
from sources.recognise.names.tokens import Run, Token, runs
from sources.values.span import Span
from sources.vocabulary import Kind, MentionKind

_HEADLINES = frozenset({Kind.TITLE, Kind.HEADING, Kind.SUBTITLE})
_CAPITAL_SHARE = 0.6
_MIN_HEADLINE_WORDS = 4
_LOWER_HEAD = re.compile(r"[ \u00a0]([a-z]+)\b(?![’'-])")
_PARTY_HEAD = re.compile(r"[ \u00a0](parliament|commission|union|party)\b")
_ENOUGH = 2.0
_CLEAR = 3.0
# Units of government are left off where they stand in lower case: "Mangistau region" names Mangistau.
_ADMINISTRATIVE = frozenset(
    [
        "province",
        "region",
        "oblast",
        "district",
        "county",
        "prefecture",
        "governorate",
        "municipality",
        "parish",
        "canton",
        "state",
        "territory",
    ]
)


@dataclass(slots=True)
class _Article:
    """What the article says about each name, by its words in lower case."""

    evidence: dict[tuple[str, ...], Evidence] = field(default_factory=lambda: defaultdict(Evidence))
    plainly: Counter[tuple[str, ...]] = field(default_factory=Counter)
    person_parts: dict[str, float] = field(default_factory=dict)
    # The word by which a body is called after its full name: "Norsk" after "Norsk Steel Works".
    body_parts: set[str] = field(default_factory=set)


def find_names(text: str, regions: Sequence[SearchRegion]) -> list[Candidate]:
    """Give the names in an article's regions in text order; ``text`` has blanks for line breaks."""
    drafts = [draft for region in regions for draft in _drafts(text, region)]
    article = _gathered(drafts)
    candidates = [c for c in (_decided(text, draft, article) for draft in drafts) if c]
    return sorted(candidates, key=lambda c: c.span)


def _drafts(text: str, region: SearchRegion) -> Iterator[Draft]:
    span = region.span

    def context(name: Span) -> Evidence:
        return evidence(text, span, name)

    def heads(token: Token) -> bool:
        return bool(_PARTY_HEAD.match(text, token.end, min(span.end, token.end + 24)))

    headline = region.kind in _HEADLINES and _is_title_case(text[span.start : span.end])
    for run in runs(text, span):
        for first, stretch in enumerate(_stretches(run, headline=headline)):
            setting = Setting(run.opens and first == 0, context, headline, heads)
            for draft in classify(stretch, setting):
                yield _with_lower_head(text, span, draft)


def _stretches(run: Run, *, headline: bool) -> Iterable[tuple[Token, ...]]:
    if not headline:
        return segments(run.tokens)
    return _headline_stretches(run.tokens)


def _is_title_case(line: str) -> bool:
    words = re.findall(r"[^\W\d_][\w’'-]*", line)
    capitals = sum(w[0].isupper() for w in words)
    long_ones = sum(len(w) > 3 or w[0].isupper() for w in words)  # noqa: PLR2004 -- headlines leave "and", "of" small
    return len(words) >= _MIN_HEADLINE_WORDS and capitals >= _CAPITAL_SHARE * max(1, long_ones)


def _headline_stretches(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """Cut a title-case headline at every plain word that is no head of a name."""
    piece: list[Token] = []
    for token in tokens:
        headed = token.low in cues.ORG_HEADS or token.low in cues.PLACE_HEADS or token.low in cues.TITLES
        plain = lexicon.is_word(token.word) and not lexicon.is_given_name(token.word)
        if token.is_joiner or (plain and not (piece and headed)):
            if piece:
                yield tuple(piece)
            piece = []
            continue
        piece.append(token)
    if piece:
        yield tuple(piece)


def _with_lower_head(text: str, region: Span, draft: Draft) -> Draft:
    """Take "square" into "Alan square", "parliament" into "European parliament"."""
    last = draft.tokens[-1]
    if last.is_possessive:
        return draft
    party = _PARTY_HEAD.match(text, last.end, min(region.end, last.end + 24))
    if party and len(draft.tokens) == 1 and lexicon.is_people(last.word):
        token = Token(party[1], party.start(1), party.end(1))
        return replace(
            draft,
            tokens=(*draft.tokens, token),
            evidence=Evidence(organisation=4.0),
            rule="organisation:head",
        )
    head = _LOWER_HEAD.match(text, last.end, min(region.end, last.end + 24))
    if (
        not head
        or head[1] not in cues.LOWER_PLACE_HEADS
        or draft.rule == "person:title"
        or last.low in cues.PLACE_HEADS
    ):
        return draft
    if draft.evidence.organisation > _ENOUGH and draft.rule != "name:shape":
        return draft
    if head[1] in _ADMINISTRATIVE:
        return replace(draft, evidence=draft.evidence + Evidence(place=3.0), weak=False)
    token = Token(head[1], head.start(1), head.end(1))
    return replace(
        draft, tokens=(*draft.tokens, token), evidence=Evidence(place=4.0), rule="place:head", weak=False
    )


def _gathered(drafts: Sequence[Draft]) -> _Article:
    article = _Article()
    for draft in drafts:
        article.evidence[draft.words] += draft.evidence
        if not draft.weak and not draft.headline:
            article.plainly[draft.words] += 1
    for draft in drafts:
        total = article.evidence[draft.words]
        if len(draft.tokens) > 1 and total.kind is PERSON and not draft.weak:
            for word in _parts(draft):
                article.person_parts[word] = max(article.person_parts.get(word, 0.0), total.person)
        first = draft.tokens[0].word
        if (
            len(draft.tokens) > 1
            and total.kind is ORGANISATION
            and not lexicon.is_word(first)
            and not is_place(first)
        ):
            article.body_parts.add(draft.words[0])
    return article


def _parts(draft: Draft) -> Iterator[str]:
    """Give the words of a full name by which the person may be named again."""
    for token in draft.tokens:
        if not token.is_joiner and len(token.low) > 2 and token.low not in cues.GENERATIONS:  # noqa: PLR2004 -- initials
            yield token.low


def _decided(text: str, draft: Draft, article: _Article) -> Candidate | None:
    total = article.evidence[draft.words]
    single = len(draft.tokens) == 1
    part = article.person_parts.get(draft.words[0]) if single else None
    if part and draft.rule not in ("organisation:acronym",) and not _firmly_placed(draft, total):
        return _candidate(text, draft, PERSON, 0.9, "person:part of a full name")
    if single and draft.words[0] in article.body_parts and draft.rule == "name:shape":
        return _candidate(text, draft, ORGANISATION, 0.85, "organisation:part of a full name")
    if draft.weak and not _stands(draft, total, article):
        return None
    if draft.headline and single and draft.rule == "name:shape" and not article.plainly[draft.words]:
        return _candidate(text, draft, total.kind, 0.5, draft.rule)
    kind = total.kind
    return _candidate(text, draft, kind, _score(draft, total), draft.rule)


def _firmly_placed(draft: Draft, total: Evidence) -> bool:
    """Tell whether a word that is part of somebody's name is a place all the same."""
    return total.place - total.person > _CLEAR and draft.evidence.place > draft.evidence.person


def _stands(draft: Draft, total: Evidence, article: _Article) -> bool:
    """Tell whether words that are also plain English are a name here."""
    if article.plainly[draft.words]:
        return True
    if len(draft.tokens) == 1:
        return False
    return max(total.person, total.organisation, total.place) >= 3.0  # noqa: PLR2004 -- a plain cue beyond the shape


def _score(draft: Draft, total: Evidence) -> float:
    best = max(total.person, total.place, total.organisation)
    return round(
        min(0.97, 0.45 + 0.08 * min(best, 4.0) + 0.05 * min(total.margin, 4.0) - (0.1 if draft.weak else 0)),
        2,
    )


def _candidate(text: str, draft: Draft, kind: MentionKind, score: float, rule: str) -> Candidate:
    surface = draft.surface(text)
    return Candidate(draft.span, surface, kind, rule, score, entity=surface)
