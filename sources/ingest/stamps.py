"""The days that newspapers and pages print at the head of an article.

"13 January 2020, 12.00am", "Updated: Mon., Dec. 19, 2011 10:04 GMT", "2011-12-19", "3 hours ago": a line
that is only such a stamp is a publication date, and a stamp that names its year gives an EDTF value
(ISO 8601-2 level 0). Days given in figures only are taken where the order cannot be in doubt.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}  # ISO 8601-2
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{DAY}[ \-]?(?:day )?(?:of )?{MONTH}[,\-]? *{YEAR}\b",
        rf"\b{MONTH} *{DAY}\b[,.]? *{YEAR}\b",
        rf"\b{YEAR}[ ,]+{MONTH} *{DAY}\b",
        r"(?<![\d/.\-])(?P<year>1[5-9]\d\d|20\d\d)[\-/.](?P<number>\d\d)[\-/.](?P<day>\d\d)(?!\d)",
        rf"(?<![\d/.\-])(?P<first>\d\d?)[/.\-](?P<second>\d\d?)[/.\-]{YEAR}\b",
        rf"\b{MONTH},? *{YEAR}\b",
        rf"\b(?P<season>spring|summer|autumn|fall|winter),? {YEAR}\b",
        rf"\b{DAY}[ \-]?(?:of )?{MONTH}(?![\w'])",
        rf"\b{MONTH} *{DAY}\b(?![,.]? *\d)",
    )
)
TIME = re.compile(
    r"(?<!\w)t?\d{1,2}[:.h]\d\d(?::\d\d)?(?:\.\d+)?z?(?! ?(?:%|million|billion))(?: "
    r"?[ap]\.?m\b\.?)?|\b\d{1,2} ?[ap]\.?m\b\.?"
)
AGO = re.compile(
    r"\b(?:\d+|an?|one|two|three) ?(?:min(?:ute)?|hour|hr|day|week|month|year)s? ago\b"
    r"|\b(?:just now|yesterday|today)\b"
)
DIGIT = re.compile(r"\d")
DIGIT_OR_AGO = re.compile(r"\d|ago\b|now\b|day\b")
# What may stand round the day without making the line more than a stamp.
ROUND = re.compile(
    r"\b(?:first |last |originally )?(?:recorded|taped|broadcast|aired|written"
    r"|interviewed|published|posted|updated|modified|edited"
    r"|created|issued|filed|released|printed|"
    rf"date(?: published| posted)?|publication date|time|dated?)\b(?: on| at)?|{WEEKDAY}|"
    r"\b(?:issue|number|no|nr|vol|volume)\b\.? ?\d+|"
    # "5 May 2014 • 4 min read", "1.2k views"
    r"\b\d+[ -]min(?:ute)?s?\b(?: read)?|\breading time\b"
    r"|\b\d[\d,.]*k? (?:views?|reads?|shares?|comments?)\b|"
    r"\b(?:on|at|the|by|of|morning|evening|edition|local time|gmt|utc|bst|est|edt|cet"
    r"|cest|et|pst|pdt|msk|ist|eat|last|first)\b"
    r"|[+\-]\d\d:?\d\d|[^\w]+|_"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day as printed, in words, and as EDTF ("" where the year or the order is not given)."""

    words: str
    edtf: str


@lru_cache(maxsize=8192)
def find_stamp(text: str) -> Stamp | None:
    """Find the first printed day in a short text."""
    low = text.lower()
    if not DIGIT_OR_AGO.search(low):
        return None
    for form in FORMS if DIGIT.search(low) else ():
        found = form.search(low)
        if found:
            return Stamp(text[found.start() : found.end()], _edtf(found.groupdict()))
    found = AGO.search(low)
    return Stamp(text[found.start() : found.end()], "") if found else None


def is_stamp(text: str) -> bool:
    """Tell whether a line is a day (and perhaps an hour) and nothing else."""
    if len(text) > 120:
        return False
    low = text.lower()
    if not DIGIT_OR_AGO.search(low):
        return False
    for form in (*FORMS, AGO):
        low, count = form.subn(" ", low)
        if count:
            break
    else:
        return False
    for form in (*FORMS, AGO):
        low = form.sub(" ", low)  # "Published … Updated …" prints two days
    return not ROUND.sub("", TIME.sub(" ", low))


@lru_cache(maxsize=8192)
def is_clock(text: str) -> bool:
    """Tell whether a line is an hour and nothing else, as the posts of a live blog have."""
    return (
        len(text) <= 30 and bool(TIME.search(text.lower())) and not ROUND.sub("", TIME.sub(" ", text.lower()))
    )


def _edtf(parts: dict[str, str | None]) -> str:
    year = int(parts.get("year") or 0)
    month = MONTHS.get(parts.get("month") or "", int(parts.get("number") or 0))
    day = int(parts.get("day") or 0)
    if parts.get("season"):
        return f"{year}-{SEASONS[str(parts['season'])]}"
    if parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        if first <= 12 and second <= 12 and first != second:
            return str(year)  # 3/4/2011 is March in one country and April in another
        day, month = (first, second) if second <= 12 else (second, first)
    return _checked(year, month, day)


def _checked(year: int, month: int, day: int) -> str:
    if not year:
        return ""
    try:
        return date(year, month, day).isoformat() if day else date(year, month, 1).isoformat()[:7]
    except ValueError:
        return ""
