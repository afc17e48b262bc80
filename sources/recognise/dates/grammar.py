"""How English newspapers write dates: one named pattern for each way.

A pattern only says that words have the shape of a date and which part is the day, the month, the
year; what day they mean is ``resolve``'s business, whether they are a date at all here ("May I",
"the 16th floor") is ``guard``'s. Every pattern is a plain regular expression with bounded
repeats, so that no text makes it slow. Patterns are tried in the order of ``PATTERNS``; of those
that overlap, the longest wins, then the earlier in the list.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sources.recognise.dates.moon import MOVING_FEASTS
from sources.recognise.dates.words import EASTER_FEASTS, FEASTS, OPEN_FEASTS, ORDINALS, WEEKDAY_FEASTS
from sources.recognise.dates.year_words import YEAR_WORDS

# White space inside an expression: a joined line break counts as one blank; the gap that a word broken at the
# end of a line leaves behind is up to three (``sources.recognise.find``).
_ = r"[ \t\u00a0]{1,4}"
_O = r"[ \t\u00a0]{0,3}"
DASH = r"[ \u00a0]?[-\u2010-\u2015][ \u00a0]?"

_LONG = "January|February|March|April|May|June|July|August|September|October|November|December"
MONTH = (
    rf"(?:{_LONG}|{_LONG.upper()}|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b\.?)"
)
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
WEEKDAY = rf"(?:{_DAYS}|{_DAYS.upper()}|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\b\.?)"
FULL_WEEKDAY = rf"(?:{_DAYS}|{_DAYS.upper()})"
PART = r"(?i:early[ ]morning|morning|afternoon|evening|night|lunchtime|noon|midday|midnight|dawn)"
YEAR = r"(?:1[0-9]|20)\d\d"
ORD = r"(?:st|nd|rd|th|d)"
DAY = rf"(?:3[01]|[12]\d|0?[1-9]){ORD}?"
NTH = rf"(?:3[01]|[12]\d|[1-9]){ORD}"
_NTH_WORDS = "|".join(sorted((w.replace("-", "[- ]") for w in ORDINALS), key=len, reverse=True))
NTH_WORD = rf"(?i:{_NTH_WORDS})"
SEASON = r"(?i:spring|summer|autumn|fall|winter)"
NUMBER = (
    r"(?i:half[ ]an?|(?:a[ ]couple[ ]of|a[ ]dozen|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty)"
    r"(?:-[a-z]{3,5})?|\d{1,3})(?:[ ]and[ ]a[ ]half)?)"
)
UNIT = r"(?i:days?|nights?|weeks?|fortnights?|months?|years?|decades?)"
_HOUR = r"\d{1,2}(?:[:.]\d\d)?" + _O + r"(?i:[ap]\.?m\.?|o[’']clock)"
TIME = rf"(?:{_HOUR}|(?i:noon|midday|midnight)|\d\d[:.]\d\d)"
# "8pm on", "the night of", "the early hours of", "the eve of"
_LEAD = (
    rf"(?:{TIME}{_}(?i:on){_}|(?i:the{_}(?:(?:early|late){_})?(?P<lead>(?:night|eve|evening|morning|afternoon|"
    rf"early{_}hours){_}of|(?:night|evening|day|morning){_}(?:before|after)){_}))?"
)
_IN_BRACKETS = rf"{_O}\[(?P<yb>{YEAR})\]"
# "’82", of whatever century is told of
SHORT_YEAR = r"[’'‘](?P<ys>\d\d)\b(?![’']?s)"
_YEAR_AFTER = (
    rf"(?:,?{_}(?:(?:(?:of|in){_})?(?:(?P<y>{YEAR})\b|(?P<yw>{YEAR_WORDS})\b)|{SHORT_YEAR})|{_IN_BRACKETS})"
)
_WEEKDAY_FIRST = rf"(?:(?P<wd>{WEEKDAY})(?:{_}{PART})?(?:,{_O}|{_})(?:the{_})?)?"
_WEEKDAY_LAST = rf"(?:(?:{_O}\(|,{_}an?{_})(?P<wdl>{WEEKDAY})\)?)?"
_EDGE = (
    r"(?i:(?:the{s})?(?:(?:very{s})?(?:beginning|start|end|middle|close|latter{s}half|(?:first|second|third|fourth|"
    r"last|final|opening|closing){s}(?:few{s})?(?:days|weeks?|months|quarter|half|fortnight|third)|turn){s}of(?:{s}the)?{s}))"
).replace("{s}", _)
_PART_OF = rf"(?:{_EDGE}|(?i:(?:the{_}(?=(?:early|late|mid)))?(?:early|late|mid)(?:{_}|-)(?:in{_})?))"
ABOUT = rf"(?P<about>(?i:about|around|circa|ca?\.|roughly|approximately){_O}(?={YEAR}))?"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of writing a date: its name, which the candidate carries, and its shape.

    ``gate`` is what several ways begin with, and is tried before them.
    """

    name: str
    shape: re.Pattern[str]
    gate: re.Pattern[str] | None = None


_MONTH_AND_DAY = re.compile(rf"{MONTH}{_}(?:the{_})?(?:{DAY}|{NTH_WORD})")
_MONTH_THEN = (rf"(?P<m>{MONTH}){_}(?P<", rf"(?P<m>{MONTH}){_}(?:the")


def _pattern(name: str, shape: str) -> Pattern:
    gate = _MONTH_AND_DAY if shape.startswith(_MONTH_THEN) else None
    return Pattern(name, re.compile(rf"(?<![\w$€£#]){shape}(?!\w)"), gate)


EVENTS = (
    "shootings?|massacre|tragedy|attacks?|fire|crash|murders?|killings?|riots?|elections?|vote|referendum|funeral|explosion|"
    "blast|bombing|accident|disaster|flood|storm|protests?|march|rally|battle|coup|uprising|earthquake|robbery|wedding|"
    "trial|verdict|clashes|raid|invasion|landings?|landslide|collapse|sinking|strike|demonstration|assassination|incident|events"
)


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(f) for f in names), key=len, reverse=True))


_FEAST_NAMES = _any_of((*FEASTS, *EASTER_FEASTS, *WEEKDAY_FEASTS, *MOVING_FEASTS))


def _feasts(names: Iterable[str]) -> Pattern:
    words = _any_of(names)
    which = rf"(?:(?P<which>(?i:last|this|next)){_})?"
    return _pattern("feast", rf"{which}(?P<f>(?i:{words}))(?:,?{_}(?:of{_})?(?P<y>{YEAR}))?")


@cache
def feast_pattern(names: tuple[str, ...]) -> Pattern:
    """Give the pattern of the feasts that an archive defines, whatever their case in the text."""
    return _feasts(names)


# "11 January last year"
_YEAR_TOLD = rf"(?:{_YEAR_AFTER}|,?{_}(?:of{_})?(?P<rel>(?i:(?:last|this|next){_}year)))"
_DM = rf"(?P<d>{DAY}|{NTH_WORD}){_}(?:(?i:day){_})?(?:of{_})?(?P<m>{MONTH})"
_MD = rf"(?P<m>{MONTH}){_}(?:the{_})?(?P<d>{DAY}|{NTH_WORD})(?!\d|[:.]\d|{_}(?i:[ap]\.?m))"
_TO = rf"(?:{DASH}|{_}(?i:to|till|until|through|and){_})"
_OR = rf"{_}(?i:or){_}(?:on{_})?(?:the{_})?"
_THE = rf"(?:(?i:the){_}(?={NTH}|{NTH_WORD}))?"
_THE_PART = rf"(?:{_PART_OF}|(?i:the){_})?"
_ABOUT_N = (
    rf"(?:(?P<about>(?i:about|almost|nearly|some|around|roughly|more{_}than|over|just{_}over|less{_}than|at{_}least|"
    rf"exactly)){_})?"
)
_OLD = r"(?:\((?:O\.? ?S\.?|[Oo]ld [Ss]tyle)\)|(?:O\. ?S\.|OS(?![ ]\w)|[Oo]ld [Ss]tyle)(?!\w))"
_NEW = r"(?:N\. ?S\.|NS|[Nn]ew [Ss]tyle)"
_AFTER_DAY = r"(?i:last|next|week|fortnight|se[’']?n-?night)"
# What is over with "last" after it: "in September last, …", not "in September last year".
_ENDS = r"[ ]?(?:[,.;:)–—]|$)"
AGES = "twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties"

PATTERNS: tuple[Pattern, ...] = (
    _pattern("iso_date", r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"),
    _pattern("numeric_date", r"(?P<a>\d{1,2})(?P<sep>[./])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})"),
    _pattern("numeric_date", r"(?P<a>\d{1,2})(?P<sep>/)(?P<b>\d{1,2})/(?P<ys>\d\d)(?![/.]\d)"),
    _pattern("numeric_date", r"(?P<a>\d\d)(?P<sep>\.)(?P<b>\d\d)\.(?P<ys>\d\d)(?!\.?\d)"),
    # 16-17 December 2011 · 16 to 18 December · the 18th or 19th of December
    _pattern(
        "day_range",
        rf"{_LEAD}{_THE}(?P<d>{DAY})(?:{DASH}|{_}(?i:to|till|until|through){_}(?:the{_})?)(?P<d2>{DAY})"
        rf"{_}(?:of{_})?(?P<m>{MONTH}){_YEAR_AFTER}?",
    ),
    _pattern("day_range", rf"{_LEAD}(?P<m>{MONTH}){_}(?P<d>{DAY})(?:{DASH}|{_}(?i:to|through|till|until){_})(?P<d2>{DAY}){_YEAR_AFTER}?"),
    _pattern("day_or_day", rf"{_THE}(?P<d>{DAY}){_OR}(?P<d2>{DAY}){_}(?:of{_})?(?P<m>{MONTH}){_YEAR_AFTER}?"),
    _pattern("day_or_day", rf"(?P<m>{MONTH}){_}(?:the{_})?(?P<d>{DAY}){_OR}(?:(?P=m){_})?(?P<d2>{DAY}){_YEAR_AFTER}?"),
    _pattern("day_and_day", rf"{_THE}(?P<d>{DAY}){_}(?i:and){_}(?:the{_})?(?P<d2>{DAY}){_}(?:of{_})?(?P<m>{MONTH}){_YEAR_AFTER}?"),
    _pattern("day_and_day", rf"(?P<m>{MONTH}){_}(?P<d>{DAY}){_}(?i:and){_}(?P<d2>{DAY})(?!{_}(?:[a-z]|{MONTH})){_YEAR_AFTER}?"),
    # December 16, 17 and 18 · 16, 17 and 18 December
    _pattern("day_list", rf"(?P<m>{MONTH}){_}(?P<list>{DAY}(?:,{_}{DAY}){{1,6}},?{_}(?:and|or){_}{DAY})(?!{_}[a-z]){_YEAR_AFTER}?"),
    _pattern("day_list", rf"{_THE}(?P<list>{DAY}(?:,{_}{DAY}){{1,6}},?{_}(?:and|or){_}{DAY}){_}(?:of{_})?(?P<m>{MONTH}){_YEAR_AFTER}?"),
    # 25 November – 1 December 1890 · December 16 to January 3
    _pattern("date_range", rf"(?:(?i:between){_})?{_THE}{_DM}{_YEAR_AFTER}?{_TO}{_THE}(?P<d2>{DAY}){_}(?:of{_})?(?P<m2>{MONTH})(?:,?{_}(?P<y2>{YEAR}))?"),
    _pattern("date_range", rf"(?:(?i:between){_})?{_MD}{_YEAR_AFTER}?{_TO}(?P<m2>{MONTH}){_}(?P<d2>{DAY})(?:,?{_}(?P<y2>{YEAR}))?"),
    _pattern("date_or_date", rf"{_THE}{_DM}{_OR}(?P<d2>{DAY}){_}(?:of{_})?(?P<m2>{MONTH})(?:,?{_}(?P<y2>{YEAR}))?"),
    # 8pm on Friday, the 16th of December 2011 · December 16, 2011 · 16 December [2011]
    _pattern("day", rf"{_LEAD}{_WEEKDAY_FIRST}{_THE}{_DM}{_YEAR_TOLD}?{_WEEKDAY_LAST}"),
    # the 3rd November last
    _pattern("day", rf"{_LEAD}{_WEEKDAY_FIRST}{_THE}{_DM}{_}(?i:last)(?={_ENDS})"),
    _pattern("day", rf"{_LEAD}{_WEEKDAY_FIRST}{_MD}{_YEAR_TOLD}?{_WEEKDAY_LAST}"),
    # Good Friday, April 17
    _pattern("feast_day", rf"(?i:{_FEAST_NAMES}),?{_}(?:the{_})?(?:{_MD}){_YEAR_TOLD}?"),
    _pattern("feast_day", rf"(?i:{_FEAST_NAMES}),?{_}{_THE}(?:{_DM}){_YEAR_TOLD}?"),
    _pattern("day", rf"(?P<d>{DAY})-(?P<m>{MONTH})-(?:(?P<y>{YEAR})|(?P<ys>\d\d))"),
    # 25 October (7 November) 1917 · 9 (22) January 1905 · January 9 (22), 1905 · 14 December 1825, O.S.
    _pattern("old_style", rf"{_THE}{_DM}{_O}[(/]{_O}{_THE}(?P<d2>{DAY}){_}(?:of{_})?(?P<m2>{MONTH})(?:,?{_}{_NEW})?\)?,?{_}(?P<y>{YEAR})"),
    _pattern("old_style", rf"{_THE}(?P<d>{DAY}){_O}[(/]{_O}{_THE}(?P<d2>{DAY})\)?{_}(?:of{_})?(?P<m>{MONTH}),?{_}(?P<y>{YEAR})"),
    _pattern("old_style", rf"(?P<m>{MONTH}){_}(?P<d>{DAY}){_O}[(/]{_O}(?P<d2>{DAY})\)?,?{_}(?P<y>{YEAR})"),
    _pattern("old_style", rf"{_THE}{_DM},?{_}(?P<y>{YEAR}),?{_}{_OLD}"),
    _pattern("old_style", rf"{_MD},?{_}(?P<y>{YEAR}),?{_}{_OLD}"),
    # two days before 16 December · a week after the 4th of May
    _pattern("offset_from", rf"{_ABOUT_N}(?:(?P<n>{NUMBER}){_}(?P<u>{UNIT})|(?P<either>(?i:a{_}day{_}or{_}two))){_}(?P<dir>(?i:before|after)){_}(?P<from>{_THE}{_DM}{_YEAR_AFTER}?)"),
    _pattern("offset_from", rf"{_ABOUT_N}(?:(?P<n>{NUMBER}){_}(?P<u>{UNIT})|(?P<either>(?i:a{_}day{_}or{_}two))){_}(?P<dir>(?i:before|after)){_}(?P<from>{_MD}{_YEAR_AFTER}?)"),
    # 15th inst. · the 3rd ultimo
    _pattern("old_month", rf"{_LEAD}{_THE}(?:(?P<wd>{WEEKDAY}),?{_}(?:the{_})?)?(?P<d>{NTH}|\d{{1,2}}|{NTH_WORD}),?{_}(?P<om>(?i:inst(?:ant|\.)?|ult(?:imo|\.)?|prox(?:imo|\.)?))"),
    _pattern("month_range", rf"(?:(?i:between){_})?(?P<m>{MONTH}){_YEAR_AFTER}?(?:{DASH}|{_}(?i:to|until|through|and){_})(?P<m2>{MONTH})(?!{_}\d{{1,2}}\b)(?:,?{_}(?:(?:of|in){_})?(?P<y2>{YEAR}))?"),
    _pattern("month_or_month", rf"(?P<m>{MONTH}){_}(?i:or){_}(?P<m2>{MONTH})(?!{_}\d{{1,2}}\b){_YEAR_AFTER}?"),
    _pattern("month", rf"{_PART_OF}?(?P<m>{MONTH})(?:{_YEAR_AFTER}|,?{_}(?P<rel>(?i:last{_}year|this{_}year|next{_}year|of{_}(?:last|this|that|the{_}same|the{_}following|the{_}previous){_}year|the{_}same{_}year)))"),
    _pattern("month", rf"(?P<which>(?i:last|this|next|this{_}past|this{_}coming)){_}(?P<m>{MONTH})"),
    # September last · December of '78
    _pattern("month", rf"{_PART_OF}?(?P<m>{MONTH}){_}(?P<which>(?i:last|next))(?={_ENDS})"),
    _pattern("month", rf"{_PART_OF}?(?P<m>{MONTH})(?:{_}of)?{_}{SHORT_YEAR}"),
    _pattern("month", rf"{_PART_OF}?(?P<m>{MONTH})"),
    _pattern("season", rf"{_THE_PART}(?P<s>{SEASON})(?:{_}(?:of|in))?,?{_}(?:(?P<y>{YEAR})(?:[-/–](?P<y2>(?:{YEAR}|\d\d)))?|(?P<yw>{YEAR_WORDS})|{SHORT_YEAR})"),
    _pattern("season", rf"{_THE_PART}(?P<s>{SEASON}){_IN_BRACKETS}"),
    _pattern("season", rf"{_PART_OF}?(?P<which>(?i:last|this|next|that|the{_}following|the{_}previous)){_}(?P<s>{SEASON})"),
    _pattern("season", rf"{_THE_PART}(?P<s>{SEASON}){_}of{_}(?P<rel>(?i:(?:last|this|that|the{_}same|the{_}following){_}year))"),
    _pattern("decade", rf"{_PART_OF}?(?:(?i:the){_})?(?:(?P<edge>(?i:early|late|mid))(?:{_}|-))?(?P<dec>(?:1[0-9]|20)\d0|[’'‘]\d0)[’']?s"),
    _pattern("decade", rf"(?i:the{_}(?:(?:early|late|mid)(?:{_}|-))?(?:(?P<cent>eighteen|nineteen)(?:{_}|-))?(?P<ages>{AGES}))"),
    _pattern("century", rf"{_PART_OF}?(?:(?i:the){_})?(?:(?i:early|late|mid)(?:{_}|-))?(?P<c>(?:1?\d|20|21){ORD}|{NTH_WORD})(?:{_}|-)[Cc]ent(?:ury|\.)"),
    _pattern("year_range", rf"(?:(?i:between){_})?(?P<y>{YEAR})(?:{DASH}|/|{_}(?i:to|until|till|through){_})(?P<y2>{YEAR}|\d\d)"),
    _pattern("year_range", rf"(?i:between){_}(?P<y>{YEAR}){_}and{_}(?P<y2>{YEAR})"),
    _pattern("year_or_year", rf"(?P<y>{YEAR}){_}or{_}(?P<y2>{YEAR})"),
    _pattern("year_onwards", rf"(?i:from){_}(?P<y>{YEAR}){_}(?i:onwards?|on(?=[ ]?[.,;]))"),
    _pattern("quarter", rf"(?:(?i:the){_})?(?:[Qq](?P<q>[1-4])|(?P<nq>(?i:first|second|third|fourth)){_}(?i:quarter)(?:{_}of)?),?{_}(?P<y>{YEAR})"),
    # the third quarter · the fourth quarter of last year · next quarter
    _pattern("quarter", rf"(?:(?i:the){_})?(?P<nq>(?i:first|second|third|fourth))(?:{_}|-)(?i:quarter)(?!s?{_}of{_}(?!(?:last|this|next|the){_}year))(?:{_}(?:of{_})?(?P<rel>(?i:(?:last|this|next|the){_}year)))?"),
    _pattern("quarter", rf"(?P<which>(?i:(?:the{_})?(?:last|current|latest|next)|this)){_}(?i:quarter)"),
    _pattern("year", rf"{_PART_OF}?(?:(?i:the){_}[Yy]ear{_})?{ABOUT}(?P<y>{YEAR})"),
    _pattern("year_in_words", rf"{_PART_OF}?(?:(?i:the){_}[Yy]ear{_})?(?P<yw>{YEAR_WORDS})(?!-)"),
    _pattern("year_in_words", rf"(?:(?i:the){_})?[Yy]ear{_}(?P<yw>(?i:two{_}thousand))(?!{_}(?i:and))"),
    _pattern("short_year", SHORT_YEAR),
    _pattern("year_part", rf"{_EDGE}(?P<which>(?i:last|this|next|the|that)){_}(?P<u>(?i:year|month|week))"),
    _pattern("year_part", rf"(?i:(?:the{_})?(?:end|beginning|start|middle){_}of{_})(?P<which>(?i:the|this|last|next|that)){_}(?P<u>(?i:year|month|week))"),
    _pattern("weekday_range", rf"(?:(?i:between){_})?(?P<wd>{FULL_WEEKDAY})(?:{_}{PART})?{_TO}(?P<wd2>{FULL_WEEKDAY})(?:{_}{PART})?"),
    _pattern("weekday_or_weekday", rf"(?P<wd>{FULL_WEEKDAY}){_}(?i:or){_}(?P<wd2>{FULL_WEEKDAY})"),
    _pattern("weekday", rf"{_LEAD}(?:(?P<which>(?i:last|this|next|the{_}following|the{_}previous|this{_}coming|this{_}past)){_}|(?i:the){_})?(?P<wd>{FULL_WEEKDAY})(?:{_}(?P<after>{_AFTER_DAY}))?(?:{_}{PART})?(?:{_}(?P<after2>{_AFTER_DAY}))?"),
    # a week from Sunday · two weeks on Friday · a week ago Saturday · a fortnight from to-day
    _pattern("week_from", rf"(?P<n>{NUMBER}){_}(?P<u>(?i:weeks?|fortnights?)){_}(?P<dir>(?i:from|on|ago)){_}(?:(?P<wd>{FULL_WEEKDAY})|(?P<word>(?i:to-?day|to-?morrow|yesterday)))(?:{_}{PART})?"),
    _pattern("day_week", rf"(?P<word>(?i:yesterday|to-?day|to-?morrow|this{_}day)){_}(?P<after>(?i:week|fortnight|se[’']?n-?night))"),
    _pattern("before_last", rf"(?i:the{_}(?P<u>night|week|weekend|month|year|{_DAYS}){_}before{_}last)"),
    _pattern("deictic", rf"(?P<word>(?i:the{_}day{_}(?:before{_}yesterday|after{_}to-?morrow)|yesterday|to-?day|to-?morrow|to-?night|last{_}(?:night|evening)|this{_}(?:morning|afternoon|evening|noon)))(?:{_}(?P<part>{PART}))?"),
    _pattern("narrative", rf"(?P<word>(?i:the{_}(?:very{_})?(?:next|following|same|previous|preceding){_}(?:day|morning|afternoon|evening|night)|the{_}(?:day|night|evening|morning){_}(?:before|after|following)|that{_}(?:same{_}|very{_})?(?:day|morning|afternoon|evening|night)|next{_}(?:day|morning)|(?:the{_})?next{_}morning))"),
    _pattern("event_day", rf"(?i:the{_}(?:very{_})?(?:day|night|morning|evening|afternoon){_}of{_}the{_}(?:[a-z]+{_})?(?P<event>{EVENTS}))"),
    _pattern("narrative_span", rf"(?P<word>(?i:(?:the{_}(?:next|following|same|previous|preceding)|that{_}same|that){_}(?P<u>(?i:week|month|year|decade|weekend))|the{_}(?P<u2>(?i:week|month|year)){_}(?:before|after|that{_}followed)))"),
    _pattern("calendar_span", rf"(?:(?P<edge>(?i:early|earlier|later|late|mid))(?:{_}|-))?(?P<which>(?i:last|this|next|the{_}past)){_}(?P<u>(?i:week-?end|week|month|year|decade|century|fortnight))(?:{_}(?i:end))?"),
    _pattern("calendar_span", rf"(?i:(?:at|over|during){_}the{_})(?P<which>)(?P<u>(?i:week-?end))"),
    _pattern("offset", rf"{_ABOUT_N}(?P<n>{NUMBER}){_}(?:(?i:full|long|short){_})?(?P<u>{UNIT}){_}(?P<dir>(?i:ago|earlier|later|before|after|previously|prior|hence|back|on(?=[ ]?[.,;:)–—]|[ ]?$)))(?P<to>(?<=ago){_}(?i:to-?day|to{_}the{_}day))?"),
    # the 14th · Monday the 30th · on a Monday, the third
    _pattern("ordinal_day", rf"{_LEAD}(?i:the){_}(?P<d>{NTH})"),
    _pattern("named_day", rf"(?P<wd>{FULL_WEEKDAY}),?{_}the{_}(?P<d>{NTH}|{NTH_WORD})(?!{_}(?i:of{_})?[a-z]*(?:day|night|time)\b)"),
    _feasts((*FEASTS, *EASTER_FEASTS, *WEEKDAY_FEASTS, *MOVING_FEASTS, *OPEN_FEASTS)),
)  # fmt: skip
