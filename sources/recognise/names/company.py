"""What the neighbours of a name say about it: speaker labels, lists, the kind of report it stands in.

"BELISK:" at the head of an answer is whoever speaks; "Fairbairn, Crawford, Peters" are of one kind;
and in a report of a match "Arbroath" without a preposition is the team, not the town.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from sources.recognise.candidate import SearchRegion
from sources.recognise.gazetteer import feature_of, is_place
from sources.recognise.names import cues, lexicon
from sources.recognise.names.article import Article
from sources.recognise.names.draft import ORGANISATION, PERSON, PLACE, Draft, Evidence
from sources.vocabulary import Kind

_LABEL = re.compile(r"[“\"]?([^\W\d_a-z][\w.’' -]{1,40}?) ?(?:\([^)\n]{1,30}\) ?)?:(?=\s|$)")
_TURNS = frozenset({Kind.QUESTION, Kind.ANSWER})
_LINKS = frozenset({", ", " and ", ", and ", "; ", " & ", " or ", ", or "})
_LONGEST_LINK = 6
_SPEAKER = Evidence(person=8.0)
_UNSURE, _SURE = 1.2, 1.5
_FEWEST_SPORT_WORDS = 4
_TEAM, _RIVAL = 3.5, 2.0
_SCORE = re.compile(r" (?:\d{1,2}\b(?! [a-z])|\(\d-\d)")
_AGAINST = re.compile(r"\b(?:beat|beaten by|against|lost to|win over|draw with|versus|vs?\.?)(?: the)? $")
_HELP = {PERSON: Evidence(person=1.6), PLACE: Evidence(place=1.6), ORGANISATION: Evidence(organisation=1.6)}


def labels(text: str, regions: Sequence[SearchRegion]) -> frozenset[int]:
    """Give where speaker labels stand: at the head of a turn, or of several paragraphs alike."""
    found = [(r, m) for r in regions if (m := _LABEL.match(text, r.span.start, r.span.end))]
    times = Counter(m[1] for _region, m in found)
    return frozenset(
        m.start(1) for region, m in found if (region.kind in _TURNS or times[m[1]] > 1) and not is_place(m[1])
    )


def spoken_by(drafts: Sequence[Draft], places: frozenset[int]) -> None:
    """Let the names at the places of speaker labels be persons."""
    for draft in drafts:
        if draft.span.start in places:
            draft.around += _SPEAKER
            draft.evidence += _SPEAKER


def share(text: str, drafts: Sequence[Draft], article: Article) -> None:
    """Let the names of a list tell each other's kind where one is plain and its neighbour is not."""
    links = [_link(text, a, b) for a, b in pairwise(drafts)]
    for index, link in enumerate(links):
        # A comma alone may part a body from its town, a man from his: of a list there are three.
        if link == ", " and not (any(links[index + 1 : index + 2]) or (index and links[index - 1])):
            continue
        if link:
            _help(drafts[index], drafts[index + 1], article)
            _help(drafts[index + 1], drafts[index], article)


def _link(text: str, draft: Draft, following: Draft) -> str:
    """Give what joins two names in a list, "" where nothing does."""
    start, end = draft.span.end, following.span.start
    return text[start:end] if 0 < end - start <= _LONGEST_LINK and text[start:end] in _LINKS else ""


def _help(sure: Draft, unsure: Draft, article: Article) -> None:
    totals = article.evidence
    known, asked = totals[sure.words], totals[unsure.words]
    kind = PERSON if sure.words[-1] in article.person_parts else known.kind
    if (known.margin < _SURE and sure.words[-1] not in article.person_parts) or known.nothing:
        return
    if unsure.template.weak:
        # A plain word that is a surname too is one among persons: "Fairbairn, Crawford, Peters".
        if kind is not PERSON or not lexicon.is_surname(unsure.words[-1]):
            return
    elif asked.margin >= _UNSURE:
        return
    help_ = _HELP[kind]
    unsure.around += help_
    totals[unsure.words] = asked + help_


def is_sport(text: str, regions: Sequence[SearchRegion]) -> bool:
    """Tell whether an article reports a match: several of the words that only such reports have."""
    words: set[str] = set()
    for region in regions:
        line = region.span.of(text).replace(",", " ").replace(".", " ")
        words |= cues.SPORT_WORDS.intersection(line.split())
        if len(words) >= _FEWEST_SPORT_WORDS:
            return True
    return False


def for_teams(text: str, drafts: Sequence[Draft]) -> None:
    """Take what only a report of a match says: "Arbroath 3", "they beat Morton", "against Juventus"."""
    for draft in drafts:
        start, end = draft.span.start, draft.span.end
        # A land stays a place where its eleven play.
        if feature_of(draft.span.of(text)) == "country":
            continue
        helps = _TEAM * bool(_SCORE.match(text, end)) + _RIVAL * bool(
            _AGAINST.search(text[max(0, start - 16) : start])
        )
        draft.around += Evidence(organisation=helps)
        draft.evidence += Evidence(organisation=helps)
