"""What a date in words can be counted from, and which year a date without one belongs to.

Four anchors, in the project's words: the day of publication, the dateline at the head of the
text, an earlier date in the text, and the year of the event that the archive is about. A report
written within weeks of what it tells is counted from its publication; an essay of years later is
counted from the dates it names and from the event's year.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sources.recognise.dates import calendar
from sources.recognise.dates.calendar import Moment
from sources.vocabulary import AnchorKind

_FUTURE_BEFORE = re.compile(
    r"\b(?:will|would|shall|won’t|must|scheduled|due|expected|planned|plans?|going|upcoming|"
    r"set(?! (?:out|up|off|in|about|fire|foot|sail)\b)|"
    r"to be [a-z]+|deadline|look(?:s|ing)? forward to|(?:is|are)\b[^.!?]{0,24}\bto [a-z]+)\b"
    r"[^.!?]{0,60}$"
)
_FUTURE_AFTER = re.compile(r"^[^.!?]{0,30}\b(?:will|shall|is due|is to|are to|is expected)\b")
# "runs until 6am on Monday", "gave them until Sunday"
_RUNS_UNTIL = re.compile(
    r"\b(?:runs?|lasts?|gave|gives?|given|has|have|remains?|stays?|valid|extended|banned|adjourned|remanded|"
    r"postponed|suspended|delayed|closed|shut)\b[^.!?]{0,40}\b(?:un)?till? (?:[\w.:]{1,8} on )?$"
)
# "when the House returns on Tuesday": the simple present of a timetable.
_TIMETABLED = re.compile(
    r"\b(?:opens|begins|starts|resumes|continues|reconvenes|returns|meets|ends|expires|votes|closes|reopens|faces|"
    r"hosts|open|begin|start|resume|continue|reconvene|meet|end|expire|takes? (?:place|effect)|"
    r"goe?s? (?:on trial|to the polls))"
    r"\b(?: (?!(?:was|were|had|said)\b)[\w’'-]+){0,5} $"
)
# The past of the verb's own clause: not of "which was delayed" in commas, nor of "that had stalled".
_WAS = re.compile(r"\b(?:was|were|had|did)\b")
_ASIDE = re.compile(r",[^,]*,|\b(?:that|which|who)\b(?: (?!to\b)\w+){0,2}? (?:was|were|had|did)\b")
# "was to end", "a bright start": what goes before it tells when.
_NO_VERB = re.compile(r"\bto $|\b(?:the|an?|its|his|her|their|this|no)(?: [\w’-]*[^\Ws])? $")
# "a rally called for Wednesday", "gave them until Saturday to leave"
_FOR_DAY = re.compile(
    r"\bfor $|, to [a-z]+ by (?:the )?$|\bas (?:soon|early|late) as (?:next )?$|"
    r"\b(?:no|not) (?:later|earlier) than $"
)
# "set Friday as the deadline", "had until 9 a.m. Tuesday to sign"
_DEADLINE = re.compile(r"^ as (?:the|a|its|his|her|their) (?:deadline|date|day)\b")
_UNTIL_WHEN = re.compile(
    r"\buntil (?:\w+ )?(?:[\d:.]{1,5} ?(?:[ap]\.?m\.?|o[’']clock) )?(?:[A-Z]{2,4} )?(?:on )?$"
)
_TO_DO = re.compile(r"^ to [a-z]+")
# What somebody said on a day has been said, whatever it was about: "tests will be held," she said Sunday.
_REPORTED = re.compile(
    r"\b(?:said|told \w+|announced|reported|declared|confirmed|added)"
    r"(?: (?:late |early )?on| in a statement(?: on)?)? $"
)
_UNTIL_TO = re.compile(r"\buntil \w+ to $")
_FLASHBACK = re.compile(r"\bhad (?:\w+ )?\w+[^.!?;]{0,40}$")
_FLASHBACK_AFTER = re.compile(r"^,? (?:\w+ ){1,2}had (?:\w+ )?(?:\w+ed|been|gone|come|seen|slept|left)\b")
_TOLD = re.compile(r"\b(?:was|were|had|did|saw|fell|met|died|took|came|went|gave|held|\w{2,}ed)\b")
_SENTENCE = 160
_NEAR_DAYS = 60
# So many days told may be asked which of them an event was on.
_MANY_DAYS = 12
# A report tells what was; a story that names its dates goes on from them.
_FUTURE_COST, _BACK_COST = 3.0, 3.0
_RECENT_DAYS = 45
_HEARING_DAYS = 14
# An obituary tells of long ago and says first when somebody died: lately.
_DIED = re.compile(r"\b(?:died|passed away|was buried|was found dead)\b[^.!?]{0,60}$")
_CUED_COST = 0.4
_NEIGHBOURS = (-1, 0, 1)
# Within six years a date falls on every weekday: beyond, the weekday would prove nothing.
_WEEKDAY_YEARS = (0, -1, 1, -2, -3, -4, -5)


@dataclass(frozen=True, slots=True)
class Anchor:
    """One thing to count from: its kind, the moment, and the words that say it."""

    kind: AnchorKind
    moment: Moment
    words: str


@dataclass(frozen=True, slots=True)
class Anchors:
    """All there is to count from at one place of a text; ``latest`` moves on as dates are read."""

    published: Anchor | None = None
    dateline: Anchor | None = None
    latest: Anchor | None = None
    latest_day: Anchor | None = None
    # The last day that the text gave by the calendar: weekdays told after it stay within its week.
    calendar_day: Anchor | None = None
    # The last such day of the paragraph, though its sentence looked back: "the next day" follows it.
    here_day: Anchor | None = None
    # The days told so far, the last ones last, whether or not the story went on from them.
    days: tuple[Anchor, ...] = ()
    # The last date that tells in which year the story is; "since 2010" tells nothing of it.
    focus: Anchor | None = None
    event_years: tuple[int, ...] = ()
    # Whether the text has named a day near its own: then it is a report, whatever it recalls.
    is_report: bool = False
    # Whether "4/5/1982" is the fourth of May; None where the text does not tell.
    day_first: bool | None = None
    # Whether the text writes out the year of its own publication too, as reports for the record do and news
    # does not: then a date without a year goes on from the one before it.
    spells_years: bool = False
    # A date that the text gives once with its year: (month, day) and (month, 0) to that anchor.
    stated: Mapping[tuple[int, int], Anchor] = field(default_factory=dict)

    @property
    def base(self) -> Anchor | None:
        """Give what "yesterday" is counted from: the dateline, else the publication."""
        return self.dateline or self.published

    @property
    def is_retrospect(self) -> bool:
        """Tell whether the text looks back from afar on what it tells."""
        focus = self.focus.moment.year if self.focus else None
        if not self.base:
            return True
        year = self.base.moment.year
        if focus is not None and year - focus > (0 if self.spells_years else 1) and not self.is_report:
            return True
        return bool(self.event_years) and all(year - e > 1 for e in self.event_years)

    @property
    def story_day(self) -> Anchor | None:
        """Give the day of what is told: in a report of a hearing not that of the hearing, but of the events.

        "The ship sank on 14 March last year … Yesterday the mate told the court that he had joined three days
        before": weekdays and "yesterday" of another paragraph say when it was told.
        """
        told, far, base = self.latest_day, self.calendar_day, self.base
        if self.here_day or not (told and far and base and base.moment.day) or far is told:
            return self.here_day or told
        is_far = (base.moment.earliest - far.moment.latest).days > _RECENT_DAYS
        is_hearing = abs((base.moment.earliest - told.moment.latest).days) <= _HEARING_DAYS
        return far if is_far and is_hearing else told

    def told_of(self, *, onward: bool, in_years: bool) -> Anchor | None:
        """Give what "two years later" counts from: the date last named, the event, the day of writing.

        Nothing is told of that comes after the day of writing: "later" never counts from there.
        """
        if self.latest:
            return self.latest
        if self.event_years and onward and in_years:
            return Anchor(AnchorKind.EVENT_YEAR, Moment(self.event_years[0]), str(self.event_years[0]))
        return None if onward else self.base

    def told(
        self, moment: Moment, words: str, *, by_calendar: bool = True, settles: bool = True
    ) -> "Anchors":
        """Give the anchors after a date was read in the text.

        ``by_calendar`` for a date with a month or year of its own, ``settles`` for one that may tell
        in which year the story is.
        """
        anchor = Anchor(AnchorKind.MENTION, moment, words)
        base = self.base
        near = bool(base and abs((base.moment.latest - moment.latest).days) < _NEAR_DAYS)
        return replace(
            self,
            latest=anchor,
            latest_day=anchor if moment.day else self.latest_day,
            days=self.with_day(anchor).days,
            here_day=anchor if moment.day else self.here_day,
            calendar_day=anchor if moment.day and by_calendar else self.calendar_day,
            focus=anchor if settles else self.focus,
            is_report=self.is_report or near,
        )

    def with_day(self, anchor: Anchor) -> "Anchors":
        """Give the anchors with a day that was told, which an event may have been on."""
        return replace(self, days=(*self.days[1 - _MANY_DAYS :], anchor)) if anchor.moment.day else self


def is_future(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence round a span speaks of what is to come."""
    if _REPORTED.search(text[max(0, start - 40) : start]):
        return False
    before = text[max(0, start - 80) : start]
    if _FOR_DAY.search(before) or _UNTIL_TO.search(text[max(0, start - 7) : end + 4]):
        return True
    if _RUNS_UNTIL.search(before) or _is_timetabled(before) or _DEADLINE.match(text[end : end + 20]):
        return True
    if _UNTIL_WHEN.search(before) and _TO_DO.match(text[end : end + 20]):
        return True
    return bool(
        _FUTURE_BEFORE.search(text[max(0, start - 80) : start]) or _FUTURE_AFTER.search(text[end : end + 50])
    )


def _is_timetabled(before: str) -> bool:
    """Tell "talks start on Monday" from "was off to a bright start on Monday" and "by the end of Monday"."""
    found = _TIMETABLED.search(before)
    if found is None or before[: found.start()].endswith("the "):
        return False
    sentence = re.split(r"[.!?]", before[: found.start()])[-1]
    if _NO_VERB.search(sentence) and _WAS.search(sentence):
        return False
    return not _WAS.search(_ASIDE.sub("", sentence).rpartition(",")[2])


def is_past(text: str, start: int) -> bool:
    """Tell whether the sentence before a place tells what was: "the affray in which he fell"."""
    before = text[max(0, start - _SENTENCE) : start]
    sentence = max(before.rfind(sign) for sign in ".!?—")
    return bool(_TOLD.search(before, sentence + 1)) and not is_future(text, start, start)


def is_flashback(text: str, start: int, end: int | None = None) -> bool:
    """Tell whether the sentence round a place looks further back: "The rains had started on …"."""
    if end is not None and _FLASHBACK_AFTER.match(text[end : end + 40]):
        return True
    return bool(_FLASHBACK.search(text[max(0, start - 60) : start]))


def year_for(
    month: int, day: int, anchors: Anchors, *, future: bool, weekday: int | None = None
) -> Anchor | None:
    """Choose the year of a month or day named without one; None where nothing anchors it.

    The anchor returned carries as its moment the chosen year, month and day.
    """
    stated = _stated(month, day, anchors)
    if stated and not _is_lately(month, day, anchors):
        return Anchor(stated.kind, Moment(stated.moment.year, month, day), stated.words)
    focus = _focus(anchors)
    if focus is None:
        return None
    base = anchors.base
    if base and day and weekday is None and focus is not base and _is_lately(month, day, anchors):
        focus = base
    if weekday is not None:
        matched = _by_weekday(month, day, weekday, focus.moment.year)
        if matched:
            return Anchor(focus.kind, matched, focus.words)
    moment = _nearest(month, day, focus, future=future)
    return Anchor(focus.kind, moment, focus.words) if moment else None


def latest_death(text: str, start: int, day: tuple[int, int], anchors: Anchors) -> Anchor | None:
    """Give a day in the weeks before the day of writing on which somebody is said to have died."""
    base = anchors.base
    if not (base and base.moment.day and day[1] and _DIED.search(text[max(0, start - 80) : start])):
        return None
    moment = _nearest(*day, base, future=False)
    is_late = moment and 0 <= (base.moment.latest - moment.latest).days <= _RECENT_DAYS
    return Anchor(base.kind, moment, base.words) if moment and is_late else None


def _stated(month: int, day: int, anchors: Anchors) -> Anchor | None:
    """Give where the text says the year of a day, or of its month where it looks back from afar."""
    exact = anchors.stated.get((month, day))
    if exact and (day or anchors.is_retrospect or not anchors.base):
        return exact
    of_month = anchors.stated.get((month, 0))
    base = anchors.base
    if not of_month or not (day and base) or base.moment.year == of_month.moment.year:
        return None
    # "September 1996" at the head of what was printed in May 1997: the 7th of September is that year's.
    backward = anchors.is_retrospect or anchors.spells_years
    return of_month if backward or month > (base.moment.month or 12) else None


def _is_lately(month: int, day: int, anchors: Anchors) -> bool:
    """Tell whether a day named without its year fell in the weeks before the day of writing."""
    base = anchors.base
    if not base or not base.moment.day or not day or anchors.event_years or anchors.calendar_day:
        return False
    moment = _nearest(month, day, base, future=False)
    return bool(moment and 0 <= (base.moment.latest - moment.latest).days <= _RECENT_DAYS)


def _focus(anchors: Anchors) -> Anchor | None:
    base = anchors.base
    if base and not anchors.is_retrospect:
        return base
    latest = anchors.focus or (anchors.latest if not base else None)
    apart = 0 if anchors.spells_years else 1
    if latest and (not base or (base.moment.year - latest.moment.year > apart and not anchors.is_report)):
        return latest
    if anchors.event_years:
        year = anchors.event_years[0]
        return Anchor(AnchorKind.EVENT_YEAR, Moment(year), str(year))
    return base or latest


def _nearest(month: int, day: int, focus: Anchor, *, future: bool) -> Moment | None:
    year = focus.moment.year
    if not focus.moment.month:
        return Moment(year, month, day) if calendar.is_day(year, month, day or 1) else None
    best: tuple[float, Moment] | None = None
    for step in _NEIGHBOURS:
        if not calendar.is_day(year + step, month, day or 1):
            continue
        moment = Moment(year + step, month, day)
        cost = _distance(moment, focus, future=future)
        if best is None or cost < best[0]:
            best = (cost, moment)
    return best[1] if best else None


def _distance(moment: Moment, focus: Anchor, *, future: bool) -> float:
    """Count the days between, what is to come costing more unless the sentence speaks of it."""
    if moment.latest < focus.moment.earliest:
        days = (focus.moment.earliest - moment.latest).days
        return days * (_BACK_COST if focus.kind is AnchorKind.MENTION and focus.moment.day else 1.0)
    if moment.earliest > focus.moment.latest:
        days = (moment.earliest - focus.moment.latest).days
        told_onward = focus.kind is AnchorKind.MENTION
        return days * (_CUED_COST if future else 1.0 if told_onward else _FUTURE_COST)
    return 0.0


def _by_weekday(month: int, day: int, weekday: int, year: int) -> Moment | None:
    for step in _WEEKDAY_YEARS:
        if calendar.is_day(year + step, month, day):
            moment = Moment(year + step, month, day)
            if moment.earliest.weekday() == weekday:
                return moment
    return None
