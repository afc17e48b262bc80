"""Quotations in an article, and their speakers.

Pure: text, regions and the names found in it in, quotations out. What stands between quotation marks is
somebody's words where a reporting verb attributes it, or where it is a sentence; a word or two in marks
with nobody to say them are the writer's distance (“order”), and what is capitalised like a title is one.
An interview's turns are passages with a speaker, not quotations, but who is quoted in a turn is.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sources.recognise.candidate import Candidate, SearchRegion
from sources.recognise.quotations.attribution import Attribution, attribution
from sources.recognise.quotations.found import QuotationFound
from sources.recognise.quotations.indirect import indirect
from sources.recognise.quotations.marks import Quoted
from sources.recognise.quotations.paragraphs import Paragraph, between, paragraph
from sources.recognise.quotations.resolving import Who
from sources.recognise.quotations.speakers import Names, Speaker, named, subject
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
# "called the report “a tissue of lies”" is no title
_CALLS_IT = re.compile(
    r"\b(?:call|calls|called|term|terms|termed)\s+(?:the|this|that|his|her|its|their)\s+\w+\s*$"
)
_SENTENCE, _FRAGMENT, _CALLED = 3, 3, 2
_FAR, _NICKNAME, _SENTENCES_BACK = 1000, 25, 3
_SCORES = {
    "after": 0.95,
    "before": 0.93,
    "middle": 0.95,
    "according": 0.85,
    "sentence": 0.75,
    "goes on": 0.8,
    "introduced": 0.8,
    "answers": 0.6,
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
    known = Names(flat, _outside(read, names))
    reader = _Reader(flat, known, Who(flat, known, _writer(regions, names)))
    found = [one for each in read for one in reader.read(each)]
    return sorted(found, key=lambda one: one.span)


def _writer(regions: Sequence[SearchRegion], names: Sequence[Candidate]) -> Speaker | None:
    """Give the one person whom the bylines name: "I" in the text; None where they are none or several."""
    lines = [region.span for region in regions if region.kind is Kind.BYLINE]
    found = [
        c for c in names if c.kind is MentionKind.PERSON and any(c.span.overlaps(line) for line in lines)
    ]
    return named(found[0]) if len({c.entity or c.surface for c in found}) == 1 else None


def _outside(read: Sequence[Paragraph], names: Sequence[Candidate]) -> list[Candidate]:
    """Leave out who is only spoken of within a quotation; “Fatou” in marks of its own is a name."""
    quoted = sorted(s.span for each in read for s in each.stretches if len(s.span) > _NICKNAME)
    starts = [span.start for span in quoted]
    found = ((c, bisect_right(starts, c.span.start) - 1) for c in names)
    return [c for c, at in found if at < 0 or not quoted[at].overlaps(c.span)]


class _Reader:
    """Reads paragraph after paragraph and remembers who spoke last."""

    def __init__(self, text: str, names: Names, who: Who) -> None:
        self.text, self.names, self.who = text, names, who
        self.is_open = False
        self.spoke_at: int | None = None
        self.told: Speaker | None = None

    def read(self, here: Paragraph) -> Iterator[QuotationFound]:
        """Give the quotations of one paragraph."""
        waiting: list[Quoted] = []
        spoken: Speaker | None = self.who.last if self.is_open else None
        was_open, self.is_open = self.is_open, False
        for index, stretch in enumerate(here.stretches):
            goes_on = was_open and not index and stretch.span.start == here.span.start
            said = None if goes_on else attribution(self.text, here, index, self.names)
            if not goes_on and not self._is_speech(here, index, said):
                continue
            self.is_open = stretch.is_open
            speaker, rule = self._speaker(here, index, said, spoken)
            if said is None and speaker is None:
                waiting.append(stretch)
                continue
            yield from self._before_this(here, waiting, stretch, speaker)
            waiting.clear()
            spoken = speaker or spoken
            self.who.spoke(speaker)
            self.spoke_at = stretch.span.end if speaker else self.spoke_at
            yield self._found(stretch, speaker, rule)
        yield from (self._found(one, None, "nobody") for one in waiting)
        self.told = None
        for told in indirect(self.text, here, self.names, self.who):
            self.told = Speaker(told.speaker, told.speaker_span, is_named=True)
            yield told
        self.who.former = here

    def _before_this(
        self, here: Paragraph, waiting: Sequence[Quoted], stretch: Quoted, speaker: Speaker | None
    ) -> Iterator[QuotationFound]:
        """Give what had no speaker of its own this one's: “Never.” “Not once,” she said.

        But a question that is answered right after it is somebody else's, and so on in turn.
        """
        is_theirs, following = True, stretch
        asker = self._asker(here, waiting[0]) if waiting else None
        found: list[QuotationFound] = []
        for one in reversed(waiting):
            is_theirs ^= _answers(self.text, one, following)
            found.append(self._found(one, speaker if is_theirs else asker, "goes on"))
            following = one
        yield from reversed(found)

    def _asker(self, here: Paragraph, stretch: Quoted) -> Speaker | None:
        """Give the writer where their own sentence leads to a talk: "I asked the boys. “Why?” “No idea.”"."""
        start = here.sentence_start(max(here.span.start, stretch.span.start - 2))
        return self.who.writer if self.text.startswith("I ", start) else None

    def _speaker(
        self, here: Paragraph, index: int, said: Attribution | None, spoken: Speaker | None
    ) -> tuple[Speaker | None, str]:
        stretch = here.stretches[index]
        if said is not None:
            by_pronoun = self.who.pronoun(here, said.pronoun, said.at) if said.pronoun else None
            return self.who.by_role(said.speaker) or by_pronoun, said.rule
        if spoken is not None:
            if index and _answers(self.text, here.stretches[index - 1], stretch):
                return None, "nobody"
            return spoken, "goes on"
        by_place = (
            (self._introduced(here, stretch), "introduced"),
            (self._named_before(here, stretch), "named before"),
            (self._named_after(here, stretch), "named after"),
        )
        for speaker, rule in by_place:
            if speaker is not None:
                return speaker, rule
        return self._next_in_turn(here, stretch)

    def _next_in_turn(self, here: Paragraph, stretch: Quoted) -> tuple[Speaker | None, str]:
        """Give who goes on in a paragraph of their own: the last, or after a question whoever was asked."""
        former = self.who.former
        if _has_before(here, stretch) or former is None:
            return None, "nobody"
        if not former.stretches:
            return (self.told, "goes on") if self.told else (None, "nobody")
        if former.stretches[-1].words(self.text).rstrip().endswith("?"):
            return (self.who.other, "answers") if self.who.other else (None, "nobody")
        return (self.who.last, "goes on") if self.who.last else (None, "nobody")

    def _introduced(self, here: Paragraph, stretch: Quoted) -> Speaker | None:
        """Give who is named where the words before end in a colon: here, or in the paragraph before."""
        before = self.text[max(0, stretch.span.start - 3) : stretch.span.start].rstrip()
        if _has_before(here, stretch):
            if not before.endswith(":"):
                return None
            part = Span(here.sentence_start(stretch.span.start - 1), stretch.span.start)
        else:
            former = self.who.former
            if former is None or not former.masked.rstrip().endswith(":"):
                return None
            part = Span(former.sentence_start(former.span.end - 1), former.span.end)
        verb = SAID.search(self.text, part.start, part.end)
        spoken = subject(self.text, between(part.start, verb.start) if verb else part, self.names)
        found = [c for c in self.names.within(part) if c.kind is MentionKind.PERSON]
        return spoken if spoken and spoken.is_named else named(found[-1]) if found else spoken

    def _named_before(self, here: Paragraph, stretch: Quoted) -> Speaker | None:
        """Give the first person of the nearest sentence before that names one, up to three back."""
        if not _has_before(here, stretch):
            return None
        place = bisect_right(here.begins, stretch.span.start - 2)
        for start in reversed(here.begins[max(0, place - _SENTENCES_BACK) : place]):
            part = Span(max(start, stretch.span.start - _FAR), max(start + 1, stretch.span.start))
            found = [c for c in self.names.within(part) if c.kind is MentionKind.PERSON]
            if found:
                return named(found[0])
        return None

    def _named_after(self, here: Paragraph, stretch: Quoted) -> Speaker | None:
        """Give the person of the sentence after, where a quotation opens a paragraph that goes on."""
        part = between(stretch.span.end, here.sentence_end(min(stretch.span.end + 1, here.span.end - 1)))
        return subject(self.text, part, self.names) if part and not _has_before(here, stretch) else None

    def _is_speech(self, here: Paragraph, index: int, said: Attribution | None) -> bool:
        stretch = here.stretches[index]
        words = stretch.words(self.text).strip()
        count = len(_WORD.findall(words))
        before = self.text[max(here.span.start, stretch.span.start - 40) : stretch.span.start]
        rule = said.rule if said else ""
        # British papers put the comma after the mark: ‘No’, he said.
        is_british = rule == "after" and self.text[stretch.span.end : stretch.span.end + 1] == ","
        ends = is_british or stretch.is_open or words[-1:] in tuple(".?!…,—-")
        is_entitled = ENTITLED.search(before) and not _CALLS_IT.search(before)
        if not count or is_entitled or (_is_title(words) and not ends):
            return False
        if rule not in {"", "sentence"}:
            return ends or count >= _CALLED or before.rstrip().endswith((":", ","))
        begins = words[0].isupper() or words[0] in "…[(“‘0123456789"
        if begins and (self._is_sentence(here, index, count) if ends else self._leads_on(here, index, count)):
            return True
        return self._is_fragment(here, stretch, count, ends=ends, is_said=said is not None)

    def _is_sentence(self, here: Paragraph, index: int, count: int) -> bool:
        """Tell whether a stretch that begins and ends as a sentence is somebody's words, however short."""
        stretch = here.stretches[index]
        if count >= (_CALLED if stretch.words(self.text).rstrip()[-1:] in "?!" else _SENTENCE):
            return True
        if self._goes_on(here, stretch) or _is_beside(self.text, here, index):
            return True
        return self.text[here.span.start : stretch.span.start].rstrip().endswith(":") or self._leads_on(
            here, index, count
        )

    def _leads_on(self, here: Paragraph, index: int, count: int) -> bool:
        return count >= _CALLED and _is_joined(self.text, here, index)

    def _is_fragment(
        self, here: Paragraph, stretch: Quoted, count: int, *, ends: bool, is_said: bool
    ) -> bool:
        if not is_said:
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


def _answers(text: str, one: Quoted, following: Quoted) -> bool:
    """Tell whether the second of two stretches, with nothing between, answers a question in the first."""
    between_them = text[one.span.end : following.span.start]
    return not between_them.strip() and (one.words(text).rstrip()[-1:] == "?") != (
        following.words(text).rstrip()[-1:] == "?"
    )


def _is_beside(text: str, here: Paragraph, index: int) -> bool:
    """Tell whether another stretch stands right beside one, with nothing between: turns of a talk."""
    around = here.stretches[max(0, index - 1) : index + 2]
    return any(not text[a.span.end : b.span.start].strip() for a, b in pairwise(around))


def _is_joined(text: str, here: Paragraph, index: int) -> bool:
    """Tell whether only "and" stands between a stretch and the one after it."""
    following = here.stretches[index + 1 : index + 2]
    after = text[here.stretches[index].span.end : following[0].span.start] if following else ""
    return after.strip(" ,") in {"and", "or"}


def _has_before(here: Paragraph, stretch: Quoted) -> bool:
    before = stretch.span.start - here.span.start
    return bool(here.masked[max(0, before - _FAR) : before].strip(" Q.–—-"))


def _is_title(words: str) -> bool:
    """Tell whether words are capitalised as a title is: all that are long, and no sentence ends there."""
    if words[-1] in ".?!…,":
        return False
    found = [word for word in _WORD.findall(words) if len(word) > len("the")]
    return bool(found) and all(word[0].isupper() or word[0].isdigit() for word in found)
