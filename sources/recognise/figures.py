"""Figures in the words of a source: "at least 64", "some three hundred", "between 14 and 16", "dozens".

A figure is read as it was given, with the bound that its words set, and never made more exact. What
stands in a text as a number and counts nothing (a year, a clock time, a date, an age, money where people
are asked for) is left alone or marked by its sign, so that whoever proposes an answer can choose.
Pure: text in, figures out, with offsets in code points, in the order of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sources.values.figures import LARGEST, Figure, bounds

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: number for number, word in enumerate(_UNITS)}
_SMALL |= {word: 10 * number for number, word in enumerate(_TENS, 2)}
_LARGE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_LARGE |= {"score": 20, "dozen": 12}
_SHORT = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000}

_WORD = "|".join(sorted((*_SMALL, *_LARGE, "half a"), key=len, reverse=True))
# Digits in threes by commas, by thin or unbreaking spaces (an ordinary one only before exactly three), or
# plain; one decimal part.
_DIGITS = r"\d{1,3}(?:[,\u00a0\u2009\u202f ]\d{3})+(?:\.\d+)?(?![\d])|\d+(?:\.\d+)?"
_NUMBER = (
    rf"(?:(?:{_DIGITS})(?:\s*(?:hundred|thousand|million|billion)\b|(?:k|m|mn|bn)\b)?"
    rf"|\b(?:a\s+(?=hundred|thousand|million|billion|dozen|score))?(?:{_WORD})\b"
    # "two hundred and six", but "eleven and thirteen" are two.
    rf"(?:(?:(?<=hundred)\s+and\s+|(?<=thousand)\s+and\s+|(?<=million)\s+and\s+|[\s-]+)(?:{_WORD})\b)*)"
)
_CUES = {
    "at_least": r"at\s+least|no\s+(?:fewer|less)\s+than|not\s+(?:fewer|less)\s+than"
    r"|a\s+minimum\s+of|upwards\s+of",
    "more_than": r"more\s+than|over|above|in\s+excess\s+of|exceed(?:s|ed|ing)?|well\s+over",
    "at_most": r"at\s+(?:the\s+)?most|up\s+to|no\s+more\s+than|not\s+more\s+than"
    r"|as\s+many\s+as|a\s+maximum\s+of",
    "fewer_than": r"fewer\s+than|less\s+than|under|below|nearly|almost|not\s+quite",
    "about": r"about|around|some|approximately|roughly|circa|c\.|ca\."
    r"|an\s+estimated|estimated(?:\s+at)?|close\s+to",
}
_AFTER = {
    "at_least": r"or\s+more|or\s+so\s+at\s+least|at\s+least",
    "more_than": r"and\s+more",
    "at_most": r"at\s+(?:the\s+)?most|or\s+(?:fewer|less)",
    "about": r"or\s+so|or\s+thereabouts|approximately|odd",
}
_CUE_BEFORE = re.compile(
    "(?:" + "|".join(rf"(?P<{name}>\b(?:{words}))" for name, words in _CUES.items()) + r")\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_CUE_AFTER = re.compile(
    "(?:" + "|".join(rf"(?P<{name}>\s+(?:{words})\b)" for name, words in _AFTER.items()) + ")", re.IGNORECASE
)
_ONE = re.compile(_NUMBER, re.IGNORECASE)
_RANGE = re.compile(
    rf"(?:(?P<between>\bbetween\s+)|(?P<from>\bfrom\s+))?(?P<low>{_NUMBER})"
    rf"(?:\s*[-–—]\s*|\s+(?:and|to|or)\s+)(?P<high>{_NUMBER})",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:(?:several|many|a\s+few|a\s+couple\s+of|some)\s+)?"
    r"(?:dozens|scores|hundreds|tens|thousands|millions)(?:\s+(?:of\s+)?(?:hundreds|thousands|millions))?\b"
    r"|\b(?:several|a\s+(?:few|couple|handful|number))\b|\bmany\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"\b(?:no\s*one|nobody|none)\b|\bnot\s+(?:one|a\s+single)\b|\bno(?=\s+\w)", re.IGNORECASE)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTH = "|".join([*_MONTHS, *(month[:3] for month in _MONTHS), "Sept"])
# What makes a number count nothing: what stands right before and right after it.
_NOT_AFTER = re.compile(
    rf"(?:\b(?:{_MONTH})\.?\s+|[$€£¥₸#№]\s?|\b(?:No|Nos|Article|Art|page|p|pp|chapter|room|aged|age|ward|"
    r"number|section|channel|route|unit|brigade|bus)\.?\s+|\d[:./]|\w-)$",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    rf"^(?:(?:st|nd|rd|th)\b|\s+(?:{_MONTH})\b|[:./]\d|\s?(?:%|per\s?cent\b|percent\b|a\.?m\b|p\.?m\b|o[’']clock)"
    r"|[-\s]year|[-\s](?:month|week|day|hour|minute|kilomet|km\b|mile|metre|meter|storey|page)|\s+years?\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_BEFORE_A_YEAR = re.compile(
    r"\b(?:in|since|of|by|until|till|from|during|year|and|early|late|mid)[\s-]+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Read:
    """One figure: where it stands with the words that bound it, what it is, how it was said if in words."""

    start: int
    end: int
    figure: Figure
    words: str = ""


def figures(text: str) -> tuple[Read, ...]:
    """Read every figure of a text that may count something, none inside another."""
    found: list[Read] = []
    taken = 0
    for one in sorted(_all(text), key=lambda one: (one.start, -one.end)):
        if one.start >= taken:
            found.append(one)
            taken = one.end
    return tuple(found)


def number(words: str) -> float | None:
    """Give the number that digits or words write ("1,200", "two hundred and six"); else None."""
    tidy = re.sub(r"[\u00a0\u2009\u202f]", " ", words.strip().lower())
    digits = re.fullmatch(r"([\d, ]*\d(?:\.\d+)?)\s*([a-z]+)?", tidy)
    if digits:
        factor = 1 if digits[2] is None else (_LARGE | _SHORT).get(digits[2])
        value = float(re.sub(r"[, ]", "", digits[1])) * factor if factor else None
    else:
        value = _spelt(re.split(r"[\s-]+", tidy))
    return value if value is not None and value <= LARGEST else None


def _spelt(words: list[str]) -> float | None:
    if words[:2] == ["half", "a"]:
        return _LARGE[words[2]] / 2 if len(words) == 3 and words[2] in _LARGE else None  # noqa: PLR2004 -- half, a, million
    total = current = 0.0
    seen = False
    for word in words:
        if word in ("and", "a"):
            continue
        if word in _SMALL:
            current += _SMALL[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _LARGE:
            total += (current or 1) * _LARGE[word]
            current = 0
        else:
            return None
        seen = True
    return total + current if seen else None


def _all(text: str) -> Iterator[Read]:
    yield from _ranges(text)
    for one in _ONE.finditer(text):
        value = number(one.group())
        if value is None or _counts_nothing(text, one.start(), one.end()):
            continue
        yield _bounded(text, one.start(), one.end(), value)
    for one in _VAGUE.finditer(text):
        yield Read(one.start(), one.end(), Figure("in_words"), " ".join(one.group().lower().split()))
    for one in _NONE.finditer(text):
        yield Read(one.start(), one.end(), Figure("exact", 0, 0), one.group().lower())


def _ranges(text: str) -> Iterator[Read]:
    for one in _RANGE.finditer(text):
        low, high = number(one["low"]), number(one["high"])
        joined = text[one.end("low") : one.start("high")].strip().lower()
        if low is None or high is None or _counts_nothing(text, one.start("low"), one.end("high")):
            continue
        # "two and three" are two numbers, "between two and three" a range; "14 or 15" is one too.
        if joined == "and" and not one["between"]:
            continue
        if low < high:
            yield Read(one.start(), one.end(), Figure("between", low, high))


def _bounded(text: str, start: int, end: int, value: float) -> Read:
    before = _CUE_BEFORE.search(text[max(0, start - 30) : start])
    after = _CUE_AFTER.match(text, end)
    measure = "exact"
    if before:
        measure = str(before.lastgroup)
        start -= len(before.group())
    elif after:
        measure = str(after.lastgroup)
        end += len(after.group())
    return Read(start, end, Figure(measure, *bounds(measure, value)))


def _counts_nothing(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 16) : start], text[end : end + 12]
    if _NOT_AFTER.search(before) or _NOT_BEFORE.match(after):
        return True
    written = text[start:end]
    # "one" is a pronoun more often than a count: "no one", "one of", "one another".
    if written.lower() == "one" and re.match(r"\s+(?:of|another|day|side|hand|more)\b|[’']s|\W*$", after):
        return True
    return bool(_YEAR.fullmatch(written)) and (
        bool(_BEFORE_A_YEAR.search(before)) or not re.match(r"\s+\w", after)
    )
