"""Who "he", "they" or "the minister" is: whom the paragraph speaks of, else who spoke last.

A pronoun goes back to the subject of the nearest sentence that has one whom it fits: a name, or somebody
described ("The driver kept silent"). "I" is the writer, where one is named.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from sources.recognise.candidate import Candidate
from sources.recognise.quotations.paragraphs import Paragraph, between
from sources.recognise.quotations.people import (
    body_at,
    described_at,
    group_at,
    introduces,
    leans,
    plainly,
    pronouns_of,
)
from sources.recognise.quotations.speakers import Names, Speaker, named
from sources.values.span import Span
from sources.vocabulary import MentionKind

_FAR, _BACK = 1000, 6000
# "He was seen with Stolz": the subject is whoever it was before.
_PRONOUN_FIRST = re.compile(r"(?:(?:But|And|Then|So),?\s+)?(He|he|She|she)\b")


# "The spokesman in Temrava, Lt. Col. Anna Orlen, said …"
_APPOSED = re.compile(r"(?:\s(?:of|in|for|at|on)\s[^,.;:“”]{1,80})?,\s+(?:[A-Z][\w.]*\s+){0,3}")


class Who:
    """Finds whom pronouns and descriptions stand for; remembers who spoke."""

    def __init__(self, text: str, names: Names, writer: Speaker | None) -> None:
        self.text, self.names, self.writer = text, names, writer
        self.last: Speaker | None = None
        self.other: Speaker | None = None
        self.former: Paragraph | None = None

    def spoke(self, speaker: Speaker | None) -> None:
        """Remember who spoke last, and who before that."""
        if speaker is not None:
            if self.last is not None and self.last.name != speaker.name:
                self.other = self.last
            self.last = speaker

    def by_role(self, speaker: Speaker | None) -> Speaker | None:
        """Give the person whom "the minister" describes, where the text has given somebody that role."""
        if speaker is None or speaker.is_named or speaker.span is None:
            return speaker
        if not speaker.name.lower().startswith("the "):
            return speaker
        # "Examined by Pell, the witness said": that is no apposition.
        before = self.names.before(speaker.span.start, MentionKind.PERSON, _BACK)
        found = (c for c in before if introduces(self.text, c.span, speaker.name, speaker.span.start))
        person = next(found, None)
        return named(person) if person else speaker

    def pronoun(self, here: Paragraph, pronoun: str, at: int) -> Speaker | None:
        """Give whom a pronoun at a place stands for; None where nobody fits."""
        if pronoun == "i":
            return self.writer
        if pronoun == "they":
            return self._group(here, at)
        if pronoun == "it":
            return self._thing(here, at)
        former = _sentences(self.former, self.former.span.end) if self.former else ()
        found = (self._subject(part, pronoun) for part in chain(_sentences(here, at), former))
        near = next(filter(None, found), None)
        if near is not None:
            return near
        spoke = (one for one in (self.last, self.other) if one is not None and _fits(one, pronoun))
        return next(spoke, None) or self._far(at, pronoun)

    def _subject(self, part: Span, pronoun: str) -> Speaker | None:
        """Give the first whom a sentence names, as a rule its subject; who plainly fits before others."""
        goes_on = _PRONOUN_FIRST.match(self.text, part.start, part.end)
        if goes_on and goes_on[1].lower() == pronoun:
            return None
        people = [c for c in self.names.within(part) if c.kind is MentionKind.PERSON]
        head = described_at(self.text, part.start, part.end)
        is_named = head and any(self._is_beside(head[0], c) for c in people)
        if head and not is_named:
            people = [c for c in people if not head[0].overlaps(c.span)]
        fitting = [c for c in people if self.names.fits(c, pronoun)]
        plain = [c for c in fitting if leans(c.entity or c.surface) == pronoun]
        if head and not is_named and pronoun in head[1] and not plain:
            return Speaker(head[0].of(self.text), head[0], is_named=False)
        return named((plain or fitting)[0]) if fitting else None

    def _is_beside(self, described: Span, candidate: Candidate) -> bool:
        """Tell whether a name says who is described: "the driver Anna Orlen", "the chief of X, Orlen"."""
        between_them = self.text[described.end : max(described.end, candidate.span.start)]
        near = 0 <= candidate.span.start - described.end <= len(", ")
        return near or bool(_APPOSED.fullmatch(between_them))

    def _thing(self, here: Paragraph, at: int) -> Speaker | None:
        near = self._before(here, at, MentionKind.ORGANISATION)
        if near:
            start = here.sentence_start(near[0].span.start)
            return named([c for c in near if c.span.start >= start][-1])
        bodies = (body_at(self.text, part.start, part.end) for part in _sentences(here, at))
        body = next(filter(None, bodies), None)
        return Speaker(body.of(self.text), body, is_named=False) if body else self.last

    def _group(self, here: Paragraph, at: int) -> Speaker | None:
        for part in _sentences(here, at):
            group = group_at(self.text, part.start, part.end)
            if group:
                return Speaker(group.of(self.text), group, is_named=False)
        return None

    def _far(self, at: int, pronoun: str) -> Speaker | None:
        far = self.names.before(at, MentionKind.PERSON, _FAR)
        return next((named(c) for c in far if self.names.fits(c, pronoun)), None)

    def _before(self, here: Paragraph, at: int, kind: MentionKind) -> Sequence[Candidate]:
        return self.names.before(at, kind, max(0, at - here.span.start))


def _sentences(here: Paragraph, at: int) -> Iterator[Span]:
    """Give the sentences of a paragraph before a place, the nearest first."""
    end = at
    for start in reversed([begin for begin in here.begins if begin < at]):
        part = between(start, end)
        if part:
            yield part
        end = start


def _fits(speaker: Speaker, pronoun: str) -> bool:
    if speaker.is_named:
        return plainly(speaker.name) in {"", pronoun}
    if group_at(speaker.name, 0, len(speaker.name)):
        return False
    possible = pronouns_of(speaker.name)
    return not possible or pronoun in possible
