"""To whom a stretch between quotation marks is attributed: after it, before it, round it.

Each place is looked at in the order in which English news puts speakers: after the closing mark ("…,”
said X"), before the opening one ("X said: “…"), then the rest of the sentence for a few words that are
quoted within it.
"""

import re
from dataclasses import dataclass

from sources.recognise.quotations.marks import Quoted
from sources.recognise.quotations.paragraphs import Paragraph, between
from sources.recognise.quotations.speakers import Names, Speaker, inverted, subject
from sources.recognise.quotations.verbs import ACCORDING, CALLED, PRONOUN, PRONOUN_NEXT, SAID
from sources.values.span import Span

_CLAUSE = re.compile(r"[;:(]|,\s+(?:and|but|while|as|because|which)\s|\b(?:and|but)\s+(?=he\b|she\b)")
_MORE = re.compile(
    r",?\s+(?:and|but|or|which|that|while|because|when|as|in|at|on|to|for|of|by|with|after|before|among)\b"
)
_PASSIVE = re.compile(r"\b(?:was|were|been|be|being|is|are|am)\s+(?:\w+ly\s+)?$")
_VERB_FIRST = re.compile(r"[\s,–—-]*(?:\[[^\]]*\]\s*)?(?:\w+ly\s+)?$")
# How far from a stretch its speaker may stand; a bound on what is read for each, too.
_FARTHEST, _FEW, _WIDEST = 160, 48, 300


@dataclass(frozen=True, slots=True)
class Attribution:
    """What attributes a stretch: the speaker, or a pronoun and where it stands; how it was found."""

    rule: str
    speaker: Speaker | None = None
    pronoun: str = ""
    at: int = 0


def attribution(text: str, paragraph: Paragraph, index: int, names: Names) -> Attribution | None:
    """Give the attribution of a stretch in its own paragraph, by its number; None where it has none."""
    if not _goes_on(text, paragraph, index):
        after = _after(text, paragraph, index, names)
        if after:
            return after
    before = _before(text, paragraph, index, names)
    return before or _in_sentence(text, paragraph, paragraph.stretches[index], names)


def _goes_on(text: str, paragraph: Paragraph, index: int) -> bool:
    """Tell whether a sentence that has told who speaks goes on: "X said “…”, and that others left"."""
    stretch = paragraph.stretches[index]
    start = max(paragraph.sentence_start(stretch.span.start), stretch.span.start - _WIDEST)
    before = paragraph.plain(between(start, stretch.span.start))
    return bool(_MORE.match(text, stretch.span.end) and (SAID.search(before) or CALLED.search(before)))


def _after(text: str, paragraph: Paragraph, index: int, names: Names) -> Attribution | None:
    part = _what_follows(text, paragraph, index)
    words = paragraph.plain(part)
    verb = next((one for one in SAID.finditer(words) if not _tells_nobody(words, one)), None)
    if part is None or verb is None:
        return None
    first = words.lstrip(" ,–—-")[:1]
    # “Why?” Then the whole of the next sentence is no place to look for who asked.
    if (
        paragraph.stretches[index].words(text).rstrip()[-1:] in "!?…"
        and first.isupper()
        and verb.start > _FEW
    ):
        return None
    if _VERB_FIRST.match(words[: verb.start]):
        tail = words[verb.end :]
        pronoun = PRONOUN.match(tail.lstrip())
        if pronoun:
            return Attribution("after", pronoun=pronoun[0].lower(), at=part.start + verb.end)
        return _spoken("after", inverted(text, between(part.start + verb.end, part.end), names))
    return _by_subject(text, "after", between(part.start, part.start + verb.start), names)


def _what_follows(text: str, paragraph: Paragraph, index: int) -> Span | None:
    """Give the words after a stretch in which its speaker may stand; None where its sentence is over."""
    stretch = paragraph.stretches[index]
    start = stretch.span.end
    following = paragraph.stretches[index + 1 : index + 2]
    limit = following[0].span.start if following else paragraph.span.end
    last = stretch.words(text).rstrip()[-1:]
    next_word = text[start : start + 3].strip()[:1]
    if stretch.is_open or (last == "." and (next_word.isupper() or not next_word)):
        return None
    end = paragraph.sentence_end(start)
    if last in "!?…" and end <= start + 1:
        end = limit
    return between(start, min(limit, end, start + _FARTHEST))


def _before(text: str, paragraph: Paragraph, index: int, names: Names) -> Attribution | None:
    stretch = paragraph.stretches[index]
    former = paragraph.stretches[index - 1].span.end if index else paragraph.span.start
    start = max(former, paragraph.sentence_start(stretch.span.start), stretch.span.start - _WIDEST)
    words = paragraph.plain(between(start, stretch.span.start))
    verbs = [verb for verb in SAID.finditer(words) if not _is_passive(words, verb)]
    if not verbs:
        return _according(text, (words, start), names)
    if _VERB_FIRST.match(words[: verbs[-1].start]):
        tail = between(start + verbs[-1].end, stretch.span.start)
        return _spoken("middle", inverted(text, tail, names))
    found = (_before_verb(text, paragraph, (words, start), verb, names) for verb in reversed(verbs))
    return next(filter(None, found), None)


def _before_verb(
    text: str, paragraph: Paragraph, before: tuple[str, int], verb: Span, names: Names
) -> Attribution | None:
    words, start = before
    if not _is_participle(words, verb):
        return _by_subject(text, "before", _clause(words, start, verb.start), names)
    # "Obi alleged that the chief had fled, adding: “…”": the subject is that of the sentence.
    head = max(paragraph.sentence_start(start), start + verb.start - _WIDEST)
    whole = paragraph.plain(between(head, start + verb.start))
    first = SAID.search(whole) or CALLED.search(whole)
    return _by_subject(text, "before", between(head, head + (first.start if first else len(whole))), names)


def _tells_nobody(words: str, verb: Span) -> bool:
    return _is_participle(words, verb) or _is_passive(words, verb)


def _is_passive(words: str, verb: Span) -> bool:
    """Tell whether somebody was told, and did not tell; "was quoted as saying" is as good as said."""
    is_quoted = words[verb.start : verb.end] in {"quoted", "cited"}
    return not is_quoted and bool(_PASSIVE.search(words, max(0, verb.start - 20), verb.start))


def _is_participle(words: str, verb: Span) -> bool:
    return words[verb.start : verb.end].endswith("ing")


def _in_sentence(text: str, paragraph: Paragraph, stretch: Quoted, names: Names) -> Attribution | None:
    """Look through the whole sentence, for words that are quoted within it."""
    start = max(paragraph.sentence_start(stretch.span.start), stretch.span.start - _WIDEST)
    words = paragraph.plain(between(start, stretch.span.start))
    for pattern in (SAID, CALLED):
        for verb in reversed(list(pattern.finditer(words))):
            if _is_passive(words, verb):
                continue
            found = _by_subject(text, "sentence", _clause(words, start, verb.start), names)
            if found:
                return found
    end = stretch.span.end
    rest = paragraph.plain(between(end, min(paragraph.sentence_end(end - 1), end + _WIDEST)))
    return _according(text, (rest, end), names) or _trailing(text, (rest, end), names)


def _trailing(text: str, rest: tuple[str, int], names: Names) -> Attribution | None:
    """Read ", Vorchenko said" and ", said Vorchenko" at the end of a sentence."""
    words, start = rest
    verb = SAID.search(words)
    comma = words.rfind(",", 0, verb.start) if verb else -1
    if verb is None or comma < 0:
        return None
    if not words[comma + 1 : verb.start].strip():
        return _spoken("sentence", inverted(text, between(start + verb.end, start + len(words)), names))
    return _by_subject(text, "sentence", between(start + comma + 1, start + verb.start), names)


def _according(text: str, rest: tuple[str, int], names: Names) -> Attribution | None:
    words, start = rest
    found = ACCORDING.search(words)
    if found is None:
        return None
    return _spoken("according", inverted(text, between(start + found.end(), start + len(words)), names))


def _clause(words: str, start: int, end: int) -> Span | None:
    """Give the words of the clause before a verb."""
    cuts = [found.end() for found in _CLAUSE.finditer(words, 0, end)]
    # "The board met, and found": what two clauses share stands in the first.
    own = [cut for cut in cuts if words[cut:end].strip(" ,")]
    return between(start + (own[-1] if own else 0), start + end)


def _by_subject(text: str, rule: str, part: Span | None, names: Names) -> Attribution | None:
    if part is None:
        return None
    nearest = PRONOUN_NEXT.search(part.of(text))
    if nearest:
        return Attribution(rule, pronoun=nearest[1].lower(), at=part.start + nearest.start())
    speaker = subject(text, part, names)
    if speaker is not None:
        return Attribution(rule, speaker)
    pronouns = list(PRONOUN.finditer(part.of(text)))
    if pronouns:
        return Attribution(rule, pronoun=pronouns[-1][0].lower(), at=part.start + pronouns[-1].start())
    return None


def _spoken(rule: str, speaker: Speaker | None) -> Attribution | None:
    return Attribution(rule, speaker) if speaker is not None else None
