"""People called after a day or a month: "Friday Okonofua", "Mrs. April Dunne", then "May said".

Weekdays are given names from Lagos to Lusaka, months from Dublin to Dar es Salaam. In English news the same
two words stand for a day and for whoever did something on it ("police said Friday Petrov had left"), so that
a weekday needs a sign that somebody is meant: a title or a job before it, or a comma on both sides. A month
stands hardly ever before a family name unless a preposition leads it. What is plain once holds wherever the
same two words stand.
"""

import re
from collections.abc import Iterator, Sequence

from sources.recognise.candidate import SearchRegion
from sources.recognise.gazetteer import feature_of
from sources.recognise.names import cues, lexicon
from sources.recognise.names.tokens import UPPER
from sources.values.span import Span
from sources.vocabulary import Kind

_HEADLINES = frozenset({Kind.TITLE, Kind.HEADING, Kind.SUBTITLE})
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
# "March" and the autumn months are nobody's first name in the lists of given names that we know.
_MONTHS = "January|April|May|June|July|August"
_WORD = rf"[{UPPER}][^\W\d_]{{1,30}}(?:[’'-][^\W\d_]{{1,30}}){{0,3}}"
_CALLED = re.compile(
    rf"(?P<day>{_WEEKDAYS}|{_MONTHS}) (?:[{UPPER}]\. ){{0,2}}"
    rf"(?P<family>{_WORD})(?: (?P<more>{_WORD}))?(?!\w)"
)
_ROOM = 24
_BEFORE = re.compile(r"(?P<word>[^\W\d_][\w’'-]{0,20}\.?)[ \u00a0]$")
_AFTER_NAME = re.compile(r", |,$| \(\d| \(aged|[”\"’]")
_COMMA = re.compile(r"(?:[^\W\d_]{2,}|\)), $")
_VERB = re.compile(r"[ \u00a0]([a-z]+)")
_PASTS = frozenset({"was", "is", "has", "had", "did", "came", "went", "took", "left", "saw", "made", "ran"})
# What may stand before somebody too: "and June Carter left".
_EITHER = frozenset({"and", "or", "to", "of", "for", "before", "after", "by", "from", "as", "is", "was"})
_DIGIT = re.compile(r"[\d–—-] ?$")


def called_after_days(text: str, regions: Sequence[SearchRegion]) -> list[Span]:
    """Give where in an article's regions a day or a month is somebody's first name, in text order."""
    met = [(region, match) for region in regions for match in _met(text, region.span)]
    # In a headline "May" may be the verb of anything.
    plain = {
        _key(m) for region, m in met if region.kind not in _HEADLINES and _is_plain(text, region.span, m)
    }
    if not plain:
        return []
    whole = [_span(m) for r, m in met if _key(m) in plain and not _is_led(text, r.span, m, loosely=False)]
    alone = _alone(text, regions, {day for day, _family in plain if re.fullmatch(_MONTHS, day)})
    return sorted({*whole, *(span for span in alone if not any(w.overlaps(span) for w in whole))})


def _met(text: str, region: Span) -> Iterator["re.Match[str]"]:
    for match in _CALLED.finditer(text, region.start, region.end):
        # Not by "\\b" in the pattern, with which every place of the text would be tried.
        whole = not match.start() or not text[match.start() - 1].isalnum()
        if whole and _is_family_name(match["family"]):
            yield match


def _key(match: "re.Match[str]") -> tuple[str, str]:
    return match["day"], match["family"]


def _span(match: "re.Match[str]") -> Span:
    more = match["more"]
    goes_on = more and _is_family_name(more) and not more.isupper()
    return Span(match.start(), match.end() if goes_on or not more else match.end("family"))


def _is_family_name(word: str) -> bool:
    """Tell "Okonofua" and "Rose" from "Parliament", "Kyiv", "General", "Reuters", "Kurdish"."""
    named = lexicon.is_surname(word)
    known = word in cues.KNOWN_BODIES or word.lower() in cues.EVENT_HEADS
    if known or cues.is_title(word) or cues.is_role(word) or lexicon.is_people(word):
        return False
    placed = feature_of(word) in ("country", "capital", "region") or (feature_of(word) and not named)
    return not placed and (named or not lexicon.is_word(word)) and not (word.isupper() and len(word) > 1)


def _is_plain(text: str, region: Span, match: "re.Match[str]") -> bool:
    before = text[max(region.start, match.start() - _ROOM) : match.start()]
    word = _BEFORE.search(before)
    if word and (cues.is_title(word["word"]) or cues.is_role(word["word"])):
        return True
    is_month = bool(re.fullmatch(_MONTHS, match["day"]))
    apposed = bool(_AFTER_NAME.match(text, _span(match).end, region.end))
    if is_month:
        wish = match["day"] == "May" and not apposed and _is_wish(text, region, match)
        return not wish and not _is_led(text, region, match, loosely=True)
    return apposed and bool(_COMMA.search(before))


def _is_wish(text: str, region: Span, match: "re.Match[str]") -> bool:
    """Tell "May Odin strike him" from "May Achieng left": what follows is no past and no verb of speech."""
    verb = _VERB.match(text, _span(match).end, region.end)
    return not verb or not (verb[1].endswith("ed") or verb[1] in cues.SPEECH_VERBS | _PASTS)


def _is_led(text: str, region: Span, match: "re.Match[str]", *, loosely: bool) -> bool:
    """Tell whether what stands before makes it a date; ``loosely`` where nothing else vouches for it."""
    before = text[max(region.start, match.start() - _ROOM) : match.start()]
    word = _BEFORE.search(before)
    led = cues.BEFORE_MONTH if loosely else cues.BEFORE_MONTH - _EITHER
    return bool(_DIGIT.search(before)) or bool(word and word["word"].lower().rstrip(".") in led)


def _alone(text: str, regions: Sequence[SearchRegion], months: set[str]) -> Iterator[Span]:
    """Give where somebody called after a month is called by it alone: "May said that she was tired"."""
    if not months:
        return
    verbs = "|".join(sorted(cues.SPEECH_VERBS, key=len, reverse=True))
    alone = re.compile(rf"\b(?:{'|'.join(sorted(months))})(?= (?:{verbs})\b)")
    for region in regions:
        for match in alone.finditer(text, region.span.start, region.span.end):
            if not _is_led(text, region.span, match, loosely=True):
                yield Span(match.start(), match.end())
