"""Who a reporting verb names: a name, a pronoun back to one, or words that only describe somebody."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from sources.recognise.candidate import Candidate
from sources.recognise.quotations.verbs import PRONOUN
from sources.values.span import Span
from sources.vocabulary import MentionKind

# Names after these are not who speaks: "the lawyer of …", "told …".
_LEADS_AWAY = re.compile(
    r"\b(?:of|for|to|from|with|by|against|about|at|in|on|near|told|telling|asked|after|before|than|called|"
    r"as|under|over|between|into|outside|inside|via|versus|like)\s+(?:the\s+|an?\s+|[A-Z][\w.]*\s+){0,2}$"
)
# "one of the workers, who asked not to be named,"
_ASIDE = re.compile(r",\s+(?:who|whose|which|speaking|asking|a|an|the|\d)\b[^,]*$")
_NEXT_TO_VERB = re.compile(r",?(?:\s+(?:\w+ly|has|had|have|also|later|then|who))*\s*$")
_POSSESSIVE = re.compile(r"['’]s?\s")
_DESCRIBED = re.compile(
    r"\b(?:an?|the|one|another|some|two|three|several|many|other|his|her|their|its|my|our)\s+"
    r"(?:[\w’'-]+\s+){0,5}?[\w’'-]+$|\b(?:one|some|many|most|two|three|several|none)\s+of\s+(?:[\w’'-]+\s*){1,5}$|\b[a-z]+(?:ists|ers|men|women|s)$",
    re.IGNORECASE,
)
_DESCRIBED_NEXT = re.compile(
    r"\s*((?:an?|the|one|another|some|two|three|several|his|her|their)\s+(?:[\w’'-]+\s*){1,5})", re.IGNORECASE
)
_WOMAN = re.compile(r"(?:[oe]va|skaya|skaia|ina|shyna|kyzy)$")
_MAN = re.compile(r"(?:[oe]v|sky|skiy|skii|uly|vich)$")
_FEMALE_TITLE = re.compile(r"\b(?:Mrs|Ms|Miss|Madame|Mme|Sister|Lady)\.?\s+$")
_MALE_TITLE = re.compile(r"\b(?:Mr|Sir|Father|Fr|Rev|Reverend|Bishop|Imam|Brother|Lord|Herr)\.?\s+$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the fullest name or descriptive words, and where the text has them."""

    name: str
    span: Span | None
    is_named: bool


class Names:
    """The names of an article in text order, and whether a pronoun may stand for one."""

    def __init__(self, text: str, candidates: Sequence[Candidate]) -> None:
        self.text = text
        self.all = sorted((c for c in candidates if c.kind is not MentionKind.DATE), key=lambda c: c.span)
        self.starts = [c.span.start for c in self.all]

    def within(self, span: Span) -> list[Candidate]:
        """Give those that stand wholly within a span."""
        first = bisect_left(self.starts, span.start)
        last = bisect_left(self.starts, span.end)
        return [c for c in self.all[first:last] if c.span.end <= span.end]

    def before(self, at: int, kind: MentionKind, how_far: int) -> list[Candidate]:
        """Give those of a kind that stand before a place, the nearest first."""
        found = self.within(Span(max(0, at - how_far), at)) if at and how_far else []
        return [c for c in reversed(found) if c.kind is kind]

    def fits(self, candidate: Candidate, pronoun: str) -> bool:
        """Tell whether he or she may be this person, by title and by the ending of the name."""
        before = self.text[max(0, candidate.span.start - 10) : candidate.span.start]
        name = candidate.entity or candidate.surface
        if pronoun == "he":
            return not (_FEMALE_TITLE.search(before) or _WOMAN.search(name))
        return not (_MALE_TITLE.search(before) or _MAN.search(name))


def leans(candidate: Candidate) -> str:
    """Tell by the ending of a name in full whether it is rather a woman's or a man's."""
    words = (candidate.entity or candidate.surface).split()
    if _WOMAN.search(words[-1]) or (len(words) > 1 and words[0][-1] == "a"):
        return "she"
    return "he" if len(words) > 1 else ""


def named(candidate: Candidate) -> Speaker:
    """Give the speaker whom a name names."""
    return Speaker(candidate.entity or candidate.surface, candidate.span, is_named=True)


def subject(text: str, part: Span | None, names: Names) -> Speaker | None:
    """Give who is spoken of in the words before a verb; None where it is a pronoun or nobody."""
    if part is None:
        return None
    found = names.within(part)
    for kind in (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.PLACE):
        heads = [c for c in found if c.kind is kind and not _leads_away(text, part, c)]
        if heads:
            # "When Orlen came, Karaja said", but "Orlen, a member for Karaja Vale, said".
            is_next = _NEXT_TO_VERB.match(text, heads[-1].span.end, part.end)
            return named(heads[-1] if is_next else heads[0])
    words = _ASIDE.sub("", part.of(text).rstrip(" ,"))
    if PRONOUN.search(words[-6:]):
        return None
    described = _DESCRIBED.search(words[-80:])
    if not described:
        return None
    end = part.start + len(words)
    return Speaker(described[0], Span(end - len(described[0]), end), is_named=False)


def inverted(text: str, part: Span | None, names: Names) -> Speaker | None:
    """Give who is named right after a verb: "said Vorchenko", "said a docker, Anna Orlen"."""
    if part is None:
        return None
    found = [c for c in names.within(part) if c.kind is not MentionKind.PLACE]
    described = _DESCRIBED_NEXT.match(text, part.start, part.end)
    near = [c for c in found if c.span.start - part.start <= _NEAR]
    people = [c for c in near if c.kind is MentionKind.PERSON and not _leads_away(text, part, c)]
    if people or (near and not described):
        return named((people or near)[0])
    if described:
        words = described[1].rstrip(" ,")
        return Speaker(words, Span(described.start(1), described.start(1) + len(words)), is_named=False)
    return None


_NEAR = 70


def _leads_away(text: str, part: Span, candidate: Candidate) -> bool:
    if _POSSESSIVE.match(text, candidate.span.end):
        return True
    return bool(_LEADS_AWAY.search(text, max(part.start, candidate.span.start - 40), candidate.span.start))
