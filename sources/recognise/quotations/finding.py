"""Quotations in an article, and their speakers.

Pure: text, regions and the names found in it in, quotations out. What stands between quotation marks is
somebody's words where a reporting verb attributes it, or where it is a sentence; a word or two in marks
with nobody to say them are the writer's distance (“order”), and what is capitalised like a title is one.
An interview's turns are passages with a speaker, not quotations, but who is quoted in a turn is.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from sources.recognise.candidate import Candidate, SearchRegion
from sources.recognise.quotations.attribution import Attribution, attribution
from sources.recognise.quotations.found import QuotationFound
from sources.recognise.quotations.indirect import indirect
from sources.recognise.quotations.marks import Quoted
from sources.recognise.quotations.paragraphs import Paragraph, between, paragraph
from sources.recognise.quotations.speakers import Names, Speaker, leans, named, subject
from sources.recognise.quotations.verbs import CALLED, ENTITLED, SAID
from sources.values.span import Span
from sources.vocabulary import UNSEARCHED_KINDS, Kind, MentionKind, QuotationKind

# Headlines quote without saying whom; a line printed twice says nothing again.
_UNREAD = UNSEARCHED_KINDS | {
    Kind.TITLE,
    Kind.SUBTITLE,
    Kind.HEADING,
    Kind.DUPLICATE,
    Kind.BYLINE,
    Kind.SOURCE_CREDIT,
    Kind.PUBLICATION_DATE,
    Kind.DATELINE,
    Kind.URL,
}
_LINE_BREAKS = re.compile(r"[\r\n\u0085\u2028\u2029\v\f\t]")
_WORD = re.compile(r"[\w’'-]+")
_SENTENCE, _FRAGMENT, _CALLED = 3, 3, 2
_FAR, _NICKNAME = 1000, 25
_SCORES = {
    "after": 0.95,
    "before": 0.93,
    "middle": 0.95,
    "according": 0.85,
    "sentence": 0.75,
    "goes on": 0.8,
    "introduced": 0.8,
    "named before": 0.6,
    "named after": 0.5,
    "nobody": 0.4,
}


def find_quotations(
    text: str, regions: Sequence[SearchRegion], names: Sequence[Candidate]
) -> list[QuotationFound]:
    """Give the quotations of one article in text order; ``names`` are the candidates of ``find``."""
    flat = _LINE_BREAKS.sub(" ", text)
    read = [paragraph(flat, r.span, r.kind) for r in regions if r.kind not in _UNREAD and len(r.span)]
    reader = _Reader(flat, Names(flat, _outside(read, names)))
    found = [one for each in read for one in reader.read(each)]
    return sorted(found, key=lambda one: one.span)


def _outside(read: Sequence[Paragraph], names: Sequence[Candidate]) -> list[Candidate]:
    """Leave out who is only spoken of within a quotation; “Fatou” in marks of its own is a name."""
    quoted = sorted(s.span for each in read for s in each.stretches if len(s.span) > _NICKNAME)
    starts = [span.start for span in quoted]
    found = ((c, bisect_right(starts, c.span.start) - 1) for c in names)
    return [c for c, at in found if at < 0 or not quoted[at].overlaps(c.span)]


class _Reader:
    """Reads paragraph after paragraph and remembers who spoke last."""

    def __init__(self, text: str, names: Names) -> None:
        self.text, self.names = text, names
        self.last: Speaker | None = None
        self.is_open = False
        self.spoke_at: int | None = None
        self.former: Paragraph | None = None

    def read(self, here: Paragraph) -> Iterator[QuotationFound]:
        """Give the quotations of one paragraph."""
        waiting: list[Quoted] = []
        spoken: Speaker | None = self.last if self.is_open else None
        was_open, self.is_open = self.is_open, False
        for index, stretch in enumerate(here.stretches):
            goes_on = was_open and not index and stretch.span.start == here.span.start
            said = None if goes_on else attribution(self.text, here, index, self.names)
            if not goes_on and not self._is_speech(here, stretch, said):
                continue
            self.is_open = stretch.is_open
            speaker, rule = self._speaker(here, stretch, said, spoken)
            if said is None and speaker is None:
                waiting.append(stretch)
                continue
            # What had no speaker of its own before this has this one's: “Never.” “Not once,” she said.
            yield from (self._found(one, speaker, "goes on") for one in waiting)
            waiting.clear()
            spoken = self.last = speaker or self.last
            self.spoke_at = stretch.span.end if speaker else self.spoke_at
            yield self._found(stretch, speaker, rule)
        yield from (self._found(one, None, "nobody") for one in waiting)
        yield from indirect(self.text, here, self.names)
        self.former = here

    def _speaker(
        self, here: Paragraph, stretch: Quoted, said: Attribution | None, spoken: Speaker | None
    ) -> tuple[Speaker | None, str]:
        if said is not None:
            return said.speaker or self._pronoun(here, said), said.rule
        if spoken is not None:
            return spoken, "goes on"
        introduced = self._introduced(here, stretch)
        if introduced is not None:
            return introduced, "introduced"
        before = self._named_before(here, stretch)
        if before is not None:
            return before, "named before"
        after = self._named_after(here, stretch)
        if after is not None:
            return after, "named after"
        opens = not _has_before(here, stretch)
        is_next = self.former is not None and any(self.former.stretches)
        return (self.last, "goes on") if opens and is_next else (None, "nobody")

    def _introduced(self, here: Paragraph, stretch: Quoted) -> Speaker | None:
        """Give who is named where the words before end in a colon: here, or in the paragraph before."""
        before = self.text[max(0, stretch.span.start - 3) : stretch.span.start].rstrip()
        if _has_before(here, stretch):
            if not before.endswith(":"):
                return None
            part = Span(here.sentence_start(stretch.span.start - 1), stretch.span.start)
        else:
            former = self.former
            if former is None or not former.masked.rstrip().endswith(":"):
                return None
            part = Span(former.sentence_start(former.span.end - 1), former.span.end)
        verb = SAID.search(self.text, part.start, part.end)
        spoken = subject(self.text, between(part.start, verb.start) if verb else part, self.names)
        found = [c for c in self.names.within(part) if c.kind is MentionKind.PERSON]
        return spoken if spoken and spoken.is_named else named(found[-1]) if found else spoken

    def _named_before(self, here: Paragraph, stretch: Quoted) -> Speaker | None:
        """Give the person of the sentence before, where a sentence of somebody's follows it."""
        if not _has_before(here, stretch):
            return None
        start = here.sentence_start(stretch.span.start - 2)
        part = Span(max(start, stretch.span.start - _FAR), max(start + 1, stretch.span.start))
        found = [c for c in self.names.within(part) if c.kind is MentionKind.PERSON]
        return named(found[0]) if found else None

    def _named_after(self, here: Paragraph, stretch: Quoted) -> Speaker | None:
        """Give the person of the sentence after, where a quotation opens a paragraph that goes on."""
        part = between(stretch.span.end, here.sentence_end(min(stretch.span.end + 1, here.span.end - 1)))
        return subject(self.text, part, self.names) if part and not _has_before(here, stretch) else None

    def _pronoun(self, here: Paragraph, said: Attribution) -> Speaker | None:
        """Give the last named whom the pronoun fits: in this paragraph, else who spoke, else before."""
        if said.pronoun in {"they", ""}:
            return None
        kind = MentionKind.ORGANISATION if said.pronoun == "it" else MentionKind.PERSON
        near = self.names.before(said.at, kind, max(0, said.at - here.span.start))
        fitting = [c for c in near if said.pronoun == "it" or self.names.fits(c, said.pronoun)]
        if fitting:
            return named(self._subject_of(here, fitting, said.pronoun))
        if self.last is not None and self.last.is_named:
            return self.last
        far = self.names.before(said.at, kind, _FAR)
        fitting = [c for c in far if said.pronoun == "it" or self.names.fits(c, said.pronoun)]
        return named(fitting[0]) if fitting else self.last

    def _subject_of(self, here: Paragraph, found: Sequence[Candidate], pronoun: str) -> Candidate:
        """Give the first named of the nearest sentence that names any: its subject, as a rule.

        Where the given name of another tells more plainly that the pronoun is theirs, that one.
        """
        start = here.sentence_start(found[0].span.start)
        near = [c for c in found if c.span.start >= start]
        plainly = [c for c in near if leans(c) == pronoun]
        return (plainly or near)[-1]

    def _is_speech(self, here: Paragraph, stretch: Quoted, said: Attribution | None) -> bool:
        words = stretch.words(self.text).strip()
        count = len(_WORD.findall(words))
        before = self.text[max(here.span.start, stretch.span.start - 40) : stretch.span.start]
        if not count or ENTITLED.search(before) or _is_title(words):
            return False
        ends = words[-1] in ".?!…,—-" or stretch.is_open
        begins = words[0].isupper() or words[0] in "…[(“‘0123456789"
        if said is not None and said.rule != "sentence":
            return ends or count >= _CALLED or before.rstrip().endswith((":", ","))
        if begins and ends and (self._goes_on(here, stretch) or before.rstrip().endswith(":")):
            return True
        if begins and ends and count >= (_CALLED if words[-1] in "?!" else _SENTENCE):
            return True
        if said is None:
            return (ends and count > _FRAGMENT) or (stretch.is_open and count >= _SENTENCE)
        start = max(here.sentence_start(stretch.span.start), stretch.span.start - _FAR)
        is_called = CALLED.search(here.plain(between(start, stretch.span.start)))
        return count >= (_CALLED if is_called else _FRAGMENT)

    def _goes_on(self, here: Paragraph, stretch: Quoted) -> bool:
        """Tell whether somebody has been quoted in this paragraph before: the next word is theirs too."""
        spoke = self.spoke_at
        return spoke is not None and here.span.start <= spoke < stretch.span.start

    def _found(self, stretch: Quoted, speaker: Speaker | None, rule: str) -> QuotationFound:
        return QuotationFound(
            span=stretch.span,
            kind=QuotationKind.DIRECT,
            speaker=speaker.name if speaker else "",
            rule=f"quotation:{rule}",
            score=_SCORES[rule] if speaker else _SCORES["nobody"],
            speaker_span=speaker.span if speaker else None,
        )


def _has_before(here: Paragraph, stretch: Quoted) -> bool:
    before = stretch.span.start - here.span.start
    return bool(here.masked[max(0, before - _FAR) : before].strip(" Q.–—-"))


def _is_title(words: str) -> bool:
    """Tell whether words are capitalised as a title is: all that are long, and no sentence ends there."""
    if words[-1] in ".?!…,":
        return False
    found = [word for word in _WORD.findall(words) if len(word) > len("the")]
    return bool(found) and all(word[0].isupper() or word[0].isdigit() for word in found)
