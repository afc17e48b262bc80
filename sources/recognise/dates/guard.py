"""Words that have the shape of a date and are none.

"May I ask", "the 16th floor", "1500 people", "the Sunday Times", "today’s youth": each refusal here
is a habit of English, not of one text. A guard sees the whole text and the place of the match.
"""

import re
from collections.abc import Callable

from sources.recognise.dates.moon import MOVING_FEASTS
from sources.recognise.dates.old_style import in_new_style
from sources.recognise.dates.words import SHORT_FEASTS
from sources.recognise.dates.year_words import is_year

_COUNTED = re.compile(
    r"\s{1,3}(?:[a-z-]+\s)?(?:people|persons|men|women|children|workers|soldiers|troops|protest[eo]rs|demonstrators|"
    r"inhabitants|residents|employees|miners|dollars|pounds|euros|roubles|rubles|francs|marks|tonnes|tons|miles|"
    r"met(?:re|er)s|kilomet(?:re|er)s|km|kg|acres|hectares|feet|yards|copies|votes|jobs|seats|homes|houses|families|"
    r"hours|words|members|strikers|police|officers|prisoners|students|refugees|barrels|litres|points|shares|rounds|"
    r"vehicles|delegates|fans|spectators|hrs|GMT|percent|per cent)\b"
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|before|after|from|during|early|late|mid|the|for|to|and|or|around|between|"
    r"season|class|year|summer|through|throughout|back|its|his|her|their|our|this|that|recent|a|on|against|as|"
    r"[a-z]+’s|[a-z]+'s)[ \u00a0-]|[(\[,;:–—“\"‘.]\s?|^)$",
    re.IGNORECASE,
)
_YEAR_NOT_AFTER = re.compile(
    r"(?:\b(?:[Nn]os?|[Nn]umber|[Aa]rticle|[Pp]age|pp?|[Ss]ection|[Ff]light|[Rr]oom|[Rr]oute|[A-Z]{1,4}(?<!I)(?<!\bA))\.?[ -]|[.,]\d*|\d[ ,])$"
)
_NTH_BEFORE = re.compile(
    r"\b(?:on|of|until|till|by|since|from|after|before|to|between|and|or|for|morning|night|evening|till)[ \u00a0]{1,2}$",
    re.IGNORECASE,
)
_NTH_AFTER = re.compile(
    r"\s{0,2}(?:$|[.,;:!?)\]–—’”\"]|(?:and|or|at|in|when|the|he|she|they|we|it|I|but|with|by|from|to|was|were|had|a|an|"
    r"that|there|of (?:this|that|the|last|next) month|our|his|her|their|as|after|before|about|again|until|[A-Z]\w+)\b)"
)
_CAPITAL_NEXT = re.compile(r"[ \u00a0]+[A-Z][a-z]")
_ON_THE_DAY = re.compile(r"\b(?:on|until|till|by|since)[ \u00a0]{1,2}$", re.IGNORECASE)
_NOT_A_MONTH_BEFORE = re.compile(r"(?:\b[A-Z][\w’'.-]*|\bto|@)[ \u00a0]$")
_OPENING = re.compile(
    r"\b(?:In|By|Since|Until|Till|During|From|Last|This|Next|Early|Late|Each|Every|And|But|Before|After|That|Throughout|The|A|One)[ \u00a0]$"
)
_WEEKDAY_TITLES = re.compile(
    r"\s(?:Times|Telegraph|Mail|Mirror|Herald|Express|Post|Tribune|World|Star|Independent|Club|School|Night Live|People|"
    r"Mass|Agreement|Magazine)\b"
)
_NAMED_WEEKDAY = re.compile(
    r"\b(?:Bloody|Black|Super|Ruby|Cyber|Casual|Sheffield|Holy|Green|Giving|Red|Blue)[ \u00a0]$", re.I
)
_EVERY = re.compile(r"\b(?:every|each)[ \u00a0]$", re.IGNORECASE)
# "a survey of 1709 schoolchildren", "a 2000 year old tradition"
_AMOUNT_BEFORE = re.compile(
    r"\b(?:(?:survey|total|sample|crowd|force|fleet|group|list|number|some|study|audience|army|garrison|strength) of|"
    r"about|around|some|nearly|almost|over|than|least|only)[ \u00a0]$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\s(?:[a-z-]+\s)?[a-z-]*(?:[^su]s|men|women|children|people)\b")
_OLD = re.compile(r"[ -]years?[ -](?:old|ago|earlier|later|before|after|of)\b")
# "fiscal 1977", "the budget year 2010/11": no years of the calendar.
_BUDGET = re.compile(r"\b(?:fiscal|financial|budget|tax)(?: years?)?[ \u00a0]$", re.IGNORECASE)
# "on a Sunday", "every Friday": none on the calendar.
_ANY_DAY = re.compile(r"\b(?:(?<!, )an?|every|each|any|alternate|most|some)[ \u00a0]$", re.IGNORECASE)
# "in ’73", "the class of ’82"; the rest are quotations that open with a number.
_SHORT_YEAR_BEFORE = re.compile(
    r"\b(?:in|of|since|until|till|before|after|by|from|to|and|or|year|class|early|late)[ \u00a0]$",
    re.IGNORECASE,
)
_FEAST_BEFORE = re.compile(
    r"\b(?:at|before|after|since|until|till|by|over|last|this|next|for|from|that|during|on|around)[ \u00a0]$",
    re.IGNORECASE,
)
_FEAST_NAMES = re.compile(
    r"(?:,?[ \u00a0]\d{4})?[ \u00a0-](?:[A-Z]\w|(?!and\b|in\b|at\b|when\b|the\b|but\b|he\b|she\b|"
    r"they\b|we\b|it\b|of\b|or\b|with\b|because\b|as\b|was\b|is\b|to\b|for\b)[a-z])"
)
_FIGURATIVE_AFTER = re.compile(
    r"(?:[’']s\b(?!\s(?:meeting|vote|session|hearing|attack|ruling|decision|match|game|protest|talks|news|raid|strike|trial))|\s(?:[’']s\syouth|there\s(?:is|are)|we\slive))"
)
_FIGURATIVE_BEFORE = re.compile(
    r"(?:\b(?:of|still|even|than|world|until|till|like|for|up to|here and|and|is|are|remains?|to|left in [A-Z]\w+|"
    r"exists?|lives?|live|known|used|in use|found|seen|alive|called|stands?|we have|as|young people|people|only|generation)[ ])$",
    re.IGNORECASE,
)
_LITERAL_AFTER = re.compile(
    r"[, ]+(?:(?:[A-Z]\w+ )?(?:said|announced|told|opened|began|will|was|were|after|at|by|ordered|arrived|killed|arrested)\b|"
    r"\w+ed\b|morning|in (?:a|an) )"
)
# "who yesterday were friends, today are enemies"
_THEN_AND_NOW = re.compile(r"\byesterday (?:was|were|had)\b[^.!?]{1,90}\btoday (?:is|are|has|have)\b")
_CONTRAST = 110
_DURATION_BEFORE = re.compile(
    r"\b(?:for|in|within|lasted|spent|took|takes|of|every|aged|by)[ \u00a0](?:the[ ](?:last|past)[ ])?$", re.I
)
_OFTEN = re.compile(r"\b(?:once|twice|times|days?|hours?|nights?) $", re.IGNORECASE)
# "It was four days before she was found."
_LASTED = re.compile(r"\b[Ii]t (?:was|took|would be|had been) (?:another )?$")
_SINCE = re.compile(r"\b(?:since|until) $", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.!?:][”’\"')\]]?\s{1,3}|[“‘\"(\[]|\n)$")
_MAY_VERB = re.compile(
    r"\s(?:not\b|be\b|have\b|well\b|also\b|I\b|we\b|you\b|he\b|she\b|they\b|it\b|the\b|God\b|[A-Z][a-z])"
)
_LONG_MONTH = re.compile(r"(?:Jan|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Feb)\.?$|[A-Z]{3,}$")
_NAMELIKE_MONTHS = ("May", "March", "April", "June", "August", "Augusta")
_BUSINESS = re.compile(
    r"\b(?:profits?|earnings?|earned|revenues?|sales|growth|grew|GDP|gross domestic|econom\w+|exports?|imports?|income|"
    r"loss(?:es)?|net|compan(?:y|ies)|corp|shares?|dividends?|inflation|output|per ?cent|%|results|turnover|"
    r"investors?|production|shipments|deliveries|orders)\b|%",
    re.IGNORECASE,
)
_MATCH = re.compile(
    r"\b(?:touchdowns?|quarterbacks?|scored|points? (?:lead|ahead)|halftime|half-time|goals?|yards|rebounds|kick|innings)\b"
)
_PASSAGE = 250
_LOOK_BACK = 48
_LONGEST_RANGE = 120
_FIRST_PLAIN_YEAR, _LAST_PLAIN_YEAR = 1500, 2099

Guard = Callable[[str, "re.Match[str]"], bool]


def _before(text: str, match: "re.Match[str]") -> str:
    return text[max(0, match.start() - _LOOK_BACK) : match.start()]


def _month(text: str, match: "re.Match[str]") -> bool:
    groups = match.groupdict()
    if _EVERY.search(_before(text, match)):
        return False
    if any(groups.get(g) for g in ("y", "yb", "yw", "ys", "rel", "which")):
        return True
    word = match["m"]
    if _LONG_MONTH.search(word) or not match.group().endswith(word):
        return False
    return match.start("m") != match.start() or _month_alone(text, match)


def _month_alone(text: str, match: "re.Match[str]") -> bool:
    """Tell "in May" from "Theresa May", "May I" and "June Carter"."""
    before = _before(text, match)
    after = text[match.end() : match.end() + 12]
    opens = bool(_SENTENCE_START.search(before))
    if _NOT_A_MONTH_BEFORE.search(before) and not opens:
        return bool(_OPENING.search(before))
    if match["m"] not in _NAMELIKE_MONTHS:
        return True
    if re.match(r"\s[A-Z][a-z]", after) and match["m"] != "March":
        return False
    return not (opens and _MAY_VERB.match(after))


def _year(text: str, match: "re.Match[str]") -> bool:
    if match.group().lower().startswith("the year"):
        return True
    before = _before(text, match)
    if not _FIRST_PLAIN_YEAR <= int(match["y"]) <= _LAST_PLAIN_YEAR or _is_number(text, match, before):
        return _LAST_PLAIN_YEAR >= int(match["y"]) >= _FIRST_PLAIN_YEAR and bool(_SINCE.search(before))
    if match.start("y") != match.start():
        return True
    return bool(_YEAR_BEFORE.search(before) or re.search(r"\b[a-zA-Z]+[ \u00a0]$", before))


def _is_number(text: str, match: "re.Match[str]", before: str) -> bool:
    """Tell whether four digits count something or number it: "1500 people", "No. 1984", "fiscal 1977"."""
    after = text[match.end() : match.end() + 3]
    counts = (
        _COUNTED.match(text, match.end())
        or re.match(r"[,.]\d|\s?%|[-–]\w", after)
        or (_AMOUNT_BEFORE.search(before) and _SEVERAL.match(text, match.end()))
        or _OLD.match(text, match.end())
    )
    return bool(counts or _YEAR_NOT_AFTER.search(before) or _BUDGET.search(before))


def _short_year(text: str, match: "re.Match[str]") -> bool:
    return bool(_SHORT_YEAR_BEFORE.search(_before(text, match))) and not _COUNTED.match(text, match.end())


def _feast(text: str, match: "re.Match[str]") -> bool:
    """Tell "at Christmas" from "Christmas Island" and "a Christmas tree"."""
    name = match["f"].lower()
    if name not in SHORT_FEASTS and name not in MOVING_FEASTS:
        return True
    # "diwali sweets", "holi" in lower case are no feast's name.
    if match["f"].islower() and name in MOVING_FEASTS:
        return False
    if _FEAST_NAMES.match(text, match.end()):
        return False
    return bool(match["y"] or match["which"] or _FEAST_BEFORE.search(_before(text, match)))


def _quarter(text: str, match: "re.Match[str]") -> bool:
    """Tell the quarter of a business year from that of a match, and from a part of a town or of a whole."""
    if _BUDGET.search(_before(text, match)):
        return False
    part = match.groupdict()
    if any(part.get(one) for one in ("y", "rel")):
        return True
    around = text[max(0, match.start() - _PASSAGE) : match.end() + _PASSAGE]
    return bool(_BUSINESS.search(around)) and not _MATCH.search(around)


def _old_style(_text: str, match: "re.Match[str]") -> bool:
    return in_new_style(match) is not None


def _year_in_words(text: str, match: "re.Match[str]") -> bool:
    return is_year(text, match.start("yw"), match.end("yw"))


def _year_range(text: str, match: "re.Match[str]") -> bool:
    first, second = int(match["y"]), match["y2"]
    last = int(second) if len(second) > 2 else first // 100 * 100 + int(second)  # noqa: PLR2004 -- two digits
    if not first < last <= first + _LONGEST_RANGE or _BUDGET.search(_before(text, match)):
        return False
    return len(second) > 2 or _year(text, match)  # noqa: PLR2004 -- "2009-2010" is plain, "1984-85" may be a score


def _ordinal_day(text: str, match: "re.Match[str]") -> bool:
    lead = match.start("d") - match.start() > len("the   ")
    before = _before(text, match)
    placed = lead or _NTH_BEFORE.search(before)
    if not lead and _is_numbered(text, match, before):
        return False
    return bool(placed and _NTH_AFTER.match(text, match.end()))


def _is_numbered(text: str, match: "re.Match[str]", before: str) -> bool:
    """Tell "of the 2nd Gurkha Rifles" from "on the 2nd Mr. Reed said"."""
    return bool(_CAPITAL_NEXT.match(text, match.end())) and not _ON_THE_DAY.search(before)


def is_beside_noun(match: "re.Match[str]") -> bool:
    """Tell whether the article before a date is that of the noun after it: "the Friday protests"."""
    return not _NTH_AFTER.match(match.string, match.end())


def _weekday(text: str, match: "re.Match[str]") -> bool:
    if _WEEKDAY_TITLES.match(text, match.end()) or _ANY_DAY.search(_before(text, match)):
        return False
    return not _NAMED_WEEKDAY.search(_before(text, match))


def _deictic(text: str, match: "re.Match[str]") -> bool:
    word = match["word"].lower().replace("-", "")
    if word not in ("today", "yesterday", "tomorrow"):
        return True
    after = text[match.end() : match.end() + 40]
    if (
        _THEN_AND_NOW.search(text, max(0, match.start() - _CONTRAST), match.end() + _CONTRAST)
        and word != "tomorrow"
    ):
        return False
    if _FIGURATIVE_AFTER.match(after):
        return word == "yesterday"
    if word == "today" and not _LITERAL_AFTER.match(after):
        return not _FIGURATIVE_BEFORE.search(_before(text, match))
    return True


def _offset(text: str, match: "re.Match[str]") -> bool:
    direction = match["dir"].lower()
    if direction == "back" and re.match(r"\s(?:to|in|from|home|at)\b", text[match.end() : match.end() + 6]):
        return False
    if direction == "before" and _LASTED.search(_before(text, match)):
        return False
    if direction in ("before", "after", "prior", "back"):
        return not _DURATION_BEFORE.search(_before(text, match))
    return True


def _week_from(text: str, match: "re.Match[str]") -> bool:
    """Tell "it opens a week on Monday" from "twice a week on Monday", "for a week on Friday"."""
    before = _before(text, match)
    return match["dir"].lower() != "on" or not (_DURATION_BEFORE.search(before) or _OFTEN.search(before))


def _narrative(text: str, match: "re.Match[str]") -> bool:
    after = text[match.end() : match.end() + 24]
    word = " ".join(match["word"].lower().split())
    if word.endswith((" after", " before", " on")):
        return bool(re.match(r"\s?(?:$|[.,;:!?)”’]|(?:and|but|when|he|she|they|we|it|I)\b)", after))
    return True


def _span_of_time(text: str, match: "re.Match[str]") -> bool:
    return (
        not re.search(r"\b(?:in|for|over|during|within)[ ]$", _before(text, match))
        or "the past" not in match.group().lower()
    )


GUARDS: dict[str, Guard] = {
    "month": _month,
    "year": _year,
    "feast": _feast,
    "short_year": _short_year,
    "quarter": _quarter,
    "old_style": _old_style,
    "year_in_words": _year_in_words,
    "year_range": _year_range,
    "ordinal_day": _ordinal_day,
    "weekday": _weekday,
    "deictic": _deictic,
    "offset": _offset,
    "week_from": _week_from,
    "narrative": _narrative,
    "narrative_span": _narrative,
    "calendar_span": _span_of_time,
}


def is_date_here(name: str, text: str, match: "re.Match[str]") -> bool:
    """Tell whether a match of the pattern of that name is a date at its place in the text."""
    guard = GUARDS.get(name)
    return guard is None or guard(text, match)
