"""So long before or after something: "half a year earlier", "three years ago", "two days before 16 December".

Days count exactly; weeks, months and years before or after something are approximate, which EDTF writes
``~``. Counted from the day of writing ("ago"), from the date last named, or from the event that the text
tells of (``sources.recognise.dates.story``).
"""

import re
from collections.abc import Callable

from sources.recognise.dates import calendar, events, story
from sources.recognise.dates.anchors import Anchor, is_future
from sources.recognise.dates.calendar import Moment
from sources.recognise.dates.grammar import PATTERNS
from sources.recognise.dates.placing import placed
from sources.recognise.dates.reading import UNANCHORED, Reading, Resolved, anchored, plus
from sources.recognise.dates.words import count, day_number, month_number
from sources.values import edtf
from sources.vocabulary import AnchorKind

_LIKELY, _FAIR, _WEAK = 0.9, 0.75, 0.6
_MONTHS_A_YEAR = 12
_EVENT_OF = re.compile(r"\s(?:the|his|her|its|their)(?:\s[\w’'-]+){1,4}?\s(?:of|on|in)\s")
_WITH_YEAR = tuple(pattern for pattern in PATTERNS if pattern.name in ("day", "month", "year"))
_SHORT = frozenset({"day", "night", "week", "fortnight"})
_SPOKEN = frozenset({"ago", "back", "hence"})
_DAYS = {"week": 7, "fortnight": 14}


def _offset(reading: Reading) -> Resolved | None:
    direction = reading.words("dir")
    amount = count(reading.match["n"])
    onward = direction in ("later", "after", "hence", "on")
    unit = reading.words("u").rstrip("s")
    if not amount:
        return None
    steps = (1 if onward else -1) * amount
    if reading.group("to"):
        return _to_the_day(reading.anchors.base, steps, unit)
    anchor = _named_event(reading) or _counted_from(reading, unit, onward=onward)
    # "two days before the vote", where the text does not say when that was
    if anchor and anchor is reading.anchors.latest_day and (event := _event_beside(reading)):
        anchor = events.day_of(event, reading.text, reading.start, reading.anchors)
        if not anchor and not reading.anchors.stated:
            return None
    if not anchor:
        return UNANCHORED if direction in _SPOKEN else _since_event(reading, steps, unit) if onward else None
    in_round_years = direction in _SPOKEN and unit in ("year", "decade")
    is_exact = not reading.group("about") and not in_round_years
    moved = _moved(story.refined(anchor, unit, reading.anchors), steps, unit, exact=is_exact)
    # "They were buried yesterday, a week after the shooting": nothing told can be after its telling.
    if moved and direction == "after" and _is_to_come(moved, reading):
        return _since_event(reading, steps, unit)
    return moved and story.at_event(moved, amount, unit, reading.anchors)


def _event_beside(reading: Reading) -> str:
    """Give the event in "two days before the vote"; "" where none is named."""
    found = events.BESIDE.match(reading.text, reading.end)
    return found["event"] if found and reading.words("dir") in ("before", "after") else ""


def _named_event(reading: Reading) -> Anchor | None:
    """Give the day with its year in "two weeks after the coup of 11 September 1973"."""
    event = (
        _EVENT_OF.match(reading.text, reading.end) if reading.words("dir") in ("after", "before") else None
    )
    if not event:
        return None
    for pattern in _WITH_YEAR:
        found = pattern.shape.match(reading.text, event.end())
        dated = Reading(reading.text, found, reading.anchors) if found else None
        if found and dated and dated.year:
            day = day_number(found["d"]) if dated.group("d") else 0
            month = month_number(found["m"]) if dated.group("m") else 0
            if not month or calendar.is_day(dated.year, month, day or 1):
                return Anchor(AnchorKind.MENTION, Moment(dated.year, month, day), found.group())
    return None


def _counted_from(reading: Reading, unit: str, *, onward: bool) -> Anchor | None:
    """Give what "two years ago" or "two years later" counts from; None where nothing is told."""
    anchors = reading.anchors
    if reading.words("dir") in _SPOKEN:
        # Who speaks within a story of long ago counts from the day of the story.
        told = anchors.focus if anchors.focus and anchors.focus.moment.month else None
        in_story = told and anchors.is_retrospect and story.is_quoted(reading.text, reading.start)
        return told if in_story else anchors.base
    if unit in _SHORT and anchors.latest_day:
        return anchors.story_day if reading.words("dir") in ("before", "earlier") else anchors.latest_day
    return anchors.told_of(onward=onward, in_years=unit in ("year", "decade"))


def _since_event(reading: Reading, steps: float, unit: str) -> Resolved | None:
    """Read "Eight years after the fire", where no day was named yet, from the event that brings it to now."""
    event = story.event_before(reading.anchors, lambda anchor: _moved(anchor, steps, unit, exact=True))
    return event or _now(reading)


def _to_the_day(base: Anchor | None, steps: float, unit: str) -> Resolved | None:
    """Read "ten years ago today"."""
    if not base or not base.moment.date:
        return UNANCHORED
    day = base.moment
    if unit == "year":
        year = day.year + round(steps)
        is_day = calendar.is_day(year, day.month, day.day)
        return anchored(Moment(year, day.month, day.day), base, _LIKELY) if is_day else UNANCHORED
    return plus(base, round(steps * _DAYS.get(unit, 1)), _LIKELY)


def _offset_from(reading: Reading) -> Resolved | None:
    """Read "two days before 16 December", whose day is a date of its own; "a day or two" is one of two."""
    found = placed(reading, month_number(reading.match["m"]), day_number(reading.match["d"]))
    if not found:
        return UNANCHORED
    anchor = Anchor(AnchorKind.MENTION, found.moment, reading.match["from"])
    sign = 1 if reading.words("dir") == "after" else -1
    if reading.group("either"):
        days = sorted(filter(None, (calendar.plus_days(found.moment.earliest, sign * n) for n in (1, 2))))
        return Resolved.of(calendar.one_of([calendar.on(day) for day in days]), anchor, _FAIR, None)
    unit, amount = reading.words("u").rstrip("s"), count(reading.match["n"])
    return _moved(anchor, sign * amount, unit, exact=not reading.group("about")) if amount else None


def _is_to_come(moved: Resolved, reading: Reading) -> bool:
    base, day = reading.anchors.base, edtf.parse(moved.edtf).earliest if moved.edtf else None
    if not base or not base.moment.date or day is None:
        return False
    return day > base.moment.date and not is_future(reading.text, reading.start, reading.end)


def _now(reading: Reading) -> Resolved | None:
    """Read "Ten months after the flood, …" at the head of a report, where no day was named: it is now."""
    base = reading.anchors.base
    if not base:
        return UNANCHORED
    now = Moment(base.moment.year, base.moment.month)
    return Resolved.of(f"{now.edtf}~", base, _WEAK, None)


def _moved(anchor: Anchor, amount: float, unit: str, *, exact: bool) -> Resolved | None:
    """Count days exactly, larger units to the month or the year about which it was."""
    date = anchor.moment.date
    if unit in ("day", "night", "week", "fortnight") and date:
        days = round(amount * _DAYS.get(unit, 1))
        day = calendar.plus_days(date, days)
        mark = "" if exact and unit in ("day", "night") else "~"
        if not day:
            return None
        return Resolved.of(calendar.on(day).edtf + mark, anchor, _FAIR, None if mark else calendar.on(day))
    months = {"month": 1, "year": _MONTHS_A_YEAR, "decade": 10 * _MONTHS_A_YEAR}.get(unit)
    if months is None:
        return UNANCHORED
    if unit == "year" and amount % 1 and abs(amount) > 1:
        moved = calendar.plus_months(anchor.moment, round(amount * months))
        return Resolved.of(f"{moved.year:04d}~", anchor, _FAIR, None) if moved else UNANCHORED
    whole_years = unit in ("year", "decade") and (amount * months) % _MONTHS_A_YEAR == 0
    if whole_years:
        moved = calendar.plus_years(anchor.moment, round(amount * months) // _MONTHS_A_YEAR)
    else:
        moved = calendar.plus_months(anchor.moment, round(amount * months)) if anchor.moment.month else None
    if not moved:
        return UNANCHORED
    # "Two years after" counts years; "three years ago" and all months are rounded in speech.
    plain = whole_years and exact and anchor.kind in (AnchorKind.MENTION, AnchorKind.EVENT_YEAR)
    return Resolved.of(moved.edtf if plain else f"{moved.edtf}~", anchor, _FAIR, None)


OFFSETS: dict[str, Callable[[Reading], Resolved | None]] = {"offset": _offset, "offset_from": _offset_from}
