"""Who a reporting verb names: a name, a pronoun back to one, or words that only describe somebody."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from sources.recognise.candidate import Candidate
from sources.recognise.quotations.people import plainly
from sources.recognise.quotations.verbs import PRONOUN
from sources.values.span import Span
from sources.vocabulary import MentionKind

# Names after these are not who speaks: "the lawyer of …", "told …".
_LEADS_AWAY = re.compile(
    r"\b(?:of|for|to|from|with|by|against|about|at|in|on|near|told|telling|asked|after|before|than|called|"
    r"as|under|over|between|into|outside|inside|via|versus|like)\s+(?:the\s+|an?\s+|[A-Z][\w.]*\s+){0,2}$"
)
# "one of the workers, who asked not to be named,"
_RELATIVE = re.compile(r",\s+(?:who|whose|which)\b[^,]*$")
_ASIDE = re.compile(r",\s+(?:a|an|the|\d+|[a-z]+(?:ing|ed)|written|made)\b[^,]*$")
# "Karaja, through his lawyer Osman Tekin, said"
_IN_ASIDE = re.compile(
    r",\s+(?:through|via|with|by|after|before|like|along|together|flanked|joined|citing|quoting|accompanied)\b"
    r"[^,]*$"
)
_NEXT_TO_VERB = re.compile(r",?(?:\s+(?:\w+ly|has|had|have|also|later|then|who)){0,6}\s*$")
_POSSESSIVE = re.compile(r"['’]s?\s")
_DESCRIBED = re.compile(
    r"\b(?:an?|the|one|another|some|two|three|several|many|other|his|her|their|its|my|our)\s+"
    r"(?:[\w’'-]+\s+){0,5}?[\w’'-]+$|\b(?:one|some|many|most|two|three|several|none)\s+of\s+(?:[\w’'-]+\s*){1,5}$|"
    r"\b(?!(?:was|is|this|has|does|as|its|his|us|thus|yes|less|perhaps|always)$)[a-z]+(?:men|women|s)$",
    re.IGNORECASE,
)
_DESCRIBED_NEXT = re.compile(
    r"\s*((?:an?|the|one|another|some|two|three|several|his|her|their)\s+(?:[\w’'-]+\s*){1,5})", re.IGNORECASE
)
# "read a banner | in the square"
_MORE = re.compile(
    r"\s+(?:in|on|at|after|before|during|to|with|by|as|who|when|while|outside|near|over|and)\b"
)
_AUXILIARY = re.compile(
    r"(?:\s+(?:used\s+to|would|has|had|have|also|later|then|once|often|always|never|could|might|will|did|only)){1,6}$"
)
_OWNED = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,3}[\w-]+$")
_TITLES = re.compile(r"\s*(the\s+)?(?:[A-Z]\w*\.?\s+){0,2}")
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
        other = "she" if pronoun == "he" else "he"
        titled = _FEMALE_TITLE if pronoun == "he" else _MALE_TITLE
        return not titled.search(before) and plainly(candidate.entity or candidate.surface) != other


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
            if kind is MentionKind.PLACE and not is_next:
                continue
            return named(heads[-1] if is_next else _opening(found, part) or heads[0])
    owner = next((c for c in found if _POSSESSIVE.match(text, c.span.end)), None)
    if owner and _OWNED.fullmatch(text[owner.span.end : part.end].rstrip(" ,")):
        whole = text[owner.span.start : part.end].rstrip(" ,")
        return Speaker(whole, Span(owner.span.start, owner.span.start + len(whole)), is_named=False)
    words = part.of(text).rstrip()
    words = _ASIDE.sub("", words.rstrip(" ,")) if words.endswith(",") else words
    words = _RELATIVE.sub("", words.rstrip(" ,"))
    words = _AUXILIARY.sub("", words)
    if PRONOUN.search(words[-6:]):
        return None
    described = _DESCRIBED.search(words[-80:])
    if not described:
        return None
    end = part.start + len(words)
    return Speaker(described[0], Span(end - len(described[0]), end), is_named=False)


def _opening(found: Sequence[Candidate], part: Span) -> Candidate | None:
    """Give the organisation with which a clause opens: "The Commission heard Velissar and found"."""
    first = found[0]
    is_subject = first.span.start - part.start <= len("The ")
    return first if is_subject and first.kind is MentionKind.ORGANISATION else None


def inverted(text: str, part: Span | None, names: Names) -> Speaker | None:
    """Give who is named right after a verb: "said Vorchenko", "said a docker, Anna Orlen"."""
    if part is None:
        return None
    first = _TITLES.match(text, part.start, part.end)
    found = names.within(part)
    # "said Lena Marsh": who stands right there speaks, whatever the name was taken for.
    if first and found and found[0].span.start <= first.end() and _is_whole(text, first, found[0]):
        return named(found[0])
    found = [c for c in found if c.kind is not MentionKind.PLACE]
    described = _DESCRIBED_NEXT.match(text, part.start, part.end)
    near = [c for c in found if c.span.start - part.start <= _NEAR]
    people = [c for c in near if c.kind is MentionKind.PERSON and not _leads_away(text, part, c)]
    if people or (near and not described):
        return named((people or near)[0])
    if described:
        words = _MORE.split(described[1])[0].rstrip(" ,")
        return Speaker(words, Span(described.start(1), described.start(1) + len(words)), is_named=False)
    return None


_NEAR = 70


def _is_whole(text: str, first: re.Match[str], candidate: Candidate) -> bool:
    """Tell whether a name is all that is said of a speaker: not "said the Halmya police chief"."""
    if _POSSESSIVE.match(text, candidate.span.end):
        return False
    if candidate.kind is MentionKind.PLACE:
        return not first[1] and not re.match(r"\s+[a-z]", text[candidate.span.end :][:3])
    return True


def _leads_away(text: str, part: Span, candidate: Candidate) -> bool:
    if _POSSESSIVE.match(text, candidate.span.end):
        return True
    if _IN_ASIDE.search(text, part.start, candidate.span.start):
        return True
    return bool(_LEADS_AWAY.search(text, max(part.start, candidate.span.start - 40), candidate.span.start))
