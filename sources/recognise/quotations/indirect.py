"""Indirect speech: what somebody said, in the words of whoever reports it.

"X said that …", "X said …", and at the end "…, X said." The span is what was said, without the words
that report it. Sentences that quote directly are left to the finder of direct quotations.
"""

import re
from collections.abc import Iterator

from sources.recognise.quotations.found import QuotationFound
from sources.recognise.quotations.paragraphs import Paragraph, between
from sources.recognise.quotations.resolving import Who
from sources.recognise.quotations.speakers import Names, Speaker, inverted, subject
from sources.recognise.quotations.verbs import PRONOUN_NEXT
from sources.values.span import Span
from sources.vocabulary import QuotationKind

_THAT = re.compile(
    r"\b(?:said|says|stated|states|claimed|claims|announced|announces|declared|admitted|admits|insisted|insists|"
    r"argued|argues|warned|warns|added|adds|noted|notes|explained|explains|confirmed|confirms|reported|reports|"
    r"alleged|alleges|acknowledged|stressed|conceded|deposed|maintained|testified|replied|complained|wrote|writes|"
    r"(?:told|tells)\s+[^,.;:]{1,60}?)(?:,\s+\w+,)?(?:\s+(?:late\s+|early\s+)?(?:on\s+)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|last\s+(?:night|week|month|year))"
    r"(?:\s+(?:morning|afternoon|evening|night))?)?\s+(?P<that>that\s+)"
    # "said that was so" points at something
    r"(?!(?:was|is|were|are|would|will|had|has|could)\b)",
)
_SAID = re.compile(r"\b(?:said|says)\s+(?!(?:in|on|at|to|by|of|during|after|yesterday|today|last)\b)")
_TRAILING = re.compile(
    r",\s+(?P<by>[^,;:]{2,80}?)\s+(?:said|says|added|reported|claimed|explained|announced)\b"
)
# "OSLO, March 3 (Reuters) - " at the head of a paragraph
_DATELINE = re.compile(
    r"[^\W\d_a-z]{3,}(?:[ .’'-][^\W\d_a-z]{2,}){0,3}"
    r"(?:,? [^–—\n“\"]{1,40}?)?(?: ?\([^()]{2,30}\))? ?[–—-]{1,2} "
)
_FEWEST = 4
_THAT_SCORE, _SAID_SCORE, _TRAILING_SCORE = 0.8, 0.65, 0.7


def indirect(text: str, here: Paragraph, names: Names, who: Who) -> Iterator[QuotationFound]:
    """Give what is told in the sentences of a paragraph that quote nothing directly."""
    ends = (*here.begins[1:], here.span.end)
    for start, end in zip(here.begins, ends, strict=True):
        dateline = _DATELINE.match(text, start, end) if start == here.span.start else None
        head = dateline.end() if dateline else start
        sentence = between(head, start + len(text[start:end].rstrip()))
        if sentence and not any(stretch.span.overlaps(sentence) for stretch in here.stretches):
            yield from _in_sentence(text, here, sentence, (names, who))


def _in_sentence(
    text: str, here: Paragraph, sentence: Span, known: tuple[Names, Who]
) -> Iterator[QuotationFound]:
    words = sentence.of(text)
    for pattern, rule, score in ((_THAT, "that", _THAT_SCORE), (_SAID, "said", _SAID_SCORE)):
        verb = pattern.search(words)
        if verb:
            part = between(sentence.start, sentence.start + verb.start())
            said = between(sentence.start + verb.end(), sentence.end)
            yield from _told(text, here, (part, said), known, (rule, score))
            return
    trailing = _TRAILING.search(words)
    if trailing:
        part = between(sentence.start + trailing.start("by"), sentence.start + trailing.end("by"))
        said = between(sentence.start, sentence.start + trailing.start())
        yield from _told(text, here, (part, said), known, ("trailing", _TRAILING_SCORE))


def _told(
    text: str,
    here: Paragraph,
    places: tuple[Span | None, Span | None],
    known: tuple[Names, Who],
    by: tuple[str, float],
) -> Iterator[QuotationFound]:
    part, said = places
    rule, score = by
    words = said.of(text).rstrip(".!?… ") if said else ""
    if part is None or said is None or len(words.split()) < _FEWEST:
        return
    said = Span(said.start, said.start + len(words))
    speaker = _teller(text, here, part, known)
    if speaker is not None:
        kind = QuotationKind.INDIRECT
        yield QuotationFound(said, kind, speaker.name, f"indirect:{rule}", score, speaker.span)


def _teller(text: str, here: Paragraph, part: Span, known: tuple[Names, Who]) -> Speaker | None:
    names, who = known
    pronoun = PRONOUN_NEXT.search(part.of(text))
    if pronoun:
        return who.pronoun(here, pronoun[1].lower(), part.start + pronoun.start())
    return who.by_role(subject(text, part, names)) or inverted(text, part, names)
