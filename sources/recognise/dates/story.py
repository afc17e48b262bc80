"""The event that a text tells of, where it says when that was: what is reckoned leads to it or from it.

"Eight years after the fire" at the head of a report counts from the fire, though the text says only later
when that was; "It was a cold May. Half a year earlier …" says in which year that May was, where the text
dates what had happened half a year earlier.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from sources.recognise.dates import calendar
from sources.recognise.dates.anchors import Anchor, Anchors
from sources.recognise.dates.calendar import Moment
from sources.recognise.dates.grammar import NUMBER
from sources.recognise.dates.reading import Resolved
from sources.recognise.dates.words import count

_MONTHS_A_YEAR = 12
_FINE = frozenset({"day", "night", "week", "fortnight", "month"})
_FURTHER = re.compile(
    rf"[.,]?[ \u00a0](?P<n>{NUMBER})[ \u00a0](?P<u>(?i:months?|years?))[ \u00a0]"
    r"(?P<dir>(?i:earlier|before|later|after))\b"
)
_STEPS = (0, 1, -1)
_LOOK_BACK = 600
# From half a year on, people reckon by the season rather than by the month.
_ROUGHLY = 6


def event_before(anchors: Anchors, counted: Callable[[Anchor], Resolved | None]) -> Resolved | None:
    """Give what is counted from the first date that the text states and that leads to the day of writing."""
    base = anchors.base
    if not base:
        return None
    for event in anchors.stated.values():
        found = counted(event)
        moment = calendar.read(found.edtf) if found and found.edtf else None
        if moment and _is_about(moment, base.moment):
            return found
    return None


def _is_about(moment: Moment, now: Moment) -> bool:
    """Tell whether a moment is that of writing, as closely as it is known: the year, the month, the day."""
    months = abs(_months(moment) - _months(now))
    if not moment.month:
        return moment.year in (now.year, now.year - 1)
    return months <= 1


def _months(moment: Moment) -> int:
    return moment.year * _MONTHS_A_YEAR + (moment.month or 1)


def refined(anchor: Anchor, unit: str, anchors: Anchors) -> Anchor:
    """Give the month that the text states of an anchor's year, where months are counted and it has none."""
    if anchor.moment.month or unit not in _FINE:
        return anchor
    stated = (one for one in anchors.stated.values() if one.moment.year == anchor.moment.year)
    return next(stated, anchor)


def confirmed(found: Anchor, text: str, end: int, anchors: Anchors) -> Anchor:
    """Give a month with the year in which what is reckoned from it, right after, leads to a stated date."""
    further = _FURTHER.match(text, end) if not found.moment.day and anchors.is_retrospect else None
    if not further:
        return found
    steps = round(count(further["n"]) * (1 if further["u"].lower().startswith("month") else _MONTHS_A_YEAR))
    steps = -steps if further["dir"].lower() in ("earlier", "before") else steps
    events = {_months(one.moment) for one in anchors.stated.values() if one.moment.month}
    for years in _STEPS:
        moment = replace(found.moment, year=found.moment.year + years)
        if any(abs(_months(moment) + steps - event) <= 1 for event in events):
            return replace(found, moment=moment)
    return found


def at_event(moved: Resolved, amount: float, unit: str, anchors: Anchors) -> Resolved:
    """Give what is reckoned back in halves of a year or more the month of the event that it falls beside."""
    moment = calendar.read(moved.edtf) if moved.edtf.endswith("~") and unit in ("month", "year") else None
    months = amount * (1 if unit == "month" else _MONTHS_A_YEAR)
    if not moment or not moment.month or months < _ROUGHLY:
        return moved
    for event in anchors.stated.values():
        if event.moment.month and abs(_months(event.moment) - _months(moment)) <= 1:
            return replace(moved, edtf=f"{Moment(event.moment.year, event.moment.month).edtf}~")
    return moved


def is_quoted(text: str, at: int) -> bool:
    """Tell whether a place stands between curly quotation marks."""
    before = text[max(0, at - _LOOK_BACK) : at]
    return before.rfind("“") > before.rfind("”")
