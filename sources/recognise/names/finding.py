"""Find the names of one article: every stretch first, then what the article as a whole says.

A name stands more than once. What decides its kind in one place ("the village of X") decides it in
all; a surname goes with the full name that came before it; a word that opens a sentence is a name
when the same word stands capitalised in the middle of another.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sources.recognise.candidate import Candidate, KnownName, SearchRegion
from sources.recognise.known import Known, find_known
from sources.recognise.names import cues, lexicon
from sources.recognise.names.article import decided, gathered
from sources.recognise.names.bodies import body_rule
from sources.recognise.names.classify import Setting, classify
from sources.recognise.names.company import for_teams, is_sport, labels, share, spoken_by
from sources.recognise.names.context import called_so, evidence, is_kin
from sources.recognise.names.draft import Draft, Evidence, Template
from sources.recognise.names.extending import extended
from sources.recognise.names.tokens import Run, Token, runs, tokenise
from sources.recognise.overlap import settle
from sources.values.span import Span
from sources.vocabulary import Kind

_HEADLINES = frozenset({Kind.TITLE, Kind.HEADING, Kind.SUBTITLE})
_CAPITAL_SHARE = 0.6
_MIN_HEADLINE_WORDS = 4
_SMALL_WORD = 3
_LOWER_WORD = re.compile(r"[ \u00a0]([a-z]+)\b(?![’'-])")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_CHANGING = cues.PARTY_HEADS | cues.LOWER_PLACE_HEADS | cues.ADMINISTRATIVE | {"dollar", "dollars"}
_ENOUGH = 2.0
_AGAIN = 3
_SETTLED, _SETTLED_SHARE = 4.0, 0.3
_CALLED = 6.0
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})\.$")
_NOTHING = Evidence()
_PREPOSITION = 8
_MONTHS = cues.BROKEN | {"march", "may"}
_WHEN = re.compile(r"\b(?:[Ii]n|[Oo]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ll]ast|[Nn]ext|[Tt]his|[Ff]rom) $")
# What follows the town of a dateline: its country, the agency, the day; then a dash.
_SENT_FROM = re.compile(
    r"(?:, [^\W\d_][\w. ]{1,30}){0,2}"
    r"(?:(?:,? [A-Z]\w{2,8}\.? \d{1,2}(?:, \d{4})?)?(?: ?\([^()]{2,30}\))? ?[—–-]{1,2} ?\S"
    r"|,? (?:[A-Z]\w{2,8}\.? \d{1,2},?|\d{1,2} [A-Z]\w{2,8}) \d{4}\.?\s*$)"
)


def find_names(text: str, regions: Sequence[SearchRegion], called: Sequence[Span] = ()) -> list[Candidate]:
    """Give the names in an article's regions in text order; ``text`` has blanks for line breaks.

    ``called`` is where a day or a month is somebody's first name (``names.day_names``).
    """
    drafts = [draft for region in regions for draft in _drafts(text, region, called)]
    if called:
        drafts.sort(key=lambda draft: draft.span)
    spoken_by(drafts, labels(text, regions))
    sport = is_sport(text, regions)
    if sport:
        for_teams(text, drafts)
    article = gathered(drafts)
    article.called = _called(text, regions, drafts)
    share(text, drafts, article)
    article.is_sport = sport
    candidates = extended(text, [c for c in (decided(text, draft, article) for draft in drafts) if c])
    return settle(_repeated_in_headlines(text, regions, candidates), candidates)


def _called(text: str, regions: Sequence[SearchRegion], drafts: Sequence[Draft]) -> frozenset[str]:
    """Give the plain words that the article writes with a capital again and again, and never without."""
    times = Counter(d.template.tokens[0].word for d in drafts if d.is_single and d.template.weak and d.inside)
    often = {word for word, count in times.items() if count >= _AGAIN and not cues.is_common_noun(word)}
    if not often:
        return frozenset()
    lower = re.compile(rf"\b(?:{'|'.join(sorted(re.escape(w.lower()) for w in often))})(?:s|ed|ing)?\b")
    plain = {m.group() for r in regions for m in lower.finditer(text, r.span.start, r.span.end)}
    return frozenset(w.lower() for w in often if not any(p.startswith(w.lower()) for p in plain))


def _repeated_in_headlines(
    text: str, regions: Sequence[SearchRegion], candidates: Sequence[Candidate]
) -> list[Candidate]:
    """Find the body's names in the headlines, where capitals tell nothing."""
    headlines = [r for r in regions if r.kind in _HEADLINES]
    spans = [r.span for r in headlines]
    lines = "\n".join(span.of(text) for span in spans)
    known = {
        c.surface: KnownName(c.surface, c.kind, c.surface)
        for c in candidates
        if c.surface in lines and not any(span.covers(c.span) for span in spans)
    } | {
        # A name of several words as a headline in capitals has it.
        c.surface.upper(): KnownName(c.surface.upper(), c.kind, c.surface)
        for c in candidates
        if " " in c.surface and c.surface.upper() in lines and not c.surface.isupper()
    }
    return [
        replace(c, rule="name:as in the text", score=0.85)
        for c in find_known(text, headlines, Known.of(known.values()))
    ]


def _past_start(text: str, region: Span, run: Run) -> Run:
    """Leave off what stands before a name and is none of it: a month, the number of a heading."""
    return _past_number(run) if run.start == region.start else _past_month(text, region, run)


def _past_number(run: Run) -> Run:
    """Leave off the number in "V. Conclusions"; "V. Petrov" has an initial."""
    number, _blank, rest = run.words.partition(" ")
    first = rest.partition(" ")[0]
    if not _ROMAN.match(number) or not lexicon.is_word(first) or lexicon.is_surname(first):
        return run
    return Run(run.start + len(run.words) - len(rest), rest, opens=True)


def _past_month(text: str, region: Span, run: Run) -> Run:
    """Leave off the month in "in March Petrov left": what stands before it tells that it is one."""
    month, _blank, rest = run.words.partition(" ")
    before = text[max(region.start, run.start - _PREPOSITION) : run.start]
    if not rest or month.lower() not in _MONTHS or not _WHEN.search(before):
        return run
    return Run(run.start + len(run.words) - len(rest), rest, opens=False)


def _drafts(text: str, region: SearchRegion, called: Sequence[Span] = ()) -> Iterator[Draft]:
    span = region.span
    line = text[span.start : span.end]
    headline = (region.kind in _HEADLINES and _is_title_case(line)) or _is_shouted(line)
    for name in (name for name in called if span.covers(name)):
        yield _called_after_day(text, span, name)
    for run in (_past_start(text, span, run) for run in _outside(runs(text, span), called)):
        if run.words in cues.SENTENCE_OPENERS:
            continue
        if _is_dateline(text, span, run):
            template = Template(tokenise(run.words), Evidence(place=_SETTLED), "place:dateline")
            yield _drafted(text, span, run, template, headline=False)
            continue
        end = run.start + len(run.words)
        head = _LOWER_WORD.match(text, end, min(span.end, end + 24))
        following = head[1] if head and head[1] in _CHANGING else ""
        for template in classify(run.words, Setting(run.opens, headline, following)):
            yield _drafted(text, span, run, _with_head(template, run, following), headline=headline)


def _called_after_day(text: str, region: Span, name: Span) -> Draft:
    run = Run(name.start, name.of(text), opens=False)
    template = Template(tokenise(run.words), Evidence(person=_CALLED), "person:called after a day")
    return _drafted(text, region, run, template, headline=False)


def _outside(found: Iterable[Run], called: Sequence[Span]) -> Iterator[Run]:
    """Give the runs, cut short before a name that begins with a day or a month."""
    for run in found:
        end = run.start + len(run.words)
        name = next((name for name in called if run.start <= name.start < end), None)
        if name is None:
            yield run
            continue
        before = run.words[: name.start - run.start].rstrip()
        # What is left of "Mrs. April Dunne" is her title.
        if before and not (cues.is_title(before.split()[-1]) or cues.is_role(before.split()[-1])):
            yield Run(run.start, before, run.opens)


def _drafted(text: str, region: Span, run: Run, template: Template, *, headline: bool) -> Draft:
    draft = Draft(template, run.start, template.evidence, template.evidence, headline)
    draft.inside = not headline and (not run.opens or draft.span.start > run.start)
    draft.around = around = evidence(text, region, draft.span)
    # "the steamer Princess Alda"
    if template.rule == "person:title" and draft.span.start > run.start:
        draft.around = around = around + called_so(
            text[max(region.start, run.start - _PREPOSITION * 2) : run.start]
        )
    # Where the name's own words settle it, its surroundings count for little.
    if around != _NOTHING:
        settled = template.evidence.margin >= _SETTLED and not around.nothing
        draft.evidence += around.times(_SETTLED_SHARE) if settled else around
    if _may_be_called_like_a_land(template) and is_kin(text, region, draft.span):
        draft.evidence += Evidence(person=2 * _CALLED)
    return draft


def _may_be_called_like_a_land(template: Template) -> bool:
    single = len(template.tokens) == 1 and template.rule == "place:gazetteer"
    return single and lexicon.is_given_name(template.tokens[0].word)


def _is_dateline(text: str, region: Span, run: Run) -> bool:
    """Tell whether a run in capitals at the head of a paragraph is where the report was sent from."""
    heads = " " in run.words and run.words.isupper() and not text[region.start : run.start].strip()
    if heads and any(t.low in cues.OPENERS | _MONTHS for t in tokenise(run.words)[1:]):
        return False
    sent = heads and _SENT_FROM.match(text, run.start + len(run.words), region.end)
    # "THE EVENING HERALD, 3 May 1951" is the head of a page.
    return bool(sent) and not body_rule(tokenise(run.words))


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
        # "A Diwali party" is given, not founded.
        political = len(template.tokens) == 1 and lexicon.is_people(last.word) and last.low not in cues.FEASTS
        return (
            template.ending(head, Evidence(organisation=4.0), "organisation:head") if political else template
        )
    headed = template.rule == "person:title" or last.low in cues.PLACE_HEADS
    if headed or (template.evidence.organisation > _ENOUGH and template.rule != "name:shape"):
        return template
    if following in cues.ADMINISTRATIVE:
        return Template(template.tokens, template.evidence + Evidence(place=3.0), template.rule)
    return template.ending(head, Evidence(place=4.0), "place:head")
