"""Which day an event was that is only named: "the night of the fire", "two days before the vote".

The day is one that the text tells of together with the event: "The mill burned on Tuesday" for the fire. A
weekday beside which something else is told says nothing of when the fire was.
"""

import re
from collections.abc import Iterator

from sources.recognise.dates.anchors import Anchor, Anchors
from sources.recognise.dates.grammar import EVENTS

# "before the vote", "after her second trial"
BESIDE = re.compile(rf"\s(?:the|his|her|its|their)\s(?:[a-z-]+\s){{0,2}}?(?P<event>{EVENTS})\b")
# "fired on the crowd", "fired three shots", not "fired his cook on Monday"
_SHOTS, _AT = (
    r"(?:\w+ ){0,2}?(?:shots?|rounds?|volleys?)\b",
    r"(?:\w+ly |twice )?(?:at|into|upon|on (?![A-Z]))",
)
_FIRED = rf"fired (?:{_SHOTS}|{_AT})"
_KILLED = rf"kill|shoot|shot|open\w* fire|{_FIRED}|died|dead|murder|massacre"
# By the first letters of an event, the words with which it is told; any other is told with its own.
_TOLD_WITH = {
    "fire": r"fire\b|fires\b|burn|blaze|flames|ablaze",
    **dict.fromkeys(("shoot", "massa", "kille", "killi", "murde", "assas"), _KILLED),
    "trage": _KILLED,
    **dict.fromkeys(("elect", "vote", "refer"), r"elect|vot(?:e|ing)|poll|ballot|referend"),
    **dict.fromkeys(("explo", "blast", "bombi"), r"explo|blast|bomb|blew up"),
    **dict.fromkeys(("crash", "accid", "disas"), r"crash|accident|disaster|collid|struck|sank|derail"),
    **dict.fromkeys(("weddi",), r"wedding|wed\b|married"),
    **dict.fromkeys(("sinki",), r"sank|sunk|sink|went down"),
    **dict.fromkeys(("funer",), r"funeral|buried|burial"),
    **dict.fromkeys(("landi", "invas"), r"land(?:ed|ing)|invad|invasion"),
    **dict.fromkeys(("robbe",), r"robb|held up|stole"),
}
_STEM = 5
_ANY = frozenset({"event", "incid"})
_STOPS = ".!?"
_SENTENCE = 240


def day_of(event: str, text: str, at: int, anchors: Anchors) -> Anchor | None:
    """Give the day on which the text says an event was; None where it says none.

    Where no date stands beside the event, the day that the text last gave by the calendar serves.
    """
    stem = event.lower()[:_STEM]
    told_with = re.compile(rf"\b(?:{_TOLD_WITH.get(stem, re.escape(stem))})", re.IGNORECASE)
    for anchor in _days(anchors):
        if stem in _ANY or told_with.search(_sentence_of(anchor.words, text, at)):
            return anchor
    is_by_calendar = anchors.latest_day and anchors.latest_day is anchors.calendar_day
    return anchors.latest_day if is_by_calendar else next(_stated(anchors), None)


def _days(anchors: Anchors) -> Iterator[Anchor]:
    yield from reversed(anchors.days)
    yield from _stated(anchors)


def _stated(anchors: Anchors) -> Iterator[Anchor]:
    return (anchor for (_month, day), anchor in anchors.stated.items() if day)


def _sentence_of(words: str, text: str, at: int) -> str:
    """Give the sentence in which a date last stood before a place, else the one in which it first does."""
    found = text.rfind(words, 0, at)
    found = found if found >= 0 else max(text.find(words), 0)
    before, after = text[max(0, found - _SENTENCE) : found], text[found : found + _SENTENCE]
    end = min((stop for stop in map(after.find, _STOPS) if stop >= 0), default=len(after))
    return before[max(map(before.rfind, _STOPS)) + 1 :] + after[:end]
